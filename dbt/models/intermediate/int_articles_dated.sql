{%- set scope = 'select article_id from ' ~ ref('int_articles_touched') %}
{{ renewed('article_id', scope) }}
-- Grain: one article. The day from which "now" of the article is reckoned: its publication, else the latest day that
-- its own claims state. Plans lie ahead of the article and say nothing of its day.
with stated_days as (
    select
        article_id,
        unnest([{{ edtf_day('start_date_edtf') }}, {{ edtf_day('end_date_edtf') }}]) as day
    from {{ within(ref('stg_news__visits'), scope) }}
    where coalesce(status, '') <> 'planned' and coalesce(date_basis, 'explicit') <> 'publication_date'
    union all
    select
        article_id,
        {{ edtf_day('meeting_date_edtf') }} as day
    from {{ within(ref('stg_news__meetings'), scope) }}
    union all
    select
        article_id,
        {{ edtf_day('signed_date_edtf') }} as day
    from {{ within(ref('stg_news__agreements'), scope) }}
    where status <> 'proposed'
),

latest_days as (
    select
        article_id,
        max(day) as day
    from stated_days
    group by article_id
),

dated as (
    select
        articles.article_id,
        {{ edtf_latest('articles.published_date_edtf') }} as published_day,
        latest_days.day as stated_day
    from {{ within(ref('stg_news__articles'), scope) }} as articles
    left join latest_days on articles.article_id = latest_days.article_id
)

select
    article_id,
    coalesce(published_day, stated_day) as reference_date,
    case
        when published_day is not null then 'published'
        when stated_day is not null then 'latest_stated_day'
    end as reference_basis
from dated
