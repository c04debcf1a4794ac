{%- set scope = changed('agreement_id', 'int_agreements_resolved') ~ ' union select agreement_id from '
    ~ ref('int_agreements_resolved') ~ ' where article_id in (' ~ changed('article_id', 'int_agreement_areas') ~ ')' %}
{{ renewed('agreement_id', scope) }}
select
    resolved.agreement_id,
    areas.area,
    {{ fullest('areas.area_as_written') }} as area_as_written,
    min(areas.area_code) as area_code,
    min(areas.basis) as basis,
    count(distinct areas.article_id)::integer as article_count
from {{ within(ref('int_agreements_resolved'), scope, 'agreement_id') }} as resolved
inner join {{ ref('int_agreement_areas') }} as areas
    on resolved.article_id = areas.article_id and resolved.claim_index = areas.claim_index
group by resolved.agreement_id, areas.area
order by resolved.agreement_id, areas.area
