-- Why: no fact is published that cannot be shown. Posts are left out: an actor without mentions may still bear a post.
-- Returns the facts without evidence.
{%- set facts = {
    'visit': 'fct_visits',
    'meeting': 'fct_meetings',
    'agreement': 'fct_agreements',
    'honour': 'fct_honours',
} %}
{%- for fact_type, model in facts.items() %}
    select
        '{{ fact_type }}' as fact_type,
        facts.{{ fact_type }}_id as fact_id
    from {{ ref(model) }} as facts
    left join {{ ref('bridge_evidence') }} as evidence
        on facts.{{ fact_type }}_id = evidence.fact_id and evidence.fact_type = '{{ fact_type }}'
    where evidence.fact_id is null
    {%- if not loop.last %}
        union all
    {%- endif %}
{%- endfor %}
