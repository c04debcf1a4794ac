{%- set scope = 'select article_id from ' ~ ref('int_articles_touched') %}
{{ renewed('article_id', scope, tells=['sentence_hash']) }}
-- Grain: one sentence of 40 characters or more in one article, as a hash of its folded words; an article without any
-- has one row without a hash.
with articles as (
    select
        article_id,
        language_code,
        text_sha256,
        text
    from {{ within(ref('stg_news__articles'), scope) }}
),

sentences as (
    select
        article_id,
        unnest(string_split_regex(text, '[.!?…]+\s+|\n+')) as sentence
    from articles
),

hashed as (
    select distinct
        article_id,
        hash({{ folded('sentence') }}) as sentence_hash
    from sentences
    where length(sentence) >= 40
)

select
    articles.article_id,
    articles.language_code,
    articles.text_sha256,
    hashed.sentence_hash
from articles
left join hashed on articles.article_id = hashed.article_id
