select
    articles.article_id,
    articles.source_uri,
    articles.source,
    articles.title,
    coalesce(articles.authors, []) as authors,
    articles.canonical_uri,
    articles.revision as revision_count,
    articles.language_code,
    {{ edtf_day('articles.published_date_edtf') }} as published_date,
    articles.published_date_edtf,
    dated.reference_date,
    dated.reference_basis,
    copies.original_article_id,
    copies.original_article_id <> articles.article_id as is_copy,
    case
        when copies.original_article_id = articles.article_id then 'original'
        when coalesce(originals.language_code <> articles.language_code, true) then 'translation'
        else 'copy'
    end as copy_kind,
    length(articles.text)::integer as character_count,
    articles.engine,
    articles.extractor_version
from {{ ref('stg_news__articles') }} as articles
inner join {{ ref('int_articles_dated') }} as dated on articles.article_id = dated.article_id
inner join {{ ref('int_article_copies') }} as copies on articles.article_id = copies.article_id
inner join {{ ref('stg_news__articles') }} as originals on copies.original_article_id = originals.article_id
order by articles.article_id
