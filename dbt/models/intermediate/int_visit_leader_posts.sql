{%- set scope = changed('visit_id', 'fct_visits') ~ ' union select visit_id from ' ~ ref('fct_visits')
    ~ ' where leader_actor_id in (' ~ changed('actor_id', 'fct_actor_positions') ~ ')' %}
{{ renewed('visit_id', scope) }}
-- Grain: one visit with a named leader. The known post that the leader held then: of those attested nearest to the
-- visit the highest.
with dated as (
    select
        visit_id,
        leader_actor_id,
        coalesce(start_date, end_date, {{ edtf_earliest('start_date_edtf') }}, first_reported_date) as day
    from {{ within(ref('fct_visits'), scope, 'visit_id') }}
    where leader_actor_id is not null
),

held as (
    select
        positions.actor_id,
        positions.title,
        positions.valid_from,
        coalesce(positions.valid_to, positions.last_reported_date) as valid_to,
        positions.is_current,
        positions.organization_actor_id,
        posts.post_code,
        posts.post_name,
        posts.grade,
        posts.plover_sector_code,
        posts.colt_role
    from {{ ref('fct_actor_positions') }} as positions
    inner join {{ ref('posts') }} as posts on positions.post_code = posts.post_code
    where positions.kind = 'post' and not positions.is_former
)

select
    dated.visit_id,
    held.title,
    held.post_code,
    held.post_name,
    held.plover_sector_code,
    held.colt_role
from dated
inner join held on dated.leader_actor_id = held.actor_id
qualify row_number() over (
    partition by dated.visit_id
    order by
        case
            when dated.day is null or held.valid_from is null then 36500
            when dated.day < held.valid_from then held.valid_from - dated.day
            when dated.day > held.valid_to and not held.is_current then dated.day - held.valid_to
            else 0
        end // 200,
        held.grade desc, held.post_code asc, held.title asc
) = 1
