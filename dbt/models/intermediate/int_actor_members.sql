{%- set articles = changed('article_id', 'int_articles_dated') %}
{%- set scope = changed('member_key', 'int_actors_keyed') ~ ' union select member_key from ' ~ ref('int_actors_keyed')
    ~ ' where article_id in (' ~ articles ~ ')' %}
{{ renewed('member_key', scope, tells=['actor_key']) }}
-- Grain: one member key (a name with its posts in one country). How often and when it is told of.
select
    keyed.member_key,
    any_value(keyed.actor_key) as actor_key,
    any_value(keyed.kind) as kind,
    any_value(keyed.post_codes) as post_codes,
    count(distinct keyed.article_id) as article_count,
    min(dated.reference_date) as first_day,
    max(dated.reference_date) as last_day
from {{ within(ref('int_actors_keyed'), scope, 'member_key') }} as keyed
inner join {{ ref('int_articles_dated') }} as dated on keyed.article_id = dated.article_id
group by keyed.member_key
