{{ config(
    materialized='incremental',
    incremental_strategy='append',
    meta={'is_cache': true},
    post_hook='select dismiss_helpers()'
) }}
-- Grain: two written names. How they stand to each other (extractors/matching/relations.py); null for not at all. What
-- was compared once is not compared again, so the table only grows.
with pairs as (
    select
        left_name,
        right_name,
        min(greatest(left_country_code, right_country_code)) as country_code
    from {{ ref('int_name_candidates') }}
    {%- if is_night() %}
        where (left_key, right_key) in (
            {{ changed('left_key, right_key', 'int_name_candidates') }}
        )
    {%- endif %}
    group by left_name, right_name
),

new_pairs as (
    select
        pairs.left_name,
        list_concat([pairs.left_name], list(pairs.right_name)) as names,
        min(pairs.country_code) as country_code
    from
        pairs
    {%- if is_incremental() %}
        left join {{ this }} as known on pairs.left_name = known.left_name and pairs.right_name = known.right_name
        where known.left_name is null
    {%- endif %}
    group by pairs.left_name
),

-- Many in a call, which uses all processors; those of one country together, for their names are the same.
gathered as (
    select list(names order by country_code, left_name) as lists
    from new_pairs
    group by hash(country_code) % 16
),

-- Materialized, or the function would be called once for each use of what it gives.
compared as materialized (
    select
        lists,
        name_relations(lists) as letters
    from gathered
),

answered as (
    select
        unnest(lists) as names,
        unnest(letters) as letters
    from compared
),

told as (
    select
        names[1] as left_name,
        unnest(names[2:]) as right_name,
        unnest(string_split(letters, '')) as letter
    from answered
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
