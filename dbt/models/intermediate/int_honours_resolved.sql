-- Grain: one honour as one article reports it, with the id of the honour that it is: one person's one award is one.
with resolved as (
    select
        honours.*,
        recipients.actor_id as recipient_actor_id,
        givers.actor_id as conferred_by_actor_id,
        coalesce(givers.name, honours.conferred_by) as conferred_by_name,
        copies.original_article_id,
        coalesce(originals.source, copies.original_article_id) as original_source
    from {{ ref('stg_news__honours') }} as honours
    left join {{ ref('int_actors_resolved') }} as recipients
        on honours.article_id = recipients.article_id and honours.recipient = recipients.ref
    left join {{ ref('int_actors_resolved') }} as givers
        on honours.article_id = givers.article_id and honours.conferred_by = givers.ref
    inner join {{ ref('int_article_copies') }} as copies on honours.article_id = copies.article_id
    inner join {{ ref('stg_news__articles') }} as originals on copies.original_article_id = originals.article_id
    where honours.name is not null
)

select
    *,
    {{ short_hash(["'honour'", 'coalesce(recipient_actor_id, original_article_id)', folded('name')]) }} as honour_id
from resolved
