with history as (
    {{ id_history(ref('int_meeting_ids'), ref('int_meetings_clustered')) }}
)

select
    {{ short_hash(['old_id', "coalesce(new_id, '')"]) }} as meeting_id_history_id,
    old_id as old_meeting_id,
    new_id as meeting_id,
    change
from history
order by meeting_id_history_id
