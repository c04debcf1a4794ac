{%- set scope = 'select article_id from ' ~ ref('int_articles_touched') %}
{{ renewed('article_id', scope) }}
-- Grain: one post of one actor as one article names it, with the body that it belongs to: the one that the article
-- names, else the one that the post implies (a defence minister heads the ministry of defence).
with body_keys as (
    select
        body_code,
        {{ folded('body_name') }} as name_key
    from {{ ref('bodies') }}
),

positions as (
    select
        positions.article_id,
        positions.ref,
        positions.title,
        positions.organization_name,
        titles.is_former,
        titles.title_key,
        titles.post_code,
        posts.body_type as implied_body_code,
        countries.country_code,
        actors.country_basis,
        titles.organization_key,
        coalesce(bodies.name_key, '') as implied_key
    from {{ within(ref('stg_news__actor_positions'), scope) }} as positions
    inner join {{ within(ref('stg_news__articles'), scope) }} as articles on positions.article_id = articles.article_id
    inner join {{ within(ref('stg_news__actors'), scope) }} as actors
        on positions.article_id = actors.article_id and positions.ref = actors.ref
    left join {{ ref('int_title_posts') }} as titles
        on
            articles.language_code = titles.language_code
            and positions.title = titles.title
            and positions.organization_name is not distinct from titles.organization_name
    left join {{ ref('countries') }} as countries on actors.country_code = countries.country_code
    left join {{ ref('posts') }} as posts on titles.post_code = posts.post_code
    left join body_keys as bodies on posts.body_type = bodies.body_code
),

named as (
    select
        positions.*,
        coalesce(own.body_code, general.body_code) as named_body_code,
        coalesce(own_implied.body_code, general_implied.body_code) as implied_code
    from positions
    left join {{ ref('int_body_names') }} as own
        on positions.organization_key = own.name_key and positions.country_code = own.country_code
    left join {{ ref('int_body_names') }} as general
        on positions.organization_key = general.name_key and general.country_code = ''
    left join {{ ref('int_body_names') }} as own_implied
        on positions.implied_key = own_implied.name_key and positions.country_code = own_implied.country_code
    left join {{ ref('int_body_names') }} as general_implied
        on positions.implied_key = general_implied.name_key and general_implied.country_code = ''
),

chosen as (
    select
        *,
        coalesce(named_body_code, case when organization_name is null then implied_code end) as body_code,
        case
            when named_body_code is not null then 'text'
            when organization_name is null and implied_code is not null then 'post'
        end as body_basis
    from named
)

select
    chosen.article_id,
    chosen.ref,
    chosen.title,
    chosen.organization_name,
    chosen.organization_key,
    chosen.is_former,
    chosen.title_key,
    chosen.post_code,
    chosen.country_code,
    chosen.country_basis,
    chosen.body_code,
    chosen.body_basis,
    -- A ministry of an unknown country would be that of all of them.
    case
        when bodies.body_type = 'international_organization' then 'body:' || chosen.body_code
        when chosen.body_code is not null and chosen.country_code is not null
            then 'body:' || chosen.body_code || ':' || chosen.country_code
    end as body_ref
from chosen
left join {{ ref('bodies') }} as bodies on chosen.body_code = bodies.body_code
