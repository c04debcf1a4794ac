"""Visits: who travelled to which country, when, in what capacity.

The linguistic patterns: a verb of travel with a destination ("arrived in Quito"), a noun of travel ("his working visit
to Cuba", "chuyến thăm Lào của ..."), a departure, a headline that sets a person beside a foreign city, and receptions.
Each pattern gives drafts; drafts of one journey are joined in `journeys`.
"""

from __future__ import annotations

from extractors.claims import Rejection
from extractors.entities.lexicon import Match
from extractors.entities.mentions import Mention
from extractors.events.circumstances import Circumstances
from extractors.events.companions import read_companions
from extractors.events.destinations import Destinations, Stop
from extractors.events.drafts import MAX_TO_DESTINATION, VisitDraft, is_reported_future, noun_tense, tense_of, tour_stop
from extractors.events.gatherings import Gatherings
from extractors.events.hosts import called_on
from extractors.events.private_travel import private_people
from extractors.events.receptions import Receptions
from extractors.events.scene import Scene, Sentence
from extractors.events.stays import Stays
from extractors.events.travellers import Travellers

HEADLINE_SENTENCES = 2
MAX_TO_SEQUEL = 8
MAX_STAY = 6
MAX_HEADLINE_TALKS = 4
MAX_TO_MEANT = 14
_AHEAD = frozenset({"future", "base"})
_UNTOLD = frozenset({"base", "present"})
_TAKEN_BACK = frozenset({"cancelled", "negated"})
_NOUNS = frozenset({"visit_noun", "on_visit"})
_UNSAID = frozenset({"negation", "hypothesis"})
MAX_TO_DENIAL = 3
MAX_TO_CALL = 7
MAX_TO_PREDICATE, MAX_OPENING = 32, 3
_TALKS = frozenset({"meet_noun", "gathering", "purpose"})
# How many of the journeys told before a sentence may go on about.
MAX_TOLD = 40


