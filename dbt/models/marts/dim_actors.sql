{#- Its mentions, their articles and their copies' sources; and, where a body came or went, what is part of it. #}
{%- set articles = changed('article_id', 'int_actor_mentions', 'dim_articles') ~ ' union select article_id from '
    ~ ref('dim_articles') ~ ' where original_article_id in (' ~ changed('article_id', 'dim_articles') ~ ')' %}
{%- set scope = changed('actor_id', 'int_actors_resolved', 'fct_actor_positions') ~ ' union select actor_id from '
    ~ ref('int_actors_resolved') ~ ' where article_id in (' ~ articles ~ ') union select actor_id from '
    ~ ref('int_actor_bodies') ~ ' where exists (' ~ changed('actor_id', 'int_actor_bodies') ~ ')' %}
{{ renewed('actor_id', scope) }}
with mentions as (
    select
        article_id,
        ref,
        actor_id,
        kind,
        name,
        variants,
        country_code,
        parts
    from {{ within(ref('int_actors_resolved'), scope, 'actor_id') }}
),

spelled as (
    select
        actor_id,
        name,
        len(parts) as part_count,
        count(distinct article_id) as article_count
    from mentions
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
        from mentions
    ) as spellings
    group by actor_id
),

ranks as (
    select
        actor_id,
        arg_max(rank, (rank_grade is not null, rank_grade, last_reported_date is not null, last_reported_date, rank))
            as rank
    from {{ within(ref('fct_actor_positions'), scope, 'actor_id') }}
    where kind = 'rank' and is_current
    group by actor_id
),

counted as (
    select
        actors.actor_id,
        mode(actors.kind order by actors.kind) as kind,
        max(actors.country_code) as country_code,
        count(distinct actors.article_id)::integer as article_count,
        count(distinct coalesce(originals.source, articles.original_article_id))::integer as source_count,
        min(articles.reference_date) as first_reported_date,
        max(articles.reference_date) as last_reported_date
    from mentions as actors
    inner join {{ ref('dim_articles') }} as articles on actors.article_id = articles.article_id
    inner join {{ ref('dim_articles') }} as originals on articles.original_article_id = originals.article_id
    group by actors.actor_id
),

-- The strongest ground that any article gives for the country.
bases as (
    select
        actors.actor_id,
        arg_min(
            coalesce(claims.country_basis, 'text'),
            case coalesce(claims.country_basis, 'text')
                when 'text' then 1 when 'reference' then 2 when 'name' then 3 else 4
            end
        ) as country_basis
    from mentions as actors
    inner join
        {{ ref('int_actor_mentions') }} as claims
        on
            actors.article_id = claims.article_id
            and actors.ref = claims.ref
            and actors.country_code = claims.country_code
    group by actors.actor_id
),

-- The body that it is part of: the country's own, where it has one in the place of the general one.
parents as (
    select
        bodies.actor_id,
        min(above.actor_id) as parent_actor_id
    from {{ ref('int_actor_bodies') }} as bodies
    left join {{ ref('bodies') }} as own
        on bodies.parent_body_code = own.stands_for_code and bodies.country_code = own.country_code
    inner join {{ ref('int_actor_bodies') }} as above
        on
            coalesce(own.body_code, bodies.parent_body_code) = above.body_code
            and bodies.country_code is not distinct from above.country_code
            and bodies.actor_id <> above.actor_id
    group by bodies.actor_id
)

select
    counted.actor_id,
    coalesce(bodies.body_name, chosen.name) as name,
    {{ to_ascii('coalesce(bodies.body_name, chosen.name)') }} as name_ascii,
    counted.kind,
    counted.country_code,
    case when counted.country_code is not null then coalesce(bases.country_basis, 'context') end as country_basis,
    ranks.rank,
    bodies.body_type,
    parents.parent_actor_id,
    variants.name_variants,
    counted.article_count,
    counted.source_count,
    counted.first_reported_date,
    counted.last_reported_date
from counted
inner join chosen on counted.actor_id = chosen.actor_id
inner join variants on counted.actor_id = variants.actor_id
left join bases on counted.actor_id = bases.actor_id
left join {{ ref('int_actor_bodies') }} as bodies on counted.actor_id = bodies.actor_id
left join parents on counted.actor_id = parents.actor_id
left join ranks on counted.actor_id = ranks.actor_id
order by counted.actor_id
