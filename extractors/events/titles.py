"""Titles of instruments: from the words that belong to the noun on its left to where its complement ends."""

from __future__ import annotations

from extractors.entities.lexicon import Match
from extractors.events.scene import Scene, Sentence

MAX_COMPLEMENT = 30
MIN_STEM = 5
MAX_LEAD = 4
_SMALL = frozenset({"joiner", "article", "indefinite", "particle", "function"})
_TITLE_WORDS = frozenset(
    {
        "modifier",
        "portfolio",
        "body",
        "demonym",
        "country",
        "instrument",
        "level",
        "not_name",
        "areas",
        "international",
        "matters",
    }
)
_PLACES = frozenset({"country", "city"})
_NOUNS = frozenset({"not_name", "country"})
_CLOSERS = frozenset(
    {
        "sign_verb",
        "reporting",
        "agree_verb",
        "meet_verb",
        "visit_verb",
        "title_ends",
        "broker",
        "in_force",
        "expired",
        "renewed",
        "held",
        "relatives",
    }
)


class Titles:
    """Finds where the title of an instrument begins and ends."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.doc = scene.doc
        # words that lead from the name of a paper to its matter: "on", "concerning"
        self.openers = frozenset(
            term.split()[0].lower() for term in self.doc.language.agreements.title_openers if " " not in term
        ) - frozenset(self.doc.language.joiners)
        agreements = self.doc.language.agreements
        # the first words of what a paper is about: "on", "sur", "in the field of"
        self.complement_words = frozenset(
            term.split()[0].lower() for term in (*agreements.area_openers, *agreements.title_openers)
        )

    def range(self, sentence: Sentence, match: Match) -> tuple[int, int]:
        """The tokens of an instrument's title, its complement included."""
        doc = self.doc
        start = match.start
        while start > sentence.start and self._belongs_left(start - 1):
            start -= 1
        end = match.end
        limit = min(sentence.end, end + MAX_COMPLEMENT)
        if (
            end < limit
            and not self._tells_where(end)
            and (
                doc.has(end, "joiner")
                or doc.tokens[end - 1].lower in doc.language.joiners
                or doc.has(end, "between")
                or doc.is_(end, "(")
                or doc.any_of(end, _TITLE_WORDS)
                or doc.tokens[end].lower in self.complement_words
            )
        ):
            while end < limit and not self.closes(end):
                end += 1
        end = min([end, *(date.start for date in sentence.dates if date.start >= match.end and date.last is None)])
        while end > match.end and self._hangs(end - 1):
            end -= 1
        return start, end

    def _tells_where(self, at: int) -> bool:
        """ "sign twenty memorandums in Rabat": the place is that of the signing."""
        return self.doc.has(at, "location") and self.doc.has(at + 1, "city")

    def tells_more(self, start: int, end: int, match: Match) -> bool:
        """Whether a title says more than the kind of paper: not "the new treaty"."""
        around = (*range(start, match.start), *range(match.end, end))
        return any(not self.doc.any_of(i, frozenset({"plain", "article"})) for i in around)

    def is_compound(self, match: Match) -> bool:
        """ "Sozialversicherungsabkommen": a word that tells what about and ends with the kind of paper."""
        word = self.doc.tokens[match.end - 1].lower
        ends = (end for ends in self.doc.language.agreements.endings.values() for end in ends)
        return any(word.endswith(end) and len(word) > len(end) + MIN_STEM for end in ends)

    def _hangs(self, at: int) -> bool:
        """Marks and small words at a title's end that lead to what is not the title."""
        if not self.doc.tokens[at].is_word:
            return self.doc.tokens[at].text != ")" and not self.doc.tokens[at].is_number
        return self.doc.any_of(at, frozenset({"joiner", "article", "destination", "location", "and", "function"}))

    def _belongs_left(self, at: int) -> bool:
        token = self.doc.tokens[at]
        if not token.is_word:
            # "15-point plan", "Zehn-Punkte-Memorandum"
            is_hyphened = self.doc.is_(at + 1, "-") and not self.doc.tokens[at + 1].space_before
            return (token.text == "-" and not token.space_before) or (token.is_number and is_hyphened)
        is_bound = self.doc.is_(at + 1, "-") and not self.doc.tokens[at + 1].space_before
        is_noun = self.doc.language.nouns_capitalised and self.doc.any_of(at, _NOUNS) and not is_bound
        return ((self.doc.any_of(at, _TITLE_WORDS) and not is_noun) or self._is_name(at)) and (
            not self.doc.has(at, "sign_verb") and self.scene.covered_by(at) is None
        )

    def _is_name(self, at: int) -> bool:
        """ "Minsk agreement": a capital that no list knows. Where nouns have capitals only one that a hyphen binds."""
        token = self.doc.tokens[at]
        if not token.is_capital or self.doc.matches[at] is not None:
            return False
        is_bound = self.doc.is_(at + 1, "-") and not self.doc.tokens[at + 1].space_before
        return not self.doc.language.nouns_capitalised or is_bound or self._is_adjective_of_place(at)

    def _is_adjective_of_place(self, at: int) -> bool:
        """ "Minsker Abkommen": in languages with capital nouns a place before one ends as an adjective does."""
        return self.doc.tokens[at].lower.endswith("er") and self.doc.has(at - 1, "article")

    def _begins_instrument(self, at: int) -> bool:
        match = self.doc.matches[at] if at < len(self.doc.tokens) else None
        return match is not None and match.start == at and "instrument" in match

    def _leads_to_instrument(self, at: int) -> bool:
        """Whether an instrument begins at a token, small words before it: "d'un mémorandum"."""
        limit = at + MAX_LEAD
        while at < limit and (self.doc.any_of(at, _SMALL) or self.doc.is_(at, "'") or self.doc.is_(at, "’")):
            at += 1
        return self._begins_instrument(at)

    def closes(self, at: int) -> bool:
        """Whether a title ends before a token."""
        doc = self.doc
        if doc.has(at, "and") and (self._begins_instrument(at + 2) or self._leads_to_instrument(at + 1)):
            # "a memorandum on tourism and a memorandum on agriculture", "et d'un mémorandum": two papers
            return True
        if doc.has(at, "and") and doc.has(at + 1, "indefinite"):
            # "a pact between A and B and a possible visit"
            return True
        if doc.tokens[at].text in {".", ",", ";", ":", "—", "–", "”", "»"}:
            # "Bản ghi nhớ về A, Bản ghi nhớ về B": the next paper
            goes_on = doc.is_(at, ",") and doc.any_of(at + 1, _TITLE_WORDS) and doc.tokens[at + 1].is_capital
            return not goes_on or self._begins_instrument(at + 1)
        if doc.has(at, "future") and not doc.has(at - 1, "article"):
            # "the agreement on fish is to be signed"
            return True
        if doc.has(at, "visiting") and not doc.any_of(doc.phrase_end(at), _PLACES):
            # "a pact on visiting forces"
            return False
        return doc.any_of(at, _CLOSERS)
