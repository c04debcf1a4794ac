"""Where the countries and cities of a sentence are places of the story, not parts of a name or a possessor."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.entities.document import Document
from extractors.entities.gazetteer import shared_cities
from extractors.entities.lexicon import Match
from extractors.entities.mentions import Mention
from extractors.entities.towns import town_at

_LEADS = frozenset({"location", "destination"})
MAX_TOWN = 3
MAX_FORM = 9
MAX_TO_LEAD, MAX_TO_CONDITION = 3, 4
_HAPPENS = frozenset(
    {
        "meet_noun",
        "visit_noun",
        "meet_verb",
        "visit_verb",
        "sign_verb",
        "reporting",
        "offset",
        "weekday",
        "month",
        "with",
    }
)
_STATE_WORDS = frozenset({"body", "portfolio", "not_name", "demonym", "state_form"})


@dataclass(slots=True, eq=False)
class Place:
    """A country or city as written, over tokens `start` to `end`, with the country's code."""

    start: int
    end: int
    code: str
    name: str
    is_city: bool

    @property
    def cities(self) -> list[str]:
        """The place's name where it is a city, for the places of a visit."""
        return [self.name] if self.is_city else []


class PlaceReader:
    """Finds places outside of people's names and posts.

    Args:
        inside: for each token of the document the mention that covers it.
    """

    def __init__(self, doc: Document, inside: list[Mention | None]) -> None:
        self.doc = doc
        self._inside = inside

    def read(self, start: int, end: int, named: str | None) -> list[Place]:
        """The places between two tokens, in order; "this country" is the one named before it, else `named`."""
        found = []
        for category in ("country", "city"):
            for match in self.doc.phrases(start, end, category):
                if self._is_place(match) and not self._is_of_condition(match.start):
                    name = self.doc.text(match.start, match.end)
                    first = self._state_start(match.start) if category == "country" else match.start
                    code = match.values[category] if category == "country" else self._country_of_city(match)
                    if code is None:
                        continue
                    found.append(Place(first, match.end, code, name, category == "city"))
        found.extend(self._capitals(start, end))
        found.extend(self._towns(start, end))
        found.extend(self._seats(start, end))
        found.extend(self._states(start, end))
        found.extend(self._listed_towns(start, end, found))
        found = self._with_explained(start, end, found)
        for match in self.doc.phrases(start, end, "this_country"):
            if self.doc.has(match.end, "joiner") and self.doc.has(match.end + 1, "country"):
                # "the West African nation of Senegal"
                continue
            if self.doc.has(match.start - 1, "indefinite"):
                # "in einem westafrikanischen Land"
                continue
            here = [place for place in found if place.end <= match.start]
            code = max(here, key=lambda place: place.start).code if here else named
            if code:
                found.append(Place(match.start, match.end, code, self.doc.text(match.start, match.end), False))
        unique = {place.start: place for place in reversed(found)}
        return [unique[start] for start in sorted(unique)]

    def _is_of_condition(self, at: int) -> bool:
        """ "discussed the situation in Syria", "la guerra en Ucrania": where a war is nobody is said to be."""
        doc, words = self.doc, self.doc.lexicon.conditions
        lead = at - 1
        while doc.has(lead, "article") and lead > at - MAX_TO_LEAD:
            lead -= 1
        if doc.tokens[max(lead, 0)].lower not in doc.language.visits.location:
            return False
        # "la situation humanitaire au Mali": adjectives behind a noun
        reach = 1 if doc.language.modifiers_before_posts else MAX_TO_CONDITION
        for last in range(lead - 1, max(lead - 1 - reach, 0), -1):
            one, two = doc.tokens[last].lower, f"{doc.tokens[last - 1].lower} {doc.tokens[last].lower}"
            if one in words or two in words:
                return True
            if doc.tokens[last].is_capital or doc.any_of(last, _HAPPENS):
                return False
        return False

    def _country_of_city(self, match: Match) -> str | None:
        """ "Valencia" in an article of Venezuela: of namesakes the one in a country that the article names; none where
        it names several ("Santiago" in one of Spain and Cape Verde).
        """
        code: str = match.values["city"]
        named = [c for c in shared_cities().get(self.doc.folded(match), ()) if self.doc.country_counts()[c]]
        if named and not self.doc.country_counts()[code]:
            return named[0] if len(named) == 1 else None
        step = None if self.doc.country_counts()[code] else town_at(self.doc, match.start, match.end)
        is_namesake = step is not None and step[0] == match.end and self.doc.country_counts()[step[1]] > 0
        return step[1] if step is not None and is_namesake else code

    def _state_start(self, at: int) -> int:
        """ "la República de Angola", "the Republic of X": the state's form belongs to its name."""
        doc = self.doc
        if doc.language.names.order == "family_first":
            return self._form_before(at)
        start = at
        while self._joins(start - 1) or (doc.has(start - 1, "article") and start < at):
            start -= 1
        form = start
        while (
            start < at
            and form > 0
            and doc.any_of(form - 1, _STATE_WORDS)
            and not doc.any_of(form - 1, frozenset({"weekday", "month"}))
            and form > at - 5
        ):
            form -= 1
        return form if form < start else at

    def _form_before(self, at: int) -> int:
        """ "Cộng hòa Thống nhất Tanzania": where nothing joins a state's form to its name, its first word."""
        first = at
        while first > max(at - MAX_FORM, 0) and self.doc.any_of(first - 1, _STATE_WORDS):
            first -= 1
        forms = (i for i in range(first, at) if self.doc.has(i, "state_form") and self.doc.phrase_start(i) == i)
        return next(forms, at)

    def _joins(self, at: int) -> bool:
        """Whether an "of" stands at a token: not the "to" of "a State visit to A"."""
        return self.doc.has(at, "joiner") and not self.doc.has(at, "bound_for") and not self._leads_on(at)

    def _leads_on(self, at: int) -> bool:
        return self.doc.has(at, "destination") and self.doc.tokens[at].lower not in self.doc.language.joiners[:1]

    def _towns(self, start: int, end: int) -> list[Place]:
        """ "im polnischen Zamość": a town that no list knows is of the country before it."""
        found = []
        for match in self.doc.phrases(start, end, "demonym"):
            town = match.end
            last = town
            while last < end and last - town < 2 and self._is_unknown_name(last):
                last += 1
            if last > town and self.doc.has(match.start - 1, "location") and self._inside[match.start] is None:
                name = self.doc.text(town, last)
                found.append(Place(match.start, last, match.values["demonym"], name, True))
        for match in self.doc.phrases(start, end, "town_word"):
            found.extend(self._called_town(match, end))
        return found

    def _called_town(self, match: Match, end: int) -> list[Place]:
        """ "the Spanish city of Santander", "la ville espagnole de X", "der polnischen Stadt X"."""
        doc = self.doc
        beside = next((at for at in (match.start - 1, match.end) if doc.has(at, "demonym")), None)
        if beside is None or self._inside[match.start] is not None:
            return []
        at = max(match.end, beside + 1)
        if doc.has(at, "joiner"):
            at = doc.phrase_end(at)
        at += at < end and doc.tokens[at].text in {"'", "’"}
        last = at
        while last < end and last - at < 2 and self._is_unknown_name(last):
            last += 1
        first = min(match.start, beside)
        code = doc.value(beside, "demonym")
        return [Place(first, last, code, doc.text(at, last), True)] if last > at else []

    def _listed_towns(self, start: int, end: int, found: list[Place]) -> list[Place]:
        """ "in Graz", "to Nadi and Suva": a town of the world behind a preposition of place, or in a list of places."""
        doc = self.doc
        ends = {place.end for place in found}
        towns: list[Place] = []
        at = start
        while at < end:
            step = self._town(at, end) if self._leads_to_town(at, start, ends) else None
            if step is not None:
                towns.append(Place(at, step[0], step[1], doc.text(at, step[0]), True))
                ends.add(step[0])
            at = step[0] if step is not None else at + 1
        return towns

    def _with_explained(self, start: int, end: int, found: list[Place]) -> list[Place]:
        """ "in Bürgenstock, Switzerland", "tới Seville (Tây Ban Nha)": a place that no list knows is of the country
        behind its comma or in its bracket; "Taiwan (China)" is one place.
        """
        places: list[Place] = []
        for place in sorted(found, key=lambda p: p.start):
            is_bracketed = self.doc.is_(place.start - 1, "(") and self.doc.is_(place.end, ")")
            if not (is_bracketed and places and places[-1].end == place.start - 1):
                places.append(self._explained(place, start, is_bracketed))
        return places

    def _explained(self, place: Place, start: int, is_bracketed: bool) -> Place:
        """A country with the unknown town before it, else as it is."""
        first = None if place.is_city else self._explained_from(place, start)
        if first is None:
            return place
        name = self.doc.text(first, place.start - 1)
        opening = self.doc.phrase_start(first - 1) if self.doc.has(first - 1, "town_word") else first
        return Place(opening, place.end + is_bracketed, place.code, name, True)

    def _explained_from(self, place: Place, start: int) -> int | None:
        """Where the unknown name begins that a comma or bracket parts from a country, a preposition before it."""
        doc, at = self.doc, place.start - 1
        if doc.tokens[at].text not in {",", "("} or doc.has(place.start, "article"):
            return None
        first = at
        while first > start and at - first < MAX_TOWN and self._may_be_town(first - 1):
            first -= 1
        if first == at or doc.tokens[first].line_before:
            return None
        lead = doc.phrase_start(first - 1) - 1 if doc.has(first - 1, "town_word") else first - 1
        return first if doc.any_of(lead, _LEADS) else None

    def _leads_to_town(self, at: int, start: int, ends: set[int]) -> bool:
        doc, token = self.doc, self.doc.tokens[at]
        inside = self._inside[at]
        if at == start or not (token.is_word and token.is_capital) or doc.matches[at] is not None:
            return False
        if inside is not None and not inside.is_weak:
            return False
        listed = (doc.is_(at - 1, ",") or doc.has(at - 1, "and")) and at - 1 in ends
        return listed or doc.any_of(at - 1, _LEADS)

    def _town(self, at: int, end: int) -> tuple[int, str] | None:
        """The end and country of a town that begins at a token and is no part of a longer name."""
        step = town_at(self.doc, at, end)
        if step is None or step[0] >= len(self.doc.tokens):
            return step
        after = self.doc.tokens[step[0]]
        is_named = self.doc.matches[step[0]] is None or self.doc.any_of(step[0], frozenset({"thing", "body"}))
        is_longer = after.is_word and after.is_capital and not after.line_before and is_named
        return None if is_longer or self._is_hyphen(step[0]) else step

    def _is_unknown_name(self, at: int) -> bool:
        return self._inside[at] is None and self._is_unlisted(at)

    def _is_unlisted(self, at: int) -> bool:
        token = self.doc.tokens[at]
        return self.doc.matches[at] is None and token.is_word and token.is_capital and len(token.text) > 2

    def _may_be_town(self, at: int) -> bool:
        """A capital that no list knows and that names nobody for sure."""
        inside = self._inside[at]
        return self._is_unlisted(at) and (inside is None or (inside.is_weak and not inside.posts))

    def _capitals(self, start: int, end: int) -> list[Place]:
        """ "la capital china", "der mongolischen Hauptstadt": the capital of the country named beside it."""
        found = []
        for match in self.doc.phrases(start, end, "capital_word"):
            for at in (match.end, match.start - 1, match.end + 1, match.end + 2):
                code = next(
                    (self.doc.value(at, kind) for kind in ("demonym", "country") if self.doc.has(at, kind)), None
                )
                if (
                    code
                    and self._inside[match.start] is None
                    and self.doc.sentence_of[at] == self.doc.sentence_of[match.start]
                ):
                    first, last = min(match.start, at), max(match.end, at + 1)
                    found.append(Place(first, last, code, self.doc.text(first, last), False))
                    break
        return found

    def _states(self, start: int, end: int) -> list[Place]:
        """ "the Kyrgyz Republic", "le sol tunisien": a state's form, or its soil, beside those who live in it."""
        doc, found = self.doc, []
        for match in [*doc.phrases(start, end, "state_form"), *doc.phrases(start, end, "soil")]:
            sides = ((match.start - 1, match.start - 1, match.end), (match.end, match.start, match.end + 1))
            for at, first, last in sides:
                token = doc.tokens[at] if 0 <= at < len(doc.tokens) else None
                if token is None or not doc.has(at, "demonym") or not start <= at < end:
                    continue
                is_free = self._inside[at] is None and self._inside[match.start] is None
                if (
                    is_free
                    and ("soil" in match or doc.tokens[match.start].is_capital)
                    and not doc.any_of(last, frozenset({"body", "genitive"}))
                ):
                    found.append(Place(first, last, doc.value(at, "demonym"), doc.text(first, last), False))
                    break
        return found

    def _seats(self, start: int, end: int) -> list[Place]:
        """ "at the White House", "en el Kremlin": a seat of government is in its country, where a preposition leads."""
        found = []
        for match in self.doc.phrases(start, end, "metonym"):
            at = match.start - 1
            while at > start and self.doc.has(at, "article"):
                at -= 1
            if (
                (self.doc.any_of(at, _LEADS) or self._is_direct(at))
                and self._inside[match.start] is None
                and self._is_place(match)
            ):
                name = self.doc.text(match.start, match.end)
                found.append(Place(match.start, match.end, match.values["metonym"], name, False))
        return found

    def _is_direct(self, at: int) -> bool:
        """ "visited the White House": a verb whose destination follows at once."""
        match = self.doc.matches[at]
        return match is not None and "visit_verb" in match and bool(match.values["visit_verb"].direct)

    def _is_place(self, match: Match) -> bool:
        doc = self.doc
        if self._inside[match.start] is not None:
            return False
        after = match.end
        if (
            after < len(doc.tokens)
            and doc.any_of(after, frozenset({"body", "genitive"}))
            and not doc.tokens[after].line_before
        ):
            # "the Vietnam People's Army", "Kenya's position": no place of the story; a city's possessor neither
            return False
        if self._is_hyphen(after):
            return False
        if doc.language.modifiers_before_posts and self._opens_body(after):
            return False
        return not (match.start > 0 and self._is_hyphen(match.start - 1))

    def _is_hyphen(self, at: int) -> bool:
        """A hyphen that joins two words, not a dash ("in Washington--")."""
        doc = self.doc
        if not doc.is_(at, "-") or at + 1 >= len(doc.tokens):
            return False
        is_tight = not doc.tokens[at].space_before and not doc.tokens[at + 1].space_before
        return is_tight and not doc.is_(at - 1, "-") and not doc.is_(at + 1, "-")

    def _opens_body(self, at: int) -> bool:
        """ "the US Africa Command headquarters": a country that capitals and a body follow is part of its name."""
        doc = self.doc
        for index in range(at, min(at + 3, len(doc.tokens))):
            token = doc.tokens[index]
            if token.line_before or not (token.is_word and token.is_capital):
                return False
            if doc.has(index, "body"):
                return True
        return False
