"""Dates that belong to the date before them: its number, its year, or its end.

The linguistic patterns: "heute (22.08.)", "in June last year", "last year in May", "hoy y mañana", "from today until 24
February".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from extractors.entities.document import Document
from extractors.events.date_mention import DateMention
from extractors.events.edtf import PartialDate

MAX_TO_END = 4
MAX_TO_ANCHOR = 3
MAX_TO_SECOND_DAY = 3
MAX_TO_YEAR = 150
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_Join = Callable[[Document, DateMention, DateMention], DateMention | None]


def join_dates(doc: Document, found: Sequence[DateMention]) -> list[DateMention]:
    """Dates in order, those made one that tell of one date together."""
    for join in (_with_number, _with_relative, _with_end):
        found = _joined(doc, found, join)
    return list(found)


def anchor_dates(doc: Document, sentences: Sequence[Sequence[DateMention]]) -> None:
    """ "was received on Monday ... The day before he had met X": what counts from the day told last, a few sentences
    back, gets it as its anchor; not "la veille de son arrivée", which counts from something else.
    """
    for index, dates in enumerate(sentences):
        for at, mention in enumerate(dates):
            if mention.offset is None or mention.offset[0] != "story":
                continue
            if doc.has(mention.end, "joiner"):
                mention.offset = None
                continue
            told = [d for earlier in sentences[max(0, index - MAX_TO_ANCHOR) : index] for d in earlier] + [*dates[:at]]
            mention.anchor = next((d for d in reversed(told) if d.has_day and d.last is None), None)


def settle_that_year(doc: Document, sentences: Sequence[list[DateMention]]) -> None:
    """ "since 2006; it was signed in June of that year", "Noch im selben Jahr unterzeichneten": the year told last, a
    few sentences back at most.
    """
    for index, (start, end) in enumerate(doc.sentences[: len(sentences)]):
        for phrase in doc.phrases(start, end, "that_year"):
            dates = sentences[index]
            first = max(doc.sentences[max(0, index - MAX_TO_ANCHOR)][0], phrase.start - MAX_TO_YEAR)
            numbers = (doc.tokens[i].text for i in range(phrase.start - 1, first - 1, -1))
            year = next((int(n) for n in numbers if _YEAR.fullmatch(n)), None)
            own = next((d for d in dates if 0 <= phrase.start - d.end <= 1 and d.first.month is not None), None)
            if year is None or (own is not None and own.first.year is not None):
                continue
            if own is not None:
                own.first, own.end = replace(own.first, year=year), phrase.end
                own.last = replace(own.last, year=year) if own.last is not None else None
            elif not any(d.start < phrase.end and phrase.start < d.end for d in dates):
                dates.append(DateMention(phrase.start, phrase.end, PartialDate(year)))
                dates.sort(key=lambda d: d.start)


def _joined(doc: Document, found: Sequence[DateMention], join: _Join) -> list[DateMention]:
    joined: list[DateMention] = []
    for mention in found:
        both = join(doc, joined[-1], mention) if joined else None
        if both is not None:
            joined[-1] = both
        else:
            joined.append(mention)
    return joined


def _with_number(doc: Document, before: DateMention, mention: DateMention) -> DateMention | None:
    """ "heute (22.08.)", "on Sunday (20 May)": the date in brackets says which day a weekday or "tomorrow" is."""
    is_bracketed = before.end == mention.start - 1 and doc.is_(before.end, "(")
    if not is_bracketed or not before.has_day or before.first.day is not None or not mention.first.day:
        return None
    mention.start = before.start
    return mention


def _with_relative(_doc: Document, before: DateMention, mention: DateMention) -> DateMention | None:
    """A relative day or year beside what it belongs to."""
    joined = _two_days(before, mention) or _year_before(before, mention) or _year_behind(before, mention)
    return joined or _month_named(before, mention) or _part_of_day(before, mention)


def _part_of_day(before: DateMention, mention: DateMention) -> DateMention | None:
    """ "dans la matinée du 2 mars", "on the morning of May 3": a part of the day that is named behind it."""
    is_today = before.offset == ("day", 0) and before.first.day is None
    is_named = mention.offset is None and (mention.first.day is not None or mention.weekday is not None)
    if not (is_today and is_named) or mention.start - before.end != 1:
        return None
    mention.start = before.start
    return mention


def _month_named(before: DateMention, mention: DateMention) -> DateMention | None:
    """ "dans le courant du mois de juillet", "el pasado mes de enero": the month named, not that of the report."""
    unit, number = before.offset or ("", 0)
    is_month = mention.first.month is not None and mention.offset is None and mention.weekday is None
    if unit != "month" or not is_month or not 0 <= mention.start - before.end <= 1:
        return None
    mention.start, mention.direction = before.start, mention.direction or max(-1, min(number, 1))
    return mention


def _two_days(before: DateMention, mention: DateMention) -> DateMention | None:
    """ "hoy miércoles y mañana": two relative days make a range."""
    if before.offset is None or mention.offset is None or mention.start - before.end > MAX_TO_SECOND_DAY:
        return None
    (unit, first), (last_unit, last) = before.offset, mention.offset
    if not unit == last_unit == "day" or not 0 < last - first <= 2:
        return None
    before.last_offset, before.end = last, mention.end
    return before


def _year_before(before: DateMention, mention: DateMention) -> DateMention | None:
    """ "last year in May": a month behind a relative year."""
    is_month = mention.first.month is not None and mention.first.year is None and mention.offset is None
    if before.offset is None or before.offset[0] != "year" or not is_month or mention.start - before.end > 1:
        return None
    mention.year_offset, mention.start = before.offset[1], before.start
    return mention


def _year_behind(before: DateMention, mention: DateMention) -> DateMention | None:
    """ "in June last year", "tháng 10 năm ngoái": a relative year directly behind a date belongs to it."""
    lacks_year = before.first.month is not None and before.first.year is None
    if mention.offset is None or mention.offset[0] != "year" or not lacks_year or mention.start - before.end > 1:
        return None
    before.year_offset, before.end = mention.offset[1], mention.end
    return before


def _with_end(doc: Document, before: DateMention, mention: DateMention) -> DateMention | None:
    """ "from today until 24 February", "a partir de hoy y hasta el 24": a day and the end directly behind it."""
    is_start = before.has_day and before.last is None and before.until is None and not before.is_end
    is_end = mention.is_end and mention.has_day and mention.last is None
    if not is_start or not is_end or not _is_bare(doc, before.end, mention.start):
        return None
    before.until, before.end = mention, mention.end
    return before


def _is_bare(doc: Document, start: int, end: int) -> bool:
    """Whether nothing but a few small words stands between two tokens."""
    words = (doc.tokens[i] for i in range(start, end))
    return end - start <= MAX_TO_END and all(t.is_word and t.text.islower() for t in words)
