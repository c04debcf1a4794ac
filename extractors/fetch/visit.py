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
        left: articles on offer that were not asked for: the budget was spent, or the server wants to be left alone.
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
    """

    settings: Settings
    run_id: str
    source_name: str
    most_pages: int | None = None
    not_fetched: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)

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
