"""The table of heads of state and government and their ministers, `seeds/office_holders.csv`, as rows and by names."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from extractors.entities.fold import fold
from extractors.errors import PermanentError
from extractors.settings import load_settings

_COLUMNS = ("country_code", "name", "aliases", "family_name", "office", "from_year", "to_year")
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

    def spans(self, year: int) -> bool:
        """Whether a year lies within the time in office, and in none of its ends."""
        return self.first is not None and self.first < year and (self.last is None or year < self.last)

    def covers(self, year: int | None) -> bool:
        """Whether the office was held in a year; of a year or a beginning that nobody knows it may have been."""
        if year is None:
            return True
        begun = self.first is None or self.first - SLACK_YEARS <= year
        return begun and (self.last is None or year <= self.last + SLACK_YEARS)


@dataclass(slots=True)
class Table:
    """Countries by the words of a full name, terms by those of a family name, and by country and office."""

    by_name: dict[frozenset[str], set[str]] = field(default_factory=lambda: defaultdict(set))
    by_family: dict[frozenset[str], list[Term]] = field(default_factory=lambda: defaultdict(list))
    by_office: dict[tuple[str, str], list[Term]] = field(default_factory=lambda: defaultdict(list))


def office_table() -> Path:
    """The table that comes with the product."""
    return load_settings().seeds_dir / "office_holders.csv"


@cache
def office_rows(path: Path) -> tuple[dict[str, str], ...]:
    """The rows of the table, read once a process.

    Args:
        path: CSV with country_code, name, aliases (separated by |), family_name, office, from_year, to_year.

    Raises:
        PermanentError: the file is missing, is no UTF-8 or lacks a column.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file)
            if missing := set(_COLUMNS) - set(rows.fieldnames or ()):
                raise KeyError(*sorted(missing))
            return tuple(rows)
    except (OSError, KeyError, UnicodeDecodeError) as error:
        raise PermanentError(f"{path} cannot be read ({error!r}); restore it from the repository.") from error


@cache
def load_table(path: Path, particles: frozenset[str]) -> Table:
    """The table by names, made once a process.

    Args:
        path: as for `office_rows`.
        particles: folded small words of names, which are left out of the keys.

    Raises:
        PermanentError: the file is missing or a row is no such row.
    """
    table = Table()
    for number, row in enumerate(office_rows(path), 2):
        try:
            _enter(table, row, particles)
        except (TypeError, AttributeError, ValueError) as error:
            raise PermanentError(f"{path}, line {number}: {error!r}; correct the row.") from error
    return table


def head_named(table: Table, word: str, year: int | None) -> str | None:
    """The country whose head of state or government had a family name in a year, where one alone did.

    Args:
        word: the family name, folded.
        year: None where it is not known, and then nobody is.
    """
    heads = [t for t in table.by_family.get(frozenset({word}), ()) if t.office.startswith("head_of")]
    found = {t.code for t in heads if year is not None and (t.first or year) <= year <= (t.last or year)}
    return found.pop() if len(found) == 1 else None


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
    term = Term(code, every, office, first, last)
    table.by_office[(code, office)].append(term)
    short = {family, _words(row["family_name"].translate(_UMLAUTS), particles)}
    for words in short | {name for name in names if len(name) == 1}:
        table.by_family[words].append(term)


def _words(name: str, particles: frozenset[str]) -> frozenset[str]:
    folded = [word for word in _WORD.findall(fold(name)) if len(word) > 1]
    return frozenset(word for word in folded if word not in particles) or frozenset(folded)
