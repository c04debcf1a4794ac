-- noqa: disable=LT01,LT05,RF02
-- FollowTheMoney: one entity a row, as its JSON form has it: id, schema, properties, each property a list of texts.
{%- set facts = 'select fact_id from ' ~ ref('int_facts_touched') %}
{%- set actors = changed('actor_id', 'dim_actors') %}
{%- set positions = changed('position_id', 'fct_actor_positions')
    ~ ' union select position_id from ' ~ ref('fct_actor_positions')
    ~ ' where actor_id in (' ~ changed('actor_id', 'int_actors_shown') ~ ')' %}
{%- set articles = changed('article_id', 'dim_articles') %}
{#- Posts are those of all holders; there are few, and all are looked at. #}
{%- set scope = "select unnest(['person-' || actor_id, 'body-' || actor_id]) as id from (" ~ actors ~ ") "
    ~ "union all select 'occupancy-' || position_id from (" ~ positions ~ ") "
    ~ "union all select unnest(['visit-' || fact_id, 'meeting-' || fact_id, 'agreement-' || fact_id]) from ("
    ~ facts ~ ") "
    ~ "union all select 'article-' || article_id from (" ~ articles ~ ") "
    ~ "union all select id from " ~ this ~ " where schema = 'Position'" %}
{{ renewed('id', scope) }}
with persons as (
    select
        'person-' || actor_id as id,
        'Person' as schema,
        name as caption,
        [
            {'k': 'name', 'v': ([name])::varchar[]},
            {'k': 'alias', 'v': (list_filter(name_variants, lambda variant: variant <> name))::varchar[]},
            {'k': 'country', 'v': ([lower(country_code)])::varchar[]},
            {'k': 'title', 'v': ([rank])::varchar[]}
        ] as properties
    from {{ within(ref('dim_actors'), actors, 'actor_id') }}
    where kind = 'person'
),

bodies as (
    select
        'body-' || actor_id as id,
        case
            when body_type in ('ministry', 'government', 'armed_forces', 'parliament') then 'PublicBody'
            else 'Organization'
        end as schema,
        name as caption,
        [
            {'k': 'name', 'v': ([name])::varchar[]},
            {'k': 'alias', 'v': (list_filter(name_variants, lambda variant: variant <> name))::varchar[]},
            {'k': 'country', 'v': ([lower(country_code)])::varchar[]}
        ] as properties
    from {{ within(ref('dim_actors'), actors, 'actor_id') }}
    where kind = 'organization'
),

held as (
    select
        positions.*,
        actors.country_code,
        coalesce(posts.post_name, positions.title) as post_name,
        md5(concat_ws(
            '|', coalesce(actors.country_code, ''), coalesce(posts.post_code, positions.title),
            coalesce(positions.organization_actor_id, positions.organization_name, '')
        ))[:16] as post_id
    from {{ ref('fct_actor_positions') }} as positions
    inner join {{ ref('int_actors_shown') }} as actors on positions.actor_id = actors.actor_id
    left join {{ ref('posts') }} as posts on positions.post_code = posts.post_code
    where positions.kind = 'post' and actors.kind = 'person'
),

posts as (
    select
        'post-' || post_id as id,
        'Position' as schema,
        min(post_name) as caption,
        [
            {'k': 'name', 'v': ([min(post_name)])::varchar[]},
            {'k': 'country', 'v': ([lower(min(country_code))])::varchar[]}
        ] as properties
    from held
    group by post_id
),

occupancies as (
    select
        'occupancy-' || position_id as id,
        'Occupancy' as schema,
        null::varchar as caption,
        [
            {'k': 'holder', 'v': (['person-' || actor_id])::varchar[]},
            {'k': 'post', 'v': (['post-' || post_id])::varchar[]},
            {'k': 'startDate', 'v': ([valid_from::varchar])::varchar[]},
            {'k': 'endDate', 'v': ([valid_to::varchar])::varchar[]},
            {'k': 'status', 'v': ([case when is_current then 'current' else 'ended' end])::varchar[]}
        ] as properties
    from held
    {%- if is_incremental() %}
        where {{ in_scope('position_id', positions) }}
    {%- endif %}
),

involved as (
    select
        'visit' as fact_type,
        participants.visit_id as fact_id,
        list(distinct case actors.kind when 'person' then 'person-' else 'body-' end || actors.actor_id) as ids
    from {{ within(ref('bridge_visit_participants'), facts, 'visit_id') }} as participants
    inner join {{ ref('int_actors_shown') }} as actors on participants.actor_id = actors.actor_id
    group by participants.visit_id
    union all
    select
        'meeting' as fact_type,
        participants.meeting_id as fact_id,
        list(distinct case actors.kind when 'person' then 'person-' else 'body-' end || actors.actor_id) as ids
    from {{ within(ref('bridge_meeting_participants'), facts, 'meeting_id') }} as participants
    inner join {{ ref('int_actors_shown') }} as actors on participants.actor_id = actors.actor_id
    group by participants.meeting_id
    union all
    select
        'agreement' as fact_type,
        signatories.agreement_id as fact_id,
        list(distinct case actors.kind when 'person' then 'person-' else 'body-' end || actors.actor_id) as ids
    from {{ within(ref('bridge_agreement_signatories'), facts, 'agreement_id') }} as signatories
    inner join {{ ref('int_actors_shown') }} as actors on signatories.actor_id = actors.actor_id
    group by signatories.agreement_id
),

sources as (
    select
        evidence.fact_type,
        evidence.fact_id,
        list_sort(list(distinct articles.source_uri) filter (
            regexp_matches(articles.source_uri, '^https?://[^/]+\.[^/]+')
        )) as urls,
        list_sort(list(distinct 'article-' || articles.article_id)) as proofs
    from {{ within(ref('bridge_evidence'), facts, 'fact_id') }} as evidence
    inner join {{ ref('dim_articles') }} as articles on evidence.article_id = articles.article_id
    group by evidence.fact_type, evidence.fact_id
),

events as (
    select
        'visit' as fact_type,
        visits.visit_id as fact_id,
        'Visit of '
        || coalesce(leaders.name, origins.name, 'an unnamed delegation')
        || ' to '
        || destinations.name as name,
        visits.start_date_edtf as start_date,
        visits.end_date_edtf as end_date,
        [visits.origin_country_code, visits.destination_country_code] as country_codes,
        visits.place_names as places,
        visits.purpose as summary
    from {{ within(ref('fct_visits'), facts, 'visit_id') }} as visits
    inner join {{ ref('dim_countries') }} as destinations
        on visits.destination_country_code = destinations.country_code
    left join {{ ref('dim_countries') }} as origins on visits.origin_country_code = origins.country_code
    left join {{ ref('int_actors_shown') }} as leaders on visits.leader_actor_id = leaders.actor_id
    where visits.status is distinct from 'cancelled'
    union all
    select
        'meeting' as fact_type,
        meetings.meeting_id as fact_id,
        'Meeting of ' || array_to_string(list_sort(list(actors.name)), ', ') as name,
        any_value(meetings.meeting_date_edtf) as start_date,
        null as end_date,
        list_sort(list(distinct actors.country_code)) as country_codes,
        [any_value(meetings.place)] as places,
        null as summary
    from {{ within(ref('fct_meetings'), facts, 'meeting_id') }} as meetings
    inner join {{ within(ref('bridge_meeting_participants'), facts, 'meeting_id') }} as participants
        on meetings.meeting_id = participants.meeting_id
    inner join {{ ref('int_actors_shown') }} as actors on participants.actor_id = actors.actor_id
    group by meetings.meeting_id
    union all
    select
        'agreement' as fact_type,
        agreements.agreement_id as fact_id,
        coalesce(agreements.title, agreements.subject, replace(agreements.kind, '_', ' ')) as name,
        agreements.signed_date_edtf as start_date,
        null as end_date,
        list_sort(list(distinct parties.country_code)) as country_codes,
        [] as places,
        agreements.subject as summary
    from {{ within(ref('fct_agreements'), facts, 'agreement_id') }} as agreements
    left join {{ within(ref('bridge_agreement_parties'), facts, 'agreement_id') }} as parties
        on agreements.agreement_id = parties.agreement_id
    group by all
),

described as (
    select
        events.fact_type || '-' || events.fact_id as id,
        'Event' as schema,
        events.name as caption,
        [
            {'k': 'name', 'v': ([events.name])::varchar[]},
            {'k': 'startDate', 'v': ([
                case
                    when regexp_matches(events.start_date, '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$') then events.start_date
                end
            ])::varchar[]},
            {'k': 'endDate', 'v': ([
                case when regexp_matches(events.end_date, '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$') then events.end_date end
            ])::varchar[]},
            {'k': 'country', 'v': (list_transform(events.country_codes, lambda code: lower(code)))::varchar[]},  -- noqa: RF02
            {'k': 'location', 'v': (events.places)::varchar[]},
            {'k': 'summary', 'v': ([events.summary])::varchar[]},
            {'k': 'involved', 'v': (list_sort(involved.ids))::varchar[]},
            {'k': 'proof', 'v': (sources.proofs)::varchar[]},
            {'k': 'sourceUrl', 'v': (sources.urls)::varchar[]}
        ] as properties
    from events
    left join involved on events.fact_type = involved.fact_type and events.fact_id = involved.fact_id
    left join sources on events.fact_type = sources.fact_type and events.fact_id = sources.fact_id
),

articles as (
    select
        'article-' || article_id as id,
        'Article' as schema,
        coalesce(title, source_uri) as caption,
        [
            {'k': 'title', 'v': ([coalesce(title, source_uri)])::varchar[]},
            {'k': 'publishedAt', 'v': ([published_date::varchar])::varchar[]},
            {'k': 'publisher', 'v': ([source])::varchar[]},
            {'k': 'language', 'v': ([
                case language_code
                    when 'en' then 'eng' when 'de' then 'deu' when 'es' then 'spa' when 'fr' then 'fra'
                    when 'vi' then 'vie' when 'pt' then 'por'
                end
            ])::varchar[]},
            {'k': 'sourceUrl', 'v': ([case when regexp_matches(source_uri, '^https?://[^/]+\.[^/]+') then source_uri end])::varchar[]}
        ] as properties
    from {{ within(ref('dim_articles'), articles) }}
),

entities as (
    select * from persons
    union all
    select * from bodies
    union all
    select * from posts
    union all
    select * from occupancies
    union all
    select * from described
    union all
    select * from articles
),

-- What is not known is left out, not written as null.
filled as (
    select
        id,
        schema,
        caption,
        list_transform(
            properties,
            lambda property: {
                'k': property.k,
                'v': list_filter(property.v, lambda text: text is not null and trim(text) <> '')
            }
        ) as properties
    from entities
)

select
    id,
    schema,
    caption,
    to_json(
        map_from_entries(list_sort(list_filter(properties, lambda property: len(property.v) > 0)))
    ) as properties
from filled
