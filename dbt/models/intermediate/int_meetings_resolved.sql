{%- set scope = changed('article_id', 'int_meeting_claims')
    ~ ' union select article_id from ' ~ ref('int_meeting_claims')
    ~ ' where member_key in (' ~ changed('member_key', 'int_meeting_ids') ~ ')' %}
{{ renewed('article_id', scope, tells=['meeting_id']) }}
{%- set claims = within(ref('int_meeting_claims'), scope) %}
-- Grain: one meeting as one article reports it, with the id of the meeting that it is.
select
    claims.*,
    ids.entity_id as meeting_id
from {{ claims }} as claims
inner join {{ current_ids(ref('int_meeting_ids'), claims if is_incremental()) }} as ids
    on claims.member_key = ids.member_key
