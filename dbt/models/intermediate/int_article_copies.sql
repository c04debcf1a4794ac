{{ renewed('article_id', 'all') }}
-- Grain: one article. A copy (the same wire story in another outlet) points to the earliest of its family: two
-- articles in one language are copies when two or more sentences, and 60 % of those of the shorter, stand in both, or
-- when half of their runs of four words are the same (int_articles_alike). A translation (int_article_translations) is
-- a copy too.
with copies as (
    select
        article_id,
        other_article_id
    from {{ ref('int_article_families') }}
    union
    select
        article_id,
        other_article_id
    from {{ ref('int_article_translations') }}
),

family as (
    select
        article_id,
        article_id as other_article_id
    from {{ ref('int_articles_dated') }}
    union all
    select * from copies
    union all
    select
        article_id,
        other_article_id
    from {{ ref('int_articles_alike') }}
),

first_of_family as (
    select
        family.article_id,
        arg_min(
            family.other_article_id,
            (coalesce(dated.reference_date, date '9999-12-31'), family.other_article_id)
        ) as first_article_id
    from family
    inner join {{ ref('int_articles_dated') }} as dated on family.other_article_id = dated.article_id
    group by family.article_id
)

-- A copy of a copy points to the first one too.
select
    a.article_id,
    b.first_article_id as original_article_id,
    coalesce(originals.source, b.first_article_id) as original_source,
    originals.language_code as original_language_code
from first_of_family as a
inner join first_of_family as b on a.first_article_id = b.article_id
inner join {{ ref('stg_news__articles') }} as originals on b.first_article_id = originals.article_id
