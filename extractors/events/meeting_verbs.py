"""Whom a verb of meeting brings together: "A met B", "A and B held talks", "A was received by B", "mit B sprach er".

The linguistic patterns: subject and object or "with" around the verb; both before a verb that closes its clause; the
subject behind it; a pronoun or "the two ministers" as subject; a relative clause behind the other side; a verb of
discussing with somebody.
"""

from __future__ import annotations

from extractors.entities.lexicon import Match
from extractors.entities.mentions import Mention
from extractors.events.hosts import (
    antecedent_of,
    honoured_by,
    more_objects,
    object_behind,
    opened_by_participle,
    received_apart,
)
from extractors.events.meeting_partners import MAX_TO_FAR, MAX_TO_OTHER, PartnerReader, Partners
from extractors.events.scene import Sentence

MAX_OPENING = 3
MAX_TO_OBJECT = 6
MAX_TO_SUBJECT = 3
MAX_TO_PRONOUN = 3
MAX_TO_RELATIVE = 8
MAX_SPEAKING = 2
_BY = frozenset({"agent"})
_PLACES = frozenset({"city", "country"})


class MeetingVerbs(PartnerReader):
    """Reads verbs of meeting."""

    def read(self, sentence: Sentence, match: Match) -> Partners:
        """The sides of a verb of meeting."""
        opened = opened_by_participle(self.scene, sentence, match) if "received_by" in match else None
        if opened is not None:
            return opened
        taken_up = self._relative(sentence, match)
        if taken_up[0]:
            return taken_up
        met = self.by_pronoun(sentence, match)
        if met[1]:
            return met
        before = self._who(sentence, match) or self._with_topic(
            sentence, self.scene.group_before(sentence, match.start)
        )
        before = [] if before and self._is_of_place(sentence, before, match) else before
        after = self.named(self.scene.group_after(sentence, match.end, MAX_TO_OTHER)) or self._far(sentence, match)
        if after and len(before) > 1 and not self._can_be_met(after[0], match):
            after = []
        after = self.more_with(sentence, after) if after and self._is_with(match, after[0]) else after
        after = after + (more_objects(self.scene, sentence, after) if "receives" in match else [])
        if after and "received_by" in match:
            # "reçu par A, ainsi que par B"
            after = self.more_governed(sentence, after, _BY)
        if before and not after and "receives" in match:
            after = antecedent_of(self.scene, sentence, before[0])
        if before and after:
            return self.named(before), after
        if after:
            several = self.scene.topics.last_several(sentence) if self.has_both_sides(sentence, match) else []
            return (several, after) if several else self._inverted(sentence, match, after)
        # "A and B received a medal": a thing, not each other
        together = before if len(before) > 1 and "receives" not in match else []
        if together and self._is_led_list(sentence, together):
            return self._verb_final(sentence, match)
        several = self._they(sentence, match) or self.named(together)
        return (several, several) if several else self._without_other(sentence, match, self.named(before))

    def _is_of_place(self, sentence: Sentence, group: list[Mention], match: Match) -> bool:
        """ "In A, wo sich die Delegation aufhält, trifft X Y": who stands in a clause of place that a comma closes."""
        if not self.doc.language.verb_second or not self.doc.is_(match.start - 1, ","):
            return False
        at = group[0].start
        near = range(at, max(sentence.start, at - MAX_TO_RELATIVE), -1)
        return any(self.doc.has(i, "where") and self.doc.is_(i - 1, ",") for i in near)

    def _is_with(self, match: Match, mention: Mention) -> bool:
        """ "traf mit A zusammen", "met with A": whether a "with" leads to the other side, in the verb or behind it."""
        if self.doc.tokens[match.end - 1].lower in self.doc.language.meetings.with_:
            return True
        return self._is_led_to(mention)

    def _is_led_to(self, mention: Mention) -> bool:
        """Whether a "with" leads to somebody."""
        governor = self.scene.preposition_before(mention.start)
        return governor is not None and "with" in governor

    def _is_led_list(self, sentence: Sentence, group: list[Mention]) -> bool:
        """ "will X mit A, B und C zusammentreffen": a list that a "with" leads to, whose head is another's object."""
        if not self.doc.language.verb_second:
            return False
        groups = self.scene.groups_between(sentence, sentence.start, sentence.end)
        return self._is_led_to(next((g[0] for g in groups if group[0] in g), group[0]))

    def _without_other(self, sentence: Sentence, match: Match, before: list[Mention]) -> Partners:
        """Nobody stands behind the verb: it closes its clause, or both sides were told before."""
        if self._closes(match.end) or self.doc.has(match.end, "passive"):
            sides, others = self._verb_final(sentence, match)
            if others or before:
                return sides, others
        if not before and self.has_both_sides(sentence, match):
            return self._last_pair(sentence)
        if not before and self.doc.language.verb_second:
            return self._fronted(sentence, match, self._with_before(sentence, match))
        if before and self.doc.has(match.end, "pronouns"):
            return before, self.named(self.scene.topic)
        return [], []

    def _closes(self, at: int) -> bool:
        """ "nachdem er X empfangen hatte": an auxiliary behind the verb may close the clause."""
        is_perfect = at < len(self.doc.tokens) and self.doc.tokens[at].lower in self.doc.language.visits.perfect
        return self.scene.closes_clause(at + is_perfect)

    def read_exchange(self, sentence: Sentence, match: Match) -> Partners:
        """ "discussed the peace plan with X", "reviewed with X ...": who speaks of something with somebody."""
        fronted = self._with_before(sentence, match)
        if fronted:
            behind = self.named(self.scene.group_after(sentence, match.end, MAX_TO_SUBJECT))
            return (behind, fronted) if behind else self._fronted(sentence, match, fronted)
        group = [m for m in self.scene.group_after(sentence, match.end, MAX_TO_FAR) if m.ref and m.name]
        governor = self.scene.preposition_before(group[0].start) if group else None
        if governor is None or "with" not in governor or self.breaks(match.end, governor.start):
            return self._exchanged(sentence, match)
        before = self.named(self.scene.group_before(sentence, match.start))
        if before or not self.may_lack_subject(match) or self.has_free_subject(sentence, group):
            return before, group
        return self.named(self.scene.topic), group

    def _exchanged(self, sentence: Sentence, match: Match) -> Partners:
        """ "Ministers A and B discussed trade": two of different countries who are one subject spoke to each other."""
        group = self.named(self.scene.group_before(sentence, match.start))
        codes = {self.scene.country_of(m) for m in group}
        is_here = all(m.name and m in sentence.mentions for m in group)
        is_told = is_here and len(group) == len(codes - {None}) == MAX_SPEAKING
        return (group, group) if is_told and self.scene.is_verb(match) else ([], [])

    def read_ceremony(self, sentence: Sentence, match: Match) -> Partners:
        """ "B gave a state dinner in honour of A": host and guest met."""
        guests, hosts = honoured_by(self.scene, sentence, match, MAX_TO_OTHER)
        is_clause = bool(guests) and self.breaks(match.end, guests[0].start)
        return ([], []) if is_clause else (hosts, self.named(guests[:1]))

    def read_apart(self, sentence: Sentence, match: Match) -> Partners:
        """ "Receiving X, B said", "B granted him an audience": host and guest of a reception."""
        guests, hosts = received_apart(self.scene, sentence, match)
        return hosts, self.named(guests)

    def _relative(self, sentence: Sentence, match: Match) -> Partners:
        """ "X, with whom the king met", "Y, con la que se reunió": the other side stands before its clause."""
        other = next((m for m in reversed(sentence.mentions) if m.ref and m.end <= match.start), None)
        for mention in [m for m in reversed(sentence.mentions) if m.ref and m.end <= match.start][:2]:
            at = mention.end + self.doc.is_(mention.end, ",")
            with_ = at if self.doc.has(at, "with") else None
            at += with_ is not None
            while with_ is not None and self.doc.has(at, "article"):
                at += 1
            is_clause = self.doc.has(at, "relatives") or (with_ is not None and at > with_ + 1)
            if not is_clause or with_ is None or match.start - at > MAX_TO_RELATIVE:
                continue
            inner = [other] if other is not None and other is not mention and other.start > at else []
            first = next((m for m in self.scene.subjects(sentence, end=mention.start)), None)
            subject = inner or ([first] if first is not None else self.scene.topic)
            return self.named(subject), [mention]
        return [], []

    def _who(self, sentence: Sentence, match: Match) -> list[Mention]:
        """ "a visit by X, who met Y", "de la presidenta X, quien se reunió con Y": whom the clause goes on about."""
        for at in range(match.start - 1, max(match.start - MAX_TO_PRONOUN, sentence.start), -1):
            if self.doc.has(at, "relatives"):
                is_behind_comma = self.doc.is_(at - 1, ",")
                groups = self.scene.groups_between(sentence, sentence.start, at) if is_behind_comma else []
                return self.named(groups[-1]) if groups and groups[-1][-1].end == at - 1 else []
        return []

    def _with_topic(self, sentence: Sentence, group: list[Mention]) -> list[Mention]:
        """ "He and the Palestinian leader met X": a pronoun is one of the subjects."""
        at = group[0].start - 2 if group else -1
        if at >= sentence.start and self.doc.has(at + 1, "and") and self.doc.has(at, "subject_pronouns"):
            return [*self.named(self.scene.topic), *group]
        return group

    def _they(self, sentence: Sentence, match: Match) -> list[Mention]:
        """ "Presidents A and B ordered a truce after they met": two of one sentence whom a pronoun takes up."""
        lead = range(max(sentence.start, match.start - MAX_TO_PRONOUN), match.start)
        pronoun = next((i for i in lead if self.doc.has(i, "plural_pronouns")), None)
        if pronoun is None:
            return []
        groups = (self.named(g) for g in self.scene.groups_between(sentence, sentence.start, pronoun))
        return next((g for g in groups if len(g) > 1 and not self.scene.is_governed(g[0])), [])

    def _fronted(self, sentence: Sentence, match: Match, group: list[Mention]) -> Partners:
        """ "Mit X sprach er über ...": the other side opens the sentence, a pronoun stands for the subject."""
        pronouns = {*self.doc.language.markers.subject_pronouns}
        close = self.doc.tokens[match.start : min(match.end + 1, sentence.end)]
        has_pronoun = any(token.lower in pronouns for token in close)
        return (self.named(self.scene.topic), group) if group and has_pronoun else ([], [])

    def _with_before(self, sentence: Sentence, match: Match) -> list[Mention]:
        """ "Mit X sprach ...": whom a "with" leads to at once before a verb that stands second."""
        groups = self.scene.groups_between(sentence, sentence.start, match.start)
        group = self.named(groups[-1]) if groups and self.doc.language.verb_second else []
        governor = self.scene.preposition_before(group[0].start) if group else None
        is_close = bool(group) and match.start - group[-1].end <= self.doc.is_(group[-1].end, ",")
        return group if governor is not None and "with" in governor and is_close else []

    def _far(self, sentence: Sentence, match: Match) -> list[Mention]:
        """ "held talks in the margins of the summit in X on 5 May with Y": far behind the verb a "with" tells whom."""
        group = self.named(self.scene.group_after(sentence, match.end, MAX_TO_FAR))
        governor = self.scene.preposition_before(group[0].start) if group else None
        is_clause = bool(group) and self.breaks(match.end, group[0].start)
        return group if governor is not None and "with" in governor and not is_clause else []

    def _last_pair(self, sentence: Sentence) -> Partners:
        """The last two named people of different countries before a sentence."""
        for index in range(sentence.index - 1, max(sentence.index - 4, -1), -1):
            named = [m for m in self.scene.sentences[index].mentions if m.ref and m.name and self.scene.country_of(m)]
            for first in named:
                other = next((m for m in named if self.scene.country_of(m) != self.scene.country_of(first)), None)
                if other is not None:
                    return [first], [other]
        return [], []

    def _verb_final(self, sentence: Sentence, match: Match) -> Partners:
        """ "X hat in Lima die Präsidentin Y getroffen": both sides stand before a verb that closes the clause."""
        groups = [self.named(g) for g in self.scene.groups_between(sentence, sentence.start, match.start)]
        groups = [g for g in groups if g]
        if not groups:
            return [], []
        other = groups[-1]
        governor = self.scene.preposition_before(other[0].start)
        if governor is not None and "purpose" in governor:
            # "gereist, um X zu treffen": the conjunction opens a clause and governs nobody
            governor = None
        is_host = governor is not None and "agent" in governor and "received_by" in match
        if governor is not None and "with" not in governor and not is_host:
            return [], []
        subject = next((g for g in reversed(groups[:-1]) if not self.scene.is_governed(g[0])), None)
        if subject is None and is_host:
            subject = self.named(self.scene.group_before(sentence, match.start))
        is_about = governor is not None or self.scene.topics.has_pronoun(sentence.start, other[0].start)
        return (subject, other) if subject else (self.named(self.scene.topic) if is_about else [], other)

    def _can_be_met(self, mention: Mention, match: Match) -> bool:
        """The other side is the verb's object or stands behind "with" or "by"; not "under the mediation of"."""
        governor = self.scene.preposition_before(mention.start)
        if governor is None or governor.start <= match.start:
            return True
        return "with" in governor or ("agent" in governor and "received_by" in match)

    def _inverted(self, sentence: Sentence, match: Match, after: list[Mention]) -> Partners:
        """ "Am Abend traf X mit Y zusammen": subject and other both stand behind the verb."""
        if not self.may_lack_subject(match):
            return [], []
        fronted = self._with_before(sentence, match)
        if fronted and not self.scene.is_governed(after[0]):
            # "Mit ihrer Amtskollegin X tauschte sich Y aus"
            return after, fronted
        if self.scene.is_governed(after[0]):
            if self.has_free_subject(sentence, after):
                return [], []
            return self._opened(sentence, match, after) or self.named(self.scene.topic), after
        others = self.scene.group_after(sentence, after[-1].end, MAX_TO_OTHER * 3)
        governor = self.scene.preposition_before(others[0].start) if others else None
        if governor is not None and "with" in governor and not self.breaks(after[-1].end, others[0].start):
            return after, self.more_with(sentence, self.named(others))
        if others and governor is None and self._is_object_of(sentence, after[-1].end, others[0].start):
            # "traf X seinen Kollegen Y": subject and object side by side behind the verb
            return after, self.named(others)
        received = object_behind(self.scene, sentence, match, after[0]) if "receives" in match else []
        if received:
            return after[:1], self.named(received)
        if len(after) > 1 and not self._has_pronoun(sentence, match):
            return after[:1], after[1:]
        return self.named(self.scene.topic), after

    def _is_object_of(self, sentence: Sentence, start: int, end: int) -> bool:
        """ "trifft X am Freitag in Berlin zudem Y": behind a verb that stands second, small words, dates and places
        before its object.
        """
        doc, dated = self.doc, sentence.dated
        between = [doc.tokens[i] for i in range(start, end) if i not in dated]
        is_plain = all(t.is_word and (t.text.islower() or doc.any_of(t.index, _PLACES)) for t in between)
        return doc.language.verb_second and is_plain and len(between) <= MAX_TO_OBJECT and not self.breaks(start, end)

    def _opened(self, sentence: Sentence, match: Match, after: list[Mention]) -> list[Mention]:
        """ "Tras reunirse con X, Y declaró": the subject behind an opening that tells of a meeting."""
        if match.start - sentence.start > MAX_OPENING or not self.doc.is_(after[-1].end, ","):
            return []
        later = (m for m in self.scene.subjects(sentence, after[-1].end) if not self.doc.has(m.start - 1, "reporting"))
        return list(later)[:1]

    def _has_pronoun(self, sentence: Sentence, match: Match) -> bool:
        """ "He met A and B": a pronoun is the subject, so that A and B are both met."""
        # "Dort trifft sie A und B"
        behind = match.end + 1 if self.doc.language.verb_second else match.start
        return self.scene.topics.has_pronoun(
            max(sentence.start, match.start - MAX_TO_PRONOUN), min(behind, sentence.end)
        )
