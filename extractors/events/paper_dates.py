"""Dates of an instrument in its own sentence: when it was signed or entered into force, and how long it holds."""

from __future__ import annotations

from extractors.entities.document import Document
from extractors.entities.lexicon import Match
from extractors.events.dates import find_dates
from extractors.events.edtf import PartialDate
from extractors.events.scene import Scene, Sentence
from extractors.events.timing import Clock
from extractors.events.titles import MAX_COMPLEMENT

MAX_TO_VERB = 24


class PaperDates:
    """Reads the dates of instruments."""

    def __init__(self, scene: Scene, clock: Clock) -> None:
        self.scene = scene
        self.doc = scene.doc
        self.clock = clock

    def signed(self, sentence: Sentence, match: Match, verb: Match, *, since: bool = False) -> PartialDate | None:
        """The date nearest to the verb; `since`: also one behind "since", as of a paper that has been in force."""
        dates = find_dates(self.doc, sentence.start, sentence.end, elsewhere=True) if since else sentence.dates
        single = [
            d for d in dates if d.last is None and min(abs(d.start - verb.end), abs(verb.start - d.end)) <= MAX_TO_VERB
        ]
        single = [d for d in single if not self._nearer_to_other(sentence, match, d.start)]
        if not single:
            return None
        nearest = min(single, key=lambda d: min(abs(d.start - verb.end), abs(verb.start - d.end)))
        settled = self.clock.settle(nearest, "past")
        if settled is None or self.clock.is_future(settled.start):
            return None
        return settled.start

    def _nearer_to_other(self, sentence: Sentence, match: Match, at: int) -> bool:
        """Whether another instrument of the sentence stands between this one and a date."""
        low, high = sorted((match.start, at))
        return any(
            low < p.start < high
            and p is not match
            and not is_short_form(self.doc, p)
            and not continues_list(self.doc, p)
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


def is_short_form(doc: Document, match: Match) -> bool:
    """ "Memorandum of Understanding (MoU)": the bracket repeats the name."""
    return doc.is_(match.start - 1, "(") and doc.is_(match.end, ")")


def continues_list(doc: Document, match: Match) -> bool:
    """ "accords, contrats et conventions": one batch of papers, told once."""
    at = match.start - 1
    return at > 0 and (doc.has(at, "and") or doc.is_(at, ",")) and doc.has(at - 1, "instrument")
