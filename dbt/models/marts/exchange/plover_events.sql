-- PLOVER (Open Event Data Alliance): one event a row, with the fields of the manual and, flat, those of POLECAT. The
-- visitor is the source, the host the recipient; where nobody visits, all are sources. Codes: seeds/plover_codes.csv.
{%- set scope = 'select fact_id from ' ~ ref('int_facts_touched') %}
{{ renewed('fact_id', scope) }}
with countries as (
    select
        dim.country_code,
        dim.alpha3_code,
        dim.name,
        codes.cow_code
    from {{ ref('dim_countries') }} as dim
    inner join {{ ref('country_codes') }} as codes on dim.country_code = codes.country_code
),

actors as (
    select
        dim.actor_id,
        dim.country_code,
        countries.alpha3_code,
        countries.cow_code,
        dim.name,
        {
            'code': coalesce(
                countries.alpha3_code, case when dim.body_type = 'international_organization' then 'IGO' end
            ),
            'sector': coalesce(
                nullif(dim.sector_code, 'IGO'),
                case
                    when dim.is_soldier or dim.body_type = 'armed_forces' then 'MIL'
                    when dim.body_type = 'party' then 'PTY'
                    when dim.body_type = 'parliament' then 'LEG'
                    when dim.body_type in ('ministry', 'government') then 'GOV'
                end
            ),
            'actor_text': dim.name,
            'identifier_id': dim.actor_id,
            'office': dim.office
        } as object
    from {{ ref('int_actors_shown') }} as dim
    left join countries on dim.country_code = countries.country_code
),

states as (
    select
        country_code,
        { 'code': alpha3_code, 'sector': null, 'actor_text': name, 'identifier_id': null, 'office': null } as object
    from countries
),

-- Visits ------------------------------------------------------------------------------------------------------------
visit_sides as (
    select
        participants.visit_id,
        {{ in_order('actors.object', ["participants.role = 'companion'", 'actors.name', 'actors.actor_id'],
            "participants.role in ('visitor', 'companion')") }} as sources,
        {{ in_order('actors.object', ['actors.name', 'actors.actor_id'], "participants.role = 'host'") }} as recipients
    from {{ within(ref('bridge_visit_participants'), scope, 'visit_id') }} as participants
    inner join actors on participants.actor_id = actors.actor_id
    group by participants.visit_id
),

visits as (
    select
        'visit' as fact_type,
        visits.visit_id as fact_id,
        visits.visit_id as link,
        case when visits.status = 'planned' then 'planned' else '*' end as fact_kind,
        visits.start_date as day,
        visits.end_date as end_day,
        visits.first_reported_date,
        coalesce(visit_sides.sources, case when origins.object is not null then [origins.object] end) as sources,
        coalesce(visit_sides.recipients, [hosts.object]) as recipients,
        visits.origin_country_code as source_country_code,
        visits.destination_country_code as recipient_country_code,
        visits.place_names[1] as place,
        case when visits.status = 'past_reference' then ['diplomatic', 'historical'] else ['diplomatic'] end as contexts
    from {{ within(ref('fct_visits'), scope, 'visit_id') }} as visits
    left join visit_sides on visits.visit_id = visit_sides.visit_id
    left join states as origins on visits.origin_country_code = origins.country_code
    inner join states as hosts on visits.destination_country_code = hosts.country_code
    where visits.status is distinct from 'cancelled'
),

