"""Destinations: the countries that a verb or noun of travel leads to.

The linguistic pattern: a preposition of destination before a place, or the place at once behind a direct verb; lists
of places are several destinations, cities beside their country one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extractors.entities.lexicon import Match
from extractors.entities.tokens import tokenize
from extractors.events.drafts import MAX_TO_DESTINATION, MAX_TO_VISITOR
from extractors.events.places import Place
from extractors.events.scene import Scene, Sentence

_LIST_WORDS = frozenset({"and", "article", "destination", "sequels", "location"})
_LIST_MARKS = frozenset({"and", "article"})
_BREAKS = frozenset({"reporting", "meet_verb", "returns", "departure"})
_NOUNS = frozenset({"visit_noun", "on_visit", "visiting"})
_BEFORE_DATES = frozenset({"location", "article", "function"})
_OF = frozenset({"joiner", "destination"})
_OF_VISIT = frozenset({"visit_noun", "level"})
_OPENS_SPEECH = frozenset({":", "«", "„", "“", '"'})
_DAYS = frozenset({"weekday", "month", "offset"})
_PLACES = frozenset({"country", "city"})
_OTHER_LEADS = frozenset(
    {"visit_noun", "on_visit", "gathering", "meet_noun", "instrument", "from", "relatives", "invitation"}
)
_VISITS = frozenset({"visit_noun", "visit_verb"})
_OF_STAY = frozenset({"length", "level"})
MAX_LIST_GAP = 3
MAX_TO_LIST = 18
MAX_TO_THERE = 3
MAX_CLAUSE = 10
MAX_STAY_GAP = 6
MIN_NAME = 3
_STAY_WORDS = frozenset({"article", "level", "modifier", "destination", "location", "subject_blockers", "indefinite"})


class Stop(NamedTuple):
    """A country of destination with its cities, and the tokens that tell of it where it is one of several."""

    code: str
    cities: list[str]
    start: int = 0
    end: int = 0


class Destinations:
    """Finds destinations around a trigger; each is a country code with the cities named."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.doc = scene.doc

    def after(self, sentence: Sentence, at: int, direct: bool) -> list[Stop]:
        places = [p for p in sentence.places if p.start >= at]
        for position, place in enumerate(places):
            if self._distance(sentence, at, place.start) > MAX_TO_DESTINATION:
                return []
            if self.crosses(at, self._lead_of(at, place)):
                return []
            if self._leads_to(at, place, direct):
                return self._listed(sentence, places[position:])
        return []

    def _distance(self, sentence: Sentence, start: int, end: int) -> int:
        """Tokens up to a place; where a verb stands before its subject, neither the subject nor the days count:
        "besuchte der Präsident Perus, Generalmajor X, vom 18. bis 20. März Österreich".
        """
        if not self.doc.language.verb_second:
            return end - start
        dated, at = sentence.dated, start
        while at < end and (at in dated or self._is_of_subject(at)):
            at += 1
        return end - at

    def _is_of_subject(self, at: int) -> bool:
        mention = self.scene.covered_by(at)
        is_named = mention is not None and mention.ref is not None
        return is_named or self.doc.is_(at, ",") or self.doc.any_of(at, _BEFORE_DATES)

    def listed_behind(self, sentence: Sentence, at: int) -> list[Stop]:
        """ "a tour of three countries: A, B and C", "chuyến công du, qua 3 nước gồm A, B và C": a list of states that
        a colon or "including" opens.
        """
        opened = [p.end for p in self.doc.phrases(at, min(sentence.end, at + MAX_TO_LIST), "including")]
        opened += [i + 1 for i in range(at, min(sentence.end, at + MAX_TO_LIST)) if self.doc.is_(i, ":")]
        for start in sorted(opened):
            places = [p for p in sentence.places if p.start >= start]
            if places and places[0].start - start <= 1 and not self.crosses(at, start):
                stops = self._listed(sentence, places)
                return stops if len(stops) > 1 else []
        return []

    def led_by(self, sentence: Sentence, at: int, leads: Sequence[str]) -> list[Stop]:
        """ "kommt am Montag nach Wien": the places behind one of these prepositions, no other noun between."""
        places = [p for p in sentence.places if p.start >= at]
        governor = self.scene.preposition_before(places[0].start, of_place=True) if places else None
        if governor is None or not at <= governor.start <= at + MAX_TO_DESTINATION:
            return []
        is_led = self.doc.text(governor.start, governor.end).lower() in leads
        dated = sentence.dated
        between = (i for i in range(at, governor.start) if i not in dated and self.scene.covered_by(i) is None)
        is_other = self.crosses(at, governor.start) or not all(self._is_small(i) for i in between)
        return self._listed(sentence, places) if is_led and not is_other else []

    def _is_small(self, at: int) -> bool:
        """A word that may stand between a verb and its preposition; not "viene acrecentado", "came by invitation"."""
        if self.doc.is_(at, ","):
            # "sent his minister, X, to Lima"
            return self.scene.covered_by(at - 1) is not None or self.scene.covered_by(at + 1) is not None
        match = self.doc.matches[at]
        return match is not None and not match.any_of(_OTHER_LEADS)

    def _lead_of(self, at: int, place: Place) -> int:
        """Where a place begins with its preposition: "chuyến thăm hai ngày tới Lào", where "tới" may be a verb too."""
        governor = self.doc.matches[place.start - 1] if place.start > at else None
        is_lead = governor is not None and "destination" in governor and governor.start >= at
        if governor is None or not is_lead or not all(self.doc.any_of(i, _OF_STAY) for i in range(at, governor.start)):
            return place.start
        return governor.start

    def is_lead(self, match: Match) -> bool:
        """Whether a word that may be a verb leads from a visit of some length to its place: "hai ngày tới Lào"."""
        at = match.start - 1
        while self.doc.any_of(at, _OF_STAY):
            at -= 1
        return "destination" in match and at < match.start - 1 and self.doc.any_of(at, _VISITS)

    def before(self, sentence: Sentence, at: int, *, direct: bool = False) -> list[Stop]:
        """ "ist nach Kenia gereist": where the verb closes the clause, the destination stands before it."""
        places = [p for p in sentence.places if p.end <= at and at - p.end <= MAX_TO_DESTINATION]
        # "er werde im Land bleiben: «Reisen können warten»"
        places = [p for p in places if not any(self.doc.tokens[i].text in _OPENS_SPEECH for i in range(p.end, at))]
        led = [p for p in places if self._leads_to(sentence.start, p, direct=False)]
        if not led and direct and places and self._only_dates(sentence, places[-1].end, at):
            # "hatte X Österreich besucht": the object stands before the verb
            led = places[-1:] if self.scene.preposition_before(places[-1].start, of_place=True) is None else []
            led = self._list_up_to(sentence, led[0])[:1] if led else []
        if not led:
            return []
        return self._listed(sentence, [p for p in places if p.start >= led[-1].start])

    def _only_dates(self, sentence: Sentence, start: int, end: int) -> bool:
        """Whether nothing but dates stands between two tokens: "hatte Japan im Mai 2022 besucht"."""
        dated = sentence.dated
        return all(i in dated or self.doc.any_of(i, _BEFORE_DATES) for i in range(start, end))

    def stay_before(self, sentence: Sentence, at: int) -> list[Stop]:
        """ "was in Estonia on a working visit": the place of the stay directly before what kind of stay it is."""
        near = [p for p in sentence.places if 0 <= at - p.end <= MAX_STAY_GAP]
        if not near or self.doc.is_(near[-1].end, ","):
            return []
        if not self.scene.is_where(near[-1]):
            return []
        place = near[-1]
        plain = all(
            self.doc.any_of(i, _STAY_WORDS) or self.doc.tokens[i].is_number or self.doc.is_(i, "-")
            for i in range(place.end, at)
        )
        looks_back = any(self.doc.has(i, "past_reference") for i in range(place.end, at))
        return [Stop(place.code, place.cities)] if plain and not looks_back else []

    def of_compound(self, at: int) -> list[Stop]:
        """ "der Japan-Besuch", "die Indienreise": a place that a hyphen or nothing joins to the noun."""
        inside = self._place_inside(at)
        if inside:
            return inside
        place = self.doc.matches[at - 2] if at > 1 and self.doc.is_(at - 1, "-") else None
        kind = next((k for k in ("country", "city") if place is not None and k in place), None)
        if place is None or kind is None or self.doc.tokens[at].space_before:
            return []
        return [Stop(place.values[kind], [self.doc.text(place.start, place.end)] if kind == "city" else [])]

    def _place_inside(self, at: int) -> list[Stop]:
        """ "Indienreise", "Moskaubesuch": a compound of visiting that begins with a place."""
        word = self.doc.tokens[at].text
        for ending in self.doc.language.visits.endings:
            name = word[: -len(ending)]
            if not word.lower().endswith(ending) or len(name) < MIN_NAME:
                continue
            found = self.doc.lexicon.match(tokenize(name))[0]
            if found is not None and "country" in found:
                return [Stop(found.values["country"], [])]
            if found is not None and "city" in found:
                return [Stop(found.values["city"], [name])]
        return []

    def object_before(self, sentence: Sentence, match: Match) -> list[Stop]:
        """ "stattet Japan einen Besuch ab": the country is the object before the noun and its article."""
        if not self.doc.language.verb_second:
            return []
        at = match.start
        while at > sentence.start and self.doc.any_of(at - 1, frozenset({"indefinite", "level"})):
            at -= 1
        place = next((p for p in sentence.places if p.end <= at and self._only_dates(sentence, p.end, at)), None)
        if place is None:
            return []
        listed = self._list_up_to(sentence, place)
        is_object = self.scene.preposition_before(listed[0].start, of_place=True) is None
        return self._listed(sentence, listed) if is_object else []

    def directly_before(self, sentence: Sentence, at: int) -> list[Stop]:
        """ "China visit", "wird A und B Staatsbesuche abstatten": countries at once before a noun."""
        last = next((p for p in sentence.places if p.end == at and not p.is_city), None)
        if last is None:
            return []
        listed = self._list_up_to(sentence, last) if self.doc.language.verb_second else [last]
        return [Stop(p.code, []) for p in listed if not p.is_city]

    def _list_up_to(self, sentence: Sentence, last: Place) -> list[Place]:
        """The places of the list that a place closes: "hat A, B und C bereist"."""
        found = [last]
        for place in reversed([p for p in sentence.places if p.end <= last.start]):
            between = range(place.end, found[0].start)
            if not between or not all(self.doc.is_(i, ",") or self.doc.any_of(i, _LIST_MARKS) for i in between):
                break
            found.insert(0, place)
        return found

    def there(self, sentence: Sentence, match: Match) -> list[Stop]:
        """ "qui y a séjourné", "flew there on Monday": a word that stands for the place named last."""
        around = range(max(sentence.start, match.start - MAX_TO_THERE), min(sentence.end, match.end + 1))
        at = next((i for i in around if self.doc.has(i, "there")), None)
        if at is None:
            return []
        earlier = self.scene.sentences[sentence.index - 1].places if sentence.index else []
        before = [p for p in sentence.places if p.end <= at]
        codes = {p.code for p in before or earlier}
        place = (before or earlier)[-1] if len(codes) == 1 else None
        return [Stop(place.code, place.cities)] if place is not None else []

    def of_relative(self, sentence: Sentence, at: int) -> list[Stop]:
        """ "In Samarkand, where he arrived on Monday": the place that a clause of place stands behind."""
        opening = self.clause_start(sentence, at)
        place = next((p for p in sentence.places if opening is not None and 0 <= opening - p.end <= 1), None)
        return [Stop(place.code, place.cities)] if place is not None else []

    def clause_start(self, sentence: Sentence, at: int) -> int | None:
        """Where the clause of place begins that holds a verb, or None."""
        words = self.doc.phrases(max(sentence.start, at - MAX_CLAUSE), at, "where")
        if not words or any(self.doc.is_(i, ",") for i in range(words[-1].end, at)):
            return None
        return words[-1].start

    def _leads_to(self, at: int, place: Place, direct: bool) -> bool:
        """Whether a preposition of destination, or nothing at all, stands before a place."""
        if self.doc.has(place.start, "destination"):
            # "al país": one phrase is preposition and place
            return True
        governor = self.scene.preposition_before(place.start, of_place=True)
        if governor is not None and governor.start >= at - 1 and not self._in_apposition(governor, direct):
            return "destination" in governor or (not direct and place.is_city and self._at_thing(governor))
        if not direct or self._names_thing(place):
            return False
        if self.doc.language.verb_second and governor is None and self.scene.closes_clause(place.end):
            # "besucht der Präsident vom 12. bis 15. April China": the object closes the clause
            return True
        dated = self.scene.sentences[self.doc.sentence_of[place.start]].dated
        between = [i for i in range(at, place.start) if i not in dated]
        if any(self.doc.has(i, "not_destination") for i in (*between, place.start)):
            # "visited the embassy of Peru", where the place begins with its body
            return False
        kinds = frozenset({"article", "level", "modifier", "not_name", "body", "portfolio", "this_country", "joiner"})
        return len(between) <= MAX_TO_VISITOR + 2 and all(
            self.doc.any_of(i, kinds) or (self.doc.matches[i] is None and self.doc.tokens[i].is_capital)
            for i in between
        )

    def _names_thing(self, place: Place) -> bool:
        """ "visited the Kigali Genocide Memorial": a city that capitals go on from, which no date or person is."""
        at = place.end
        if not place.is_city or not self.doc.language.modifiers_before_posts or at >= len(self.doc.tokens):
            return False
        token = self.doc.tokens[at]
        is_name = token.is_word and token.is_capital and not token.line_before
        return is_name and not self.doc.any_of(at, _DAYS | _PLACES) and self.scene.covered_by(at) is None

    def _at_thing(self, governor: Match) -> bool:
        """ "arrived at the airport of Tokyo": what the city owns is in the city."""
        at = governor.start - 1
        if "joiner" not in governor or not self.doc.has(at, "thing"):
            return False
        before = self.scene.preposition_before(self.doc.phrase_start(at))
        return before is not None and "destination" in before

    def _in_apposition(self, governor: Match, direct: bool) -> bool:
        """ "toured the West African nation of Senegal": the "of" joins the place to what it is."""
        return direct and "joiner" in governor and self.doc.has(governor.start - 1, "this_country")

    def _listed(self, sentence: Sentence, places: list[Place]) -> list[Stop]:
        """A list of destinations, cities with their country: "Gabon and Nigeria", "Normandy and Paris, France"."""
        stops: dict[str, list[Place]] = {}
        previous: Place | None = None
        for place in places:
            if previous is not None and not self._continues(sentence, previous.end, place.start):
                break
            stops.setdefault(place.code, []).append(place)
            previous = place
        spans = self._spans(sentence, list(stops.values()))
        return [
            Stop(code, [p.name for p in found if p.is_city], *span)
            for (code, found), span in zip(stops.items(), spans, strict=True)
        ]

    def _spans(self, sentence: Sentence, stops: list[list[Place]]) -> list[tuple[int, int]]:
        """The tokens that tell of each stop, where dates stand between: behind the places, or before them."""
        starts, ends = [found[0].start for found in stops], [found[-1].end for found in stops]
        behind = list(zip(starts, [*starts[1:], sentence.end], strict=True))
        before = list(zip([sentence.start, *ends[:-1]], ends, strict=True))
        dated = [
            [any(low <= d.start < high for d in sentence.dates) for low, high in side] for side in (behind, before)
        ]
        if not any(dated[0][:-1]):
            return [(0, 0)] * len(stops)
        return before if all(dated[1]) and not dated[0][-1] else behind

    def _continues(self, sentence: Sentence, start: int, end: int) -> bool:
        """Whether a list of places goes on: "to Chile on Tuesday, then to Brazil"."""
        dated = {i for d in sentence.dates if start <= d.start < end for i in range(d.start, d.end)}
        return end - start - len(dated) <= MAX_LIST_GAP + 2 * bool(dated) and all(
            i in dated
            or i + 1 in dated
            or self.doc.is_(i, ",")
            or self.doc.is_(i, "(")
            or self.doc.any_of(i, _LIST_WORDS)
            for i in range(start, end)
        )

    def crosses(self, start: int, end: int) -> bool:
        """Whether between two tokens something else is told: a report, a meeting, "after a visit to"."""
        return any(
            self.doc.any_of(i, _BREAKS)
            or self._travels(i)
            or self.doc.is_(i, ";")
            or (self.doc.has(i, "visit_noun") and self._looks_back(start, i))
            or (self.doc.has(i, "from") and not self.doc.any_of(i, _OF) and self._is_thing(i + 1))
            for i in range(start, end)
        )

    def _is_thing(self, at: int) -> bool:
        """ "from the summit"; not "desde el martes"."""
        is_day = self.doc.any_of(at + 1, _DAYS) or (at + 1 < len(self.doc.tokens) and self.doc.tokens[at + 1].is_number)
        return self.doc.has(at, "article") and not is_day

    def _travels(self, at: int) -> bool:
        """Whether another verb of travel stands at a token; a form that may be a noun counts where it is none."""
        match = self.doc.matches[at]
        if match is None or "visit_verb" not in match:
            return False
        if "visiting" in match and not self.doc.any_of(match.end, _PLACES):
            # "the visiting minister"
            return False
        if "destination" in match and self.doc.any_of(at - 1, _OF_VISIT):
            # Vietnamese "chuyến thăm cấp Nhà nước tới X": "to go" is "to" as well
            return False
        return not match.any_of(_NOUNS) or ("visit_noun" in match and self.scene.is_verb(match))

    def _looks_back(self, start: int, noun: int) -> bool:
        return any(self.doc.has(i, "past_reference") for i in range(max(start, noun - MAX_STAY_GAP), noun))
