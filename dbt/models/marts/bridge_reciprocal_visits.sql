-- A visit and the next one the other way. A day is needed on both sides: what is only known by its month could be
-- either.
{%- set latest_days = 1830 %}
{#- Visits that can be returned by one that changed, those that changed, and those whose hosts did. #}
{%- set scope = 'select visits.visit_id from ' ~ ref('fct_visits') ~ ' as visits inner join ('
    ~ changed('country_pair, start_date', 'fct_visits') ~ ') as back on visits.country_pair = back.country_pair'
    ~ ' and visits.start_date between back.start_date - ' ~ latest_days ~ ' and back.start_date union '
    ~ changed('visit_id', 'fct_visits', 'fct_meetings', 'bridge_visit_participants') ~ ' union select visit_id from '
    ~ ref('fct_meetings') ~ ' where meeting_id in (' ~ changed('meeting_id', 'bridge_meeting_participants') ~ ')' %}
{{ renewed('visit_id', scope) }}
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

looked_at as (
    select *
    from {{ within('visits', scope, 'visit_id') }}
),

hosts as (
    select distinct
        visit_id,
        actor_id
    from {{ within(ref('bridge_visit_participants'), scope, 'visit_id') }}
    where role in ('host', 'inviter')
    union
    select
        meetings.visit_id,
        participants.actor_id
    from {{ within(ref('fct_meetings'), scope, 'visit_id') }} as meetings
    inner join {{ ref('bridge_meeting_participants') }} as participants
        on meetings.meeting_id = participants.meeting_id
    where meetings.visit_id is not null
),

-- The first by anyone: of one day the first id.
first_of_day as (
    select
        origin_country_code,
        destination_country_code,
        start_date,
        min(visit_id) as visit_id
    from visits
    group by origin_country_code, destination_country_code, start_date
),

first_by_anyone as (
    select
        visits.visit_id,
        back.visit_id as return_visit_id,
        back.start_date - visits.start_date as day_count
    from looked_at as visits
    asof inner join first_of_day as back
        on
            visits.origin_country_code = back.destination_country_code
            and visits.destination_country_code = back.origin_country_code
            and visits.start_date < back.start_date
),

first_by_host as (
    select
        visits.visit_id,
        arg_min(back.visit_id, (back.start_date, back.visit_id)) as return_visit_id,
        min(back.start_date) - any_value(visits.start_date) as day_count
    from looked_at as visits
    inner join hosts on visits.visit_id = hosts.visit_id
    inner join visits as back
        on
            hosts.actor_id = back.leader_actor_id
            and visits.origin_country_code = back.destination_country_code
            and visits.destination_country_code = back.origin_country_code
            and visits.start_date < back.start_date
    group by visits.visit_id
),

chosen as (
    select
        visit_id,
        return_visit_id,
        day_count
    from first_by_host
    union
    select
        visit_id,
        return_visit_id,
        day_count
    from first_by_anyone
)

select
    chosen.visit_id,
    chosen.return_visit_id,
    hosts.actor_id is not null as is_by_host,
    chosen.day_count::integer as day_count
from chosen
inner join visits as back on chosen.return_visit_id = back.visit_id
left join hosts on chosen.visit_id = hosts.visit_id and back.leader_actor_id = hosts.actor_id
where chosen.day_count <= {{ latest_days }}
order by chosen.visit_id, chosen.return_visit_id
