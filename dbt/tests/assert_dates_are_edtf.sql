-- Why: a date of an unknown form becomes null in staging; it must not do so unseen.
-- Warns with the claims whose date has a form that is not EDTF level 1 as the contract defines it.
{{ config(severity='warn') }}
select
    'visit' as claim,
    article_id,
    claim_index
from {{ ref('stg_news__visits') }}
where
    (start_date_as_claimed is not null and start_date_edtf is null)
    or (end_date_as_claimed is not null and end_date_edtf is null)
union all
select
    'meeting' as claim,
    article_id,
    claim_index
from {{ ref('stg_news__meetings') }}
where meeting_date_as_claimed is not null and meeting_date_edtf is null
union all
select
    'agreement' as claim,
    article_id,
    claim_index
from {{ ref('stg_news__agreements') }}
where signed_date_as_claimed is not null and signed_date_edtf is null
