{%- set scope = changed('article_id', 'int_visit_claims') ~ ' union select article_id from ' ~ ref('int_visit_claims')
    ~ ' where member_key in (' ~ changed('member_key', 'int_visit_ids') ~ ')' %}
{{ renewed('article_id', scope, tells=['visit_id', 'leader_actor_id']) }}
{%- set claims = within(ref('int_visit_claims'), scope) %}
-- Grain: one visit as one article reports it, with the id of the visit that it is. Judgements are applied last.
select
    claims.*,
    ids.entity_id as given_visit_id,
    coalesce(judgements.judged_id, ids.entity_id) as visit_id
from {{ claims }} as claims
inner join {{ current_ids(ref('int_visit_ids'), claims if is_incremental()) }} as ids
    on claims.member_key = ids.member_key
left join {{ ref('int_visit_judgements') }} as judgements on ids.entity_id = judgements.given_id
