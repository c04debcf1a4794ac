-- Why: people of two countries are never merged without a judgement; such a merge mixes two lives.
-- Returns the ids whose mentions name two countries although no judgement joined them.
select
    given_actor_id,
    list(distinct country_code) as country_codes
from {{ ref('int_actors_resolved') }}
group by given_actor_id
having count(distinct country_code) > 1
