"""A date as a text writes it, before it is settled by the day of the report."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.events.edtf import PartialDate


@dataclass(slots=True, eq=False)
class DateMention:
    """A date as written, over tokens `start` to `end`.

    Attributes:
        first, last: the date, or a range's two ends (`last` None for a single date).
        weekday: 0 is Monday, where only a weekday is said.
        offset: (unit, number) of a relative date: ("day", -1) is yesterday.
        anchor: the date told last before one that counts from it: of ("story", -1), "the day before".
        direction: -1 after "last", 1 after "next", else 0.
        until: the date that directly behind it is told as the end ("from today until 24 February").
        span: days to the end of a range of weekdays ("from Sunday to Tuesday"), whose `last` says nothing else.
        last_offset: days from now of the end of a range of relative days ("today and tomorrow").
        year_offset: years from now where the year is said so ("in June last year" is -1).
    """

    start: int
    end: int
    first: PartialDate
    last: PartialDate | None = None
    weekday: int | None = None
    offset: tuple[str, int] | None = None
    direction: int = 0
    year_offset: int | None = None
    is_end: bool = False
    # "since 2000, when X came": the date of what the clause behind it tells
    is_of_clause: bool = False
    last_offset: int | None = None
    span: int = 0
    until: DateMention | None = None
    anchor: DateMention | None = None

    @property
    def has_day(self) -> bool:
        return self.first.day is not None or self.weekday is not None or (self.offset or ("", 0))[0] in {"day", "story"}
