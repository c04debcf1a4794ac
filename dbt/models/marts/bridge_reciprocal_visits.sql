-- A visit and the next one the other way. A day is needed on both sides: what is only known by its month could be
-- either.
{%- set latest_days = 1830 %}
with visits as (
    select
        visit_id,
        leader_actor_id,
        origin_country_code,
        destination_country_code,
        start_date,
        level
    from {{ ref('fct_visits') }}
    where
        origin_country_code is not null
        and start_date is not null
        and status in ('completed', 'ongoing', 'past_reference')
),

returns as (
    select
        visits.visit_id,
        back.visit_id as return_visit_id,
        back.leader_actor_id as return_leader_actor_id,
        back.start_date - visits.start_date as day_count
    from visits
    inner join visits as back
        on
            visits.origin_country_code = back.destination_country_code
            and visits.destination_country_code = back.origin_country_code
            and visits.start_date < back.start_date
            and back.start_date <= visits.start_date + {{ latest_days }}
),

hosts as (
    select distinct
        visit_id,
        actor_id
    from {{ ref('bridge_visit_participants') }}
    where role in ('host', 'inviter')
    union
    select
        meetings.visit_id,
        participants.actor_id
    from {{ ref('fct_meetings') }} as meetings
    inner join {{ ref('bridge_meeting_participants') }} as participants
        on meetings.meeting_id = participants.meeting_id
    where meetings.visit_id is not null
),

-- The first by one of the hosts, and the first by anyone.
marked as (
    select
        returns.*,
        hosts.actor_id is not null as is_by_host
    from returns
    left join hosts
        on returns.visit_id = hosts.visit_id and returns.return_leader_actor_id = hosts.actor_id
),

chosen as (
    select
        *,
        row_number() over (partition by visit_id, is_by_host order by day_count, return_visit_id) as place,
        row_number() over (partition by visit_id order by day_count, return_visit_id) as place_of_all
    from marked
)

select
    visit_id,
    return_visit_id,
    is_by_host,
    day_count::integer as day_count
from chosen
where place_of_all = 1 or (is_by_host and place = 1)
order by visit_id, return_visit_id
