{%- set tiers = ['day', 'month', 'year', 'partial', 'context', 'none', 'plan'] %}
{#- All of a leader and a destination; and where a visit between two countries is told of without a name, all between
    the two: it may be one of them. #}
{%- set windows = ref('int_visit_windows') %}
{%- set leaders = changed('leader_and_destination', 'int_visit_windows') %}
{%- set unnamed = 'select leader_and_destination from ' ~ windows ~ ' where leader_actor_id is null and '
    ~ '(leader_and_destination in (' ~ changed('unnamed_key', 'int_visit_windows') ~ ') or leader_and_destination in '
    ~ '(select unnamed_key from ' ~ windows ~ ' where leader_and_destination in (' ~ leaders ~ ')))' %}
{%- set scope = 'select member_key from ' ~ windows ~ ' where leader_and_destination in (' ~ leaders ~ ' union '
    ~ unnamed ~ ') or unnamed_key in (' ~ unnamed ~ ') union ' ~ changed('member_key', 'int_visit_windows') %}
{{ renewed('member_key', scope, tells=['cluster_key']) }}
-- Grain: one member key (a visit as one article dates it). Puts claims of one leader and one destination together when
-- their dates can be those of one visit. Tier by tier, the best dated first: a claim joins an earlier cluster when
-- exactly one fits; what fits none or several is put together with its like.
-- Method: docs/decisions/0005-resolution-and-keys.md.
with claims as (
    select
        *,
        window_to + slack_days as padded_to
    from {{ windows }}
    {%- if is_incremental() %}
        where leader_and_destination in (
            select scoped.leader_and_destination from {{ within(windows, scope, 'member_key') }} as scoped
        )
    {%- endif %}
    qualify row_number() over (partition by member_key order by claim_index) = 1
)

{%- for tier in tiers %}
    ,

    {% if not loop.first -%}
        {{ tier }}_joined as (
            select
                claims.member_key,
                min(clusters.cluster_key) as cluster_key
            from claims
            inner join {{ tiers[loop.index0 - 1] }}_clusters as clusters
                on claims.leader_and_destination = clusters.leader_and_destination
            where claims.tier = '{{ tier }}' and {{ windows_fit('claims', 'clusters') if tier != 'plan' else 'false' }}
            group by claims.member_key
            having count(distinct clusters.cluster_key) = 1
        ),

    {% endif -%}
    {{ tier }}_rest as (
        select
            *,
            coalesce(any_from, window_from, date '0001-01-01') as sort_from,
            coalesce(any_to, padded_to, date '9999-12-31') as sort_to
        from claims
        where
            tier = '{{ tier }}'
            {%- if not loop.first %}
                and claims.member_key not in (select joined.member_key from {{ tier }}_joined as joined)
            {%- endif %}
    ),

    {{ tier }}_marked as (
        select
            *,
            coalesce(
                sort_from > max(sort_to) over (
                    partition by leader_and_destination order by sort_from, sort_to, member_key
                    rows between unbounded preceding and 1 preceding
                ) + {{ 1 if tier == 'day' else 0 }},
                true
            ) as is_first
        from {{ tier }}_rest
    ),

    {{ tier }}_numbered as (
        select
            *,
            sum(is_first::integer) over (
                partition by leader_and_destination order by sort_from, sort_to, member_key
                rows between unbounded preceding and current row
            ) as island
        from {{ tier }}_marked
    ),

    {{ tier }}_new as (
        select
            *,
            leader_and_destination || '|{{ tier }}|' || min(sort_from) over (
                partition by leader_and_destination, island
            )::varchar as cluster_key
        from {{ tier }}_numbered
    ),

    {{ tier }}_clusters as (
        {% if not loop.first -%}
            select * from {{ tiers[loop.index0 - 1] }}_clusters
            union all
        {% endif -%}
        select
            cluster_key,
            leader_and_destination,
            any_value(leader_actor_id) as leader_actor_id,
            mode(origin_code order by origin_code) as origin_code,
            any_value(destination_code) as destination_code,
            '{{ tier }}' as tier,
            min(window_from) as window_from,
            max(window_to) as window_to,
            min(any_from) as any_from,
            max(any_to) as any_to
        from {{ tier }}_new
        group by cluster_key, leader_and_destination
    )
{%- endfor %}
,

clustered as (
    {%- for tier in tiers %}
        select
            member_key,
            cluster_key
        from {{ tier }}_new
        union all
    {%- endfor %}
    {%- for tier in tiers[1:] %}
        select
            member_key,
            cluster_key
        from {{ tier }}_joined
        {%- if not loop.last %}
            union all
        {%- endif %}
    {%- endfor %}
),

-- "A visit in June 2023 by the minister" without a name is the one named visit of that month between the two countries.
unnamed as (
    select
        unnamed.cluster_key,
        min(named.cluster_key) as named_cluster_key
    from plan_clusters as unnamed
    inner join plan_clusters as named
        on
            unnamed.origin_code = named.origin_code
            and unnamed.destination_code = named.destination_code
            and unnamed.window_from <= named.window_to
            and unnamed.window_to >= named.window_from
    where
        unnamed.leader_actor_id is null
        and named.leader_actor_id is not null
        and unnamed.tier in ('day', 'month')
        and named.tier in ('day', 'month')
    group by unnamed.cluster_key
    having count(distinct named.cluster_key) = 1
),

dated_clusters as (
    select
        cluster_key,
        leader_and_destination,
        case tier
            when 'partial' then strftime(any_from, 'XXXX-%m')
            when 'none' then 'undated'
            when 'plan' then 'plan'
            else strftime(window_from, '%Y-%m')
        end as month
    from plan_clusters
)

select
    claims.member_key,
    coalesce(unnamed.named_cluster_key, clustered.cluster_key) as cluster_key,
    -- Coarse on purpose: a day that becomes known later must not look like another visit.
    {{ short_hash(["'visit'", 'clusters.leader_and_destination', 'clusters.month']) }} as proposed_id,
    row_number() over (
        partition by clusters.cluster_key
        order by
            list_position(
                ['{{ tiers | join("', '") }}'], claims.tier
            ),
            claims.window_from,
            claims.member_key
    ) = 1 as is_anchor
from claims
inner join clustered on claims.member_key = clustered.member_key
left join unnamed on clustered.cluster_key = unnamed.cluster_key
inner join dated_clusters as clusters
    on coalesce(unnamed.named_cluster_key, clustered.cluster_key) = clusters.cluster_key
{%- if is_incremental() %}
    where {{ in_scope('claims.member_key', scope) }}
{%- endif %}
