{{ config(materialized='incremental', incremental_strategy='append', meta={'is_cache': true}) }}
-- Grain: two written names. How they stand to each other (extractors/matching/relations.py); null for not at all. What
-- was compared once is not compared again, so the table only grows.
with pairs as (
    select distinct
        left_name,
        right_name
    from {{ ref('int_name_candidates') }}
),

new_pairs as (
    select
        pairs.left_name,
        list(pairs.right_name) as right_names
    from
        pairs
    {%- if is_incremental() %}
        left join {{ this }} as known on pairs.left_name = known.left_name and pairs.right_name = known.right_name
        where known.left_name is null
    {%- endif %}
    group by pairs.left_name
),

-- Materialized, or the function would be called once for each use of what it gives.
compared as materialized (
    select
        left_name,
        right_names,
        name_relations(left_name, right_names) as letters
    from new_pairs
),

told as (
    select
        left_name,
        unnest(right_names) as right_name,
        unnest(string_split(letters, '')) as letter
    from compared
)

select
    left_name,
    right_name,
    case letter
        when 's' then 'same'
        when 'l' then 'left_part'
        when 'r' then 'right_part'
        when 'i' then 'slip'
    end as relation
from told
