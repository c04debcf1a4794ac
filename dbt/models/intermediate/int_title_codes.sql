{%- set scope = 'select article_id from ' ~ ref('int_articles_touched') %}
{{ config(materialized='incremental', incremental_strategy='append', meta={'is_cache': true}) }}
-- Grain: one title with its body, as written. What post it is in codes that are the same in every language; only grows.
with titles as (
    select distinct
        title,
        coalesce(organization_name, '') as organization_name
    from {{ within(ref('stg_news__actor_positions'), scope) }}
)

select
    titles.title,
    titles.organization_name,
    {{ folded('titles.title') }} as title_key,
    nullif(post_code(titles.title, titles.organization_name), '') as post_code
from
    titles
{%- if is_incremental() %}
    left join {{ this }} as known
        on titles.title = known.title and titles.organization_name = known.organization_name
    where known.title is null
{%- endif %}
