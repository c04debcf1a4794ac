with ranks as (
    select
        actor_id,
        rank_key,
        any_value(rank_grade) as grade,
        min(reference_date) as first_day,
        max(reference_date) as last_day
    from {{ ref('int_actor_position_claims') }}
    where rank_key is not null
    group by actor_id, rank_key
),

-- A rank gives way to a higher one that is not known to be older; where a grade is unknown, to one that is only later.
promotions as (
    select
        lower_rank.actor_id,
        lower_rank.rank_key as from_rank_key,
        higher_rank.rank_key as to_rank_key,
        higher_rank.grade,
        lower_rank.last_day as last_day_before,
        higher_rank.first_day as first_day_after
    from ranks as lower_rank
    inner join ranks as higher_rank
        on
            lower_rank.actor_id = higher_rank.actor_id
            and lower_rank.rank_key <> higher_rank.rank_key
            and case
                when lower_rank.grade is not null and higher_rank.grade is not null
                    then
                        lower_rank.grade < higher_rank.grade
                        and coalesce(lower_rank.first_day <= higher_rank.last_day, true)
                else coalesce(lower_rank.last_day < higher_rank.first_day, false)
            end
),

ended as (
    select
        actor_id,
        from_rank_key as rank_key,
        arg_min(last_day_before, (coalesce(grade, 0), to_rank_key)) as last_day,
        min(first_day_after) as next_day
    from promotions
    group by actor_id, from_rank_key
),

begun as (
    select
        actor_id,
        to_rank_key as rank_key,
        max(last_day_before) as previous_day
    from promotions
    group by actor_id, to_rank_key
),

posts as (
    select
        position_id,
        actor_id,
        {{ fullest('title') }} as title,
        rank_key,
        {{ fullest('rank') }} as rank,
        any_value(rank_grade) as rank_grade,
        {{ fullest('organization_name') }} as organization_name,
        min(organization_key) as organization_key,
        min(title_key) as title_key,
        min(reference_date) as first_reported_date,
        max(reference_date) as last_reported_date,
        count(distinct article_id)::integer as article_count
    from {{ ref('int_actor_position_claims') }}
    group by position_id, actor_id, rank_key
),

bodies as (
    select
        country_code,
        {{ folded('name') }} as name_key,
        min(actor_id) as actor_id
    from {{ ref('int_actors_resolved') }}
    where kind = 'organization'
    group by country_code, name_key
),

holders as (
    select
        actor_id,
        max(country_code) as country_code
    from {{ ref('int_actors_resolved') }}
    group by actor_id
),

bounded as (
    select
        posts.*,
        bodies.actor_id as organization_actor_id,
        case when begun.previous_day <= posts.first_reported_date then begun.previous_day end as not_before,
        posts.first_reported_date as not_after,
        ended.rank_key is not null as is_superseded,
        case when ended.rank_key is not null then posts.last_reported_date end as ended_not_before,
        ended.next_day as ended_not_after,
        regexp_matches(
            coalesce(posts.title_key, ''),
            '^(former|ex|ehemalig\w*|fruher\w*|antigu[oa]|ancien(ne)?|nguyen (tong|chu|bo|thu|pho))\b'
        ) as is_former
    from posts
    inner join holders on posts.actor_id = holders.actor_id
    left join bodies on posts.organization_key = bodies.name_key and holders.country_code = bodies.country_code
    left join ended on posts.actor_id = ended.actor_id and posts.rank_key = ended.rank_key
    left join begun on posts.actor_id = begun.actor_id and posts.rank_key = begun.rank_key
)

select
    position_id,
    actor_id,
    title,
    rank,
    rank_grade,
    organization_actor_id,
    organization_name,
    case when not_before = not_after then not_after end as valid_from,
    {{ edtf_one_of('not_before', 'not_after') }} as valid_from_edtf,
    case when ended_not_before = ended_not_after then ended_not_after end as valid_to,
    case when is_superseded then {{ edtf_one_of('ended_not_before', 'ended_not_after') }} end as valid_to_edtf,
    not is_superseded and not is_former as is_current,
    is_former,
    first_reported_date,
    last_reported_date,
    article_count
from bounded
order by position_id
