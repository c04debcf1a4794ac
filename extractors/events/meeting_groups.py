"""Meetings of a group: who chaired or attended one together, and captions that set two people side by side.

The linguistic patterns: "the talks, co-chaired by A and B", "the meeting was attended by A, B and C"; a line without a
verb that names two people, a place and a day: "Minister A and President B in Lima, 3 May 2024".
"""

from __future__ import annotations

from extractors.entities.lexicon import Match
from extractors.entities.mentions import Mention
from extractors.events.companions import listed
from extractors.events.meeting_partners import MAX_TO_OTHER, PartnerReader, Partners
from extractors.events.scene import Sentence

MAX_GROUP = 8
MAX_TO_PLACE = 4
MAX_TO_EVENT = 14
_MEETINGS = frozenset({"meet_noun", "gathering", "signing_nouns", "ceremony"})
_WORDS_OF_CAPTIONS = frozenset({"location", "article", "joiner", "country", "city", "and", "function", "capital"})


class MeetingGroups(PartnerReader):
    """Reads what brings a group together."""

    def read(self, sentence: Sentence, match: Match) -> Partners:
        """ "co-chaired by A and B": those named behind, of at least two countries, where a meeting is told before."""
        told = [m for i in range(sentence.start, match.start) if (m := self.doc.matches[i]) and m.any_of(_MEETINGS)]
        if not told or ("attended_by" in match and told[-1].values.keys() == {"gathering"}):
            # "the summit brought together A and B": one of many who were there
            return [], []
        group = self.named(self.scene.group_after(sentence, match.end, MAX_TO_OTHER))
        # "sous la présidence du ministre A et du ministre B"
        group = group if len(group) > 1 else self.named(listed(self.scene, sentence, match.end, MAX_TO_OTHER))
        return (group, group) if len(group) <= MAX_GROUP and self._are_of_several(group) else ([], [])

    def chaired(self, sentence: Sentence, match: Match) -> Partners:
        """ "A and B co-chaired the talks", "ont présidé la cérémonie": those before it, what they led behind."""
        group = self.named(self.scene.group_before(sentence, match.start))
        told = range(match.end, min(match.end + MAX_TO_EVENT, sentence.end))
        if not group and (led := self._agents_before(sentence, match)):
            # "Cuộc họp do A và B đồng chủ trì": those whom an agent leads to, the event before them
            group, told = led, range(sentence.start, led[0].start)
        is_event = any(self.doc.any_of(i, _MEETINGS) for i in told)
        return (group, group) if is_event and len(group) <= MAX_GROUP and self._are_of_several(group) else ([], [])

    def _agents_before(self, sentence: Sentence, match: Match) -> list[Mention]:
        """Those whom a word of agency leads to directly before the verb."""
        groups = self.scene.groups_between(sentence, sentence.start, match.start)
        governor = self.scene.preposition_before(groups[-1][0].start) if groups else None
        is_agent = governor is not None and "agent" in governor and groups[-1][-1].end == match.start
        return self.named(groups[-1]) if is_agent else []

    def caption(self, sentence: Sentence) -> tuple[Match, list[Mention]] | None:
        """The two people of a caption, with the words of its place as trigger; None where a sentence is no caption."""
        people = [m for m in sentence.mentions if m.ref]
        place = next((p for p in sentence.places if people and p.start >= people[-1].end), None)
        if len(people) != 2 or place is None or place.start - people[1].end > MAX_TO_PLACE or not sentence.dates:
            return None
        is_pair = people[0].start == sentence.start and self.doc.has(people[1].start - 1, "and")
        dated = sentence.dated
        rest = range(people[1].end, sentence.end)
        has_no_verb = all(
            i in dated or not self.doc.tokens[i].is_word or self.doc.any_of(i, _WORDS_OF_CAPTIONS) for i in rest
        )
        if not (is_pair and has_no_verb and self.scene.is_where(place) and self._are_of_several(people)):
            return None
        return Match(people[1].end, place.start, {}), people

    def _are_of_several(self, group: list[Mention]) -> bool:
        codes = {self.scene.country_of(m) for m in group}
        return len(group) > 1 and len(codes - {None}) > 1
