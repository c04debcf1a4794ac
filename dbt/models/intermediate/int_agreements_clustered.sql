{#- All between the same parties. #}
{%- set named = ref('int_agreements_named') %}
{%- set parties = changed('party_key', 'int_agreements_named') ~ ' union select party_key from ' ~ named
    ~ ' where article_id in (' ~ changed('article_id', 'int_agreement_areas') ~ ')' %}
{%- set scope = 'select member_key from ' ~ named ~ ' where party_key in (' ~ parties ~ ') union '
    ~ changed('member_key', 'int_agreements_named') %}
{{ renewed('member_key', scope, tells=['cluster_key']) }}
-- Grain: one member key. One instrument across articles and languages: what bears the same words
-- (int_agreements_named), and beyond that two that are the only ones of their kind, parties and time whose fields
-- agree, in two languages, or the shorter of whose names stands in the longer, in one. Where two could be meant, none
-- is.
with claims as (
    select *
    from {{ named }}
    {%- if is_incremental() %}
        where party_key in (select scoped.party_key from {{ within(named, scope, 'member_key') }} as scoped)
    {%- endif %}
),

groups as (
    select
        named.words_key,
        min(named.kind) as kind,
        min(named.party_key) as party_key,
        case when bool_or(named.is_of_one_story) then min(named.original_article_id) else '' end as story,
        bool_or(named.kind = 'commitment') as is_commitment,
        list_sort(list(distinct named.language_code)) as languages,
        max(named.settled_day) as signed_day,
        min(named.reference_date) as first_day,
        max(named.reference_date) as last_day,
        any_value(named.telling_words) as telling_words
    from claims as named
    group by named.words_key
),

group_areas as (
    select
        named.words_key,
        list_sort(list(distinct areas.area_code)) as area_codes
    from claims as named
    inner join {{ ref('int_agreement_areas') }} as areas
        on named.article_id = areas.article_id and named.claim_index = areas.claim_index
    where areas.area_code is not null
    group by named.words_key
),

compared as (
    select
        groups.*,
        coalesce(group_areas.area_codes, []) as area_codes,
        -- Which of two kinds an instrument is, languages do not tell apart.
        case when groups.kind = 'treaty' then 'agreement' else groups.kind end as kind_class
    from groups
    left join group_areas on groups.words_key = group_areas.words_key
    where groups.party_key <> ''
),

pairs as (
    select
        a.words_key,
        b.words_key as other_key,
        array_to_string(b.languages, ' ') as other_languages,
        list_has_any(a.languages, b.languages) as in_one_language
    from compared as a
    inner join compared as b
        on
            a.party_key = b.party_key
            and a.kind_class = b.kind_class
            and a.story = b.story
            and a.words_key <> b.words_key
    where
        case
            when a.signed_day is not null and b.signed_day is not null then a.signed_day = b.signed_day
            when a.signed_day is not null
                then b.first_day between a.signed_day - 30 and a.signed_day + 30
            when b.signed_day is not null
                then a.first_day between b.signed_day - 30 and b.signed_day + 30
            else abs(a.first_day - b.first_day) <= 30
        end
        and case
            when list_has_any(a.languages, b.languages)
                then
                    not a.is_commitment
                    and least(len(a.telling_words), len(b.telling_words)) >= 2
                    and (
                        list_has_all(a.telling_words, b.telling_words)
                        or list_has_all(b.telling_words, a.telling_words)
                    )
            else
                (a.area_codes = b.area_codes and len(a.area_codes) > 0)
                or (
                    a.area_codes = b.area_codes
                    and a.signed_day is not null
                    and a.signed_day = b.signed_day
                )
        end
),

-- Only where each is the other's one candidate.
candidates as (
    select
        words_key,
        in_one_language,
        other_languages,
        count(*) as candidate_count
    from pairs
    group by words_key, in_one_language, other_languages
),

single as (
    select
        pairs.words_key,
        pairs.other_key
    from pairs
    inner join candidates
        on
            pairs.words_key = candidates.words_key
            and pairs.in_one_language = candidates.in_one_language
            and pairs.other_languages = candidates.other_languages
    where candidates.candidate_count = 1
),

edges as (
    select
        single.words_key,
        single.other_key
    from single
    inner join single as back on single.words_key = back.other_key and single.other_key = back.words_key
),

-- Five languages make chains of at most four steps.
{%- for step in range(1, 5) %}
    step_{{ step }} as (
        select
            {{ 'edges.words_key' if step == 1 else 'known.words_key' }},
            least(
                {{ 'edges.words_key' if step == 1 else 'min(known.root_key)' }},
                {{ 'min(edges.other_key)' if step == 1 else 'min(coalesce(others.root_key, known.root_key))' }}
            ) as root_key
        {%- if step == 1 %}
            from edges
            group by edges.words_key
        {%- else %}
            from step_{{ step - 1 }} as known
            left join edges on known.words_key = edges.words_key
            left join step_{{ step - 1 }} as others on edges.other_key = others.words_key
            group by known.words_key
        {%- endif %}
    ),
{% endfor %}
completed as (
    select distinct
        named.member_key,
        coalesce(step_4.root_key, named.words_key) as cluster_key
    from claims as named
    left join step_4 on named.words_key = step_4.words_key
)

select
    member_key,
    min(cluster_key) as cluster_key,
    {{ short_hash(["'agreement'", 'min(cluster_key)']) }} as proposed_id,
    true as is_anchor
from completed
{%- if is_incremental() %}
    where {{ in_scope('member_key', scope) }}
{%- endif %}
group by member_key
