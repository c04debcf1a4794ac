{%- set scope = changed('left_key as actor_key', 'int_name_candidates') ~ ' union '
    ~ changed('right_key', 'int_name_candidates') %}
{{ renewed(['left_key', 'right_key'], scope) }}
-- Grain: two person names, of one country or one of them without, that can be one person's, and how they stand to each
-- other.
select
    candidates.left_key,
    candidates.right_key,
    candidates.left_country_code,
    candidates.right_country_code,
    candidates.is_one_country,
    candidates.shares_post,
    relations.relation
from {{ within(ref('int_name_candidates'), scope, ['left_key', 'right_key']) }} as candidates
inner join {{ ref('int_name_relations') }} as relations
    on candidates.left_name = relations.left_name and candidates.right_name = relations.right_name
where relations.relation is not null