-- Meetings ----------------------------------------------------------------------------------------------------------
meeting_sides as (
    select
        meetings.meeting_id,
        count(distinct actors.country_code) as country_count,
        bool_or(actors.country_code = places.country_code) as has_home,
        any_value(places.country_code) as place_country_code,
        {{ in_order('actors.object', ['actors.name', 'actors.actor_id']) }} as everyone,
        {{ in_order('actors.object', ['actors.name', 'actors.actor_id'],
            'actors.country_code is distinct from visits.destination_country_code') }} as guests,
        {{ in_order('actors.object', ['actors.name', 'actors.actor_id'],
            'actors.country_code = visits.destination_country_code') }} as hosts,
        min(actors.country_code) as first_country_code
    from {{ within(ref('fct_meetings'), scope, 'meeting_id') }} as meetings
    inner join {{ within(ref('bridge_meeting_participants'), scope, 'meeting_id') }} as participants
        on meetings.meeting_id = participants.meeting_id
    inner join actors on participants.actor_id = actors.actor_id
    left join {{ ref('fct_visits') }} as visits on meetings.visit_id = visits.visit_id
    left join {{ ref('dim_places') }} as places on meetings.place_id = places.place_id
    group by meetings.meeting_id
),

meetings as (
    select
        'meeting' as fact_type,
        meetings.meeting_id as fact_id,
        meetings.visit_id as link,
        case
            when meetings.format in ('phone', 'video') then meetings.format
            when sides.country_count > 2 then 'in_person_multilateral'
            when visits.visit_id is not null and len(sides.guests) > 0 and len(sides.hosts) > 0
                then 'in_person_on_visit'
            when sides.place_country_code is not null and not sides.has_home then 'in_person_third_country'
            else 'in_person'
        end as fact_kind,
        meetings.meeting_date as day,
        null::date as end_day,
        meetings.first_reported_date,
        case when fact_kind = 'in_person_on_visit' then sides.guests else sides.everyone end as sources,
        case when fact_kind = 'in_person_on_visit' then sides.hosts else [] end as recipients,
        case when fact_kind = 'in_person_on_visit' then visits.origin_country_code else sides.first_country_code end
            as source_country_code,
        case when fact_kind = 'in_person_on_visit' then visits.destination_country_code end as recipient_country_code,
        meetings.place,
        ['diplomatic'] as contexts
    from {{ within(ref('fct_meetings'), scope, 'meeting_id') }} as meetings
    inner join meeting_sides as sides on meetings.meeting_id = sides.meeting_id
    left join {{ ref('fct_visits') }} as visits on meetings.visit_id = visits.visit_id
),

-- Agreements --------------------------------------------------------------------------------------------------------
agreement_sides as (
    select
        parties.agreement_id,
        {{ in_order('coalesce(states.object, actors.object)', ['parties.country_code', 'parties.agreement_party_id']) }}
            as everyone,
        {{ in_order('coalesce(states.object, actors.object)', ['parties.country_code', 'parties.agreement_party_id'],
            'parties.country_code is distinct from visits.destination_country_code') }} as guests,
        {{ in_order('states.object', ['parties.agreement_party_id'],
            'parties.country_code = visits.destination_country_code') }} as hosts,
        min(parties.country_code) as first_country_code
    from {{ within(ref('bridge_agreement_parties'), scope, 'agreement_id') }} as parties
    inner join {{ within(ref('fct_agreements'), scope, 'agreement_id') }} as agreements
        on parties.agreement_id = agreements.agreement_id
    left join states on parties.country_code = states.country_code
    left join actors on parties.actor_id = actors.actor_id
    left join {{ ref('fct_visits') }} as visits on agreements.visit_id = visits.visit_id
    where coalesce(states.object, actors.object) is not null
    group by parties.agreement_id
),

agreement_contexts as (
    select
        areas.agreement_id,
        list_sort(list(distinct dim.plover_context)) as contexts
    from {{ within(ref('bridge_agreement_areas'), scope, 'agreement_id') }} as areas
    inner join {{ ref('dim_areas') }} as dim on areas.area_code = dim.area_code
    where dim.plover_context is not null
    group by areas.agreement_id
),

