-- Grain: one post, or one rank without a post, of one actor as one article names it.
select
    actors.article_id,
    actors.ref,
    actors.actor_id,
    actors.mentions,
    positions.title,
    positions.organization_name,
    {{ folded('positions.title') }} as title_key,
    {{ folded('positions.organization_name') }} as organization_key,
    actors.rank_name as rank,
    coalesce(actors.rank_code, {{ folded('actors.rank_name') }}) as rank_key,
    actors.rank_grade,
    dated.reference_date,
    copies.original_article_id,
    {{ short_hash([
        'actors.actor_id',
        "coalesce(" ~ folded('positions.title') ~ ", '')",
        "coalesce(" ~ folded('positions.organization_name') ~ ", '')",
        "coalesce(actors.rank_code, " ~ folded('actors.rank_name') ~ ", '')",
    ]) }} as position_id
from {{ ref('int_actors_resolved') }} as actors
left join {{ ref('stg_news__actor_positions') }} as positions
    on actors.article_id = positions.article_id and actors.ref = positions.ref
inner join {{ ref('int_articles_dated') }} as dated on actors.article_id = dated.article_id
inner join {{ ref('int_article_copies') }} as copies on actors.article_id = copies.article_id
where positions.title is not null or actors.rank_name is not null
