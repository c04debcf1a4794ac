"""Visits: who travelled to which country, when, in what capacity.

The linguistic patterns, one function each: a verb of travel with a destination ("arrived in Quito"), a noun of travel
("his working visit to Cuba", "chuyến thăm Lào của ..."), "visiting Minister X", and reception by a host ("was received
by"). A pattern gives a draft; drafts of one journey are then joined.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.claims import Rejection, Span, VisitLevel, VisitStatus
from extractors.entities.lexicon import Match
from extractors.entities.persons import Mention
from extractors.events.scene import Place, Scene, Sentence

MAX_TO_DESTINATION = 14
MAX_TO_VISITOR = 8
MAX_TO_AGENT = 20
MAX_OPENING = 40
MAX_TO_OWNER = 7
HEADLINE_SENTENCES = 2
_BREAKS = frozenset({"reporting", "meet_verb"})


@dataclass(slots=True, eq=False)
class VisitDraft:
    """One sentence's evidence of a visit, before drafts are joined."""

    sentence: int
    trigger: Match
    visitors: list[Mention] = field(default_factory=list)
    destination: str | None = None
    places: list[str] = field(default_factory=list)
    hosts: list[Mention] = field(default_factory=list)
    companions: list[Mention] = field(default_factory=list)
    inviters: list[Mention] = field(default_factory=list)
    level: VisitLevel | None = None
    tense: str = "base"
    is_past_reference: bool = False
    is_noun: bool = False
    source: str = "verb"
    tour: str = ""
    is_end: bool = False


