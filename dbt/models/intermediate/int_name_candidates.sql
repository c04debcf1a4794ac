-- Grain: two person names that are worth comparing, the first in the alphabet on the left: of one country, or one of
-- them without a country. Names are looked for under the rarest two of their words' consonants, so that no one compares
-- every Nguyen with every other. The shorter must have its words' consonants in the longer, all but one in names that
-- look alike.
with keys as (
    select
        actor_key,
        coalesce(country_code, '') as country_code,
        array_to_string(parts, ' ') as words,
        coalesce(list_bit_or(list_transform(blocks, lambda b: pow(2, hash(b) % 52)::ubigint)), 0::ubigint) as bits,
        -- Two words may share a bit.
        least(bit_count(bits), part_count) as bit_total,
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
        partition by keys.actor_key
        order by block_sizes.key_count asc, length(keys.block) desc, keys.block asc
    ) <= 2
),

-- A bit for each word lets most pairs be turned down by one operation; the comparison decides on the rest.
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
                bit_count(telling.bits & keys.bits) >= least(telling.bit_total, keys.bit_total)
                or (
                    telling.country_code <> ''
                    and bit_count(telling.bits & keys.bits) + 1 >= least(telling.bit_total, keys.bit_total)
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
