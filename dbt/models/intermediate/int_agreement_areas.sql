{%- set scope = 'select article_id from ' ~ ref('int_articles_touched') %}
{{ renewed('article_id', scope) }}
-- Grain: one field of cooperation of one agreement as one article reports it, with its code in the documented list.
-- What the article names as a field goes before what only the agreement's title or subject tells.
with claims as (
    select
        agreements.article_id,
        agreements.claim_index,
        agreements.areas,
        articles.language_code,
        ' ' || {{ folded("coalesce(agreements.title, '') || ' ' || coalesce(agreements.subject, '')") }} || ' ' as words
    from {{ within(ref('stg_news__agreements'), scope) }} as agreements
    inner join {{ within(ref('stg_news__articles'), scope) }} as articles on agreements.article_id = articles.article_id
),

terms as (
    select
        language_code,
        area_code,
        {{ folded('term') }} as term
    from {{ ref('agreement_area_terms') }}
),

written as (
    select
        article_id,
        claim_index,
        language_code,
        unnest(areas) as area_as_written
    from claims
),

named as (
    select
        *,
        {{ folded('area_as_written') }} as area
    from written
    where {{ folded('area_as_written') }} <> ''
),

-- The whole field as a term of its language, else the longest term in it, else of any language.
named_codes as (
    select
        named.article_id,
        named.claim_index,
        named.area,
        named.area_as_written,
        terms.area_code,
        'named' as basis
    from named
    left join terms
        on contains(' ' || named.area || ' ', ' ' || terms.term || ' ')
    qualify row_number() over (
        partition by named.article_id, named.claim_index, named.area
        order by
            named.area = terms.term desc, named.language_code = terms.language_code desc, length(terms.term) desc,
            terms.area_code, named.area_as_written asc
    ) = 1
),

-- "Defence industry" tells of industry no more than "maritime security" of security.
titled as (
    select
        claims.article_id,
        claims.claim_index,
        terms.term as area,
        terms.term as area_as_written,
        terms.area_code,
        'title' as basis
    from claims
    inner join terms
        on claims.language_code = terms.language_code and contains(claims.words, ' ' || terms.term || ' ')
),

titled_longest as (
    select titled.*
    from titled
    left join titled as longer
        on
            titled.article_id = longer.article_id
            and titled.claim_index = longer.claim_index
            and length(titled.area) < length(longer.area)
            and contains(' ' || longer.area || ' ', ' ' || titled.area || ' ')
    where longer.area is null
)

select *
from named_codes
union all
select titled_longest.*
from titled_longest
where
    not exists (
        select 1
        from named_codes
        where
            titled_longest.article_id = named_codes.article_id
            and titled_longest.claim_index = named_codes.claim_index
            and titled_longest.area_code = named_codes.area_code
    )
qualify row_number() over (
    partition by titled_longest.article_id, titled_longest.claim_index, titled_longest.area_code
    order by length(titled_longest.area) desc, titled_longest.area
) = 1
