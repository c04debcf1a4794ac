{%- set scope = changed('actor_key', 'int_actor_keys') %}
{{ renewed('actor_key', scope) }}
-- Grain: one actor key of a person. What names are compared by, apart from how often they are told.
with keys as (
    select
        *,
        array_to_string(parts, ' ') as words
    from {{ within(ref('int_actor_keys'), scope, 'actor_key') }}
    where kind = 'person'
),

marks as (
    select
        name_key,
        any_value(marks) as marks
    from {{ ref('int_name_forms') }}
    where name_key in (select keys.words from keys)
    group by name_key
)

select
    keys.actor_key,
    coalesce(keys.country_code, '') as country_code,
    keys.name,
    list_concat(keys.posts, keys.post_codes) as posts,
    keys.part_count,
    keys.is_latin,
    keys.words,
    keys.blocks,
    coalesce(list_bit_or(list_transform(keys.blocks, lambda b: pow(2, hash(b) % 52)::ubigint)), 0::ubigint)  -- noqa: RF02,LT05
        as bits,
    -- Two words may share a bit.
    least(bit_count(bits), keys.part_count) as bit_total,
    list_filter(marks.marks, lambda word: len(word) > 0) as word_marks,  -- noqa: RF02
    flatten(marks.marks) as marks
from keys
inner join marks on keys.words = marks.name_key
