-- Why: every row must be traceable to the words that it was read from; a span that has moved is a false quotation.
-- Returns the evidence whose quotation is not what the article's text holds at its place, or whose article is missing.
select
    evidence.evidence_id,
    evidence.article_id,
    evidence.quote
from {{ ref('bridge_evidence') }} as evidence
left join {{ ref('stg_news__articles') }} as articles on evidence.article_id = articles.article_id
where
    substring(articles.text, evidence.span_start + 1, evidence.span_end - evidence.span_start)
    is distinct from evidence.quote
