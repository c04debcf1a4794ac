"""Receptions: visits that are told by who received whom.

The linguistic patterns: "A was received by B", "B received A", "hat A empfangen", "visiting Minister A". The guest
comes from another country than the host, and the visit leads to the host's.
"""

from __future__ import annotations

from extractors.entities.lexicon import Match
from extractors.entities.mentions import Mention
from extractors.events.drafts import MAX_TO_VISITOR, VisitDraft, tense_of
from extractors.events.places import Place
from extractors.events.scene import Scene, Sentence

MAX_DESCRIPTION = 5


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
        if person is not None and person.country is None:
            person.country = self.doc.value(match.end, "demonym")
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
        before = self.scene.group_before(sentence, match.start)
        after = self.scene.group_after(sentence, match.end, MAX_TO_VISITOR)
        if passive and not after:
            after = [
                m for m in sentence.mentions if m.end <= match.start and self._is_agent_phrase(m) and m not in before
            ]
        guests, hosts = (before, after) if passive else (after, before)
        if not passive and after and not before and self._pronoun_at(match.end):
            # "empfing ihn in Nairobi der Präsident": the object is a pronoun, the subject stands behind
            guests, hosts = list(self.scene.topic), after
        elif (
            not passive and before and not after and (self._pronoun_at(match.end) or self._pronoun_at(match.start - 2))
        ):
            guests = [m for m in self.scene.topic if m not in before]
        elif passive and not before:
            # "a delegation of an organisation was received by": no guest of an earlier sentence
            is_open = not any(m.end <= match.start for m in sentence.mentions)
            guests = list(self.scene.topic) if is_open else []
        if not guests or any(p.is_resident for g in guests for p in g.posts):
            return []
        if passive and not hosts and any(p.code != self.scene.country_of(guests[0]) for p in sentence.places):
            return [
                self._guest_draft(sentence, match, guests, [], tense_of(self.scene, match, verbs.tense), "reception")
            ]
        if not hosts:
            return []
        home, away = self.scene.country_of(hosts[0]), self.scene.country_of(guests[0])
        abroad = {p.code for p in sentence.places} - {away}
        if passive and home is None and sentence.places and not abroad:
            self._welcomed_home(hosts, away)
        if (home is None and len(abroad) != 1) or away is None or home == away:
            return []
        return [
            self._guest_draft(sentence, match, guests, hosts, tense_of(self.scene, match, verbs.tense), "reception")
        ]

    def _welcomed_home(self, hosts: list[Mention], code: str | None) -> None:
        """ "returned from Moscow. He was met at Harare airport by X": who meets him in his own country is of it."""
        for person in (self.scene.people.get(m.ref or "") for m in hosts):
            if person is not None and person.country is None and not person.is_international:
                person.country = code

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
