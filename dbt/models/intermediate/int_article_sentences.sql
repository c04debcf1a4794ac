{{ config(materialized='incremental', incremental_strategy='delete+insert', unique_key='article_id') }}
-- Grain: one sentence of 40 characters or more in one article, as a hash of its folded words; an article without any
-- has one row without a hash. Only what is new or has another text is read; articles that are gone are left for the
-- reader to pass over.
with known as (
    select distinct
        article_id,
        language_code,
        text_sha256
    from {{ this if is_incremental() else ref('stg_news__articles') }}
    where {{ is_incremental() | lower }}
),

articles as (
    select
        published.article_id,
        published.language_code,
        published.text_sha256,
        published.text
    from {{ ref('stg_news__articles') }} as published
    left join known
        on
            published.article_id = known.article_id
            and published.text_sha256 = known.text_sha256
            and coalesce(published.language_code, '') = coalesce(known.language_code, '')
    where known.article_id is null
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
