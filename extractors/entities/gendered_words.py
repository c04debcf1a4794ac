"""Words of posts that only women, or only men, are called, as the feminine endings of a language tell them apart."""

from __future__ import annotations

from collections.abc import Iterable

# What a masculine form has where the feminine ending stands: "directrice", "directeur"; "presidenta", "presidente"
_MASCULINE_ENDINGS = ("", "o", "e", "eur")


def gendered_forms(words: Iterable[str], endings: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Of words of posts in small letters: those that only women are called, and the same posts as men are called."""
    known, ends = set(words), tuple(endings)
    feminine: set[str] = set()
    masculine: set[str] = set()
    for word in known:
        stems = [word[: -len(ending)] for ending in ends if word.endswith(ending)]
        forms = {stem + other for stem in stems for other in _MASCULINE_ENDINGS} & known - {word}
        masculine |= forms
        feminine |= {word} if forms else set()
    return tuple(sorted(feminine)), tuple(sorted(masculine))
