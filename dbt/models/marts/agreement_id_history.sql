with history as (
    {{ id_history(ref('int_agreement_ids'), ref('int_agreements_clustered'), ref('int_agreement_judgements')) }}
)

select
    {{ short_hash(['old_id', "coalesce(new_id, '')"]) }} as agreement_id_history_id,
    old_id as old_agreement_id,
    new_id as agreement_id,
    change
from history
order by agreement_id_history_id
