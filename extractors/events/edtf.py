"""Dates with unknown parts, written as EDTF level 1 (ISO 8601-2): `2025-06-14`, `2025-06`, `XXXX-10-05`."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

COMMON_YEAR = 2001
_EDTF = re.compile(r"(\d{4}|XXXX)(?:-(\d{2}|XX)(?:-(\d{2}|XX))?)?")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which year, month or day may be unknown."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def edtf(self) -> str | None:
        """EDTF text, or None where nothing is known."""
        if self.year is None and self.month is None:
            return None
        year = f"{self.year:04d}" if self.year is not None else "XXXX"
        if self.month is None:
            return year
        month = f"{year}-{self.month:02d}"
        return month if self.day is None else f"{month}-{self.day:02d}"

    def to_date(self) -> dt.date | None:
        """The day, or None where it is not wholly known or no day of the calendar."""
        if self.year is None or self.month is None or self.day is None:
            return None
        try:
            return dt.date(self.year, self.month, self.day)
        except ValueError:
            return None

    def moved(self, days: int) -> PartialDate | None:
        """A day some days away; of an unknown year only where no leap day and no year's end lies between."""
        day = replace(self, year=self.year or COMMON_YEAR).to_date()
        if day is None:
            return None
        moved = from_date(day + dt.timedelta(days=days))
        if self.year is not None:
            return moved
        is_sure = (self.month == moved.month or not {self.month, moved.month} & {2, 3}) and day.year == moved.year
        return replace(moved, year=None) if is_sure else None

    def is_valid(self) -> bool:
        if self.month is not None and not 1 <= self.month <= 12:
            return False
        return self.day is None or self.month is None or replace(self, year=self.year or 2000).to_date() is not None

    def clashes(self, other: PartialDate) -> bool:
        """Whether a part known in both differs."""
        pairs = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        return any(a is not None and b is not None and a != b for a, b in pairs)


def from_date(day: dt.date) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)


def parse_edtf(text: str | None) -> PartialDate | None:
    """A partial date from EDTF text, or None where it is none."""
    match = _EDTF.fullmatch((text or "")[:10])
    if match is None:
        return None
    year, month, day = (None if part is None or "X" in part else int(part) for part in match.groups())
    date = PartialDate(year, month, day)
    return date if date.is_valid() and (year or month) else None
