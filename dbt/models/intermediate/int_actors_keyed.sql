{%- set scope = changed('article_id', 'int_actor_mentions', 'int_position_bodies')
    ~ ' union select article_id from ' ~ ref('int_actor_mentions') ~ ' where name in (select name from '
    ~ ref('int_name_forms') ~ ' where name_key in (' ~ changed('name_key', 'int_name_countries') ~ '))' %}
{{ renewed('article_id', scope, tells=['actor_key', 'member_key']) }}
-- Grain: one actor as one article names it. Adds what actors are compared by: the parts of the name, the folded posts
-- and the grade of the rank. A country that one article only concluded from its surroundings gives way to the one that
-- other articles tell of the same full name.
with body_words as (
    select
        name,
        {{ folded_words('name') }} as words
    from (
        select distinct name
        from {{ within(ref('int_actor_mentions'), scope) }}
        where kind <> 'person'
    )
),

-- A body is known by its name in any language; what no table knows stands for itself.
body_names as (
    select
        body_words.name,
        body_words.words,
        array_to_string(body_words.words, ' ') as body_key,
        general.body_words as general_words,
        coalesce(general.is_international, false) as is_international
    from body_words
    left join {{ ref('int_body_names') }} as general
        on array_to_string(body_words.words, ' ') = general.name_key and general.country_code = ''
    where len(body_words.words) > 0
),

bodies as (
    select
        actors.article_id,
        actors.ref,
        actors.kind,
        actors.name,
        actors.variants,
        actors.rank,
        actors.mentions,
        case when not names.is_international then countries.country_code end as country_code,
        actors.country_code as claimed_country_code,
        actors.country_basis,
        coalesce(
            own.body_words,
            case when countries.country_code is not null or names.is_international then names.general_words end,
            names.words
        ) as parts
    from {{ within(ref('int_actor_mentions'), scope) }} as actors
    inner join body_names as names on actors.name = names.name
    left join {{ ref('countries') }} as countries on actors.country_code = countries.country_code
    left join {{ ref('int_body_names') }} as own
        on names.body_key = own.name_key and countries.country_code = own.country_code
    where actors.kind <> 'person'
),

posts as (
    select
        positions.article_id,
        positions.ref,
        list_sort(list(distinct codes.title_key)) as posts,
        list_sort(list(distinct codes.post_code) filter (codes.post_code <> 'former')) as post_codes
    from {{ within(ref('stg_news__actor_positions'), scope) }} as positions
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
        from {{ within(ref('int_actor_mentions'), scope) }}
        where rank is not null
    ) as written
    inner join known_ranks on {{ folded('written.rank') }} = known_ranks.folded_rank
),

keyed as (
    select
        actors.article_id,
        actors.ref,
        actors.kind,
        actors.name,
        actors.variants,
        case
            when name_countries.is_contradicted then null
            when actors.country_basis = 'context'
                then coalesce(name_countries.told_country_code, countries.country_code)
            else countries.country_code
        end as country_code,
        actors.country_code as claimed_country_code,
        actors.country_basis,
        forms.name_key,
        forms.parts,
        forms.blocks,
        forms.is_latin,
        forms.words[1] as first_word,
        actors.rank,
        actors.mentions
    from {{ within(ref('int_actor_mentions'), scope) }} as actors
    inner join {{ ref('int_name_forms') }} as forms on actors.name = forms.name
    left join {{ ref('countries') }} as countries on actors.country_code = countries.country_code
    left join {{ ref('int_name_countries') }} as name_countries on forms.name_key = name_countries.name_key
    where actors.kind = 'person' and len(forms.words) > 0
    union all
    select
        article_id,
        ref,
        kind,
        name,
        variants,
        country_code,
        claimed_country_code,
        country_basis,
        array_to_string(parts, ' ') as name_key,
        parts,
        [] as blocks,
        true as is_latin,
        parts[1] as first_word,
        rank,
        mentions
    from bodies
)

select
    keyed.article_id,
    keyed.ref,
    keyed.kind,
    keyed.name,
    keyed.variants,
    keyed.country_code,
    -- The ground that the article itself gives for this country.
    case when keyed.country_code = keyed.claimed_country_code then coalesce(keyed.country_basis, 'text') end
        as country_basis,
    keyed.kind || '|' || coalesce(keyed.country_code, '') || '|' || keyed.name_key as actor_key,
    keyed.parts,
    keyed.blocks,
    keyed.is_latin,
    keyed.first_word,
    keyed.rank as rank_as_written,
    ranks.rank_code,
    coalesce(ranks.rank_name, keyed.rank) as rank_name,
    ranks.grade as rank_grade,
    coalesce(posts.posts, []) as posts,
    coalesce(posts.post_codes, []) as post_codes,
    -- What is given an id: a name with its posts, so that namesakes can be told apart without losing one.
    keyed.kind || '|' || coalesce(keyed.country_code, '') || '|' || keyed.name_key
    || case when keyed.kind = 'person' then '|' || array_to_string(coalesce(posts.post_codes, []), '+') else '' end
        as member_key,
    keyed.mentions
from keyed
left join posts on keyed.article_id = posts.article_id and keyed.ref = posts.ref
left join ranks on keyed.rank = ranks.rank
