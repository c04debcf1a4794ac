{%- set scope = changed(
    'article_id', 'int_actors_resolved', 'int_position_bodies', 'int_article_copies', 'int_articles_dated'
)
    ~ ' union select article_id from ' ~ ref('int_articles_touched') %}
{{ renewed('article_id', scope, tells=['holding_id', 'seat', 'reference_date']) }}
-- Grain: one post or one rank of one actor as one article names it. A known post is the same in every language; any
-- other is known by its words and its body.
with held as (
    select
        actors.article_id,
        actors.ref,
        actors.actor_id,
        actors.country_code,
        actors.mentions,
        'post' as kind,
        positions.title,
        positions.title as words_as_written,
        positions.post_code,
        positions.title_key,
        positions.is_former,
        positions.organization_name,
        positions.organization_key,
        bodies.actor_id as body_actor_id,
        positions.body_basis,
        actors.rank_name as rank,
        coalesce(actors.rank_code, {{ folded('actors.rank_name') }}) as rank_key,
        actors.rank_grade
    from {{ within(ref('int_actors_resolved'), scope) }} as actors
    inner join {{ within(ref('int_position_bodies'), scope) }} as positions
        on actors.article_id = positions.article_id and actors.ref = positions.ref
    left join {{ within(ref('int_actors_resolved'), scope) }} as bodies
        on positions.article_id = bodies.article_id and positions.body_ref = bodies.ref
    union all
    select
        article_id,
        ref,
        actor_id,
        country_code,
        mentions,
        'rank' as kind,
        null as title,
        rank_as_written as words_as_written,
        null as post_code,
        null as title_key,
        false as is_former,
        null as organization_name,
        null as organization_key,
        null as body_actor_id,
        null as body_basis,
        rank_name as rank,
        coalesce(rank_code, {{ folded('rank_name') }}) as rank_key,
        rank_grade
    from {{ within(ref('int_actors_resolved'), scope) }}
    where rank_name is not null
),

keyed as (
    select
        held.*,
        posts.ladder,
        coalesce(posts.is_single, false) as is_single,
        case
            when held.kind = 'rank' then coalesce(held.rank_key, '')
            when posts.ladder is not null then held.post_code
            else coalesce(held.post_code, held.title_key, '') || '|' || coalesce(held.organization_key, '')
        end as position_key
    from held
    left join {{ ref('posts') }} as posts on held.post_code = posts.post_code
)

select
    keyed.*,
    -- A post that only one can hold at a time, in its country.
    case when keyed.is_single and keyed.country_code is not null then keyed.country_code || '|' || keyed.post_code end
        as seat,
    dated.reference_date,
    copies.original_article_id,
    -- Everything of one holder and one post or rank, whatever the period.
    {{ short_hash(['keyed.actor_id', 'keyed.kind', 'keyed.position_key']) }} as holding_id
from keyed
inner join {{ within(ref('int_articles_dated'), scope) }} as dated on keyed.article_id = dated.article_id
inner join {{ within(ref('int_article_copies'), scope) }} as copies on keyed.article_id = copies.article_id
where keyed.position_key <> ''
