-- Grain: one honour as one article reports it.
select
    article_id,
    claim_index,
    recipient,
    nullif(trim(name), '') as name,
    conferred_by,
    evidence,
    confidence
from {{ source('raw', 'honours') }}
