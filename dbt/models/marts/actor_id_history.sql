{%- set scope = ids_touched('int_actor_ids', 'int_actors_clustered', 'actor') %}
{{ renewed('old_actor_id', scope) }}
with history as (
    {{ id_history('int_actor_ids', 'int_actors_clustered', scope, ref('int_actor_judgements')) }}
)

select
    {{ short_hash(['old_id', "coalesce(new_id, '')"]) }} as actor_id_history_id,
    old_id as old_actor_id,
    new_id as actor_id,
    change
from history
order by actor_id_history_id
