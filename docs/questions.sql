-- Worked questions. Each begins with its question; `make docs` writes them with their answers on the bundled articles
-- into docs/questions.md, and a test runs them all again.

-- Who travelled where, when, at what level, and how many outlets report it?
select
    actors.name as leader,
    visits.origin_country_code as origin,
    visits.destination_country_code as destination,
    visits.start_date_edtf as starts,
    visits.end_date_edtf as ends,
    visits.status,
    visits.level,
    visits.source_count as outlets
from fct_visits as visits
left join dim_actors as actors on visits.leader_actor_id = actors.actor_id
order by visits.start_date_edtf nulls last, destination, leader;

-- How many visits did each country make to each other one, year by year?
select
    origin_country_code as origin,
    destination_country_code as destination,
    start_date_edtf[:4] as year,
    count(*) as visits
from fct_visits
where start_date_edtf is not null and status <> 'cancelled'
group by all
order by visits desc, year desc, origin, destination;

-- Whom did a person meet? Names are found with or without diacritics.
select
    meetings.meeting_date_edtf as day,
    meetings.place,
    others.name as met,
    others.country_code as country
from dim_actors as persons
inner join bridge_meeting_participants as own on persons.actor_id = own.actor_id
inner join fct_meetings as meetings on own.meeting_id = meetings.meeting_id
inner join bridge_meeting_participants as side on own.meeting_id = side.meeting_id and own.actor_id <> side.actor_id
inner join dim_actors as others on side.actor_id = others.actor_id
where persons.name_ascii ilike '%macron%'
order by day nulls last, met;

-- Who held which post or rank of a country, since when at the latest, and does the person hold it still?
select
    actors.name,
    positions.kind,
    coalesce(positions.post_code, positions.title, positions.rank) as position,
    positions.valid_from,
    positions.valid_to,
    positions.is_current,
    positions.end_reason
from fct_actor_positions as positions
inner join dim_actors as actors on positions.actor_id = actors.actor_id
where actors.country_code = 'VN'
order by actors.name, positions.kind, position, positions.valid_from;

-- In which posts of one holder do articles see two people at once, and who followed whom?
select
    actors.country_code as country,
    positions.post_code,
    actors.name,
    positions.is_contested,
    successors.name as successor
from fct_actor_positions as positions
inner join dim_actors as actors on positions.actor_id = actors.actor_id
left join dim_actors as successors on positions.successor_actor_id = successors.actor_id
where positions.is_contested or positions.successor_actor_id is not null
order by country, positions.post_code, actors.name;

-- Which agreements bind which countries, in which fields, and are they in force?
select
    agreements.kind,
    coalesce(agreements.title, agreements.subject) as agreement,
    list(distinct parties.country_code order by parties.country_code) filter (parties.country_code is not null) as parties,
    agreements.status,
    agreements.is_in_force as in_force,
    agreements.signed_date_edtf as signed,
    list(distinct areas.area_code order by areas.area_code) filter (areas.area_code is not null) as fields
from fct_agreements as agreements
left join bridge_agreement_parties as parties on agreements.agreement_id = parties.agreement_id
left join bridge_agreement_areas as areas on agreements.agreement_id = areas.agreement_id
where agreements.kind <> 'commitment'
group by all
order by signed nulls last, agreement;

-- How did an agreement come about, step by step, and which words show each step?
select
    coalesce(agreements.title, agreements.subject) as agreement,
    events.step,
    events.event_date_edtf as day,
    events.date_basis as basis,
    events.quote[:80] as words
from fct_agreement_events as events
inner join fct_agreements as agreements on events.agreement_id = agreements.agreement_id
where events.date_basis in ('stated', 'validity')
order by agreement, events.step_number;

-- What was signed on which visit?
select
    leaders.name as leader,
    visits.destination_country_code as destination,
    visits.start_date_edtf as starts,
    agreements.kind,
    coalesce(agreements.title, agreements.subject) as agreement
from fct_agreements as agreements
inner join fct_visits as visits on agreements.visit_id = visits.visit_id
left join dim_actors as leaders on visits.leader_actor_id = leaders.actor_id
order by starts, leader, agreements.kind, agreement;

-- Which words of which article show a fact? Here: every visit that two or more articles report.
select
    visits.destination_country_code as destination,
    visits.start_date_edtf as starts,
    articles.source_uri as article,
    evidence.quote[:80] as words
from fct_visits as visits
inner join bridge_evidence as evidence on visits.visit_id = evidence.fact_id and evidence.fact_type = 'visit'
inner join dim_articles as articles on evidence.article_id = articles.article_id
where visits.article_count > 1
order by starts, article, evidence.span_start;

-- How cooperative are pairs of countries? PLOVER's events with their scores, summed by pair.
select
    actor_country as actor,
    recipient_country as recipient,
    count(*) filter (event_type = 'CONSULT') as consult,
    count(*) filter (event_type = 'AGREE') as agree,
    count(*) filter (event_type = 'SUPPORT') as support,
    round(sum(event_scale), 1) as score
from plover_events
where recipient_country is not null
group by all
order by score desc, actor, recipient
limit 15;

-- What became of an id of an earlier report? Nothing was merged in a first build, so this is empty there.
select
    history.old_actor_id,
    history.change,
    actors.actor_id,
    actors.name
from actor_id_history as history
left join dim_actors as actors on history.actor_id = actors.actor_id
order by history.old_actor_id;
