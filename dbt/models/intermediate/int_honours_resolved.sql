{%- set scope = changed('article_id', 'int_actors_resolved', 'int_article_copies', 'int_articles_dated')
    ~ ' union select article_id from ' ~ ref('int_articles_touched') %}
{{ renewed('article_id', scope, tells=['honour_id']) }}
-- Grain: one honour as one article reports it, with the id of the honour that it is: one person's one award is one.
with resolved as (
    select
        honours.* exclude (evidence),  -- noqa: RF02
        recipients.actor_id as recipient_actor_id,
        givers.actor_id as conferred_by_actor_id,
        coalesce(givers.name, honours.conferred_by) as conferred_by_name,
        copies.original_article_id,
        copies.original_source
    from {{ within(ref('stg_news__honours'), scope) }} as honours
    left join {{ within(ref('int_actors_resolved'), scope) }} as recipients
        on honours.article_id = recipients.article_id and honours.recipient = recipients.ref
    left join {{ within(ref('int_actors_resolved'), scope) }} as givers
        on honours.article_id = givers.article_id and honours.conferred_by = givers.ref
    inner join {{ within(ref('int_article_copies'), scope) }} as copies on honours.article_id = copies.article_id
    where honours.name is not null
)

select
    *,
    {{ short_hash(["'honour'", 'coalesce(recipient_actor_id, original_article_id)', folded('name')]) }} as honour_id
from resolved
