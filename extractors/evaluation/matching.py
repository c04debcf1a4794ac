"""When a claim and a gold fact are the same thing: names, dates, likeness of texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from rapidfuzz import fuzz

from extractors.entities.fold import fold
from extractors.events.edtf import PartialDate, parse_edtf

SAME_SPELLING = 92
SAME_PHRASE = 80
SAME_SUBJECT = 50
Claim = TypeVar("Claim")
_MONTH_DAY = re.compile(r"\d{2}(?:-\d{2})?")


def words(text: str) -> list[str]:
    """Folded words of a text, marks left out."""
    return re.findall(r"\w+", fold(text))


def same_name(one: str, other: str) -> bool:
    """Equal words in any order, one name's two or more words inside the other's, or nearly the same spelling."""
    first, second = set(words(one)), set(words(other))
    if not first or not second:
        return False
    shorter, longer = sorted((first, second), key=len)
    if first == second or (len(shorter) > 1 and shorter <= longer):
        return True
    return fuzz.token_sort_ratio(" ".join(words(one)), " ".join(words(other))) >= SAME_SPELLING


def share_name(ours: Iterable[str], theirs: Sequence[str]) -> bool:
    """Whether any of our names is any of theirs."""
    return any(same_name(mine, other) for mine in ours for other in theirs)


def alike(one: str, other: str) -> float:
    """Likeness of two phrases, 0 to 100, whatever their order and additions."""
    return fuzz.token_set_ratio(" ".join(words(one)), " ".join(words(other)))


def gold_date(fact: dict[str, Any], key: str) -> PartialDate | None:
    """A gold date: full, or month and day with the year left open."""
    value = fact.get(key)
    if value:
        return parse_edtf(value)
    short = fact.get({"signed_on": "signed_md"}.get(key, f"{key}_md"))
    return parse_edtf(f"XXXX-{short}") if short and _MONTH_DAY.fullmatch(short) else None


def gives_all(ours: PartialDate | None, gold: PartialDate) -> bool:
    """Whether our date gives every part that the gold gives, equal."""
    ours = ours or PartialDate()
    pairs = ((ours.year, gold.year), (ours.month, gold.month), (ours.day, gold.day))
    return all(theirs is None or mine == theirs for mine, theirs in pairs)


def accepts(value: Any, fact: dict[str, Any], key: str) -> bool:
    """Whether a value is the gold's or one that its annotator accepts too."""
    return value == fact.get(key) or value in (fact.get(f"{key}_alt") or [])


def pair_up(
    claims: Sequence[Claim], facts: Sequence[dict[str, Any]], score: Callable[[Claim, dict[str, Any]], float]
) -> list[tuple[int, int]]:
    """One-to-one pairs of claims and facts, the best first; a score of 0 is no match."""
    scored = sorted(
        (
            (-value, i, j)
            for i, claim in enumerate(claims)
            for j, fact in enumerate(facts)
            if (value := score(claim, fact)) > 0
        )
    )
    pairs: list[tuple[int, int]] = []
    for _, i, j in scored:
        if all(i != p and j != q for p, q in pairs):
            pairs.append((i, j))
    return pairs
