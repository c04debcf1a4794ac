"""Sides: the states, international bodies and named groups of a sentence that can be parties of a paper.

The linguistic patterns: a state, its adjective, or a person who acts for it; an international body; a group that a
coordination or "with" puts beside one of these ("the Colombian government and the FARC"). Places of an event ("in
Doha") and those who only help ("brokered by") are marked as such.
"""

from __future__ import annotations

from dataclasses import dataclass

from extractors.claims import Party
from extractors.entities.mentions import Mention
from extractors.entities.name_parts import known_share
from extractors.entities.person import MAX_READ
from extractors.entities.post import Post
from extractors.events.datelines import DATELINE_ENDS
from extractors.events.scene import Scene, Sentence

MAX_TO_GOVERNOR = 7
MAX_BETWEEN = 14
MAX_GROUP_WORDS = 7
MAX_TO_VERB = 3
MAX_COMPANY = 3
_STATES = frozenset({"country", "demonym"})
_ACTS = frozenset({"sign_verb", "agree_verb", "pledge_verb"})
_STOPS = frozenset({"and", "sign_verb", "agree_verb", "meet_verb", "reporting", "instrument", "relatives"})
_BREAKS = frozenset(
    {"sign_verb", "agree_verb", "meet_verb", "visit_verb", "reporting", "instrument", "with", "location", "between"}
)


_DOES = _ACTS | {"in_force", "renewed", "signing_nouns"}
# "Tokyo and Asunción plan to sign"
_SEATS_DO = _DOES | {"announced", "negotiating", "future"}
_LEADS = frozenset({"location", "destination", "from", "visit_verb", "between"})
MAX_TO_ACT = 8
MAX_DATELINE = 20
MAX_NOUN_WORDS = 6
_SIGNS = frozenset({"sign_verb"})
_SMALL = frozenset({"joiner", "article"})
_WILL_ACT = _ACTS | {"future", "deeds"}
_CLAUSE = frozenset({"and", "reporting", "clause_openers"})
_NO_GROUP = _BREAKS | _STATES | {"international", "subject_pronouns", "future", "city", "offset", "weekday", "month"}


_NOT_OF_BODY = _ACTS | {
    "instrument",
    "weekday",
    "month",
    "offset",
    "country",
    "demonym",
    "sides",
    "post",
    "location",
    "with",
    "signs_for",
}
MAX_BODY = 8


@dataclass(slots=True)
class Side:
    """A possible party over tokens `start` to `end`; `role` is what governs it: with, agent, location, broker or ""."""

    start: int
    end: int
    party: Party
    role: str = ""

    @property
    def key(self) -> str:
        return self.party.country or self.party.name or ""


