select distinct
    agreements.agreement_id,
    actors.actor_id
from (
    select
        agreement_id,
        article_id,
        unnest(signatories) as ref
    from {{ ref('int_agreements_resolved') }}
) as agreements
inner join {{ ref('int_actors_resolved') }} as actors
    on agreements.article_id = actors.article_id and agreements.ref = actors.ref
order by agreements.agreement_id, actors.actor_id
