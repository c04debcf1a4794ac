-- Grain: one visit as one article reports it.
select
    article_id,
    claim_index,
    visitors,
    upper(nullif(trim(origin_country_code), '')) as origin_country_code,
    upper(nullif(trim(destination_country_code), '')) as destination_country_code,
    places,
    start_date as start_date_as_claimed,
    end_date as end_date_as_claimed,
    {{ edtf('start_date') }} as start_date_edtf,
    {{ edtf('end_date') }} as end_date_edtf,
    date_basis,
    status,
    level,
    nullif(trim(purpose), '') as purpose,
    invited_by,
    hosts,
    evidence,
    confidence
from {{ source('raw', 'visits') }}
