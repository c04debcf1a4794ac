{#-
    Ids that stay. The model that calls this is a table that only grows: one row each time that a member (an actor
    key, a claim) was given an id. A cluster keeps the oldest id that one of its members anchors; a cluster without
    one gets its proposed id, which is a hash of content and so the same on every machine. Nothing here depends on
    the order in which articles came, except which id is the oldest.

    What a person judged to be different never shares an id: who ever was the left one, and stands in one cluster with
    who was the right one, is taken out of it.

    After a build, a cluster has one id, and no other has it. So a night looks at clusters that changed, and at those
    whose members were ever given an id that is asked for there; where people judged some to be different, at all. A
    judgement that comes or goes is no matter of nights: the table of judgements is another then.

    Args:
        clusters: model with member_key, cluster_key, proposed_id, is_anchor, which tells its changed cluster_key.
        subject: actor, visit or agreement, if the subject can be judged.
-#}
{%- macro stable_ids(clusters, subject=none) -%}
with
{% if is_night() -%}
touched as (
    select
        member_key,
        proposed_id
    from {{ ref(clusters) }}
    where cluster_key in ({{ changed('cluster_key', clusters) }})
),

asked_for as (
    select proposed_id as entity_id from touched
    union
    select entity_id from {{ this }}
    where member_key in (select touched.member_key from touched)
),

looked_at as (
    select *
    from {{ ref(clusters) }}
    where
        cluster_key in ({{ changed('cluster_key', clusters) }})
        or cluster_key in (
            select beside.cluster_key from {{ ref(clusters) }} as beside
            where beside.member_key in (
                select known.member_key from {{ this }} as known
                where known.entity_id in (select asked_for.entity_id from asked_for)
            )
        )
        {%- if subject %}
        or exists (
            select 1 from {{ ref('judgements') }} as judgements
            where judgements.subject_type = '{{ subject }}' and judgements.judgement = 'different'
        )
        {%- endif %}
),

given as (
    select
        member_key,
        entity_id,
        is_anchor,
        build_number
    from {{ this }}
    where entity_id in (
        select known.entity_id from {{ this }} as known
        where known.member_key in (select looked_at.member_key from looked_at)
        union
        select looked_at.proposed_id from looked_at
    )
),
{%- else -%}
looked_at as (
    select * from {{ ref(clusters) }}
),

given as (
    {% if is_incremental() -%}
    select member_key, entity_id, is_anchor, build_number from {{ this }}
    {%- else -%}
    select null::varchar as member_key, null::varchar as entity_id, null::boolean as is_anchor, 0 as build_number
    where false
    {%- endif %}
),
{%- endif %}

proposed as (
    select
        member_key,
        min(cluster_key) as cluster_key,
        min(proposed_id) as proposed_id,
        bool_or(is_anchor) as is_anchor
    from looked_at
    group by member_key
),

{% if subject -%}
parted as (
    select
        lefts.member_key,
        min(judgements.left_id) as left_id
    from {{ ref('judgements') }} as judgements
    inner join given as lefts on judgements.left_id = lefts.entity_id
    inner join proposed as left_members on lefts.member_key = left_members.member_key
    inner join given as rights on judgements.right_id = rights.entity_id and lefts.member_key <> rights.member_key
    inner join proposed as right_members
        on rights.member_key = right_members.member_key and left_members.cluster_key = right_members.cluster_key
    where
        judgements.subject_type = '{{ subject }}'
        and judgements.judgement = 'different'
        and not exists (
            select 1 from given as both_given
            where both_given.member_key = rights.member_key and both_given.entity_id = judgements.left_id
        )
    group by lefts.member_key
),

{% endif -%}
members as (
    select
        proposed.member_key,
        {% if subject -%}
        proposed.cluster_key || coalesce('|not ' || parted.left_id, '') as cluster_key,
        coalesce(parted.left_id, proposed.proposed_id) as proposed_id,
        {%- else -%}
        proposed.cluster_key,
        proposed.proposed_id,
        {%- endif %}
        proposed.is_anchor
    from proposed
    {%- if subject %}
    left join parted on proposed.member_key = parted.member_key
    {%- endif %}
),

current_ids as (
    select
        member_key,
        arg_max(entity_id, build_number) as entity_id,
        arg_max(is_anchor, build_number) as is_anchor
    from given
    group by member_key
),

-- An id belongs to the cluster that holds its anchor, else to the one that holds most of its members.
owners as (
    select
        current_ids.entity_id,
        members.cluster_key
    from current_ids
    inner join members on current_ids.member_key = members.member_key
    group by current_ids.entity_id, members.cluster_key
    qualify row_number() over (
        partition by current_ids.entity_id
        order by bool_or(current_ids.is_anchor) desc, count(*) desc, members.cluster_key
    ) = 1
),

kept as (
    select
        owners.cluster_key,
        arg_min(owners.entity_id, (first_builds.build_number, owners.entity_id)) as entity_id
    from owners
    inner join (
        select entity_id, min(build_number) as build_number from given group by entity_id
    ) as first_builds on owners.entity_id = first_builds.entity_id
    group by owners.cluster_key
),

new_clusters as (
    select
        members.cluster_key,
        min(members.proposed_id) as proposed_id,
        min(members.member_key) as first_member_key
    from members
    left join kept on members.cluster_key = kept.cluster_key
    where kept.cluster_key is null
    group by members.cluster_key
),

-- The proposed id is taken only if it was never given, or was given to one of these very members.
foreign_ids as (
    select distinct new_clusters.cluster_key
    from new_clusters
    inner join given on new_clusters.proposed_id = given.entity_id
    where new_clusters.cluster_key not in (
        select members.cluster_key
        from members
        inner join given as own on members.member_key = own.member_key
        where own.entity_id = members.proposed_id
    )
    or new_clusters.proposed_id in (select entity_id from kept)
),

new_ids as (
    select
        new_clusters.cluster_key,
        case
            when foreign_ids.cluster_key is null and row_number() over (
                partition by new_clusters.proposed_id
                order by foreign_ids.cluster_key is not null, new_clusters.cluster_key
            ) = 1
                then new_clusters.proposed_id
            else {{ short_hash(['new_clusters.proposed_id', 'new_clusters.first_member_key']) }}
        end as entity_id
    from new_clusters
    left join foreign_ids on new_clusters.cluster_key = foreign_ids.cluster_key
),

assigned as (
    select
        members.member_key,
        coalesce(kept.entity_id, new_ids.entity_id) as entity_id,
        members.is_anchor and kept.entity_id is null as is_anchor
    from members
    left join kept on members.cluster_key = kept.cluster_key
    left join new_ids on members.cluster_key = new_ids.cluster_key
)

select
    assigned.member_key,
    assigned.entity_id,
    assigned.is_anchor,
    ((select coalesce(max(build_number), 0) from {{ this if is_incremental() else 'given' }}) + 1)::integer
        as build_number
from assigned
left join current_ids on assigned.member_key = current_ids.member_key
where current_ids.entity_id is distinct from assigned.entity_id
{%- endmacro -%}

{#- The id that each member has now; of a relation's members only, where that is less than all. -#}
{%- macro current_ids(ids, members=none) -%}
    (
        select
            member_key,
            arg_max(entity_id, build_number) as entity_id
        from {{ ids }}
        {%- if members %}
        where member_key in (select members.member_key from {{ members }} as members)
        {%- endif %}
        group by member_key
    )
{%- endmacro -%}

{#- Ids of which may have become something else: given to members that changed. All, where people judged. -#}
{%- macro ids_touched(ids, clusters, subject=none) -%}
    select entity_id
    from {{ ref(ids) }}
    where
        member_key in ({{ changed('member_key', clusters, ids) }})
        {%- if subject %}
        or exists (select 1 from {{ ref('judgements') }} as judgements where judgements.subject_type = '{{ subject }}')
        {%- endif %}
{%- endmacro -%}

{#-
    What became of ids: `merged` into another, `split` (some of its evidence now stands under another id), or
    `retired` (nothing loaded supports it any longer). One row per old and new id; the new one is always an id of now.

    Args:
        ids: model made by stable_ids.
        clusters: the model that was given to stable_ids.
        scope: ids_touched of these.
        judgements: relation made by judged_ids, if the subject can be judged.
-#}
{%- macro id_history(ids, clusters, scope, judgements=none) -%}
with ids as (
    select
        member_key,
        entity_id,
        build_number
    from {{ ref(ids) }}
    {%- if is_incremental() %}
    where member_key in (select known.member_key from {{ within(ref(ids), scope, 'entity_id') }} as known)
    {%- endif %}
),

current_ids as (
    select
        now_given.member_key,
        {% if judgements -%}
        coalesce(judgements.judged_id, now_given.entity_id) as entity_id
        {%- else -%}
        now_given.entity_id
        {%- endif %}
    from {{ current_ids('ids') }} as now_given
    {%- if judgements %}
    left join {{ judgements }} as judgements on now_given.entity_id = judgements.given_id
    {%- endif %}
    where now_given.member_key in (select member_key from {{ ref(clusters) }})
),

moves as (
    select distinct
        ids.entity_id as old_id,
        current_ids.entity_id as new_id
    from {{ within('ids', scope, 'entity_id') }} as ids
    inner join current_ids on ids.member_key = current_ids.member_key
    where ids.entity_id <> current_ids.entity_id
),

ended as (
    select distinct ids.entity_id as old_id
    from {{ within('ids', scope, 'entity_id') }} as ids
    where
        ids.entity_id not in (select entity_id from current_ids)
        and ids.entity_id not in (select old_id from moves)
)

select
    old_id,
    new_id,
    case when old_id in (select entity_id from current_ids) then 'split' else 'merged' end as change
from moves
union all
select
    old_id,
    null as new_id,
    'retired' as change
from ended
{%- endmacro -%}
