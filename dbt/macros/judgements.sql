{#-
    What a person judged (seeds/judgements.csv), applied last: which id each id that was given is to be. Judgements may
    name ids of the past and may be chained. One that cannot be applied stops the build and is named by its line.

    Args:
        subject: actor, visit or agreement.
        ids: relation made by stable_ids.
-#}
{%- macro judged_ids(subject, ids) -%}
with recursive lines as (
    select
        rowid + 2 as line,
        *
    from {{ ref('judgements') }}
),

named as (
    select left_id as named_id from lines where subject_type = '{{ subject }}'
    union
    select right_id as named_id from lines where subject_type = '{{ subject }}'
),

named_members as (
    select given.member_key
    from {{ ids }} as given
    where given.entity_id in (select named.named_id from named)
),

now_given as (
    select
        member_key,
        entity_id
    from {{ current_ids(ids, 'named_members') }}
),

-- An id of the past is the id that its first member has now.
found as (
    select
        named.named_id,
        coalesce(
            min(now_given.entity_id) filter (now_given.entity_id = named.named_id),
            arg_min(now_given.entity_id, (not given.is_anchor, given.member_key))
        ) as entity_id
    from named
    inner join {{ ids }} as given on named.named_id = given.entity_id
    inner join now_given on given.member_key = now_given.member_key
    group by named.named_id
),

judged as (
    select
        lines.line,
        lines.judgement,
        lines.left_id,
        lines.right_id,
        lefts.entity_id as left_now,
        rights.entity_id as right_now
    from lines
    left join found as lefts on lines.left_id = lefts.named_id
    left join found as rights on lines.right_id = rights.named_id
    where lines.subject_type = '{{ subject }}'
),

same as (
    select
        left_now as from_id,
        right_now as to_id
    from judged
    where judgement = 'same' and left_now is not null and right_now is not null
    union
    select
        right_now as from_id,
        left_now as to_id
    from judged
    where judgement = 'same' and left_now is not null and right_now is not null
),

reached as (
    select
        from_id,
        to_id
    from same
    union
    select
        reached.from_id,
        same.to_id
    from reached
    inner join same on reached.to_id = same.from_id
),

-- The left id stays; of several the one that no line puts on the right, then the first in the alphabet.
chosen as (
    select
        reached.from_id as given_id,
        arg_min(
            reached.to_id,
            (reached.to_id in (select right_now from judged where judgement = 'same'), reached.to_id)
        ) as judged_id
    from (
        select * from reached
        union
        select
            from_id,
            from_id as to_id
        from same
    ) as reached
    group by reached.from_id
),

faults as (
    select
        line,
        case
            when judgement not in ('same', 'different') then 'judgement is ' || judgement || '; write same or different'
            when left_id = right_id then 'both ids are ' || left_id || '; name two'
            when left_now is null then 'left_id ' || left_id || ' was never given to {{ subject }}s here'
            when right_now is null then 'right_id ' || right_id || ' was never given to {{ subject }}s here'
            when judgement = 'different' and exists (
                select 1 from reached
                where reached.from_id = judged.left_now and reached.to_id = judged.right_now
            )
                then
                    left_id || ' and ' || right_id || ' are judged different here, but the same by line '
                    || (
                        select string_agg(sames.line::varchar, ', ' order by sames.line) from judged as sames
                        where sames.judgement = 'same' and exists (
                            select 1 from reached
                            where
                                reached.from_id = judged.left_now
                                and (reached.to_id = sames.left_now or reached.to_id = sames.right_now)
                        )
                    )
        end as fault
    from judged
    {%- if subject == 'actor' %}
        union all
        select
            line,
            'subject_type is ' || coalesce(subject_type, 'empty') || '; write actor, visit or agreement' as fault
        from lines
        where coalesce(subject_type, '') not in ('actor', 'visit', 'agreement')
    {%- endif %}
)

select
    given_id,
    judged_id
from chosen
union all
select
    error('seeds/judgements.csv line ' || line || ': ' || fault || '. Mend or remove the line.') as given_id,
    null as judged_id
from faults
where fault is not null
{%- endmacro -%}

{#- Corrections of single values (seeds/corrections.csv), written over what the claims say; run after a mart is built. -#}
{%- macro apply_corrections(subject) -%}
    {#- Outside of the condition, or dbt does not see the dependency. -#}
    {%- set corrections = ref('corrections') -%}
    {%- if execute -%}
        {%- set rows = run_query(
            "select rowid + 2 as line, subject_id, column_name, value from " ~ corrections
            ~ " where subject_type = '" ~ subject ~ "' order by line"
        ).rows -%}
        {%- set columns = adapter.get_columns_in_relation(this) | map(attribute='name') | list -%}
        {%- for row in rows -%}
            {%- if row[2] not in columns -%}
                {{ exceptions.raise_compiler_error(
                    "seeds/corrections.csv line " ~ row[0] ~ ": " ~ this.identifier ~ " has no column " ~ row[2]
                ) }}
            {%- endif -%}
            {%- set found = run_query(
                "select count(*) from " ~ this ~ " where " ~ columns[0] ~ " = '" ~ row[1] ~ "'"
            ).rows[0][0] -%}
            {%- if not found -%}
                {{ exceptions.raise_compiler_error(
                    "seeds/corrections.csv line " ~ row[0] ~ ": " ~ this.identifier ~ " has no row " ~ row[1]
                ) }}
            {%- endif -%}
            {%- set value = "null" if row[3] is none or row[3] == '' else "'" ~ (row[3] | replace("'", "''")) ~ "'" -%}
            {%- do run_query(
                "update " ~ this ~ " set " ~ row[2] ~ " = " ~ value ~ " where " ~ columns[0] ~ " = '" ~ row[1] ~ "'"
            ) -%}
        {%- endfor -%}
    {%- endif -%}
    select 1
{%- endmacro -%}
