{%- set scope = changed('agreement_id', 'int_agreements_resolved') ~ ' union select agreement_id from '
    ~ ref('int_agreements_resolved') ~ ' where article_id in (' ~ changed('article_id', 'int_actors_resolved') ~ ')' %}
{{ renewed('agreement_id', scope) }}
with named as (
    select
        agreement_id,
        article_id,
        unnest(parties) as party
    from {{ within(ref('int_agreements_resolved'), scope, 'agreement_id') }}
),

resolved as (
    select
        named.agreement_id,
        coalesce(countries.country_code, actors.country_code) as country_code,
        actors.actor_id,
        coalesce(nullif(trim(named.party.name), ''), actors.name, countries.name_en) as name
    from named
    left join {{ ref('countries') }} as countries on upper(named.party.country) = countries.country_code
    left join {{ ref('int_actors_resolved') }} as actors
        on named.article_id = actors.article_id and named.party.ref = actors.ref
),

keyed as (
    select
        *,
        coalesce(actor_id, coalesce(country_code, '') || '|' || {{ folded('name') }}) as party_key
    from resolved
    where name is not null
)

select
    {{ short_hash(['agreement_id', 'party_key']) }} as agreement_party_id,
    agreement_id,
    min(country_code) as country_code,
    min(actor_id) as actor_id,
    {{ fullest('name') }} as name
from keyed
group by agreement_id, party_key
order by agreement_party_id
