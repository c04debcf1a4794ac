"""Meetings: only where the text says that people met, never because their names stand near each other.

The linguistic patterns: "A met (with) B", "A and B held talks", "talks between A and B", "A was received by B",
"in a meeting with B, A said". One meeting for each pair of sides, as lists of interlocutors are met one by one.
"""

from __future__ import annotations

from dataclasses import dataclass

from extractors.claims import DateBasis, Meeting, MeetingFormat
from extractors.entities.lexicon import Match
from extractors.entities.mentions import Mention
from extractors.entities.offices import office_of
from extractors.events.destinations import Destinations
from extractors.events.drafts import evidence
from extractors.events.edtf import PartialDate
from extractors.events.places import Place
from extractors.events.scene import Scene, Sentence
from extractors.events.timing import Clock, Direction

MAX_TO_OTHER = 10
# No article tells of more meetings; a list of thousands is no news.
MAX_ENCOUNTERS = 400
MAX_TO_GOVERNOR = 6
MAX_OPENING = 3
MAX_TO_PRONOUN = 3
MAX_TO_CANCELLED = 16
MAX_TO_FAR = 24
MAX_TO_LETTER = 4
MAX_TO_RELATIVE = 8
_LETTERS = frozenset({"letter", "instrument"})
MAX_TO_OCCASION = 7
# "called on X to": what a verb that ends so asks of somebody
_ASKING = frozenset({"on", "upon"})
_ASKED = frozenset({"to", "for"})
_OWN = frozenset({"indefinite", "possessives"})
_OTHERS_MEET = frozenset({"joiner", "with", "between"})
_PARTS = frozenset({"meet_verb", "visit_verb", "sign_verb", "reporting", "city", "country", "between", "with"})
_BREAKS = frozenset({"reporting", "visit_verb", "meet_verb", "sign_verb", "relatives"})


@dataclass(slots=True, eq=False)
class Encounter:
    """One meeting: refs of the participants, and the sentence and trigger that tell of it."""

    participants: tuple[str, ...]
    sentence: int
    trigger: Match
    format: MeetingFormat
    place: str | None = None
    place_code: str | None = None
    date: PartialDate | None = None
    basis: DateBasis | None = None
    tense: str = "past"
    host_code: str | None = None
    # told in a clause of place: "flew to X, where he met B"; of B nothing is said
    in_clause: bool = False


