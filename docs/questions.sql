-- Worked questions of the codebook. Each begins with its question; a test runs them all on the built marts.

-- Which visits were made to Vietnam, by whom, and how many outlets report each?
select
    visits.start_date_edtf,
    visits.end_date_edtf,
    actors.name as leader,
    visits.origin_country_code,
    visits.status,
    visits.source_count
from fct_visits as visits
left join dim_actors as actors on visits.leader_actor_id = actors.actor_id
where visits.destination_country_code = 'VN'
order by visits.start_date_edtf;

-- How many visits did each country make to each other one, year by year?
select
    origin_country_code,
    destination_country_code,
    year(start_date) as year,
    count(*) as visit_count
from fct_visits
where start_date is not null
group by all
order by visit_count desc, origin_country_code, destination_country_code;

-- Whom did a person meet? Names are found with or without diacritics.
select
    meetings.meeting_date_edtf,
    meetings.place,
    others.name as met,
    others.country_code
from dim_actors as persons
inner join bridge_meeting_participants as own on persons.actor_id = own.actor_id
inner join fct_meetings as meetings on own.meeting_id = meetings.meeting_id
inner join bridge_meeting_participants as side on own.meeting_id = side.meeting_id and own.actor_id <> side.actor_id
inner join dim_actors as others on side.actor_id = others.actor_id
where persons.name_ascii ilike 'alvaro lopez miera'
order by meetings.meeting_date_edtf, met;

-- What ranks and posts did a person hold, and which does the person hold now?
select
    positions.title,
    positions.rank,
    positions.valid_from_edtf,
    positions.valid_to_edtf,
    positions.is_current
from fct_actor_positions as positions
inner join dim_actors as actors on positions.actor_id = actors.actor_id
where actors.name_ascii ilike 'nguyen tan cuong'
order by positions.rank_grade, positions.title;

-- Which agreements and commitments bind two countries, and in which fields?
select
    agreements.kind,
    coalesce(agreements.title, agreements.subject) as agreement,
    agreements.status,
    agreements.signed_date_edtf,
    list(areas.area_as_written order by areas.area) as areas
from fct_agreements as agreements
inner join bridge_agreement_parties as one on agreements.agreement_id = one.agreement_id and one.country_code = 'VN'
inner join bridge_agreement_parties as two on agreements.agreement_id = two.agreement_id and two.country_code = 'CU'
left join bridge_agreement_areas as areas on agreements.agreement_id = areas.agreement_id
group by all
order by agreements.kind, agreement;

-- Which words of which article show a fact? Here: every visit that two or more articles report.
select
    visits.visit_id,
    articles.source_uri,
    evidence.quote
from fct_visits as visits
inner join bridge_evidence as evidence on visits.visit_id = evidence.fact_id and evidence.fact_type = 'visit'
inner join dim_articles as articles on evidence.article_id = articles.article_id
where visits.article_count > 1
order by visits.visit_id, articles.source_uri, evidence.span_start;

-- What became of an id of an earlier report?
select
    history.old_actor_id,
    history.change,
    actors.actor_id,
    actors.name
from actor_id_history as history
left join dim_actors as actors on history.actor_id = actors.actor_id
order by history.old_actor_id;
