-- Grain: one agreement as one article reports it. Puts together what is one by its own words: the same kind between
-- the same parties under the same words, unless the days of signature differ. A commitment is one only within a story,
-- since "to work together" is said at every visit; a joint statement or a nameless agreement only within a month,
-- since there is one at every summit.
{%- set generic = [
    'agreement', 'agreements', 'accord', 'accords', 'deal', 'deals', 'treaty', 'treaties', 'memorandum', 'memoranda',
    'memorandums', 'understanding', 'mou', 'mous', 'of', 'on', 'in', 'the', 'a', 'an', 'and', 'for', 'to', 'between',
    'new', 'first', 'second', 'third', 'two', 'three', 'four', 'five', 'several', 'series', 'other', 'cooperation',
    'bilateral', 'joint', 'document', 'documents', 'protocol', 'protocols', 'plan', 'programme', 'program', 'contract',
    'abkommen', 'vertrag', 'vereinbarung', 'vereinbarungen', 'ahnliche', 'neue', 'absichtserklarung', 'zwei', 'drei',
    'acuerdo', 'acuerdos', 'convenio', 'convenios', 'tratado', 'memorando', 'de', 'del', 'la', 'el', 'los', 'las', 'y',
    'dos', 'tres', 'varios', 'cooperacion', 'entendimiento', 'traite', 'accords', 'le', 'les', 'des', 'du', 'et',
    'protocole', 'entente', 'deux', 'trois', 'plusieurs', 'thoa', 'thuan', 'hiep', 'dinh', 'hop', 'tac', 'van', 'kien',
    'ban', 'ghi', 'nho', 'ky', 'ket', 'cac', 'hai', 'nghi', 'thu', 'uoc', 'moi', 've'
] %}
{%- set scope = changed('same_words', 'int_agreement_claims') ~ ' union select same_words from '
    ~ ref('int_agreement_claims') ~ ' where article_id in (' ~ changed('article_id', 'int_articles_dated')
    ~ ' union select article_id from ' ~ ref('int_articles_touched') ~ ')' %}
{{ renewed('same_words', scope, tells=['member_key', 'party_key']) }}
with claims as (
    select
        claims.*,
        articles.language_code,
        dated.reference_date,
        {{ edtf_day('claims.signed_date_edtf') }} as signed_day,
        {{ folded_words('coalesce(claims.title, claims.subject)') }} as words,
        list_filter(
            {{ folded_words('coalesce(claims.title, claims.subject)') }},
            lambda word: not list_contains(string_split('{{ generic | join(" ") }}', ' '), word)  -- noqa: RF02, LT05
        ) as telling_words
    from {{ within(ref('int_agreement_claims'), scope, 'same_words') }} as claims
    inner join {{ ref('stg_news__articles') }} as articles on claims.article_id = articles.article_id
    inner join {{ ref('int_articles_dated') }} as dated on claims.article_id = dated.article_id
),

framed as (
    select
        *,
        kind = 'commitment' or party_key = '' as is_of_one_story,
        kind in ('joint_statement', 'declaration', 'letter_of_intent') or coalesce(len(telling_words), 0) = 0 as recurs
    from claims
),

signed_days as (
    select distinct
        same_words,
        signed_day
    from framed
    where signed_day is not null
),

-- A year, or a day without its year, is that of the one day that it fits; no date is that of the only day.
fitting as (
    select
        framed.article_id,
        framed.claim_index,
        count(signed_days.signed_day) as day_count,
        min(signed_days.signed_day) as only_day
    from framed
    inner join signed_days
        on
            framed.same_words = signed_days.same_words
            and case
                when framed.signed_day is not null then framed.signed_day = signed_days.signed_day
                when framed.signed_date_edtf is null
                    then
                        not framed.recurs
                        or coalesce(abs(framed.reference_date - signed_days.signed_day) <= 30, false)
                when framed.signed_date_edtf like 'XXXX-%'
                    then strftime(signed_days.signed_day, '%m-%d') = framed.signed_date_edtf[6:]
                else
                    signed_days.signed_day between {{ edtf_earliest('framed.signed_date_edtf') }}
                    and {{ edtf_latest('framed.signed_date_edtf') }}
            end
    group by framed.article_id, framed.claim_index
),

settled as (
    select
        framed.*,
        case when fitting.day_count = 1 then fitting.only_day end as settled_day
    from framed
    left join fitting
        on framed.article_id = fitting.article_id and framed.claim_index = fitting.claim_index
),

-- What recurs and has no day is one as long as no month without a word of it lies between.
marked as (
    select
        *,
        coalesce(
            reference_date - lag(reference_date) over (
                partition by same_words, settled_day is null
                order by reference_date nulls first, article_id, claim_index
            ) > 30,
            false
        ) as is_later
    from settled
),

numbered as (
    select
        *,
        case
            when recurs and settled_day is null
                then sum(is_later::integer) over (
                    partition by same_words, settled_day is null
                    order by reference_date nulls first, article_id, claim_index
                    rows between unbounded preceding and current row
                )
            else 0
        end as telling
    from marked
)

select
    article_id,
    claim_index,
    member_key,
    kind,
    party_key,
    original_article_id,
    language_code,
    reference_date,
    signed_date_edtf,
    settled_day,
    words,
    telling_words,
    is_of_one_story,
    same_words,
    same_words || '|'
    || coalesce(settled_day::varchar, coalesce(signed_date_edtf, ''))
    || case when telling > 0 then '|' || telling else '' end as words_key
from numbered
