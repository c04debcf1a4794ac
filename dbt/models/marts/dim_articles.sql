{%- set scope = changed('article_id', 'int_article_copies', 'int_articles_dated')
    ~ ' union select article_id from ' ~ ref('int_articles_touched') %}
{{ renewed('article_id', scope) }}
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
        when coalesce(copies.original_language_code <> articles.language_code, true) then 'translation'
        else 'copy'
    end as copy_kind,
    length(articles.text)::integer as character_count,
    articles.engine,
    articles.extractor_version
from {{ within(ref('stg_news__articles'), scope) }} as articles
inner join {{ within(ref('int_articles_dated'), scope) }} as dated on articles.article_id = dated.article_id
inner join {{ within(ref('int_article_copies'), scope) }} as copies on articles.article_id = copies.article_id
order by articles.article_id