class MeetingReader:
    """Finds encounters in the sentences of a scene."""

    def __init__(self, scene: Scene, clock: Clock) -> None:
        self.scene = scene
        self.doc = scene.doc
        self.clock = clock
        self.clauses = Destinations(scene)
        self.topic: list[Mention] = []

    def read(self) -> list[Encounter]:
        found: list[Encounter] = []
        for sentence in self.scene.sentences:
            for category, reader in (
                ("meet_verb", self._by_verb),
                ("received_by", self._by_verb),
                ("receives", self._by_verb),
                ("courtesy", self._by_noun),
                ("meet_noun", self._by_noun),
                ("discusses", self._by_exchange),
            ):
                for match in self.doc.phrases(sentence.start, sentence.end, category):
                    if category in {"receives", "meet_verb"} and not self.scene.is_verb(match):
                        continue
                    if self._is_of_letters(category, match) or self._is_call_for(sentence, match):
                        continue
                    if self.scene.covered_by(match.start) is None and not self._is_denied(match):
                        found.extend(self._pairs(sentence, match, *reader(sentence, match)))
            first = self.scene.subject_of(sentence)
            self.topic = [first] if first is not None else self.topic
            if len(found) >= MAX_ENCOUNTERS:
                break
        return _unique(found)

    def _is_denied(self, match: Match) -> bool:
        near = self.scene.near
        # "hat ein für Donnerstag geplantes Treffen mit X abgesagt": the verb closes the clause
        behind = MAX_TO_CANCELLED if self.doc.language.verb_second else 4
        return near(match, "negation", 3) or near(match, "hypothesis", 3) or near(match, "cancelled", 6, behind)

    def _is_of_letters(self, category: str, match: Match) -> bool:
        """ "received a message from X", "welcomed the deal": a letter or a paper is received, nobody is."""
        return category == "receives" and any(
            self.doc.any_of(i, _LETTERS) for i in range(match.end, match.end + MAX_TO_LETTER)
        )

    def _is_call_for(self, sentence: Sentence, match: Match) -> bool:
        """ "called on President X to step down": what is asked of somebody, nobody is met."""
        if self.doc.tokens[match.end - 1].lower not in _ASKING:
            return False
        group = self.scene.group_after(sentence, match.end, MAX_TO_OTHER)
        return bool(group) and self.doc.tokens[min(group[-1].end, sentence.end - 1)].lower in _ASKED

    def _by_exchange(self, sentence: Sentence, match: Match) -> tuple[list[Mention], list[Mention]]:
        """ "discussed the peace plan with X", "reviewed with X ...": who speaks of something with somebody."""
        group = [m for m in self.scene.group_after(sentence, match.end, MAX_TO_FAR) if m.ref and m.name]
        governor = self.scene.preposition_before(group[0].start) if group else None
        if governor is None or "with" not in governor or self._breaks(match.end, governor.start):
            return [], []
        before = self._named(self.scene.group_before(sentence, match.start))
        if before or not self._may_lack_subject(match) or self._has_free_subject(sentence, group):
            return before, group
        return self._named(self.topic), group

    def _by_verb(self, sentence: Sentence, match: Match) -> tuple[list[Mention], list[Mention]]:
        taken_up = self._relative(sentence, match)
        if taken_up[0]:
            return taken_up
        before = self._with_topic(sentence, self.scene.group_before(sentence, match.start))
        after = self._named(self.scene.group_after(sentence, match.end, MAX_TO_OTHER)) or self._far(sentence, match)
        if after and len(before) > 1 and not self._can_be_met(after[0], match):
            after = []
        if before and after:
            return self._named(before), after
        if not after and (several := self._they(sentence, match)):
            return several[:1], several[1:]
        if after and not before:
            several = self.scene.last_several(sentence) if self._has_both_sides(sentence, match) else []
            return (several, after) if several else self._inverted(sentence, match, after)
        if len(before) > 1 and not after:
            return self._named(before)[:1], self._named(before)[1:]
        if not after and self.scene.closes_clause(match.end):
            sides, others = self._verb_final(sentence, match)
            if others or before:
                return sides, others
        if not before and not after and self._has_both_sides(sentence, match):
            return self._last_pair(sentence)
        if not before and not after and self.doc.language.verb_second:
            return self._fronted(sentence, match)
        if before and not after and self.doc.has(match.end, "pronouns"):
            return self._named(before), self._named(self.topic)
        return [], []

    def _relative(self, sentence: Sentence, match: Match) -> tuple[list[Mention], list[Mention]]:
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
            subject = inner or ([first] if first is not None else self.topic)
            return self._named(subject), [mention]
        return [], []

    def _with_topic(self, sentence: Sentence, group: list[Mention]) -> list[Mention]:
        """ "He and the Palestinian leader met X": a pronoun is one of the subjects."""
        at = group[0].start - 2 if group else -1
        if at >= sentence.start and self.doc.has(at + 1, "and") and self.doc.has(at, "subject_pronouns"):
            return [*self._named(self.topic), *group]
        return group

    def _they(self, sentence: Sentence, match: Match) -> list[Mention]:
        """ "Presidents A and B ordered a truce after they met": two of one sentence whom a pronoun takes up."""
        lead = range(max(sentence.start, match.start - MAX_TO_PRONOUN), match.start)
        pronoun = next((i for i in lead if self.doc.has(i, "plural_pronouns")), None)
        if pronoun is None:
            return []
        groups = (self._named(g) for g in self.scene.groups_between(sentence, sentence.start, pronoun))
        return next((g for g in groups if len(g) > 1 and not self.scene.is_governed(g[0])), [])

    def _fronted(self, sentence: Sentence, match: Match) -> tuple[list[Mention], list[Mention]]:
        """ "Mit X sprach er über ...": the other side opens the sentence, a pronoun stands for the subject."""
        groups = self.scene.groups_between(sentence, sentence.start, match.start)
        group = self._named(groups[-1]) if groups else []
        governor = self.scene.preposition_before(group[0].start) if group else None
        pronouns = {*self.doc.language.markers.subject_pronouns}
        has_pronoun = any(self.doc.tokens[i].lower in pronouns for i in range(match.start, match.end + 1))
        if governor is None or "with" not in governor or group[-1].end != match.start or not has_pronoun:
            return [], []
        return self._named(self.topic), group

    def _far(self, sentence: Sentence, match: Match) -> list[Mention]:
        """ "held talks in the margins of the summit in X on 5 May with Y": far behind the verb a "with" tells whom."""
        group = self._named(self.scene.group_after(sentence, match.end, MAX_TO_FAR))
        governor = self.scene.preposition_before(group[0].start) if group else None
        is_clause = bool(group) and self._breaks(match.end, group[0].start)
        return group if governor is not None and "with" in governor and not is_clause else []

    def _breaks(self, start: int, end: int) -> bool:
        """Whether another clause begins between two tokens."""
        return any(self.doc.any_of(i, _BREAKS) or self.doc.is_(i, ";") for i in range(start, end))

    def _has_both_sides(self, sentence: Sentence, match: Match) -> bool:
        """ "The two leaders held talks": the subject is both sides at once."""
        return any(self.doc.has(i, "sides") for i in range(max(sentence.start, match.start - 5), match.start))

    def _last_pair(self, sentence: Sentence) -> tuple[list[Mention], list[Mention]]:
        """The last two named people of different countries before a sentence."""
        for index in range(sentence.index - 1, max(sentence.index - 4, -1), -1):
            named = [m for m in self.scene.sentences[index].mentions if m.ref and m.name and self.scene.country_of(m)]
            for first in named:
                other = next((m for m in named if self.scene.country_of(m) != self.scene.country_of(first)), None)
                if other is not None:
                    return [first], [other]
        return [], []

    def _verb_final(self, sentence: Sentence, match: Match) -> tuple[list[Mention], list[Mention]]:
        """ "X hat in Lima die Präsidentin Y getroffen": both sides stand before a verb that closes the clause."""
        groups = [self._named(g) for g in self.scene.groups_between(sentence, sentence.start, match.start)]
        groups = [g for g in groups if g]
        if not groups:
            return [], []
        other = groups[-1]
        governor = self.scene.preposition_before(other[0].start)
        is_host = governor is not None and "agent" in governor and "received_by" in match
        if governor is not None and "with" not in governor and not is_host:
            return [], []
        subject = next((g for g in reversed(groups[:-1]) if not self.scene.is_governed(g[0])), None)
        if subject is None and is_host:
            subject = self._named(self.scene.group_before(sentence, match.start))
        is_about = governor is not None or self.scene.has_pronoun(sentence.start, other[0].start)
        return (subject, other) if subject else (self._named(self.topic) if is_about else [], other)

    def _can_be_met(self, mention: Mention, match: Match) -> bool:
        """The other side is the verb's object or stands behind "with" or "by"; not "under the mediation of"."""
        governor = self.scene.preposition_before(mention.start)
        if governor is None or governor.start <= match.start:
            return True
        return "with" in governor or ("agent" in governor and "received_by" in match)

    def _inverted(self, sentence: Sentence, match: Match, after: list[Mention]) -> tuple[list[Mention], list[Mention]]:
        """ "Am Abend traf X mit Y zusammen": subject and other both stand behind the verb."""
        if not self._may_lack_subject(match):
            return [], []
        if self.scene.is_governed(after[0]):
            if self._has_free_subject(sentence, after):
                return [], []
            return self._opened(sentence, match, after) or self._named(self.topic), after
        others = self.scene.group_after(sentence, after[-1].end, MAX_TO_OTHER * 3)
        governor = self.scene.preposition_before(others[0].start) if others else None
        if governor is not None and "with" in governor and not self._breaks(after[-1].end, others[0].start):
            return after, self._named(others)
        if others and governor is None and self.doc.language.verb_second and others[0].start - after[-1].end <= 2:
            # "traf X seinen Kollegen Y": subject and object side by side behind the verb
            return after, self._named(others)
        if len(after) > 1 and not self._has_pronoun(sentence, match):
            return after[:1], after[1:]
        return self._named(self.topic), after

    def _opened(self, sentence: Sentence, match: Match, after: list[Mention]) -> list[Mention]:
        """ "Tras reunirse con X, Y declaró": the subject behind an opening that tells of a meeting."""
        if match.start - sentence.start > MAX_OPENING or not self.doc.is_(after[-1].end, ","):
            return []
        later = (m for m in self.scene.subjects(sentence, after[-1].end) if not self.doc.has(m.start - 1, "reporting"))
        return list(later)[:1]

    def _has_pronoun(self, sentence: Sentence, match: Match) -> bool:
        """ "He met A and B": a pronoun is the subject, so that A and B are both met."""
        return self.scene.has_pronoun(max(sentence.start, match.start - MAX_TO_PRONOUN), match.start)

    def _may_lack_subject(self, match: Match) -> bool:
        """A verb without a person before it needs a pronoun, but in languages that drop or invert subjects."""
        language = self.doc.language
        if language.verb_second or language.drops_subjects:
            return True
        return any(self.doc.has(i, "pronouns") for i in range(max(match.start - 3, 0), match.start))

    def _has_free_subject(self, sentence: Sentence, after: list[Mention]) -> bool:
        return any(m.start < after[0].start and not self.scene.is_object(m) for m in self.scene.subjects(sentence))

    def _by_noun(self, sentence: Sentence, match: Match) -> tuple[list[Mention], list[Mention]]:
        group = self._named(self.scene.group_after(sentence, match.end, MAX_TO_OTHER))
        if not group:
            sides = self._owned(sentence, match)
            return sides if sides[0] else self._joint(sentence, match)
        governor = self.scene.preposition_before(group[0].start)
        if governor is None and group[0].start == match.end and not self.doc.language.nouns_capitalised:
            # "trong cuộc gặp Chủ tịch X, Thủ tướng Y nói": the other side directly behind the noun
            later = list(self.scene.subjects(sentence, group[-1].end + 1))[:1]
            return later or self._named(self.scene.group_before(sentence, match.start)), group
        if governor is None or not match.start <= governor.start <= match.end + MAX_TO_GOVERNOR:
            return self._joint(sentence, match) if governor is None else ([], [])
        if "between" in governor:
            return group[:1], group[1:] or self._second_between(sentence, group)
        if "with" not in governor:
            return [], []
        before = self.scene.group_before(sentence, match.start)
        if before:
            return self._named(before), group
        later = list(self.scene.subjects(sentence, group[-1].end + 1))
        return (later[:1] or self._named(self.topic)), group

    def _owned(self, sentence: Sentence, match: Match) -> tuple[list[Mention], list[Mention]]:
        """ "Presidents A and B, during their meeting": the pair before owns the noun."""
        if not any(self.doc.has(i, "possessives") for i in range(max(sentence.start, match.start - 3), match.start)):
            return [], []
        before = [g for g in self.scene.groups_between(sentence, sentence.start, match.start) if len(g) > 1]
        if not before or match.start - before[-1][-1].end > MAX_TO_OTHER:
            return [], []
        group = self._named(before[-1])
        return group[:1], group[1:]

    def _joint(self, sentence: Sentence, match: Match) -> tuple[list[Mention], list[Mention]]:
        """ "After four hours of talks X and Y signed ...": the two who are the subject held them."""
        is_of_others = self.doc.any_of(match.end, _OTHERS_MEET) and not self.doc.has(match.end, "location")
        if "negotiating" in match or is_of_others or not self._is_occasion(match):
            return [], []
        groups = (self._named(g) for g in self.scene.groups_between(sentence, sentence.start, sentence.end))
        group = next((g for g in groups if len(g) > 1 and not self.scene.is_governed(g[0])), [])
        if not group and self.doc.phrases(sentence.start, match.start, "sides"):
            group = self.scene.last_several(sentence)
        codes = {self.scene.country_of(m) for m in group}
        are_two = bool(group) and (group[0].is_plural or None not in codes)
        return (group[:1], group[1:]) if are_two and len(codes) > 1 - (codes == {None}) else ([], [])

    def _is_occasion(self, match: Match) -> bool:
        """Whether "after" or "during" stands before a noun, with nothing but its own words between."""
        for at in range(match.start - 1, max(match.start - MAX_TO_OCCASION, -1), -1):
            if self.doc.has(at, "occasion"):
                return True
            if "gathering" in match and self.doc.has(at, "article") and not self.doc.any_of(at, _OWN):
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

    def _named(self, group: list[Mention]) -> list[Mention]:
        return [m for m in group if m.ref]

    def _pairs(self, sentence: Sentence, match: Match, sides: list[Mention], others: list[Mention]) -> list[Encounter]:
        found = []
        for first in self.scene.refs(self._without_spouses(sides)):
            for second in self.scene.refs(self._without_spouses(others)):
                if first != second and self._is_between_sides(first, second):
                    found.append(self._encounter(sentence, match, (first, second)))
        return found

    def _without_spouses(self, group: list[Mention]) -> list[Mention]:
        """Who only accompanies a husband or wife is no side of a meeting: of one name, or a queen beside a king."""
        if len(group) < 2:
            return group
        first = group[0].name.words[-1:] if group[0].name else ()
        reigns = self._reigns(group[0])
        return [
            m
            for m in group
            if m is group[0]
            or not (
                any(p.is_spouse for p in m.posts)
                or (m.name and not m.posts and m.name.words[-1:] == first)
                or (reigns and self._reigns(m) and self.scene.country_of(m) in (None, self.scene.country_of(group[0])))
            )
        ]

    def _reigns(self, mention: Mention) -> bool:
        return any(office_of(self.doc, post) == "monarch" for post in mention.posts)

    def _is_between_sides(self, first: str, second: str) -> bool:
        one, other = self.scene.people[first], self.scene.people[second]
        return one.country is None or other.country is None or one.country != other.country

    def _encounter(self, sentence: Sentence, match: Match, pair: tuple[str, str]) -> Encounter:
        clause = self.clauses.clause_start(sentence, match.start)
        place = self._place(sentence, match, clause)
        encounter = Encounter(pair, sentence.index, match, self._format(match), in_clause=clause is not None)
        direction = self._direction(match)
        encounter.tense = "future" if direction == "future" else "past"
        if place is not None:
            encounter.place, encounter.place_code = place.name if place.is_city else None, place.code
        told = [d for d in sentence.dates if clause is None or d.start >= clause]
        if not told and clause is not None and direction == "past" and place is not None and self._is_reached(place):
            # "stopped on 2 December in Sal, where he met"
            told = [d for d in sentence.dates if not self._looks_back(d.end, clause)]
        told = [d for d in told if d.start < match.end or not self.scene.opens_other(match.end, d.start)]
        days = [d for d in (told if sentence.dates else sentence.heading) if d.has_day and d.last is None]
        if days:
            nearest = min(days, key=lambda d: abs(d.start - match.start))
            settled = self.clock.settle(nearest, direction)
            if settled is not None:
                encounter.date, encounter.basis = settled.start, settled.basis
        return encounter

    def _place(self, sentence: Sentence, match: Match, clause: int | None) -> Place | None:
        """Where people met: of a clause of place its own place, else the one that it stands behind."""
        if clause is None:
            start, end = self.scene.part_of(sentence, match.start)
            where = (p for p in sentence.places if start <= p.start < end and self.scene.is_where(p))
            # "was received by X and will take part in Y in a summit": what an "and" opens is elsewhere
            return next((p for p in where if not self.scene.opens_other(match.end, p.start)), None)
        own = next((p for p in sentence.places if p.start > clause and self.scene.is_where(p)), None)
        return own or next((p for p in reversed(sentence.places) if p.end <= clause), None)

    def _looks_back(self, start: int, end: int) -> bool:
        """ "arrived on Monday after a visit to X, where he met": the date is that of what came later."""
        return any(self.doc.has(i, "past_reference") for i in range(start, end))

    def _is_reached(self, place: Place) -> bool:
        """Whether somebody is or goes there: not "coming from Ankara, where he met"."""
        governor = self.scene.preposition_before(place.start, of_place=True)
        return governor is not None and ("location" in governor or "destination" in governor)

    def _direction(self, match: Match) -> Direction:
        """Where in time a verb puts a meeting: "will meet on Tuesday", "trifft am Dienstag", "met on Tuesday"."""
        if self.scene.near(match, "future", 5):
            return "future"
        verbs = [match.values[c] for c in ("meet_verb", "received_by", "receives") if c in match]
        tense = verbs[0].tense if verbs else "past"
        return "future" if tense == "future" else "ahead" if tense == "present" else "past"

    def _format(self, match: Match) -> MeetingFormat:
        if self.scene.near(match, "phone", 8, 12):
            return "phone"
        return "video" if self.scene.near(match, "video", 8, 12) else "in_person"


