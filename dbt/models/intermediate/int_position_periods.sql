{{ renewed('article_id', 'all') }}
-- Grain: one holding (actor and post or rank) in one article, with the period of the holding that the article attests.
-- A holding has a further period when it is named again more than a year after the time before and someone else held
-- the post between, or the holder was called former between.
with observed as (
    select
        holding_id,
        article_id,
        any_value(actor_id) as actor_id,
        any_value(case when is_single and country_code is not null then country_code || '|' || post_code end) as seat,
        any_value(reference_date) as reference_date,
        -- One article that says both looks back on a time in office.
        bool_or(is_former) as is_former
    from {{ ref('int_actor_position_claims') }}
    group by holding_id, article_id
),

holding as (
    select
        *,
        lag(reference_date) over (partition by holding_id order by reference_date, article_id) as previous_date
    from observed
    where not is_former and reference_date is not null
),

-- Few are longer than a year, so that the two looks between are cheap.
gaps as (
    select distinct
        holding_id,
        actor_id,
        seat,
        previous_date,
        reference_date
    from holding
    where reference_date - previous_date > 365
),

breaks as (
    select
        gaps.holding_id,
        gaps.reference_date
    from gaps
    inner join observed as former
        on
            gaps.holding_id = former.holding_id
            and former.is_former
            and gaps.previous_date < former.reference_date
            and gaps.reference_date > former.reference_date
    union
    select
        gaps.holding_id,
        gaps.reference_date
    from gaps
    inner join holding as others
        on
            gaps.seat = others.seat
            and gaps.actor_id <> others.actor_id
            and gaps.previous_date < others.reference_date
            and gaps.reference_date > others.reference_date
)

select
    observed.holding_id,
    observed.article_id,
    observed.actor_id,
    observed.seat,
    observed.reference_date,
    observed.is_former,
    1 + count(breaks.reference_date)::integer as period_number
from observed
left join breaks
    on observed.holding_id = breaks.holding_id and observed.reference_date >= breaks.reference_date
group by all
