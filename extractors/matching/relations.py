"""How two names of one country stand to each other: what the warehouse puts together on, stricter than a score."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from extractors.matching.compare import Match, are_fathers_exchanged, is_turned, match_names
from extractors.matching.forms import NameForm, Word, parse_name
from extractors.matching.sounds import consonants, sound, sounds
from extractors.matching.words import name_words

_LONG_WORD = 6
_SLIP = 1
# What `match_names` joins at most ("Jeanclaude").
_MOST_JOINED = 4


def name_relation(left: str, right: str) -> str | None:
    """The relation of two written names.

    It is asked for millions of pairs, so plain names are compared word by word; `match_names` sees to the others.

    Returns:
        `same`: the same words, differently spelled at most; `left_part` and `right_part`: that name leaves out or
        shortens words of the other; `slip`: one letter differs in a long word; None: no reason to take them for one.
    """
    a, b = _shape(left), _shape(right)
    if a is None or b is None or (a.has_father and b.has_father and are_fathers_exchanged(a.form, b.form)):
        return None
    if not (a.is_plain and b.is_plain):
        return _of_match(match_names(left, right)) if _may_relate(left, right) else None
    if len(b.tokens) >= len(a.tokens):
        return _of_words(a.tokens, b.tokens)
    turned = {"left_part": "right_part", "right_part": "left_part"}
    found = _of_words(b.tokens, a.tokens)
    return turned.get(found, found) if found else None


@dataclass(frozen=True, slots=True)
class _Token:
    """A word of a name with what it is compared by: `marks`, of which spellings and forms of one word share one."""

    text: str
    is_initial: bool
    first_sound: str
    marks: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Shape:
    """A person's name, looked at once for all its comparisons; plain if all words are in letters with vowels."""

    form: NameForm
    is_plain: bool
    has_father: bool
    tokens: tuple[_Token, ...]


@lru_cache(maxsize=1_000_000)
def _shape(name: str) -> _Shape | None:
    form = parse_name(name)
    if not form.words or form.is_body:
        return None
    is_plain = not any(word.is_bare or word.is_syllabic for word in form.words)
    has_father = any(word.role == "father" for word in form.words)
    return _Shape(form, is_plain, has_father, tuple(_token(word.text, word.role == "initial") for word in form.words))


@lru_cache(maxsize=500_000)
def _token(text: str, is_initial: bool) -> _Token:
    return _Token(text, is_initial, sound(text)[:1], _marks(text))


@lru_cache(maxsize=500_000)
def _marks(word: str) -> frozenset[str]:
    """What `word_cost` calls a spelling or a form of one name has one of these in common, and nothing else."""
    return sounds(word) | {f"form {name}" for name in name_words().variants.get(word, ())}


def _of_words(short: tuple[_Token, ...], long: tuple[_Token, ...]) -> str | None:
    places, missing, free = [], None, list(range(len(long)))
    shortened = [0, 0]
    for word in short:
        at = next((place for place in free if _is_one(word, long[place])), None)
        if at is None:
            # Most pairs end here: two words without their like, or one in names of different lengths, are two names.
            if missing is not None or len(short) != len(long):
                return None
            missing = word
            continue
        free.remove(at)
        places.append(at)
        shortened[0] += word.is_initial and not long[at].is_initial
        shortened[1] += long[at].is_initial and not word.is_initial
    if missing is not None:
        return "slip" if places and _is_slip(missing.text, long[free[0]].text) else None
    if not is_turned(places) or (shortened[1] and (shortened[0] or free)):
        return None
    if shortened[1]:
        return "right_part"
    return "left_part" if shortened[0] or free else "same"


def _is_one(word: _Token, other: _Token) -> bool:
    if word.is_initial or other.is_initial:
        return word.text[0] == other.text[0] or word.first_sound == other.first_sound
    return not word.marks.isdisjoint(other.marks)


def _is_slip(word: str, other: str) -> bool:
    return max(len(word), len(other)) >= _LONG_WORD and OSA.distance(word, other) <= _SLIP


def _may_relate(left: str, right: str) -> bool:
    """Whether `match_names` can find every word of one name in the other: it takes long, and mostly in vain."""
    a, b = _offer(left), _offer(right)
    if not a.joined.isdisjoint(b.offered) or not b.joined.isdisjoint(a.offered):
        return True
    return _is_found(a, b) or _is_found(b, a)


@dataclass(frozen=True, slots=True)
class _Offer:
    """What words in scripts of all kinds can be taken for, rather too much than too little.

    Attributes:
        sought: for each word, marks of which the other name has to offer one.
        offered: the marks of all words.
        joined: the marks of words that stand together, written as one.
    """

    sought: tuple[frozenset[str], ...]
    offered: frozenset[str]
    joined: frozenset[str]


def _is_found(name: _Offer, other: _Offer) -> bool:
    return not any(marks.isdisjoint(other.offered) for marks in name.sought)


@lru_cache(maxsize=500_000)
def _offer(name: str) -> _Offer:
    words = parse_name(name).words
    spans = [words[at : at + size] for size in range(2, _MOST_JOINED + 1) for at in range(len(words) - size + 1)]
    return _Offer(
        tuple(_loose_marks(word.text) | _letters(word, word.role == "initial") for word in words),
        frozenset().union(*(_loose_marks(word.text) | _letters(word, True) for word in words))
        | frozenset().union(*(_letters(word, False) for word in words if word.role == "initial")),
        frozenset().union(*(_loose_marks("".join(word.text for word in span)) for span in spans)),
    )


def _letters(word: Word, begins: bool) -> frozenset[str]:
    """An initial seeks a word that begins so; a word seeks an initial that is so."""
    kind = "begins" if begins else "is"
    return frozenset({f"{kind} {word.text[0]}", f"{kind} sound {sound(word.text)[:1]}"})


@lru_cache(maxsize=500_000)
def _loose_marks(text: str) -> frozenset[str]:
    return _marks(text) | {f"written {text}", f"consonants {consonants(text)}"}


def _of_match(found: Match) -> str | None:
    if not found.is_equivalent and not _is_short(found):
        return None
    if found.left_only and found.right_only:
        return None
    if found.right_only:
        return "left_part"
    return "right_part" if found.left_only else "same"


def _is_short(found: Match) -> bool:
    """One word of a name, which a score rightly thinks little of: who it is depends on the post."""
    told = all(pair.how not in ("letters", "other") for pair in found.pairs)
    return told and len(found.pairs) == 1 and bool(found.left_only or found.right_only)
