{#- What changed, and all else of the same holder or the same seat. #}
{%- set scope = changed('position_id', 'int_position_spans') ~ ' union select position_id from '
    ~ ref('int_position_spans') ~ ' where actor_id in (' ~ changed('actor_id', 'int_position_spans')
    ~ ') or seat in (' ~ changed('seat', 'int_position_spans') ~ ')' %}
{{ renewed('position_id', scope, tells=['next_position_id']) }}
-- Grain: one position that has ended, with why and between which days. Of several reasons the one known earliest
-- counts.
with looked_at as (
    select *
    from {{ within(ref('int_position_spans'), scope, 'position_id') }}
),

spans as (
    select *
    from {{ ref('int_position_spans') }}
),

-- A rank gives way to a higher one that is not known to be older; where a grade is unknown, to one that is only later.
promotions as (
    select
        lower_rank.position_id,
        'promotion' as end_reason,
        higher_rank.position_id as next_position_id,
        higher_rank.first_day as known_on,
        higher_rank.rank_grade
    from looked_at as lower_rank
    inner join spans as higher_rank
        on
            lower_rank.actor_id = higher_rank.actor_id
            and lower_rank.kind = 'rank'
            and higher_rank.kind = 'rank'
            and lower_rank.rank_key <> higher_rank.rank_key
            and case
                when lower_rank.rank_grade is not null and higher_rank.rank_grade is not null
                    then
                        lower_rank.rank_grade < higher_rank.rank_grade
                        and coalesce(lower_rank.first_day <= higher_rank.last_day, true)
                else coalesce(lower_rank.last_day < higher_rank.first_day, false)
            end
    qualify row_number() over (
        partition by lower_rank.position_id
        order by coalesce(higher_rank.rank_grade, 0), higher_rank.first_day, higher_rank.position_id
    ) = 1
),

-- Someone else in the same seat, only later, or long after the last word of the one before.
successions as (
    select
        earlier.position_id,
        'succession' as end_reason,
        later.position_id as next_position_id,
        greatest(later.first_day, earlier.last_day) as known_on,
        null as rank_grade
    from looked_at as earlier
    inner join spans as later
        on
            earlier.seat = later.seat
            and earlier.actor_id <> later.actor_id
            and earlier.first_day < later.first_day
            and (
                earlier.last_day < later.first_day
                or (earlier.last_day = later.first_day and earlier.last_day < later.last_day)
                or later.last_day > earlier.last_day + 30
            )
    qualify row_number() over (
        partition by earlier.position_id order by later.first_day, later.position_id
    ) = 1
),

-- A rung of one ladder: who is named minister was named deputy minister before, never both at once.
moves as (
    select
        earlier.position_id,
        'other_post' as end_reason,
        later.position_id as next_position_id,
        later.first_day as known_on,
        null as rank_grade
    from looked_at as earlier
    inner join spans as later
        on
            earlier.actor_id = later.actor_id
            and earlier.ladder = later.ladder
            and earlier.post_code <> later.post_code
            and earlier.last_day < later.first_day
    qualify row_number() over (
        partition by earlier.position_id order by later.first_day, later.position_id
    ) = 1
),

called_former as (
    select
        position_id,
        'called_former' as end_reason,
        null as next_position_id,
        former_day as known_on,
        null as rank_grade
    from looked_at
    where is_only_former or former_day >= last_day
),

-- Only the last period of a holding can go on; those before ended when the next holder or the word "former" came.
interrupted as (
    select
        earlier.position_id,
        'other_holder' as end_reason,
        later.position_id as next_position_id,
        later.first_day as known_on,
        null as rank_grade
    from looked_at as earlier
    inner join spans as later
        on earlier.holding_id = later.holding_id and earlier.period_number + 1 = later.period_number
),

reasons as (
    select
        *,
        1 as preference
    from successions
    union all
    select
        *,
        2 as preference
    from promotions
    union all
    select
        *,
        3 as preference
    from called_former
    union all
    select
        *,
        4 as preference
    from moves
    union all
    select
        *,
        5 as preference
    from interrupted
)

select
    position_id,
    end_reason,
    next_position_id,
    known_on
from reasons
qualify row_number() over (
    partition by position_id order by known_on is null, known_on, preference, next_position_id
) = 1
