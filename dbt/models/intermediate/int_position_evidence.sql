-- Grain: one post or rank of one actor in one article. The span that shows it: from the name to the title, where they
-- stand within 300 characters of each other, else the name alone.
with mentions as (
    select
        claims.position_id,
        claims.article_id,
        strpos(articles.text, claims.title)::integer - 1 as title_start,
        length(claims.title)::integer as title_length,
        unnest(claims.mentions) as mention
    from {{ ref('int_actor_position_claims') }} as claims
    inner join {{ ref('stg_news__articles') }} as articles on claims.article_id = articles.article_id
),

spans as (
    select
        position_id,
        article_id,
        mention['start'] as name_start,
        mention['end'] as name_end,
        coalesce(title_start >= 0 and abs(name_start - title_start) <= 300, false) as is_near,
        case when is_near then least(name_start, title_start) else name_start end as span_start,
        case when is_near then greatest(name_end, title_start + title_length) else name_end end as span_end
    from mentions
),

nearest as (
    select *
    from spans
    qualify row_number() over (
        partition by position_id, article_id
        order by not is_near, case when is_near then span_end - span_start end, name_start
    ) = 1
)

select
    nearest.position_id,
    nearest.article_id,
    nearest.span_start,
    nearest.span_end,
    substring(articles.text, nearest.span_start + 1, nearest.span_end - nearest.span_start) as quote
from nearest
inner join {{ ref('stg_news__articles') }} as articles on nearest.article_id = articles.article_id
