"""Writes `seeds/countries.csv`: ISO 3166-1 codes from pycountry, names in five languages from CLDR through Babel.

Run `python -m communique.country_seed` after an update of either; the file is committed, so a build needs neither.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pycountry
from babel import Locale

from extractors.settings import PROJECT_ROOT

SEED = PROJECT_ROOT / "seeds" / "countries.csv"
LANGUAGES = ("en", "de", "es", "fr", "vi")
# Kosovo has no ISO 3166-1 code; XK is the user-assigned one that CLDR and the European Union use.
_USER_ASSIGNED = (("XK", "XKX", ""),)


def country_rows() -> list[list[str]]:
    """Header and one row a country: the three ISO codes and the names."""
    codes = [(c.alpha_2, c.alpha_3, c.numeric) for c in pycountry.countries]
    names = [Locale.parse(language).territories for language in LANGUAGES]
    header = ["country_code", "alpha3_code", "numeric_code", *(f"name_{language}" for language in LANGUAGES)]
    return [header, *([*code, *(n[code[0]] for n in names)] for code in sorted([*codes, *_USER_ASSIGNED]))]


def country_csv() -> str:
    """The text of the seed file."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(country_rows())
    return buffer.getvalue()


def main(path: Path = SEED) -> None:
    """Writes the seed file."""
    path.write_text(country_csv(), encoding="utf-8")


if __name__ == "__main__":
    main()
