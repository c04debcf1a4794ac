-- Grain: one member key. Conservative: states sign many instruments on one day, so only the same kind between the same
-- parties under the same words is one, unless both tell different dates; a commitment is one only within a story.
with named as (
    select
        *,
        kind || '|' || party_key || '|' || name_key || '|'
        || case when kind = 'commitment' or name_key = '' then original_article_id else '' end as same_words,
        coalesce(signed_date_edtf, '') || '/' || coalesce(valid_from_edtf, '') as dates
    from {{ ref('int_agreement_claims') }}
),

only_dates as (
    select
        same_words,
        min(dates) as dates
    from named
    where dates <> '/'
    group by same_words
    having count(distinct dates) = 1
),

completed as (
    select
        named.member_key,
        named.same_words || '|' || coalesce(nullif(named.dates, '/'), only_dates.dates, '/') as cluster_key
    from named
    left join only_dates on named.same_words = only_dates.same_words
)

select distinct
    member_key,
    cluster_key,
    {{ short_hash(["'agreement'", 'cluster_key']) }} as proposed_id,
    true as is_anchor
from completed
