-- Why: what a mart cannot hold must not vanish unseen. Warns with visits whose destination is no known country and with
-- actors whose country is none; the first are left out of fct_visits, the second stand without country.
{{ config(severity='warn') }}
select
    'visit' as claim,
    visits.article_id,
    visits.destination_country_code as country_code
from {{ ref('stg_news__visits') }} as visits
left join {{ ref('countries') }} as countries on visits.destination_country_code = countries.country_code
where countries.country_code is null
union all
select
    'actor' as claim,
    actors.article_id,
    actors.country_code
from {{ ref('stg_news__actors') }} as actors
left join {{ ref('countries') }} as countries on actors.country_code = countries.country_code
where actors.country_code is not null and countries.country_code is null
