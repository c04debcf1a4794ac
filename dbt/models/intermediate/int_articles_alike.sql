{{ renewed('article_id', 'all') }}
-- Grain: one article and an earlier one whose text is nearly the same: half of their runs of four words are, by their
-- signatures (extractors/text/signature.py).
--
-- Texts that are alike agree in some band of four numbers. Each is compared with the earliest of its band only, so
-- that a story in a thousand outlets costs a thousand comparisons.
with bands as (
    select
        articles.article_id,
        articles.language_code,
        articles.signature,
        band.number as band_number,
        hash(articles.signature[band.number * 4 + 1:band.number * 4 + 4]) as band_hash,
        coalesce(dated.reference_date, date '9999-12-31') as day
    from {{ ref('stg_news__articles') }} as articles
    inner join {{ ref('int_articles_dated') }} as dated on articles.article_id = dated.article_id
    cross join range(16) as band (number)
    where len(articles.signature) = 64
),

first_of_band as (
    select
        language_code,
        band_number,
        band_hash,
        arg_min(article_id, (day, article_id)) as other_article_id,
        arg_min(signature, (day, article_id)) as other_signature
    from bands
    group by language_code, band_number, band_hash
),

pairs as (
    select distinct
        bands.article_id,
        bands.signature,
        first_of_band.other_article_id,
        first_of_band.other_signature
    from bands
    inner join first_of_band
        on
            bands.language_code = first_of_band.language_code
            and bands.band_number = first_of_band.band_number
            and bands.band_hash = first_of_band.band_hash
            and bands.article_id <> first_of_band.other_article_id
)

select
    pairs.article_id,
    pairs.other_article_id
from pairs
cross join range(1, 65) as place (number)
where pairs.signature[place.number] = pairs.other_signature[place.number]
group by pairs.article_id, pairs.other_article_id
having count(*) >= 32
