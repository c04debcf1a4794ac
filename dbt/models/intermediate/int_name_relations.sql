{{ config(materialized='incremental', incremental_strategy='append', meta={'is_cache': true}) }}
-- Grain: two written names. How they stand to each other (extractors/matching/relations.py); null for not at all. What
-- was compared once is not compared again, so the table only grows.
with pairs as (
    select distinct
        left_name,
        right_name
    from {{ ref('int_name_candidates') }}
)

select
    pairs.left_name,
    pairs.right_name,
    nullif(name_relation(pairs.left_name, pairs.right_name), '') as relation
from
    pairs
{%- if is_incremental() %}
    left join {{ this }} as known on pairs.left_name = known.left_name and pairs.right_name = known.right_name
    where known.left_name is null
{%- endif %}
