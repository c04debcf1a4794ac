-- As articles write them, and for bodies as the tables of names know them.
{%- set scope = changed('actor_id', 'int_actors_resolved') ~ ' union select actor_id from '
    ~ ref('int_actors_resolved') ~ ' where article_id in (select article_id from ' ~ ref('int_articles_touched') ~ ')' %}
{{ renewed('actor_id', scope) }}
with written as (
    select
        actors.actor_id,
        articles.language_code,
        unnest(list_append(coalesce(actors.variants, []), actors.name)) as alias,
        actors.article_id,
        actors.ref
    from {{ within(ref('int_actors_resolved'), scope, 'actor_id') }} as actors
    inner join {{ ref('stg_news__articles') }} as articles on actors.article_id = articles.article_id
    where not starts_with(actors.ref, 'body:')
),

named as (
    select distinct
        actors.actor_id,
        names.body_code
    from (
        select
            actor_id,
            unnest(list_transform(words, lambda word: word['parts'])) as parts  -- noqa: RF02
        from {{ within(ref('int_body_parts'), scope, 'actor_id') }}
    ) as actors
    inner join {{ ref('int_body_names') }} as names on actors.parts = names.body_words
),

known as (
    select
        named.actor_id,
        aliases.language_code,
        aliases.alias
    from named
    inner join {{ ref('body_aliases') }} as aliases on named.body_code = aliases.body_code
),

all_aliases as (
    select
        actor_id,
        language_code,
        alias,
        count(distinct article_id)::integer as article_count,
        false as is_listed
    from written
    where language_code is not null
    group by actor_id, language_code, alias
    union all
    select distinct
        actor_id,
        language_code,
        alias,
        0 as article_count,
        true as is_listed
    from known
)

select
    actor_id,
    language_code,
    alias,
    {{ to_ascii('alias') }} as alias_ascii,
    bool_or(is_listed) as is_listed,
    max(article_count)::integer as article_count
from all_aliases
group by actor_id, language_code, alias
order by actor_id, language_code, alias
