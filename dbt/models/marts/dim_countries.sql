select
    country_code,
    alpha3_code,
    numeric_code,
    name_en as name,
    {{ to_ascii('name_en') }} as name_ascii,
    name_de,
    name_es,
    name_fr,
    name_vi
from {{ ref('countries') }}
order by country_code
