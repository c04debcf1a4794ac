"""How two names of one country stand to each other: what the warehouse puts together on, stricter than a score."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import OSA

from extractors.matching.compare import Match, are_fathers_exchanged, is_turned, match_names
from extractors.matching.forms import NameForm, Word, parse_name
from extractors.matching.sounds import sound, sounds
from extractors.matching.words import name_words

_LONG_WORD = 6
_SLIP = 1


def name_relation(left: str, right: str) -> str | None:
    """The relation of two written names.

    It is asked for millions of pairs, so plain names are compared word by word; `match_names` sees to the others.

    Returns:
        `same`: the same words, differently spelled at most; `left_part` and `right_part`: that name leaves out or
        shortens words of the other; `slip`: one letter differs in a long word; None: no reason to take them for one.
    """
    a, b = parse_name(left), parse_name(right)
    if not a.words or not b.words or a.is_body or b.is_body:
        return None
    is_plain, has_father = _traits(left)
    other_is_plain, other_has_father = _traits(right)
    if has_father and other_has_father and are_fathers_exchanged(a, b):
        return None
    if not (is_plain and other_is_plain):
        return _of_match(match_names(left, right))
    if len(b.words) >= len(a.words):
        return _of_words(a, b)
    turned = {"left_part": "right_part", "right_part": "left_part"}
    found = _of_words(b, a)
    return turned.get(found, found) if found else None


@lru_cache(maxsize=500_000)
def _traits(name: str) -> tuple[bool, bool]:
    """Whether all words are in letters with vowels, and whether a father is told."""
    words = parse_name(name).words
    return not any(w.is_bare or w.is_syllabic for w in words), any(w.role == "father" for w in words)


def _of_words(short: NameForm, long: NameForm) -> str | None:
    places, missing, free = [], [], list(range(len(long.words)))
    shortened = [0, 0]
    for word in short.words:
        at = next((place for place in free if _is_one(word, long.words[place])), None)
        if at is None:
            missing.append(word)
            continue
        free.remove(at)
        places.append(at)
        for side, (one, other) in enumerate(((word, long.words[at]), (long.words[at], word))):
            shortened[side] += one.role == "initial" != other.role
    if missing:
        return "slip" if len(missing) == len(free) == 1 and _is_slip(missing[0], long.words[free[0]], places) else None
    if not is_turned(places) or (shortened[1] and (shortened[0] or free)):
        return None
    if shortened[1]:
        return "right_part"
    return "left_part" if shortened[0] or free else "same"


def _is_one(word: Word, other: Word) -> bool:
    if "initial" in (word.role, other.role):
        return word.text[0] == other.text[0] or sound(word.text)[:1] == sound(other.text)[:1]
    return word.text == other.text or _is_form(word.text, other.text)


def _is_form(word: str, other: str) -> bool:
    """What `word_cost` calls a spelling or a form of one name. Most words of a pair are neither: no letters counted."""
    one, two = _marks(word), _marks(other)
    return one[0] == two[0] or not one[1].isdisjoint(two[1]) or not one[2].isdisjoint(two[2])


@lru_cache(maxsize=500_000)
def _marks(word: str) -> tuple[str, frozenset[str], frozenset[str]]:
    return sound(word), frozenset(sounds(word)), frozenset(name_words().variants.get(word, ()))


def _is_slip(word: Word, other: Word, places: list[int]) -> bool:
    longest = max(len(word.text), len(other.text))
    return bool(places) and longest >= _LONG_WORD and OSA.distance(word.text, other.text) <= _SLIP


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
