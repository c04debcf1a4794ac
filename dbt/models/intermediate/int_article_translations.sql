-- Grain: one article and another in another language of which one translates the other. What a translation leaves as
-- it is, in its order: names of people by their last words, and numbers. Days and months are left out, as languages
-- differ in whether they write them in digits. Two articles translate each other when within a week, with six or more
-- such pairs of neighbours in common, they share two thirds of those of the shorter and are of like length. Two
-- reports of one event name the same people, but not in the same order all through.
with names as (
    select
        article_id,
        'n' as kind,
        unnest(mentions) as mention
    from {{ ref('stg_news__actors') }}
    where kind = 'person'
),

named as (
    select
        article_id,
        mention['start'] as place,
        {{ folded_words("mention['text']") }} as words
    from names
),

name_anchors as (
    select
        article_id,
        row_number() over (partition by article_id order by place) as place,
        list_sort(words)[-1] as anchor
    from named
    where len(words) > 0
),

numbers as (
    select
        article_id,
        list_filter(
            regexp_extract_all(text, '[0-9]+'),
            lambda number: coalesce(try_cast(number as bigint) > 31, false)
        ) as found
    from {{ ref('stg_news__articles') }}
),

number_anchors as (
    select
        article_id,
        generate_subscripts(found, 1) as place,
        ltrim(unnest(found), '0') as anchor
    from numbers
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
),

pairs as (
    select
        neighbours.article_id,
        neighbours.pair_hash,
        articles.language_code,
        dated.reference_date,
        length(articles.text) as character_count,
        count(*) over (partition by neighbours.article_id) as pair_count
    from neighbours
    inner join {{ ref('stg_news__articles') }} as articles on neighbours.article_id = articles.article_id
    inner join {{ ref('int_articles_dated') }} as dated on neighbours.article_id = dated.article_id
    where not neighbours.is_last
),

-- What stands in very many articles tells nothing and would make the join quadratic.
telling as (
    select *
    from pairs
    qualify count(*) over (partition by pair_hash) <= 50 and pair_count >= 6
)

select
    a.article_id,
    b.article_id as other_article_id
from telling as a
inner join telling as b
    on
        a.pair_hash = b.pair_hash
        and a.language_code <> b.language_code
        and coalesce(abs(a.reference_date - b.reference_date) <= 7, true)
        and a.character_count <= 1.6 * b.character_count
        and b.character_count <= 1.6 * a.character_count
group by a.article_id, b.article_id, a.pair_count, b.pair_count
having count(*) >= 6 and 3 * count(*) >= 2 * least(a.pair_count, b.pair_count)
