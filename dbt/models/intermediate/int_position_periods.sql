{#- Changed holdings, and those of their seats that can have a time of over a year between two words of them. #}
{%- set seats = changed('seat', 'int_actor_position_claims') %}
{%- set scope = changed('holding_id', 'int_actor_position_claims') ~ ' union all select holding_id from ' ~ this
    ~ ' where seat in (' ~ seats ~ ') group by holding_id having max(reference_date) - min(reference_date) > 365' %}
{{ renewed('holding_id', scope, tells=['article_id', 'position_id']) }}
-- Grain: one holding (actor and post or rank) in one article, with the period of the holding that the article attests.
-- A holding has a further period when it is named again more than a year after the time before and someone else held
-- the post between, or the holder was called former between.
with observed as (
    select
        holding_id,
        article_id,
        any_value(actor_id) as actor_id,
        any_value(seat) as seat,
        any_value(reference_date) as reference_date,
        -- One article that says both looks back on a time in office.
        bool_or(is_former) as is_former
    from {{ within(ref('int_actor_position_claims'), scope, 'holding_id') }}
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

-- Whoever held the same seats, whether looked at or not.
others as (
    {%- if is_incremental() %}
        select
            holding_id,
            article_id,
            any_value(actor_id) as actor_id,
            any_value(seat) as seat,
            any_value(reference_date) as reference_date
        from {{ ref('int_actor_position_claims') }}
        where seat in (select gaps.seat from gaps) and reference_date is not null
        group by holding_id, article_id
        having not bool_or(is_former)
    {%- else %}
        select * from holding
    {%- endif %}
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
    inner join others
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
    1 + count(breaks.reference_date)::integer as period_number,
    {{ short_hash(["'position'", 'observed.holding_id', '(1 + count(breaks.reference_date)::integer)::varchar']) }}
        as position_id
from observed
left join breaks
    on observed.holding_id = breaks.holding_id and observed.reference_date >= breaks.reference_date
group by
    observed.holding_id,
    observed.article_id,
    observed.actor_id,
    observed.seat,
    observed.reference_date,
    observed.is_former
