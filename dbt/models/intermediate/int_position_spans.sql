{%- set scope = changed('position_id', 'int_position_periods', 'int_position_evidence')
    ~ ' union select position_id from ' ~ ref('int_position_periods') ~ ' where holding_id in ('
    ~ changed('holding_id', 'int_actor_position_claims') ~ ')' %}
{{ renewed('position_id', scope, tells=['actor_id', 'seat', 'first_day', 'last_day']) }}
-- Grain: one position (actor, post or rank, period) as attested: from the first to the last article that tells of it
-- as held, and when it was first called former; positions that no words of any article show are left out. A holding
-- that is only ever called former is one position without dates.
with periods as (
    select *
    from {{ within(ref('int_position_periods'), scope, 'position_id') }}
    where
        position_id in (
            select evidence.position_id
            from {{ within(ref('int_position_evidence'), scope, 'position_id') }} as evidence
        )
),

held as (
    select
        holding_id,
        any_value(kind) as kind,
        any_value(ladder) as ladder,
        any_value(post_code) as post_code,
        any_value(case when kind = 'rank' then rank_key end) as rank_key,
        any_value(case when kind = 'rank' then rank_grade end) as rank_grade
    from {{ ref('int_actor_position_claims') }}
    where holding_id in (select periods.holding_id from periods)
    group by holding_id
),

attested as (
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
    group by position_id
)

select
    attested.*,
    held.kind,
    held.ladder,
    held.post_code,
    held.rank_key,
    held.rank_grade
from attested
inner join held on attested.holding_id = held.holding_id
