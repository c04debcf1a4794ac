-- Grain: one claim that was turned down.
select
    article_id,
    claim_index,
    reason,
    start as span_start,
    "end" as span_end,
    text as quote
from {{ source('raw', 'rejected_claims') }}
