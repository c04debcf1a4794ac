{%- set facts = ['visit', 'meeting', 'agreement', 'honour'] %}
with evidence as (
    {%- for fact in facts %}
        select
            evidence.fact_type,
            facts.{{ fact }}_id as fact_id,
            evidence.article_id,
            evidence.span_start,
            evidence.span_end,
            evidence.quote
        from {{ ref('stg_news__evidence') }} as evidence
        inner join {{ ref('int_' ~ fact ~ 's_resolved') }} as facts
            on
                evidence.article_id = facts.article_id
                and evidence.claim_index = facts.claim_index
                and evidence.fact_type = '{{ fact }}'
        union all
    {%- endfor %}
    select
        'agreement_event' as fact_type,
        steps.agreement_event_id as fact_id,
        evidence.article_id,
        evidence.span_start,
        evidence.span_end,
        evidence.quote
    from {{ ref('stg_news__evidence') }} as evidence
    inner join {{ ref('int_agreement_steps') }} as steps
        on
            evidence.article_id = steps.article_id
            and evidence.claim_index = steps.claim_index
            and evidence.fact_type = 'agreement'
    union all
    select
        'visit' as fact_type,
        visit_id as fact_id,
        article_id,
        span_start,
        span_end,
        quote
    from {{ ref('int_visit_cancellations') }}
    where quote is not null
    union all
    select
        'actor_position' as fact_type,
        position_id as fact_id,
        article_id,
        span_start,
        span_end,
        quote
    from {{ ref('int_position_evidence') }}
)

select distinct
    {{ short_hash([
        'evidence.fact_type',
        'evidence.fact_id',
        'evidence.article_id',
        'evidence.span_start::varchar',
        'evidence.span_end::varchar',
    ]) }} as evidence_id,
    evidence.fact_type,
    evidence.fact_id,
    evidence.article_id,
    evidence.span_start,
    evidence.span_end,
    evidence.quote,
    articles.extractor_version
from evidence
inner join {{ ref('stg_news__articles') }} as articles on evidence.article_id = articles.article_id
order by evidence_id
