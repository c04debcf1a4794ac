-- Grain: one meeting as one article reports it, with the id of the meeting that it is.
select
    claims.*,
    ids.entity_id as meeting_id
from {{ ref('int_meeting_claims') }} as claims
inner join {{ current_ids(ref('int_meeting_ids')) }} as ids on claims.member_key = ids.member_key
