{%- set scope = 'select article_id from ' ~ ref('int_articles_touched') %}
{{ renewed('article_id', scope, tells=['name']) }}
-- Grain: one actor as one article names it: those of the claims, and the bodies whose posts it names, with the bodies
-- that these are part of.
with recursive parents as (
    select
        body_code,
        body_code as ancestor_code,
        0 as step
    from {{ ref('bodies') }}
    union all
    select
        parents.body_code,
        bodies.parent_body_code as ancestor_code,
        parents.step + 1 as step
    from parents
    inner join {{ ref('bodies') }} as bodies on parents.ancestor_code = bodies.body_code
    where bodies.parent_body_code is not null and parents.step < 5
),

named as (
    select
        positions.article_id,
        positions.country_code,
        positions.country_basis,
        parents.ancestor_code as general_code,
        case when parents.step = 0 then positions.organization_name end as name
    from {{ within(ref('int_position_bodies'), scope) }} as positions
    inner join parents on positions.body_code = parents.body_code
    where positions.body_ref is not null
),

-- Of the general bodies a country's own takes the place.
own as (
    select
        named.article_id,
        case when bodies.body_type <> 'international_organization' then named.country_code end as country_code,
        case when bodies.body_type <> 'international_organization' then named.country_basis end as country_basis,
        bodies.body_code,
        coalesce(named.name, bodies.body_name) as name
    from named
    inner join {{ ref('bodies') }} as general on named.general_code = general.body_code
    left join {{ ref('bodies') }} as replacing
        on named.general_code = replacing.stands_for_code and named.country_code = replacing.country_code
    inner join {{ ref('bodies') }} as bodies
        on coalesce(replacing.body_code, general.body_code) = bodies.body_code
),

bodies as (
    select
        article_id,
        'body:' || body_code || coalesce(':' || country_code, '') as ref,
        {{ fullest('name') }} as name,
        country_code,
        min(country_basis) as country_basis
    from own
    group by article_id, body_code, country_code
)

select
    article_id,
    ref,
    kind,
    name,
    variants,
    country_code,
    country_basis,
    rank,
    positions,
    mentions
from {{ within(ref('stg_news__actors'), scope) }}
union all
select
    article_id,
    ref,
    'organization' as kind,
    name,
    [] as variants,
    country_code,
    country_basis,
    null as rank,
    [] as positions,
    [] as mentions
from bodies
