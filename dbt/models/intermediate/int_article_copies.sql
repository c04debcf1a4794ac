-- Grain: one article. A copy (the same wire story in another outlet) points to the earliest of its family: two
-- articles in one language are copies when two or more sentences, and 60 % of those of the shorter, stand in both, or
-- when half of their runs of four words are the same (int_articles_alike). A translation (int_article_translations) is
-- a copy too.
with sentences as (
    select
        sentences.article_id,
        sentences.language_code,
        sentences.sentence_hash
    from {{ ref('int_article_sentences') }} as sentences
    inner join {{ ref('int_articles_dated') }} as dated on sentences.article_id = dated.article_id
    where sentences.sentence_hash is not null
),

-- Boilerplate that stands in very many articles tells nothing and would make the join quadratic.
telling as (
    select *
    from sentences
    qualify count(*) over (partition by language_code, sentence_hash) <= 50
),

lengths as (
    select
        article_id,
        count(*) as sentence_count
    from sentences
    group by article_id
),

shared as (
    select
        a.article_id,
        b.article_id as other_article_id,
        count(*) as shared_count
    from telling as a
    inner join telling as b
        on a.language_code = b.language_code and a.sentence_hash = b.sentence_hash and a.article_id <> b.article_id
    group by a.article_id, b.article_id
),

copies as (
    select
        shared.article_id,
        shared.other_article_id
    from shared
    inner join lengths as a on shared.article_id = a.article_id
    inner join lengths as b on shared.other_article_id = b.article_id
    where shared.shared_count >= 2 and shared.shared_count >= 0.6 * least(a.sentence_count, b.sentence_count)
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
    b.first_article_id as original_article_id
from first_of_family as a
inner join first_of_family as b on a.first_article_id = b.article_id
