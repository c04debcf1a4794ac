-- Grain: one name of a body in one country; the country is empty where the name means such a body of any country, or
-- an international one. A country's own body (the Bundeswehr) takes the general names (the armed forces) there.
with spelled as (
    select
        body_code,
        alias as name
    from {{ ref('body_aliases') }}
    union all
    select
        body_code,
        body_name as name
    from {{ ref('bodies') }}
),

names as (
    select
        bodies.body_code,
        coalesce(bodies.country_code, '') as country_code,
        {{ folded('spelled.name') }} as name_key
    from {{ ref('bodies') }} as bodies
    inner join spelled on bodies.body_code = spelled.body_code
),

-- What "Ministry of Defence" means in a country that calls its own by another name.
stand_ins as (
    select
        bodies.body_code,
        bodies.country_code,
        names.name_key
    from {{ ref('bodies') }} as bodies
    inner join names on bodies.stands_for_code = names.body_code
    where bodies.country_code is not null
),

all_names as (
    select
        name_key,
        country_code,
        body_code,
        1 as preference
    from names
    union all
    select
        name_key,
        country_code,
        body_code,
        2 as preference
    from stand_ins
),

chosen as (
    select
        name_key,
        country_code,
        arg_min(body_code, (preference, body_code)) as body_code
    from all_names
    where name_key <> ''
    group by name_key, country_code
)

select
    chosen.name_key,
    chosen.country_code,
    chosen.body_code,
    bodies.body_type,
    bodies.body_type = 'international_organization' as is_international,
    {{ folded_words('bodies.body_name') }} as body_words
from chosen
inner join {{ ref('bodies') }} as bodies on chosen.body_code = bodies.body_code
