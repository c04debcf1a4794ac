"""Circumstances of a visit: its level, its end, who invites and who comes along, and whether it lies back.

The linguistic patterns: words beside the noun or verb that tells of the visit, or in a clause behind it.
"""

from __future__ import annotations

from extractors.claims import VisitLevel
from extractors.entities.lexicon import Match
from extractors.events.companions import agents_before
from extractors.events.destinations import Destinations
from extractors.events.drafts import MAX_TO_PERFECT, VisitDraft
from extractors.events.lengths import tells_start
from extractors.events.scene import Scene, Sentence

MAX_TO_END = 20
MAX_TO_ENDED = 8
MAX_TO_NOUN = 4
MAX_TO_ADVERB = 2
_VISITS = frozenset({"visit_noun", "on_visit", "visit_verb", "visiting"})
_OF_NOUN = frozenset({"article", "possessives", "level", "modifier"})
_OTHER_EVENTS = frozenset({"meet_verb", "visit_verb", "reporting"})


class Circumstances:
    """Adds to a draft what its sentence says around its trigger."""

    def __init__(self, scene: Scene, destinations: Destinations) -> None:
        self.scene = scene
        self.doc = scene.doc
        self.destinations = destinations

    def read(self, sentence: Sentence, match: Match, draft: VisitDraft) -> None:
        draft.is_end = self._is_end(sentence, match, draft)
        # "set off on a tour of A, B and C", "zu einer Reise nach A und B aufgebrochen"
        draft.is_outset = bool(draft.tour) and draft.is_noun and tells_start(self.scene, draft)
        draft.is_received = draft.is_noun and self._is_received(sentence, match)
        # "50 years since X visited Y": an anniversary looks back; "returned home after a visit" tells of this one
        if draft.is_noun and draft.tense == "base" and self._is_before(match):
            draft.tense = "future"
        looks_back = self.scene.near(match, "anniversary", 8) or (draft.is_noun and self._is_after(match))
        draft.is_past_reference = looks_back or (
            draft.tense != "future" and not draft.is_end and self._is_told_back(sentence, match)
        )
        draft.level = draft.level or self._level(sentence, match)
        for category, target in (("invitation", draft.inviters), ("accompanied", draft.companions)):
            for phrase in self.doc.phrases(sentence.start, sentence.end, category):
                target.extend(self.scene.group_after(sentence, phrase.end, 3))
        for leaders, group in agents_before(self.scene, sentence):
            if set(self.scene.refs(leaders)) & set(self.scene.refs(draft.visitors)):
                draft.companions.extend(group)

    def _is_end(self, sentence: Sentence, match: Match, draft: VisitDraft) -> bool:
        """ "wound up his visit", "his visit, which ended today": what is told is the journey's end."""
        words = f" {self.doc.text(match.start, match.end).lower()} "
        if any(f" {end} " in words for end in self.doc.lexicon.visit_ends):
            # "kết thúc chuyến thăm": the end may be part of the phrase
            return True
        if self.scene.near(match, "ends", MAX_TO_ENDED, 6 if self.doc.language.verb_second else 0):
            return True
        if self._is_ended_before(sentence, match):
            return True
        return draft.is_noun and (
            self._is_closed_behind(sentence, match, draft) or self._is_return(sentence, match, draft)
        )

    def _is_received(self, sentence: Sentence, match: Match) -> bool:
        """ "war zu seinem Besuch in A empfangen worden": whose visit the noun tells is the guest."""
        before = range(match.start - MAX_TO_NOUN, match.start)
        is_own = "on_visit" in match or any(self.doc.has(i, "possessives") for i in before)
        found = self.doc.phrases(sentence.start, sentence.end, "received_by") if is_own else ()
        return any(m.values["received_by"].tense == "past" for m in found)

    def _is_told_back(self, sentence: Sentence, match: Match) -> bool:
        """ "recalled his visit", "last visited"; where the verb stands second, behind it: "weilte damals"."""
        behind = MAX_TO_ADVERB if self.doc.language.verb_second and "visit_verb" in match else 0
        is_marked = "past_reference" in match or self.scene.near(match, "past_reference", 7, behind)
        return is_marked or self._is_before_the_news(sentence, match)

    def _is_before_the_news(self, sentence: Sentence, match: Match) -> bool:
        """ "s'était rendu à Lisbonne en mai 2019", "had visited Lima in 2010": before what else is told, on no day.

        With a day, or none of these, it may be the news itself: "said X, who had arrived on Sunday".
        """
        if "visit_verb" not in match or not sentence.dates or any(d.has_day or d.offset for d in sentence.dates):
            return False
        words = self.doc.language.markers.pluperfect
        before = MAX_TO_PERFECT if self.doc.language.verb_second else MAX_TO_ADVERB
        start = max(sentence.start, match.start - before)
        return any(self.doc.tokens[i].lower in words for i in range(start, match.end))

    def _is_after(self, match: Match) -> bool:
        """ "Nach Antrittsbesuchen in A reiste X nach B": before a place the same word tells whither."""
        governor = self.scene.preposition_before(match.start)
        words = self.doc.text(governor.start, governor.end).lower() if governor is not None else ""
        return words in self.doc.language.markers.after

    def _is_before(self, match: Match) -> bool:
        """ "avant la visite d'État du président", "ahead of his trip": what is told comes before the journey."""
        at = match.start - 1
        while self.doc.any_of(at, _OF_NOUN) and match.start - at <= MAX_TO_NOUN:
            at -= 1
        owner = self.scene.owner_at(at)
        if owner is not None:
            # "ahead of President X's visit"
            at = owner.start - 1
        return at >= 0 and self.doc.has(at, "before")

    def _is_ended_before(self, sentence: Sentence, match: Match) -> bool:
        """ "wrapped up on Tuesday, 14 March 2006, a two-day visit": a date between the end and the visit counts not."""
        for phrase in self.doc.phrases(sentence.start, match.start, "ends"):
            is_dated = any(phrase.end <= d.start < match.start for d in sentence.dates)
            near = self.scene.distance(sentence, phrase.end, match.start) <= MAX_TO_ENDED
            if is_dated and near and not self.destinations.crosses(phrase.end, match.start):
                return True
        return False

    def _is_return(self, sentence: Sentence, match: Match, draft: VisitDraft) -> bool:
        """ "returned to Windhoek last night after a state visit to Angola": the return is the visit's end."""
        homeward = self.doc.phrases(sentence.start, match.start, "returns") or self._arrivals_home(
            sentence, match, draft
        )
        if not homeward:
            return False
        between = range(homeward[-1].end, match.start)
        return not any(self.scene.covered_by(i) or self.doc.any_of(i, _OTHER_EVENTS) for i in between)

    def _arrivals_home(self, sentence: Sentence, match: Match, draft: VisitDraft) -> list[Match]:
        """ "llegó este miércoles a Cuba tras la gira por A": an arrival in the traveller's own country."""
        own = {self.scene.country_of(m) for m in draft.visitors} - {None, draft.destination}
        found = self.doc.phrases(sentence.start, match.start, "arrival")
        return [a for a in found if any(a.end <= p.start < match.start and p.code in own for p in sentence.places)]

    def _is_closed_behind(self, sentence: Sentence, match: Match, draft: VisitDraft) -> bool:
        """ "en su visita a Hungría, que concluyó hoy", "the visit of X to A ends today": the end behind the noun."""
        for phrase in self.doc.phrases(match.end, min(sentence.end, match.end + MAX_TO_END), "ends"):
            is_other = any(match.end <= m.start < phrase.start and m not in draft.visitors for m in sentence.mentions)
            # "on a day-long visit after concluding his trip to A": the end of another
            is_other = is_other or bool(self.doc.phrases(phrase.end, phrase.end + MAX_TO_NOUN, "visit_noun"))
            if (
                not is_other
                and not self.doc.is_(phrase.start - 1, ",")
                and not self.destinations.crosses(match.end, phrase.start)
            ):
                return True
        return False

    def _level_of_visit(self, match: Match, at: int) -> VisitLevel | None:
        """The level that a word tells beside a visit: not "the state news agency", "an official exchange"."""
        level = self.doc.matches[at]
        if level is None or "level" not in level:
            return None
        beside = (*range(level.start - 2, level.start), *range(level.end, level.end + 2))
        is_of_visit = level.any_of(_VISITS) or any(self.doc.any_of(i, _VISITS) for i in beside)
        is_tied = level.start in {match.end, match.end + 1} and match.any_of(_VISITS)
        found: VisitLevel | None = level.values["level"]
        return found if is_of_visit or is_tied else None

    def _level(self, sentence: Sentence, match: Match) -> VisitLevel | None:
        """The level said inside the trigger or directly beside it."""
        if "ceremony" in match:
            # an official dinner makes no official visit
            return None
        values = [match.values.get("level"), match.values.get("visit_noun")]
        for index in (
            *range(match.end, min(sentence.end, match.end + 8)),
            *range(match.start - 1, max(sentence.start, match.start - 5) - 1, -1),
        ):
            values.append(self._level_of_visit(match, index))
        found: VisitLevel | None = next((v for v in values if v), None)
        return found
