{{ config(materialized='incremental', incremental_strategy='delete+insert', unique_key='article_id') }}
-- Grain: one sentence of 40 characters or more in one article, as a hash of its folded words; an article without any has
-- one row without a hash. Only what is new or has another text is read; articles that are gone are left for the reader
-- to pass over.
with articles as (
    select
        article_id,
        language_code,
        text_sha256,
        text
    from {{ ref('stg_news__articles') }}
    {%- if is_incremental() %}
        where (article_id, text_sha256, coalesce(language_code, '')) not in (
            select
                known.article_id,
                known.text_sha256,
                coalesce(known.language_code, '')
            from {{ this }} as known
        )
    {%- endif %}
),

sentences as (
    select
        article_id,
        unnest(string_split_regex(text, '[.!?…]+\s+|\n+')) as sentence
    from articles
),

hashes as (
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
    hashes.sentence_hash
from articles
left join hashes on articles.article_id = hashes.article_id
