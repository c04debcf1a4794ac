"""Meetings: only where the text says that people met, never because their names stand near each other.

The linguistic patterns: "A met (with) B", "A and B held talks", "talks between A and B", "A was received by B",
"in a meeting with B, A said". One meeting for each pair of sides, as lists of interlocutors are met one by one.
"""

from __future__ import annotations

from extractors.claims import MeetingFormat
from extractors.entities.lexicon import Match
from extractors.entities.mentions import Mention
from extractors.entities.offices import office_of
from extractors.events.destinations import Destinations
from extractors.events.drafts import lies_ahead
from extractors.events.encounters import Encounter, unique
from extractors.events.hosts import receives_thing
from extractors.events.journey_dates import is_of_report
from extractors.events.meeting_groups import MeetingGroups
from extractors.events.meeting_nouns import MeetingNouns
from extractors.events.meeting_partners import MAX_TO_OTHER
from extractors.events.meeting_verbs import MeetingVerbs
from extractors.events.places import Place
from extractors.events.scene import Scene, Sentence
from extractors.events.timing import Clock, Direction

# No article tells of more meetings; a list of thousands is no news.
MAX_ENCOUNTERS = 400
MAX_TO_CANCELLED = 16
MAX_TO_PREDICATE = 32
MAX_OPENING = 3
_NOUNS = frozenset({"meet_noun", "courtesy"})
MAX_TO_LETTER = 4
MAX_TO_APART = 3
MAX_TO_PURPOSE = 10
_CLAUSE = frozenset({"where", "relatives"})
MAX_CLAUSE = 16
_LETTERS = frozenset({"letter", "instrument"})
# "called on X to": what a verb that ends so asks of somebody
_ASKING = frozenset({"on", "upon"})
_ASKED = frozenset({"to", "for"})


