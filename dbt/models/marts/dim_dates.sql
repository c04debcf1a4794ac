-- Whole years only, and only years in which something happened or was published.
with days as (
    select published_date as day from {{ ref('dim_articles') }}
    union all
    select reference_date as day from {{ ref('dim_articles') }}
    union all
    select unnest([start_date, end_date]) as day from {{ ref('fct_visits') }}
    union all
    select meeting_date as day from {{ ref('fct_meetings') }}
    union all
    select unnest([signed_date, valid_from_date, valid_to_date]) as day from {{ ref('fct_agreements') }}
),

years as (
    select distinct year(day) as year
    from days
    where day is not null
),

calendar as (
    select unnest(generate_series(make_date(year, 1, 1), make_date(year, 12, 31), interval 1 day))::date as date_day
    from years
)

select
    date_day,
    year(date_day)::integer as year,
    quarter(date_day)::integer as quarter,
    month(date_day)::integer as month,
    day(date_day)::integer as day_of_month,
    isodow(date_day)::integer as iso_weekday,
    weekofyear(date_day)::integer as iso_week,
    strftime(date_day, '%Y-%m') as year_month,
    isodow(date_day) >= 6 as is_weekend
from calendar
order by date_day
