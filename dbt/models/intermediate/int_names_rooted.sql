{%- set scope = 'select actor_key from ' ~ ref('int_names_touched') %}
{{ renewed('actor_key', scope) }}
-- Grain: one actor key of a person whose country is known. Points each key to the fullest key of the same name in its
-- country: first spellings of the same words are one, then what leaves out words joins the one fuller name that fits.
with keys as (
    select * from {{ within(ref('int_actor_keys'), scope, 'actor_key') }}
),

related as (
    select *
    from {{ within(ref('int_names_related'), scope, 'left_key') }}
),

heads as (
    select * from {{ within(ref('int_name_spellings'), scope, 'actor_key') }}
),

fuller_keys as (
    select
        case relation when 'left_part' then left_key else right_key end as part_key,
        case relation when 'left_part' then right_key else left_key end as fuller_key,
        false as is_slip
    from related
    where relation in ('left_part', 'right_part') and is_one_country
    union all
    select
        left_key as part_key,
        right_key as fuller_key,
        true as is_slip
    from related
    where relation = 'slip' and is_one_country
    union all
    select
        right_key as part_key,
        left_key as fuller_key,
        true as is_slip
    from related
    where relation = 'slip' and is_one_country
),

-- Materialized on purpose: joined in one step, the planner pairs every name with every other first.
fuller_pairs as materialized (
    select
        short_heads.head_key,
        long_heads.head_key as fuller_key,
        bool_and(fuller_keys.is_slip) as is_slip
    from fuller_keys
    inner join heads as short_heads on fuller_keys.part_key = short_heads.actor_key
    inner join heads as long_heads on fuller_keys.fuller_key = long_heads.actor_key
    group by short_heads.head_key, long_heads.head_key
),

fuller as materialized (
    select
        pairs.head_key,
        pairs.fuller_key,
        pairs.is_slip,
        short.part_count,
        short.mention_count,
        long.mention_count as fuller_mention_count,
        list_has_any(short.posts, long.posts) or list_has_any(short.post_codes, long.post_codes) as shares_post,
        list_has_any(short.parts, long.first_words) as has_first_part,
        (short.has_military_rank and not long.has_military_rank)
        or (len(short.post_codes) > 0 and len(long.post_codes) > 0) as is_doubtful
    from fuller_pairs as pairs
    inner join {{ within(ref('int_name_heads'), scope, 'head_key') }} as short on pairs.head_key = short.head_key
    inner join {{ within(ref('int_name_heads'), scope, 'head_key') }} as long on pairs.fuller_key = long.head_key
    where pairs.head_key <> pairs.fuller_key
),

-- Two words or more are a name by themselves, unless the first is left out and rank or post speak against it
-- ("General Castro Ruz" is not the Fidel Castro Ruz who never bore a rank). One word needs a post in common, and so
-- does a slip of the pen, which is the seldom form of a name that is often told.
possible as (
    select *
    from fuller
    where
        case
            when is_slip then shares_post and mention_count * 4 <= fuller_mention_count
            when part_count >= 2 then has_first_part or shares_post or not is_doubtful
            else shares_post
        end
),

-- Only a fullest name can be pointed to. Where two fit, the only one that shares a post or a first name; otherwise
-- the name stays alone: "Nguyen Cuong" beside two longer ones is nobody's.
fullest as (
    select
        head_key,
        case
            when count(distinct fuller_key) = 1 then min(fuller_key)
            when count(distinct fuller_key) filter (shares_post) = 1 then min(fuller_key) filter (shares_post)
            when count(distinct fuller_key) filter (has_first_part) = 1 then min(fuller_key) filter (has_first_part)
        end as fullest_key
    from possible
    where
        is_slip or fuller_key not in (
            select shorter.head_key from possible as shorter
            where not shorter.is_slip
        )
    group by head_key
)

select
    keys.actor_key,
    keys.country_code,
    coalesce(second.fullest_key, first.fullest_key, heads.head_key) as root_key
from keys
inner join heads on keys.actor_key = heads.actor_key
left join fullest as first on heads.head_key = first.head_key
left join fullest as second on first.fullest_key = second.head_key and heads.head_key <> second.fullest_key
where keys.kind = 'person' and keys.country_code is not null
