{#- What is told of it, its end, its neighbours in time, who held its seat meanwhile, and bodies that bear the name it
    names. #}
{%- set bodies = changed('name_key', 'int_body_spellings') %}
{%- set claims = 'select holding_id from ' ~ ref('int_actor_position_claims') ~ ' where holding_id in ('
    ~ changed('holding_id', 'int_actor_position_claims') ~ ') or organization_key in (' ~ bodies ~ ')' %}
{%- set scope = changed('position_id', 'int_position_spans', 'int_position_ends', 'int_position_evidence') ~ ' union '
    ~ changed('next_position_id', 'int_position_ends') ~ ' union select next_position_id from '
    ~ ref('int_position_ends') ~ ' where position_id in (' ~ changed('position_id', 'int_position_spans')
    ~ ') union select position_id from ' ~ ref('int_position_spans') ~ ' where holding_id in (' ~ claims
    ~ ') union select rivals.position_id from ' ~ ref('int_position_spans') ~ ' as rivals inner join ('
    ~ changed('seat, first_day, last_day', 'int_position_spans') ~ ') as spans on rivals.seat = spans.seat'
    ~ ' and rivals.first_day <= spans.last_day and rivals.last_day >= spans.first_day' %}
{{ renewed('position_id', scope, tells=['actor_id', 'post_code']) }}
{#- The day of the latest article stands in every row, and is no reason to look at them again. #}
{{ config(pre_hook="
    {%- if is_incremental() -%}
        update {{ this }} set as_of_date = (select max(reference_date) from {{ ref('int_articles_dated') }})
        where as_of_date is distinct from (select max(reference_date) from {{ ref('int_articles_dated') }})
    {%- endif -%}
") }}
with spans as (
    select *
    from {{ within(ref('int_position_spans'), scope, 'position_id') }}
),

periods as (
    select *
    from {{ within(ref('int_position_periods'), scope, 'position_id') }}
),

evidence as (
    select *
    from {{ within(ref('int_position_evidence'), scope, 'position_id') }}
),

described as (
    select
        spans.position_id,
        any_value(claims.kind) as kind,
        {{ fullest('claims.title') }} as title,
        any_value(claims.post_code) as post_code,
        arg_max(
            claims.rank,
            (
                claims.reference_date is not null,
                claims.reference_date,
                claims.rank_grade is not null,
                claims.rank_grade,
                claims.rank
            )
        ) filter (claims.rank is not null) as rank,
        arg_max(
            claims.rank_grade,
            (
                claims.reference_date is not null,
                claims.reference_date,
                claims.rank_grade is not null,
                claims.rank_grade,
                claims.rank
            )
        ) filter (claims.rank is not null) as rank_grade,
        mode(claims.body_actor_id order by claims.body_actor_id) as body_actor_id,
        min(claims.body_basis) as body_basis,
        {{ fullest('claims.organization_name') }} as organization_name,
        min(claims.organization_key) as organization_key,
        max(claims.country_code) as country_code,
        count(distinct claims.article_id)::integer as article_count,
        count(distinct claims.original_article_id)::integer as report_count
    from spans
    inner join periods on spans.position_id = periods.position_id
    inner join {{ ref('int_actor_position_claims') }} as claims
        on periods.holding_id = claims.holding_id and periods.article_id = claims.article_id
    group by spans.position_id
),

-- The first and the last article that shows it as held; for what is only called former, that says so.
shown as (
    select
        evidence.position_id,
        arg_min(
            evidence.article_id,
            (periods.is_former, periods.reference_date is null, periods.reference_date, evidence.article_id)
        ) as first_article_id,
        arg_max(
            evidence.article_id,
            (not periods.is_former, periods.reference_date is not null, periods.reference_date, evidence.article_id)
        ) as last_article_id
    from evidence
    inner join spans on evidence.position_id = spans.position_id
    inner join periods on spans.holding_id = periods.holding_id and evidence.article_id = periods.article_id
    group by evidence.position_id
),

-- Bodies that only claims name, by their words.
bodies as (
    select
        country_code,
        name_key,
        min(actor_id) as actor_id
    from {{ ref('int_body_spellings') }}
    group by country_code, name_key
),

-- What came before: a lower rank, or the holder whom this one followed.
begun as (
    select
        ends.next_position_id as position_id,
        arg_max(spans.position_id, (spans.last_day is not null, spans.last_day, spans.position_id))
            as previous_position_id,
        max(spans.last_day) as previous_day
    from {{ ref('int_position_ends') }} as ends
    inner join {{ ref('int_position_spans') }} as spans on ends.position_id = spans.position_id
    where ends.next_position_id is not null and ends.end_reason in ('promotion', 'succession', 'other_post')
    group by ends.next_position_id
),

-- Two holders of a seat that only one can have, whose attested times overlap. A change of hands within one day is none.
rivals as (
    select
        own.position_id,
        list_sort(list(distinct other.actor_id)) as actor_ids
    from spans as own
    inner join {{ ref('int_position_spans') }} as other
        on
            own.seat = other.seat
            and own.actor_id <> other.actor_id
            and own.first_day <= other.last_day
            and own.last_day >= other.first_day
    where
        not (own.last_day = other.first_day and own.first_day < other.first_day and other.last_day > own.last_day)
        and not (other.last_day = own.first_day and other.first_day < own.first_day and own.last_day > other.last_day)
    group by own.position_id
),

latest as (
    select max(reference_date) as as_of_date
    from {{ ref('int_articles_dated') }}
),

bounded as (
    select
        spans.position_id,
        spans.actor_id,
        spans.seat,
        spans.is_only_former,
        spans.first_day,
        spans.last_day,
        case when begun.previous_day <= spans.first_day then begun.previous_day end as not_before,
        begun.previous_position_id,
        ends.position_id is not null as has_ended,
        ends.end_reason,
        ends.next_position_id,
        ends.known_on
    from spans
    left join {{ ref('int_position_ends') }} as ends on spans.position_id = ends.position_id
    left join begun on spans.position_id = begun.position_id
)

select
    bounded.position_id,
    bounded.actor_id,
    described.kind,
    described.title,
    described.post_code,
    described.rank,
    described.rank_grade,
    coalesce(described.body_actor_id, bodies.actor_id) as organization_actor_id,
    described.organization_name,
    case
        when described.body_actor_id is not null then described.body_basis
        when bodies.actor_id is not null then 'text'
    end as organization_basis,
    bounded.first_day as valid_from,
    {{ edtf_one_of('bounded.not_before', 'bounded.first_day') }} as valid_from_edtf,
    case when bounded.has_ended then bounded.last_day end as valid_to,
    case when bounded.has_ended then {{ edtf_one_of('bounded.last_day', 'bounded.known_on') }} end as valid_to_edtf,
    not bounded.has_ended and not bounded.is_only_former as is_current,
    coalesce(bounded.is_only_former or bounded.end_reason = 'called_former', false) as is_former,
    latest.as_of_date,
    bounded.end_reason,
    bounded.previous_position_id,
    bounded.next_position_id,
    case when before.actor_id <> bounded.actor_id then before.actor_id end as predecessor_actor_id,
    case when after.actor_id <> bounded.actor_id then after.actor_id end as successor_actor_id,
    rivals.actor_ids is not null as is_contested,
    coalesce(rivals.actor_ids, []) as contesting_actor_ids,
    bounded.first_day as first_reported_date,
    bounded.last_day as last_reported_date,
    shown.first_article_id,
    shown.last_article_id,
    described.article_count,
    described.report_count
from bounded
inner join described on bounded.position_id = described.position_id
inner join shown on bounded.position_id = shown.position_id
cross join latest
left join bodies
    on described.organization_key = bodies.name_key and described.country_code is not distinct from bodies.country_code
left join {{ ref('int_position_spans') }} as before on bounded.previous_position_id = before.position_id
left join {{ ref('int_position_spans') }} as after on bounded.next_position_id = after.position_id
left join rivals on bounded.position_id = rivals.position_id
order by bounded.position_id
