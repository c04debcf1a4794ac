"""Dates that belong to a text's frame: its dateline, and headings that date what stands below them."""

from __future__ import annotations

from extractors.entities.document import Document
from extractors.entities.lexicon import Match
from extractors.entities.tokens import DASHES
from extractors.events.date_mention import DateMention
from extractors.events.edtf import PartialDate

DATELINE_ENDS = {*DASHES, "_", "--", ":"}
_HEADING_WORDS = frozenset({"weekday", "city", "country"})
_PLACE_LINE = frozenset({"city", "article", "location", "destination", "weekday"})
_BULLETS = frozenset({"*", "•", "·", "–", "-", "—", "+"})
MAX_HEADING = 12
MAX_DATELINE = 6
MAX_TO_DASH = 14
MAX_LINES = 4


def told_dates(doc: Document, start: int, dates: list[DateMention]) -> list[DateMention]:
    """Dates without the dateline's own, "LISBON, 25 April 2023 (Agency) – ...", where the sentence has another."""
    opens = doc.opens_line(start)
    if not opens or len(dates) < 2 or dates[0].start - start > MAX_DATELINE:
        return dates
    if doc.has(start, "city") and _is_closed_by_date(doc, dates[0].end):
        return dates[1:]
    for token in doc.tokens[dates[0].end : dates[0].end + MAX_DATELINE]:
        if token.text in DASHES:
            return dates[1:]
        if token.is_word and not token.is_capital:
            break
    return dates


def _is_closed_by_date(doc: Document, at: int) -> bool:
    """Whether a dateline ends behind its date, without a dash: "Baku, June 16. A ceremony was held on June 15",
    "VIENTIANE, May 6: The ministers met", "La Habana, 15 ago (RHC) El ministro", with an agency in brackets.
    """
    is_agency = doc.is_(at, "(") and doc.is_(at + 2, ")") and doc.tokens[at + 1].is_capital
    return is_agency or doc.is_(at, ".") or doc.is_(at, ":")


def dateline_day(doc: Document, dates: list[DateMention]) -> PartialDate | None:
    """The day of "Hanoi, 16 Nov (VNA) - ", a dateline that tells no year."""
    for date in dates:
        is_day = date.first.day is not None and date.first.month is not None and date.last is None
        if is_day and _is_behind_town(doc, date):
            return date.first
    return None


def is_town_day_and_dash(doc: Document, date: DateMention) -> bool:
    """Whether a line under the title opens with a town and the date, closed by a dash: "Canberra, 7/3/2024 - "."""
    return date.end < len(doc.tokens) and doc.tokens[date.end].text in DASHES and _is_behind_town(doc, date)


def _is_behind_town(doc: Document, date: DateMention) -> bool:
    """Whether a date stands close behind a town that opens one of the first lines."""
    start = doc.sentences[doc.sentence_of[date.start]][0]
    is_near = date.start - start <= MAX_DATELINE and doc.sentence_of[date.start] < MAX_LINES
    return is_near and doc.opens_line(start) and doc.has(start, "city")


def is_place_and_day(doc: Document, date: DateMention) -> bool:
    """Whether a line near the top holds a town, a day and no other word: "(Paris, le 26 mai 2003)"."""
    index = doc.sentence_of[date.start]
    start, end = doc.sentences[index]
    if index > MAX_LINES or end - start > MAX_HEADING or not doc.opens_line(start):
        return False
    others = [i for i in range(start, end) if not date.start <= i < date.end and doc.tokens[i].is_word]
    is_plain = all(doc.any_of(i, _PLACE_LINE) or doc.tokens[i].text.isdigit() for i in others)
    return is_plain and any(doc.has(i, "city") for i in others)


def dateline_of(doc: Document) -> tuple[int, Match] | None:
    """The city from where an article is sent, with the sentence that it opens.

    "ANKARA (AP) _ ", "LA HABANA.- ", "Bern, 3. Mai (sda) - ": a city that opens a paragraph, and behind it, before any
    word of a sentence, a dash.
    """
    for index, (start, _) in enumerate(doc.sentences[:MAX_LINES]):
        match = doc.matches[start] if start < len(doc.tokens) else None
        opens = doc.opens_line(start)
        if opens and match is not None and "city" in match and _is_closed(doc, match.end):
            return index, match
    return None


def countries_of_datelines(doc: Document) -> list[str | None]:
    """For each sentence the country of the dateline before it: an agenda or a page of briefs has several."""
    here: str | None = None
    found: list[str | None] = []
    for start, end in doc.sentences:
        at = start
        while at < end and doc.tokens[at].text in _BULLETS:
            at += 1
        opens = doc.opens_line(start)
        if opens and at < end and doc.has(at, "city") and _is_closed(doc, doc.phrase_end(at)):
            here = doc.value(at, "city")
        found.append(here)
    return found


def _is_closed(doc: Document, at: int) -> bool:
    """Whether a dash comes before anything that a sentence could begin with."""
    depth = 0
    for token in doc.tokens[at : at + MAX_TO_DASH]:
        depth += (token.text in {"(", "["}) - (token.text in {")", "]"})
        if token.text in DATELINE_ENDS and depth == 0:
            return True
        is_dated = doc.any_of(token.index, frozenset({"month", "weekday", "agency", "country", "joiner", "article"}))
        if token.is_word and not token.is_capital and depth == 0 and not is_dated:
            return False
    return False


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
    if not dates or end - start > MAX_HEADING:
        return False
    # "SAMEDI 28": a weekday with its number is as good as a full date
    is_day = dates[0].first.to_date() is not None or (dates[0].weekday is not None and dates[0].first.day is not None)
    if not is_day:
        return False
    dated = {i for date in dates for i in range(date.start, date.end)}
    return all(i in dated or not doc.tokens[i].is_word or doc.any_of(i, _HEADING_WORDS) for i in range(start, end))
