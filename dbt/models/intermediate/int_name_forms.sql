{{ config(materialized='incremental', incremental_strategy='append') }}
-- Grain: one written name of a person. Its words without titles and particles in plain Latin letters, and the
-- consonants of each, under which like names are looked for. A name's form never changes, so the table only grows.
with names as (
    select distinct name
    from {{ ref('stg_news__actors') }}
    where
        kind = 'person'
        and name <> ''
        {%- if is_incremental() %}
            and name not in (select known.name from {{ this }} as known)
        {%- endif %}
),

formed as (
    select
        name,
        name_form(name) as form
    from names
)

select
    name,
    form.words,
    form.blocks,
    form.is_latin,
    array_to_string(list_sort(list_distinct(form.words)), ' ') as name_key
from formed
