{#- What changed, and what shares a word with it: that word is now more or less rare. #}
{%- set scope = changed('actor_key', 'int_name_blocks') ~ ' union select actor_key from ' ~ ref('int_name_blocks')
    ~ ' where (country_code, block) in (' ~ changed('country_code, block', 'int_name_blocks') ~ ')' %}
{{ renewed('actor_key', scope) }}
-- Grain: the consonants of one of the two rarest words of one actor key of a person, in its country: under these its
-- like is looked for, so that no one compares every Nguyen with every other.
with keys as (
    select *
    from {{ within(ref('int_name_blocks'), scope, 'actor_key') }}
),

block_sizes as (
    select
        country_code,
        block,
        count(*) as key_count
    from {{ ref('int_name_blocks') }}
    {%- if is_incremental() %}
        where (country_code, block) in (select (keys.country_code, keys.block) from keys)
    {%- endif %}
    group by country_code, block
)

select keys.*
from keys
inner join block_sizes on keys.country_code = block_sizes.country_code and keys.block = block_sizes.block
qualify row_number() over (
    partition by keys.actor_key
    order by block_sizes.key_count asc, length(keys.block) desc, keys.block asc
) <= 2
