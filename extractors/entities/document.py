"""One article made ready for reading: tokens, phrases of the word lists, sentences."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from extractors.claims import Article, Span
from extractors.entities.gazetteer import shared_cities
from extractors.entities.lexicon import Lexicon, Match
from extractors.entities.tokens import Token, split_sentences, tokenize
from extractors.languages.schema import LanguageFile

# Categories whose words are in small letters, but at the beginning of a sentence.
_EVERYDAY = frozenset({"coming", "sends", "speaking", "stay_reason", "office_body", "drafts", "attended_by"})
_NO_NAMES = frozenset({"post", "rank", "demonym", "country", "function"})
_EVERYDAY_OR_SMALL = _EVERYDAY | {"function"}


@dataclass(slots=True)
class Document:
    """Tokens of an article with what the word lists say of them.

    Attributes:
        matches: for each token the phrase that covers it, or None.
        sentences: half-open token ranges.
        sentence_of: for each token the index of its sentence.
        acronyms: short forms that the article itself explains, with their country ("(VPA)" -> "VN").
        full_names: the same short forms with the name that they stand for.
        post_acronyms: short forms of posts with the token of the bracket that explains them ("(CEMA)").
    """

    article: Article
    lexicon: Lexicon
    tokens: list[Token]
    matches: list[Match | None]
    sentences: list[tuple[int, int]]
    sentence_of: list[int]
    acronyms: dict[str, str] = field(default_factory=dict)
    full_names: dict[str, str] = field(default_factory=dict)
    post_acronyms: dict[str, int] = field(default_factory=dict)
    _counts: Counter[str] | None = None
    _by_category: dict[str, tuple[list[int], list[Match]]] | None = None
    _name_ends: dict[str, list[int]] | None = None

    @property
    def language(self) -> LanguageFile:
        return self.lexicon.language

    def has(self, index: int, category: str) -> bool:
        """Whether a phrase of this category covers the token."""
        if not 0 <= index < len(self.tokens):
            return False
        match = self.matches[index]
        return match is not None and category in match.values

    def any_of(self, index: int, categories: frozenset[str]) -> bool:
        if not 0 <= index < len(self.tokens):
            return False
        match = self.matches[index]
        return match is not None and not categories.isdisjoint(match.values)

    def value(self, index: int, category: str) -> Any:
        match = self.matches[index]
        return None if match is None else match.values.get(category)

    def state_at(self, index: int) -> str | None:
        """The country that a token names by name or nationality: its ISO code, or None."""
        code: str | None = self.value(index, "country") or self.value(index, "demonym")
        return code

    def text(self, start: int, end: int) -> str:
        """The article's text from token `start` to token `end` (exclusive), white space made single."""
        if start >= end:
            return ""
        return " ".join(self.article.text[self.tokens[start].start : self.tokens[end - 1].end].split())

    def span(self, start: int, end: int) -> Span:
        """The exact span from token `start` to token `end` (exclusive)."""
        first, last = self.tokens[start].start, self.tokens[end - 1].end
        return Span(first, last, self.article.text[first:last])

    def sentence_span(self, index: int) -> Span:
        return self.span(*self.sentences[index])

    def country_counts(self) -> Counter[str]:
        """How often each country is named, by name, inhabitants, seat of government or city; counted once."""
        if self._counts is None:
            found = {id(m): m for m in self.matches if m is not None}
            kinds = ("country", "demonym", "metonym", "city")
            shared = {i for i, m in found.items() if "city" in m.values and self.folded(m) in shared_cities()}
            told = (m for i, m in found.items() if i not in shared)
            codes = (next((m.values[k] for k in kinds if k in m.values), None) for m in told)
            counts = Counter(code for code in codes if code)
            # "Santiago" is Chile's only where the article names Chile
            counts.update([code for i in shared if counts[code := found[i].values["city"]]])
            self._counts = counts
        return self._counts

    def folded(self, match: Match) -> str:
        return " ".join(token.fold for token in self.tokens[match.start : match.end])

    def forget(self, start: int, end: int, category: str) -> None:
        """Takes back what the word lists say of the tokens of a range where it is of this category."""
        for index in range(start, end):
            if self.has(index, category):
                self.matches[index] = None
                self._counts, self._by_category = None, None

    def assign(self, match: Match) -> None:
        """Reads the tokens of a phrase as what the article says of them."""
        for index in range(match.start, match.end):
            self.matches[index] = match
        self._counts, self._by_category = None, None

    def is_(self, index: int, mark: str) -> bool:
        """Whether the token is exactly this mark or word."""
        return 0 <= index < len(self.tokens) and self.tokens[index].text == mark

    def opens_line(self, index: int) -> bool:
        """Whether the token is the first one of its line."""
        return index == 0 or self.tokens[index].line_before

    def phrase_start(self, at: int) -> int:
        """The first token of the phrase that covers this token; the token itself where none does."""
        match = self.matches[at]
        return at if match is None else match.start

    def phrase_end(self, at: int) -> int:
        """The token after the phrase that covers this token; the next one where none does."""
        match = self.matches[at]
        return at + 1 if match is None else match.end

    def phrases(self, start: int, end: int, category: str) -> list[Match]:
        """Phrases of a category that begin in a token range, in order."""
        index = self._by_category if self._by_category is not None else self._phrase_index()
        found = index.get(category)
        if found is None:
            return []
        starts, matches = found
        return matches[bisect_left(starts, start) : bisect_left(starts, end)]

    def name_ends(self) -> dict[str, list[int]]:
        """For each folded word the tokens where it stands behind another capital that may be a name's, made once."""
        if self._name_ends is None:
            self._name_ends = {}
            for token in self.tokens[1:]:
                before = self.tokens[token.index - 1]
                is_behind = token.is_capital and before.is_capital and not token.line_before
                if is_behind and not self.any_of(before.index, _NO_NAMES):
                    self._name_ends.setdefault(token.fold, []).append(token.index)
        return self._name_ends

    def _phrase_index(self) -> dict[str, tuple[list[int], list[Match]]]:
        """For each category the starts of its phrases and the phrases, made at the first question."""
        if self._by_category is None:
            self._by_category = {}
            for at, match in enumerate(self.matches):
                for category in match.values if match is not None and match.start == at else ():
                    starts, matches = self._by_category.setdefault(category, ([], []))
                    starts.append(at)
                    matches.append(match)  # type: ignore[arg-type]  # the loop is empty for None
        return self._by_category


