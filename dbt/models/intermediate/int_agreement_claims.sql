{%- set scope = changed('article_id', 'int_actors_resolved', 'int_article_copies', 'int_articles_dated')
    ~ ' union select article_id from ' ~ ref('int_articles_touched') %}
{{ renewed('article_id', scope, tells=['same_words']) }}
-- Grain: one agreement as one article reports it, with its parties in one order and the words that name it.
with parties as (
    select
        article_id,
        claim_index,
        unnest(parties) as party
    from {{ within(ref('stg_news__agreements'), scope) }}
),

party_keys as (
    select
        parties.article_id,
        parties.claim_index,
        list_sort(list_distinct(list(coalesce(
            countries.country_code, actors.country_code, {{ folded('parties.party.name') }}
        )))) as party_keys
    from parties
    left join {{ ref('countries') }} as countries on upper(parties.party.country) = countries.country_code
    left join {{ within(ref('int_actors_resolved'), scope) }} as actors
        on parties.article_id = actors.article_id and parties.party.ref = actors.ref
    group by parties.article_id, parties.claim_index
),

claims as (
    select
        agreements.* exclude (evidence, signed_date_as_claimed),  -- noqa: RF02
        coalesce(array_to_string(party_keys.party_keys, ','), '') as party_key,
        coalesce({{ folded('coalesce(agreements.title, agreements.subject)') }}, '') as name_key,
        copies.original_article_id,
        copies.original_source,
        md5(array_to_string([
            agreements.article_id,
            agreements.kind,
            coalesce(array_to_string(party_keys.party_keys, ','), ''),
            coalesce({{ folded('coalesce(agreements.title, agreements.subject)') }}, ''),
            coalesce(agreements.signed_date_edtf, ''),
            coalesce(agreements.valid_from_edtf, '')
        ], '|')) as member_key
    from {{ within(ref('stg_news__agreements'), scope) }} as agreements
    left join party_keys
        on agreements.article_id = party_keys.article_id and agreements.claim_index = party_keys.claim_index
    left join {{ within(ref('int_article_copies'), scope) }} as copies on agreements.article_id = copies.article_id
)

select
    *,
    -- What is one by its own words; a commitment, and what has no parties, only within a story.
    kind || '|' || party_key || '|' || name_key || '|'
    || case when kind = 'commitment' or party_key = '' then original_article_id else '' end as same_words
from claims
