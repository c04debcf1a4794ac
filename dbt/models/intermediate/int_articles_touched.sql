{{ config(schema='nights') }}
-- Grain: one article that is new, changed or gone since the last complete build (macros/nights.sql); of a late, a
-- corrected and a deleted one alike, everything that it says or said is looked at again.
select article_id
from ({{ articles_that_differ(source('raw', 'articles')) }})
