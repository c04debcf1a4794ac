-- Grain: one agreement or commitment as one article reports it.
select
    article_id,
    claim_index,
    kind,
    nullif(trim(title), '') as title,
    nullif(trim(subject), '') as subject,
    parties,
    signatories,
    status,
    signed_on as signed_date_as_claimed,
    {{ edtf('signed_on') }} as signed_date_edtf,
    {{ edtf('valid_from') }} as valid_from_edtf,
    {{ edtf('valid_to') }} as valid_to_edtf,
    areas,
    evidence,
    confidence
from {{ source('raw', 'agreements') }}
