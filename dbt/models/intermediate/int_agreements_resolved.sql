{%- set scope = changed('article_id', 'int_agreement_claims')
    ~ ' union select article_id from ' ~ ref('int_agreement_claims')
    ~ ' where member_key in (' ~ changed('member_key', 'int_agreement_ids') ~ ')' %}
{{ renewed('article_id', scope, tells=['agreement_id']) }}
{%- set claims = within(ref('int_agreement_claims'), scope) %}
-- Grain: one agreement as one article reports it, with the id of the agreement that it is. Judgements are applied last.
select
    claims.*,
    ids.entity_id as given_agreement_id,
    coalesce(judgements.judged_id, ids.entity_id) as agreement_id
from {{ claims }} as claims
inner join {{ current_ids(ref('int_agreement_ids'), claims if is_incremental()) }} as ids
    on claims.member_key = ids.member_key
left join {{ ref('int_agreement_judgements') }} as judgements on ids.entity_id = judgements.given_id
