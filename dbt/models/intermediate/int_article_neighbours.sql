{%- set scope = 'select article_id from ' ~ ref('int_articles_touched') %}
{{ renewed('article_id', scope, tells=['pair_hash']) }}
-- Grain: two neighbours in one article that a translation would leave as they are, as a hash; only of articles with six
-- or more. Neighbours are names of people by their last words, and numbers, in their order. Days and months are left
-- out, as languages differ in whether they write them in digits.
with numbers as (
    select
        article_id,
        list_filter(
            regexp_extract_all(text, '[0-9]+'),
            lambda number: coalesce(try_cast(number as bigint) > 31, false)
        ) as found
    from {{ within(ref('stg_news__articles'), scope) }}
),

names as (
    select
        article_id,
        flatten(list(mentions)) as found
    from {{ within(ref('stg_news__actors'), scope) }}
    where kind = 'person'
    group by article_id
),

-- Six pairs of neighbours need seven of a kind, or eight of both.
long_enough as (
    select
        numbers.article_id,
        numbers.found as numbers,
        names.found as names
    from numbers
    left join names on numbers.article_id = names.article_id
    where len(numbers.found) + coalesce(len(names.found), 0) >= 7
),

mentions as (
    select
        article_id,
        unnest(names) as mention
    from long_enough
),

named as (
    select
        article_id,
        mention['start'] as place,
        {{ folded_words("mention['text']") }} as words
    from mentions
),

name_anchors as (
    select
        article_id,
        row_number() over (partition by article_id order by place) as place,
        list_sort(words)[-1] as anchor
    from named
    where len(words) > 0
),

number_anchors as (
    select
        article_id,
        generate_subscripts(numbers, 1) as place,
        ltrim(unnest(numbers), '0') as anchor
    from long_enough
),

anchors as (
    select
        article_id,
        'name' as kind,
        place,
        anchor
    from name_anchors
    union all
    select
        article_id,
        'number' as kind,
        place,
        anchor
    from number_anchors
),

neighbours as (
    select distinct
        anchors.article_id,
        hash(anchors.kind, anchors.anchor, lead(anchors.anchor) over (
            partition by anchors.article_id, anchors.kind order by anchors.place
        )) as pair_hash,
        lead(anchors.anchor) over (
            partition by anchors.article_id, anchors.kind order by anchors.place
        ) is null as is_last
    from anchors
)

select
    neighbours.article_id,
    neighbours.pair_hash,
    articles.language_code,
    dated.reference_date,
    length(articles.text) as character_count,
    count(*) over (partition by neighbours.article_id) as pair_count
from neighbours
inner join {{ within(ref('stg_news__articles'), scope) }} as articles on neighbours.article_id = articles.article_id
inner join {{ within(ref('int_articles_dated'), scope) }} as dated on neighbours.article_id = dated.article_id
where not neighbours.is_last
qualify pair_count >= 6
