-- noqa: disable=LT02,LT05
{{ config(schema='nights') }}
-- depends_on: {{ ref('fct_visits') }}, {{ ref('fct_meetings') }}, {{ ref('fct_agreements') }}
-- depends_on: {{ ref('fct_agreement_events') }}, {{ ref('bridge_visit_participants') }}, {{ ref('bridge_visit_places') }}
-- depends_on: {{ ref('bridge_meeting_participants') }}, {{ ref('bridge_agreement_parties') }}, {{ ref('bridge_agreement_areas') }}
-- depends_on: {{ ref('bridge_agreement_signatories') }}, {{ ref('dim_articles') }}, {{ ref('int_actors_shown') }}
-- Grain: one visit, meeting or agreement of which an exchange table may show something else than before: itself, who
-- took part, its evidence, or its visit. Only of a night; nothing is looked for here when everything is built.
{%- if is_night() %}
{%- set actors = changed('actor_id', 'int_actors_shown') %}
with visits as (
    {{ changed('visit_id', 'fct_visits', 'bridge_visit_participants', 'bridge_visit_places') }}
    union
    select visit_id from {{ ref('bridge_visit_participants') }}
    where actor_id in ({{ actors }})
    union
    select visit_id from {{ ref('fct_visits') }}
    where leader_actor_id in ({{ actors }})
),

met as (
    {{ changed('meeting_id', 'fct_meetings', 'bridge_meeting_participants') }}
    union
    select meeting_id from {{ ref('bridge_meeting_participants') }}
    where actor_id in ({{ actors }})
    union
    select meeting_id from {{ ref('fct_meetings') }}
    where visit_id in (select visits.visit_id from visits)
),

concluded as (
    {{ changed('agreement_id', 'fct_agreements', 'fct_agreement_events', 'bridge_agreement_parties',
        'bridge_agreement_areas', 'bridge_agreement_signatories') }}
    union
    select agreement_id from {{ ref('bridge_agreement_parties') }}
    where actor_id in ({{ actors }})
    union
    select agreement_id from {{ ref('bridge_agreement_signatories') }}
    where actor_id in ({{ actors }})
    union
    select agreement_id from {{ ref('fct_agreements') }}
    where visit_id in (select visits.visit_id from visits)
)

select visit_id as fact_id from visits
union
{{ changed('visit_id as fact_id', 'fct_meetings', 'fct_agreements') }}
union
select visit_id as fact_id from {{ ref('fct_meetings') }}
where meeting_id in (select met.meeting_id from met)
union
select meeting_id as fact_id from met
union
select agreement_id as fact_id from concluded
union
{{ changed('fact_id', 'bridge_evidence') }}
union
select fact_id from {{ ref('bridge_evidence') }}
where article_id in ({{ changed('article_id', 'dim_articles') }})
{%- else %}
select fact_id
from {{ ref('bridge_evidence') }}
where false
{%- endif %}
