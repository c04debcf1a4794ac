{%- set scope = changed('article_id', 'int_actors_keyed') ~ ' union select article_id from ' ~ ref('int_actors_keyed')
    ~ ' where member_key in (' ~ changed('member_key', 'int_actor_ids') ~ ')' %}
{{ renewed('article_id', scope, tells=['actor_id', 'given_actor_id']) }}
-- Grain: one actor as one article names it, with the id of the actor that it is. Judgements are applied last.
select
    keyed.*,
    ids.entity_id as given_actor_id,
    coalesce(judgements.judged_id, ids.entity_id) as actor_id
from {{ within(ref('int_actors_keyed'), scope) }} as keyed
inner join {{ current_ids(ref('int_actor_ids')) }} as ids on keyed.member_key = ids.member_key
left join {{ ref('int_actor_judgements') }} as judgements on ids.entity_id = judgements.given_id
