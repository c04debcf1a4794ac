{%- set scope = changed('meeting_id', 'int_meetings_resolved') %}
{{ renewed('meeting_id', scope) }}
select distinct
    meeting_id,
    unnest(participant_ids) as actor_id
from {{ within(ref('int_meetings_resolved'), scope, 'meeting_id') }}
-- By actor: whom one met is asked more often than who was at a meeting.
order by actor_id, meeting_id
