{%- set scope = 'select article_id from ' ~ ref('int_articles_touched') %}
{{ renewed('article_id', scope, tells=['place_key']) }}
-- Grain: one place as one article names it once, with the country where a visit tells it.
with named as (
    select
        article_id,
        unnest(places) as name,
        destination_country_code as country_code
    from {{ within(ref('stg_news__visits'), scope) }}
    union all
    select
        article_id,
        place as name,
        null as country_code
    from {{ within(ref('stg_news__meetings'), scope) }}
    union all
    select
        article_id,
        place as name,
        null as country_code
    from {{ within(ref('stg_news__articles'), scope) }}
),

-- Folded once for each spelling, not for each article.
spelled as (
    select
        name,
        {{ place_key('name') }} as place_key
    from (select distinct name from named) as names
)

select
    named.article_id,
    trim(named.name) as name,
    spelled.place_key,
    countries.country_code
from named
inner join spelled on named.name = spelled.name
left join {{ ref('countries') }} as countries on named.country_code = countries.country_code
where spelled.place_key <> ''
