-- Grain: one rejected input.
select
    rejection_id,
    source_uri,
    source,
    stage,
    reason,
    detail,
    landing_path,
    run_id,
    rejected_at
from {{ source('raw', 'rejected_articles') }}
