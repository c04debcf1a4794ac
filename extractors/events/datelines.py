"""Dates that belong to a text's frame: its dateline, and headings that date what stands below them."""

from __future__ import annotations

from extractors.entities.document import Document
from extractors.events.dates import DASHES, DateMention

_HEADING_WORDS = frozenset({"weekday", "city", "country"})
MAX_HEADING = 12
MAX_DATELINE = 6


def told_dates(doc: Document, start: int, dates: list[DateMention]) -> list[DateMention]:
    """Dates without the dateline's own, "LISBON, 25 April 2023 (Agency) – ...", where the sentence has another."""
    opens = start == 0 or doc.tokens[start].line_before
    if not opens or len(dates) < 2 or dates[0].start - start > MAX_DATELINE:
        return dates
    for token in doc.tokens[dates[0].end : dates[0].end + MAX_DATELINE]:
        if token.text in DASHES:
            return dates[1:]
        if token.is_word and not token.is_capital:
            break
    return dates


def dates_of_headings(doc: Document, dates: list[list[DateMention]]) -> list[list[DateMention]]:
    """For each sentence the dates of the heading that it stands under.

    In an agenda or a digest a line that is but a date, or a place and a date, dates what stands below it; a single such
    line is a dateline.

    Args:
        doc: the article.
        dates: the dates of each sentence.
    """
    headings = {i for i, found in enumerate(dates) if _is_heading(doc, *doc.sentences[i], found)}
    current: list[DateMention] = []
    found: list[list[DateMention]] = []
    for index, own in enumerate(dates):
        current = own if index in headings and len(headings) > 1 else current
        found.append(current)
    return found


def _is_heading(doc: Document, start: int, end: int, dates: list[DateMention]) -> bool:
    if not dates or end - start > MAX_HEADING or not dates[0].first.to_date():
        return False
    dated = {i for date in dates for i in range(date.start, date.end)}
    return all(i in dated or not doc.tokens[i].is_word or doc.any_of(i, _HEADING_WORDS) for i in range(start, end))
