{{ renewed('agreement_id', 'all') }}
-- Grain: one agreement that was concluded on a visit. The visit joins two of its parties; the day of signature lies
-- within it, or, where no day is known, the article that tells of the agreement as concluded tells of this visit alone.
with parties as (
    select distinct
        agreement_id,
        unnest(string_split(party_key, ',')) as country_code
    from {{ ref('int_agreements_resolved') }}
    where party_key <> ''
),

signed as (
    select
        agreement_id,
        article_id,
        {{ edtf_day('signed_date_edtf') }} as signed_day
    from {{ ref('int_agreements_resolved') }}
    where status in ('signed', 'agreed', 'in_force', 'implementing', 'expired')
),

visits as (
    select
        visit_id,
        any_value(destination_code) as destination_code,
        mode(origin_code order by origin_code) as origin_code,
        min({{ edtf_day('coalesce(start_date_edtf, end_date_edtf)') }}) as first_day,
        max({{ edtf_day('coalesce(end_date_edtf, start_date_edtf)') }}) as last_day,
        -- With the first day only, a stay of up to three more is thought of.
        bool_or(end_date_edtf is not null) as has_end
    from {{ ref('int_visits_resolved') }}
    where status is distinct from 'cancelled'
    group by visit_id
),

by_day as (
    select distinct
        signed.agreement_id,
        visits.visit_id
    from signed
    inner join visits
        on signed.signed_day between visits.first_day and visits.last_day + case when visits.has_end then 0 else 3 end
    inner join parties as one
        on signed.agreement_id = one.agreement_id and visits.destination_code = one.country_code
    inner join parties as two
        on signed.agreement_id = two.agreement_id and visits.origin_code = two.country_code
),

by_article as (
    select
        signed.agreement_id,
        min(visits.visit_id) as visit_id
    from signed
    inner join {{ ref('int_visits_resolved') }} as visits on signed.article_id = visits.article_id
    inner join parties as one
        on signed.agreement_id = one.agreement_id and visits.destination_code = one.country_code
    inner join parties as two
        on signed.agreement_id = two.agreement_id and visits.origin_code = two.country_code
    where
        visits.status in ('completed', 'ongoing')
        and signed.agreement_id not in (
            select dated.agreement_id from signed as dated
            where dated.signed_day is not null
        )
    group by signed.agreement_id
    having count(distinct visits.visit_id) = 1
)

select
    agreement_id,
    min(visit_id) as visit_id,
    'day' as basis
from by_day
group by agreement_id
having count(distinct visit_id) = 1
union all
select
    agreement_id,
    visit_id,
    'article' as basis
from by_article
where agreement_id not in (select by_day.agreement_id from by_day)