class VisitReader:
    """Finds visit drafts in the sentences of a scene."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.doc = scene.doc
        self.rejected: list[Rejection] = []
        self.destinations = Destinations(scene)
        self.travellers = Travellers(scene, self.destinations)
        self.receptions = Receptions(scene)
        self.gatherings = Gatherings(scene, self.travellers)
        self.circumstances = Circumstances(scene, self.destinations)
        self.stays = Stays(scene, self.destinations)
        scene.topic = []
        self.cancelled: set[tuple[str, str]] = set()

    def read(self) -> list[VisitDraft]:
        drafts: list[VisitDraft] = []
        for sentence in self.scene.sentences:
            self.scene.topics.settle(sentence)
            found = self._read_sentence(sentence)
            _follow_on(self.scene, drafts, found)
            _begin_as_planned(self.scene, drafts, found)
            self._add_companions(sentence, drafts, found)
            drafts.extend(found)
            if sentence.index < HEADLINE_SENTENCES:
                drafts.extend(self._by_headline(sentence))
            if self.scene.topics.continues_topic(sentence) and self.scene.topic:
                continue
            subject = self.scene.group_before(sentence, sentence.end)
            first = next((m for m in self.scene.subjects(sentence) if not self._speaks(m)), None)
            self.scene.topic = [first] if first is not None else subject or self.scene.topic
        drafts = self._without_private(drafts)
        return [
            draft
            for draft in drafts
            if (draft.visitors or draft.destination or self.scene.sentences[draft.sentence].dates)
            and not self._was_cancelled(draft)
            and not self._hosts_abroad(draft, drafts)
        ]

    def _without_private(self, drafts: list[VisitDraft]) -> list[VisitDraft]:
        """Drafts without the people who travel for themselves; those that tell of nobody else are rejected."""
        private = private_people(self.scene)
        kept: list[VisitDraft] = []
        for draft in drafts:
            official = [m for m in draft.visitors if m.ref not in private]
            if draft.visitors and not official:
                span = self.doc.span(draft.trigger.start, draft.trigger.end)
                self.rejected.append(Rejection("private travel", span.start, span.end, span.text))
            else:
                draft.visitors = official
                kept.append(draft)
        return kept

    def _add_companions(self, sentence: Sentence, told: list[VisitDraft], found: list[VisitDraft]) -> None:
        """ "He was accompanied by A and B": a sentence of its own that tells who travels along."""
        if found:
            return
        for leaders, group in read_companions(self.scene, sentence):
            refs = set(self.scene.refs(leaders))
            journeys = [
                d for d in told[-MAX_TOLD:] if d.source != "departure" and refs & set(self.scene.refs(d.visitors))
            ]
            if journeys:
                journeys[-1].companions.extend(group)

    def _speaks(self, mention: Mention) -> bool:
        """Who only says something is not the one that a later "the visit" is about."""
        return self.doc.has(mention.end, "reporting") or self.doc.has(mention.start - 1, "reporting")

    def _hosts_abroad(self, draft: VisitDraft, drafts: list[VisitDraft]) -> bool:
        """ "On a visit to France, president X received the French minister": the host is the one who travels."""
        if draft.source != "reception" or not draft.hosts or not draft.visitors:
            return False
        hosts, home = set(self.scene.refs(draft.hosts)), self.scene.country_of(draft.visitors[0])
        return any(
            other.source not in {"reception", "departure"}
            and other.destination == home
            and not (other.is_past_reference or other.tense == "future")
            and abs(other.sentence - draft.sentence) <= 1
            and bool(hosts & set(self.scene.refs(other.visitors)))
            for other in drafts
        )

    def _was_cancelled(self, draft: VisitDraft) -> bool:
        """A visit that one sentence cancels is not planned in another."""
        refs = self.scene.refs(draft.visitors)
        return draft.tense in _AHEAD and any((ref, draft.destination or "") in self.cancelled for ref in refs)

    def _is_taken_back(self, draft: VisitDraft, cancelled: list[VisitDraft]) -> bool:
        """ "X, expected in Accra on Thursday, has called off the trip": the trip is the one told before."""
        refs = set(self.scene.refs(draft.visitors))
        return draft.tense in _AHEAD and any(
            other.destination is None
            and draft.trigger.start < other.trigger.start
            and refs & set(self.scene.refs(other.visitors))
            for other in cancelled
        )

    def _read_sentence(self, sentence: Sentence) -> list[VisitDraft]:
        found: list[VisitDraft] = []
        taken_back: list[VisitDraft] = []
        readers = (
            ("returns", self.stays.by_departure),
            ("presence", self.stays.by_presence),
            ("visit_verb", self._by_verb),
            ("coming", self._by_coming),
            ("sends", self.stays.by_sending),
            ("accompanies", self.stays.by_accompanying),
            ("leading", self.stays.by_leading),
            ("light_verb", self.stays.by_leading),
            ("location", self.stays.by_apposition),
            ("visit_noun", self._by_noun),
            ("on_visit", self._by_noun),
            ("visiting", self.receptions.by_visiting),
            ("received_by", self.receptions.by_reception),
            ("receives", self.receptions.by_reception),
            ("ceremony", self.receptions.by_ceremony),
            ("receiving", self.receptions.by_opening),
            ("receives_them", self.receptions.by_opening),
            ("act", self.stays.by_act),
            ("departure", self.stays.by_departure),
            ("next_stop", self.stays.by_next_stop),
            ("first_stop", self.stays.by_next_stop),
            ("attends", self.gatherings.by_attendance),
            ("attended_by", self.gatherings.by_attended),
            ("held", self.gatherings.by_delegations),
            ("meet_verb", self.gatherings.by_delegations),
            ("gathering", self.gatherings.by_opening),
        )
        seen: set[int] = set()
        for category, reader in readers:
            for match in self.doc.phrases(sentence.start, sentence.end, category):
                if match.start in seen or (self.scene.covered_by(match.start) is not None and category != "visiting"):
                    continue
                if (
                    category in {"visit_verb", "receives"}
                    and not self.scene.is_verb(match)
                    and not self._subject_at(match)
                ):
                    continue
                if category == "visit_verb" and self._is_no_verb(match):
                    continue
                drafts = reader(sentence, match)
                if not drafts:
                    continue
                seen.add(match.start)
                reason = self._refusal(match, drafts[0].tense)
                if reason == "cancelled":
                    self.cancelled.update(
                        (ref, d.destination) for d in drafts for ref in self.scene.refs(d.visitors) if d.destination
                    )
                if reason in _TAKEN_BACK:
                    taken_back.append(drafts[0])
                if reason:
                    span = self.doc.span(match.start, match.end)
                    self.rejected.append(Rejection(reason, span.start, span.end, span.text))
                    continue
                for draft in drafts:
                    draft.visitors = self.travellers.from_elsewhere(sentence, match, draft, drafts)
                    self.circumstances.read(sentence, match, draft)
                found.extend(drafts)
        found = [d for d in found if not self._is_taken_back(d, taken_back)]
        _take_from_verbs(found)
        _share_departures(self.scene, found)
        _share_times(found)
        _share_days(self.scene, found)
        self._share_stays(found)
        return found

    def _share_stays(self, found: list[VisitDraft]) -> None:
        """ "who is in Russia on a working visit": verb and noun tell of one person's stay."""
        for verb in (d for d in found if d.source == "verb" and d.destination):
            for noun in found:
                near = 0 < noun.trigger.start - verb.trigger.end <= MAX_STAY
                if near and noun.source == "noun" and noun.destination == verb.destination and verb.visitors:
                    noun.visitors = verb.visitors

    def _is_no_verb(self, match: Match) -> bool:
        """ "the visit of X", "a visit of two days to A": what may be a verb is a noun, or leads from one."""
        return ("visit_noun" in match and self.doc.has(match.end, "agent")) or self.destinations.is_lead(match)

    def _subject_at(self, match: Match) -> bool:
        """ "Vietnam visits Cuba": a country or person directly before is a subject where the form is a verb's alone."""
        if not match.any_of(frozenset({"visit_verb"})) or "visit_noun" in match:
            return False
        return self.doc.any_of(match.start - 1, frozenset({"country", "demonym"}))

    def _refusal(self, match: Match, tense: str) -> str | None:
        """Why what looks like a visit is none, or None."""
        near = self.scene.near
        if near(match, "cancelled", 8, self._reach(match)) and not self._took_place(match):
            return "cancelled"
        if self._is_negated(match, tense):
            return "negated"
        if self._is_call(match):
            return "call"
        if self._is_asked(match) or self.scene.is_conditional(match):
            return "hypothetical"
        if self._is_rumour(match) or self._was_meant(match):
            return "hypothetical"
        if is_reported_future(self.scene, match):
            return None
        if near(match, "hypothesis", 4) or (tense == "base" and self.scene.near_ahead(match, "hypothesis", 8)):
            return "hypothetical"
        return None

    def _is_negated(self, match: Match, tense: str) -> bool:
        """ "did not visit", "besuchte ihn nicht", "lehnte ab, nach A zu reisen"."""
        if self.scene.near(match, "negation", 3) or self.scene.near_ahead(match, "negation", 3):
            return True
        if self.scene.is_verb(match) and self.scene.is_denied_behind(match):
            return True
        return tense == "base" and self.doc.language.verb_second and self.scene.is_refused(match)

    def _reach(self, match: Match) -> int:
        """How far behind a trigger the word may stand that cancels it: of a noun that opens its sentence the verb."""
        start = self.doc.sentences[self.doc.sentence_of[match.start]][0]
        if match.any_of(_NOUNS):
            return MAX_TO_PREDICATE if match.start - start <= MAX_OPENING else 16
        return 5

    def _took_place(self, match: Match) -> bool:
        """ "Twice postponed, the state visit took place in March": what a noun's own verb says it did in the end."""
        end = self.doc.sentences[self.doc.sentence_of[match.start]][1]
        held = self.doc.phrases(match.end, end, "held")[:1] if match.any_of(_NOUNS) else []
        return any(
            verb.values["held"].tense == "past"
            and not any(self.doc.any_of(i, _UNSAID) for i in range(verb.start - MAX_TO_DENIAL, verb.start))
            and not any(self.doc.has(i, "cancelled") for i in range(verb.end, end))
            for verb in held
        )

    def _is_asked(self, match: Match) -> bool:
        """ "Wie geht es in der Ukraine weiter?", "Will X visit Y?": a question tells of nothing."""
        end = self.doc.sentences[self.doc.sentence_of[match.start]][1]
        return any(self.doc.is_(i, "?") for i in range(max(end - 2, match.end), end))

    def _is_call(self, match: Match) -> bool:
        """ "spent an hour on the telephone discussing the situation in Haiti": who talks over a line goes nowhere."""
        return self.scene.is_verb(match) and self.scene.near(match, "phone", 1, MAX_TO_CALL)

    def _is_rumour(self, match: Match) -> bool:
        """ "Speculation that X would travel to Y was dismissed": what is told behind such a word."""
        start = self.doc.sentences[self.doc.sentence_of[match.start]][0]
        return bool(self.doc.phrases(start, match.start, "rumours"))

    def _was_meant(self, match: Match) -> bool:
        """ "the tour that X meant to make": what the clause behind a noun of travel says of it."""
        end = self.doc.sentences[self.doc.sentence_of[match.start]][1]
        if not match.any_of(_NOUNS) or not self.doc.has(match.end, "that"):
            return False
        light = self.doc.phrases(match.end, min(end, match.end + MAX_TO_MEANT), "light_verb")[:1]
        return any(self.doc.has(i, "hypothesis") for verb in light for i in range(match.end, verb.start))

    def _by_verb(self, sentence: Sentence, match: Match) -> list[VisitDraft]:
        movement = match.values["visit_verb"]
        groups = self.destinations.after(sentence, match.end, movement.direct)
        if not groups and self.scene.closes_clause(match.end):
            is_direct = movement.direct and self.doc.language.verb_second
            groups = self.destinations.before(sentence, match.start, direct=is_direct)
        if not groups and "visit_noun" in match:
            groups = self.destinations.stay_before(sentence, match.start)
        if not groups:
            groups = self.destinations.of_relative(sentence, match.start) or self.destinations.there(sentence, match)
        if not groups and "arrival" not in match:
            return self._of_noun_inside(sentence, match, movement.tense)
        visitors = self.travellers.of_verb(sentence, match)
        tense = tense_of(self.scene, match, movement.tense)
        if tense == "base" and "visit_noun" in match and self.travellers.of_subjunctive(sentence, match):
            tense = "future"
        if not groups:
            return (
                [VisitDraft(sentence.index, match, list(visitors), tense=tense, source="arrival")] if visitors else []
            )
        clause = self.destinations.clause_start(sentence, match.start) or 0
        clause = clause or self.travellers.relative_start(sentence, match.start, visitors)
        return self._each_stop(sentence, match, visitors, groups, tense, clause=clause)

    def _of_noun_inside(self, sentence: Sentence, match: Match, tense: str) -> list[VisitDraft]:
        """ "poursuivra sa visite jusqu'au 22 juin": a verb with its noun and no place adds to what is told."""
        nouns = self.doc.lexicon.visit_words
        if not any(self.doc.tokens[i].lower in nouns for i in range(match.start + 1, match.end)):
            return []
        visitors = self.travellers.of_verb(sentence, match)
        told = tense_of(self.scene, match, tense)
        return [VisitDraft(sentence.index, match, visitors, tense=told, is_noun=True, source="noun")]

    def _by_coming(self, sentence: Sentence, match: Match) -> list[VisitDraft]:
        """ "kommt nächste Woche nach Wien", "is coming to Vienna": a journey where a preposition leads to a place."""
        movement = match.values["coming"]
        groups = self.destinations.led_by(sentence, match.end, movement.leads)
        told = self._is_dated(sentence) or movement.tense != "past"
        if any(self.doc.is_(i, ":") for i in range(match.end, min(sentence.end, match.end + MAX_TO_DESTINATION))):
            # "Es ging um KFOR: Österreich stellt im Kosovo Soldaten"
            return []
        if not groups or not told or not self.scene.is_verb(match):
            return []
        visitors = self.travellers.of_verb(sentence, match)
        is_own = any(m in sentence.mentions for m in visitors)
        if not is_own and self.scene.topics.pronoun_before(sentence, match.start) is None:
            # "When it comes to China, X said"
            return []
        return self._each_stop(sentence, match, visitors, groups, tense_of(self.scene, match, movement.tense))

    def _is_dated(self, sentence: Sentence) -> bool:
        """Whether a day, week or month is told: "came to Germany as a child" is no visit."""
        return any(
            d.has_day or (d.offset or ("", 0))[0] == "week" or (d.first.month and d.first.year) for d in sentence.dates
        )

    def _by_noun(self, sentence: Sentence, match: Match) -> list[VisitDraft]:
        groups = self.destinations.after(sentence, match.end, direct=True)
        if groups and self._has_verb_before(sentence, match.end, groups[0].code):
            groups = []
        visitors = self.travellers.of_noun(sentence, match)
        tense = noun_tense(self.scene, match)
        subject = self.travellers.of_subjunctive(sentence, match) if groups else []
        if subject:
            visitors, tense = subject, "future" if tense == "base" else tense
        if not groups:
            groups = self.destinations.directly_before(sentence, match.start)
        if not groups:
            groups = self.destinations.of_compound(match.start) or self.destinations.object_before(sentence, match)
        if not groups and self.doc.language.verb_second:
            groups = self.destinations.before(sentence, match.start)
        if not groups:
            groups = self.destinations.stay_before(sentence, match.start)
        groups = groups or self.destinations.of_relative(sentence, match.start)
        groups = groups or self.destinations.listed_behind(sentence, match.end)
        groups = groups or self._between_verb_and_noun(sentence, match)
        if not groups and called_on(self.scene, sentence, match):
            # "a effectué une visite à l'ambassadeur X": whom he sees, not where he goes
            return []
        if not groups and "meet_noun" in match and self.doc.phrases(sentence.start, sentence.end, "meet_verb"):
            # "trafen sich zu einem Gespräch": what they met for
            return []
        if not groups:
            return [VisitDraft(sentence.index, match, visitors, None, [], tense=tense, is_noun=True, source="noun")]
        return self._each_stop(sentence, match, visitors, groups, tense, is_noun=True)

    def _between_verb_and_noun(self, sentence: Sentence, match: Match) -> list[Stop]:
        """ "effectuera le 2 mars, en République dominicaine, sa première visite": the place behind the light verb."""
        light = self.doc.phrases(max(sentence.start, match.start - MAX_TO_DESTINATION), match.start, "light_verb")[-1:]
        near = [p for p in sentence.places if light and light[0].end <= p.start and p.end <= match.start]
        if len(near) != 1 or not self.scene.is_where(near[0]) or self.destinations.crosses(light[0].end, match.start):
            return []
        return [Stop(near[0].code, near[0].cities)]

    def _each_stop(
        self,
        sentence: Sentence,
        match: Match,
        visitors: list[Mention],
        groups: list[Stop],
        tense: str,
        *,
        is_noun: bool = False,
        clause: int = 0,
    ) -> list[VisitDraft]:
        """A draft for each destination that a verb or noun leads to."""
        return [
            VisitDraft(
                sentence.index,
                match,
                list(visitors),
                stop.code,
                stop.cities,
                tense=tense,
                is_noun=is_noun,
                source="noun" if is_noun else "verb",
                tour=tour_stop(i, len(groups)),
                stop=(stop.start, stop.end),
                clause=clause,
            )
            for i, stop in enumerate(groups)
        ]

    def _has_verb_before(self, sentence: Sentence, at: int, code: str) -> bool:
        """ "a tour that will take him to A": the place is the verb's."""
        place = next((p for p in sentence.places if p.start >= at and p.code == code), None)
        verbs = self.doc.phrases(at, place.start, "visit_verb") if place is not None else []
        # Vietnamese "chuyến thăm cấp Nhà nước tới X": where "to" is "to go" too, it leads from the noun
        return any("destination" not in verb for verb in verbs)

    def _by_headline(self, sentence: Sentence) -> list[VisitDraft]:
        """ "Steinmeier in Daressalam": a headline sets a person and a foreign city side by side."""
        for mention, place in ((m, p) for m in sentence.mentions for p in sentence.places):
            between = range(mention.end, place.start)
            is_plain = len(between) == 1 and place.is_city and self.doc.has(mention.end, "destination")
            if mention.ref and mention.start == sentence.start and (is_plain or self._is_for_talks(sentence, between)):
                trigger = Match(mention.end, place.start, {})
                return [
                    VisitDraft(
                        sentence.index, trigger, [mention], place.code, [place.name], tense="present", source="headline"
                    )
                ]
        return []

    def _is_for_talks(self, sentence: Sentence, between: range) -> bool:
        """ "Steinmeier zu Gesprächen in Daressalam": of a headline without a verb, what for and where."""
        is_talk = any(self.doc.any_of(i, _TALKS) for i in between) and self.doc.has(between.start, "destination")
        is_short = sentence.index == 0 and self.scene.has_headline and len(between) <= MAX_HEADLINE_TALKS
        return is_talk and is_short and self.doc.has(between.stop - 1, "location")


