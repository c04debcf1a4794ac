{%- set scope = 'select actor_key as head_key from ' ~ ref('int_names_touched') %}
{{ renewed('head_key', scope) }}
-- Grain: one name in one country: all spellings of the same words together. A table of its own, so that the planner
-- knows how large it is when names are joined with names.
select
    heads.head_key,
    any_value(keys.country_code) as country_code,
    any_value(keys.kind) as kind,
    min(keys.part_count) as part_count,
    list_sort(list_distinct(flatten(list(keys.posts)))) as posts,
    list_sort(list_distinct(flatten(list(keys.post_codes)))) as post_codes,
    list_sort(list_distinct(flatten(list(keys.first_words)))) as first_words,
    list_sort(list_distinct(flatten(list(keys.parts)))) as parts,
    bool_or(keys.has_military_rank) as has_military_rank,
    sum(keys.mention_count) as mention_count
from {{ within(ref('int_actor_keys'), scope, 'actor_key') }} as keys
inner join {{ within(ref('int_name_spellings'), scope, 'actor_key') }} as heads on keys.actor_key = heads.actor_key
group by heads.head_key
