{%- set scope = 'select article_id from ' ~ ref('int_articles_touched') %}
{{ config(
    materialized='incremental',
    incremental_strategy='append',
    meta={'is_cache': true},
    post_hook='select dismiss_helpers()'
) }}
-- Grain: one written name of a person. Its words without titles and particles in plain Latin letters, and the
-- consonants of each, under which like names are looked for. A name's form never changes, so the table only grows.
with names as (
    select distinct name
    from {{ within(ref('stg_news__actors'), scope) }}
    where
        kind = 'person'
        and name <> ''
        {%- if is_incremental() %}
            and name not in (select known.name from {{ this }} as known)
        {%- endif %}
),

-- Many in a call, which uses all processors.
gathered as (
    select list(name order by name) as names
    from names
    group by hash(name) % 16
),

-- Materialized, or the function would be called once for each use of what it gives.
answered as materialized (
    select
        names,
        name_forms(names) as forms
    from gathered
),

formed as (
    select
        unnest(names) as name,
        from_json(
            unnest(forms),
            '{"words": ["VARCHAR"], "blocks": ["VARCHAR"], "is_latin": "BOOLEAN", "marks": [["VARCHAR"]]}'
        ) as form
    from answered
)

select
    name,
    form.words,
    form.blocks,
    form.is_latin,
    form.marks,
    list_sort(list_distinct(form.words)) as parts,
    array_to_string(list_sort(list_distinct(form.words)), ' ') as name_key
from formed
