with history as (
    {{ id_history(ref('int_visit_ids'), ref('int_visits_clustered'), ref('int_visit_judgements')) }}
)

select
    {{ short_hash(['old_id', "coalesce(new_id, '')"]) }} as visit_id_history_id,
    old_id as old_visit_id,
    new_id as visit_id,
    change
from history
order by visit_id_history_id
