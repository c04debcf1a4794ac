{%- set scope = changed('actor_key', 'int_name_keys', 'int_names_telling') %}
{{ renewed(['left_key', 'right_key'], scope) }}
{#- In a night, what changed is looked for among all, and all among what changed. #}
{%- set sought_in = [(true, false), (false, true)] if is_incremental() else [(false, false)] %}
-- Grain: two person names that are worth comparing, the first in the alphabet on the left: of one country, or one of
-- them without a country. The shorter must have its words' consonants in the longer, all but one in names that look
-- alike.
with names as (
    select *
    from {{ ref('int_name_keys') }}
),

telling as (
    select
        names.*,
        telling.block
    from {{ ref('int_names_telling') }} as telling
    inner join names on telling.actor_key = names.actor_key
),

blocks as (
    select
        actor_key,
        country_code,
        is_latin,
        words,
        bits,
        bit_total,
        unnest(blocks) as block
    from names
)

{%- for is_sought_changed, is_known_changed in sought_in %}
    {%- set half = loop.index %}
    ,

    telling_{{ half }} as (
        select *
        from telling
        {%- if is_sought_changed %}
            where actor_key in ({{ scope }})
        {%- endif %}
    ),

    blocks_{{ half }} as (
        select *
        from blocks
        {%- if is_known_changed %}
            where actor_key in ({{ scope }})
        {%- endif %}
    ),

    -- Of one country. A bit for each word lets most pairs be turned down by one operation; the comparison decides on
    -- the rest.
    alike_in_country_{{ half }} as (
        select
            telling.actor_key,
            keys.actor_key as other_key
        from telling_{{ half }} as telling
        inner join blocks_{{ half }} as keys
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

    -- A name without a country is looked for in all countries, but not among its like: only a name with a country can
    -- tell which. All of its words stand in the other name, so the rarest finds it (whichever is taken for it); in
    -- other scripts the rarest consonants.
    sought_{{ half }} as (
        select *
        from names
        where
            country_code = '' and part_count >= 2
            {%- if is_sought_changed %}
                and actor_key in ({{ scope }})
            {%- endif %}
    ),

    known_marks_{{ half }} as (
        select
            actor_key,
            bits,
            unnest(list_distinct(marks)) as mark
        from names
        where
            country_code <> '' and is_latin
            {%- if is_known_changed %}
                and actor_key in ({{ scope }})
            {%- endif %}
    ),

    mark_sizes_{{ half }} as (
        select
            mark,
            count(*) as key_count
        from known_marks_{{ half }}
        group by mark
    ),

    sought_words_{{ half }} as (
        select
            actor_key,
            unnest(word_marks) as word
        from sought_{{ half }}
        where is_latin
    ),

    sought_marks_{{ half }} as (
        select
            actor_key,
            word,
            unnest(word) as mark
        from sought_words_{{ half }}
    ),

    rarest_words_{{ half }} as (
        select
            sought_marks.actor_key,
            sought_marks.word
        from sought_marks_{{ half }} as sought_marks
        left join mark_sizes_{{ half }} as mark_sizes on sought_marks.mark = mark_sizes.mark
        group by sought_marks.actor_key, sought_marks.word
        qualify row_number() over (
            partition by sought_marks.actor_key order by sum(coalesce(mark_sizes.key_count, 0)), sought_marks.word
        ) = 1
    ),

    by_mark_{{ half }} as materialized (
        select distinct
            rarest.actor_key,
            known_marks.actor_key as other_key
        from (
            select
                rarest_words.actor_key,
                sought.bits,
                sought.bit_total,
                unnest(rarest_words.word) as mark
            from rarest_words_{{ half }} as rarest_words
            inner join sought_{{ half }} as sought on rarest_words.actor_key = sought.actor_key
        ) as rarest
        inner join known_marks_{{ half }} as known_marks
            on rarest.mark = known_marks.mark and bit_count(rarest.bits & known_marks.bits) >= rarest.bit_total
    ),

    -- Whether the other is in Latin letters is made part of the key: as a condition, all would be compared first.
    by_block_{{ half }} as (
        select
            telling.actor_key,
            keys.actor_key as other_key
        from (
            select
                *,
                unnest(case when is_latin then [false] else [true, false] end) as is_other_latin
            from telling_{{ half }}
            where country_code = '' and part_count >= 2
        ) as telling
        inner join blocks_{{ half }} as keys
            on
                telling.block = keys.block
                and telling.is_other_latin = keys.is_latin
                and bit_count(telling.bits & keys.bits) >= least(telling.bit_total, keys.bit_total)
        where keys.country_code <> ''
    )
{%- endfor %}
,

alike as (
    {%- for _ in sought_in %}
        select * from alike_in_country_{{ loop.index }}
        union
        select
            pairs.actor_key,
            pairs.other_key
        from by_mark_{{ loop.index }} as pairs
        inner join sought_{{ loop.index }} as sought on pairs.actor_key = sought.actor_key
        inner join names as known on pairs.other_key = known.actor_key
        where list_bool_and(list_transform(sought.word_marks, lambda word: list_has_any(word, known.marks)))  -- noqa: RF02,LT05
        union
        select * from by_block_{{ loop.index }}
        {%- if not loop.last %}
            union
        {%- endif %}
    {%- endfor %}
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
inner join names as one on alike.actor_key = one.actor_key
inner join names as other on alike.other_key = other.actor_key
