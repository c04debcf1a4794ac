-- Grain: one meeting as one article reports it.
select
    article_id,
    claim_index,
    participants,
    date as meeting_date_as_claimed,
    {{ edtf('"date"') }} as meeting_date_edtf,
    nullif(trim(place), '') as place,
    format,
    evidence,
    confidence
from {{ source('raw', 'meetings') }}
