{{ config(materialized='incremental', incremental_strategy='append') }}
-- Grain: one title with its body, as written. What post it is in codes that are the same in every language; only grows.
with titles as (
    select distinct
        title,
        coalesce(organization_name, '') as organization_name
    from {{ ref('stg_news__actor_positions') }}
)

select
    titles.title,
    titles.organization_name,
    nullif(post_code(titles.title, titles.organization_name), '') as post_code
from
    titles
{%- if is_incremental() %}
    left join {{ this }} as known
        on titles.title = known.title and titles.organization_name = known.organization_name
    where known.title is null
{%- endif %}
