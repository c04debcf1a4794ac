-- Why: a relationships test cannot follow a key into several tables. Returns the evidence whose fact does not exist.
{%- set facts = {
    'visit': ('fct_visits', 'visit_id'),
    'meeting': ('fct_meetings', 'meeting_id'),
    'agreement': ('fct_agreements', 'agreement_id'),
    'agreement_event': ('fct_agreement_events', 'agreement_event_id'),
    'honour': ('fct_honours', 'honour_id'),
    'actor_position': ('fct_actor_positions', 'position_id'),
} %}
with facts as (
    {%- for fact_type, (model, key) in facts.items() %}
        select
            '{{ fact_type }}' as fact_type,
            {{ key }} as fact_id
        from {{ ref(model) }}
        {%- if not loop.last %}
            union all
        {%- endif %}
    {%- endfor %}
)

select
    evidence.evidence_id,
    evidence.fact_type,
    evidence.fact_id
from {{ ref('bridge_evidence') }} as evidence
left join facts on evidence.fact_type = facts.fact_type and evidence.fact_id = facts.fact_id
where facts.fact_id is null
