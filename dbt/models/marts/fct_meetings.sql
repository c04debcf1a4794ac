{#- Itself, the days of its articles, its visit, and places that bear the name of its own. #}
{%- set scope = changed('meeting_id', 'int_meetings_resolved') ~ ' union select meeting_id from '
    ~ ref('int_meetings_resolved') ~ ' where article_id in (' ~ changed('article_id', 'int_articles_dated')
    ~ ') or visit_id in (' ~ changed('visit_id', 'fct_visits') ~ ') or ' ~ place_key('place') ~ ' in ('
    ~ changed('place_key', 'dim_places') ~ ')' %}
{{ renewed('meeting_id', scope, tells=['visit_id']) }}
with resolved as (
    select *
    from {{ within(ref('int_meetings_resolved'), scope, 'meeting_id') }}
),

confidences as (
    {{ confidence_by('resolved', 'meeting_id') }}
),

counted as (
    select
        resolved.meeting_id,
        min(resolved.visit_id) as visit_id,
        min(resolved.meeting_date_edtf) as meeting_date_edtf,
        {{ fullest('resolved.place') }} as place,
        mode(resolved.format order by resolved.format) as format,
        any_value(len(resolved.participant_ids))::integer as participant_count,
        count(distinct resolved.article_id)::integer as article_count,
        count(distinct resolved.original_source)::integer as source_count,
        min(dated.reference_date) as first_reported_date
    from resolved
    inner join {{ ref('int_articles_dated') }} as dated on resolved.article_id = dated.article_id
    group by resolved.meeting_id
),

-- A place of one name in several countries stays without an id unless the visit tells the country.
places as (
    select
        counted.meeting_id,
        min(places.place_id) as place_id
    from counted
    left join {{ ref('fct_visits') }} as visits on counted.visit_id = visits.visit_id
    inner join {{ ref('dim_places') }} as places
        on
            {{ place_key('counted.place') }} = places.place_key
            and coalesce(visits.destination_country_code = places.country_code, true)
    group by counted.meeting_id
    having count(*) = 1
)

select
    counted.meeting_id,
    counted.visit_id,
    {{ edtf_day('counted.meeting_date_edtf') }} as meeting_date,
    counted.meeting_date_edtf,
    {{ edtf_precision('counted.meeting_date_edtf') }} as date_precision,
    counted.place,
    places.place_id,
    counted.format,
    counted.participant_count,
    counted.article_count,
    counted.source_count,
    confidences.confidence_score,
    counted.first_reported_date
from counted
inner join confidences on counted.meeting_id = confidences.meeting_id
left join places on counted.meeting_id = places.meeting_id
order by counted.meeting_id
