{%- set scope = changed('actor_id', 'int_actors_resolved') %}
{{ renewed('actor_id', scope, tells=['name_key']) }}
-- Grain: one actor that is a body and one of its names, folded, in one country: by which a post that names a body finds
-- it.
select distinct
    actor_id,
    country_code,
    {{ folded('name') }} as name_key
from (
    select distinct
        actor_id,
        country_code,
        name
    from {{ within(ref('int_actors_resolved'), scope, 'actor_id') }}
    where kind = 'organization'
) as named
