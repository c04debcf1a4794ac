{%- set scope = changed('actor_id', 'int_actors_resolved') %}
{{ renewed('actor_id', scope) }}
-- Grain: one actor that is a body. What the tables know of it, by its words and, where it is one country's own, that
-- country.
select
    actors.actor_id,
    min(known.body_code) as body_code,
    min(known.body_type) as body_type,
    min(known.body_name) as body_name,
    min(known.parent_body_code) as parent_body_code,
    max(actors.country_code) as country_code
from (
    select distinct
        actor_id,
        word['parts'] as parts,
        word['country_code'] as country_code
    from (
        select
            actor_id,
            unnest(words) as word
        from {{ within(ref('int_body_parts'), scope, 'actor_id') }}
    ) as told
) as actors
inner join {{ ref('bodies') }} as known
    on
        actors.parts = {{ folded_words('known.body_name') }}
        and coalesce(actors.country_code = known.country_code, true)
group by actors.actor_id
