{%- set scope = changed('article_id', 'int_visit_claims') %}
{{ renewed('article_id', scope, tells=['member_key', 'leader_and_destination', 'unnamed_key']) }}
-- Grain: one visit as one article reports it. The time in which the visit can lie, and how well that is known (tier):
-- day, month, year, partial (a day without its year), context (undated, but told as news), none,
-- and plan (intended, no word of when: no ground to take it for any visit that took place).
with edges as (
    select
        member_key,
        article_id,
        claim_index,
        coalesce(leader_actor_id, '?' || coalesce(origin_code, ''))
        || '|'
        || destination_code as leader_and_destination,
        -- What it would be under without its leader's name.
        '?' || coalesce(origin_code, '') || '|' || destination_code as unnamed_key,
        leader_actor_id,
        origin_code,
        destination_code,
        status,
        reference_date,
        coalesce(start_date_edtf, end_date_edtf) as from_edtf,
        coalesce(end_date_edtf, start_date_edtf) as to_edtf,
        start_date_edtf is not null and end_date_edtf is not null as has_both
    from {{ within(ref('int_visit_claims'), scope) }}
),

days as (
    select
        *,
        {{ edtf_day_of_any_year('from_edtf') }} as any_from,
        {{ edtf_day_of_any_year('to_edtf') }} as any_to_first,
        {{ edtf_precision('from_edtf') }} as precision,
        year(reference_date) - 2000 as years
    from edges
),

-- "From 5 to 9 October" in an article of a known day is the last October before it, in a plan the next one.
settled as (
    select
        *,
        case
            when status in ('completed', 'ongoing')
                then years - (any_from + to_years(years::integer) > reference_date + 3)::integer
            when status = 'planned'
                then years + (any_from + to_years(years::integer) < reference_date - 3)::integer
        end::integer as settled_years
    from days
),

typed as (
    select
        * exclude (any_from, precision),
        coalesce({{ edtf_earliest('from_edtf') }}, (any_from + to_years(settled_years))::date) as stated_from,
        coalesce(
            {{ edtf_latest('to_edtf') }},
            (
                case when to_edtf like 'XXXX-__' then last_day(any_to_first) else any_to_first end
                + to_years(settled_years + (any_to_first < any_from)::integer)
            )::date
        ) as stated_to,
        case when settled_years is null or any_from is null then any_from end as any_from,
        case
            when settled_years is null or any_from is null then precision
            when from_edtf like 'XXXX-__' then 'month'
            else 'day'
        end as precision
    from settled
),

tiered as (
    select
        *,
        case
            when stated_from is not null and stated_to >= stated_from
                then case when precision in ('day', 'month') then precision else 'year' end
            when any_from is not null and any_to_first is not null then 'partial'
            when reference_date is not null and status in ('ongoing', 'completed', 'planned') then 'context'
            when status = 'planned' then 'plan'
            else 'none'
        end as tier
    from typed
)

select
    member_key,
    article_id,
    claim_index,
    leader_and_destination,
    unnamed_key,
    leader_actor_id,
    origin_code,
    destination_code,
    tier,
    from_edtf,
    case
        when tier in ('day', 'month', 'year') then stated_from
        -- News tells of a visit while it lasts or within three weeks; a plan lies up to four months ahead.
        when tier = 'context' then reference_date - case when status = 'planned' then 0 else 21 end
    end as window_from,
    case
        when tier in ('day', 'month', 'year') then stated_to
        when tier = 'context' then reference_date + case when status = 'planned' then 120 else 3 end
    end as window_to,
    case when tier = 'partial' then any_from end as any_from,
    case
        when tier <> 'partial' then null
        -- Over New Year the end lies in the next year; a bare month ends with its last day.
        when any_to_first < any_from then any_to_first + interval 1 year
        when to_edtf like 'XXXX-__' then last_day(any_to_first)
        else any_to_first
    end::date as any_to,
    case when status in ('past_reference', 'completed') then reference_date end as known_before,
    coalesce(status in ('ongoing', 'completed'), false) as is_news,
    -- An article often states only the day of the talks: two such days within a week are days of one journey.
    case when has_both or tier <> 'day' then 0 else 7 end as slack_days
from tiered
