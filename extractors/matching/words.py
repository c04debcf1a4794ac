"""The words of names that are data: titles, particles, legal forms, given names with several forms."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from extractors.matching.sounds import latin_words
from extractors.settings import load_settings

_FILE = "name_words.csv"


@dataclass(frozen=True, slots=True)
class NameWords:
    """The tables of `seeds/name_words.csv`, every word folded.

    Attributes:
        titles: stand beside a name and are no part of it.
        suffixes: stand after a name and tell little (Jr, PhD).
        particles: small words within a name that come and go (de, von, al).
        filials: announce a father's name (bin, ibn, ben).
        legal: legal form of a body -> its canonical form.
        families: Vietnamese family names that no particle of another language looks like.
        bodies: words that only names of bodies have.
        variants: given name -> the names that it is a form of ("ted" is Theodore or Edward).
    """

    titles: frozenset[str]
    suffixes: frozenset[str]
    particles: frozenset[str]
    filials: frozenset[str]
    families: frozenset[str]
    legal: dict[str, str]
    bodies: frozenset[str]
    variants: dict[str, frozenset[str]]


@cache
def name_words() -> NameWords:
    """The word tables, read once."""
    sets: dict[str, set[str]] = {}
    legal: dict[str, str] = {}
    variants: dict[str, set[str]] = {}
    with (load_settings().seeds_dir / _FILE).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for written in row["words"].split():
                word = "".join(latin_words(written))
                sets.setdefault(row["kind"], set()).add(word)
                if row["kind"] == "legal":
                    legal.setdefault(word, row["canonical"])
                if row["kind"] == "variant":
                    variants.setdefault(word, set()).add(row["canonical"])
    titles, suffixes, particles, filials, families, bodies = (
        frozenset(sets.get(kind, ())) for kind in ("title", "suffix", "particle", "filial", "vietnamese", "body")
    )
    forms = {word: frozenset(names) for word, names in variants.items()}
    return NameWords(titles, suffixes, particles, filials, families, legal, bodies, forms)