def _follow_on(scene: Scene, told: list[VisitDraft], found: list[VisitDraft]) -> None:
    """ "Afterwards she flies on to Lima": a present that comes behind what is planned, or over, is that too."""
    last = next((d for d in reversed(told[-MAX_TOLD:]) if d.destination and d.tense != "base"), None)
    for draft in sorted(found, key=lambda d: d.trigger.start):
        is_open = draft.tense in {"present", "base"} and not draft.is_noun
        if (
            last is not None
            and is_open
            and last.trigger is not draft.trigger
            and scene.near_ahead(draft.trigger, "sequels", MAX_TO_SEQUEL)
        ):
            # of somebody who is on the way the next stop is planned, and what comes behind something planned
            is_ahead = "present" in {last.tense, draft.tense} or _is_behind_plan(scene, draft)
            is_ahead = is_ahead or ("arrival" in last.trigger and last.destination != draft.destination)
            draft.tense, draft.is_sequel = "future" if is_ahead else last.tense, True
        elif last is None and draft.tense == "base" and scene.near_ahead(draft.trigger, "sequels", 1):
            draft.tense = "past" if _is_behind_past(scene, draft) else draft.tense
        last = draft if draft.destination and draft.tense != "base" else last


def _begin_as_planned(scene: Scene, told: list[VisitDraft], found: list[VisitDraft]) -> None:
    """ "X will visit A next week. His visit begins on Monday": what is planned has not begun."""
    for draft in found:
        if draft.is_noun and draft.tense == "base" and not draft.is_past_reference and _starts_in(scene, draft):
            refs = set(scene.refs(draft.visitors))
            last = next((d for d in reversed(told[-MAX_TOLD:]) if refs & set(scene.refs(d.visitors))), None)
            if last is not None and last.tense == "future" and draft.destination in (None, last.destination):
                draft.tense = "future"


