{%- set scope = changed('visit_id', 'int_visits_resolved', 'int_visit_cancellations') %}
{{ renewed('visit_id', scope, tells=['country_pair', 'start_date']) }}
with claims as (
    select
        *,
        {{ edtf_precision('coalesce(start_date_edtf, end_date_edtf)') }} as precision,
        list_position(['day', 'month', 'year', 'partial', 'unknown'], precision) as precision_order,
        list_position(['explicit', 'anniversary', 'publication_date', 'context'], date_basis) as basis_order
    from {{ within(ref('int_visits_resolved'), scope, 'visit_id') }}
),

-- Which dates to believe: the most precise, then those with both ends, then the better basis, then the most reported.
dates as (
    select
        visit_id,
        start_date_edtf,
        end_date_edtf,
        precision,
        arg_min(date_basis, coalesce(basis_order, 9)) as date_basis,
        min(precision_order) as precision_order,
        min(coalesce(basis_order, 9)) as basis_order,
        count(distinct article_id) as article_count
    from claims
    where coalesce(start_date_edtf, end_date_edtf) is not null
    group by visit_id, start_date_edtf, end_date_edtf, precision
),

chosen as (
    select *
    from dates
    qualify row_number() over (
        partition by visit_id
        order by
            precision_order asc, (start_date_edtf is null)::integer + (end_date_edtf is null)::integer,
            basis_order asc, article_count desc, start_date_edtf asc, end_date_edtf asc
    ) = 1
),

agreement as (
    select
        claims.visit_id,
        count(distinct claims.article_id) filter ({{ dates_agree('claims', 'chosen') }})::integer as for_count,
        count(distinct claims.article_id) filter (not {{ dates_agree('claims', 'chosen') }})::integer as against_count
    from claims
    inner join chosen on claims.visit_id = chosen.visit_id
    where coalesce(claims.start_date_edtf, claims.end_date_edtf) is not null
    group by claims.visit_id
),

-- The day of the last article for each word; an article without a day counts as the earliest.
words as (
    select
        visit_id,
        bool_or(status = 'completed') as is_completed,
        bool_or(status = 'ongoing') as is_ongoing,
        bool_or(status = 'past_reference') as is_looked_back_on,
        bool_or(status = 'planned') as is_planned,
        max(coalesce(reference_date, date '0001-01-01')) filter (status = 'planned') as planned_day
    from claims
    group by visit_id
),

cancellations as (
    select
        visit_id,
        max(coalesce(reference_date, date '0001-01-01')) as cancelled_day,
        min(reference_date) as first_cancelled_date,
        count(distinct article_id)::integer as article_count
    from {{ within(ref('int_visit_cancellations'), scope, 'visit_id') }}
    group by visit_id
),

-- The latest word. What took place was not called off for good; a plan told again after that stands again.
statuses as (
    select
        words.visit_id,
        case
            when words.is_completed then 'completed'
            when words.is_ongoing and words.is_looked_back_on then 'completed'
            when words.is_ongoing then 'ongoing'
            when words.is_looked_back_on then 'past_reference'
            when
                cancellations.cancelled_day >= coalesce(words.planned_day, cancellations.cancelled_day)
                then 'cancelled'
            when words.is_planned then 'planned'
        end as status,
        words.is_planned,
        cancellations.first_cancelled_date
    from words
    left join cancellations on words.visit_id = cancellations.visit_id
),

levels as (
    select
        visit_id,
        level,
        count(distinct article_id) as article_count,
        count(*) over (partition by visit_id) > 1 as has_conflict
    from claims
    where level is not null
    group by visit_id, level
    qualify row_number() over (
        partition by visit_id
        order by
            article_count desc, list_position(['state', 'official', 'friendly', 'working', 'transit'], level)
    ) = 1
),

confidences as (
    {{ confidence_by('claims', 'visit_id') }}
),

named_places as (
    select
        visit_id,
        unnest(places) as place
    from claims
),

-- Of the spellings of one place the one that is not in capitals and has its diacritics.
distinct_places as (
    select
        visit_id,
        arg_max(place, (place <> upper(place), place <> {{ to_ascii('place') }}, place)) as place
    from named_places
    group by visit_id, {{ place_key('place') }}
),

places as (
    select
        visit_id,
        list_sort(list(place)) as place_names
    from distinct_places
    group by visit_id
),

counted as (
    select
        visit_id,
        mode(leader_actor_id order by leader_actor_id) as leader_actor_id,
        mode(origin_code order by origin_code) as origin_country_code,
        any_value(destination_code) as destination_country_code,
        {{ fullest('purpose') }} as purpose,
        count(distinct article_id)::integer as article_count,
        count(distinct original_source)::integer as source_count,
        min(reference_date) as first_reported_date,
        max(reference_date) as last_reported_date
    from claims
    group by visit_id
)

select
    counted.visit_id,
    counted.leader_actor_id,
    counted.origin_country_code,
    counted.destination_country_code,
    {{ edtf_day('chosen.start_date_edtf') }} as start_date,
    chosen.start_date_edtf,
    {{ edtf_day('chosen.end_date_edtf') }} as end_date,
    chosen.end_date_edtf,
    coalesce(chosen.precision, 'unknown') as date_precision,
    chosen.date_basis,
    coalesce(agreement.for_count, 0) as date_for_count,
    coalesce(agreement.against_count, 0) as date_against_count,
    (
        {{ edtf_day('chosen.end_date_edtf') }} - {{ edtf_day('chosen.start_date_edtf') }} + 1
    )::integer as duration_day_count,
    statuses.status,
    statuses.is_planned as was_planned,
    statuses.first_cancelled_date as cancelled_date,
    levels.level,
    coalesce(levels.has_conflict, false) as has_level_conflict,
    counted.purpose,
    case
        when counted.origin_country_code is not null
            then
                least(counted.origin_country_code, counted.destination_country_code)
                || '-' || greatest(counted.origin_country_code, counted.destination_country_code)
    end as country_pair,
    coalesce(places.place_names, []) as place_names,
    counted.article_count,
    counted.source_count,
    confidences.confidence_score,
    counted.first_reported_date,
    timezone('UTC', counted.first_reported_date::timestamp) as first_reported_at,
    counted.last_reported_date
from counted
inner join statuses on counted.visit_id = statuses.visit_id
inner join confidences on counted.visit_id = confidences.visit_id
left join chosen on counted.visit_id = chosen.visit_id
left join agreement on counted.visit_id = agreement.visit_id
left join levels on counted.visit_id = levels.visit_id
left join places on counted.visit_id = places.visit_id
order by counted.visit_id
