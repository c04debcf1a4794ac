"""Parties of an instrument: the two sides behind "between", bodies that sign, else the countries told of."""

from __future__ import annotations

from extractors.claims import Party
from extractors.entities.lexicon import Match
from extractors.events.encounters import Encounter
from extractors.events.scene import Scene, Sentence
from extractors.events.sides import Side, Sides
from extractors.events.titles import Titles

MAX_BODIES = 14
MAX_PARTIES = 4
MAX_TO_TALKS = 6
MAX_TO_AGENT = 6
MAX_TO_PAIR = 5
MAX_SIDE = 30
MAX_BRACKET = 8
_COUNTRIES = frozenset({"country", "demonym", "city", "sides", "function"})
_PLACES = frozenset({"demonym", "city"})
_TRAILING = frozenset({"joiner", "article", "destination", "from", "location", "and", "agent", "with", "function"})


class Parties:
    """Finds whose paper it is.

    Args:
        pair: the two countries that the article is about.
        encounters: the meetings of the article: "the two sides" are those who met last.
        is_firm: a visit or a paper makes the pair, it is not only the countries that are named most.
    """

    def __init__(
        self, scene: Scene, titles: Titles, pair: list[str], encounters: list[Encounter], *, is_firm: bool
    ) -> None:
        self.scene = scene
        self.doc = scene.doc
        self.titles = titles
        self.pair = pair
        self.encounters = encounters
        self.is_firm = is_firm
        self.is_guess = False
        self.sides = Sides(scene)

    def of(self, sentence: Sentence, match: Match) -> list[Party]:
        """The parties of an instrument that a sentence names; `is_guess` tells whether they are the article's alone."""
        self.is_guess = False
        between = self.between(sentence, match) or self._signing_bodies(sentence)
        return between if len(between) > 1 else self._without_matter(sentence, match, self.all(sentence))

    def _without_matter(self, sentence: Sentence, match: Match, parties: list[Party]) -> list[Party]:
        """ "elle a signé avec son homologue burundais un accord sur le français": a third state which only
        the paper's matter names is no party where the article tells of two others.
        """
        told = {p.country for p in parties if p.country}
        sides = self._core(sentence)
        others = {s.key for s in sides if self._is_in_matter(match, s)}
        others &= told - {s.key for s in sides if s.end <= match.start}
        is_of_pair = self.is_firm and len(self.pair) == 2 and len(told) == len(parties) == 2
        if is_of_pair and len(others) == 1 and told - others <= {*self.pair} and not others & {*self.pair}:
            return [Party(country=code) for code in self.pair]
        return parties

    def _is_in_matter(self, match: Match, side: Side) -> bool:
        """Whether a side stands behind a word that opens what a paper is about."""
        openers = self.titles.complement_words
        return any(self.doc.tokens[i].lower in openers for i in range(match.end, side.start))

    def are_told(self, sentence: Sentence) -> bool:
        """Whether a sentence, those before it or a visit of the article tell the sides, so that they are no guess."""
        return (
            self.is_firm
            or len(_distinct(self._core(sentence))) > 1
            or len(self.before(sentence)) == 2
            or len(self._met(sentence)) == 2
        )

    def all(self, sentence: Sentence) -> list[Party]:
        """The sides that a sentence names, else with those of the sentence before, who met, or of the article."""
        named = _distinct(self._core(sentence))
        if len(named) >= 2:
            return named[:MAX_PARTIES]
        met = self._met(sentence)
        before = self.before(sentence)
        before = before if len(before) == 2 else met or self._further_before(sentence, named)
        if len(before) == 2 and met and all(s.role == "location" for s in self._core(sentence)):
            # "the two sides agreed to meet again in Brazil"
            return before
        if len(before) == 2 and named and named[0] not in before and self._is_joint(sentence):
            # "in a joint statement both leaders condemn the policy of A"
            return before
        if self._is_of_pair(sentence, named) and {p.country for p in before} != {*self.pair}:
            return [Party(country=code) for code in self.pair]
        if len(before) == 2 and (len(named) == 0 or not met or named[0] in before):
            return _unique(named + before)[:MAX_PARTIES]
        self.is_guess = True
        helpers = {side.key for side in self.sides.of(sentence) if side.role == "broker"}
        pair = [Party(country=code) for code in self.pair if code not in helpers]
        if (
            self.is_firm
            and len(pair) == 2
            and self._is_joint(sentence)
            and not {p.country for p in named} & {*self.pair}
        ):
            return pair
        return _unique(named + pair)[:MAX_PARTIES]

    def _is_of_pair(self, sentence: Sentence, named: list[Party]) -> bool:
        """ "officials of both sides signed papers on credits for A": A is one of the article's two countries."""
        is_one = len(named) == 1 and named[0].country in self.pair
        return self.is_firm and is_one and len(self.pair) == 2 and self._is_joint(sentence)

    def _further_before(self, sentence: Sentence, named: list[Party]) -> list[Party]:
        """ "A will withdraw its troops": of the last two sides that were told together one is the named one."""
        for index in range(sentence.index - 2, max(sentence.index - MAX_TO_PAIR, -1), -1):
            told = _states(_distinct(self._core(self.scene.sentences[index])))
            if len(told) == 2 and len(named) == 1 and named[0] in told:
                return told
        return []

    def before(self, sentence: Sentence) -> list[Party]:
        """The sides of the sentence before."""
        if sentence.index == 0:
            return []
        sides = self._core(self.scene.sentences[sentence.index - 1])
        return _states(_distinct([side for side in sides if side.role != "location"]))

    def _met(self, sentence: Sentence) -> list[Party]:
        """ "the two presidents signed": those of the meeting that was told last."""
        is_joint = self._is_joint(sentence)
        is_passive = not self.sides.of(sentence) and bool(self.doc.phrases(sentence.start, sentence.end, "sign_verb"))
        if not is_joint and not is_passive:
            return []
        # "at Friday's meeting the two sides agreed": another day than that of talks told further above
        limit = 1 if sentence.dates or not is_joint else MAX_TO_TALKS
        told = [e for e in self.encounters if 0 <= sentence.index - e.sentence <= limit]
        for encounter in sorted(told, key=lambda e: -e.sentence):
            codes = [self.scene.people[ref].country for ref in encounter.participants]
            found = list(dict.fromkeys(code for code in codes if code))
            if len(found) == 2:
                return [Party(country=code) for code in found]
        return []

    def _is_joint(self, sentence: Sentence) -> bool:
        """Whether "the two sides" are told of."""
        return bool(self.doc.phrases(sentence.start, sentence.end, "sides"))

    def _core(self, sentence: Sentence) -> list[Side]:
        """The sides that act; where more than two are named, who stands at the verb and whom "with" or "by" adds."""
        sides = [side for side in self.sides.of(sentence) if side.role != "broker"]
        acting = [side for side in sides if side.role != "location"]
        acting = acting if len({s.key for s in acting}) >= 2 else sides
        if len({side.key for side in acting}) <= 2:
            return acting
        verb = next(iter(self.doc.phrases(sentence.start, sentence.end, "sign_verb")), None)
        if verb is None:
            return acting
        chain = self._agents(acting, verb) or self._subjects(acting, verb)
        return chain if len({side.key for side in chain}) >= 2 else acting

    def _agents(self, acting: list[Side], verb: Match) -> list[Side]:
        """ "signed by A and B": the sides directly behind the verb."""
        first = next((i for i, side in enumerate(acting) if side.start >= verb.end), None)
        if first is None or acting[first].role != "agent" or acting[first].start - verb.end > MAX_TO_AGENT:
            return []
        chain = acting[first : first + 1]
        for side in acting[first + 1 :]:
            if not self.sides.joined(chain[-1], side):
                break
            chain.append(side)
        return chain

    def _subjects(self, acting: list[Side], verb: Match) -> list[Side]:
        """ "A and B signed", "A signed with B": the sides before the verb, or one of them and its partner."""
        before = [i for i, side in enumerate(acting) if side.end <= verb.start]
        if before and any(self.doc.has(i, "with") for i in range(acting[before[-1]].end, verb.start)):
            # "X visited Hungary, with which it signed": who signs is the first of the sentence
            return [acting[before[0]], acting[before[-1]]]
        chain = self.sides.chain(acting, before[-1]) if before else []
        lead = next((side for side in acting if not side.role), None)
        if (
            self.doc.language.verb_second
            and chain
            and chain[0].role == "with"
            and lead is not None
            and lead.end <= chain[0].start
        ):
            # "A hat mit B und C ein Abkommen besiegelt"
            chain = [lead, *chain]
        keys = {side.key for side in chain}
        if len(keys) == 1:
            later = (s for s in acting if s.start >= chain[0].start and s.role in {"with", "agent"})
            chain += [s for s in later if s.key not in keys][:1]
        return chain

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
        has_article = self.doc.has(joint + 1, "article") and not self.doc.language.nouns_capitalised
        second = joint + 1 + has_article
        is_named = all(self._names_body(i) for i in range(second, verb.start))
        if start == joint or second >= verb.start or not is_named:
            return []
        return [Party(name=self.doc.text(start, joint)), Party(name=self.doc.text(second, verb.start))]

    def _names_body(self, at: int) -> bool:
        token = self.doc.tokens[at]
        inside = self.doc.any_of(at, _PLACES) and token.is_capital and self._names_body(at - 1)
        if self.doc.has(at, "joiner") and not token.is_capital:
            # "the University of Lima"
            return self.doc.tokens[at + 1].is_capital and self.doc.tokens[at - 1].is_capital
        if self.scene.covered_by(at) is not None or (self.doc.any_of(at, _COUNTRIES) and not inside):
            return False
        return token.text in {"(", ")"} or (token.is_word and token.is_capital)

    def between(self, sentence: Sentence, match: Match) -> list[Party]:
        """ "zwischen der PCV und der PCC": the two sides as written, with their country where it can be seen."""
        between = next((p for p in self.doc.phrases(match.end, min(sentence.end, match.end + 12), "between")), None)
        if between is None and self.doc.language.verb_second:
            # "die zwischen A und B unterzeichneten Abkommen"
            between = next(
                (p for p in self.doc.phrases(max(sentence.start, match.start - 20), match.start, "between")), None
            )
        if between is None or between.end in sentence.dated:
            # "a programme of 90 million between 2026 and 2030"
            return []
        joint = self._joint(between.end, min(sentence.end, between.end + MAX_SIDE))
        if joint is None:
            return []
        stop = joint + 1
        while stop < min(sentence.end, joint + MAX_SIDE) and not self._ends_side(sentence, joint, stop):
            stop += 1
        if any(self.doc.has(i, "sides") for i in range(between.end, stop)):
            # "between the two governments", "between companies of the two countries"
            return []
        if any(self._is_stranger(i) for i in range(between.end, stop)):
            return []
        return [self._party(between.end, joint), self._with_bracket(self._party(joint + 1, stop), stop)]

    def _with_bracket(self, party: Party, at: int) -> Party:
        """ "the town council of Rundu (Namibia)": a side whose state a bracket behind it tells."""
        if party.country or not self.doc.is_(at, "("):
            return party
        inside = range(at + 1, min(at + MAX_BRACKET, len(self.doc.tokens)))
        closed = next((i for i in inside if self.doc.is_(i, ")")), at)
        codes = (self.doc.state_at(i) for i in range(at + 1, closed))
        return Party(country=next((code for code in codes if code), None), name=party.name)

    def _joint(self, start: int, end: int) -> int | None:
        """The "and" between two sides: the first that is part of nobody's post and has a state or person before it.

        "entre l'Institut des arts et métiers et le Centre": else one before an article, where the first side has one.
        """
        joints = [i for i in range(start, end) if self.doc.has(i, "and") and self.scene.covered_by(i) is None]
        told = [i for i in joints if any(self._is_side(k) for k in range(start, i))]
        led = [i for i in joints if self.doc.has(start, "article") and self.doc.has(i + 1, "article")]
        return next((found[0] for found in (told, led, joints) if found), None)

    def _is_side(self, at: int) -> bool:
        return self.doc.state_at(at) is not None or self.scene.covered_by(at) is not None

    def _ends_side(self, sentence: Sentence, start: int, at: int) -> bool:
        """Where the name of a side ends: at a date, a bracket, or behind its state at what the paper is about."""
        is_matter = self.doc.tokens[at].lower in self.titles.openers and any(map(self.doc.state_at, range(start, at)))
        is_dated = any(date.start == at for date in sentence.dates)
        return self.titles.closes(at) or self.doc.is_(at, "(") or is_matter or is_dated

    def _is_stranger(self, at: int) -> bool:
        """ "talks between President X and Prime Minister Y": people of whom no country is known are no parties."""
        mention = self.scene.covered_by(at)
        return mention is not None and mention.name is not None and self.scene.country_of(mention) is None

    def _party(self, start: int, end: int) -> Party:
        while start < end and (self.doc.has(start, "article") or self.doc.has(start, "joiner")):
            start += 1
        while end - start > 1 and self.doc.any_of(end - 1, _TRAILING) and not self.doc.tokens[end - 1].is_capital:
            # "zwischen A und B aus": what follows the last name is the verb's
            end -= 1
        code = next((c for i in range(start, end) if (c := self.doc.state_at(i))), None)
        if code is None and end - start == 1:
            # "between Harare and Windhoek": a capital that stands alone is its country
            code = self.doc.value(start, "city")
        code = code or self._of_person(start, end)
        acronym = next((c for i in range(start, end) if (c := self.doc.acronyms.get(self.doc.tokens[i].text))), None)
        name = self.doc.text(start, end)
        return Party(country=code or acronym, name=self.doc.full_names.get(name, name) or None)

    def _of_person(self, start: int, end: int) -> str | None:
        """ "talks between President X and Prime Minister Y": a person stands for the own country."""
        mentions = (self.scene.covered_by(i) for i in range(start, end))
        return next((code for m in mentions if m is not None and (code := self.scene.country_of(m))), None)

    def codes(self, sentence: Sentence) -> list[str]:
        """The countries of a sentence and of its people, in order."""
        return list(dict.fromkeys(s.party.country for s in self.sides.of(sentence) if s.party.country))


def _states(parties: list[Party]) -> list[Party]:
    """The sides of another sentence: a company that is told of there is a party of its own paper only."""
    return [Party(country=party.country) if party.country else party for party in parties]


def _distinct(sides: list[Side]) -> list[Party]:
    return _unique([side.party for side in sides])


def _unique(parties: list[Party]) -> list[Party]:
    found: dict[str | None, Party] = {}
    for party in parties:
        found.setdefault(party.country or party.name, party)
    return list(found.values())
