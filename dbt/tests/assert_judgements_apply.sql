-- Why: a judgement that names an id which is no longer in use, or that is undone by another, would be ignored in silence.
-- Returns the rows of seeds/judgements.csv that cannot be applied, with the reason.
select
    judgements.*,
    case
        when left_id = right_id then 'both ids are the same'
        when left_id in (select right_id from {{ ref('judgements') }}) then 'left_id is itself judged to be another; name that one'
        else 'left_id is no actor'
    end as fault
from {{ ref('judgements') }} as judgements
where
    left_id = right_id
    or left_id in (select right_id from {{ ref('judgements') }})
    or left_id not in (select entity_id from {{ ref('int_actor_ids') }})
