{%- set scope = ids_touched('int_meeting_ids', 'int_meetings_clustered') %}
{{ renewed('old_meeting_id', scope) }}
with history as (
    {{ id_history('int_meeting_ids', 'int_meetings_clustered', scope) }}
)

select
    {{ short_hash(['old_id', "coalesce(new_id, '')"]) }} as meeting_id_history_id,
    old_id as old_meeting_id,
    new_id as meeting_id,
    change
from history
order by meeting_id_history_id
