{{ renewed('article_id', 'all') }}
-- Grain: one meeting as one article reports it, with its resolved participants and the visit that it belongs to:
-- one made by a participant to the country of another, reported by the same article, or by others with the meeting's
-- day within it.
with named as (
    select
        article_id,
        claim_index,
        unnest(participants) as ref
    from {{ ref('stg_news__meetings') }}
),

participants as (
    select distinct
        named.article_id,
        named.claim_index,
        actors.actor_id,
        actors.actor_key,
        actors.country_code
    from named
    inner join {{ ref('int_actors_resolved') }} as actors
        on named.article_id = actors.article_id and named.ref = actors.ref
),

grouped as (
    select
        article_id,
        claim_index,
        list_sort(list(distinct actor_id)) as participant_ids,
        list_sort(list(distinct actor_key)) as participant_keys
    from participants
    group by article_id, claim_index
    having count(distinct actor_id) >= 2
),

visits as (
    select
        visitors.article_id,
        visitors.claim_index,
        min(visits.visit_id) as visit_id
    from participants as visitors
    inner join {{ ref('int_visits_resolved') }} as visits
        on visitors.article_id = visits.article_id and visitors.actor_id = visits.leader_actor_id
    inner join participants as hosts
        on
            visitors.article_id = hosts.article_id
            and visitors.claim_index = hosts.claim_index
            and visits.destination_code = hosts.country_code
    inner join {{ ref('stg_news__meetings') }} as meetings
        on visitors.article_id = meetings.article_id and visitors.claim_index = meetings.claim_index
    where
        visits.status not in ('past_reference', 'planned', 'cancelled')
        and meetings.format is distinct from 'phone'
        and meetings.format is distinct from 'video'
        and coalesce(
            {{ edtf_latest('meetings.meeting_date_edtf') }} >= {{ edtf_earliest('visits.start_date_edtf') }}, true
        )
        and coalesce(
            {{ edtf_earliest('meetings.meeting_date_edtf') }} <= {{ edtf_latest('visits.end_date_edtf') }}, true
        )
    group by visitors.article_id, visitors.claim_index
    having count(distinct visits.visit_id) = 1
),

-- The days of a visit as all articles tell them; with one end only, a week is thought of as its length.
visit_days as (
    select
        visit_id,
        any_value(leader_actor_id) as leader_actor_id,
        any_value(destination_code) as destination_code,
        min({{ edtf_day('coalesce(start_date_edtf, end_date_edtf)') }}) as first_day,
        coalesce(
            max({{ edtf_day('end_date_edtf') }}), max({{ edtf_day('start_date_edtf') }}) + 6
        ) as last_day
    from {{ ref('int_visits_resolved') }}
    where status is distinct from 'cancelled' and leader_actor_id is not null
    group by visit_id
),

visits_of_other_articles as (
    select
        visitors.article_id,
        visitors.claim_index,
        min(visit_days.visit_id) as visit_id
    from {{ ref('stg_news__meetings') }} as meetings
    inner join participants as visitors
        on meetings.article_id = visitors.article_id and meetings.claim_index = visitors.claim_index
    inner join visit_days on visitors.actor_id = visit_days.leader_actor_id
    inner join participants as hosts
        on
            visitors.article_id = hosts.article_id
            and visitors.claim_index = hosts.claim_index
            and visit_days.destination_code = hosts.country_code
    where
        meetings.format is distinct from 'phone'
        and meetings.format is distinct from 'video'
        and {{ edtf_day('meetings.meeting_date_edtf') }} between visit_days.first_day and visit_days.last_day
    group by visitors.article_id, visitors.claim_index
    having count(distinct visit_days.visit_id) = 1
)

select
    meetings.*,
    grouped.participant_ids,
    coalesce(visits.visit_id, visits_of_other_articles.visit_id) as visit_id,
    copies.original_article_id,
    copies.original_source,
    md5(array_to_string([
        meetings.article_id,
        array_to_string(grouped.participant_keys, ','),
        coalesce(meetings.meeting_date_edtf, '')
    ], '|')) as member_key
from {{ ref('stg_news__meetings') }} as meetings
inner join grouped on meetings.article_id = grouped.article_id and meetings.claim_index = grouped.claim_index
left join visits on meetings.article_id = visits.article_id and meetings.claim_index = visits.claim_index
left join visits_of_other_articles
    on
        meetings.article_id = visits_of_other_articles.article_id
        and meetings.claim_index = visits_of_other_articles.claim_index
left join {{ ref('int_article_copies') }} as copies on meetings.article_id = copies.article_id
