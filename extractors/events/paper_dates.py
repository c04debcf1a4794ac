"""Dates of an instrument in its own sentence: when it was signed or entered into force, and how long it holds."""

from __future__ import annotations

from extractors.entities.document import Document
from extractors.entities.lexicon import Match
from extractors.events.date_mention import DateMention
from extractors.events.dates import find_dates
from extractors.events.edtf import PartialDate
from extractors.events.scene import Scene, Sentence
from extractors.events.timing import Clock
from extractors.events.titles import MAX_COMPLEMENT

_FOR_YEARS = frozenset({"plan", "programme"})
MAX_TO_PLAN = 3
MAX_TO_FOR = 4
MAX_TO_VERB = 24
MAX_TO_OPENING = 4
MAX_TO_ONLY = 40
MAX_JOINED = 6
MAX_TO_OWN = 2
_VERBS = frozenset({"sign_verb", "visit_verb", "meet_verb", "reporting", "relatives"})
_ENDS_PAPER = frozenset({"sign_verb", "visit_verb", "meet_verb", "agree_verb", "relatives", "instrument", "visit_noun"})
_OTHER_DOINGS = frozenset({"reporting", "visit_verb", "meet_verb", "relatives", "agree_verb"})


class PaperDates:
    """Reads the dates of instruments."""

    def __init__(self, scene: Scene, clock: Clock) -> None:
        self.scene = scene
        self.doc = scene.doc
        self.clock = clock

    def signed(self, sentence: Sentence, match: Match, verb: Match, *, since: bool = False) -> PartialDate | None:
        """The date nearest to the verb; `since`: also one behind "since", as of a paper that has been in force."""
        # dates are looked for again only where one may be found: a year directly before the paper is a number
        may_differ = since or (match.start > sentence.start and self.doc.tokens[match.start - 1].is_number)
        told = find_dates(self.doc, sentence.start, sentence.end, elsewhere=True) if may_differ else []
        dates = told if since else [*sentence.dates, *(d for d in told if self._is_own_year(match, d))]
        # "Jan Kowal signed": a month that is part of a name is none
        dates = [d for d in dates if d.has_day or self.scene.covered_by(d.start) is None]
        # "since 2017, when X came", "...; X will come next year": what another clause tells
        dates = [d for d in dates if not d.is_of_clause and not self._is_behind_semicolon(verb, d)]
        # "signed a letter of intent to run a survey next March"
        dates = [d for d in dates if d.direction <= 0]
        single = [d for d in dates if d.last is None and not d.is_end and self._is_near(sentence, verb, d)]
        single = [d for d in single if "sign_verb" not in verb or not is_of_plan(self.doc, d)]
        single += [d for d in dates if d not in single and self._is_own_year(match, d)]
        single = [
            d
            for d in single
            if self._opens(sentence, d)
            or self._is_verbs_own(verb, match, d)
            or not self._nearer_to_other(sentence, match, d.start)
        ]
        for date in sorted(single, key=lambda d: min(abs(d.start - verb.end), abs(verb.start - d.end))):
            settled = self.clock.settle(date, "past")
            if settled is None or self.clock.is_future(settled.start):
                return None
            # "from early next year, following the signing on Tuesday": what lies ahead is no day of signing
            if not self._lies_ahead(settled.start):
                return settled.start
        return None

    def _lies_ahead(self, date: PartialDate) -> bool:
        day = self.clock.day
        if day is None or date.year is None:
            return False
        return (date.year, date.month or 0) > (day.year, day.month if date.month else 0)

    def of_paper(self, sentence: Sentence, match: Match) -> bool:
        """ "the framework agreement between A and B of 13 September 2019": a date that an "of" joins to a paper."""
        for date in find_dates(self.doc, sentence.start, sentence.end, elsewhere=True):
            between = range(match.end, date.start)
            is_near = 0 < len(between) <= MAX_COMPLEMENT and date.last is None and date.first.month is not None
            if not is_near or is_of_plan(self.doc, date) or not self._joins(date.start):
                continue
            if not any(self.doc.any_of(i, _ENDS_PAPER) or not self.doc.tokens[i].is_word for i in between):
                settled = self.clock.settle(date, "past")
                return settled is not None and not self._lies_ahead(settled.start)
        return False

    def _joins(self, start: int) -> bool:
        """Whether an "of" stands before a date or opens it."""
        return self.doc.has(start - 1, "joiner") or self.doc.has(start, "joiner")

    def _is_behind_semicolon(self, verb: Match, date: DateMention) -> bool:
        low, high = sorted((verb.start, date.start))
        return any(self.doc.is_(i, ";") for i in range(low, high))

    def _is_own_year(self, match: Match, date: DateMention) -> bool:
        """ "since the signing of the 1962 Treaty": the year directly before a paper that is for no years."""
        is_year = date.first.year is not None and date.first.month is None and date.last is None
        return is_year and date.end == match.start and match.values.get("instrument") not in _FOR_YEARS

    def _is_near(self, sentence: Sentence, verb: Match, date: DateMention) -> bool:
        """Whether a date can be the verb's: near to it, or the day with which the sentence opens."""
        is_alone = date.has_day and len(sentence.dates) == 1
        if is_alone and 0 <= date.start - verb.end <= MAX_TO_ONLY:
            # "signed ... on the occasion of talks between X and Y on Monday"
            return not any(self.doc.any_of(i, _OTHER_DOINGS) for i in range(verb.end, date.start))
        distance = min(abs(date.start - verb.end), abs(verb.start - date.end))
        return self._opens(sentence, date) or distance <= MAX_TO_VERB

    def _is_verbs_own(self, verb: Match, match: Match, date: DateMention) -> bool:
        """ "signed on Thursday a letter of intent and an agreement": a day between the verb and all of its objects."""
        return date.has_day and 0 <= date.start - verb.end <= MAX_TO_OWN and match.start >= date.end

    def _opens(self, sentence: Sentence, date: DateMention) -> bool:
        """A day at a sentence's beginning is that of all that it tells."""
        return date.start - sentence.start <= MAX_TO_OPENING and date.has_day

    def _nearer_to_other(self, sentence: Sentence, match: Match, at: int) -> bool:
        """Whether another instrument of the sentence stands between this one and a date."""
        low, high = sorted((match.start, at))
        return any(
            low < p.start < high
            and p is not match
            and not is_short_form(self.doc, p)
            and not continues_list(self.doc, p)
            and not (_joins_another(self.doc, p, match) or _joins_another(self.doc, match, p))
            for p in self.doc.phrases(sentence.start, sentence.end, "instrument")
            if p.values["instrument"] != "other"
        )

    def valid(self, sentence: Sentence, match: Match) -> tuple[PartialDate, PartialDate | None] | None:
        """ "for 2023-2028": the range of years behind a paper."""
        for date in sentence.dates:
            years_only = date.first.year and date.first.month is None
            if (
                years_only
                and date.last is not None
                and date.last.year
                and 0 <= date.start - match.end <= MAX_COMPLEMENT
            ):
                return date.first, date.last
        return None


