{%- set scope = changed('place_key', 'int_place_mentions') %}
{{ renewed('place_key', scope, tells=['place_id']) }}
with keyed as (
    select *
    from {{ within(ref('int_place_mentions'), scope, 'place_key') }}
),

-- A place named without its country takes the only country in which visits know that name.
only_countries as (
    select
        place_key,
        min(country_code) as country_code
    from keyed
    group by place_key
    having count(distinct country_code) = 1
),

placed as (
    select
        keyed.article_id,
        keyed.name,
        keyed.place_key,
        coalesce(keyed.country_code, only_countries.country_code) as country_code
    from keyed
    left join only_countries on keyed.place_key = only_countries.place_key
),

spelled as (
    select
        place_key,
        country_code,
        name,
        count(distinct article_id) as article_count
    from placed
    group by place_key, country_code, name
),

grouped as (
    select
        place_key,
        country_code,
        arg_max(name, (name <> upper(name), name <> {{ to_ascii('name') }}, article_count, name)) as name,
        list_sort(list(name)) as name_variants
    from spelled
    group by place_key, country_code
)

select
    {{ short_hash(["'place'", "coalesce(country_code, '')", 'place_key']) }} as place_id,
    name,
    {{ to_ascii('name') }} as name_ascii,
    place_key,
    country_code,
    name_variants
from grouped
order by place_id
