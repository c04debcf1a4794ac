-- noqa: disable=RF05,RF06
-- Country and Organizational Leader Travel (COLT), Frederick S. Pardee Institute: one trip a row, in that data set's
-- own columns. Yes where articles say so; No is never known from silence, so it is empty.
{%- set family_first = ['VN', 'CN', 'KP', 'KR', 'TW', 'HK', 'MO', 'KH'] %}
{#- Heads of international organisations are few, and all looked at: their body's name may be another now. #}
{%- set scope = 'select fact_id as "TripID" from ' ~ ref('int_facts_touched') ~ ' union '
    ~ changed('visit_id', 'int_visit_leader_posts') ~ ' union select visit_id from ' ~ ref('fct_visits')
    ~ ' where leader_actor_id in (select actor_id from ' ~ ref('fct_actor_positions')
    ~ " where post_code = 'head_of_international_organisation' union " ~ changed('actor_id', 'fct_actor_positions')
    ~ " where post_code = 'head_of_international_organisation')" %}
{{ renewed('"TripID"', scope) }}
with trips as (
    select *
    from {{ within(ref('fct_visits'), scope, 'visit_id') }}
    where leader_actor_id is not null and status in ('completed', 'ongoing', 'past_reference')
),

heads as (
    select actor_id
    from {{ ref('int_actors_shown') }}
    where is_head
),

met as (
    select
        meetings.visit_id,
        list_sort(list(distinct actors.name) filter (actors.country_code = trips.destination_country_code)) as hosts,
        list_sort(
            list(distinct actors.name) filter (
                actors.country_code not in (trips.destination_country_code, trips.origin_country_code)
            )
        ) as others
    from {{ within(ref('fct_meetings'), scope, 'visit_id') }} as meetings
    inner join trips on meetings.visit_id = trips.visit_id
    inner join {{ ref('bridge_meeting_participants') }} as participants
        on meetings.meeting_id = participants.meeting_id
    inner join heads on participants.actor_id = heads.actor_id
    inner join {{ ref('int_actors_shown') }} as actors on participants.actor_id = actors.actor_id
    where participants.actor_id <> trips.leader_actor_id
    group by meetings.visit_id
),

signed as (
    select distinct visit_id
    from {{ ref('fct_agreements') }}
    where visit_id is not null and status in ('signed', 'in_force', 'implementing', 'expired')
),

cities as (
    select
        visit_id,
        array_to_string(list(name order by article_count desc, name asc), '; ') as names
    from {{ within(ref('bridge_visit_places'), scope, 'visit_id') }}
    group by visit_id
),

sources as (
    select
        evidence.fact_id as visit_id,
        min(articles.source_uri) as source_uri
    from {{ within(ref('bridge_evidence'), scope, 'fact_id') }} as evidence
    inner join {{ ref('dim_articles') }} as articles on evidence.article_id = articles.article_id
    where evidence.fact_type = 'visit'
    group by evidence.fact_id
)

select
    trips.visit_id as "TripID",
    trips.leader_actor_id as "LeaderID",
    coalesce(origins.name, bodies.name) as "LeaderCountryOrIGO",
    origins.alpha3_code as "LeaderCountryISO",
    origin_codes.region as "LeaderRegion",
    origin_codes.subregion as "LeaderSubregion",
    case when posts.post_code in ('head_of_state', 'monarch', 'head_of_government') then 'Yes' end as "PriorityLeader",
    posts.colt_role as "LeaderRole",
    posts.title as "LeaderTitle",
    case
        when
            list_contains(
                ['{{ family_first | join("', '") }}'],
                leaders.country_code
            )
            then string_split(leaders.name, ' ')[1]
        else string_split(leaders.name, ' ')[-1]
    end as "LeaderSurname",
    leaders.name as "LeaderFullName",
    destinations.name as "CountryVisited",
    destinations.alpha3_code as "CountryVisitedISO",
    destination_codes.region as "RegionVisited",
    destination_codes.subregion as "SubRegionVisited",
    cities.names as "CityVisited",
    year(coalesce(trips.start_date, trips.end_date, try_cast(trips.start_date_edtf[:4] || '-01-01' as date)))::integer
        as "TripYear",
    trips.start_date as "TripStartDate",
    trips.end_date as "TripEndDate",
    trips.duration_day_count as "TripDuration",
    case when len(met.hosts) > 0 then 'Yes' end as "MetHostHoGS",
    nullif(array_to_string(met.hosts, '; '), '') as "HostHOGSName",
    null::varchar as "AttendedMultilatEvent",
    null::varchar as "NameMultilatEvent",
    case when len(met.others) > 0 then 'Yes' end as "MetNonhostHOGS",
    nullif(array_to_string(met.others, '; '), '') as "NonhostHOGSNames",
    null::varchar as "PublicAddress",
    case when signed.visit_id is not null then 'Yes' end as "SignedAgreement",
    null::varchar as "CulturalSiteOrCeremony",
    null::varchar as "BusinessLeaderOrForum",
    null::varchar as "MetIGOLeader",
    null::varchar as "IGOLeaderName",
    (1 + floor(least(trips.confidence_score, 0.9999) * 5))::integer as "Confidence(1-5)",
    trips.purpose as "Notes",
    sources.source_uri as "SourceLink1"
from trips
inner join {{ ref('int_actors_shown') }} as leaders on trips.leader_actor_id = leaders.actor_id
inner join {{ ref('dim_countries') }} as destinations on trips.destination_country_code = destinations.country_code
left join {{ ref('dim_countries') }} as origins on trips.origin_country_code = origins.country_code
left join {{ ref('country_codes') }} as origin_codes on trips.origin_country_code = origin_codes.country_code
left join {{ ref('country_codes') }} as destination_codes
    on trips.destination_country_code = destination_codes.country_code
left join {{ ref('int_visit_leader_posts') }} as posts on trips.visit_id = posts.visit_id
left join {{ ref('fct_actor_positions') }} as positions
    on trips.leader_actor_id = positions.actor_id and positions.post_code = 'head_of_international_organisation'
left join {{ ref('int_actors_shown') }} as bodies on positions.organization_actor_id = bodies.actor_id
left join met on trips.visit_id = met.visit_id
left join signed on trips.visit_id = signed.visit_id
left join cities on trips.visit_id = cities.visit_id
left join sources on trips.visit_id = sources.visit_id
qualify row_number() over (partition by trips.visit_id order by bodies.name nulls last) = 1
