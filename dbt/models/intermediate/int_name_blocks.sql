{%- set scope = changed('actor_key', 'int_name_keys') %}
{{ renewed('actor_key', scope, tells=['country_code', 'block']) }}
-- Grain: the consonants of one word of one actor key of a person.
select
    actor_key,
    country_code,
    unnest(blocks) as block
from {{ within(ref('int_name_keys'), scope, 'actor_key') }}
