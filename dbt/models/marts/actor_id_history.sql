with history as (
    {{ id_history(ref('int_actor_ids'), ref('int_actors_clustered'), ref('int_actor_judgements')) }}
)

select
    {{ short_hash(['old_id', "coalesce(new_id, '')"]) }} as actor_id_history_id,
    old_id as old_actor_id,
    new_id as actor_id,
    change
from history
order by actor_id_history_id
