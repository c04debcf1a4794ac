-- Grain: one text span of one claim.
{%- set facts = {'visit': 'visits', 'meeting': 'meetings', 'agreement': 'agreements', 'honour': 'honours'} %}
with unnested as (
    {%- for fact_type, table in facts.items() %}
        select
            '{{ fact_type }}' as fact_type,
            article_id,
            claim_index,
            unnest(evidence) as span
        from {{ source('raw', table) }}
        {%- if not loop.last %}
            union all
        {%- endif %}
    {%- endfor %}
)

select
    fact_type,
    article_id,
    claim_index,
    span.start as span_start,
    span.end as span_end,
    span.text as quote
from unnested
