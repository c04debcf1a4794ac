select
    agreement_id,
    {{ folded('area') }} as area,
    {{ fullest('area') }} as area_as_written
from (select
    agreement_id,
    unnest(areas) as area
from {{ ref('int_agreements_resolved') }})
where {{ folded('area') }} <> ''
group by agreement_id, {{ folded('area') }}
order by agreement_id, area
