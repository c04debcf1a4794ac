{%- set rounds = 4 %}
{%- set scope = 'select actor_key from ' ~ ref('int_names_touched') %}
{{ renewed('actor_key', scope) }}
-- Grain: one actor key. The key that stands for all spellings of the same words in its country: of those, the one with
-- most words, then the most written. A spelling of a spelling counts too, over {{ rounds }} steps.
with keys as (
    select
        actor_key,
        country_code,
        { 'parts': part_count, 'mentions': mention_count, 'actor_key': actor_key } as standing
    from {{ within(ref('int_actor_keys'), scope, 'actor_key') }}
),

related as (
    select
        left_key,
        right_key
    from {{ within(ref('int_names_related'), scope, 'left_key') }}
    where relation = 'same' and is_one_country
),

spellings as (
    select
        left_key as actor_key,
        right_key as other_key
    from related
    union all
    select
        right_key as actor_key,
        left_key as other_key
    from related
    union all
    select
        actor_key,
        actor_key as other_key
    from keys
),

step_0 as (
    select
        actor_key,
        standing as head
    from keys
)

{%- for round in range(1, rounds + 1) %}
    ,

    step_{{ round }} as (
        select
            spellings.actor_key,
            max(others.head) as head
        from spellings
        inner join step_{{ round - 1 }} as others on spellings.other_key = others.actor_key
        group by spellings.actor_key
    )
{%- endfor %}

select
    actor_key,
    head.actor_key as head_key
from step_{{ rounds }}
