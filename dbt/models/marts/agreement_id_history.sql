{%- set scope = ids_touched('int_agreement_ids', 'int_agreements_clustered', 'agreement') %}
{{ renewed('old_agreement_id', scope) }}
with history as (
    {{ id_history('int_agreement_ids', 'int_agreements_clustered', scope, ref('int_agreement_judgements')) }}
)

select
    {{ short_hash(['old_id', "coalesce(new_id, '')"]) }} as agreement_id_history_id,
    old_id as old_agreement_id,
    new_id as agreement_id,
    change
from history
order by agreement_id_history_id
