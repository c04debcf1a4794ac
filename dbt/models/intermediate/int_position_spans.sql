-- Grain: one position (actor, post or rank, period) as attested: from the first to the last article that tells of it
-- as held, and when it was first called former; positions that no words of any article show are left out. A holding
-- that is only ever called former is one position without dates.
with periods as (
    select
        *,
        {{ short_hash(["'position'", 'holding_id', 'period_number::varchar']) }} as position_id
    from {{ ref('int_position_periods') }}
)

select
    position_id,
    any_value(holding_id) as holding_id,
    any_value(actor_id) as actor_id,
    any_value(seat) as seat,
    any_value(period_number) as period_number,
    min(reference_date) filter (not is_former) as first_day,
    max(reference_date) filter (not is_former) as last_day,
    min(reference_date) filter (is_former) as former_day,
    bool_and(is_former) as is_only_former
from periods
where position_id in (select evidence.position_id from {{ ref('int_position_evidence') }} as evidence)
group by position_id
