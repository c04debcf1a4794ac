{%- set scope = changed('article_id', 'int_actor_position_claims', 'int_position_periods')
    ~ ' union select article_id from ' ~ ref('int_articles_touched') %}
{{ renewed('article_id', scope, tells=['position_id']) }}
-- Grain: one position in one article. The span that shows it: from the name to the words of the post or rank, where
-- they stand within 300 characters of each other, else the name alone, else those words alone. What neither stands in
-- the article for is not shown, and is no position.
with claimed as (
    select
        claims.holding_id,
        claims.article_id,
        claims.words_as_written,
        claims.mentions,
        claims.actor_id,
        articles.text
    from {{ within(ref('int_actor_position_claims'), scope) }} as claims
    inner join {{ within(ref('stg_news__articles'), scope) }} as articles on claims.article_id = articles.article_id
),

places as (
    select
        holding_id,
        article_id,
        strpos(text, words_as_written)::integer - 1 as words_start,
        length(words_as_written)::integer as words_length,
        unnest(case when len(mentions) > 0 then mentions end) as mention
    from claimed
    union all
    select
        holding_id,
        article_id,
        strpos(text, words_as_written)::integer - 1 as words_start,
        length(words_as_written)::integer as words_length,
        null as mention
    from claimed
    where coalesce(len(mentions), 0) = 0
),

spans as (
    select
        holding_id,
        article_id,
        coalesce(words_start >= 0 and abs(mention['start'] - words_start) <= 300, false) as is_near,
        case
            when mention is null then words_start
            when is_near then least(mention['start'], words_start)
            else mention['start']
        end as span_start,
        case
            when mention is null then words_start + words_length
            when is_near then greatest(mention['end'], words_start + words_length)
            else mention['end']
        end as span_end
    from places
    where mention is not null or words_start >= 0
),

nearest as (
    select *
    from spans
    qualify row_number() over (
        partition by holding_id, article_id
        order by not is_near, case when is_near then span_end - span_start end, span_start, span_end
    ) = 1
)

select
    periods.position_id,
    nearest.article_id,
    nearest.span_start,
    nearest.span_end,
    substring(articles.text, nearest.span_start + 1, nearest.span_end - nearest.span_start) as quote
from nearest
inner join {{ within(ref('int_position_periods'), scope) }} as periods
    on nearest.holding_id = periods.holding_id and nearest.article_id = periods.article_id
inner join {{ within(ref('stg_news__articles'), scope) }} as articles on nearest.article_id = articles.article_id
