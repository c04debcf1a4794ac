{%- set scope = changed('actor_key', 'int_actors_keyed') %}
{{ renewed('actor_key', scope) }}
-- Grain: one actor key (kind, country, the words of a name). What is known of the people who bear it, over all
-- articles. Of a body, which is told of in very many, only that it is told of: it is known by its words alone.
select
    actor_key,
    'person' as kind,
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
where kind = 'person'
group by actor_key
union all
select
    actor_key,
    kind,
    country_code,
    []::varchar[] as parts,
    null as part_count,
    null as name,
    []::varchar[] as blocks,
    null as is_latin,
    []::varchar[] as first_words,
    []::varchar[] as posts,
    []::varchar[] as post_codes,
    false as has_military_rank,
    null as mention_count
from (
    select distinct
        actor_key,
        kind,
        country_code
    from {{ within(ref('int_actors_keyed'), scope, 'actor_key') }}
    where kind <> 'person'
) as bodies
