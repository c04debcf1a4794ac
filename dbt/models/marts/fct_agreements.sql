{%- set lifecycle = "['proposed', 'negotiating', 'agreed', 'signed', 'in_force', 'implementing', 'expired']" %}
with confidences as (
    {{ confidence_by(ref('int_agreements_resolved'), 'agreement_id') }}
),

counted as (
    select
        agreement_id,
        any_value(kind) as kind,
        {{ fullest('title') }} as title,
        {{ fullest('subject') }} as subject,
        -- The furthest step that any article knows of.
        arg_max(status, list_position({{ lifecycle }}, status)) as status,
        min(signed_date_edtf) as signed_date_edtf,
        min(valid_from_edtf) as valid_from_edtf,
        max(valid_to_edtf) as valid_to_edtf,
        count(distinct article_id)::integer as article_count,
        count(distinct original_source)::integer as source_count
    from {{ ref('int_agreements_resolved') }}
    group by agreement_id
)

select
    counted.agreement_id,
    counted.kind,
    counted.title,
    counted.subject,
    counted.status,
    {{ edtf_day('counted.signed_date_edtf') }} as signed_date,
    counted.signed_date_edtf,
    {{ edtf_precision('counted.signed_date_edtf') }} as signed_date_precision,
    {{ edtf_day('counted.valid_from_edtf') }} as valid_from_date,
    counted.valid_from_edtf,
    {{ edtf_day('counted.valid_to_edtf') }} as valid_to_date,
    counted.valid_to_edtf,
    counted.article_count,
    counted.source_count,
    confidences.confidence_score
from counted
inner join confidences on counted.agreement_id = confidences.agreement_id
order by counted.agreement_id
