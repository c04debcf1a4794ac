"""Parties of an instrument: the two sides behind "between", bodies that sign, else the countries told of."""

from __future__ import annotations

from extractors.claims import Party
from extractors.entities.lexicon import Match
from extractors.events.scene import Scene, Sentence
from extractors.events.titles import Titles

MAX_BODIES = 14
_COUNTRIES = frozenset({"country", "demonym", "city", "sides", "function"})


class Parties:
    """Finds whose paper it is.

    Args:
        pair: the two countries that the article is about.
    """

    def __init__(self, scene: Scene, titles: Titles, pair: list[str]) -> None:
        self.scene = scene
        self.doc = scene.doc
        self.titles = titles
        self.pair = pair

    def of(self, sentence: Sentence, match: Match) -> list[Party]:
        """The parties of an instrument that a sentence names."""
        parties = self._between(sentence, match) or self._signing_bodies(sentence)
        if len(parties) < 2:
            codes = self.all_codes(sentence)
            parties = [Party(country=code) for code in codes[:4]]
        return parties

    def _signing_bodies(self, sentence: Sentence) -> list[Party]:
        """ "Petronal and Energas (EG) signed": two named bodies that are no countries, directly before the verb."""
        verb = next(iter(self.doc.phrases(sentence.start, sentence.end, "sign_verb")), None)
        floor = sentence.start if verb is None else max(sentence.start, verb.start - MAX_BODIES)
        joint = next((i for i in range(floor, verb.start if verb else floor) if self.doc.has(i, "and")), None)
        if verb is None or joint is None:
            return []
        start = joint
        while start > floor and self._names_body(start - 1):
            start -= 1
        is_named = all(self._names_body(i) for i in range(joint + 1, verb.start))
        if start == joint or joint + 1 == verb.start or not is_named:
            return []
        return [Party(name=self.doc.text(start, joint)), Party(name=self.doc.text(joint + 1, verb.start))]

    def _names_body(self, at: int) -> bool:
        token = self.doc.tokens[at]
        if self.scene.covered_by(at) is not None or self.doc.any_of(at, _COUNTRIES):
            return False
        return token.text in {"(", ")"} or (token.is_word and token.is_capital)

    def _between(self, sentence: Sentence, match: Match) -> list[Party]:
        """ "zwischen der PCV und der PCC": the two sides as written, with their country where it can be seen."""
        between = next((p for p in self.doc.phrases(match.end, min(sentence.end, match.end + 12), "between")), None)
        if between is None and self.doc.language.verb_second:
            # "die zwischen A und B unterzeichneten Abkommen"
            between = next(
                (p for p in self.doc.phrases(max(sentence.start, match.start - 20), match.start, "between")), None
            )
        if between is None:
            return []
        joint = next(
            (i for i in range(between.end, min(sentence.end, between.end + 16)) if self.doc.has(i, "and")), None
        )
        if joint is None:
            return []
        stop = joint + 1
        while stop < min(sentence.end, joint + 14) and not self.titles.closes(stop) and not self.doc.is_(stop, "("):
            stop += 1
        return [self._party(between.end, joint), self._party(joint + 1, stop)]

    def _party(self, start: int, end: int) -> Party:
        while start < end and (self.doc.has(start, "article") or self.doc.has(start, "joiner")):
            start += 1
        code = next(
            (c for i in range(start, end) for kind in ("country", "demonym") if (c := self.doc.value(i, kind))), None
        )
        if code is None and end - start == 1:
            # "between Harare and Windhoek": a capital that stands alone is its country
            code = self.doc.value(start, "city")
        acronym = next((c for i in range(start, end) if (c := self.doc.acronyms.get(self.doc.tokens[i].text))), None)
        name = self.doc.text(start, end)
        return Party(country=code or acronym, name=self.doc.full_names.get(name, name) or None)

    def codes(self, sentence: Sentence) -> list[str]:
        """The countries of a sentence and of its people, in order."""
        codes = [
            self.doc.value(i, kind)
            for i in range(sentence.start, sentence.end)
            for kind in ("country", "demonym")
            if self.doc.has(i, kind)
        ]
        people = [self.scene.country_of(m) for m in sentence.mentions]
        return [c for c in dict.fromkeys(codes + people) if c]

    def all_codes(self, sentence: Sentence) -> list[str]:
        """The countries that a sentence names, else with those of the sentence before, else with the article's pair."""
        codes = self.codes(sentence)
        if len(codes) >= 2:
            return codes
        before = self.codes(self.scene.sentences[sentence.index - 1]) if sentence.index else []
        if len(before) == 2:
            return list(dict.fromkeys(codes + before))
        return list(dict.fromkeys(codes + self.pair))
