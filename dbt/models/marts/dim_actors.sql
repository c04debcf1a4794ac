{#- Its mentions, their articles and their copies' sources; and, where a body came or went, what is part of it. #}
{%- set articles = changed('article_id', 'int_actor_mentions', 'dim_articles') ~ ' union select article_id from '
    ~ ref('dim_articles') ~ ' where original_article_id in (' ~ changed('article_id', 'dim_articles') ~ ')' %}
{%- set scope = changed('actor_id', 'int_actors_resolved', 'fct_actor_positions') ~ ' union select actor_id from '
    ~ ref('int_actors_resolved') ~ ' where article_id in (' ~ articles ~ ') union select actor_id from '
    ~ ref('int_actor_bodies') ~ ' where exists (' ~ changed('actor_id', 'int_actor_bodies') ~ ')' %}
{{ renewed('actor_id', scope) }}
-- Of bodies, whole parts of all articles are counted before (int_body_parts).
with mentions as (
    select
        article_id,
        actor_id,
        kind,
        name,
        variants,
        country_code,
        country_basis,
        len(parts) as part_count
    from {{ within(ref('int_actors_resolved'), scope, 'actor_id') }}
    where kind <> 'organization'
),

body_parts as (
    select *
    from {{ within(ref('int_body_parts'), scope, 'actor_id') }}
),

body_names as (
    select
        actor_id,
        unnest(names) as spelling
    from body_parts
),

spelled as (
    select
        actor_id,
        name,
        part_count,
        sum(article_count) as article_count
    from (
        select
            actor_id,
            name,
            part_count,
            count(distinct article_id) as article_count
        from mentions
        group by actor_id, name, part_count
        union all
        select
            actor_id,
            spelling['name'] as name,
            spelling['part_count'] as part_count,
            spelling['article_count'] as article_count
        from body_names
    ) as spellings
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
        union all
        select
            actor_id,
            unnest(name_variants) as variant
        from body_parts
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

reported as (
    select
        actors.actor_id,
        actors.kind,
        count(*) as mention_count,
        max(actors.country_code) as country_code,
        count(distinct actors.article_id) as article_count,
        list(distinct coalesce(originals.source, articles.original_article_id)) as sources,
        min(articles.reference_date) as first_reported_date,
        max(articles.reference_date) as last_reported_date,
        min({{ basis_order('actors.country_basis') }}) as basis_order
    from mentions as actors
    inner join {{ ref('dim_articles') }} as articles on actors.article_id = articles.article_id
    inner join {{ ref('dim_articles') }} as originals on articles.original_article_id = originals.article_id
    group by actors.actor_id, actors.kind
    union all
    select
        actor_id,
        kind,
        mention_count,
        country_code,
        article_count,
        sources,
        first_reported_date,
        last_reported_date,
        basis_order
    from body_parts
),

kinds as (
    select
        actor_id,
        kind
    from reported
    group by actor_id, kind
    qualify row_number() over (partition by actor_id order by sum(mention_count) desc, kind asc) = 1
),

sources as (
    select
        actor_id,
        count(distinct source)::integer as source_count
    from (
        select
            actor_id,
            unnest(sources) as source
        from reported
    ) as named
    group by actor_id
),

counted as (
    select
        actor_id,
        max(country_code) as country_code,
        sum(article_count)::integer as article_count,
        min(first_reported_date) as first_reported_date,
        max(last_reported_date) as last_reported_date,
        -- The strongest ground that any article gives for the country.
        {{ basis_name('min(basis_order)') }} as country_basis
    from reported
    group by actor_id
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
    kinds.kind,
    counted.country_code,
    case when counted.country_code is not null then coalesce(counted.country_basis, 'context') end as country_basis,
    ranks.rank,
    bodies.body_type,
    parents.parent_actor_id,
    variants.name_variants,
    counted.article_count,
    sources.source_count,
    counted.first_reported_date,
    counted.last_reported_date
from counted
inner join kinds on counted.actor_id = kinds.actor_id
inner join sources on counted.actor_id = sources.actor_id
inner join chosen on counted.actor_id = chosen.actor_id
inner join variants on counted.actor_id = variants.actor_id
left join {{ ref('int_actor_bodies') }} as bodies on counted.actor_id = bodies.actor_id
left join parents on counted.actor_id = parents.actor_id
left join ranks on counted.actor_id = ranks.actor_id
order by counted.actor_id