class MeetingReader:
    """Finds encounters in the sentences of a scene."""

    def __init__(self, scene: Scene, clock: Clock) -> None:
        self.scene = scene
        self.doc = scene.doc
        self.clock = clock
        self.clauses = Destinations(scene)
        scene.topic = []
        self.verbs, self.nouns, self.groups = MeetingVerbs(scene), MeetingNouns(scene), MeetingGroups(scene)

    def read(self) -> list[Encounter]:
        found: list[Encounter] = []
        for sentence in self.scene.sentences:
            self.scene.topics.settle(sentence)
            for category, reader in (
                ("meet_verb", self.verbs.read),
                ("received_by", self.verbs.read),
                ("receives", self.verbs.read),
                ("courtesy", self.nouns.read),
                ("meet_noun", self.nouns.read),
                ("visit_noun", self.nouns.read_call),
                ("discusses", self.verbs.read_exchange),
                ("ceremony", self.verbs.read_ceremony),
                ("receiving", self.verbs.read_apart),
                ("receives_them", self.verbs.read_apart),
                ("meets_as", self.groups.read),
                ("chairs", self.groups.chaired),
            ):
                for match in self.doc.phrases(sentence.start, sentence.end, category):
                    if category in {"receives", "meet_verb"} and not self.scene.is_verb(match):
                        continue
                    if self._is_of_things(sentence, category, match) or self._is_call_for(sentence, match):
                        continue
                    if self.scene.covered_by(match.start) is None and not self._is_denied(match):
                        found.extend(self._pairs(sentence, match, *reader(sentence, match)))
            caption = self.groups.caption(sentence)
            if caption is not None:
                found.extend(self._pairs(sentence, caption[0], caption[1], caption[1]))
            first = self.scene.topics.subject_of(sentence)
            if first is not None and not (self.scene.topic and self.scene.topics.brings_companions(sentence)):
                self.scene.topic = [first]
            if len(found) >= MAX_ENCOUNTERS:
                break
        return unique(found)

    def _is_denied(self, match: Match) -> bool:
        near = self.scene.near
        # "hat ein für Donnerstag geplantes Treffen mit X abgesagt": the verb closes the clause
        behind = MAX_TO_CANCELLED if self.doc.language.verb_second else 4
        behind = MAX_TO_PREDICATE if self._is_subject(match) else behind
        if self.scene.is_conditional(match) or ("meet_verb" in match and self.scene.is_denied_behind(match)):
            return True
        return near(match, "negation", 3) or near(match, "hypothesis", 3) or near(match, "cancelled", 6, behind)

    def _is_subject(self, match: Match) -> bool:
        """ "A meeting between X and Y fell through": a noun that opens its sentence, whose verb stands behind all."""
        start = self.doc.sentences[self.doc.sentence_of[match.start]][0]
        before = range(start, match.start)
        return match.any_of(_NOUNS) and len(before) <= MAX_OPENING and all(self._is_own_word(i) for i in before)

    def _is_own_word(self, at: int) -> bool:
        """An article, or a word in small letters that no list knows: an adjective."""
        return self.doc.has(at, "article") or (self.doc.matches[at] is None and self.doc.tokens[at].is_word)

    def _is_of_things(self, sentence: Sentence, category: str, match: Match) -> bool:
        """ "received a message from X", "welcomed the deal": a thing is received, nobody is; a call is a meeting."""
        if category != "receives":
            return False
        is_letter = any(self.doc.any_of(i, _LETTERS) for i in range(match.end, match.end + MAX_TO_LETTER))
        return is_letter or (receives_thing(self.scene, sentence, match) and self._format(match) != "phone")

    def _is_call_for(self, sentence: Sentence, match: Match) -> bool:
        """ "called on President X to step down": what is asked of somebody, nobody is met."""
        if self.doc.tokens[match.end - 1].lower not in _ASKING:
            return False
        group = self.scene.group_after(sentence, match.end, MAX_TO_OTHER)
        return bool(group) and self.doc.tokens[min(group[-1].end, sentence.end - 1)].lower in _ASKED

    def _pairs(self, sentence: Sentence, match: Match, sides: list[Mention], others: list[Mention]) -> list[Encounter]:
        """Each of the sides with each of the others; several who are one side together met each other together."""
        found = []
        firsts = self.scene.refs(self._without_spouses(sides))
        seconds = self.scene.refs(self._without_spouses(others))
        is_one = sides is others
        # several with several are two delegations at one table; who alone meets several may see one after the other
        are_many = len(firsts) > 1 and len(seconds) > 1
        for second in seconds[is_one:]:
            for first in firsts[:1] if is_one else firsts:
                if first != second and self._is_between_sides(first, second):
                    encounter = self._encounter(sentence, match, (first, second))
                    together = tuple(dict.fromkeys([*firsts, *(seconds if are_many else [second])]))
                    is_apart = self.scene.near(match, "apart", MAX_TO_APART, MAX_TO_APART)
                    encounter.together = together if len(together) > 2 and not is_apart else ()
                    found.append(encounter)
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
                or self.doc.has(m.start - 1, "spouse")
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
        told = [d for d in told if d.start < self.scene.clause_end(match.start)]
        told = [d for d in told if d.start < match.end or not self.scene.opens_other(match.end, d.start)]
        told = [d for d in told if not is_of_report(self.scene, d, match)]
        first, last = self.scene.part_of(sentence, match.start)
        told = [d for d in told if first <= d.start < last] or told
        # "trifft am 24. und 25.06. X": of several days only those directly beside the verb are the meeting's
        days = [
            d
            for d in (told if sentence.dates else sentence.heading)
            if d.has_day and not d.is_end and (d.last is None or 0 <= d.start - match.end <= 1)
        ]
        if days:
            # "In A, where the delegation stays until Wednesday, X meets Y on 22 April": commas part more than words do
            nearest = min(days, key=lambda d: (self._is_parted(d.end, match.start), abs(d.start - match.start)))
            # "llegó para reunirse el viernes con X": what he came for may lie ahead
            is_ahead = direction == "past" and nearest.start >= match.end and self._is_purpose(match)
            settled = self.clock.settle(nearest, "ahead" if is_ahead else direction)
            if settled is not None:
                encounter.date, encounter.basis = settled.start, settled.basis
        return encounter

    def _is_parted(self, end: int, start: int) -> bool:
        """Whether a clause of its own, closed by a comma, tells a date before a verb."""
        near = range(end, max(start - MAX_CLAUSE, 0), -1)
        lead = next((i for i in near if self.doc.is_(i - 1, ",")), None)
        opens = lead is not None and self.doc.any_of(lead, _CLAUSE)
        return opens and any(self.doc.is_(i, ",") for i in range(end, start))

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
        if lies_ahead(self.scene, match) or self._is_framed(match):
            return "future"
        verbs = [match.values[c] for c in ("meet_verb", "received_by", "receives") if c in match]
        tense = verbs[0].tense if verbs else "past"
        if self._is_purpose(match):
            tense = self._journey_before(match) or tense
        return "future" if tense == "future" else "ahead" if tense == "present" else "past"

    def _is_purpose(self, match: Match) -> bool:
        """ "para reunirse", "to meet", "um X zu treffen"; not the plural's form, "they meet"."""
        is_base = "meet_verb" in match and match.values["meet_verb"].tense == "base" and "meet_noun" not in match
        is_led = self.doc.has(match.start - 1, "destination") or self.scene.near(match, "purpose", MAX_TO_PURPOSE)
        return "purpose" in match or (is_base and is_led)

    def _journey_before(self, match: Match) -> str | None:
        """ "flies to Lima on Friday to meet X": the tense of the journey that a meeting is the purpose of."""
        start = self.doc.sentences[self.doc.sentence_of[match.start]][0]
        told = self.doc.phrases(start, match.start, "visit_verb")[-1:]
        return told[0].values["visit_verb"].tense if told else None

    def _is_framed(self, match: Match) -> bool:
        """ "will X in Lima mit A, B und C zusammentreffen": the auxiliary second, the infinitive last."""
        start = self.doc.sentences[self.doc.sentence_of[match.start]][0]
        is_last = self.doc.language.verb_second and self.scene.closes_clause(match.end)
        is_infinitive = "meet_verb" in match and match.values["meet_verb"].tense == "base"
        return is_last and is_infinitive and any(self.doc.has(i, "future") for i in range(start, match.start))

    def _format(self, match: Match) -> MeetingFormat:
        if self.scene.near(match, "phone", 8, 12):
            return "phone"
        return "video" if self.scene.near(match, "video", 8, 12) else "in_person"
