-- Grain: one post of one actor as one article names it.
with unnested as (
    select
        article_id,
        ref,
        unnest(positions) as position
    from {{ source('raw', 'actors') }}
)

select
    article_id,
    ref,
    trim(position.title) as title,
    nullif(trim(position.organization), '') as organization_name
from unnested
where trim(position.title) <> ''
