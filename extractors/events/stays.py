"""Stays: who left a foreign place, came back from it, or is told to have been there on a day.

The linguistic patterns: "left Paris", "returned home yesterday from Paris", "was on Monday in Vienna", "war am Montag
in Wien".
"""

from __future__ import annotations

from extractors.entities.lexicon import Match
from extractors.entities.mentions import Mention
from extractors.entities.person import give_country
from extractors.events.destinations import Destinations
from extractors.events.drafts import MAX_TO_DESTINATION, VisitDraft, lies_ahead, tense_of
from extractors.events.places import Place
from extractors.events.scene import Scene, Sentence

MAX_TO_LEFT = 5
MAX_TO_ORIGIN = 10
_REASONS = frozenset({"stay_reason", "purpose", "on_visit"})
MAX_TO_CAPITAL = 2
MAX_TO_DAY = 2
MAX_TO_PLACE = 2
# "gewesen war", not the auxiliary alone
MIN_BEEN = 2
MAX_TO_STOP = 9
MAX_TO_WAS = 3
MAX_TO_GROUP = 12
MAX_TO_SCENE = 12
MAX_APPOSITION = 16


class Stays:
    """Finds drafts of visits in sentences that tell where somebody is or was."""

    def __init__(self, scene: Scene, destinations: Destinations) -> None:
        self.scene = scene
        self.doc = scene.doc
        self.destinations = destinations

    def by_presence(self, sentence: Sentence, match: Match) -> list[VisitDraft]:
        """ "was yesterday in Lusaka", "Am Mittwoch war X in Wien": a verb of being, a day, and a place behind it."""
        free = self.doc.language.verb_second
        day = next((d for d in sentence.dates if 0 <= d.start - match.end <= MAX_TO_DAY), None)
        opened = free and any(d.end == match.start for d in sentence.dates)
        first, reach = (day.end, MAX_TO_PLACE) if day is not None else (match.end, MAX_TO_DESTINATION)
        near = (p for p in sentence.places if 0 <= p.start - first <= reach and (day is not None or opened))
        place = next((p for p in near if self.scene.is_where(p)), None)
        if free and place is None and self.scene.closes_clause(match.end):
            # "der Anfang 2025 selbst in Wien gewesen war": a verb that closes its clause, the place before it
            return self._been(sentence, match)
        # "ist am Montag in Wien eingetroffen": an auxiliary, whose verb closes the clause
        if place is None or (free and not self.scene.closes_clause(place.end)):
            return []
        behind = list(self.scene.subjects(sentence, match.end, place.start))[:1] if opened else []
        visitors = behind or self.scene.group_before(sentence, match.start)
        if not visitors:
            return []
        tense = match.values["presence"].tense
        return [VisitDraft(sentence.index, match, visitors, place.code, place.cities, tense=tense)]

    def _been(self, sentence: Sentence, match: Match) -> list[VisitDraft]:
        near = [p for p in sentence.places if 0 <= match.start - p.end <= MAX_TO_PLACE and self.scene.is_where(p)]
        visitors = [m for m in self.scene.group_before(sentence, match.start) if m.ref] if near else []
        if not visitors or match.end - match.start < MIN_BEEN or not sentence.dates:
            return []
        return [VisitDraft(sentence.index, match, visitors, near[-1].code, near[-1].cities, tense="past")]

    def by_apposition(self, sentence: Sentence, match: Match) -> list[VisitDraft]:
        """ "X, in Lima for talks with Y, said": told between commas, a place and why somebody is there."""
        if not self.doc.is_(match.start - 1, ","):
            return []
        mention = self.scene.covered_by(match.start - 2)
        place = next((p for p in sentence.places if 0 <= p.start - match.end <= 1), None)
        if mention is None or not mention.ref or place is None:
            return []
        dated, after = sentence.dated, place.end
        while after in dated:
            after += 1
        closing = (self.doc.is_(i, ",") for i in range(after, min(sentence.end, after + MAX_APPOSITION)))
        if not self.doc.any_of(after, _REASONS) or not any(closing):
            return []
        return [VisitDraft(sentence.index, match, [mention], place.code, place.cities, tense="present")]

    def by_sending(self, sentence: Sentence, match: Match) -> list[VisitDraft]:
        """ "X sent his minister Y to Lima": who is sent travels; not "sent troops to Lima, Y said"."""
        movement = match.values["sends"]
        stops = self.destinations.led_by(sentence, match.end, movement.leads)
        envoys = [m for m in self.scene.group_after(sentence, match.end, MAX_TO_DESTINATION) if m.ref]
        if not stops or not envoys or any(m.is_envoy for m in envoys):
            return []
        governor = self.scene.preposition_before(envoys[0].start)
        is_object = governor is None or (self.doc.language.drops_subjects and "destination" in governor)
        if not is_object or any(self.doc.is_(i, ",") for i in range(match.end, envoys[0].start)):
            return []
        sender = self.scene.group_before(sentence, match.start)
        home = self.scene.country_of(sender[0]) if sender else None
        for envoy in envoys:
            give_country(self.scene.people.get(envoy.ref or ""), home)
        tense = tense_of(self.scene, match, movement.tense)
        return [VisitDraft(sentence.index, match, envoys, s.code, s.cities, tense=tense) for s in stops]

    def by_leading(self, sentence: Sentence, match: Match) -> list[VisitDraft]:
        """ "led a 20-member delegation to Lima", "a effectué du 3 au 5 mai une mission à Lima": who leads it travels
        with it.
        """
        group = next(iter(self.doc.phrases(match.end, min(sentence.end, match.end + MAX_TO_GROUP), "delegation")), None)
        if group is None or self.destinations.crosses(match.end, group.start):
            return []
        if "leading" not in match and self.scene.distance(sentence, match.end, group.start) > MAX_TO_DAY:
            return []
        stops = self.destinations.after(sentence, group.end, direct=False)
        first = next((p for p in sentence.places if stops and p.start >= group.end and p.code == stops[0].code), None)
        if first is None or first.start - group.end > MAX_TO_STOP:
            # "y conduit une délégation": the place named last
            stops = self.destinations.there(sentence, match)
        if not stops:
            return []
        leaders = [m for m in self.scene.group_before(sentence, match.start) if m.ref]
        if not leaders or any(m.is_envoy for m in leaders):
            return []
        told = match.values["light_verb"].tense if "light_verb" in match else "base"
        tense = tense_of(self.scene, match, told)
        return [VisitDraft(sentence.index, match, leaders, s.code, s.cities, tense=tense) for s in stops]

    def by_accompanying(self, sentence: Sentence, match: Match) -> list[VisitDraft]:
        """ "accompanied President X to Lima", "begleitete Kanzler X nach Lima": who leads, and who goes along."""
        leaders = [m for m in self.scene.group_after(sentence, match.end, MAX_TO_DAY) if m.ref]
        stops = self.destinations.after(sentence, leaders[-1].end, direct=False) if leaders else []
        near = [p for p in sentence.places if leaders and 0 < p.start - leaders[-1].end <= MAX_TO_CAPITAL]
        if not stops or not any(p.code == stops[0].code for p in near):
            return []
        guests = [m for m in self.scene.group_before(sentence, match.start) if m.ref and m not in leaders]
        tense = tense_of(self.scene, match, "base")
        return [
            VisitDraft(sentence.index, match, leaders, s.code, s.cities, companions=list(guests), tense=tense)
            for s in stops
        ]

    def by_act(self, sentence: Sentence, match: Match) -> list[VisitDraft]:
        """ "laid a wreath at the monument in Lima", "inaugurated the bridge in Graz": who acts in person is there."""
        if self.scene.near(match, "video", MAX_TO_SCENE, MAX_TO_SCENE):
            return []
        start, end = self.scene.part_of(sentence, match.start)
        near = [p for p in sentence.places if p.is_city and start <= p.start < end and self.scene.is_where(p)]
        behind = [p for p in near if 0 <= p.start - match.end <= MAX_TO_SCENE]
        place = next((p for p in behind if not self.destinations.crosses(match.end, p.start)), None)
        opened = next((p for p in near if p.start - sentence.start <= MAX_TO_PLACE and p.end <= match.start), None)
        visitors = [m for m in self.scene.group_before(sentence, match.start) if m.ref and m.name]
        place = place or opened
        if place is None or not visitors or self.scene.country_of(visitors[0]) in (None, place.code):
            return []
        tense = match.values["act"].tense
        return [VisitDraft(sentence.index, match, visitors[:1], place.code, place.cities, tense=tense)]

    def by_departure(self, sentence: Sentence, match: Match) -> list[VisitDraft]:
        """ "left Pyongyang on 6 November": who leaves a foreign place has been there; the date is the visit's end."""
        if self._is_of_state(match):
            return []
        place = self._place_left(sentence, match)
        # where the verb stands second, its subject may follow it
        is_first = all(self.doc.has(i, "function") for i in range(sentence.start, match.start))
        opens = place is not None and (is_first or self.doc.language.verb_second)
        # "Tras dos días de estancia, abandonó Malabo este miércoles X": at once behind the place and the day
        opens = opens or (place is not None and self._is_followed(sentence, place.end))
        behind = list(self.scene.subjects(sentence, match.end))[:1] if opens else []
        # "Back from Niamey, X said", "A su regreso de Niamey, X dijo": the subject behind an opening
        visitors = self.scene.group_before(sentence, match.start) or behind
        if not visitors:
            return []
        if place is None and "returns" in match:
            return self._home_from_here(sentence, match, visitors)
        bound = self._bound(sentence, match, place, self.scene.country_of(visitors[0]))
        if bound is not None:
            tense = "future" if lies_ahead(self.scene, match) else "past"
            return [VisitDraft(sentence.index, match, visitors, bound.code, bound.cities, tense=tense)]
        if place is None:
            return []
        return [VisitDraft(sentence.index, match, visitors, place.code, place.cities, tense="past", source="departure")]

    def _is_followed(self, sentence: Sentence, at: int) -> bool:
        """Whether a person stands at once behind a token, but for a date, in a language that drops subjects."""
        first = next(iter(self.scene.subjects(sentence, at)), None)
        dated = sentence.dated
        between = range(at, first.start) if first is not None and self.doc.language.drops_subjects else None
        return between is not None and sum(i not in dated for i in between) <= MAX_TO_LEFT

    def _is_of_state(self, match: Match) -> bool:
        """ "called for Russia to leave Ukraine", "Russia left the treaty": a state directly before is the subject."""
        at = match.start - 1
        at -= self.doc.has(at, "function")
        return self.doc.has(at, "country") and self.scene.covered_by(at) is None

    def by_next_stop(self, sentence: Sentence, match: Match) -> list[VisitDraft]:
        """ "His next stop is Lima", "Prochaine étape : la Serbie", "Lima is his next stop": whither one goes on."""
        behind = [p for p in sentence.places if 0 <= p.start - match.end <= MAX_TO_STOP]
        before = [p for p in sentence.places if p.start == sentence.start and p.end <= match.start]
        place = next(iter(before), None) or next((p for p in behind if not self._is_of_tour(match, p)), None)
        told = list(self.scene.subjects(sentence, end=match.start))[-1:]
        words = self.doc.language.markers.plural_possessives
        are_several = any(self.doc.tokens[i].lower in words for i in range(sentence.start, match.start))
        visitors = self.scene.topics.last_several(sentence) if are_several else told or list(self.scene.topic)
        if place is None or not visitors or self.destinations.crosses(match.end, max(place.start, match.end)):
            return []
        words = self.doc.language.visits.stops_were
        near = self.doc.text(match.end, min(sentence.end, match.end + MAX_TO_WAS)).lower()
        tense = "past" if any(near == word or near.startswith(f"{word} ") for word in words) else "future"
        if tense == "future" and "first_stop" in match:
            return []
        is_sequel = tense == "future"
        return [VisitDraft(sentence.index, match, visitors, place.code, place.cities, tense=tense, is_sequel=is_sequel)]

    def _is_of_tour(self, match: Match, place: Place) -> bool:
        """ "the next stop of the tour of Asia": a place that an "of" joins to the tour."""
        governor = self.scene.preposition_before(place.start, of_place=True)
        return governor is not None and governor.start >= match.end and "joiner" in governor

    def _home_from_here(self, sentence: Sentence, match: Match, visitors: list[Mention]) -> list[VisitDraft]:
        """ "HAVANA - The Canadian leader returns to Ottawa tomorrow": who goes home from where the report is sent."""
        here, home = self.scene.here[sentence.index], self.scene.country_of(visitors[0])
        near = (p for p in sentence.places if 0 <= p.start - match.end <= MAX_TO_PLACE)
        if here in (None, home) or not any(p.code == home for p in near):
            return []
        return [VisitDraft(sentence.index, match, visitors, here, [], tense="present", source="departure")]

    def _place_left(self, sentence: Sentence, match: Match) -> Place | None:
        """ "left Paris"; "returned home yesterday from Paris", "returned to Dakar from Paris": whence one comes."""
        if "departure" in match:
            # "verließen am Freitag Peking": a date may stand between
            near = (p for p in sentence.places if match.end <= p.start)
            return next((p for p in near if self._is_near(sentence, match.end, p.start)), None)
        for place in (p for p in sentence.places if p.start >= match.end):
            governor = self.scene.preposition_before(place.start, of_place=True)
            if governor is None or "from" not in governor or governor.start < match.end:
                continue
            # "the defence minister of Chile": where one word says "from" and "of" it follows at once
            limit = MAX_TO_CAPITAL if "joiner" in governor else MAX_TO_ORIGIN
            gap = self.scene.distance(sentence, match.end, governor.start)
            return place if gap <= limit and not self.destinations.crosses(match.end, governor.start) else None
        closes = self.doc.language.verb_second and self.scene.closes_clause(match.end)
        return self._place_before(sentence, match) if closes else None

    def _is_near(self, sentence: Sentence, start: int, end: int) -> bool:
        """Whether one small word at most stands between, but for a date; "left today for Lima" is whither one goes."""
        dated = sentence.dated
        plain = [i for i in range(start, end) if i not in dated]
        is_whither = len(plain) < end - start and any(self.doc.has(i, "bound_for") for i in plain)
        return len(plain) <= 1 and not is_whither

    def _place_before(self, sentence: Sentence, match: Match) -> Place | None:
        """ "ist am Montag aus Lima zurückgekehrt": where the verb closes its clause, the place stands before it."""
        near = [p for p in sentence.places if 0 <= match.start - p.end <= MAX_TO_PLACE]
        governor = self.scene.preposition_before(near[-1].start, of_place=True) if near else None
        return near[-1] if governor is not None and "from" in governor else None

    def _bound(self, sentence: Sentence, match: Match, left: Place | None, home: str | None) -> Place | None:
        """Whither somebody goes who leaves his own country, which may be told."""
        if left is not None:
            return self._bound_for(sentence, left) if home == left.code else None
        place = self._bound_straight(sentence, match)
        return place if place is not None and place.code != home else None

    def _bound_straight(self, sentence: Sentence, match: Match) -> Place | None:
        """ "left this morning for New Delhi": nothing but a date stands before whither one goes."""
        near = (p for p in sentence.places if 0 < p.start - match.end <= MAX_TO_DESTINATION)
        place = next(near, None)
        lead = place.start - 1 if place is not None else -1
        if place is None or not self.doc.has(lead, "bound_for"):
            return None
        dated = sentence.dated
        return place if all(i in dated or self.doc.has(i, "function") for i in range(match.end, lead)) else None

    def _bound_for(self, sentence: Sentence, left: Place) -> Place | None:
        """ "left Nairobi on Saturday aboard his plane for India": where who leaves his own country goes."""
        for phrase in self.doc.phrases(left.end, min(sentence.end, left.end + MAX_TO_DESTINATION), "bound_for"):
            place = next((p for p in sentence.places if 0 <= p.start - phrase.end <= 1), None)
            if place is not None and place.code != left.code and not self.destinations.crosses(left.end, phrase.start):
                return place
        return None
