{%- set scope = changed('agreement_id', 'int_agreement_steps') ~ ' union select agreement_id from '
    ~ ref('int_agreement_steps') ~ ' where article_id in (select article_id from ' ~ ref('int_articles_touched') ~ ')' %}
{{ renewed('agreement_id', scope) }}
with steps as (
    select
        *,
        list_position(['day', 'month', 'year', 'partial', 'unknown'], {{ edtf_precision('step_date_edtf') }})
            as precision_order
    from {{ within(ref('int_agreement_steps'), scope, 'agreement_id') }}
),

-- Which date to believe: the most precise, then the most reported, then the earliest.
dates as (
    select
        agreement_event_id,
        step_date_edtf,
        min(basis) as basis,
        min(precision_order) as precision_order,
        count(distinct article_id) as article_count
    from steps
    where step_date_edtf is not null
    group by agreement_event_id, step_date_edtf
),

chosen as (
    select *
    from dates
    qualify row_number() over (
        partition by agreement_event_id order by precision_order asc, article_count desc, step_date_edtf asc
    ) = 1
),

-- The words that show it: of the article that bears the chosen date, else of the first one.
shown as (
    select
        steps.agreement_event_id,
        evidence.article_id,
        evidence.quote
    from steps
    inner join {{ ref('stg_news__evidence') }} as evidence
        on
            steps.article_id = evidence.article_id
            and steps.claim_index = evidence.claim_index
            and evidence.fact_type = 'agreement'
    left join chosen on steps.agreement_event_id = chosen.agreement_event_id
    qualify row_number() over (
        partition by steps.agreement_event_id
        order by
            steps.step_date_edtf is distinct from chosen.step_date_edtf, steps.reference_date nulls last,
            steps.article_id, steps.claim_index, evidence.span_start
    ) = 1
),

counted as (
    select
        agreement_event_id,
        any_value(agreement_id) as agreement_id,
        any_value(step) as step,
        any_value(step_number) as step_number,
        min(reference_date) as first_reported_date,
        count(distinct article_id)::integer as article_count,
        count(distinct original_source)::integer as source_count
    from steps
    group by agreement_event_id
)

select
    counted.agreement_event_id,
    counted.agreement_id,
    counted.step,
    counted.step_number,
    {{ edtf_day('chosen.step_date_edtf') }} as event_date,
    -- Without a date, it had come to this step when the first article told of it.
    coalesce(chosen.step_date_edtf, {{ edtf_one_of('null::date', 'counted.first_reported_date') }}) as event_date_edtf,
    {{ edtf_precision('chosen.step_date_edtf') }} as date_precision,
    case
        when chosen.step_date_edtf is not null then chosen.basis
        when counted.first_reported_date is not null then 'reported'
    end as date_basis,
    shown.article_id,
    shown.quote,
    counted.first_reported_date,
    counted.article_count,
    counted.source_count
from counted
inner join shown on counted.agreement_event_id = shown.agreement_event_id
left join chosen on counted.agreement_event_id = chosen.agreement_event_id
order by counted.agreement_event_id
