-- Grain: two person names that are worth comparing, the first in the alphabet on the left: of one country, or one of
-- them without a country. Names are looked for under the rarest two of their words' consonants, so that no one compares
-- every Nguyen with every other. The shorter must have its words' consonants in the longer, all but one in names that
-- look alike.
with keys as (
    select
        actor_key,
        coalesce(country_code, '') as country_code,
        least(len(blocks), part_count) as block_count,
        array_to_string(parts, ' ') as words,
        list_reduce(
            list_transform(blocks, lambda b: 1::ubigint << (hash(b) % 63)::ubigint), lambda x, y: x | y, 0::ubigint
        ) as bits,
        unnest(blocks) as block
    from {{ ref('int_actor_keys') }}
    where kind = 'person'
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
    select
        keys.*,
        block_sizes.key_count
    from keys
    inner join block_sizes on keys.country_code = block_sizes.country_code and keys.block = block_sizes.block
    qualify row_number() over (
        partition by keys.actor_key order by block_sizes.key_count, length(keys.block) desc, keys.block
    ) <= 2
),

-- A bit for each word lets most pairs be turned down by one operation; the lists decide on the rest.
alike as materialized (
    select distinct
        telling.actor_key,
        keys.actor_key as other_key
    from telling
    inner join keys
        on
            telling.block = keys.block
            and telling.actor_key <> keys.actor_key
            and (telling.country_code = keys.country_code or telling.country_code = '')
            and (
                bit_count(telling.bits & keys.bits) >= least(telling.block_count, keys.block_count)
                or (
                    telling.country_code <> ''
                    and bit_count(telling.bits & keys.bits) + 1 >= least(telling.block_count, keys.block_count)
                    and abs(length(telling.words) - length(keys.words)) <= 2
                    and jaro_winkler_similarity(telling.words, keys.words) >= 0.9
                )
            )
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
