-- Grain: one visit as one article reports it, with resolved leader, typed dates and the article's reference date.
-- The leader is the first visitor who is a person; a role or body that the article does not name gives none.
with visitors as (
    select
        visits.article_id,
        visits.claim_index,
        visitor.ref,
        visitor.position
    from {{ ref('stg_news__visits') }} as visits,
        unnest(visits.visitors) with ordinality as visitor (ref, position)
),

leaders as (
    select
        visitors.article_id,
        visitors.claim_index,
        arg_min(actors.actor_id, visitors.position) as leader_actor_id,
        arg_min(actors.country_code, visitors.position) as leader_country_code,
        arg_min(array_to_string(actors.parts, ' '), visitors.position) as leader_key
    from visitors
    inner join {{ ref('int_actors_resolved') }} as actors
        on visitors.article_id = actors.article_id and visitors.ref = actors.ref and actors.kind = 'person'
    group by visitors.article_id, visitors.claim_index
)

select
    visits.*,
    leaders.leader_actor_id,
    coalesce(origins.country_code, leaders.leader_country_code) as origin_code,
    destinations.country_code as destination_code,
    dated.reference_date,
    copies.original_article_id,
    coalesce(originals.source, copies.original_article_id) as original_source,
    md5(array_to_string([
        visits.article_id,
        coalesce(leaders.leader_key, ''),
        visits.destination_country_code,
        coalesce(visits.start_date_edtf, ''),
        coalesce(visits.end_date_edtf, ''),
        coalesce(visits.status, '')
    ], '|')) as member_key
from {{ ref('stg_news__visits') }} as visits
inner join {{ ref('countries') }} as destinations on visits.destination_country_code = destinations.country_code
left join {{ ref('countries') }} as origins on visits.origin_country_code = origins.country_code
left join leaders on visits.article_id = leaders.article_id and visits.claim_index = leaders.claim_index
left join {{ ref('int_articles_dated') }} as dated on visits.article_id = dated.article_id
left join {{ ref('int_article_copies') }} as copies on visits.article_id = copies.article_id
left join {{ ref('stg_news__articles') }} as originals on copies.original_article_id = originals.article_id
