{#- Actors of articles that changed, or whose source, day or original did. #}
{%- set part_key = "actor_id || '|' || hash(article_id) % 256" %}
{%- set resolved = ref('int_actors_resolved') %}
{%- set articles = changed('article_id', 'int_actors_resolved', 'dim_articles') ~ ' union select article_id from '
    ~ ref('dim_articles') ~ ' where original_article_id in (' ~ changed('article_id', 'dim_articles') ~ ')' %}
{%- set scope = changed(part_key ~ ' as part_key', 'int_actors_resolved') ~ ' union select ' ~ part_key ~ ' from '
    ~ resolved ~ ' where article_id in (' ~ articles ~ ')' %}
{{ renewed('part_key', scope) }}
-- Grain: one actor that is a body and one part of 256 of all articles. A ministry is told of in very many articles: of
-- its counts, only those of the parts are made anew that hold a changed article. An article is of one part only, so
-- that the parts can be added up.
with mentions as (
    select
        {{ part_key }} as part_key,
        article_id,
        actor_id,
        kind,
        name,
        parts,
        len(parts) as part_count,
        variants,
        country_code,
        country_basis
    from {{ resolved }}
    where
        kind = 'organization'
        {%- if is_incremental() %}
            and {{ in_scope(part_key, scope) }}
        {%- endif %}
),

spelled as (
    select
        part_key,
        name,
        part_count,
        count(distinct article_id) as article_count
    from mentions
    group by part_key, name, part_count
),

names as (
    select
        part_key,
        list_sort(list({ 'name': name, 'part_count': part_count, 'article_count': article_count })) as names
    from spelled
    group by part_key
),

varied as (
    select distinct
        part_key,
        unnest(list_append(coalesce(variants, []), name)) as variant
    from (
        select distinct
            part_key,
            variants,
            name
        from mentions
    ) as spellings
),

variants as (
    select
        part_key,
        list_sort(list(variant)) as name_variants
    from varied
    group by part_key
),

counted as (
    select
        mentions.part_key,
        any_value(mentions.actor_id) as actor_id,
        any_value(mentions.kind) as kind,
        count(*) as mention_count,
        max(mentions.country_code) as country_code,
        count(distinct mentions.article_id) as article_count,
        list_sort(list(distinct coalesce(originals.source, articles.original_article_id))) as sources,
        min(articles.reference_date) as first_reported_date,
        max(articles.reference_date) as last_reported_date,
        min({{ basis_order('mentions.country_basis') }}) as basis_order,
        list_sort(list(distinct { 'parts': mentions.parts, 'country_code': mentions.country_code })) as words
    from mentions
    inner join {{ ref('dim_articles') }} as articles on mentions.article_id = articles.article_id
    inner join {{ ref('dim_articles') }} as originals on articles.original_article_id = originals.article_id
    group by mentions.part_key
)

select
    counted.*,
    names.names,
    variants.name_variants
from counted
inner join names on counted.part_key = names.part_key
inner join variants on counted.part_key = variants.part_key