class VisitReader:
    """Finds visit drafts in the sentences of a scene."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.doc = scene.doc
        self.rejected: list[Rejection] = []
        self.topic: list[Mention] = []
        self.cancelled: set[tuple[str, str]] = set()

    def read(self) -> list[VisitDraft]:
        drafts: list[VisitDraft] = []
        for sentence in self.scene.sentences:
            drafts.extend(self._read_sentence(sentence))
            if sentence.index < HEADLINE_SENTENCES:
                drafts.extend(self._by_headline(sentence))
            subject = self.scene.group_before(sentence, sentence.end)
            first = next((m for m in sentence.mentions if m.ref and not self.scene.is_governed(m)), None)
            self.topic = [first] if first is not None else subject or self.topic
        return [
            draft
            for draft in drafts
            if (draft.visitors or draft.destination or self.scene.sentences[draft.sentence].dates)
            and not self._was_cancelled(draft)
        ]

    def _was_cancelled(self, draft: VisitDraft) -> bool:
        """A visit that one sentence cancels is not planned in another."""
        refs = self.scene.refs(draft.visitors)
        return draft.tense in {"future", "base"} and any(
            (ref, draft.destination or "") in self.cancelled for ref in refs
        )

    def _read_sentence(self, sentence: Sentence) -> list[VisitDraft]:
        found: list[VisitDraft] = []
        readers = (
            ("visit_verb", self._by_verb),
            ("visit_noun", self._by_noun),
            ("on_visit", self._by_noun),
            ("visiting", self._by_visiting),
            ("received_by", self._by_reception),
            ("receives", self._by_reception),
            ("departure", self._by_departure),
        )
        seen: set[int] = set()
        for category, reader in readers:
            for match in self.doc.phrases(sentence.start, sentence.end, category):
                if match.start in seen or self.scene.covered_by(match.start) is not None and category != "visiting":
                    continue
                if (
                    category in {"visit_verb", "receives"}
                    and not self.scene.is_verb(match)
                    and not self._subject_at(match)
                ):
                    continue
                if category == "visit_verb" and "visit_noun" in match and self.doc.has(match.end, "agent"):
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
                if reason:
                    span = self.doc.span(match.start, match.end)
                    self.rejected.append(Rejection(reason, span.start, span.end, span.text))
                    continue
                for draft in drafts:
                    self._read_circumstances(sentence, match, draft)
                found.extend(drafts)
        return found

    def _subject_at(self, match: Match) -> bool:
        """ "Vietnam visits Cuba": a country or person directly before is a subject where the form is a verb's alone."""
        if not match.any_of(frozenset({"visit_verb"})) or "visit_noun" in match:
            return False
        return self.doc.any_of(match.start - 1, frozenset({"country", "demonym"}))

    def _refusal(self, match: Match, tense: str) -> str | None:
        """Why what looks like a visit is none, or None."""
        near = self.scene.near
        if near(match, "cancelled", 8, 16 if match.any_of(frozenset({"visit_noun", "on_visit"})) else 5):
            return "cancelled"
        if near(match, "negation", 3):
            return "negated"
        if near(match, "hypothesis", 4) or (tense == "base" and self.scene.near_ahead(match, "hypothesis", 8)):
            return "hypothetical"
        return None

    def _by_verb(self, sentence: Sentence, match: Match) -> list[VisitDraft]:
        movement = match.values["visit_verb"]
        groups = self._destinations_after(sentence, match.end, movement.direct)
        if not groups and self.scene.closes_clause(match.end):
            groups = self._destinations_before(sentence, match.start)
        if not groups:
            return []
        visitors = (
            self._adjacent_subject(sentence, match)
            or self.scene.group_before(sentence, match.start)
            or self._inverted_subject(sentence, match)
            or self._fallback(sentence, match.start)
        )
        tense = self._tense(match, movement.tense)
        visitors = self._included(sentence, match) or visitors
        return [
            VisitDraft(sentence.index, match, list(visitors), code, places, tense=tense, tour=_tour(i, len(groups)))
            for i, (code, places) in enumerate(groups)
        ]

    def _included(self, sentence: Sentence, match: Match) -> list[Mention]:
        """ "several ministers visited X, among them A and B": those named behind stand for the group."""
        for phrase in self.doc.phrases(sentence.start, sentence.end, "including"):
            group = self.scene.group_after(sentence, phrase.end, 2)
            subject = any(m.kind == "role" or m.ref is None for m in self.scene.group_before(sentence, match.start))
            named = self.scene.group_before(sentence, match.start)
            if group and phrase.start > match.end and (subject or not named):
                return group
        return []

    def _adjacent_subject(self, sentence: Sentence, match: Match) -> list[Mention]:
        """ "talks with X, who is visiting Y": whom the verb follows at once is its subject, whatever governs the name."""
        at = match.start
        while (
            at > sentence.start
            and (
                self.doc.is_(at - 1, ",")
                or (self.doc.has(at - 1, "function") and self.scene.covered_by(at - 1) is None)
            )
            and match.start - at < 3
        ):
            at -= 1
        mention = self.scene.covered_by(at - 1)
        has_comma = any(self.doc.is_(i, ",") for i in range(at, match.start))
        return (
            [mention]
            if mention is not None
            and mention.ref
            and mention.name
            and has_comma
            and match.values["visit_verb"].tense == "present"
            else []
        )

    def _by_noun(self, sentence: Sentence, match: Match) -> list[VisitDraft]:
        groups = self._destinations_after(sentence, match.end, direct=True)
        visitors = self._noun_visitors(sentence, match)
        tense = self._tense(match, "base")
        if not groups:
            groups = [(p.code, []) for p in sentence.places if p.end == match.start and not p.is_city]
        if not groups and self.doc.language.verb_second:
            groups = self._destinations_before(sentence, match.start)
        if not groups:
            return [VisitDraft(sentence.index, match, visitors, None, [], tense=tense, is_noun=True, source="noun")]
        return [
            VisitDraft(
                sentence.index,
                match,
                list(visitors),
                code,
                places,
                tense=tense,
                is_noun=True,
                source="noun",
                tour=_tour(i, len(groups)),
            )
            for i, (code, places) in enumerate(groups)
        ]

    def _noun_visitors(self, sentence: Sentence, match: Match) -> list[Mention]:
        """By agent ("visit by X"), by owner ("X's visit", "his visit"), else by the subject of the sentence."""
        host_verb = next(
            (
                p
                for c in ("receives", "received_by")
                for p in self.doc.phrases(sentence.start, match.start, c)
                if self.scene.is_verb(p)
            ),
            None,
        )
        if (
            host_verb is not None
            and not self._possessive_before(match.start)
            and not self._opens_clause(host_verb.end, match.start)
        ):
            return (
                self.scene.group_after(sentence, host_verb.end, MAX_TO_VISITOR)
                if "receives" in host_verb
                else self.scene.group_before(sentence, host_verb.start)
            )
        after = [m for m in sentence.mentions if match.end <= m.start <= match.end + MAX_TO_AGENT]
        for mention in after:
            governor = self.scene.preposition_before(mention.start)
            if (
                governor is not None
                and "agent" in governor
                and not self._crosses(match.end, mention.start)
                and not self._is_told_apart(match.end, mention.start)
            ):
                return self.scene.group_after(sentence, mention.start, 0) or [mention]
        genitive = [
            m
            for m in after
            if self.doc.language.verb_second and all(self.doc.has(i, "article") for i in range(match.end, m.start))
        ]
        if genitive and genitive[0].start > match.end:
            return genitive[:1]
        owner = self._owner_before(sentence, match.start)
        if owner is not None:
            return [owner]
        subject = self.scene.group_before(sentence, match.start)
        if subject and not self._possessive_before(match.start):
            return subject
        if self._possessive_before(match.start):
            later = [m for m in sentence.mentions if m.start >= match.end and m.ref and not self.scene.is_governed(m)]
            return subject or (later[:1] if self._opens(sentence, match.start) else []) or list(self.topic)
        return (
            list(self.topic)
            if match.start - sentence.start < MAX_TO_VISITOR and self.scene.near(match, "possessives", 3)
            else []
        )

    def _crosses(self, start: int, end: int) -> bool:
        return any(self.doc.any_of(i, _BREAKS) or self.doc.is_(i, ";") for i in range(start, end))

    def _is_told_apart(self, start: int, end: int) -> bool:
        """Whether words that no list knows stand between a noun and an agent: "the visit as part of ties forged by X"."""
        plain = [
            i
            for i in range(start, end)
            if self.doc.matches[i] is None and self.doc.tokens[i].is_word and not self.doc.tokens[i].is_capital
        ]
        return len(plain) > 1

    def _opens_clause(self, start: int, end: int) -> bool:
        """Whether an "and" that joins no people stands between two tokens: another clause."""
        return any(self.doc.has(i, "and") and self.scene.covered_by(i + 1) is None for i in range(start, end))

    def _opens(self, sentence: Sentence, at: int) -> bool:
        return at - sentence.start <= MAX_TO_VISITOR

    def _owner_before(self, sentence: Sentence, at: int) -> Mention | None:
        """The possessor directly before a noun: "Sotolongo's visit", "President Biden's official trip"."""
        left = at - 1
        while left > sentence.start and at - left < MAX_TO_OWNER and self._may_qualify(left):
            left -= 1
        if not self.doc.has(left, "genitive"):
            return None
        owner = self.scene.covered_by(left - 1)
        return owner if owner is not None and (owner.ref or owner.country) else None

    def _may_qualify(self, at: int) -> bool:
        """Words between an owner and a visit: "Xi's sixth trip", "Modi's two-day maiden visit"."""
        token = self.doc.tokens[at]
        if self.doc.has(at, "genitive"):
            return False
        plain = self.doc.matches[at] is None and not token.is_capital
        kinds = frozenset({"level", "modifier", "former", "function"})
        return plain or token.is_number or token.text == "-" or self.doc.any_of(at, kinds)

    def _possessive_before(self, at: int) -> bool:
        return any(self.doc.has(i, "possessives") for i in range(max(0, at - 4), at))

    def _by_departure(self, sentence: Sentence, match: Match) -> list[VisitDraft]:
        """ "left Pyongyang on 6 November": who leaves a foreign place has been there; the date is the visit's end."""
        place = next((p for p in sentence.places if 0 <= p.start - match.end <= 1), None)
        visitors = self.scene.group_before(sentence, match.start)
        if place is None or not visitors:
            return []
        names = [place.name] if place.is_city else []
        return [VisitDraft(sentence.index, match, visitors, place.code, names, tense="past", source="departure")]

    def _by_visiting(self, sentence: Sentence, match: Match) -> list[VisitDraft]:
        inside = self.scene.covered_by(match.start)
        guests = [inside] if inside is not None and inside.ref else self.scene.group_after(sentence, match.end, 1)
        if not guests:
            return []
        return [self._guest_draft(sentence, match, guests[:1], [], "present", "visiting")]

    def _may_be_here(self, place: Place) -> bool:
        """A place behind "from" or "of" is not where somebody is received."""
        governor = self.scene.preposition_before(place.start, of_place=True)
        return (
            governor is None
            or "destination" in governor
            or "location" in governor
            or self.doc.has(governor.start - 1, "thing")
        )

    def _by_headline(self, sentence: Sentence) -> list[VisitDraft]:
        """ "Steinmeier in Daressalam": a headline sets a person and a foreign city side by side, with nothing but "in" between."""
        for mention, place in ((m, p) for m in sentence.mentions for p in sentence.places):
            between = range(mention.end, place.start)
            if (
                mention.ref
                and place.is_city
                and len(between) == 1
                and self.doc.has(mention.end, "destination")
                and mention.start == sentence.start
            ):
                trigger = Match(mention.end, place.start, {})
                return [
                    VisitDraft(
                        sentence.index, trigger, [mention], place.code, [place.name], tense="present", source="headline"
                    )
                ]
        return []

    def _by_reception(self, sentence: Sentence, match: Match) -> list[VisitDraft]:
        passive = "received_by" in match and not self._is_active_participle(sentence, match)
        verbs = match.values["received_by" if "received_by" in match else "receives"]
        if not passive and "received_by" in match:
            return self._by_active_participle(sentence, match)
        before = self.scene.group_before(sentence, match.start)
        after = self.scene.group_after(sentence, match.end, MAX_TO_VISITOR)
        if passive and not after:
            after = [
                m for m in sentence.mentions if m.end <= match.start and self._is_agent_phrase(m) and m not in before
            ]
        guests, hosts = (before, after) if passive else (after, before)
        if not passive and after and not before and self._pronoun_at(match.end):
            # "empfing ihn in Nairobi der Präsident": the object is a pronoun, the subject stands behind
            guests, hosts = list(self.topic), after
        elif (
            not passive and before and not after and (self._pronoun_at(match.end) or self._pronoun_at(match.start - 2))
        ):
            guests = [m for m in self.topic if m not in before]
        elif passive and not before:
            guests = list(self.topic)
        if not guests or any(p.is_resident for g in guests for p in g.posts):
            return []
        if passive and not hosts and any(p.code != self.scene.country_of(guests[0]) for p in sentence.places):
            return [self._guest_draft(sentence, match, guests, [], self._tense(match, verbs.tense), "reception")]
        if not hosts:
            return []
        home, away = self.scene.country_of(hosts[0]), self.scene.country_of(guests[0])
        abroad = {p.code for p in sentence.places} - {away}
        if (home is None and len(abroad) != 1) or away is None or home == away:
            return []
        return [self._guest_draft(sentence, match, guests, hosts, self._tense(match, verbs.tense), "reception")]

    def _is_active_participle(self, sentence: Sentence, match: Match) -> bool:
        """ "hat X empfangen" beside "X wurde empfangen": only an auxiliary of the passive makes it passive."""
        if not self.doc.language.visits.passive:
            return False
        return not any(self.doc.has(i, "passive") for i in range(sentence.start, min(sentence.end, match.end + 2)))

    def _by_active_participle(self, sentence: Sentence, match: Match) -> list[VisitDraft]:
        groups = self.scene.groups_between(sentence, sentence.start, match.start)
        if len(groups) < 2 or self.scene.is_governed(groups[-1][0]):
            return []
        hosts, guests = groups[0], groups[-1]
        home, away = self.scene.country_of(hosts[0]), self.scene.country_of(guests[0])
        if home is None or away is None or home == away or any(p.is_resident for g in guests for p in g.posts):
            return []
        return [self._guest_draft(sentence, match, guests, hosts, "past", "reception")]

    def _pronoun_at(self, at: int) -> bool:
        return self.doc.has(at, "pronouns") or self.doc.has(at + 1, "pronouns")

    def _is_agent_phrase(self, mention: Mention) -> bool:
        governor = self.scene.preposition_before(mention.start)
        return governor is not None and "agent" in governor

    def _guest_draft(
        self, sentence: Sentence, match: Match, guests: list[Mention], hosts: list[Mention], tense: str, source: str
    ) -> VisitDraft:
        away = self.scene.country_of(guests[0])
        places = [p for p in sentence.places if p.code != away and self._may_be_here(p)]
        host = next((self.scene.country_of(m) for m in hosts), None)
        code = host or (places[0].code if places else None)
        if code is None:
            others = {self.scene.country_of(m) for m in sentence.mentions} - {away, None}
            code = others.pop() if len(others) == 1 else None
        names = [p.name for p in places if p.code == code and p.is_city]
        return VisitDraft(sentence.index, match, guests, code, names, list(hosts), tense=tense, source=source)

    def _destinations_after(self, sentence: Sentence, at: int, direct: bool) -> list[tuple[str, list[str]]]:
        places = [p for p in sentence.places if p.start >= at]
        for position, place in enumerate(places):
            if place.start - at > MAX_TO_DESTINATION or self._crosses(at, place.start):
                return []
            if self._leads_to(at, place, direct):
                return self._listed(places[position:])
        return []

    def _destinations_before(self, sentence: Sentence, at: int) -> list[tuple[str, list[str]]]:
        """ "ist nach Kenia gereist": where the verb closes the clause, the destination stands before it."""
        places = [p for p in sentence.places if p.end <= at and at - p.end <= MAX_TO_DESTINATION]
        led = [p for p in places if self._leads_to(sentence.start, p, direct=False)]
        if not led:
            return []
        return self._listed([p for p in places if p.start >= led[-1].start])

    def _leads_to(self, at: int, place: Place, direct: bool) -> bool:
        """Whether a preposition of destination, or nothing at all, stands before a place."""
        governor = self.scene.preposition_before(place.start, of_place=True)
        if governor is not None and governor.start >= at - 1:
            return "destination" in governor
        if not direct:
            return False
        if self.doc.language.verb_second and governor is None and self.scene.closes_clause(place.end):
            # "besucht der Präsident vom 12. bis 15. April China": the object closes the clause
            return True
        between = range(at, place.start)
        kinds = frozenset({"article", "level", "modifier", "not_name", "body", "portfolio"})
        return len(between) <= MAX_TO_VISITOR + 2 and all(
            self.doc.any_of(i, kinds) or (self.doc.matches[i] is None and self.doc.tokens[i].is_capital)
            for i in between
        )

    def _listed(self, places: list[Place]) -> list[tuple[str, list[str]]]:
        """A list of destinations, cities with their country: "Gabon and Nigeria", "Normandy and Paris, France"."""
        groups: dict[str, list[str]] = {}
        previous: Place | None = None
        for place in places:
            if previous is not None and not self._continues(previous.end, place.start):
                break
            groups.setdefault(place.code, [])
            if place.is_city:
                groups[place.code].append(place.name)
            previous = place
        return list(groups.items())

    def _continues(self, start: int, end: int) -> bool:
        allowed = frozenset({"and", "article", "destination"})
        return end - start <= 3 and all(
            self.doc.is_(i, ",") or self.doc.is_(i, "(") or self.doc.any_of(i, allowed) for i in range(start, end)
        )

    def _inverted_subject(self, sentence: Sentence, match: Match) -> list[Mention]:
        """ "Am Montag reist Scholz nach Peking", "Llegó a La Habana el presidente ...": the subject behind the verb."""
        language = self.doc.language
        if not (language.verb_second or language.drops_subjects) and not self._opens(sentence, match.start):
            return []
        limit = MAX_OPENING if self._opens(sentence, match.start) else MAX_TO_DESTINATION
        for group in self.scene.groups_between(sentence, match.end, sentence.end):
            if group[0].start - match.end > limit:
                break
            if not self.scene.is_governed(group[0]):
                return group
        return []

    def _fallback(self, sentence: Sentence, at: int) -> list[Mention]:
        """No person before the verb: a pronoun or a left-out subject stands for the last subject."""
        others = any(m.ref or m.kind == "role" for m in sentence.mentions) or any(
            self.doc.has(i, "country") for i in range(sentence.start, at)
        )
        return [] if others else list(self.topic)

    def _tense(self, match: Match, tense: str) -> str:
        if self.scene.near(match, "future", 5) and tense in {"base", "present"}:
            return "future"
        return tense

    def _read_circumstances(self, sentence: Sentence, match: Match, draft: VisitDraft) -> None:
        draft.is_past_reference = self.scene.near(match, "past_reference", 7, 0)
        draft.level = draft.level or self._level(sentence, match)
        draft.is_end = self.scene.near(match, "ends", 8)
        for category, target in (("invitation", draft.inviters), ("accompanied", draft.companions)):
            for phrase in self.doc.phrases(sentence.start, sentence.end, category):
                target.extend(self.scene.group_after(sentence, phrase.end, 3))

    def _level(self, sentence: Sentence, match: Match) -> VisitLevel | None:
        """The level said inside the trigger or directly beside it."""
        values = [match.values.get("level"), match.values.get("visit_noun")]
        for index in (
            *range(match.end, min(sentence.end, match.end + 8)),
            *range(match.start - 1, max(sentence.start, match.start - 5) - 1, -1),
        ):
            values.append(self.doc.value(index, "level"))
        found: VisitLevel | None = next((v for v in values if v), None)
        return found


def _tour(position: int, stops: int) -> str:
    """Which stop of a tour a destination is: a tour's range begins at the first and ends at the last."""
    if stops == 1:
        return ""
    return "first" if position == 0 else "last" if position == stops - 1 else "middle"


def evidence(scene: Scene, sentences: list[int]) -> list[Span]:
    """The sentences that a claim was read from, each once."""
    return [scene.doc.sentence_span(index) for index in dict.fromkeys(sentences)]


def status_of(tense: str, past_reference: bool) -> VisitStatus:
    if past_reference:
        return "past_reference"
    return {"future": "planned", "present": "ongoing"}.get(tense, "completed")  # type: ignore[return-value]  # closed
