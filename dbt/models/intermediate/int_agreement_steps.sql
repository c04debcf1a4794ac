{{ renewed('article_id', 'all', tells=['agreement_id']) }}
-- Grain: one step in the life of one agreement as one article tells it, or as the told validity shows it.
{%- set steps = ['proposed', 'negotiating', 'agreed', 'signed', 'in_force', 'implementing', 'expired'] %}
with latest as (
    select max(reference_date) as as_of_date
    from {{ ref('int_articles_dated') }}
),

claims as (
    select
        resolved.agreement_id,
        resolved.article_id,
        resolved.claim_index,
        resolved.original_source,
        resolved.status,
        resolved.signed_date_edtf,
        resolved.valid_from_edtf,
        resolved.valid_to_edtf,
        dated.reference_date,
        latest.as_of_date
    from {{ ref('int_agreements_resolved') }} as resolved
    inner join {{ ref('int_articles_dated') }} as dated on resolved.article_id = dated.article_id
    cross join latest
),

told as (
    select
        *,
        status as step,
        case status
            when 'signed' then signed_date_edtf
            when 'in_force' then valid_from_edtf
            when 'expired' then valid_to_edtf
        end as step_date_edtf,
        'stated' as basis
    from claims
    where status is not null
    union all
    -- Whoever gives the day of signature says that it was signed.
    select
        *,
        'signed' as step,
        signed_date_edtf as step_date_edtf,
        'stated' as basis
    from claims
    where
        signed_date_edtf is not null
        and status in ('in_force', 'implementing', 'expired', 'agreed')
    union all
    select
        *,
        'in_force' as step,
        valid_from_edtf as step_date_edtf,
        'validity' as basis
    from claims
    where
        valid_from_edtf is not null
        and status in ('signed', 'agreed', 'implementing', 'expired')
        and coalesce({{ edtf_latest('valid_from_edtf') }} <= as_of_date, false)
    union all
    select
        *,
        'expired' as step,
        valid_to_edtf as step_date_edtf,
        'validity' as basis
    from claims
    where
        valid_to_edtf is not null
        and status in ('signed', 'agreed', 'in_force', 'implementing')
        and coalesce({{ edtf_latest('valid_to_edtf') }} < as_of_date, false)
)

select
    {{ short_hash(["'agreement_event'", 'agreement_id', 'step']) }} as agreement_event_id,
    agreement_id,
    article_id,
    claim_index,
    original_source,
    step,
    list_position({{ steps }}, step)::integer as step_number,
    step_date_edtf,
    basis,
    reference_date
from told
