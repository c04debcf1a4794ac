{%- set rounds = 4 %}
{%- set names = 'select actor_key from ' ~ ref('int_names_touched') %}
{%- set scope = 'select member_key from ' ~ ref('int_actor_members') ~ ' where actor_key in (' ~ names
    ~ ') union ' ~ changed('member_key', 'int_actor_members') %}
{{ renewed('member_key', scope, tells=['cluster_key']) }}
-- Grain: one member key (a name with its posts in one country). Tells the people of one name apart by post and time:
-- two posts that have nothing to do with each other are two people's if they are told of in turns over half a year, or
-- with eight years between. The most told post gathers what does not contradict it; what is left does the same again.
with members as (
    select
        members.*,
        names.root_key
    from {{ within(ref('int_actor_members'), names, 'actor_key') }} as members
    inner join {{ within(ref('int_names_clustered'), names, 'actor_key') }} as names
        on members.actor_key = names.actor_key
),

-- Spellings of one name count together.
posts as (
    select
        root_key,
        post_codes,
        sum(article_count) as article_count,
        min(first_day) as first_day,
        max(last_day) as last_day,
        list_distinct(list_transform(post_codes, lambda code: split_part(code, ':', 1))) as levels,
        list_filter(list_distinct(list_transform(post_codes, lambda code: split_part(code, ':', 2))), lambda f: f <> '')
            as fields
    from members
    where kind = 'person' and len(post_codes) > 0
    group by root_key, post_codes
),

contradictions as (
    select
        a.root_key,
        a.post_codes,
        b.post_codes as other_codes
    from posts as a
    inner join posts as b on a.root_key = b.root_key and a.post_codes <> b.post_codes
    where
        not list_has_any(a.post_codes, b.post_codes)
        and not list_has_any(a.fields, b.fields)
        and not (list_has_any(a.levels, b.levels) and (len(a.fields) = 0 or len(b.fields) = 0))
        and not (
            list_has_any(a.levels, ['president', 'party', 'chair', 'monarch', 'commander'])
            and list_has_any(b.levels, ['president', 'party', 'chair', 'monarch', 'commander', 'prime_minister'])
        )
        and (
            (
                least(a.last_day, b.last_day) - greatest(a.first_day, b.first_day) > 180
                and a.article_count >= 2
                and b.article_count >= 2
            )
            or greatest(a.first_day, b.first_day) - least(a.last_day, b.last_day) > 8 * 365
        )
),

contradicted as (
    select * from posts
    where root_key in (select contradictions.root_key from contradictions)
)

{%- for round in range(rounds) %}
    ,

    leaders_{{ round }} as (
        select
            root_key,
            arg_max(post_codes, (article_count, post_codes)) as post_codes
        from contradicted
        {%- if round %}
            where not exists (
                select 1 from gathered_{{ round - 1 }} as gathered
                where contradicted.root_key = gathered.root_key and contradicted.post_codes = gathered.post_codes
            )
        {%- endif %}
        group by root_key
    ),

    gathered_{{ round }} as (
        {% if round -%}
            select * from gathered_{{ round - 1 }}
            union all
        {% endif -%}
        select
            contradicted.root_key,
            contradicted.post_codes,
            {{ round }} as round,
            leaders.post_codes as leader_codes
        from contradicted
        inner join leaders_{{ round }} as leaders on contradicted.root_key = leaders.root_key
        {%- if round %}
            left join gathered_{{ round - 1 }} as gathered
                on contradicted.root_key = gathered.root_key and contradicted.post_codes = gathered.post_codes
        {%- endif %}
        left join contradictions
            on
                contradicted.root_key = contradictions.root_key
                and contradicted.post_codes = contradictions.post_codes
                and leaders.post_codes = contradictions.other_codes
        where
            contradictions.root_key is null
            {%- if round %}
                and gathered.root_key is null
            {%- endif %}
    )
{%- endfor %}
,

unplaced as (
    select
        root_key,
        post_codes
    from contradicted
    except
    select
        root_key,
        post_codes
    from gathered_{{ rounds - 1 }}
),

-- Without a post told, a name means the one who is told of most.
clustered as (
    select
        members.member_key,
        members.actor_key,
        members.root_key,
        case
            when unplaced.root_key is not null
                then members.root_key || '|' || array_to_string(members.post_codes, '+')
            when gathered.round > 0 then members.root_key || '|' || array_to_string(gathered.leader_codes, '+')
            else members.root_key
        end as cluster_key
    from members
    left join gathered_{{ rounds - 1 }} as gathered
        on members.root_key = gathered.root_key and members.post_codes = gathered.post_codes
    left join unplaced
        on members.root_key = unplaced.root_key and members.post_codes = unplaced.post_codes
)

select
    member_key,
    actor_key,
    cluster_key,
    {{ short_hash(["'actor'", 'cluster_key']) }} as proposed_id,
    actor_key = root_key
    and row_number() over (
        partition by cluster_key, actor_key = root_key order by member_key
    ) = 1 as is_anchor
from clustered
