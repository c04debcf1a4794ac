{%- set scope = changed('holding_id', 'int_actor_position_claims') %}
{{ renewed('holding_id', scope) }}
-- Grain: two words of one holding (actor and post or rank) with more than a year between them and none else. Few
-- holdings have any, so that what another holder says of them is cheap to ask.
with held as (
    select
        holding_id,
        article_id,
        any_value(actor_id) as actor_id,
        any_value(seat) as seat,
        any_value(reference_date) as reference_date
    from {{ within(ref('int_actor_position_claims'), scope, 'holding_id') }}
    where reference_date is not null
    group by holding_id, article_id
    having not bool_or(is_former)
),

followed as (
    select
        *,
        lag(reference_date) over (partition by holding_id order by reference_date, article_id) as previous_date
    from held
)

select distinct
    holding_id,
    actor_id,
    seat,
    previous_date,
    reference_date
from followed
where reference_date - previous_date > 365
