{%- set scope = changed('article_id', 'int_actors_resolved', 'int_article_copies', 'int_articles_dated')
    ~ ' union select article_id from ' ~ ref('int_articles_touched') %}
{{ renewed('article_id', scope) }}
-- Grain: one visit as one article reports it, with resolved leader, typed dates and the article's reference date.
-- The leader is the first visitor who is a person; a role or body that the article does not name gives none.
with visitors as (
    select
        visits.article_id,
        visits.claim_index,
        visitor.ref,
        visitor.position
    from {{ within(ref('stg_news__visits'), scope) }} as visits,
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
    inner join {{ within(ref('int_actors_resolved'), scope) }} as actors
        on visitors.article_id = actors.article_id and visitors.ref = actors.ref and actors.kind = 'person'
    group by visitors.article_id, visitors.claim_index
)

select
    visits.* exclude (evidence, start_date_as_claimed, end_date_as_claimed),  -- noqa: RF02
    leaders.leader_actor_id,
    coalesce(origins.country_code, leaders.leader_country_code) as origin_code,
    destinations.country_code as destination_code,
    dated.reference_date,
    copies.original_article_id,
    copies.original_source,
    md5(array_to_string([
        visits.article_id,
        coalesce(leaders.leader_key, ''),
        visits.destination_country_code,
        coalesce(visits.start_date_edtf, ''),
        coalesce(visits.end_date_edtf, ''),
        coalesce(visits.status, '')
    ], '|')) as member_key
from {{ within(ref('stg_news__visits'), scope) }} as visits
inner join {{ ref('countries') }} as destinations on visits.destination_country_code = destinations.country_code
left join {{ ref('countries') }} as origins on visits.origin_country_code = origins.country_code
left join leaders on visits.article_id = leaders.article_id and visits.claim_index = leaders.claim_index
left join {{ within(ref('int_articles_dated'), scope) }} as dated on visits.article_id = dated.article_id
left join {{ within(ref('int_article_copies'), scope) }} as copies on visits.article_id = copies.article_id
