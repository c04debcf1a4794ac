{#- Whose family changed, or is dated otherwise. #}
{%- set tables = [ref('int_article_families'), ref('int_article_translations'), ref('int_articles_alike')] %}
{%- set scope = namespace(sql=changed('article_id', 'int_article_families', 'int_article_translations',
    'int_articles_alike', 'int_articles_dated')) %}
{%- for table in tables %}
    {%- set scope.sql = scope.sql ~ ' union select article_id from ' ~ table ~ ' where other_article_id in ('
        ~ changed('article_id', 'int_articles_dated') ~ ')' %}
{%- endfor %}
{{ renewed('article_id', scope.sql) }}
-- Grain: one article. The earliest of those that it is like or translates.
with family as (
    select
        article_id,
        article_id as other_article_id
    from {{ within(ref('int_articles_dated'), scope.sql) }}
    {%- for table in tables %}
        union
        select
            article_id,
            other_article_id
        from {{ within(table, scope.sql) }}
    {%- endfor %}
)

select
    family.article_id,
    arg_min(
        family.other_article_id,
        (coalesce(dated.reference_date, date '9999-12-31'), family.other_article_id)
    ) as first_article_id
from family
inner join {{ ref('int_articles_dated') }} as dated on family.other_article_id = dated.article_id
group by family.article_id
