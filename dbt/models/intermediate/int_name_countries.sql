{#- Names as touched articles wrote them or write them now; all that bear the same words. #}
{%- set scope = 'select name_key from ' ~ ref('int_name_forms') ~ ' where name in ('
    ~ changed('name', 'int_actor_mentions') ~ ')' %}
{%- set names = 'select name from ' ~ ref('int_name_forms') ~ ' where name_key in (' ~ scope ~ ')' %}
{{ renewed('name_key', scope) }}
-- Grain: one full name for whose bearer an article only concluded the country from its surroundings. The one country
-- that other articles tell of the same name; and whether conclusions contradict each other, with nothing told, so that
-- they settle nothing: one person without a country, not two.
with persons as (
    select
        forms.name_key,
        countries.country_code,
        coalesce(actors.country_basis, 'text') = 'context' as is_concluded
    from {{ within(ref('int_actor_mentions'), names, 'name') }} as actors
    inner join {{ ref('int_name_forms') }} as forms on actors.name = forms.name
    inner join {{ ref('countries') }} as countries on actors.country_code = countries.country_code
    where actors.kind = 'person' and len(forms.parts) >= 2
)

select
    name_key,
    case
        when count(distinct country_code) filter (not is_concluded) = 1
            then min(country_code) filter (not is_concluded)
    end as told_country_code,
    bool_and(is_concluded) and count(distinct country_code) > 1 as is_contradicted
from persons
group by name_key
having bool_or(is_concluded)