def _starts_in(scene: Scene, draft: VisitDraft) -> bool:
    """Whether a word of beginning stands in the sentence behind a noun of visiting."""
    end = scene.sentences[draft.sentence].end
    words = scene.doc.lexicon.visit_begins
    return any(scene.doc.tokens[i].lower in words for i in range(draft.trigger.end, end))


def _is_behind_past(scene: Scene, draft: VisitDraft) -> bool:
    """ "met X in A before visiting B": a past verb before it in its sentence, and nothing that is planned."""
    return _tenses_before(scene, draft) == {"past"} and not _is_behind_future(scene, draft)


def _is_behind_plan(scene: Scene, draft: VisitDraft) -> bool:
    """ "se reunirá con X antes de seguir viaje a Y": a verb before it in its sentence tells what is to come."""
    # "will hold talks with X before flying to Y"
    is_helped = draft.tense == "base" and _is_behind_future(scene, draft)
    return is_helped or "future" in _tenses_before(scene, draft)


def _is_behind_future(scene: Scene, draft: VisitDraft) -> bool:
    """Whether a word of the future stands before a draft's trigger in its sentence."""
    start = scene.sentences[draft.sentence].start
    return any(scene.doc.has(i, "future") for i in range(start, draft.trigger.start))


def _tenses_before(scene: Scene, draft: VisitDraft) -> set[str | None]:
    """The tenses of the verbs of meeting and attending before a draft's trigger in its sentence."""
    start = scene.sentences[draft.sentence].start
    verbs = [m for c in ("meet_verb", "attends") for m in scene.doc.phrases(start, draft.trigger.start, c)]
    return {m.values[c].tense for m in verbs for c in ("meet_verb", "attends") if c in m}


