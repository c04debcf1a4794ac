{#- Who points elsewhere, or to one that does, or to one whose source may be another. #}
{%- set touched = 'select article_id from ' ~ ref('int_articles_touched') %}
{%- set scope = changed('article_id', 'int_article_firsts') ~ ' union ' ~ touched ~ ' union select article_id from '
    ~ ref('int_article_firsts') ~ ' where first_article_id in (' ~ changed('article_id', 'int_article_firsts')
    ~ ') union select article_id from ' ~ this ~ ' where original_article_id in (' ~ touched ~ ')' %}
{{ renewed('article_id', scope) }}
-- Grain: one article. A copy (the same wire story in another outlet) points to the earliest of its family: two
-- articles in one language are copies when two or more sentences, and 60 % of those of the shorter, stand in both, or
-- when half of their runs of four words are the same (int_articles_alike). A translation (int_article_translations) is
-- a copy too. A copy of a copy points to the first one.
select
    firsts.article_id,
    firsts_of_firsts.first_article_id as original_article_id,
    coalesce(originals.source, firsts_of_firsts.first_article_id) as original_source,
    originals.language_code as original_language_code
from {{ within(ref('int_article_firsts'), scope) }} as firsts
inner join {{ ref('int_article_firsts') }} as firsts_of_firsts
    on firsts.first_article_id = firsts_of_firsts.article_id
inner join {{ ref('stg_news__articles') }} as originals on firsts_of_firsts.first_article_id = originals.article_id
