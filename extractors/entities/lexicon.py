"""The word lists of one language, compiled for one pass over the tokens of a text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from extractors.entities.categories import categories, compound_endings
from extractors.entities.fold import fold
from extractors.entities.gazetteer import load_terms
from extractors.entities.gendered_words import gendered_forms
from extractors.entities.tokens import Token, tokenize
from extractors.languages import expand, load_language, respell
from extractors.languages.schema import LanguageFile

# particles before a family's seat: "von und zu"
SEATED = 3
MAX_PHRASE_TOKENS = 16
MAX_INFLECTION = 4
MIN_COMPOUND = 6
SPLIT = "..."
_PLACES = frozenset({"country", "city"})
_OF_OFFICE = frozenset({"post", "portfolio", "body"})
_TIMES = frozenset({"past_reference", "future", "cancelled"})
_VERBS = frozenset({"visit_verb", "meet_verb", "destination"})
_OCCASIONS = frozenset({"visit_noun", "meet_noun", "on_visit"})
_SMALL_WORDS = frozenset({"possessives", "article", "function", "destination", "location"})


@dataclass(slots=True)
class Match:
    """A phrase of the word lists over tokens `start` to `end` (exclusive), with a value for each category."""

    start: int
    end: int
    values: dict[str, Any]

    def __contains__(self, category: str) -> bool:
        return category in self.values

    def any_of(self, categories: frozenset[str]) -> bool:
        return not categories.isdisjoint(self.values)


@dataclass(slots=True)
class _Node:
    children: dict[str, _Node] = field(default_factory=dict)
    entries: list[tuple[str, Any, str]] = field(default_factory=list)


class Lexicon:
    """All phrases of a language file and of the country terms, found longest first, left to right."""

    def __init__(self, language: LanguageFile) -> None:
        self.language = language
        self._by_lower = _Node()
        self._by_fold = _Node()
        self._stems: dict[str, tuple[str, Any]] = {}
        self._endings = compound_endings(language)
        self.small_words = _small_words(language)
        self.noun_endings = tuple(language.names.noun_endings)
        self.gendered_posts = gendered_forms(_post_words(language), language.posts.feminine_endings)
        self.sole_offices = _sole_offices(language, self.small_words)
        self.sign_forms = frozenset(
            form.lower() for verbs in language.agreements.signed for term in verbs.terms for form in expand(term)
        )
        # "geleitet von" without its preposition
        self.leading_participles = frozenset(
            phrase.split()[0].lower() for phrase in _phrases_of(language.bodies.leaders) if len(phrase.split()) == 2
        )
        self.visit_ends = _phrases_of(language.visits.ends)
        self.lengths = {
            phrase.lower(): days
            for days, terms in language.dates.lengths.items()
            for term in terms
            for phrase in expand(term)
        }
        # the folded words of "Federal Republic", "Kingdom"
        self.state_words = frozenset(
            t.fold for phrase in _phrases_of(language.visits.state_forms) for t in tokenize(phrase) if t.is_word
        )
        self.visit_words = frozenset(word for word in _phrases_of(language.visits.nouns) if " " not in word)
        self.conditions = _phrases_of(language.visits.conditions)
        self.visit_begins = _phrases_of(language.visits.begins)
        self.visit_ended = _phrases_of(language.visits.ended)
        self.visit_begun = _phrases_of(language.visits.begun)
        self.one_of, self.named_as = _phrases_of(language.agreements.one_of), _phrases_of(language.agreements.named_as)
        for category, value, terms in categories(language):
            for term in terms:
                for phrase in expand(term):
                    self.add(category, phrase, value)
                    bare = _without_accent(phrase) if language.places_need_of and category in _OF_OFFICE else None
                    if bare is not None:
                        self.add(category, bare, value)
        self._share_visit_nouns()
        self._share_purposes()
        self._share_arrivals()
        for category, term, code in load_terms(language.iso):
            self._add_country_term(category, term, code)

    def add(self, category: str, phrase: str, value: Any = None, *, folded: bool = False) -> None:
        """Adds one phrase; a first capital or all capitals in it must then be there in the text too."""
        if SPLIT in phrase:
            first, _, last = phrase.partition(SPLIT)
            category, value, phrase = "split", (category, value, tuple(t.lower for t in tokenize(last))), first
        tokens = tokenize(phrase)
        if not tokens:
            return
        root = self._by_fold if folded else self._by_lower
        for token in tokens:
            root = root.children.setdefault(token.fold if folded else token.lower, _Node())
        case = "upper" if _is_acronym(phrase) else "capital" if tokens[0].is_capital else ""
        if case == "capital" and category in _PLACES and len(tokens) == 2 and tokens[0].lower in self.language.articles:
            # "La réunion" is no island
            case = "named"
        root.entries.append((category, value, case))

    def match(self, tokens: list[Token]) -> list[Match | None]:
        """For each token the phrase that covers it, or None."""
        covered: list[Match | None] = [None] * len(tokens)
        at = 0
        while at < len(tokens):
            found = self._before_place(tokens, self._longest(tokens, at))
            found = self._without_side(tokens, self._outside_names(tokens, found))
            found = self._beside_noun(tokens, found)
            if found is None or self._ends_name(tokens, covered, found):
                at += 1
                continue
            for index in range(found.start, found.end):
                covered[index] = found
            at = found.end
        return covered

    def _ends_name(self, tokens: list[Token], covered: list[Match | None], found: Match) -> bool:
        """ "Trương Tấn Sang thăm": where all parts of a name have capitals, a verb's letters behind one end it."""
        at = found.start
        if self.language.names.order != "family_first" or at == 0 or not found.any_of(_VERBS):
            return False
        token, before = tokens[at], tokens[at - 1]
        if token.text.isupper() and before.text.isupper() and found.end - at > 1:
            # "TRƯƠNG TẤN SANG HỘI ĐÀM": of a line in capitals only one syllable more may be the name's
            return False
        is_behind = before.is_word and before.is_capital and covered[at - 1] is None and not token.line_before
        return token.is_capital and is_behind

    def _before_place(self, tokens: list[Token], found: Match | None) -> Match | None:
        """ "à La Havane", "in Den Haag": an article with a capital is the place's, not the preposition's."""
        if found is None or found.end - found.start < 2 or not tokens[found.end - 1].is_capital:
            return found
        place = None if tokens[found.start].is_capital else self._longest(tokens, found.end - 1)
        if place is None or place.end <= found.end or not place.any_of(frozenset({"city", "country"})):
            return found
        return self._longest(tokens, found.start, found.end - 1)

    def _without_side(self, tokens: list[Token], found: Match | None) -> Match | None:
        """ "les présidents X et Y": words for both sides of talks are a post before names or an "of"."""
        if found is None or found.end - found.start < 2 or "sides" not in found.values:
            return found
        post, after = self._longest(tokens, found.end - 1, found.end), found.end
        if post is None or "post" not in post.values or after >= len(tokens):
            return found
        following = self._longest(tokens, after)
        is_joined = following is not None and "joiner" in following.values
        leads_on = (tokens[after].is_capital and following is None) or is_joined
        return self._longest(tokens, found.start, found.end - 1) if leads_on else found

    def _beside_noun(self, tokens: list[Token], found: Match | None) -> Match | None:
        """ "lors de sa récente visite", "visita anterior": what says when hides no noun that tells what was."""
        if found is None or found.end - found.start < 2 or not found.any_of(_TIMES) or found.any_of(_OCCASIONS):
            return found
        for at in range(found.start, found.end):
            noun = self._longest(tokens, at, found.end)
            if noun is None or not noun.any_of(_OCCASIONS):
                continue
            if at == found.start:
                return Match(at, noun.end, found.values | noun.values)
            words = [word for i in range(found.start, at) if (word := self._longest(tokens, i, i + 1)) is not None]
            hidden = {kind: None for word in words for kind in word.values if kind in _SMALL_WORDS}
            return Match(found.start, at, hidden | found.values)
        return found

    def _outside_names(self, tokens: list[Token], found: Match | None) -> Match | None:
        """ "Ursula von der Leyen" beside "von der Ministerin": particles of two words belong to a name only."""
        if found is None or found.end - found.start < 2 or found.values.keys() != {"particle"}:
            return found
        if tokens[found.start].is_capital:
            return found
        after = found.end
        # "von und zu Liechtenstein": so many before a place lead to a family's seat
        is_long = after - found.start >= SEATED
        is_capital = after < len(tokens) and tokens[after].is_capital
        is_name = is_capital and (is_long or self._longest(tokens, after) is None)
        return found if is_name else self._longest(tokens, found.start, found.start + 1)

    def _longest(self, tokens: list[Token], at: int, stop: int | None = None) -> Match | None:
        best: Match | None = None
        splits: list[Any] = []
        end = len(tokens) if stop is None else stop
        for root, folded in ((self._by_lower, False), (self._by_fold, True)):
            node, index = root, at
            while index < end and index - at < MAX_PHRASE_TOKENS:
                token = tokens[index]
                if index > at and token.line_before:
                    break
                following = node.children.get(token.fold if folded else token.lower)
                if following is None:
                    break
                node, index = following, index + 1
                values = _values(node, tokens, at, index)
                splits += values.get("split", [])
                if values and (best is None or index > best.end):
                    best = Match(at, index, values)
                elif values and best is not None and index == best.end:
                    best.values.update(values)
        if best is None:
            return self._compound(tokens[at], best)
        if splits:
            # "kommt am": a longer phrase hides no verb whose second part may follow
            best.values["split"] = splits
        return best

    def _compound(self, token: Token, best: Match | None) -> Match | None:
        for cut in range(MAX_INFLECTION + 1):
            stem = self._stems.get(token.fold[: len(token.fold) - cut])
            if stem is not None and token.is_word and (not stem[1][1] or token.is_capital):
                return Match(token.index, token.index + 1, {stem[0]: stem[1][0]})
        if token.is_capital and len(token.text) > MIN_COMPOUND:
            for category, value, ends in self._endings:
                if token.lower.endswith(ends):
                    return Match(token.index, token.index + 1, {category: value})
        return best

    def _add_country_term(self, category: str, term: str, code: str) -> None:
        stem = tokenize(term.removesuffix("*"))
        if term.endswith("*") and len(stem) == 1:
            self._stems[stem[0].fold] = (category, (code, term[0].isupper()))
            return
        term = term.removesuffix("*")
        spellings = dict.fromkeys((term, respell(term, self.language.respelled)))
        for spelling in (s for one in spellings for s in _with_and_without_hyphens(one)):
            self.add(category, spelling, code, folded=not self.language.keep_diacritics)

    def _share_visit_nouns(self) -> None:
        """ "state visit" tells a level and is a visit: a level's phrase that holds a visit word is one too."""
        visits = self.language.visits
        nouns = {noun.lower() for term in visits.nouns for noun in expand(term)}
        verbs = {
            verb.lower(): movement for movement in visits.verbs for term in movement.terms for verb in expand(term)
        }
        words_of_level = {w.lower(): level for level, terms in visits.levels.items() for t in terms for w in expand(t)}
        for phrase in (p for term in visits.on_visit for p in expand(term)):
            inner = _inner_phrases(phrase)
            for words in sorted(inner & words_of_level.keys(), key=len):
                self.add("level", phrase, words_of_level[words])
        for level, terms in visits.levels.items():
            for phrase in (p for term in terms for p in expand(term)):
                inner = _inner_phrases(phrase)
                if inner & nouns:
                    self.add("visit_noun", phrase, level)
                for verb in sorted(inner & verbs.keys()):
                    self.add("visit_verb", phrase, verbs[verb])

    def _share_arrivals(self) -> None:
        """ "gelandet war" tells an arrival as "gelandet" does: a phrase of a verb that holds a word of arriving."""
        visits = self.language.visits
        words = {word.lower() for term in visits.arrivals for word in expand(term)}
        for phrase in (p for movement in visits.verbs for term in movement.terms for p in expand(term)):
            if " " in phrase and " ... " not in phrase and _inner_phrases(phrase) & words:
                self.add("arrival", phrase)

    def _share_purposes(self) -> None:
        """ "para reunirse" tells a purpose and is a meeting: a purpose that ends in a verb of meeting is one too."""
        verbs = {
            verb.lower(): group
            for group in self.language.meetings.verbs
            if group.tense in {"base", "present"}
            for term in group.terms
            for verb in expand(term)
        }
        for phrase in (p for term in self.language.visits.purpose for p in expand(term)):
            words = phrase.lower().split()
            tail = next((t for i in range(1, len(words)) if (t := " ".join(words[i:])) in verbs), None)
            if tail is not None:
                self.add("meet_verb", phrase, verbs[tail])


