-- Grain: one actor as one article names it. Adds what actors are compared by: the parts of the name, the folded posts
-- and the grade of the rank. A country that one article only concluded from its surroundings gives way to the one that
-- other articles tell of the same full name.
with words as (
    select
        actors.*,
        {{ folded_words('actors.name') }} as words,
        countries.country_code as claimed_country_code
    from {{ ref('int_actor_mentions') }} as actors
    left join {{ ref('countries') }} as countries on actors.country_code = countries.country_code
),

-- A body is known by its name in any language; what no table knows stands for itself.
named as (
    select
        words.* exclude (claimed_country_code),
        case when not coalesce(general.is_international, false) then words.claimed_country_code end
            as claimed_country_code,
        case
            when words.kind = 'person' then {{ name_parts('words.words') }}
            else coalesce(own.body_words, case
                when words.claimed_country_code is not null or general.is_international
                    then general.body_words
            end, words.words)
        end as parts
    from words
    left join {{ ref('int_body_names') }} as own
        on
            words.kind = 'organization'
            and array_to_string(words.words, ' ') = own.name_key
            and words.claimed_country_code = own.country_code
    left join {{ ref('int_body_names') }} as general
        on
            words.kind = 'organization'
            and array_to_string(words.words, ' ') = general.name_key
            and general.country_code = ''
    where len(words.words) > 0
),

told_countries as (
    select
        parts,
        min(claimed_country_code) as country_code
    from named
    where
        kind = 'person'
        and len(parts) >= 2
        and claimed_country_code is not null
        and coalesce(country_basis, 'text') != 'context'
    group by parts
    having count(distinct claimed_country_code) = 1
),

-- Conclusions that contradict each other, with nothing told, settle nothing: one person without a country, not two.
contradicted as (
    select parts
    from named
    where kind = 'person' and len(parts) >= 2 and claimed_country_code is not null
    group by parts
    having count(distinct claimed_country_code) > 1 and bool_and(country_basis is not distinct from 'context')
),

parts as (
    select
        named.*,
        case
            when contradicted.parts is not null and named.kind = 'person' then null
            when named.kind = 'person' and named.country_basis = 'context'
                then coalesce(told_countries.country_code, named.claimed_country_code)
            else named.claimed_country_code
        end as known_country_code
    from named
    left join told_countries on named.parts = told_countries.parts
    left join contradicted on named.parts = contradicted.parts
),

posts as (
    select
        article_id,
        ref,
        list(distinct {{ folded('title') }}) as posts
    from {{ ref('stg_news__actor_positions') }}
    group by article_id, ref
),

ranks as (
    select
        {{ folded('rank_as_written') }} as folded_rank,
        arg_min(rank_code, rank_code) as rank_code,
        arg_min(rank_name, rank_code) as rank_name,
        arg_min(grade, rank_code) as grade
    from {{ ref('military_ranks') }}
    group by folded_rank
)

select
    parts.article_id,
    parts.ref,
    parts.kind,
    parts.name,
    parts.variants,
    parts.known_country_code as country_code,
    parts.kind
    || '|'
    || coalesce(parts.known_country_code, '')
    || '|'
    || array_to_string(parts.parts, ' ') as actor_key,
    parts.parts,
    parts.words[1] as first_word,
    parts.rank as rank_as_written,
    ranks.rank_code,
    coalesce(ranks.rank_name, parts.rank) as rank_name,
    ranks.grade as rank_grade,
    coalesce(posts.posts, []) as posts,
    parts.mentions
from parts
left join posts on parts.article_id = posts.article_id and parts.ref = posts.ref
left join ranks on {{ folded('parts.rank') }} = ranks.folded_rank
