-- Why: no fact is published that cannot be shown. Returns the facts without a quotation.
{%- set facts = {
    'visit': ('fct_visits', 'visit_id'),
    'meeting': ('fct_meetings', 'meeting_id'),
    'agreement': ('fct_agreements', 'agreement_id'),
    'agreement_event': ('fct_agreement_events', 'agreement_event_id'),
    'honour': ('fct_honours', 'honour_id'),
    'actor_position': ('fct_actor_positions', 'position_id'),
} %}
{%- for fact_type, (model, key) in facts.items() %}
    select
        '{{ fact_type }}' as fact_type,
        facts.{{ key }} as fact_id
    from {{ ref(model) }} as facts
    left join {{ ref('bridge_evidence') }} as evidence
        on
            facts.{{ key }} = evidence.fact_id
            and evidence.fact_type = '{{ fact_type }}'
            and trim(evidence.quote) <> ''
    where evidence.fact_id is null
    {%- if not loop.last %}
        union all
    {%- endif %}
{%- endfor %}
