{%- set scope = changed('agreement_id', 'int_agreements_resolved', 'int_agreement_steps', 'int_agreement_visits')
    ~ ' union select agreement_id from ' ~ ref('int_agreements_resolved') ~ ' where article_id in ('
    ~ changed('article_id', 'int_articles_dated') ~ ' union select article_id from ' ~ ref('int_articles_touched')
    ~ ')' %}
{{ renewed('agreement_id', scope, tells=['visit_id']) }}
with resolved as (
    select *
    from {{ within(ref('int_agreements_resolved'), scope, 'agreement_id') }}
),

confidences as (
    {{ confidence_by('resolved', 'agreement_id') }}
),

claims as (
    select
        resolved.*,
        articles.language_code,
        dated.reference_date,
        list_position(['day', 'month', 'year', 'partial', 'unknown'], {{ edtf_precision('resolved.signed_date_edtf') }})
            as precision_order
    from resolved
    inner join {{ ref('stg_news__articles') }} as articles on resolved.article_id = articles.article_id
    inner join {{ ref('int_articles_dated') }} as dated on resolved.article_id = dated.article_id
),

signed_dates as (
    select
        agreement_id,
        signed_date_edtf,
        min(precision_order) as precision_order,
        count(distinct article_id) as article_count
    from claims
    where signed_date_edtf is not null
    group by agreement_id, signed_date_edtf
),

-- Which day of signature to believe: the most precise, then the most reported, then the earliest.
signed as (
    select *
    from signed_dates
    qualify row_number() over (
        partition by agreement_id order by precision_order asc, article_count desc, signed_date_edtf asc
    ) = 1
),

agreeing as (
    select
        claims.agreement_id,
        count(distinct claims.article_id) filter (
            coalesce(
                {{ edtf_earliest('claims.signed_date_edtf') }} <= {{ edtf_latest('signed.signed_date_edtf') }}
                and {{ edtf_latest('claims.signed_date_edtf') }} >= {{ edtf_earliest('signed.signed_date_edtf') }},
                true
            )
        )::integer as for_count,
        count(distinct claims.article_id)::integer as dated_count
    from claims
    inner join signed on claims.agreement_id = signed.agreement_id
    where claims.signed_date_edtf is not null
    group by claims.agreement_id
),

-- The furthest step that any article knows of, or that the told validity shows.
reached as (
    select
        agreement_id,
        arg_max(step, step_number) as status,
        bool_or(step in ('in_force', 'implementing')) and not bool_or(step = 'expired') as is_in_force
    from {{ within(ref('int_agreement_steps'), scope, 'agreement_id') }}
    group by agreement_id
),

kinds as (
    select
        agreement_id,
        mode(kind order by kind) as kind
    from claims
    group by agreement_id
),

counted as (
    select
        agreement_id,
        {{ fullest('title') }} as title,
        {{ fullest('subject') }} as subject,
        min(valid_from_edtf) as valid_from_edtf,
        max(valid_to_edtf) as valid_to_edtf,
        list_sort(list(distinct language_code)) as language_codes,
        count(distinct article_id)::integer as article_count,
        count(distinct original_source)::integer as source_count,
        min(reference_date) as first_reported_date,
        max(reference_date) as last_reported_date
    from claims
    group by agreement_id
)

select
    counted.agreement_id,
    kinds.kind,
    counted.title,
    counted.subject,
    reached.status,
    coalesce(reached.is_in_force, false) as is_in_force,
    {{ edtf_day('signed.signed_date_edtf') }} as signed_date,
    signed.signed_date_edtf,
    {{ edtf_precision('signed.signed_date_edtf') }} as signed_date_precision,
    coalesce(agreeing.for_count, 0) as signed_date_for_count,
    coalesce(agreeing.dated_count - agreeing.for_count, 0) as signed_date_against_count,
    {{ edtf_day('counted.valid_from_edtf') }} as valid_from_date,
    counted.valid_from_edtf,
    {{ edtf_day('counted.valid_to_edtf') }} as valid_to_date,
    counted.valid_to_edtf,
    visits.visit_id,
    visits.basis as visit_basis,
    counted.language_codes,
    counted.article_count,
    counted.source_count,
    confidences.confidence_score,
    counted.first_reported_date,
    counted.last_reported_date
from counted
inner join confidences on counted.agreement_id = confidences.agreement_id
inner join kinds on counted.agreement_id = kinds.agreement_id
left join reached on counted.agreement_id = reached.agreement_id
left join signed on counted.agreement_id = signed.agreement_id
left join agreeing on counted.agreement_id = agreeing.agreement_id
left join {{ ref('int_agreement_visits') }} as visits on counted.agreement_id = visits.agreement_id
order by counted.agreement_id
