-- Grain: two person names that are worth comparing, the first in the alphabet on the left: of one country, or one of
-- them without a country. Names are looked for under the rarest two of their words' consonants, so that no one compares
-- every Nguyen with every other. The shorter must have its words' consonants in the longer, all but one in names that
-- look alike.
with keys as (
    select
        actor_key,
        coalesce(country_code, '') as country_code,
        name,
        blocks,
        least(len(blocks), part_count) as block_count,
        array_to_string(parts, ' ') as words,
        list_concat(posts, post_codes) as posts,
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

pairs as (
    select
        telling.actor_key < keys.actor_key as is_ordered,
        telling.actor_key,
        telling.country_code,
        telling.name,
        keys.actor_key as other_key,
        keys.country_code as other_country_code,
        keys.name as other_name,
        list_has_any(telling.posts, keys.posts) as shares_post
    from telling
    inner join keys
        on
            telling.block = keys.block
            and telling.actor_key <> keys.actor_key
            and (telling.country_code = keys.country_code or telling.country_code = '')
    where
        len(list_intersect(telling.blocks, keys.blocks)) >= least(telling.block_count, keys.block_count)
        or (
            telling.country_code <> ''
            and len(list_intersect(telling.blocks, keys.blocks)) + 1 >= least(telling.block_count, keys.block_count)
            and jaro_winkler_similarity(telling.words, keys.words) >= 0.9
        )
)

select distinct
    case when is_ordered then actor_key else other_key end as left_key,
    case when is_ordered then other_key else actor_key end as right_key,
    case when is_ordered then name else other_name end as left_name,
    case when is_ordered then other_name else name end as right_name,
    case when is_ordered then country_code else other_country_code end as left_country_code,
    case when is_ordered then other_country_code else country_code end as right_country_code,
    country_code = other_country_code and country_code <> '' as is_one_country,
    shares_post
from pairs
