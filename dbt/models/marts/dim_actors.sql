with spelled as (
    select
        actor_id,
        name,
        len(parts) as part_count,
        count(distinct article_id) as article_count
    from {{ ref('int_actors_resolved') }}
    group by actor_id, name, part_count
),

-- The fullest form; of equals the one with its diacritics, not in capitals, and the most written.
chosen as (
    select
        actor_id,
        name
    from spelled
    qualify row_number() over (
        partition by actor_id
        order by part_count desc, name = upper(name), name = {{ to_ascii('name') }}, article_count desc, name asc
    ) = 1
),

variants as (
    select
        actor_id,
        list_sort(list(distinct variant)) as name_variants
    from (
        select
            actor_id,
            unnest(list_append(coalesce(variants, []), name)) as variant
        from {{ ref('int_actors_resolved') }}
    )
    group by actor_id
),

ranks as (
    select
        actor_id,
        arg_max(rank, (rank_grade is not null, rank_grade, last_reported_date is not null, last_reported_date, rank))
            as rank
    from {{ ref('fct_actor_positions') }}
    where is_current and rank is not null
    group by actor_id
),

counted as (
    select
        actors.actor_id,
        mode(actors.kind order by actors.kind) as kind,
        max(actors.country_code) as country_code,
        count(distinct actors.article_id)::integer as article_count,
        count(distinct coalesce(articles.source, articles.original_article_id))::integer as source_count,
        min(articles.reference_date) as first_reported_date,
        max(articles.reference_date) as last_reported_date
    from {{ ref('int_actors_resolved') }} as actors
    inner join {{ ref('dim_articles') }} as articles on actors.article_id = articles.article_id
    group by actors.actor_id
),

-- The strongest ground that any article gives for the country.
bases as (
    select
        actors.actor_id,
        arg_min(
            coalesce(claims.country_basis, 'text'),
            case coalesce(claims.country_basis, 'text') when 'text' then 1 when 'name' then 2 else 3 end
        ) as country_basis
    from {{ ref('int_actors_resolved') }} as actors
    inner join
        {{ ref('stg_news__actors') }} as claims
        on
            actors.article_id = claims.article_id
            and actors.ref = claims.ref
            and actors.country_code = claims.country_code
    group by actors.actor_id
)

select
    counted.actor_id,
    chosen.name,
    {{ to_ascii('chosen.name') }} as name_ascii,
    counted.kind,
    counted.country_code,
    case when counted.country_code is not null then coalesce(bases.country_basis, 'context') end as country_basis,
    ranks.rank,
    variants.name_variants,
    counted.article_count,
    counted.source_count,
    counted.first_reported_date,
    counted.last_reported_date
from counted
inner join chosen on counted.actor_id = chosen.actor_id
inner join variants on counted.actor_id = variants.actor_id
left join bases on counted.actor_id = bases.actor_id
left join ranks on counted.actor_id = ranks.actor_id
order by counted.actor_id
