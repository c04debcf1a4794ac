{#- Beside its own article, a meeting with a day may be part of a visit that other articles tell of. #}
{%- set scope = changed('article_id', 'int_actors_resolved', 'int_visits_resolved', 'int_article_copies')
    ~ ' union select article_id from ' ~ ref('int_articles_touched')
    ~ ' union select article_id from ' ~ this ~ ' where meeting_date_edtf is not null and list_has_any('
    ~ 'participant_ids, (select list(leader_actor_id) from (' ~ changed('leader_actor_id', 'int_visits_resolved') ~ ')))' %}
{{ renewed('article_id', scope, tells=['member_key', 'frame_key']) }}
-- Grain: one meeting as one article reports it, with its resolved participants and the visit that it belongs to:
-- one made by a participant to the country of another, reported by the same article, or by others with the meeting's
-- day within it.
with named as (
    select
        article_id,
        claim_index,
        unnest(participants) as ref
    from {{ within(ref('stg_news__meetings'), scope) }}
),

participants as (
    select distinct
        named.article_id,
        named.claim_index,
        actors.actor_id,
        actors.actor_key,
        actors.country_code
    from named
    inner join {{ within(ref('int_actors_resolved'), scope) }} as actors
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
    inner join {{ within(ref('int_visits_resolved'), scope) }} as visits
        on visitors.article_id = visits.article_id and visitors.actor_id = visits.leader_actor_id
    inner join participants as hosts
        on
            visitors.article_id = hosts.article_id
            and visitors.claim_index = hosts.claim_index
            and visits.destination_code = hosts.country_code
    inner join {{ within(ref('stg_news__meetings'), scope) }} as meetings
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

visits_of_other_articles as (
    select
        visitors.article_id,
        visitors.claim_index,
        min(visit_days.visit_id) as visit_id
    from {{ within(ref('stg_news__meetings'), scope) }} as meetings
    inner join participants as visitors
        on meetings.article_id = visitors.article_id and meetings.claim_index = visitors.claim_index
    inner join {{ ref('int_visit_days') }} as visit_days on visitors.actor_id = visit_days.leader_actor_id
    inner join participants as hosts
        on
            visitors.article_id = hosts.article_id
            and visitors.claim_index = hosts.claim_index
            and visit_days.destination_code = hosts.country_code
    where
        meetings.format is distinct from 'phone'
        and meetings.format is distinct from 'video'
        and {{ edtf_day('meetings.meeting_date_edtf') }}
        between visit_days.leader_first_day and visit_days.leader_last_day
    group by visitors.article_id, visitors.claim_index
    having count(distinct visit_days.visit_id) = 1
)

select
    meetings.* exclude (evidence, meeting_date_as_claimed),  -- noqa: RF02
    grouped.participant_ids,
    coalesce(visits.visit_id, visits_of_other_articles.visit_id) as visit_id,
    -- The same people at the same occasion: what meetings are one within.
    {{ short_hash([
        "array_to_string(grouped.participant_ids, ',')",
        "coalesce('visit ' || coalesce(visits.visit_id, visits_of_other_articles.visit_id),"
        ~ " case when meetings.meeting_date_edtf is not null then 'dated' end,"
        ~ " 'article ' || coalesce(copies.original_article_id, ''))",
    ]) }} as frame_key,
    copies.original_article_id,
    copies.original_source,
    md5(array_to_string([
        meetings.article_id,
        array_to_string(grouped.participant_keys, ','),
        coalesce(meetings.meeting_date_edtf, '')
    ], '|')) as member_key
from {{ within(ref('stg_news__meetings'), scope) }} as meetings
inner join grouped on meetings.article_id = grouped.article_id and meetings.claim_index = grouped.claim_index
left join visits on meetings.article_id = visits.article_id and meetings.claim_index = visits.claim_index
left join visits_of_other_articles
    on
        meetings.article_id = visits_of_other_articles.article_id
        and meetings.claim_index = visits_of_other_articles.claim_index
left join {{ within(ref('int_article_copies'), scope) }} as copies on meetings.article_id = copies.article_id
