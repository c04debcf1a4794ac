{{ renewed('article_id', 'all', tells=['visit_id']) }}
-- Grain: one visit that one article calls off. Either the article's own claim says so, or a turned-down claim does: its
-- sentence names the leader and the country of exactly one visit that was planned before.
with cancelled_claims as (
    select
        visit_id,
        article_id,
        reference_date
    from {{ ref('int_visits_resolved') }}
    where status = 'cancelled'
),

-- The sentence around the words that were turned down.
sentences as (
    select
        rejected.article_id,
        dated.reference_date,
        rejected.span_start
        - strpos(reverse(substring(articles.text, 1, rejected.span_start)), ' .')::integer
        * (strpos(reverse(substring(articles.text, 1, rejected.span_start)), ' .') > 0)::integer
        - case
            when strpos(reverse(substring(articles.text, 1, rejected.span_start)), ' .') = 0
                then rejected.span_start
            else 0
        end
        + case when strpos(reverse(substring(articles.text, 1, rejected.span_start)), ' .') > 0 then 1 else 0 end
            as sentence_start,
        rejected.span_end
        + case
            when strpos(substring(articles.text, rejected.span_end + 1), '. ') > 0
                then strpos(substring(articles.text, rejected.span_end + 1), '. ')
            else length(articles.text) - rejected.span_end
        end as sentence_end,
        articles.text
    from {{ ref('stg_news__rejected_claims') }} as rejected
    inner join {{ ref('stg_news__articles') }} as articles on rejected.article_id = articles.article_id
    inner join {{ ref('int_articles_dated') }} as dated on rejected.article_id = dated.article_id
    where rejected.reason = 'cancelled'
),

quoted as (
    select
        article_id,
        reference_date,
        sentence_start::integer as span_start,
        sentence_end::integer as span_end,
        substring(text, sentence_start::integer + 1, (sentence_end - sentence_start)::integer) as quote
    from sentences
),

mentions as (
    select
        article_id,
        actor_id,
        unnest(mentions) as mention
    from {{ ref('int_actors_resolved') }}
    where kind = 'person'
),

planned as (
    select
        visit_id,
        any_value(leader_actor_id) as leader_actor_id,
        any_value(destination_code) as destination_code,
        min(reference_date) as first_day
    from {{ ref('int_visits_resolved') }}
    where leader_actor_id is not null
    group by visit_id
    having bool_or(status = 'planned') and not bool_or(status in ('completed', 'ongoing', 'past_reference'))
),

country_names as (
    select
        country_code,
        unnest([name_en, name_de, name_es, name_fr, name_vi]) as name
    from {{ ref('countries') }}
),

called_off as (
    select distinct
        quoted.article_id,
        quoted.reference_date,
        quoted.span_start,
        quoted.span_end,
        quoted.quote,
        planned.visit_id
    from quoted
    inner join mentions
        on
            quoted.article_id = mentions.article_id
            and mentions.mention['start'] >= quoted.span_start
            and mentions.mention['end'] <= quoted.span_end
    inner join planned
        on
            mentions.actor_id = planned.leader_actor_id
            and coalesce(quoted.reference_date >= planned.first_day, true)
    inner join country_names
        on
            planned.destination_code = country_names.country_code
            and contains(' ' || {{ folded('quoted.quote') }} || ' ', ' ' || {{ folded('country_names.name') }} || ' ')
),

certain as (
    select *
    from called_off
    qualify count(*) over (partition by article_id, span_start) = 1
)

select
    visit_id,
    article_id,
    reference_date,
    span_start,
    span_end,
    quote
from certain
union all
select distinct
    visit_id,
    article_id,
    reference_date,
    null as span_start,
    null as span_end,
    null as quote
from cancelled_claims
