select
    area_code,
    area_name as name,
    area_group,
    plover_context
from {{ ref('agreement_areas') }}
order by area_code