def _share_departures(scene: Scene, drafts: list[VisitDraft]) -> None:
    """ "left A after an official visit that had begun on Wednesday": the visit that is over, with the day behind it."""
    for noun in (d for d in drafts if d.source == "noun" and d.destination is None):
        left = [d for d in drafts if d.source == "departure" and d.trigger.end <= noun.trigger.start]
        is_same = any(d.visitors == noun.visitors and not d.is_past_reference for d in left)
        if is_same and any(d.has_day and d.start >= noun.trigger.end for d in scene.sentences[noun.sentence].dates):
            noun.destination, noun.is_past_reference = left[-1].destination, False


def _share_times(drafts: list[VisitDraft]) -> None:
    """ "arrived in A on a historic visit": what the verb tells of these days, the noun beside it does not look back;
    nor is it still to come in "arrived in A to begin a visit to B".
    """
    arrivals = [d for d in drafts if d.source == "verb" and d.tense == "past" and "arrival" in d.trigger]
    for noun in (d for d in drafts if d.is_noun and d.tense == "future"):
        before = [d for d in arrivals if d.trigger.end <= noun.trigger.start]
        if any((d.destination, d.visitors) == (noun.destination, noun.visitors) for d in before):
            noun.tense = "past"
    for noun in (d for d in drafts if d.source == "noun" and d.is_past_reference):
        if any(
            d.source == "verb"
            and not d.is_past_reference
            and (d.destination, d.visitors) == (noun.destination, noun.visitors)
            for d in drafts
        ):
            noun.is_past_reference = False
    for noun in (d for d in drafts if d.source == "noun" and not d.is_past_reference and d.tense == "base"):
        # "Last year in December he went on a visit to A": the noun is the verb's object
        noun.is_past_reference = any(
            d.source == "verb"
            and d.is_past_reference
            and d.trigger.end <= noun.trigger.start
            and (d.destination, d.visitors) == (noun.destination, noun.visitors)
            for d in drafts
        )


