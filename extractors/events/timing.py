"""Settles the dates of an article: which year, which day a weekday or "yesterday" is, and how that was known."""

from __future__ import annotations

import csv
import datetime as dt
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Literal

from extractors.claims import DateBasis
from extractors.entities.document import Document
from extractors.entities.tokens import DASHES
from extractors.errors import PermanentError
from extractors.events.date_mention import DateMention
from extractors.events.datelines import dateline_day, is_place_and_day, is_town_day_and_dash
from extractors.events.edtf import PartialDate, from_date, parse_edtf
from extractors.settings import load_settings

Direction = Literal["past", "present", "ahead", "future"]
JUST_NOW = 1
MONTH = 31
MONTHS = 12
NEAR = dt.timedelta(days=45)
# Days after which what was done is background.
MAX_AGE = 60
MAX_ANNIVERSARY = 500


@dataclass(frozen=True, slots=True)
class Settled:
    """A date or range with how it was settled."""

    start: PartialDate
    end: PartialDate | None
    basis: DateBasis | None


class Clock:
    """What an article says or is known to say about its own time.

    Attributes:
        published: the publication date, from outside the text or its dateline.
        dateline: the day of a dateline that lacks its year, where there is no publication date.
        context_year: a year that an anniversary of the text settles, where there is no publication date.
    """

    def __init__(self, doc: Document, published: PartialDate | None, dates: list[DateMention]) -> None:
        self.published = published
        day = published.to_date() if published else None
        self.day = day
        self.dateline = None if published else dateline_day(doc, dates)
        self.context_year = None if published else _anniversary_year(doc, dates)

    def is_future(self, date: PartialDate) -> bool:
        """Whether a wholly known date lies behind the publication date."""
        day = date.to_date()
        return day is not None and self.day is not None and day > self.day

    def is_long_before(self, date: PartialDate) -> bool:
        """Whether a wholly known date lies so far before the publication date that it is no part of the news."""
        day = date.to_date()
        return day is not None and self.day is not None and (self.day - day).days > MAX_AGE

    def settle(self, mention: DateMention, direction: Direction) -> Settled | None:
        """The date of a mention, or None where it says nothing that can be settled."""
        try:
            settled = self._with_end(mention, self._settle(mention, direction))
        except OverflowError:
            # the calendar's edge: a publication date in the year 1 or 9999
            return None
        dates = (settled.start, settled.end) if settled is not None else ()
        return None if any(d and d.year and not dt.MINYEAR <= d.year <= dt.MAXYEAR for d in dates) else settled

    def _settle(self, mention: DateMention, direction: Direction) -> Settled | None:
        if mention.offset is not None and mention.offset[0] == "story":
            return self._of_story(mention, mention.offset[1], direction)
        if mention.offset is not None:
            return self._relative_range(mention)
        if mention.weekday is not None:
            return self._numbered_weekday(mention) or self._weekday(mention, direction)
        first, last = mention.first, mention.last
        if first.day is not None and first.month is None:
            return self._day_of_month(first.day, mention, direction)
        if first.year is not None:
            return Settled(first, last, "explicit")
        year, basis = self._year(mention, direction)
        if mention.year_offset is not None and self.published and self.published.year:
            year, basis = self.published.year + mention.year_offset, "publication_date"
        if year is None:
            return Settled(first, last, None)
        wraps = last is not None and last.month is not None and first.month is not None and last.month < first.month
        start = PartialDate(year, first.month, first.day)
        end = PartialDate(year + wraps, last.month, last.day) if last is not None else None
        return Settled(start, end, basis)

    def _of_story(self, mention: DateMention, days: int, direction: Direction) -> Settled | None:
        """ "the day before": counted from the day told last; back from the report where none is."""
        if mention.anchor is None:
            return self._relative("day", days) if days < 0 else None
        told = self.settle(mention.anchor, direction)
        if days < 0 and told is not None and self.is_long_before(told.start):
            # behind the day of an old treaty: back from the report
            return self._relative("day", days)
        start = told.start.moved(days) if told is not None and told.end is None else None
        return Settled(start, None, told.basis) if told is not None and start is not None else None

    def _with_end(self, mention: DateMention, settled: Settled | None) -> Settled | None:
        """The date with the end that is told directly behind it, where that comes later."""
        end = self._settle(mention.until, "future") if mention.until is not None and settled is not None else None
        if settled is None or end is None:
            return settled
        first, last = settled.start.to_date(), end.start.to_date()
        return replace(settled, end=end.start) if first and last and first < last else settled

    def _day_of_month(self, number: int, mention: DateMention, direction: Direction) -> Settled | None:
        """ "el día 6": the last such day up to the publication, or the next one where what is to come is told."""
        if self.day is None:
            return None
        ahead = direction == "future" or mention.direction == 1
        months = [self.day.year * 12 + self.day.month - 1 + shift for shift in (0, 1 if ahead else -1)]
        days = [PartialDate(m // 12, m % 12 + 1, number).to_date() for m in months]
        fitting = [day for day in days if day is not None and (day >= self.day if ahead else day <= self.day)]
        if not fitting:
            return None
        start = from_date(fitting[0])
        # "los días 17 y 18"
        day = mention.last.day if mention.last is not None else None
        last = replace(start, day=day) if day is not None and day > number else None
        return Settled(start, last if last is not None and last.to_date() else None, "publication_date")

    def _numbered_weekday(self, mention: DateMention) -> Settled | None:
        """ "SAMEDI 28": the day nearest to the publication on which weekday and number agree, within a month of it."""
        if self.day is None or mention.first.day is None:
            return None
        near = (self.day + dt.timedelta(days=sign * days) for days in range(MONTH) for sign in (1, -1))
        fitting = (day for day in near if (day.weekday(), day.day) == (mention.weekday, mention.first.day))
        found = next(fitting, None)
        return Settled(from_date(found), None, "publication_date") if found is not None else None

    def _year(self, mention: DateMention, direction: Direction) -> tuple[int | None, DateBasis | None]:
        if self.published is None or self.published.year is None:
            return self.context_year, "anniversary" if self.context_year else None
        month, day = mention.first.month, mention.first.day
        reference = self.day or dt.date(self.published.year, self.published.month or 7, 1)
        candidates = []
        for year in (reference.year - 1, reference.year, reference.year + 1):
            date = PartialDate(year, month, day or 15).to_date()
            if date is not None:
                candidates.append(date)
        if not candidates:
            return None, None
        near = min(candidates, key=lambda d: abs(d - reference))
        if mention.direction == -1:
            fitting = [d for d in candidates if d <= reference] or candidates
            near = max(fitting)
        elif mention.first.day is None and direction == "future" and _lies_before(near, reference):
            # "will travel to A in May", told in June
            near = near.replace(year=near.year + 1)
        elif mention.first.day is None and direction == "past" and _lies_before(reference, near):
            # "travelled to A in August", told in June
            near = near.replace(year=near.year - 1)
        elif abs(near - reference) > NEAR and direction != "present":
            # "visits A from 27 to 30 November", told in May: a plain present tells what is still to come
            fitting = [d for d in candidates if (d <= reference) == (direction == "past")]
            near = (max(fitting) if direction == "past" else min(fitting)) if fitting else near
        return near.year, "publication_date"

    def _relative_range(self, mention: DateMention) -> Settled | None:
        unit, offset = mention.offset or ("day", 0)
        settled = self._relative(unit, offset)
        if settled is not None and unit == "month" and mention.first.day is not None:
            start, last = replace(settled.start, day=mention.first.day), mention.last
            end = replace(start, day=last.day) if last else None
            # "the 31st of this month" in June is a slip: what is left is the month
            is_valid = start.is_valid() and (end is None or end.is_valid())
            return replace(settled, start=start, end=end) if is_valid else settled
        if settled is not None and mention.last_offset is not None and self.day is not None:
            return replace(settled, end=from_date(self.day + dt.timedelta(days=mention.last_offset)))
        return settled

    def _relative(self, unit: str, offset: int) -> Settled | None:
        if self.published is None or self.published.year is None:
            return self._by_dateline(unit, offset)
        if unit == "year":
            return Settled(PartialDate(self.published.year + offset), None, "publication_date")
        if unit == "month" and self.published.month is not None:
            months = self.published.year * 12 + self.published.month - 1 + offset
            return Settled(PartialDate(months // 12, months % 12 + 1), None, "publication_date")
        if self.day is None:
            return None
        if unit == "day":
            return Settled(from_date(self.day + dt.timedelta(days=offset)), None, "publication_date")
        if unit == "week":
            month = self.day + dt.timedelta(days=7 * offset)
            return Settled(PartialDate(month.year, month.month), None, "publication_date")
        return None

    def _by_dateline(self, unit: str, offset: int) -> Settled | None:
        """ "Luanda, Mar 17 (agency) - X began a visit today": the day or month that a dateline without a year gives."""
        if self.dateline is None or self.dateline.month is None or unit not in {"day", "month"}:
            return None
        if unit == "month":
            start: PartialDate | None = PartialDate(None, (self.dateline.month - 1 + offset) % MONTHS + 1)
        else:
            start = self.dateline.moved(offset)
        return Settled(start, None, "publication_date") if start is not None else None

    def _weekday(self, mention: DateMention, direction: Direction) -> Settled | None:
        if self.day is None or mention.weekday is None:
            return None
        back = (self.day.weekday() - mention.weekday) % 7
        forward = (mention.weekday - self.day.weekday()) % 7
        if (
            mention.direction == 1
            or (direction == "future" and mention.direction == 0)
            or (direction in {"present", "ahead"} and mention.direction == 0 and 0 < forward <= 2)
            # "reist am Donnerstag": a verb in the present tells what is to come, but for what happened just now
            or (direction == "ahead" and mention.direction == 0 and back > JUST_NOW)
        ):
            shift = forward
        elif mention.direction == -1:
            shift = -(back or 7)
        else:
            shift = -back
        first = self.day + dt.timedelta(days=shift)
        last = from_date(first + dt.timedelta(days=mention.span)) if mention.span else None
        return Settled(from_date(first), last, "publication_date")


def _lies_before(day: dt.date, reference: dt.date) -> bool:
    """Whether a month is over on a day."""
    return (day.year, day.month) < (reference.year, reference.month)


def _anniversary_year(doc: Document, dates: list[DateMention]) -> int | None:
    """The year in which "the Nth anniversary" of a dated or known event falls, where the text agrees with itself."""
    years: set[int] = set()
    codes = frozenset(
        m.values[kind] for m in doc.matches if m is not None for kind in ("country", "demonym") if kind in m
    )
    for number, (start, end) in enumerate(doc.sentences):
        if any(doc.has(i, "upcoming") for i in range(start, end)):
            continue
        for match in doc.phrases(start, end, "anniversary"):
            count = _count_before(doc, match.start, start) or _count_before(doc, match.end + 2, match.end)
            founded = _dated_year(dates, match.start, end) or _known_year(doc, number, codes)
            if count and founded:
                years.add(founded + count)
    return years.pop() if len(years) == 1 else None


def _count_before(doc: Document, at: int, floor: int) -> int | None:
    for index in range(min(at, len(doc.tokens)) - 1, max(floor, at - 5) - 1, -1):
        text = doc.tokens[index].text
        if text.isascii() and text.isdigit() and 0 < int(text) < MAX_ANNIVERSARY:
            return int(text)
    return None


def _dated_year(dates: list[DateMention], start: int, end: int) -> int | None:
    """The first year that the sentence gives behind the anniversary: the event's own year."""
    return next((d.first.year for d in dates if start <= d.start < end and d.first.year), None)


def _known_year(doc: Document, sentence: int, codes: frozenset[str]) -> int | None:
    """The year of an event of `seeds/historical_events.csv` whose words and countries the sentence has."""
    start, end = doc.sentences[sentence]
    words = doc.article.text[doc.tokens[start].start : doc.tokens[end - 1].end].lower()
    years = {
        year
        for year, terms, countries in _historical_events(load_settings().seeds_dir / "historical_events.csv")
        if countries <= codes and any(term in words for term in terms)
    }
    return years.pop() if len(years) == 1 else None


@cache
def _historical_events(path: Path) -> tuple[tuple[int, tuple[str, ...], frozenset[str]], ...]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return tuple(
                (
                    int(row["year"]),
                    tuple(row["terms"].lower().split("|")),
                    frozenset(filter(None, row["country_codes"].split("|"))),
                )
                for row in csv.DictReader(file)
            )
    except (OSError, KeyError, ValueError) as error:
        raise PermanentError(f"{path} cannot be read ({error!r}); restore it from the repository.") from error


def publication_date(doc: Document, dates: list[DateMention]) -> PartialDate | None:
    """The date known from outside, else a full date in the article's first line or dateline, or a line with a town."""
    known = parse_edtf(doc.article.published_on)
    if known is not None:
        return known
    for mention in dates:
        first_line = doc.article.text.find("\n")
        in_head = doc.tokens[mention.start].start < max(80, first_line)
        alone = doc.sentence_of[mention.start] <= 1
        is_head = in_head and alone and _is_dateline(doc, mention)
        if mention.last is None and mention.first.to_date() and (is_head or is_town_day_and_dash(doc, mention)):
            return mention.first
    whole = (d for d in dates if d.last is None and d.first.to_date() and is_place_and_day(doc, d))
    return next((d.first for d in whole), None)


def _is_dateline(doc: Document, mention: DateMention) -> bool:
    """A date that opens the text, fills a line, or is followed by a dash: no date inside a statement."""
    opens = mention.start <= 2
    closes = mention.end >= len(doc.tokens) or doc.tokens[mention.end].line_before
    fills = closes and (mention.start == 0 or doc.tokens[mention.start].line_before)
    dashed = mention.end < len(doc.tokens) and doc.tokens[mention.end].text in DASHES
    return fills or (opens and mention.first.year is not None) or dashed
