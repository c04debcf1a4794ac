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
{%- set visits = 'select visits.visit_id from visits' %}
with visits as (
    {{ changed('visit_id', 'fct_visits', 'bridge_visit_participants', 'bridge_visit_places') }}
    union
    {{ keys_where('visit_id', ref('bridge_visit_participants'), 'actor_id', actors) }}
    union
    {{ keys_where('visit_id', ref('fct_visits'), 'leader_actor_id', actors) }}
),

met as (
    {{ changed('meeting_id', 'fct_meetings', 'bridge_meeting_participants') }}
    union
    {{ keys_where('meeting_id', ref('bridge_meeting_participants'), 'actor_id', actors) }}
    union
    {{ keys_where('meeting_id', ref('fct_meetings'), 'visit_id', visits) }}
),

concluded as (
    {{ changed('agreement_id', 'fct_agreements', 'fct_agreement_events', 'bridge_agreement_parties',
        'bridge_agreement_areas', 'bridge_agreement_signatories') }}
    union
    {{ keys_where('agreement_id', ref('bridge_agreement_parties'), 'actor_id', actors) }}
    union
    {{ keys_where('agreement_id', ref('bridge_agreement_signatories'), 'actor_id', actors) }}
    union
    {{ keys_where('agreement_id', ref('fct_agreements'), 'visit_id', visits) }}
),

touched as (
    select visit_id as fact_id from visits
    union
    select meeting_id from met
    union
    select agreement_id from concluded
    union
    {{ changed('visit_id', 'fct_meetings', 'fct_agreements') }}
    union
    {{ keys_where('visit_id', ref('fct_meetings'), 'meeting_id', 'select met.meeting_id from met') }}
    union
    {{ changed('fact_id', 'bridge_evidence') }}
    union
    {{ keys_where('fact_id', ref('bridge_evidence'), 'article_id', changed('article_id', 'dim_articles')) }}
)

-- Most meetings and agreements are of no visit.
select fact_id
from touched
where fact_id is not null
{%- else %}
select fact_id
from {{ ref('bridge_evidence') }}
where false
{%- endif %}
