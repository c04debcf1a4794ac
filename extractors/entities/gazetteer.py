"""Names of countries, their capitals, cities, inhabitants and seats of government, with ISO 3166-1 alpha-2 codes.

CLDR (through Babel) gives the countries' names in each language; `seeds/country_terms.csv` has what CLDR lacks.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pycountry
from babel import Locale
from babel.core import UnknownLocaleError

from extractors.entities.fold import fold
from extractors.errors import PermanentError
from extractors.settings import load_settings

_CATEGORIES = {
    "name": "country",
    "demonym": "demonym",
    "capital": "city",
    "city": "city",
    "metonym": "metonym",
    "agency": "agency",
}
# CLDR's names that are everyday words of the language: Spanish "Reunión" is a meeting far more often than the island.
_DROPPED = "dropped"
# Names that islands and towns of a country share with another country's capital.
_SHARED = "shared"
# CLDR's short forms that are common words of a language rather than names in running text.
_MIN_LENGTH = 2


def load_terms(iso: str) -> Iterator[tuple[str, str, str]]:
    """(category, term, country code) of one language: CLDR's names first, then the seed's rows.

    Raises:
        PermanentError: the seed is missing or has a row of an unknown kind.
    """
    rows = _seed_rows(load_settings().seeds_dir / "country_terms.csv")
    dropped = {(row[0], term) for row in rows if row[1:3] == (iso, _DROPPED) for term in row[3].split("|")}
    yield from ((category, name, code) for category, name, code in _cldr_names(iso) if (code, name) not in dropped)
    for code, language, kind, terms in rows:
        if language in (iso, "*") and kind not in {_DROPPED, _SHARED}:
            for term in terms.split("|"):
                if len(term.strip()) >= _MIN_LENGTH:
                    yield _CATEGORIES[kind], term.strip(), code


@cache
def shared_cities() -> dict[str, frozenset[str]]:
    """For each folded name of a capital that places elsewhere have too, the countries of these."""
    codes: dict[str, set[str]] = {}
    for code, _, kind, terms in _seed_rows(load_settings().seeds_dir / "country_terms.csv"):
        for term in terms.split("|") if kind == _SHARED else ():
            codes.setdefault(fold(term), set()).add(code)
    return {name: frozenset(found) for name, found in codes.items()}


def _cldr_names(iso: str) -> Iterator[tuple[str, str, str]]:
    try:
        territories = Locale(iso).territories
    except UnknownLocaleError:
        return
    for code, name in territories.items():
        if code == "XK" or (len(code) == 2 and pycountry.countries.get(alpha_2=code) is not None):
            yield "country", name, code


@cache
def _seed_rows(path: Path) -> tuple[tuple[str, str, str, str], ...]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = [(r["country_code"], r["language"], r["kind"], r["terms"]) for r in csv.DictReader(file)]
    except (OSError, KeyError) as error:
        raise PermanentError(f"{path} cannot be read ({error!r}); restore it from the repository.") from error
    kinds = (*_CATEGORIES, _DROPPED, _SHARED)
    for row in rows:
        if row[2] not in kinds:
            raise PermanentError(f"{path}: unknown kind {row[2]!r} of {row[0]}; kinds: {', '.join(kinds)}.")
    return tuple(rows)
