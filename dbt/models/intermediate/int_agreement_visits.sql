{#- What changed; what is between two countries between which a visit changed, or of an article whose visits did. #}
{%- set resolved = ref('int_agreements_resolved') %}
{%- set between = 'select agreement_id from ' ~ resolved ~ ' where party_key in (select parties.party_key from '
    ~ '(select distinct party_key from ' ~ resolved ~ ') as parties inner join ('
    ~ changed('origin_code, destination_code', 'int_visit_days')
    ~ ") as visited on contains(',' || parties.party_key || ',', ',' || visited.origin_code || ',')"
    ~ " and contains(',' || parties.party_key || ',', ',' || visited.destination_code || ','))" %}
{%- set scope = changed('agreement_id', 'int_agreements_resolved') ~ ' union select agreement_id from ' ~ resolved
    ~ ' where article_id in (' ~ changed('article_id', 'int_visits_resolved') ~ ') union ' ~ between %}
{{ renewed('agreement_id', scope) }}
-- Grain: one agreement that was concluded on a visit. The visit joins two of its parties; the day of signature lies
-- within it, or, where no day is known, the article that tells of the agreement as concluded tells of this visit alone.
with resolved as (
    select
        agreement_id,
        article_id,
        party_key,
        status,
        signed_date_edtf
    from {{ within(resolved, scope, 'agreement_id') }}
),

parties as (
    select distinct
        agreement_id,
        unnest(string_split(party_key, ',')) as country_code
    from resolved
    where party_key <> ''
),

signed as (
    select
        agreement_id,
        article_id,
        {{ edtf_day('signed_date_edtf') }} as signed_day
    from resolved
    where status in ('signed', 'agreed', 'in_force', 'implementing', 'expired')
),

stays as (
    select
        visit_id,
        origin_code,
        destination_code,
        first_day,
        -- With the first day only, a stay of up to three more is thought of.
        last_day + case when has_end then 0 else 3 end as last_day
    from {{ ref('int_visit_days') }}
),

-- Joined by the month: two countries visit each other hundreds of times.
months as (
    select
        *,
        unnest(range({{ month_number('first_day') }}, {{ month_number('last_day') }} + 1)) as month_number
    from stays
),

by_day as (
    select distinct
        signed.agreement_id,
        visits.visit_id
    from signed
    inner join parties as one on signed.agreement_id = one.agreement_id
    inner join parties as two on signed.agreement_id = two.agreement_id
    inner join months as visits
        on
            one.country_code = visits.destination_code
            and two.country_code = visits.origin_code
            and {{ month_number('signed.signed_day') }} = visits.month_number
            and signed.signed_day between visits.first_day and visits.last_day
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
