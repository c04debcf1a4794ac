-- Why: a judgement that names an id which was never given, or that another undoes, would be ignored in silence.
-- Returns the rows of seeds/judgements.csv that cannot be applied, with the reason.
with known_ids as (
    select distinct entity_id
    from {{ ref('int_actor_ids') }}
),

checked as (
    select
        judgements.*,
        chained.right_id is not null as is_chained,
        known_ids.entity_id is null as is_unknown
    from {{ ref('judgements') }} as judgements
    left join {{ ref('judgements') }} as chained on judgements.left_id = chained.right_id
    left join known_ids on judgements.left_id = known_ids.entity_id
)

select
    *,
    case
        when left_id = right_id then 'both ids are the same'
        when is_chained then 'left_id is itself judged to be another actor; name that one'
        else 'left_id is no actor'
    end as fault
from checked
where left_id = right_id or is_chained or is_unknown
