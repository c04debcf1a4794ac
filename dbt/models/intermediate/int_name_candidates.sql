-- Grain: two person names that are worth comparing, the first in the alphabet on the left: of one country, or one of
-- them without a country. Names are looked for under the rarest two of their words' consonants, so that no one compares
-- every Nguyen with every other. The shorter must have its words' consonants in the longer, all but one in names that
-- look alike.
with marks as (
    select
        name_key,
        any_value(marks) as marks
    from {{ ref('int_name_forms') }}
    group by name_key
),

persons as (
    select
        keys.actor_key,
        coalesce(keys.country_code, '') as country_code,
        keys.part_count,
        keys.is_latin,
        array_to_string(keys.parts, ' ') as words,
        keys.blocks,
        coalesce(list_bit_or(list_transform(keys.blocks, lambda b: pow(2, hash(b) % 52)::ubigint)), 0::ubigint)  -- noqa: RF02,LT05
            as bits,
        -- Two words may share a bit.
        least(bit_count(bits), keys.part_count) as bit_total,
        list_filter(marks.marks, lambda word: len(word) > 0) as word_marks,  -- noqa: RF02
        flatten(marks.marks) as marks
    from {{ ref('int_actor_keys') }} as keys
    inner join marks on array_to_string(keys.parts, ' ') = marks.name_key
    where keys.kind = 'person'
),

keys as (
    select
        actor_key,
        country_code,
        part_count,
        is_latin,
        words,
        bits,
        bit_total,
        unnest(blocks) as block
    from persons
),

block_sizes as (
    select
        country_code,
        block,
        count(*) as key_count
    from keys
    group by country_code, block
),

telling as (
    select keys.*
    from keys
    inner join block_sizes on keys.country_code = block_sizes.country_code and keys.block = block_sizes.block
    qualify row_number() over (
        partition by keys.actor_key
        order by block_sizes.key_count asc, length(keys.block) desc, keys.block asc
    ) <= 2
),

-- Of one country. A bit for each word lets most pairs be turned down by one operation; the comparison decides on the
-- rest.
alike_in_country as (
    select
        telling.actor_key,
        keys.actor_key as other_key
    from telling
    inner join keys
        on
            telling.country_code = keys.country_code
            and telling.block = keys.block
            and telling.actor_key <> keys.actor_key
            and (
                bit_count(telling.bits & keys.bits) >= least(telling.bit_total, keys.bit_total)
                or (
                    bit_count(telling.bits & keys.bits) + 1 >= least(telling.bit_total, keys.bit_total)
                    and abs(length(telling.words) - length(keys.words)) <= 2
                    and jaro_winkler_similarity(telling.words, keys.words) >= 0.9
                )
            )
    where telling.country_code <> ''
),

-- A name without a country is looked for in all countries, but not among its like: only a name with a country can tell
-- which. All of its words stand in the other name, so the rarest finds it; in other scripts the rarest consonants.
sought as (
    select
        actor_key,
        country_code,
        is_latin,
        bits,
        bit_total,
        word_marks
    from persons
    where country_code = '' and part_count >= 2
),

known_marks as (
    select
        actor_key,
        bits,
        unnest(list_distinct(marks)) as mark
    from persons
    where country_code <> '' and is_latin
),

mark_sizes as (
    select
        mark,
        count(*) as key_count
    from known_marks
    group by mark
),

sought_words as (
    select
        actor_key,
        unnest(word_marks) as word
    from sought
    where is_latin
),

sought_marks as (
    select
        actor_key,
        word,
        unnest(word) as mark
    from sought_words
),

rarest_words as (
    select
        sought_marks.actor_key,
        sought_marks.word
    from sought_marks
    left join mark_sizes on sought_marks.mark = mark_sizes.mark
    group by sought_marks.actor_key, sought_marks.word
    qualify row_number() over (
        partition by sought_marks.actor_key order by sum(coalesce(mark_sizes.key_count, 0)), sought_marks.word
    ) = 1
),

by_mark as materialized (
    select distinct
        rarest.actor_key,
        known_marks.actor_key as other_key
    from (
        select
            rarest_words.actor_key,
            sought.bits,
            sought.bit_total,
            unnest(rarest_words.word) as mark
        from rarest_words
        inner join sought on rarest_words.actor_key = sought.actor_key
    ) as rarest
    inner join known_marks
        on rarest.mark = known_marks.mark and bit_count(rarest.bits & known_marks.bits) >= rarest.bit_total
),

-- Two joins, each of a part of the names: joined on a condition, all names would be compared first.
by_block as (
    select
        telling.actor_key,
        keys.actor_key as other_key
    from telling
    inner join keys
        on
            telling.block = keys.block
            and bit_count(telling.bits & keys.bits) >= least(telling.bit_total, keys.bit_total)
    where telling.country_code = '' and telling.part_count >= 2 and not telling.is_latin and keys.country_code <> ''
    union all
    select
        telling.actor_key,
        keys.actor_key as other_key
    from telling
    inner join keys
        on
            telling.block = keys.block
            and bit_count(telling.bits & keys.bits) >= least(telling.bit_total, keys.bit_total)
    where
        telling.country_code = ''
        and telling.part_count >= 2
        and telling.is_latin
        and keys.country_code <> ''
        and not keys.is_latin
),

alike as (
    select * from alike_in_country
    union
    select
        pairs.actor_key,
        pairs.other_key
    from by_mark as pairs
    inner join sought on pairs.actor_key = sought.actor_key
    inner join persons as known on pairs.other_key = known.actor_key
    where list_bool_and(list_transform(sought.word_marks, lambda word: list_has_any(word, known.marks)))  -- noqa: RF02
    union
    select * from by_block
),

named as (
    select
        actor_key,
        coalesce(country_code, '') as country_code,
        name,
        list_concat(posts, post_codes) as posts
    from {{ ref('int_actor_keys') }}
)

select distinct
    least(one.actor_key, other.actor_key) as left_key,
    greatest(one.actor_key, other.actor_key) as right_key,
    case when one.actor_key < other.actor_key then one.name else other.name end as left_name,
    case when one.actor_key < other.actor_key then other.name else one.name end as right_name,
    case when one.actor_key < other.actor_key then one.country_code else other.country_code end as left_country_code,
    case when one.actor_key < other.actor_key then other.country_code else one.country_code end as right_country_code,
    one.country_code = other.country_code and one.country_code <> '' as is_one_country,
    list_has_any(one.posts, other.posts) as shares_post
from alike
inner join named as one on alike.actor_key = one.actor_key
inner join named as other on alike.other_key = other.actor_key
