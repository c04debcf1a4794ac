"""Grammatical gender of posts: "mandataria" is said of a woman, "mandatario" of a man, "canciller" of either."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.entities.document import Document

# What a masculine form has where the feminine ending stands: "directrice", "directeur"; "presidenta", "presidente"
_MASCULINE_ENDINGS = ("", "o", "e", "eur")


def gendered_forms(words: Iterable[str], endings: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Of words of posts in small letters: those that only women are called, and the same posts as men are called."""
    known, ends = set(words), tuple(endings)
    feminine: set[str] = set()
    masculine: set[str] = set()
    for word in known:
        stems = [word[: -len(ending)] for ending in ends if word.endswith(ending)]
        forms = {stem + other for stem in stems for other in _MASCULINE_ENDINGS} & known - {word}
        masculine |= forms
        feminine |= {word} if forms else set()
    return frozenset(feminine), frozenset(masculine)


def gender_of(doc: Document, noun: str) -> str | None:
    """The gender that a post's noun in small letters tells: "f", "m", or None where both are called so."""
    feminine, masculine = doc.lexicon.gendered_posts
    if doc.language.nouns_capitalised:
        # "Außenministerin": the last part of a compound tells
        if noun.endswith(tuple(feminine)):
            return "f"
        return "m" if noun.endswith(tuple(masculine)) else None
    if noun in feminine:
        return "f"
    return "m" if noun in masculine else None
