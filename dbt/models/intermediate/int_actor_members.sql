{%- set articles = changed('article_id', 'int_articles_dated') %}
{%- set scope = changed('member_key', 'int_actors_keyed') ~ ' union select member_key from ' ~ ref('int_actors_keyed')
    ~ ' where article_id in (' ~ articles ~ ')' %}
{{ renewed('member_key', scope, tells=['actor_key']) }}
-- Grain: one member key (a name with its posts in one country). How often and when people are told of; of a body, which
-- is told of in very many articles, only that it is.
select
    told.member_key,
    any_value(told.actor_key) as actor_key,
    'person' as kind,
    any_value(told.post_codes) as post_codes,
    count(distinct told.article_id) as article_count,
    min(dated.reference_date) as first_day,
    max(dated.reference_date) as last_day
from {{ within(ref('int_actors_keyed'), scope, 'member_key') }} as told
inner join {{ ref('int_articles_dated') }} as dated on told.article_id = dated.article_id
where told.kind = 'person'
group by told.member_key
union all
select distinct
    member_key,
    actor_key,
    kind,
    []::varchar[] as post_codes,
    null as article_count,
    null as first_day,
    null as last_day
from {{ within(ref('int_actors_keyed'), scope, 'member_key') }}
where kind <> 'person'
