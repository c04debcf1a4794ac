{%- set scope = ids_touched('int_visit_ids', 'int_visits_clustered', 'visit') %}
{{ renewed('old_visit_id', scope) }}
with history as (
    {{ id_history('int_visit_ids', 'int_visits_clustered', scope, ref('int_visit_judgements')) }}
)

select
    {{ short_hash(['old_id', "coalesce(new_id, '')"]) }} as visit_id_history_id,
    old_id as old_visit_id,
    new_id as visit_id,
    change
from history
order by visit_id_history_id
