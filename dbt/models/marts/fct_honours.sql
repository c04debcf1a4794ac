with confidences as (
    {{ confidence_by(ref('int_honours_resolved'), 'honour_id') }}
),

counted as (
    select
        honour_id,
        min(recipient_actor_id) as recipient_actor_id,
        {{ fullest('name') }} as name,
        mode(conferred_by_actor_id order by conferred_by_actor_id) as conferred_by_actor_id,
        {{ fullest('conferred_by_name') }} as conferred_by_name,
        count(distinct article_id)::integer as article_count,
        count(distinct original_source)::integer as source_count
    from {{ ref('int_honours_resolved') }}
    group by honour_id
)

select
    counted.honour_id,
    counted.recipient_actor_id,
    counted.name,
    counted.conferred_by_actor_id,
    counted.conferred_by_name,
    counted.article_count,
    counted.source_count,
    confidences.confidence_score
from counted
inner join confidences on counted.honour_id = confidences.honour_id
order by counted.honour_id