def _join_split_verbs(
    tokens: list[Token], matches: list[Match | None], sentences: list[tuple[int, int]], closers: frozenset[str]
) -> None:
    """ "traf am Sonntag in Quito ein": a verb in two parts counts where its second part closes the clause."""
    for start, end in sentences:
        for at in range(start, end):
            match = matches[at]
            if match is None or match.start != at or "split" not in match.values:
                continue
            for category, value, rest in match.values["split"]:
                closing = _closing(tokens, match.end, end, rest, closers)
                if closing is not None:
                    match.values.setdefault(category, value)
                    last = matches[closing]
                    if category == "meet_verb" and last is not None:
                        # "führt am Montag Gespräche": the noun is told by its verb
                        last.values.pop("meet_noun", None)
                    if category != "visit_verb":
                        # "kommt am Montag in Wien mit X zusammen" is no journey
                        match.values.pop("visit_verb", None)


def _forget_capitals(tokens: list[Token], matches: list[Match | None], sentences: list[tuple[int, int]]) -> None:
    """ "Đại tướng Cử", "Ira Magaziner": everyday words with a capital inside a sentence are names."""
    starts = {start for start, _ in sentences}
    for token in tokens:
        match = matches[token.index]
        if match is None or not token.is_capital or token.index in starts:
            continue
        if match.any_of(_EVERYDAY) and match.values.keys() <= _EVERYDAY_OR_SMALL:
            matches[token.index] = None


def _closers(language: LanguageFile) -> frozenset[str]:
    """Words behind a clause; where the verb does not stand last, a place or day may follow: "được X tiếp tại Hà Nội".

    None where adjectives stand behind: there what belongs to the verb follows, "ha dado hoy la bienvenida a X".
    """
    if not (language.verb_second or language.modifiers_before_posts or language.names.order == "family_first"):
        return frozenset()
    places = () if language.verb_second else (*language.visits.location, *language.dates.fillers)
    # "führt am Donnerstag Gespräche mit X"
    return frozenset({"und", "and", "oder", "um", *places, *language.meetings.with_})


def _closing(tokens: list[Token], start: int, end: int, rest: tuple[str, ...], closers: frozenset[str]) -> int | None:
    """Where the second part of a verb closes the clause, or None."""
    for at in range(start, end - len(rest) + 1):
        if all(tokens[at + k].lower == word for k, word in enumerate(rest)):
            after = at + len(rest)
            is_closed = after >= end or not tokens[after].is_word or not closers or tokens[after].lower in closers
            return at if is_closed else None
    return None


def _part_possessives(lexicon: Lexicon, tokens: list[Token], matches: list[Match | None]) -> None:
    """ "chuyến thăm của ông Rabuka": "of him" is "of Mr" before a name that no list knows."""
    for at, match in enumerate(matches[:-1]):
        is_last = match is not None and "possessives" in match.values and match.end == at + 1 < len(tokens)
        if match is None or not is_last or match.end - match.start < 2 or matches[at + 1] is not None:
            continue
        following = tokens[at + 1]
        if following.is_word and following.is_capital and not following.line_before:
            for index in range(match.start, match.end):
                found = lexicon.match(tokens[index : index + 1])[0]
                matches[index] = Match(index, index + 1, found.values) if found is not None else None


def read_document(article: Article, lexicon: Lexicon) -> Document:
    """Tokenises an article and finds phrases and sentences in it."""
    tokens = tokenize(article.text)
    matches = lexicon.match(tokens)
    inside = [m is not None and m.end > i + 1 for i, m in enumerate(matches)]
    sentences = split_sentences(tokens, frozenset(a.lower() for a in lexicon.language.abbreviations), inside)
    _part_possessives(lexicon, tokens, matches)
    if not lexicon.language.nouns_capitalised:
        _forget_capitals(tokens, matches, sentences)
    _join_split_verbs(tokens, matches, sentences, _closers(lexicon.language))
    sentence_of = [number for number, (start, end) in enumerate(sentences) for _ in range(start, end)]
    return Document(article, lexicon, tokens, matches, sentences, sentence_of)
