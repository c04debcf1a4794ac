select distinct
    meeting_id,
    unnest(participant_ids) as actor_id
from {{ ref('int_meetings_resolved') }}
order by meeting_id, actor_id
