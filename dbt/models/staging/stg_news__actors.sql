-- Grain: one actor as one article names it.
select
    article_id,
    ref,
    kind,
    trim(name) as name,
    variants,
    upper(nullif(trim(country_code), '')) as country_code,
    nullif(trim(country_basis), '') as country_basis,
    nullif(trim(rank), '') as rank,
    positions,
    mentions
from {{ source('raw', 'actors') }}
