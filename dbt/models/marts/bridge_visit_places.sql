{#- A place that is called otherwise now is so on all its visits. #}
{%- set scope = changed('visit_id', 'int_visits_resolved') ~ ' union select visit_id from ' ~ this
    ~ ' where place_id in (' ~ changed('place_id', 'dim_places') ~ ')' %}
{{ renewed('visit_id', scope) }}
with named as (
    select
        visit_id,
        destination_code,
        article_id,
        unnest(places) as name
    from {{ within(ref('int_visits_resolved'), scope, 'visit_id') }}
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
