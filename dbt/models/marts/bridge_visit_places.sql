with named as (
    select
        visit_id,
        destination_code,
        article_id,
        unnest(places) as name
    from {{ ref('int_visits_resolved') }}
),

keyed as (
    select
        visit_id,
        destination_code,
        article_id,
        {{ place_key('name') }} as place_key
    from named
    where {{ place_key('name') }} <> ''
)

select
    keyed.visit_id,
    places.place_id,
    any_value(places.name) as name,
    count(distinct keyed.article_id)::integer as article_count
from keyed
inner join {{ ref('dim_places') }} as places
    on keyed.place_key = places.place_key and keyed.destination_code = places.country_code
group by keyed.visit_id, places.place_id
order by keyed.visit_id, places.place_id
