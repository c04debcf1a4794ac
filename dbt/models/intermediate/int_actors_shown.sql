{%- set scope = changed('actor_id', 'dim_actors', 'fct_actor_positions') %}
{{ renewed('actor_id', scope) }}
-- Grain: one actor. What exchange tables show of an actor beside a fact: unlike how often and when it is told of, this
-- seldom changes.
with positions as (
    select *
    from {{ within(ref('fct_actor_positions'), scope, 'actor_id') }}
),

-- The highest known post gives office and sector.
offices as (
    select
        positions.actor_id,
        arg_max(positions.title, (positions.is_current, posts.grade, positions.position_id)) as office,
        arg_max(posts.plover_sector_code, (positions.is_current, posts.grade, positions.position_id)) as sector_code
    from positions
    inner join {{ ref('posts') }} as posts on positions.post_code = posts.post_code
    where posts.plover_sector_code is not null
    group by positions.actor_id
),

held as (
    select
        actor_id,
        bool_or(coalesce(post_code in ('head_of_state', 'monarch', 'head_of_government'), false)) as is_head,
        bool_or(kind = 'rank' and rank_grade is not null) as is_soldier
    from positions
    group by actor_id
)

select
    dim.actor_id,
    dim.kind,
    dim.name,
    dim.country_code,
    dim.body_type,
    offices.office,
    offices.sector_code,
    coalesce(held.is_head, false) as is_head,
    coalesce(held.is_soldier, false) as is_soldier
from {{ within(ref('dim_actors'), scope, 'actor_id') }} as dim
left join offices on dim.actor_id = offices.actor_id
left join held on dim.actor_id = held.actor_id
