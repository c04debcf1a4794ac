"""Words, numbers and marks of a text with their places, and the sentences that they form."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from extractors.entities.fold import fold, lower
from extractors.entities.line_breaks import soft_breaks

# Dotted capitals ("U.S."), words with inner apostrophes split off ("l'", "'s"), numbers, or one other mark.
# Each alternative is a plain class with a bounded or single repeat, so matching is linear.
_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,8}(?!\w)"
    r"|[^\W\d_](?:[^\W_]|[\u0300-\u036f])*"
    r"|\d+(?:[.,]\d+)*"
    r"|['’]s\b"
    r"|[^\w\s]|_"
)
_CLOSERS = frozenset("\"'”’»)]“")
_ENDERS = frozenset(".!?…")
DASHES = frozenset({"-", "–", "—"})
_BAR = "|"
# Initials of names in transcription, two letters for one sound: "Ts. Elbegdorj", "Yu. Ushakov".
_DIGRAPHS = frozenset({"Ch", "Dj", "Dz", "Gh", "Kh", "Ph", "Sh", "Th", "Ts", "Ya", "Ye", "Yu", "Zh"})
MAX_SENTENCE_TOKENS = 160
MAX_BRACKETED = 3


@dataclass(slots=True, eq=False)
class Token:
    """One word or mark. `start` and `end` are code point offsets, `lower` keeps diacritics, `fold` drops them."""

    index: int
    start: int
    end: int
    text: str
    lower: str
    fold: str
    is_word: bool
    is_capital: bool
    is_number: bool
    space_before: bool
    line_before: bool

    @property
    def is_initial(self) -> bool:
        """What a full stop may follow in a name: one capital, or two letters for one sound."""
        return self.is_capital and (len(self.text) == 1 or self.text in _DIGRAPHS)

    @property
    def is_acronym(self) -> bool:
        """Two or more capitals ("VPA", "U.S."), perhaps with digits."""
        return self.is_word and len(self.text) > 1 and self.text.isupper()


def tokenize(text: str) -> list[Token]:
    """Tokens of a text in order; every character that is not white space belongs to exactly one."""
    tokens: list[Token] = []
    # most calls at start-up are for phrases of the word lists, which have one line
    wraps = soft_breaks(text) if "\n" in text else frozenset()
    end = 0
    for match in _TOKEN.finditer(text):
        gap = text[end : match.start()]
        is_break = "\n" in gap and not (gap.count("\n") == 1 and end + gap.index("\n") in wraps)
        word = match.group()
        end = match.end()
        first = word[0]
        # Only the keys are composed: spans count the text's own code points.
        key = word if word.isascii() else unicodedata.normalize("NFC", word)
        tokens.append(
            Token(
                len(tokens),
                match.start(),
                end,
                word,
                lower(key),
                fold(key),
                first.isalpha(),
                first.isupper() or first.istitle(),
                first.isdigit(),
                bool(gap) or not tokens,
                is_break,
            )
        )
    return tokens


def split_sentences(tokens: list[Token], abbreviations: frozenset[str], inside: list[bool]) -> list[tuple[int, int]]:
    """Sentences as half-open token ranges.

    Args:
        tokens: the text's tokens.
        abbreviations: lower-case words whose full stop ends no sentence ("gen", "mr").
        inside: for each token, whether a phrase of the word lists covers it together with the next one.
    """
    sentences: list[tuple[int, int]] = []
    begin = 0
    for token in tokens:
        at = token.index
        if at > begin and (token.line_before or at - begin >= MAX_SENTENCE_TOKENS):
            sentences.append((begin, at))
            begin = at
        if token.text == _BAR and at > begin:
            # headlines in one line
            sentences.append((begin, at + 1))
            begin = at + 1
        elif token.text in _ENDERS and _ends_sentence(tokens, at, begin, abbreviations, inside):
            stop = at + 1
            while stop < len(tokens) and tokens[stop].text in _CLOSERS and not tokens[stop].space_before:
                stop += 1
            sentences.append((begin, stop))
            begin = stop
    if begin < len(tokens):
        sentences.append((begin, len(tokens)))
    return [s for s in sentences if s[1] > s[0]]


def _ends_sentence(tokens: list[Token], at: int, begin: int, abbreviations: frozenset[str], inside: list[bool]) -> bool:
    after = at + 1
    while after < len(tokens) and tokens[after].text in _CLOSERS and not tokens[after].space_before:
        after += 1
    if after >= len(tokens):
        return True
    following = tokens[after]
    if not following.space_before:
        return False
    if tokens[at].text != ".":
        return following.is_capital or following.is_number or not following.is_word
    before = tokens[at - 1] if at > begin else None
    if before is None or inside[at] or _is_bracketed(tokens, at):
        return False
    if before.is_number and not before.space_before:
        return True
    if before.lower in abbreviations or before.is_initial or (len(before.text) == 1 and before.is_word):
        return False
    # "31. August", "100. Geburtstag" are ordinals, "in 2024. August brought" ends a sentence.
    if before.is_number and len(before.text) <= 3 and following.is_capital:
        return False
    return following.is_capital or following.is_number or not following.is_word


def _is_bracketed(tokens: list[Token], at: int) -> bool:
    """ "am Sonntag (20.05.) reist", "(2. von rechts)": the stop of few words in brackets belongs to these."""
    opening = next((i for i in range(at - 1, max(-1, at - MAX_BRACKETED - 1), -1) if tokens[i].text == "("), None)
    if opening is None or any(token.text in {")", *_ENDERS} for token in tokens[opening:at]):
        return False
    return tokens[at + 1].text == ")" or tokens[at - 1].is_number
