"""Whom a noun of meeting brings together: "talks between A and B", "in a meeting with B, A said", "after talks".

The linguistic patterns: "between" or "with" behind the noun; a possessive before it; "after" or "during" before it,
where two people are the subject; in some languages the other side directly behind it.
"""

from __future__ import annotations

from extractors.entities.lexicon import Match
from extractors.entities.mentions import Mention
from extractors.events.hosts import called_by, called_on
from extractors.events.meeting_partners import MAX_TO_OTHER, PartnerReader, Partners
from extractors.events.scene import Sentence

MAX_TO_GOVERNOR = 6
MAX_TO_OCCASION = 7
MAX_TO_PAIR = 3
MAX_TO_OF = 2
MAX_TO_OPENING = 3
MAX_TO_OWNER = 3
_CALLED_ON = frozenset({"destination", "with"})
_OWN = frozenset({"indefinite", "possessives"})
_OTHERS_MEET = frozenset({"joiner", "with", "between"})
_PARTS = frozenset({"meet_verb", "visit_verb", "sign_verb", "reporting", "city", "country", "between", "with"})


class MeetingNouns(PartnerReader):
    """Reads nouns of meeting."""

    def read(self, sentence: Sentence, match: Match) -> Partners:
        met = self.by_pronoun(sentence, match)
        if met[1]:
            return met
        pair = self._between_sides(sentence, match)
        if pair:
            return pair, pair
        group = self.named(self.scene.group_after(sentence, match.end, MAX_TO_OTHER))
        if not group:
            sides = self._owned(sentence, match)
            return sides if sides[0] else self._joint(sentence, match)
        if "courtesy" in match:
            group = self.more_governed(sentence, group, _CALLED_ON)
        governor = self.scene.preposition_before(group[0].start)
        told = self._by_phrase(sentence, match, group, governor)
        if told[1]:
            return told
        if governor is None and group[0].start == match.end and not self.doc.language.nouns_capitalised:
            # "trong cuộc gặp Chủ tịch X, Thủ tướng Y nói": the other side directly behind the noun
            later = list(self.scene.subjects(sentence, group[-1].end + 1))[:1]
            return later or self.named(self.scene.group_before(sentence, match.start)), group
        if governor is None or not match.start <= governor.start <= match.end + MAX_TO_GOVERNOR:
            return self._joint(sentence, match) if governor is None else ([], [])
        if "between" in governor:
            return (group, group) if len(group) > 1 else (group, self._second_between(sentence, group))
        if "with" not in governor:
            return self._of_both(sentence, match, governor, group)
        return self._with_someone(sentence, match, group)

    def _with_someone(self, sentence: Sentence, match: Match, group: list[Mention]) -> Partners:
        """ "in a meeting with X, Y said", "at talks with X", "Y's meeting with X": who met those behind the "with"."""
        before = self._owner(sentence, match) or self.scene.group_before(sentence, match.start)
        if before:
            return self.named(before), group
        known = {m.ref for m in group}
        later = [m for m in self.scene.subjects(sentence, group[-1].end + 1) if m.ref not in known]
        return (later[:1] or self._last_of_other_side(sentence, group)), group

    def _owner(self, sentence: Sentence, match: Match) -> list[Mention]:
        """ "President Y's bilateral meeting": a possessor before the noun and its own words."""
        for at in range(match.start - 1, max(match.start - 2 - MAX_TO_OWNER, sentence.start), -1):
            owner = self.scene.owner_at(at)
            if owner is not None and owner.ref:
                return [owner]
            if not self.doc.tokens[at].is_word or self.doc.any_of(at, _PARTS):
                return []
        return []

    def _by_phrase(self, sentence: Sentence, match: Match, group: list[Mention], governor: Match | None) -> Partners:
        """A noun whose phrase holds the "with", or whose owner's name stands directly behind it."""
        if self._ends_with(match, governor):
            return self._with_someone(sentence, match, group)
        return group, self._of_name(sentence, match, group) if governor is None else []

    def _ends_with(self, match: Match, governor: Match | None) -> bool:
        """ "ein Höflichkeitsbesuch beim Bürgermeister X": a "with" that is part of the noun's phrase."""
        is_last = self.doc.tokens[match.end - 1].lower in self.doc.language.meetings.with_
        return is_last and (governor is None or governor.start < match.end)

    def _of_name(self, sentence: Sentence, match: Match, group: list[Mention]) -> list[Mention]:
        """ "das Treffen Sergej Lawrows mit dem Minister X": a name directly behind the noun owns the meeting."""
        if group[0].start != match.end or not self.doc.language.nouns_capitalised:
            return []
        others = self.named(self.scene.group_after(sentence, group[-1].end, MAX_TO_OTHER))
        governor = self.scene.preposition_before(others[0].start) if others else None
        return others if governor is not None and "with" in governor else []

    def _last_of_other_side(self, sentence: Sentence, group: list[Mention]) -> list[Mention]:
        """ "The president of A hosted him. Meetings were also held with A's ministers": who is of another country."""
        topic = self.named(self.scene.topic)
        codes = {self.scene.country_of(m) for m in group}
        is_own = bool(topic) and len(codes) == 1 and self.scene.country_of(topic[0]) in codes - {None}
        return (self.taken_up(sentence, group) or topic) if is_own else topic

    def _of_both(self, sentence: Sentence, match: Match, governor: Match, group: list[Mention]) -> Partners:
        """ "la reunión de A con B", "the meeting of A and B": an "of" leads to the sides, directly behind the noun."""
        is_owned = "joiner" in governor and governor.start - match.end <= MAX_TO_OF
        if not is_owned:
            return [], []
        if len(group) > 1:
            return group, group
        others = self.named(self.scene.group_after(sentence, group[-1].end, MAX_TO_OTHER))
        second = self.scene.preposition_before(others[0].start) if others else None
        is_with = second is not None and "with" in second and not self.breaks(group[-1].end, second.start)
        return (group, others) if is_with else ([], [])

    def read_call(self, sentence: Sentence, match: Match) -> Partners:
        """ "a effectué une visite d'amitié à X": a visit that leads to a person, not to a place."""
        called = called_on(self.scene, sentence, match)
        if not called:
            caller, called = called_by(self.scene, sentence, match)
            return self.named(caller), self.named(called)
        return self.named(self.scene.group_before(sentence, match.start)), called

    def _between_sides(self, sentence: Sentence, match: Match) -> list[Mention]:
        """ "a meeting between the two ministers", "of both ministers": the two of two countries who were named last."""
        leads = self.doc.has(match.end, "between") or self.doc.has(match.end, "joiner")
        if not (leads and self.doc.has(self.doc.phrase_end(match.end), "sides")):
            return []
        for index in range(sentence.index - 1, max(sentence.index - 1 - MAX_TO_PAIR, -1), -1):
            people = {m.ref: m for m in self.scene.sentences[index].mentions if m.ref in self.scene.people}
            codes = {self.scene.country_of(m) for m in people.values()}
            if len(people) == len(codes - {None}) == 2:
                return list(people.values())
            if people:
                return []
        return []

    def _owned(self, sentence: Sentence, match: Match) -> Partners:
        """ "Presidents A and B, during their meeting": the pair before owns the noun."""
        if not any(self.doc.has(i, "possessives") for i in range(max(sentence.start, match.start - 3), match.start)):
            return [], []
        before = [g for g in self.scene.groups_between(sentence, sentence.start, match.start) if len(g) > 1]
        if not before or match.start - before[-1][-1].end > MAX_TO_OTHER:
            return [], []
        group = self.named(before[-1])
        return group, group

    def _joint(self, sentence: Sentence, match: Match) -> Partners:
        """ "After four hours of talks X and Y signed ...": the two who are the subject held them."""
        is_of_others = self.doc.any_of(match.end, _OTHERS_MEET) and not self.doc.has(match.end, "location")
        is_opening = match.start - sentence.start <= MAX_TO_OPENING
        if "negotiating" in match or is_of_others or not self._is_occasion(match, is_opening=is_opening):
            return [], []
        groups = (self.named(g) for g in self.scene.groups_between(sentence, sentence.start, sentence.end))
        group = next((g for g in groups if len(g) > 1 and not self.scene.is_governed(g[0])), [])
        if not group and self.doc.phrases(sentence.start, match.start, "sides"):
            group = self.scene.topics.last_several(sentence)
        codes = {self.scene.country_of(m) for m in group}
        are_two = bool(group) and (group[0].is_plural or None not in codes)
        if "gathering" in match and is_opening and len(group) != len(codes):
            # "At the meeting A, B and C of one country said": one of many
            return [], []
        return (group, group) if are_two and len(codes) > 1 - (codes == {None}) else ([], [])

    def _is_occasion(self, match: Match, *, is_opening: bool = False) -> bool:
        """Whether "after" or "during" stands before a noun, with nothing but its own words between."""
        for at in range(match.start - 1, max(match.start - MAX_TO_OCCASION, -1), -1):
            if self.doc.has(at, "occasion"):
                return True
            if (
                "gathering" in match
                and not is_opening
                and self.doc.has(at, "article")
                and not self.doc.any_of(at, _OWN)
            ):
                # "at the meeting" may be one of many
                return False
            if not self.doc.tokens[at].is_word and not self.doc.tokens[at].is_number:
                return self.doc.tokens[at].text == "-"
            if self.doc.any_of(at, _PARTS) or self.scene.covered_by(at) is not None:
                return False
        return False

    def _second_between(self, sentence: Sentence, group: list[Mention]) -> list[Mention]:
        """ "between X, minister of ..., and Y": long appositions may stand between the two."""
        after = [m for m in sentence.mentions if m.start > group[-1].end and m.ref]
        return after[:1] if after and self.doc.has(after[0].start - 1, "and") else []