def _phrases_of(terms: Iterable[str]) -> frozenset[str]:
    """The phrases of a list, in small letters, for what is looked for in the text itself."""
    return frozenset(phrase.lower() for term in terms for phrase in expand(term))


def _post_words(language: LanguageFile) -> set[str]:
    """The nouns of posts of one word, and the words for counterparts, in small letters."""
    posts = language.posts
    own = {phrase for phrase in _phrases_of((*posts.heads, *posts.resident, *posts.generic)) if " " not in phrase}
    return own.union(*(phrase.split() for phrase in _phrases_of(posts.counterparts)))


def _small_words(language: LanguageFile) -> frozenset[str]:
    """The folded words of articles and of what joins a post to its body."""
    return frozenset(t.fold for term in (*language.joiners, *language.articles) for t in tokenize(term) if t.is_word)


def _sole_offices(language: LanguageFile, small: frozenset[str]) -> dict[str, str]:
    """The offices that one person holds at a time, by the folded words of a post without small words."""
    return {
        " ".join(t.fold for t in tokenize(phrase) if t.is_word and t.fold not in small): office
        for office, terms in language.posts.sole.items()
        for term in terms
        for phrase in expand(term)
    }


def _with_and_without_hyphens(term: str) -> list[str]:
    """ "New York", "New-York": papers write places of two words either way."""
    spaced, joined = term.replace("-", " "), "-".join(term.replace("-", " ").split())
    return list(dict.fromkeys((term, spaced, joined))) if term.count(" ") + term.count("-") == 1 else [term]


def _without_accent(phrase: str) -> str | None:
    """ "Education nationale", "Economie": capitals often lose their accents in print; None where the first has none."""
    first = fold(phrase[:1])
    return first.upper() + phrase[1:] if first and first != phrase[0].lower() else None


def _inner_phrases(phrase: str) -> set[str]:
    words = phrase.lower().split()
    return {" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1)}


def _values(node: _Node, tokens: list[Token], start: int, end: int) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for category, value, case in node.entries:
        if _case_fits(case, tokens, start, end):
            if category == "split":
                values.setdefault(category, []).append(value)
            else:
                values[category] = value
    return values


def _is_acronym(phrase: str) -> bool:
    letters = [c for c in phrase if c.isalpha()]
    return len(letters) <= 6 and "".join(letters).isupper()


def _case_fits(case: str, tokens: list[Token], start: int, end: int) -> bool:
    if case == "upper":
        return all(t.text.isupper() for t in tokens[start:end] if t.is_word)
    return not case or (tokens[start].is_capital and (case != "named" or tokens[end - 1].is_capital))


@cache
def load_lexicon(iso: str) -> Lexicon:
    """The compiled lexicon of a language, made once a process."""
    return Lexicon(load_language(iso))