class Sides:
    """Reads the sides of sentences, each sentence once."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.doc = scene.doc
        self._known: dict[int, list[Side]] = {}

    def of(self, sentence: Sentence) -> list[Side]:
        """The sides of a sentence in the order of its words."""
        if sentence.index not in self._known:
            self._known[sentence.index] = self._read(sentence)
        return self._known[sentence.index]

    def keys(self, sentence: Sentence) -> set[str]:
        """The states, bodies and groups that a sentence names."""
        return {side.key for side in self.of(sentence)}

    def _read(self, sentence: Sentence) -> list[Side]:
        found: list[Side] = []
        at = self._behind_dateline(sentence)
        while at < sentence.end:
            mention, match = self.scene.covered_by(at), self.doc.matches[at]
            end = mention.end if mention is not None else match.end if match is not None else at + 1
            party = self._of_mention(mention) if mention is not None else self._named(at)
            if party is not None and mention is None and match is not None:
                end, party = self._company(end, party, sentence.end)
                end, party = self._body_of_state(sentence, at, end, party) if party.name is None else (end, party)
            if party is None and mention is None and (match is None or "not_name" in match):
                end, party = self._group(found, at, sentence.end)
            inside = self._inside(sentence, mention) if mention is not None and mention.kind != "person" else []
            if len(inside) > 1:
                found += inside
            elif party is not None:
                found.append(Side(at, end, party, self._role(sentence, at)))
            at = max(end, at + 1)
        found += self._partners(sentence, found)
        found = sorted([*found, *self._capitals(sentence, found)], key=_start)
        found = found if len({s.key for s in found}) > 1 else sorted([*found, *self._seats(sentence)], key=_start)
        return [side for side in found if side.party.country or self._acts(sentence, side, found)]

    def _partners(self, sentence: Sentence, found: list[Side]) -> list[Side]:
        """ "the Malian government and the Tuareg rebels signed": a noun between a side and the verb of both."""
        for side in found:
            start = side.end + 1
            start += self.doc.has(start, "article")
            limit = min(sentence.end, start + MAX_NOUN_WORDS)
            verb = next((i for i in range(start + 1, limit) if self.doc.any_of(i, _SIGNS)), None)
            is_noun = verb is not None and self.doc.has(side.end, "and") and self._is_noun(start, verb)
            while is_noun and verb is not None and verb > start + 1 and self.doc.has(verb - 1, "function"):
                verb -= 1
            if is_noun and verb is not None and side.role in {"", "agent"}:
                return [Side(start, verb, Party(name=self.doc.text(start, verb)))]
        return []

    def _is_noun(self, start: int, end: int) -> bool:
        return all(
            self.doc.tokens[i].is_word and self.scene.covered_by(i) is None and not self.doc.any_of(i, _NO_GROUP)
            for i in range(start, end)
        )

    def _capitals(self, sentence: Sentence, found: list[Side]) -> list[Side]:
        """ "Athens has concluded a deal with Italy": a town that acts is its state, directly before its verb."""
        doc, known = self.doc, {side.key for side in found}
        told = []
        for match in doc.phrases(self._behind_dateline(sentence), sentence.end, "city"):
            opens = (
                match.start == sentence.start or doc.any_of(match.start - 1, _CLAUSE) or doc.is_(match.start - 1, ",")
            )
            acts = any(doc.any_of(i, _WILL_ACT) for i in range(match.end, min(sentence.end, match.end + MAX_TO_VERB)))
            if opens and acts and doc.tokens[match.end].is_word and match.values["city"] not in known:
                told.append(Side(match.start, match.end, Party(country=match.values["city"])))
        return told

    def _seats(self, sentence: Sentence) -> list[Side]:
        """ "Bamako and Niamey signed", "the cities of Lyon and Turin agreed": two towns that act, before their verb."""
        doc = self.doc
        for at in range(self._behind_dateline(sentence) + 1, sentence.end - 1):
            if not doc.has(at, "and") or not (doc.has(at - 1, "city") and doc.has(at + 1, "city")):
                continue
            towns = [m for m in (doc.matches[at - 1], doc.matches[at + 1]) if m is not None]
            acts = any(
                doc.any_of(i, _SEATS_DO) for i in range(towns[-1].end, min(sentence.end, towns[-1].end + MAX_TO_ACT))
            )
            if acts and not (towns[0].start > sentence.start and doc.any_of(towns[0].start - 1, _LEADS)):
                return [Side(m.start, m.end, Party(country=m.values["city"])) for m in towns]
        return []

    def _behind_dateline(self, sentence: Sentence) -> int:
        """Where what a sentence tells begins: the place of "DOHA, Qatar (AP) - ..." is no side."""
        told = self.scene.dateline
        if told is None or told[0] != sentence.index:
            return sentence.start
        head = range(told[1].end, min(sentence.end, told[1].end + MAX_DATELINE))
        return next((i + 1 for i in head if self.doc.tokens[i].text in DATELINE_ENDS), sentence.start)

    def _inside(self, sentence: Sentence, mention: Mention) -> list[Side]:
        """ "the ambassadors of A, B and C": each state that a noun of several people names."""
        role = self._role(sentence, mention.start)
        states = [(i, self._named(i)) for i in range(mention.start, mention.end) if self.doc.any_of(i, _STATES)]
        return [Side(i, i + 1, party, role) for i, party in states if party is not None]

    def _acts(self, sentence: Sentence, side: Side, found: list[Side]) -> bool:
        """Whether a body is more than named: its verb follows, "with" leads to it, or a side stands beside it."""
        if side.role in {"with", "agent"}:
            return True
        if any(self.doc.any_of(i, _ACTS) for i in range(side.end, min(sentence.end, side.end + MAX_TO_VERB))):
            return True
        at = found.index(side)
        beside = [(found[at - 1], side)] if at else []
        beside += [(side, found[at + 1])] if at + 1 < len(found) else []
        return any(second.start - first.end <= MAX_TO_VERB and self.joined(first, second) for first, second in beside)

    def _of_mention(self, mention: Mention) -> Party | None:
        code = self.scene.country_of(mention)
        if code is not None:
            return Party(country=code)
        body = next(iter(self.doc.phrases(mention.start, mention.end, "international")), None)
        if body is not None:
            return Party(name=self.doc.text(body.start, body.end))
        person = self.scene.people.get(mention.ref or "")
        told = person.mentions[:MAX_READ] if person is not None and person.is_international else [mention]
        posts = (p for m in told for p in m.posts if p.international and p.head_end < p.end)
        post = next(posts, None)
        return self._body_of(post) if post is not None else None

    def _body_of(self, post: Post) -> Party:
        """ "Director General of the World Intellectual Property Organization": the body without its articles."""
        start = post.head_end
        while start < post.end and self.doc.any_of(start, _SMALL):
            start += 1
        return Party(name=self.doc.text(start, post.end))

    def _named(self, at: int) -> Party | None:
        """A state, its adjective, or an international body that begins at a token."""
        code = self.doc.state_at(at)
        if code is not None:
            return Party(country=code)
        match = self.doc.matches[at]
        if match is not None and "international" in match:
            return Party(name=self.doc.text(match.start, match.end))
        return None

    def _company(self, at: int, state: Party, limit: int) -> tuple[int, Party]:
        """ "la brasilera Petrobras", "the Russian Gazprom": capitals that no list knows behind a state's adjective."""
        end = at
        while end < limit and end - at < MAX_COMPANY and self._is_name_word(end) and self._may_be_company(end):
            end += 1
        first = self.doc.phrase_start(at - 1)
        # not "Bureau of Indian Standards"
        is_free = first == 0 or not self.doc.has(first - 1, "joiner")
        is_adjective = is_free and self.doc.has(at - 1, "demonym") and not self.doc.language.nouns_capitalised
        acts = self.doc.has(end, "and") or any(self.doc.any_of(i, _ACTS) for i in (end, end + 1))
        if not is_adjective or end == at or not (acts or self.doc.has(end, "with")):
            return at, state
        return end, Party(country=state.country, name=self.doc.text(at, end))

    def _body_of_state(self, sentence: Sentence, at: int, end: int, state: Party) -> tuple[int, Party]:
        """ "the Bahrain Chamber and Uruguay XXI signed", "el Ministerio de Salud de Chile firmó": a body whose name
        holds its state, in a sentence of signing.
        """
        is_tied = any(self.doc.is_(i, "-") for i in (at - 1, end - 1, end))
        if is_tied or not self.doc.phrases(sentence.start, sentence.end, "sign_verb"):
            return end, state
        first, last = at, end
        while last < sentence.end and last - end < MAX_BODY and self._is_of_body(last):
            last += 1
        is_led = not self.doc.language.nouns_capitalised
        while is_led and first > sentence.start and at - first < MAX_BODY and self._is_of_body(first - 1):
            first -= 1
        while first < at and (not self.doc.tokens[first].is_capital or self.doc.any_of(first, _SMALL)):
            first += 1
        while last > end and not self.doc.tokens[last - 1].is_capital:
            last -= 1
        inside = [i for i in (*range(first, at), *range(end, last)) if self.doc.tokens[i].is_capital]
        if not any(self.doc.has(i, "body") or self.doc.matches[i] is None for i in inside):
            return end, state
        is_owned = first == at and last > end + 1 and self.doc.has(end, "genitive")
        return last, Party(country=state.country, name=self.doc.text(end + 1 if is_owned else first, last))

    def _is_of_body(self, at: int) -> bool:
        """A capital that is nobody's, or a small word of joining inside a name."""
        token = self.doc.tokens[at]
        if self.scene.covered_by(at) is not None or token.line_before:
            return False
        if self.doc.has(at, "genitive"):
            # "the Vietnam People's Army"
            return token.text != ","
        if not token.is_word or self.doc.any_of(at, _NOT_OF_BODY):
            return False
        return token.is_capital or (self.doc.any_of(at, _SMALL) and not self.doc.has(at, "and"))

    def _may_be_company(self, at: int) -> bool:
        match = self.doc.matches[at]
        return match is None or match.values.keys() <= {"not_name"}

    def _group(self, found: list[Side], at: int, limit: int) -> tuple[int, Party | None]:
        """ "X and the FARC": capitals that no list knows, directly joined to a side or behind "with"."""
        doc, end = self.doc, at
        while end < limit and end - at < MAX_GROUP_WORDS and (self._is_name_word(end) or self._goes_on(at, end)):
            end += 1
        acts = any(doc.any_of(i, _ACTS) for i in (end, end + 1))
        is_name = end - at > 2 or (end > at and any(self._is_short_form(i) for i in range(at, end)))
        before = at - 1
        while doc.has(before, "article"):
            before -= 1
        # "X and the Taliban signed", "signed a memorandum with Airbus"
        is_partner = doc.has(before, "with") and any(
            doc.has(i, "sign_verb") for i in range(max(at - MAX_BETWEEN, 0), at)
        )
        if doc.language.nouns_capitalised:
            # any noun could stand there
            acts, is_partner = acts and doc.has(at, "not_name"), False
        if doc.has(end, "joiner") and doc.any_of(end + 1, _STATES):
            # "with Airbus of France"
            is_partner = False
        if end - at > 1 and known_share(tuple(doc.tokens[i].fold for i in range(at, end))) == 1:
            # "X and Yusuf Idris signed": the name of somebody
            acts = False
        if end == at or not (is_name or acts or is_partner):
            return at + 1, None
        if doc.is_(at - 1, "("):
            # the short form of what stands before it
            return end, None
        is_joined = doc.has(before, "and") and found and before - found[-1].end <= 1
        return end, Party(name=doc.text(at, end)) if is_joined or doc.has(before, "with") else None

    def _is_name_word(self, at: int) -> bool:
        token = self.doc.tokens[at]
        if self.doc.has(at, "genitive") or token.text in {"'", "’", "s"}:
            return not token.space_before and token.text != ","
        return token.is_word and token.is_capital and self.scene.covered_by(at) is None

    def _goes_on(self, start: int, at: int) -> bool:
        """ "Liberation Tigers of Tamil Eelam": a small word between capitals of one name."""
        following = at + 1 if at + 1 < len(self.doc.tokens) else at
        is_small = self.doc.has(at, "joiner") and not self.doc.tokens[at].is_capital
        if self.doc.language.nouns_capitalised:
            return False
        return at > start and is_small and self._is_name_word(following) and not self.doc.any_of(following, _STATES)

    def _is_short_form(self, at: int) -> bool:
        text = self.doc.tokens[at].text
        return len(text) > 1 and sum(c.isupper() or c.isdigit() for c in text) > 1

    def _role(self, sentence: Sentence, start: int) -> str:
        """What governs a side: the first preposition of weight on its left, before a verb or another side."""
        doc = self.doc
        for at in range(start - 1, max(sentence.start, start - MAX_TO_GOVERNOR) - 1, -1):
            if not doc.tokens[at].is_word or doc.any_of(at, _STOPS):
                return "broker" if doc.has(at, "broker") else ""
            for role in ("broker", "with", "location", "agent"):
                if doc.has(at, role):
                    return role
        return ""

    def chain(self, sides: list[Side], at: int) -> list[Side]:
        """The side at a position with those coordinated before it: "A, B and C"."""
        group = [sides[at]]
        while at > 0 and self.joined(sides[at - 1], sides[at]):
            at -= 1
            group.insert(0, sides[at])
        return group

    def joined(self, first: Side, second: Side) -> bool:
        """Whether an "and" or a comma alone stands between two sides, or both are the same one."""
        between = range(first.end, second.start)
        if len(between) > MAX_BETWEEN or any(self.doc.any_of(i, _BREAKS) for i in between):
            return False
        return first.key == second.key or any(self.doc.has(i, "and") or self.doc.is_(i, ",") for i in between)


def _start(side: Side) -> int:
    return side.start
