-- Grain: one visit as one article reports it, with the id of the visit that it is. Judgements are applied last.
select
    claims.*,
    ids.entity_id as given_visit_id,
    coalesce(judgements.judged_id, ids.entity_id) as visit_id
from {{ ref('int_visit_claims') }} as claims
inner join {{ current_ids(ref('int_visit_ids')) }} as ids on claims.member_key = ids.member_key
left join {{ ref('int_visit_judgements') }} as judgements on ids.entity_id = judgements.given_id
