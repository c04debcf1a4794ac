{%- set scope = changed('visit_id', 'int_visits_resolved') %}
{{ renewed('visit_id', scope, tells=['origin_code', 'destination_code']) }}
-- Grain: one visit that was not only called off. Its first and last day as all articles tell them, by which agreements
-- and meetings find it; and the days that those articles tell which name the leader.
with claims as (
    select
        visit_id,
        leader_actor_id,
        origin_code,
        destination_code,
        end_date_edtf is not null as has_end,
        {{ edtf_day('coalesce(start_date_edtf, end_date_edtf)') }} as first_day,
        {{ edtf_day('coalesce(end_date_edtf, start_date_edtf)') }} as last_day,
        {{ edtf_day('start_date_edtf') }} as start_day,
        {{ edtf_day('end_date_edtf') }} as end_day
    from {{ within(ref('int_visits_resolved'), scope, 'visit_id') }}
    where status is distinct from 'cancelled'
)

select
    visit_id,
    min(leader_actor_id) as leader_actor_id,
    min(destination_code) as destination_code,
    mode(origin_code order by origin_code) as origin_code,
    min(first_day) as first_day,
    max(last_day) as last_day,
    bool_or(has_end) as has_end,
    min(first_day) filter (leader_actor_id is not null) as leader_first_day,
    -- With one end only, a week is thought of as its length.
    coalesce(
        max(end_day) filter (leader_actor_id is not null), max(start_day) filter (leader_actor_id is not null) + 6
    ) as leader_last_day
from claims
group by visit_id
