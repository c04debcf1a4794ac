-- Grain: one actor as one article names it. Adds what actors are compared by: the parts of the name, the folded posts
-- and the grade of the rank. A country that one article only concluded from its surroundings gives way to the one that
-- other articles tell of the same full name.
with words as (
    select
        actors.*,
        case when actors.kind = 'person' then [] else {{ folded_words('actors.name') }} end as words,
        countries.country_code as claimed_country_code
    from {{ ref('int_actor_mentions') }} as actors
    left join {{ ref('countries') }} as countries on actors.country_code = countries.country_code
),

-- A body is known by its name in any language; what no table knows stands for itself.
bodies as (
    select
        words.* exclude (claimed_country_code),
        case when not coalesce(general.is_international, false) then words.claimed_country_code end
            as claimed_country_code,
        coalesce(
            own.body_words,
            case when words.claimed_country_code is not null or general.is_international then general.body_words end,
            words.words
        ) as body_words
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
),

named as (
    select
        bodies.*,
        case when bodies.kind = 'person' then list_sort(list_distinct(forms.words)) else bodies.body_words end as parts,
        case when bodies.kind = 'person' then forms.blocks else [] end as blocks,
        case when bodies.kind = 'person' then forms.words[1] else bodies.body_words[1] end as first_word,
        case when bodies.kind = 'person' then forms.name_key else array_to_string(bodies.body_words, ' ') end
            as name_key
    from bodies
    left join {{ ref('int_name_forms') }} as forms on bodies.name = forms.name
    where case when bodies.kind = 'person' then len(forms.words) > 0 else len(bodies.words) > 0 end
),

told_countries as (
    select
        name_key,
        min(claimed_country_code) as country_code
    from named
    where
        kind = 'person'
        and len(parts) >= 2
        and claimed_country_code is not null
        and coalesce(country_basis, 'text') != 'context'
    group by name_key
    having count(distinct claimed_country_code) = 1
),

-- Conclusions that contradict each other, with nothing told, settle nothing: one person without a country, not two.
contradicted as (
    select name_key
    from named
    where kind = 'person' and len(parts) >= 2 and claimed_country_code is not null
    group by name_key
    having count(distinct claimed_country_code) > 1 and bool_and(country_basis is not distinct from 'context')
),

parts as (
    select
        named.*,
        case
            when contradicted.name_key is not null and named.kind = 'person' then null
            when named.kind = 'person' and named.country_basis = 'context'
                then coalesce(told_countries.country_code, named.claimed_country_code)
            else named.claimed_country_code
        end as known_country_code
    from named
    left join told_countries on named.name_key = told_countries.name_key
    left join contradicted on named.name_key = contradicted.name_key
),

posts as (
    select
        positions.article_id,
        positions.ref,
        list_sort(list(distinct {{ folded('positions.title') }})) as posts,
        list_sort(list(distinct codes.post_code) filter (codes.post_code != 'former')) as post_codes
    from {{ ref('stg_news__actor_positions') }} as positions
    inner join {{ ref('int_title_codes') }} as codes
        on positions.title = codes.title and coalesce(positions.organization_name, '') = codes.organization_name
    group by positions.article_id, positions.ref
),

known_ranks as (
    select
        {{ folded('rank_as_written') }} as folded_rank,
        arg_min(rank_code, rank_code) as rank_code,
        arg_min(rank_name, rank_code) as rank_name,
        arg_min(grade, rank_code) as grade
    from {{ ref('military_ranks') }}
    group by folded_rank
),

-- Folded once for each spelling, not for each article.
ranks as (
    select
        written.rank,
        known_ranks.rank_code,
        known_ranks.rank_name,
        known_ranks.grade
    from (
        select distinct rank
        from {{ ref('int_actor_mentions') }}
        where rank is not null
    ) as written
    inner join known_ranks on {{ folded('written.rank') }} = known_ranks.folded_rank
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
    || parts.name_key as actor_key,
    parts.parts,
    parts.blocks,
    parts.first_word,
    parts.rank as rank_as_written,
    ranks.rank_code,
    coalesce(ranks.rank_name, parts.rank) as rank_name,
    ranks.grade as rank_grade,
    coalesce(posts.posts, []) as posts,
    coalesce(posts.post_codes, []) as post_codes,
    -- What is given an id: a name with its posts, so that namesakes can be told apart without losing one.
    parts.kind
    || '|'
    || coalesce(parts.known_country_code, '')
    || '|'
    || parts.name_key
    || case when parts.kind = 'person' then '|' || array_to_string(coalesce(posts.post_codes, []), '+') else '' end
        as member_key,
    parts.mentions
from parts
left join posts on parts.article_id = posts.article_id and parts.ref = posts.ref
left join ranks on parts.rank = ranks.rank
