{%- set scope = changed('article_id', 'int_visits_resolved', 'int_meetings_resolved', 'int_agreements_resolved',
    'int_honours_resolved', 'int_agreement_steps', 'int_visit_cancellations', 'int_position_evidence')
    ~ ' union select article_id from ' ~ ref('int_articles_touched') %}
{{ renewed('article_id', scope, tells=['fact_type', 'fact_id']) }}
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
        from {{ within(ref('stg_news__evidence'), scope) }} as evidence
        inner join {{ within(ref('int_' ~ fact ~ 's_resolved'), scope) }} as facts
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
    from {{ within(ref('stg_news__evidence'), scope) }} as evidence
    inner join {{ within(ref('int_agreement_steps'), scope) }} as steps
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
    from {{ within(ref('int_visit_cancellations'), scope) }}
    where quote is not null
    union all
    select
        'actor_position' as fact_type,
        position_id as fact_id,
        article_id,
        span_start,
        span_end,
        quote
    from {{ within(ref('int_position_evidence'), scope) }}
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
inner join {{ within(ref('stg_news__articles'), scope) }} as articles on evidence.article_id = articles.article_id
order by evidence.fact_type, evidence.fact_id, evidence_id
