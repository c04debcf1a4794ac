with history as (
    {{ id_history(ref('int_actor_ids'), ref('int_actors_clustered')) }}
),

-- A judgement points an id elsewhere after clustering, so the moves end where it says.
judged as (
    select
        history.old_id,
        coalesce(judgements.left_id, history.new_id) as new_id,
        history.change
    from history
    left join {{ ref('judgements') }} as judgements
        on
            history.new_id = judgements.right_id
            and judgements.subject_type = 'actor'
            and judgements.judgement = 'same'
    union
    select
        given_actor_id as old_id,
        actor_id as new_id,
        'merged' as change
    from {{ ref('int_actors_resolved') }}
    where given_actor_id <> actor_id
)

select
    {{ short_hash(['old_id', "coalesce(new_id, '')"]) }} as actor_id_history_id,
    old_id as old_actor_id,
    new_id as actor_id,
    change
from judged
where old_id is distinct from new_id
order by actor_id_history_id
