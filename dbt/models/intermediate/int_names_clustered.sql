{%- set scope = 'select actor_key from ' ~ ref('int_names_touched') %}
{{ renewed('actor_key', scope) }}
-- Grain: one actor key. Points each key to the fullest key of the same name in its country: first spellings of the
-- same words are one, then what leaves out words joins the one fuller name that fits. Whether one name is one person is
-- asked afterwards. The rules, and what they do not catch: docs/decisions/0010-resolution.md.
with keys as (
    select * from {{ within(ref('int_actor_keys'), scope, 'actor_key') }}
),

related as (
    select *
    from {{ within(ref('int_names_related'), scope, 'left_key') }}
),

-- Who stands without a country joins a name of at least two words that is known in one country only, with a post of
-- its bearer if a post is told. Step by step and materialized on purpose:
-- joined in one step, the planner pairs every name with every other first.
unknown as (
    select
        actor_key,
        part_count,
        post_codes
    from keys
    where kind = 'person' and country_code is null
),

unknown_pairs as (
    select
        case when left_country_code = '' then left_key else right_key end as unknown_key,
        case when left_country_code = '' then right_key else left_key end as known_key,
        shares_post
    from related
    where
        (left_country_code = '') <> (right_country_code = '')
        and relation in ('same', case when left_country_code = '' then 'left_part' else 'right_part' end)
),

placed_pairs as materialized (
    select
        unknown_pairs.*,
        known_country.root_key,
        known_country.country_code
    from unknown_pairs
    inner join {{ within(ref('int_names_rooted'), scope, 'actor_key') }} as known_country
        on unknown_pairs.known_key = known_country.actor_key
),

told_pairs as materialized (
    select
        placed_pairs.*,
        unknown.part_count,
        unknown.post_codes
    from placed_pairs
    inner join unknown on placed_pairs.unknown_key = unknown.actor_key
),

known_bearers as materialized (
    select
        pairs.unknown_key,
        pairs.part_count,
        pairs.post_codes,
        pairs.root_key,
        pairs.country_code,
        pairs.shares_post or coalesce(list_has_any(names.post_codes, pairs.post_codes), false) as shares_post
    from told_pairs as pairs
    left join {{ within(ref('int_name_heads'), scope, 'head_key') }} as names on pairs.root_key = names.head_key
),

unknown_country as (
    select
        bearers.unknown_key as actor_key,
        case
            when count(distinct bearers.root_key) = 1 then min(bearers.root_key)
            when count(distinct bearers.root_key) filter (bearers.shares_post) = 1
                then min(bearers.root_key) filter (bearers.shares_post)
        end as root_key
    from known_bearers as bearers
    where bearers.part_count >= 2
    group by bearers.unknown_key, bearers.post_codes
    having
        count(distinct bearers.country_code) = 1
        and (bool_or(bearers.shares_post) or len(bearers.post_codes) = 0)
)

select
    keys.actor_key,
    coalesce(known_country.root_key, unknown_country.root_key, keys.actor_key) as root_key
from keys
left join {{ within(ref('int_names_rooted'), scope, 'actor_key') }} as known_country
    on keys.actor_key = known_country.actor_key
left join unknown_country on keys.actor_key = unknown_country.actor_key
