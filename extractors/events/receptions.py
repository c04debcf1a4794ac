"""Receptions: visits that are told by who received whom.

The linguistic patterns: "A was received by B", "B received A", "hat A empfangen", "visiting Minister A". The guest
comes from another country than the host, and the visit leads to the host's.
"""

from __future__ import annotations

from extractors.entities.lexicon import Match
from extractors.entities.mentions import Mention
from extractors.entities.person import give_country
from extractors.events.drafts import MAX_TO_VISITOR, VisitDraft, tense_of
from extractors.events.hosts import (
    antecedent_of,
    has_clitic,
    honoured_by,
    more_objects,
    object_behind,
    opened_by_participle,
    received_apart,
    receives_thing,
)
from extractors.events.places import Place
from extractors.events.scene import Scene, Sentence

MAX_DESCRIPTION = 5
MAX_TO_OBJECT = 20
MAX_TO_GUEST = 20
_BEFORE_GUEST = frozenset({"article", "function", "destination"})
_DATES = frozenset({"weekday", "month", "offset"})
_OTHER_VERBS = frozenset({"meet_verb", "visit_verb", "reporting", "attends", "relatives"})


class Receptions:
    """Finds drafts of visits in sentences that tell of a host and a guest."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.doc = scene.doc

    def by_visiting(self, sentence: Sentence, match: Match) -> list[VisitDraft]:
        inside = self.scene.covered_by(match.start)
        guests = [inside] if inside is not None and inside.ref else self._visiting(sentence, match)
        if not guests:
            return []
        return [self._guest_draft(sentence, match, guests[:1], [], "present", "visiting")]

    def _visiting(self, sentence: Sentence, match: Match) -> list[Mention]:
        """ "visiting Minister X", "visiting Russian ultra-nationalist X": what describes the guest lies between."""
        guests = self.scene.group_after(sentence, match.end, MAX_DESCRIPTION)
        if not guests or guests[0].start - match.end <= 1:
            return guests
        between = range(match.end, guests[0].start)
        if not self.doc.has(match.end, "demonym") or any(self.doc.tokens[i].text in {",", ";"} for i in between):
            return []
        person = self.scene.people.get(guests[0].ref or "")
        give_country(person, self.doc.value(match.end, "demonym"))
        return guests[:1]

    def _may_be_here(self, place: Place) -> bool:
        """A place behind "from" or "of" is not where somebody is received."""
        governor = self.scene.preposition_before(place.start, of_place=True)
        return (
            governor is None
            or "destination" in governor
            or "location" in governor
            or self.doc.has(governor.start - 1, "thing")
        )

    def by_reception(self, sentence: Sentence, match: Match) -> list[VisitDraft]:
        passive = "received_by" in match and not self._is_active_participle(sentence, match)
        verbs = match.values["received_by" if "received_by" in match else "receives"]
        if not passive and "received_by" not in match and self._agent_behind(sentence, match) is not None:
            return self._by_bare_participle(sentence, match)
        if not passive and "received_by" in match:
            return self._by_active_participle(sentence, match)
        if not passive and receives_thing(self.scene, sentence, match):
            return []
        guests, hosts = self._welcomed(sentence, match) if passive else self._welcoming(sentence, match)
        if not guests or any(g.is_envoy for g in guests):
            return []
        # "was met by his country's ambassador": one who lives there himself tells nothing of the host's country
        hosts = [h for h in hosts if not h.is_envoy]
        tense = tense_of(self.scene, match, verbs.tense)
        home = self.scene.country_of(hosts[0]) if hosts else None
        away = self.scene.country_of(guests[0])
        if not hosts:
            # "preparativos para recibir al presidente chino" in an article of Rome
            is_bare = verbs.tense == "base" and not self._pronoun_at(match.end)
            is_open = passive or is_bare or self._receives_as_state(sentence, match, guests[0])
            is_abroad = is_open and any(p.code != away for p in sentence.places)
            return [self._guest_draft(sentence, match, guests, [], tense, "reception")] if is_abroad else []
        abroad = {p.code for p in sentence.places} - {away}
        if passive and home is None and sentence.places and not abroad:
            self._welcomed_home(hosts, away)
        if (home is None and len(abroad) != 1) or away is None or home == away:
            return []
        return [self._guest_draft(sentence, match, guests, hosts, tense, "reception")]

    def _receives_as_state(self, sentence: Sentence, match: Match, guest: Mention) -> bool:
        """ "Wien empfängt am Montag Präsident X", "Le Maroc a accueilli X": a state or its capital is the host; not
        "Poland welcomed X's proposal".
        """
        host = next((p for p in reversed(sentence.places) if p.end <= match.start), None)
        if host is None or self.scene.preposition_before(host.start, of_place=True) is not None:
            return False
        dated = sentence.dated
        # "Peru on Monday received"
        if not all(i in dated or self.doc.has(i, "function") for i in range(host.end, match.start)):
            return False
        is_near = all(i in dated or self.doc.any_of(i, _BEFORE_GUEST) for i in range(match.end, guest.start))
        is_somebody = guest.name is not None or guest.kind == "delegation"
        return is_near and is_somebody and not self.doc.has(guest.end, "genitive")

    def by_ceremony(self, sentence: Sentence, match: Match) -> list[VisitDraft]:
        """ "A welcoming ceremony was held in Baku for A", "B gave a state dinner in honour of A"."""
        guests, hosts = honoured_by(self.scene, sentence, match, MAX_TO_GUEST)
        if not guests or any(g.is_envoy for g in guests):
            return []
        if any(self.doc.any_of(i, _OTHER_VERBS) for i in range(match.end, guests[0].start)):
            return []
        draft = self._guest_draft(sentence, match, guests[:1], hosts, tense_of(self.scene, match, "base"), "reception")
        away = self.scene.country_of(guests[0])
        draft.destination = draft.destination or self.scene.here[sentence.index]
        return [draft] if away and draft.destination not in (None, away) else []

    def by_opening(self, sentence: Sentence, match: Match) -> list[VisitDraft]:
        """ "Receiving X at the palace, B said", "Al recibirlo, B elogió", "B granted him an audience"."""
        guests, hosts = received_apart(self.scene, sentence, match)
        codes = [self.scene.country_of(m) for m in (*guests[:1], *hosts[:1])]
        if len(codes) < 2 or None in codes or codes[0] == codes[1] or guests[0].is_envoy:
            return []
        return [self._guest_draft(sentence, match, guests, hosts, "past", "reception")]

    def _welcomed(self, sentence: Sentence, match: Match) -> tuple[list[Mention], list[Mention]]:
        """Guests and hosts of a passive: "A was received by B"."""
        opened = opened_by_participle(self.scene, sentence, match)
        if opened is not None:
            return opened
        guests = self.scene.group_before(sentence, match.start)
        hosts = self.scene.group_after(sentence, match.end, MAX_TO_VISITOR) or [
            m for m in sentence.mentions if m.end <= match.start and self._is_agent_phrase(m) and m not in guests
        ]
        if not guests:
            # "a delegation of an organisation was received by": no guest of an earlier sentence
            is_open = not any(m.end <= match.start for m in sentence.mentions)
            guests = list(self.scene.topic) if is_open else []
        return guests, hosts

    def _welcoming(self, sentence: Sentence, match: Match) -> tuple[list[Mention], list[Mention]]:
        """Guests and hosts of an active verb: "B received A", "B received him"."""
        hosts = self.scene.group_before(sentence, match.start)
        guests = self.scene.group_after(sentence, match.end, MAX_TO_VISITOR) or self._far_object(sentence, match)
        guests = guests + more_objects(self.scene, sentence, guests)
        if hosts and guests and self._is_turned(match, guests[0]):
            # "Llegará a las nueve y lo recibirá el ministro X"
            return hosts, guests
        received = object_behind(self.scene, sentence, match, guests[0]) if guests and not hosts else []
        if received:
            return received, guests[:1]
        if guests and not hosts and self._pronoun_at(match.end):
            # "empfing ihn in Nairobi der Präsident": the object is a pronoun, the subject stands behind
            return list(self.scene.topic), guests
        if hosts and not guests and (self._pronoun_at(match.end) or self._pronoun_at(match.start - 2)):
            # "A landed on Monday, where B received him"
            here = list(self.scene.subjects(sentence, end=hosts[0].start))[:1]
            guests = [m for m in here or self.scene.topic if m not in hosts]
        return guests or (antecedent_of(self.scene, sentence, hosts[0]) if hosts else []), hosts

    def _is_turned(self, match: Match, behind: Mention) -> bool:
        """ "lo recibirá X": the object is a pronoun before the verb, so that the subject stands behind."""
        is_object = self.doc.language.drops_subjects and has_clitic(self.doc, match)
        return is_object and not self.scene.is_governed(behind)

    def _welcomed_home(self, hosts: list[Mention], code: str | None) -> None:
        """ "returned from Moscow. He was met at Harare airport by X": who meets him in his own country is of it."""
        for host in hosts:
            give_country(self.scene.people.get(host.ref or ""), code)

    def _far_object(self, sentence: Sentence, match: Match) -> list[Mention]:
        """ "recibió en el Palacio de Miraflores (sede del Ejecutivo) a su homólogo": a preposition marks the object."""
        if not self.doc.language.drops_subjects:
            return []
        mention = next((m for m in sentence.mentions if m.start >= match.end and m.ref), None)
        governor = self.scene.preposition_before(mention.start) if mention is not None else None
        if mention is None or governor is None or "destination" not in governor:
            return []
        between = range(match.end, governor.start)
        is_plain = len(between) <= MAX_TO_OBJECT and not any(self.doc.any_of(i, _OTHER_VERBS) for i in between)
        return self.scene.group_after(sentence, mention.start, 0) if is_plain else []

    def _agent_behind(self, sentence: Sentence, match: Match) -> int | None:
        """ "hosted by X", "hosted in Addis Ababa by X": where an agent follows, at once or behind a place."""
        place = next((p for p in sentence.places if 0 <= p.start - match.end <= 1), None)
        ends = [match.end, *([place.end] if place is not None else [])]
        return next((at for at in ends if self.doc.has(at, "agent")), None)

    def _by_bare_participle(self, sentence: Sentence, match: Match) -> list[VisitDraft]:
        """A headline's passive without its auxiliary: "Lula hosted in Addis Ababa by Abiy"; of a dinner no guest."""
        agent = self._agent_behind(sentence, match)
        guest = self.scene.covered_by(match.start - 1)
        hosts = self.scene.group_after(sentence, agent, MAX_TO_VISITOR) if agent is not None else []
        if guest is None or guest.start != sentence.start or not hosts:
            return []
        home, away = self.scene.country_of(hosts[0]), self.scene.country_of(guest)
        if away is None or home == away:
            return []
        return [self._guest_draft(sentence, match, [guest], hosts, "past", "reception")]

    def _is_active_participle(self, sentence: Sentence, match: Match) -> bool:
        """ "hat X empfangen" beside "X wurde empfangen": only an auxiliary of the passive makes it passive."""
        if not self.doc.language.visits.passive:
            return False
        return not any(self.doc.has(i, "passive") for i in range(sentence.start, min(sentence.end, match.end + 2)))

    def _by_active_participle(self, sentence: Sentence, match: Match) -> list[VisitDraft]:
        groups = self.scene.groups_between(sentence, sentence.start, match.start)
        if len(groups) == 1 and self._has_body_as_host(sentence, groups[0][0]):
            return self._by_body(sentence, match, groups[0])
        if len(groups) < 2 or self.scene.is_governed(groups[-1][0]):
            return []
        # "Zwei Tage vor dem Besuch von X hat A B empfangen": the subject is governed by no preposition
        guests = groups[-1]
        hosts = next((g for g in reversed(groups[:-1]) if not self.scene.is_governed(g[0])), groups[0])
        home, away = self.scene.country_of(hosts[0]), self.scene.country_of(guests[0])
        if home is None or away is None or home == away or any(g.is_envoy for g in guests):
            return []
        return [self._guest_draft(sentence, match, guests, hosts, "past", "reception")]

    def _has_body_as_host(self, sentence: Sentence, guest: Mention) -> bool:
        """ "Der Gesamtbundesrat hat am Montag X empfangen": before the auxiliary a noun, behind it the object."""
        verb = next((i for i in range(sentence.start, guest.start) if self.doc.has(i, "perfect")), None)
        if verb is None or not self.doc.has(sentence.start, "article") or self.scene.is_governed(guest):
            return False
        return self.doc.tokens[verb - 1].is_capital and not self.doc.any_of(verb - 1, _DATES)

    def _by_body(self, sentence: Sentence, match: Match, guests: list[Mention]) -> list[VisitDraft]:
        """Guests whom a body receives at a place that is not of their own country."""
        away = self.scene.country_of(guests[0])
        is_abroad = away is not None and any(self.scene.is_where(p) and p.code != away for p in sentence.places)
        if not is_abroad or guests[0].name is None or any(g.is_envoy for g in guests):
            return []
        return [self._guest_draft(sentence, match, guests, [], "past", "reception")]

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
