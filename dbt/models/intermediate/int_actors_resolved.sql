{%- set scope = changed('article_id', 'int_actors_keyed') ~ ' union select article_id from ' ~ ref('int_actors_keyed')
    ~ ' where member_key in (' ~ changed('member_key', 'int_actor_ids') ~ ')' %}
{{ renewed('article_id', scope, tells=['actor_id', 'given_actor_id']) }}
{%- set claims = within(ref('int_actors_keyed'), scope) %}
-- Grain: one actor as one article names it, with the id of the actor that it is. Judgements are applied last.
select
    -- What names are compared by is not asked for any more.
    keyed.* exclude (blocks, is_latin, first_word, posts, post_codes),  -- noqa: RF02
    ids.entity_id as given_actor_id,
    coalesce(judgements.judged_id, ids.entity_id) as actor_id
from {{ claims }} as keyed
inner join {{ current_ids(ref('int_actor_ids'), claims if is_incremental()) }} as ids
    on keyed.member_key = ids.member_key
left join {{ ref('int_actor_judgements') }} as judgements on ids.entity_id = judgements.given_id
