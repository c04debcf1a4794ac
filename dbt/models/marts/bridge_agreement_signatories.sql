{%- set scope = changed('agreement_id', 'int_agreements_resolved') ~ ' union select agreement_id from '
    ~ ref('int_agreements_resolved') ~ ' where article_id in (' ~ changed('article_id', 'int_actors_resolved') ~ ')' %}
{{ renewed('agreement_id', scope) }}
select distinct
    agreements.agreement_id,
    actors.actor_id
from (
    select
        agreement_id,
        article_id,
        unnest(signatories) as ref
    from {{ within(ref('int_agreements_resolved'), scope, 'agreement_id') }}
) as agreements
inner join {{ ref('int_actors_resolved') }} as actors
    on agreements.article_id = actors.article_id and agreements.ref = actors.ref
order by agreements.agreement_id, actors.actor_id
