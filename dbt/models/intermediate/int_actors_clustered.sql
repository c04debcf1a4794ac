-- Grain: one actor key (kind, country, name parts). Points each key to the fullest key of the same actor.
-- The rules, and what they do not catch: docs/decisions/0005-resolution-and-keys.md.
with keys as (
    select
        actor_key,
        any_value(kind) as kind,
        any_value(country_code) as country_code,
        any_value(parts) as parts,
        any_value(len(parts)) as part_count,
        list_distinct(list(first_word)) as first_words,
        list_distinct(flatten(list(posts))) as posts,
        bool_or(rank_grade is not null) as has_military_rank
    from {{ ref('int_actors_keyed') }}
    group by actor_key
),

persons as (
    select *
    from keys
    where kind = 'person' and country_code is not null
),

person_parts as (
    select
        *,
        unnest(parts) as part
    from persons
),

-- Blocking: a key is compared only with keys that hold its rarest part.
part_counts as (
    select
        country_code,
        part,
        count(*) as key_count
    from person_parts
    group by country_code, part
),

rarest_parts as (
    select
        person_parts.actor_key,
        arg_min(person_parts.part, (part_counts.key_count, person_parts.part)) as part
    from person_parts
    inner join part_counts
        on person_parts.country_code = part_counts.country_code and person_parts.part = part_counts.part
    group by person_parts.actor_key
),

fuller as (
    select
        short.actor_key,
        long.actor_key as fuller_key,
        short.part_count >= 2 as has_two_parts,
        list_has_any(short.posts, long.posts) as shares_post,
        list_has_any(short.parts, long.first_words) as has_first_part,
        short.has_military_rank and not long.has_military_rank as is_unsupported_rank
    from persons as short
    inner join rarest_parts on short.actor_key = rarest_parts.actor_key
    inner join person_parts as long
        on
            short.country_code = long.country_code
            and rarest_parts.part = long.part
            and short.part_count < long.part_count
            and list_has_all(long.parts, short.parts)
),

-- Two parts or more are a name by themselves, unless they are a family's only and the rank speaks against it
-- ("General Castro Ruz" is not the Castro Ruz who never bore a rank). One part needs a post in common.
possible as (
    select *
    from fuller
    where
        (has_two_parts and (has_first_part or shares_post or not is_unsupported_rank))
        or (not has_two_parts and shares_post)
),

-- Only a fullest key can be pointed to, and only when there is one: "Nguyen Cuong" beside two longer names stays alone.
fullest as (
    select
        actor_key,
        min(fuller_key) as fullest_key
    from possible
    where fuller_key not in (select shorter.actor_key from possible as shorter)
    group by actor_key
    having count(distinct fuller_key) = 1
),

known_country as (
    select
        persons.actor_key,
        persons.parts,
        persons.part_count,
        persons.country_code,
        coalesce(fullest.fullest_key, persons.actor_key) as root_key
    from persons
    left join fullest on persons.actor_key = fullest.actor_key
),

-- Who stands without a country joins a name of at least two parts that exists in one country only.
unknown_country as (
    select
        keys.actor_key,
        min(known_country.root_key) as root_key
    from keys
    inner join known_country
        on
            keys.part_count >= 2
            and known_country.part_count >= 2
            and keys.parts = known_country.parts
    where keys.kind = 'person' and keys.country_code is null
    group by keys.actor_key
    having count(distinct known_country.root_key) = 1
),

rooted as (
    select
        keys.actor_key,
        coalesce(known_country.root_key, unknown_country.root_key, keys.actor_key) as root_key
    from keys
    left join known_country on keys.actor_key = known_country.actor_key
    left join unknown_country on keys.actor_key = unknown_country.actor_key
)

select
    actor_key,
    actor_key as member_key,
    root_key as cluster_key,
    {{ short_hash(["'actor'", 'root_key']) }} as proposed_id,
    actor_key = root_key as is_anchor
from rooted
