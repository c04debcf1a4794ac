"""One reading of one source: what its reader is given, and what it has to say besides its items."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extractors.fetch.landing import LandedFile, land_bytes, safe_name
from extractors.items import LandingItem, Rejected
from extractors.settings import Settings


@dataclass(slots=True)
class Tally:
    """What a reading cost and passed over.

    Attributes:
        listed: articles that the source offers, after its patterns and age limit.
        passed_over: articles that the patterns or the age limit left out.
        repeated: articles that were listed more than once, beyond the first time.
        left: articles on offer that were not asked for, because the night's budget was spent.
        requests: requests sent.
        bytes: bytes received over the wire.
        seconds: time taken.
    """

    listed: int = 0
    passed_over: int = 0
    repeated: int = 0
    left: int = 0
    requests: int = 0
    bytes: int = 0
    seconds: float = 0.0


@dataclass(slots=True)
class Visit:
    """One reading of one source.

    Attributes:
        settings: where to land.
        run_id: the run that reads.
        source_name: stands in the landing path.
        most_pages: pages to fetch; None for all. A trial run takes only a few.
        not_fetched: addresses on offer that a trial run did not fetch.
        warnings: sentences for the operator; readers add to them.
        tally: readers count into it.
        since: first day of a backfill; what is known to be older is passed over.
        until: and its last day.
    """

    settings: Settings
    run_id: str
    source_name: str
    most_pages: int | None = None
    not_fetched: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)
    since: str | None = None
    until: str | None = None

    @property
    def is_backfill(self) -> bool:
        """Whether only what is of certain days is wanted."""
        return self.since is not None or self.until is not None

    @property
    def label(self) -> str:
        """Names the batches and the report of this reading within its run."""
        return f"{self.source_name}.{self.since}.{self.until}" if self.is_backfill else self.source_name

    def is_outside(self, day: str | None) -> bool:
        """Whether something is known to be of another day: `YYYY-MM-DD`, with or without a time, a month or a year.

        What nobody has dated may be of any day, and is taken.
        """
        if not day:
            return False
        day = day[:10]
        early = self.since is not None and day < self.since[: len(day)]
        return early or (self.until is not None and day > self.until[: len(day)])

    def land(self, data: bytes, ending: str) -> LandedFile:
        """Put a document's bytes into the landing store unless they are there.

        Args:
            data: the bytes.
            ending: of the file's name, with its dot; one of `items.MEDIA_TYPES`.

        Raises:
            TransientError: the disk does not take it.
        """
        return land_bytes(self.settings, self.source_name, data, ending)


def state_dir(settings: Settings, source_name: str) -> Path:
    """Where what is remembered of a source from night to night lies."""
    return settings.data_dir / "sources" / safe_name(source_name)


def hosts_dir(settings: Settings) -> Path:
    """Where all sources' processes agree on whose turn it is with which host."""
    return settings.data_dir / "sources" / ".hosts"


Reader = Callable[[Any, Visit], Iterator[LandingItem | Rejected]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of source: the model of its files and the function that reads one."""

    model: type[Any]
    read: Reader
