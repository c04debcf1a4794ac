{#- Who holds a sentence that came or went; not those that stand in too many articles now and did before. #}
{%- set scope = 'select article_id from ' ~ ref('int_article_sentences') ~ ' where sentence_hash in ('
    ~ changed('sentence_hash', 'int_article_sentences') ~ ') qualify count(*) over (partition by language_code, '
    ~ 'sentence_hash) <= 50 + (select count(*) from ' ~ source('nights', 'changed_int_article_sentences') ~ ') union '
    ~ changed('article_id', 'int_article_sentences') %}
{{ renewed('article_id', scope) }}
-- Grain: one article and another in its language that has the same sentences: two or more, and 60 % of those of the
-- shorter.
with sentences as (
    select
        article_id,
        language_code,
        sentence_hash
    from {{ ref('int_article_sentences') }}
    where sentence_hash is not null
),

-- Both of a pair that has come or gone are in the scope, but not all that either has in common with others.
looked_at as (
    select *
    from {{ within(ref('int_article_sentences'), scope) }}
    where sentence_hash is not null
),

-- Boilerplate that stands in very many articles tells nothing and would make the join quadratic.
telling as (
    select *
    from sentences
    {%- if is_incremental() %}
        where sentence_hash in (select looked_at.sentence_hash from looked_at)
    {%- endif %}
    qualify count(*) over (partition by language_code, sentence_hash) <= 50
),

shared as (
    select
        a.article_id,
        b.article_id as other_article_id,
        count(*) as shared_count
    from looked_at as a
    inner join telling as b
        on a.language_code = b.language_code and a.sentence_hash = b.sentence_hash and a.article_id <> b.article_id
    group by a.article_id, b.article_id
),

lengths as (
    select
        article_id,
        count(*) as sentence_count
    from sentences
    {%- if is_incremental() %}
        where article_id in (
            select shared.article_id from shared
            union
            select shared.other_article_id from shared
        )
    {%- endif %}
    group by article_id
)

select
    shared.article_id,
    shared.other_article_id
from shared
inner join lengths as a on shared.article_id = a.article_id
inner join lengths as b on shared.other_article_id = b.article_id
where shared.shared_count >= 2 and shared.shared_count >= 0.6 * least(a.sentence_count, b.sentence_count)
