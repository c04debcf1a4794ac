with claims as (
    select
        *,
        {{ edtf_precision('coalesce(start_date_edtf, end_date_edtf)') }} as precision,
        list_position(['day', 'month', 'year', 'partial', 'unknown'], precision) as precision_order,
        list_position(['explicit', 'anniversary', 'publication_date', 'context'], date_basis) as basis_order
    from {{ ref('int_visits_resolved') }}
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

statuses as (
    select
        visit_id,
        case
            when bool_or(status = 'completed') then 'completed'
            when bool_or(status = 'ongoing') and bool_or(status = 'past_reference') then 'completed'
            when bool_or(status = 'ongoing') then 'ongoing'
            when bool_or(status = 'past_reference') then 'past_reference'
            when bool_or(status = 'planned') then 'planned'
        end as status
    from claims
    group by visit_id
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
        min(reference_date) as first_reported_date
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
    levels.level,
    coalesce(levels.has_conflict, false) as has_level_conflict,
    counted.purpose,
    coalesce(places.place_names, []) as place_names,
    counted.article_count,
    counted.source_count,
    confidences.confidence_score,
    counted.first_reported_date
from counted
inner join statuses on counted.visit_id = statuses.visit_id
inner join confidences on counted.visit_id = confidences.visit_id
left join chosen on counted.visit_id = chosen.visit_id
left join agreement on counted.visit_id = agreement.visit_id
left join levels on counted.visit_id = levels.visit_id
left join places on counted.visit_id = places.visit_id
order by counted.visit_id
