{#- Whom a visit names is another actor too when only the actor's mention has changed. #}
{%- set scope = changed('visit_id', 'int_visits_resolved', 'fct_visits') ~ ' union select visit_id from '
    ~ ref('int_visits_resolved') ~ ' where article_id in (' ~ changed('article_id', 'int_actors_resolved') ~ ')' %}
{{ renewed('visit_id', scope) }}
with named as (
    select
        claims.visit_id,
        claims.article_id,
        claims.leader_actor_id is null as is_leaderless,
        visitor.ref,
        case when visitor.position = 1 then 'first' else 'companion' end as role
    from {{ within(ref('int_visits_resolved'), scope, 'visit_id') }} as claims,
        unnest(claims.visitors) with ordinality as visitor (ref, position)
    union all
    select
        visit_id,
        article_id,
        false as is_leaderless,
        unnest(hosts) as ref,
        'host' as role
    from {{ within(ref('int_visits_resolved'), scope, 'visit_id') }}
    union all
    select
        visit_id,
        article_id,
        false as is_leaderless,
        unnest(invited_by) as ref,
        'inviter' as role
    from {{ within(ref('int_visits_resolved'), scope, 'visit_id') }}
),

resolved as (
    select
        named.visit_id,
        named.article_id,
        actors.actor_id,
        case
            when named.role in ('host', 'inviter') then named.role
            when actors.actor_id = visits.leader_actor_id then 'visitor'
            when named.role = 'companion' then 'companion'
            when visits.leader_actor_id is null then 'visitor'
            -- "The minister" of one article is the named leader of another: not a further participant.
            when named.is_leaderless then null
            else 'companion'
        end as role
    from named
    inner join {{ ref('int_actors_resolved') }} as actors
        on named.article_id = actors.article_id and named.ref = actors.ref
    inner join {{ within(ref('fct_visits'), scope, 'visit_id') }} as visits on named.visit_id = visits.visit_id
)

select
    visit_id,
    actor_id,
    role,
    count(distinct article_id)::integer as article_count
from resolved
where role is not null
group by visit_id, actor_id, role
order by visit_id, actor_id, role
