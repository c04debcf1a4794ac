{%- set scope = changed('actor_key', 'int_actors_keyed') %}
{{ renewed('actor_key', scope) }}
-- Grain: one actor key (kind, country, the words of a name). What is known of those who bear it, over all articles.
select
    actor_key,
    any_value(kind) as kind,
    any_value(country_code) as country_code,
    any_value(parts) as parts,
    any_value(len(parts)) as part_count,
    {{ fullest('name') }} as name,
    list_sort(list_distinct(flatten(list(blocks)))) as blocks,
    bool_and(is_latin) as is_latin,
    list_sort(list_distinct(list(first_word))) as first_words,
    list_sort(list_distinct(flatten(list(posts)))) as posts,
    list_sort(list_distinct(flatten(list(post_codes)))) as post_codes,
    bool_or(rank_grade is not null) as has_military_rank,
    count(*) as mention_count
from {{ within(ref('int_actors_keyed'), scope, 'actor_key') }}
group by actor_key