def is_of_plan(doc: Document, date: DateMention) -> bool:
    """ "signed the 2025 cooperation programme", "a protocol of cooperation for 2025": a year in which a paper holds."""
    if date.first.month is not None or date.has_day:
        return False
    papers = doc.phrases(date.end, date.end + MAX_TO_PLAN + 1, "instrument")
    if any(paper.values["instrument"] in _FOR_YEARS for paper in papers):
        return True
    return any(doc.has(i, "signs_for") for i in range(max(date.start - MAX_TO_FOR, 0), date.start))


def is_short_form(doc: Document, match: Match) -> bool:
    """ "Memorandum of Understanding (MoU)": the bracket repeats the name."""
    return doc.is_(match.start - 1, "(") and doc.is_(match.end, ")")


def continues_list(doc: Document, match: Match) -> bool:
    """ "accords, contrats et conventions": one batch of papers, told once."""
    at = match.start - 1
    return at > 0 and (doc.has(at, "and") or doc.is_(at, ",")) and doc.has(at - 1, "instrument")


def _joins_another(doc: Document, match: Match, other: Match) -> bool:
    """ "a trade agreement and two memoranda were signed on Tuesday": the second of two told with one verb."""
    if other.end > match.start:
        return False
    between = range(other.end, match.start)
    has_and = any(doc.has(i, "and") for i in between)
    return len(between) <= MAX_JOINED and has_and and not any(doc.any_of(i, _VERBS) for i in between)
