-- noqa: disable=RF05,RF06
-- Defense Cooperation Agreement Dataset (DCAD), dyad-year file: whether two states have a defence cooperation
-- agreement in a year, in that data set's own columns. From the year of the first one of a pair to the year of the
-- latest article. A year without an agreement between is 0; a pair without any has no row.
with latest as (
    select year(max(reference_date))::integer as as_of_year
    from {{ ref('dim_articles') }}
),

-- Bilateral, and of the kinds that bind: what is only declared or intended is no agreement in force.
bilateral as (
    select
        parties.agreement_id,
        min(parties.country_code) as one,
        max(parties.country_code) as two
    from {{ ref('bridge_agreement_parties') }} as parties
    inner join {{ ref('fct_agreements') }} as agreements on parties.agreement_id = agreements.agreement_id
    where
        agreements.kind in ('treaty', 'agreement', 'memorandum_of_understanding', 'protocol')
        and agreements.status in ('signed', 'in_force', 'implementing', 'expired')
    group by parties.agreement_id
    having count(distinct parties.country_code) = 2 and count(*) = count(parties.country_code)
),

fields as (
    select
        agreement_id,
        bool_or(area_code = 'defence') as is_general,
        bool_or(area_code in ('military_medicine', 'military_training', 'arms', 'maritime_security', 'intelligence'))
            as is_sector
    from {{ ref('bridge_agreement_areas') }}
    group by agreement_id
    having is_general or is_sector
),

-- Strict: the year of signature is told. Broad: else the year of the first report stands for it.
lives as (
    select
        least(one.cow_code, two.cow_code) as ccode1,
        case when one.cow_code < two.cow_code then one.cow_abbreviation else two.cow_abbreviation end as abbrev1,
        greatest(one.cow_code, two.cow_code) as ccode2,
        case when one.cow_code < two.cow_code then two.cow_abbreviation else one.cow_abbreviation end as abbrev2,
        try_cast(agreements.signed_date_edtf[:4] as integer) as signed_year,
        coalesce(
            try_cast(agreements.signed_date_edtf[:4] as integer),
            try_cast(agreements.valid_from_edtf[:4] as integer),
            year(agreements.first_reported_date)::integer
        ) as first_year,
        coalesce(
            try_cast(agreements.valid_to_edtf[:4] as integer),
            case when agreements.status = 'expired' then year(agreements.first_reported_date)::integer end
        ) as last_year,
        fields.is_general,
        fields.is_sector and not fields.is_general as is_sector
    from bilateral
    inner join fields on bilateral.agreement_id = fields.agreement_id
    inner join {{ ref('fct_agreements') }} as agreements on bilateral.agreement_id = agreements.agreement_id
    inner join {{ ref('country_codes') }} as one on bilateral.one = one.country_code
    inner join {{ ref('country_codes') }} as two on bilateral.two = two.country_code
    where one.cow_code is not null and two.cow_code is not null
),

dyads as (
    select
        ccode1,
        ccode2,
        any_value(abbrev1) as abbrev1,
        any_value(abbrev2) as abbrev2,
        min(first_year) as first_year
    from lives
    where first_year is not null
    group by ccode1, ccode2
),

years as (
    select
        dyads.*,
        unnest(generate_series(dyads.first_year, greatest(latest.as_of_year, dyads.first_year)))::integer as year
    from dyads
    cross join latest
)

select
    years.ccode1,
    years.abbrev1,
    years.ccode2,
    years.abbrev2,
    years.year,
    coalesce(bool_or(lives.is_general and lives.signed_year is not null), false)::integer as "dcaGeneralV1",
    coalesce(bool_or(lives.is_general), false)::integer as "dcaGeneralV2",
    coalesce(bool_or(lives.is_sector and lives.signed_year is not null), false)::integer as "dcaSectorV1",
    coalesce(bool_or(lives.is_sector), false)::integer as "dcaSectorV2",
    coalesce(bool_or(lives.signed_year is not null), false)::integer as "dcaAnyV1",
    coalesce(bool_or(lives.ccode1 is not null), false)::integer as "dcaAnyV2"
from years
left join lives
    on
        years.ccode1 = lives.ccode1
        and years.ccode2 = lives.ccode2
        and years.year >= lives.first_year
        and years.year <= coalesce(lives.last_year, years.year)
group by years.ccode1, years.abbrev1, years.ccode2, years.abbrev2, years.year
order by years.ccode1, years.ccode2, years.year
