select
    {{ short_hash(["'source'", 'source']) }} as source_id,
    source as name,
    count(*)::integer as article_count,
    count(*) filter (not is_copy)::integer as original_article_count,
    min(published_date) as first_published_date,
    max(published_date) as last_published_date
from {{ ref('dim_articles') }}
where source is not null
group by source
order by source_id
