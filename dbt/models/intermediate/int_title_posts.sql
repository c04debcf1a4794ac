{%- set scope = 'select article_id from ' ~ ref('int_articles_touched') %}
{{ renewed(['language_code', 'title', 'organization_name'], none) }}
-- Grain: one title with its body, as written in one language; only grows. Which known post it is, and whether it is one
-- that the holder no longer has. The words of a term stand in the title in their order; of several terms the one that
-- begins first counts, then the longest. What is certainly no such post ("counterpart", "president-elect") goes before
-- all.
with titles as (
    select distinct
        articles.language_code,
        positions.title,
        positions.organization_name
    from {{ within(ref('stg_news__actor_positions'), scope) }} as positions
    inner join {{ within(ref('stg_news__articles'), scope) }} as articles on positions.article_id = articles.article_id
    {%- if is_incremental() %}
        except
        select
            known.language_code,
            known.title,
            known.organization_name
        from {{ this }} as known
    {%- endif %}
),

tokens as (
    select
        *,
        {{ folded_words('title') }} as title_words,
        {{ folded("title || ' ' || coalesce(organization_name, '')") }} as full_words
    from titles
),

former_terms as (
    select
        language_code,
        list({{ folded('term') }}) as terms,
        map_from_entries(list(({{ folded('term') }}, replaced_by)) filter (replaced_by is not null)) as replacements
    from {{ ref('former_terms') }}
    group by language_code
),

marked as (
    select
        tokens.*,
        coalesce(
            list_has_any(tokens.title_words[:3], former_terms.terms)
            and not starts_with(array_to_string(tokens.title_words, ' '), 'nguyen thu quoc'),
            false
        ) as is_former,
        list_filter(
            list_transform(
                tokens.title_words,
                lambda word: coalesce(
                    former_terms.replacements[word],  -- noqa: RF02
                    case when list_contains(coalesce(former_terms.terms, []), word) then '' else word end  -- noqa: RF02
                )
            ),
            lambda word: word <> ''  -- noqa: RF02
        ) as bare_words
    from tokens
    left join former_terms on tokens.language_code = former_terms.language_code
),

titled as (
    select
        language_code,
        title,
        organization_name,
        is_former,
        array_to_string(case when is_former then bare_words else title_words end, ' ') as title_key,
        case
            when
                is_former
                then array_to_string(bare_words, ' ') || ' ' || coalesce({{ folded('organization_name') }}, '')
            else full_words
        end as words
    from marked
),

terms as (
    select
        post_code,
        language_code,
        {{ folded('term') }} as term,
        '\b' || replace({{ folded('term') }}, ' ', '\b.*\b') || '\b' as pattern
    from {{ ref('post_terms') }}
),

matched as (
    select
        titled.*,
        terms.post_code,
        terms.term,
        length(regexp_extract(titled.words, '^(.*?)' || terms.pattern, 1)) as begins_at
    from titled
    left join terms
        on titled.language_code = terms.language_code and regexp_matches(titled.words, terms.pattern)
),

-- A body of its own that is none of a state's makes its president no head of state.
settled as (
    select
        matched.*,
        coalesce(
            posts.ladder in ('state', 'government')
            and matched.organization_name is not null
            and not regexp_matches(
                {{ folded('matched.organization_name') }},
                '\b(republic|republik|republica|republique|cong hoa|kingdom|konigreich|reino|royaume|vuong quoc|nuoc'
                || '|government|gobierno|gouvernement|regierung|chinh phu)\b'
            ),
            false
        ) as is_of_other_body
    from matched
    left join {{ ref('posts') }} as posts on matched.post_code = posts.post_code
)

select
    language_code,
    title,
    organization_name,
    is_former,
    title_key,
    {{ folded('organization_name') }} as organization_key,
    case when post_code = 'other' or is_of_other_body then null else post_code end as post_code
from settled
qualify row_number() over (
    partition by language_code, title, organization_name
    order by
        post_code is null, post_code not in ('other', 'consort'), begins_at asc, length(term) desc, term, post_code asc
) = 1
