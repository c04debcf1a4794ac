"""Publication dates as EDTF: a day, a month or a year; anything else is no date."""

from __future__ import annotations

import re
from datetime import date

# An ISO day may be followed by a time, as news systems write it; the day stays as written, in its own time zone.
FORM = re.compile(
    r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ]\d{2}:?\d{2}[^\s]{0,24}(?: ?[+-]\d{2}:?\d{2}| ?[A-Z]{1,4})?)?)?)?", re.ASCII
)
FIRST_YEAR, LAST_YEAR = 1800, 2100


def edtf_date(value: str) -> str | None:
    """A publication date in EDTF (`2024-05-26`, `2024-05`, `2024`), or None where the value is not one."""
    found = FORM.fullmatch(value.strip())
    if not found:
        return None
    year, month, day = found.groups()
    if not _exists(int(year), int(month or 1), int(day or 1)):
        return None
    return "-".join(part for part in (year, month, day) if part)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return FIRST_YEAR <= year <= LAST_YEAR