def _unique(found: list[Encounter]) -> list[Encounter]:
    """One encounter for a pair and date; later sentences add what the first one left open."""
    known: dict[tuple[str, ...], list[Encounter]] = {}
    for encounter in found:
        key = tuple(sorted(encounter.participants))
        same = next(
            (e for e in known.get(key, []) if not (e.date and encounter.date and e.date.clashes(encounter.date))), None
        )
        if same is None:
            known.setdefault(key, []).append(encounter)
            continue
        same.date = same.date or encounter.date
        same.place = same.place or encounter.place
        same.place_code = same.place_code or encounter.place_code
    return [encounter for encounters in known.values() for encounter in encounters]


def to_meeting(scene: Scene, encounter: Encounter) -> Meeting:
    """The meeting as the claims document gives it."""
    return Meeting(
        participants=list(encounter.participants),
        date=encounter.date.edtf() if encounter.date else None,
        place=encounter.place,
        format=encounter.format,
        evidence=evidence(scene, [encounter.sentence]),
        confidence=_confidence(scene, encounter),
    )


def _confidence(scene: Scene, encounter: Encounter) -> float:
    """How often such a claim is right on gold articles: a verb of meeting says more than a reception."""
    if encounter.trigger.any_of(frozenset({"receives", "received_by"})):
        return 0.75
    people = [scene.people[ref] for ref in encounter.participants]
    return 0.92 if all(person.is_told for person in people) else 0.87
