"""Whose country everybody knows: heads of state and government and their ministers, from `seeds/office_holders.csv`.

A paper names "President Obama" without saying of which country. The table settles that, where the article does not:
it never makes a person of words that the rules do not take for a name, never gives a post, and never overrules what
the text says.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from extractors.entities.document import Document
from extractors.entities.fold import fold
from extractors.entities.offices import office_of
from extractors.entities.person import MAX_READ, Person
from extractors.errors import PermanentError
from extractors.languages import load_language, supported
from extractors.settings import load_settings

# The words of the language files for an office ("premier") and those of the table.
_OFFICES = {
    "president": frozenset({"head_of_state", "head_of_government"}),
    "monarch": frozenset({"head_of_state"}),
    "prime_minister": frozenset({"head_of_government"}),
    "chancellor": frozenset({"head_of_government"}),
    "foreign_minister": frozenset({"foreign_minister"}),
    "defence_minister": frozenset({"defence_minister"}),
}
# What a paper calls the holder of an office of the table.
_CALLED = {
    "head_of_state": frozenset({"president", "monarch"}),
    "head_of_government": frozenset({"prime_minister", "chancellor"}),
    "foreign_minister": frozenset({"foreign_minister"}),
    "defence_minister": frozenset({"defence_minister"}),
}
# Where a paper has no such letters: "Koehler", "Stoere".
_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "å": "aa", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe"}
)
# Words as the tokens of a text have them: apostrophes, hyphens and dots part them.
_WORD = re.compile(r"[^\W\d_]+")
# An office changes hands within a year, and news of it begins before.
SLACK_YEARS = 1


@dataclass(frozen=True, slots=True)
class Term:
    """One person's time in one office of a country; years as numbers, `last` None where it lasts."""

    code: str
    words: frozenset[str]
    office: str
    first: int | None
    last: int | None

    def covers(self, year: int | None) -> bool:
        """Whether the office was held in a year; of a year or a beginning that nobody knows it may have been."""
        if year is None:
            return True
        begun = self.first is None or self.first - SLACK_YEARS <= year
        return begun and (self.last is None or year <= self.last + SLACK_YEARS)


@dataclass(slots=True)
class Table:
    """Countries by the words of a full name, and terms by those of a family name."""

    by_name: dict[frozenset[str], set[str]] = field(default_factory=lambda: defaultdict(set))
    by_family: dict[frozenset[str], list[Term]] = field(default_factory=lambda: defaultdict(list))


def settle_known(doc: Document, people: list[Person], year: int | None) -> None:
    """Gives office holders of no told country theirs.

    Args:
        doc: the article.
        people: its persons; `country` and `is_known` are set.
        year: of publication, or None.
    """
    particles = _particles()
    table = load_table(load_settings().seeds_dir / "office_holders.csv", particles)
    for person in people:
        # a Chinese name in Vietnamese spelling looks Vietnamese, but for the table
        if not person.is_told and person.kind == "person" and not person.is_international:
            codes = _codes(doc, table, person, year, particles)
            if len(codes) == 1:
                person.offices = _offices(table, person, next(iter(codes)), year, particles)
                person.country, person.is_known = next(iter(codes)), True
                # a bare name in passing ("ties that X began") is one of somebody who can be told of
                person.is_weak = person.is_weak and len(person.words) < 2


def _codes(doc: Document, table: Table, person: Person, year: int | None, particles: frozenset[str]) -> set[str]:
    """The countries of those in the table who bear the name, or its family name and the office told of him."""
    parts = tuple(word for word in person.words if word not in particles) or person.words
    words = frozenset(parts)
    named = next((table.by_name[name] for name in _full_names(parts) if name in table.by_name), None)
    if named is not None:
        named = named if len(named) == 1 else _of_year(table, parts, named, year)
        if len(named) == 1:
            return named
    offices = set().union(
        *(
            _OFFICES.get(office_of(doc, post) or "", frozenset())
            for mention in person.mentions[:MAX_READ]
            for post in mention.posts
        )
    )
    found = [
        term
        for family in _families(parts)
        for term in table.by_family.get(family, ())
        if term.office in offices and term.covers(year) and (words == family or words & (term.words - family))
    ]
    return {term.code for term in found}


def _of_year(table: Table, parts: tuple[str, ...], codes: set[str], year: int | None) -> set[str]:
    """Of namesakes those who held an office in a year, heads of state or government rather than ministers."""
    terms = [
        term
        for family in _families(parts)
        for term in table.by_family.get(family, ())
        if term.code in codes and term.covers(year) and set(parts) <= term.words
    ]
    heads = {term.code for term in terms if term.office.startswith("head_of")}
    return heads or {term.code for term in terms}


def _offices(table: Table, person: Person, code: str, year: int | None, particles: frozenset[str]) -> frozenset[str]:
    """The offices that the bearer of a full name held in a year, as papers call them."""
    parts = tuple(word for word in person.words if word not in particles) or person.words
    if len(parts) < 2 or year is None:
        return frozenset()
    held = {
        term.office
        for family in _families(parts)
        for term in table.by_family.get(family, ())
        if term.code == code and term.covers(year) and set(parts) <= term.words
    }
    return frozenset().union(*(_CALLED.get(office, frozenset()) for office in held))


@cache
def _particles() -> frozenset[str]:
    """The small words of names in all languages, so that one table serves them all."""
    return frozenset(fold(particle) for iso in supported() for particle in load_language(iso).names.particles)


def _full_names(words: tuple[str, ...]) -> list[frozenset[str]]:
    """A name, and the name without one of its later words: "Miguel Díaz-Canel Bermúdez"."""
    shorter = [frozenset(words[:i] + words[i + 1 :]) for i in range(len(words) - 1, 0, -1)]
    return [name for name in (frozenset(words), *shorter) if len(name) > 1]


def _families(words: tuple[str, ...]) -> set[frozenset[str]]:
    """What may be the family name in a name: its first or last word, its last two, or all of it."""
    return {frozenset(part) for part in (words, words[:1], words[-1:], words[-2:])}


@cache
def load_table(path: Path, particles: frozenset[str]) -> Table:
    """The table by names, read once a process.

    Args:
        path: CSV with country_code, name, aliases (separated by |), family_name, office, from_year, to_year.
        particles: folded small words of names, which are left out of the keys.

    Raises:
        PermanentError: the file is missing or a row is no such row.
    """
    table = Table()
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                _enter(table, row, particles)
    except (OSError, KeyError, ValueError) as error:
        raise PermanentError(f"{path} cannot be read ({error!r}); restore it from the repository.") from error
    return table


def _enter(table: Table, row: dict[str, str], particles: frozenset[str]) -> None:
    code, office = row["country_code"], row["office"]
    first, last = (int(row[key]) if row[key] else None for key in ("from_year", "to_year"))
    written = [row["name"], *filter(None, row["aliases"].split("|"))]
    names = [_words(name, particles) for one in written for name in {one, one.translate(_UMLAUTS)}]
    family = _words(row["family_name"], particles)
    for words in names:
        if len(words) > 1:
            table.by_name[words].add(code)
    every = frozenset().union(*names)
    short = {family, _words(row["family_name"].translate(_UMLAUTS), particles)}
    for words in short | {name for name in names if len(name) == 1}:
        table.by_family[words].append(Term(code, every, office, first, last))


def _words(name: str, particles: frozenset[str]) -> frozenset[str]:
    folded = [word for word in _WORD.findall(fold(name)) if len(word) > 1]
    return frozenset(word for word in folded if word not in particles) or frozenset(folded)
