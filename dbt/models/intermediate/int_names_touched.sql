-- noqa: disable=LT02,LT05
{{ config(schema='nights') }}
-- depends_on: {{ ref('int_names_related') }}, {{ ref('int_actor_keys') }}
-- Grain: one actor key that may belong to another name than before: what changed, and all that is related to it, over
-- any number of steps. Only of a night; nothing is looked for here when everything is built.
{%- if is_night() %}
-- Asked anew at every step: kept, so that each does not read the table.
with recursive related as materialized (
    select
        left_key as actor_key,
        right_key as other_key
    from {{ ref('int_names_related') }}
    union all
    select
        right_key as actor_key,
        left_key as other_key
    from {{ ref('int_names_related') }}
),

reached as (
    {{ changed('actor_key', 'int_actor_keys', 'int_actor_members') }}
    union
    {{ changed('left_key as actor_key', 'int_names_related') }}
    union
    {{ changed('right_key as actor_key', 'int_names_related') }}
    union
    select related.other_key as actor_key
    from reached
    inner join related on reached.actor_key = related.actor_key
)

select distinct actor_key
from reached
{%- else %}
select actor_key
from {{ ref('int_actor_members') }}
where false
{%- endif %}
