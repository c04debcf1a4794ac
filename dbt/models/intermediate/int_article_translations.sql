{#- Who holds two neighbours that came or went; not those that stand in too many articles now and did before. #}
{%- set scope = 'select article_id from ' ~ ref('int_article_neighbours') ~ ' where pair_hash in ('
    ~ changed('pair_hash', 'int_article_neighbours') ~ ') qualify count(*) over (partition by pair_hash) <= 50 + '
    ~ '(select count(*) from ' ~ source('nights', 'changed_int_article_neighbours') ~ ') union '
    ~ changed('article_id', 'int_article_neighbours') %}
{{ renewed('article_id', scope) }}
-- Grain: one article and another in another language of which one translates the other. What a translation leaves as
-- it is, in its order: names and numbers (int_article_neighbours). Two articles translate each other when within a
-- week, with six or more such pairs of neighbours in common, they share two thirds of those of the shorter and are of
-- like length. Two reports of one event name the same people, but not in the same order all through.
-- What stands in very many articles tells nothing and would make the join quadratic.
with looked_at as (
    select *
    from {{ within(ref('int_article_neighbours'), scope) }}
),

telling as (
    select *
    from {{ ref('int_article_neighbours') }}
    {%- if is_incremental() %}
        where pair_hash in (select looked_at.pair_hash from looked_at)
    {%- endif %}
    qualify count(*) over (partition by pair_hash) <= 50
)

select
    a.article_id,
    b.article_id as other_article_id
from looked_at as a
inner join telling as b
    on
        a.pair_hash = b.pair_hash
        and a.language_code <> b.language_code
        and coalesce(abs(a.reference_date - b.reference_date) <= 7, true)
        and a.character_count <= 1.6 * b.character_count
        and b.character_count <= 1.6 * a.character_count
group by a.article_id, b.article_id, a.pair_count, b.pair_count
having count(*) >= 6 and 3 * count(*) >= 2 * least(a.pair_count, b.pair_count)