def _share_days(scene: Scene, drafts: list[VisitDraft]) -> None:
    """ "se rendra lundi à A pour une visite", "reiste am Sonntag zu einem Besuch nach A": the noun's day is the verb's,
    where no date stands behind it.
    """
    verbs = [d for d in drafts if d.source == "verb" and not d.is_noun and not d.is_past_reference]
    for noun in (d for d in drafts if d.tense in _UNTOLD and not d.is_past_reference):
        is_tour = sum(d.trigger is noun.trigger for d in drafts) > 1
        if is_tour or any(date.start >= noun.trigger.end for date in scene.sentences[noun.sentence].dates):
            continue
        same = [
            d
            for d in verbs
            if d.trigger.start < noun.trigger.start and (d.destination, d.visitors) == (noun.destination, noun.visitors)
        ]
        if same and _tells_visit(noun):
            noun.trigger, noun.tense, noun.source = same[-1].trigger, same[-1].tense, same[-1].source


def _tells_visit(draft: VisitDraft) -> bool:
    return draft.is_noun or "on_visit" in draft.trigger


def _take_from_verbs(drafts: list[VisitDraft]) -> None:
    """ "arrived in Ankara on Thursday on a state visit": a noun beside a verb of travel tells of the same journey."""
    verb = next((d for d in drafts if d.source == "verb" and d.destination), None)
    for draft in drafts:
        if (
            verb is not None
            and draft.source == "noun"
            and draft.destination is None
            and draft.visitors == verb.visitors
        ):
            draft.trigger, draft.tense, draft.destination = verb.trigger, verb.tense, verb.destination
            draft.source = verb.source
