{#- Changed holdings, and those of their seats that have a time of over a year in which a changed word lies. #}
{%- set gaps = ref('int_position_gaps') %}
{%- set scope = changed('holding_id', 'int_actor_position_claims') ~ ' union select gaps.holding_id from ' ~ gaps
    ~ ' as gaps inner join (' ~ changed('seat, reference_date', 'int_actor_position_claims')
    ~ ') as told on gaps.seat = told.seat and gaps.previous_date < told.reference_date'
    ~ ' and gaps.reference_date > told.reference_date' %}
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

gaps as (
    select *
    from {{ within(gaps, scope, 'holding_id') }}
),

-- Whoever held the same seats between, whether looked at or not.
others as (
    select
        gaps.holding_id,
        gaps.reference_date
    from gaps
    inner join {{ ref('int_actor_position_claims') }} as told
        on
            gaps.seat = told.seat
            and gaps.actor_id <> told.actor_id
            and gaps.previous_date < told.reference_date
            and gaps.reference_date > told.reference_date
    group by gaps.holding_id, gaps.reference_date, told.holding_id, told.article_id
    having not bool_or(told.is_former)
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
        others.holding_id,
        others.reference_date
    from others
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