agreements as (
    select
        'agreement' as fact_type,
        agreements.agreement_id as fact_id,
        agreements.visit_id as link,
        events.step as fact_kind,
        events.event_date as day,
        null::date as end_day,
        events.first_reported_date,
        case when visits.visit_id is not null then sides.guests else sides.everyone end as sources,
        case when visits.visit_id is not null then sides.hosts else [] end as recipients,
        case when visits.visit_id is not null then visits.origin_country_code else sides.first_country_code end
            as source_country_code,
        visits.destination_country_code as recipient_country_code,
        null::varchar as place,
        coalesce(contexts.contexts, ['diplomatic']) as contexts
    from {{ within(ref('fct_agreement_events'), scope, 'agreement_id') }} as events
    inner join {{ within(ref('fct_agreements'), scope, 'agreement_id') }} as agreements
        on events.agreement_id = agreements.agreement_id
    inner join agreement_sides as sides on agreements.agreement_id = sides.agreement_id
    left join agreement_contexts as contexts on agreements.agreement_id = contexts.agreement_id
    left join {{ ref('fct_visits') }} as visits
        -- In one term, or every agreement is compared with every visit.
        on case when len(sides.guests) > 0 and len(sides.hosts) > 0 then agreements.visit_id end = visits.visit_id
),

facts as (
    select * from visits
    union all
    select * from meetings
    union all
    select * from agreements
),

quotes as (
    select
        evidence.fact_type,
        evidence.fact_id,
        list_sort(list(distinct evidence.quote)) as quotes,
        min(articles.source_uri) as url,
        arg_min(articles.source, articles.source_uri) as publication,
        arg_min(articles.language_code, articles.source_uri) as language,
        max(evidence.extractor_version) as version
    from {{ within(ref('bridge_evidence'), scope, 'fact_id') }} as evidence
    inner join {{ ref('dim_articles') }} as articles on evidence.article_id = articles.article_id
    where evidence.fact_type in ('visit', 'meeting', 'agreement')
    group by evidence.fact_type, evidence.fact_id
)

select
    facts.fact_type || '-' || facts.fact_id
    || case when facts.fact_type = 'agreement' then '-' || facts.fact_kind else '' end as id,
    coalesce(facts.day, facts.first_reported_date) as date,
    facts.end_day as enddate,
    facts.sources as source,
    facts.recipients as recipient,
    [codes.event] as event,
    case when facts.place is not null then { 'name': facts.place } end as event_loc,
    quotes.quotes as event_text,
    codes.quad_code,
    codes.event_scale,
    list_filter([codes.mode], lambda mode: mode is not null) as mode,  -- noqa: RF02
    facts.contexts as context,
    facts.link,
    {
        'corpus': 'Communiqué', 'url': quotes.url, 'publication': quotes.publication, 'language': quotes.language,
        'codebook': 'PLOVER 0.8', 'version': quotes.version
    } as cite_info,
    'Communiqué ' || quotes.version as coder,
    codes.event as event_type,
    codes.mode as event_mode,
    codes.cameo_code,
    case when facts.day is not null then 'event' else 'reported' end as date_basis,
    facts.sources[1].actor_text as actor_name,
    source_countries.alpha3_code as actor_country,
    source_countries.cow_code as actor_cow,
    facts.sources[1].sector as primary_actor_sector,
    facts.sources[1].office as actor_title,
    facts.recipients[1].actor_text as recipient_name,
    recipient_countries.alpha3_code as recipient_country,
    recipient_countries.cow_code as recipient_cow,
    facts.recipients[1].sector as primary_recipient_sector,
    facts.recipients[1].office as recipient_title,
    facts.fact_type,
    facts.fact_id
from facts
inner join {{ ref('plover_codes') }} as codes
    on facts.fact_type = codes.fact_type and facts.fact_kind = codes.fact_kind
inner join quotes on facts.fact_type = quotes.fact_type and facts.fact_id = quotes.fact_id
left join countries as source_countries on facts.source_country_code = source_countries.country_code
left join countries as recipient_countries on facts.recipient_country_code = recipient_countries.country_code
where coalesce(facts.day, facts.first_reported_date) is not null and len(facts.sources) > 0
