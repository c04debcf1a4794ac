"""What is remembered of each address from night to night: `data/sources/<name>/pages.jsonl`.

It saves requests and never decides what is loaded: an address whose landing file is there gives its item again, and
the ledger of the warehouse says whether that is new. So nothing is lost when a run is killed after this was written.
"""

from __future__ import annotations

import dataclasses
import json
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from extractors.fetch.landing import LandedFile, write_whole
from extractors.fetch.visit import state_dir
from extractors.fetch.web.client import Conditions
from extractors.settings import Settings

KEPT_DAYS = 60
SAVED_EVERY_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class PageState:
    """The last visit of an address that brought a document.

    Attributes:
        url: the address, as the article is known by it.
        landing_path: where its bytes lie, relative to the data folder.
        sha256: of its bytes.
        bytes: its size.
        media_type: as for a landing item.
        charset: what the server said of its encoding.
        etag: for a conditional request.
        last_modified: the same.
        changed: the date of change that the listing had for it.
        run_id: the run that visited it.
        seen_on: the day on which it was listed last.
        published_on: the earliest day of publication that the listing ever gave: some give a new one every night.
        came_from: of a listing, where redirects led to.
    """

    url: str
    landing_path: str
    sha256: str
    bytes: int
    media_type: str
    charset: str | None
    etag: str | None
    last_modified: str | None
    changed: str | None
    run_id: str
    seen_on: str
    published_on: str | None = None
    came_from: str | None = None

    @property
    def landed(self) -> LandedFile:
        """Its bytes in the landing store."""
        return LandedFile(self.landing_path, self.sha256, self.bytes)

    @property
    def conditions(self) -> Conditions:
        """For a conditional request."""
        return Conditions(self.etag, self.last_modified)


@dataclass(slots=True)
class Pages:
    """The addresses of one source, by their url."""

    settings: Settings
    source_name: str
    states: dict[str, PageState] = field(default_factory=dict)
    saved_at: float = field(default_factory=time.monotonic)

    @classmethod
    def read(cls, settings: Settings, source_name: str) -> Pages:
        """What is remembered of a source; damaged lines are forgotten."""
        pages = cls(settings, source_name)
        path = pages._file
        lines = path.read_bytes().splitlines() if path.exists() else []
        for line in lines:
            try:
                state = PageState(**json.loads(line))
            except (ValueError, TypeError):
                continue
            pages.states[state.url] = state
        return pages

    @property
    def _file(self) -> Path:
        return state_dir(self.settings, self.source_name) / "pages.jsonl"

    def find(self, url: str) -> PageState | None:
        """The last visit of an address, if its landing file is still there."""
        state = self.states.get(url)
        if state is None or not (self.settings.data_dir / state.landing_path).is_file():
            return None
        return state

    def note(self, state: PageState) -> None:
        """Remember a visit; written down from time to time."""
        self.states[state.url] = state
        if time.monotonic() - self.saved_at > SAVED_EVERY_SECONDS:
            self.save()

    def save(self) -> None:
        """Write everything down, without what has not been listed for long."""
        since = (datetime.now(UTC) - timedelta(days=KEPT_DAYS)).date().isoformat()
        kept = [state for state in self.states.values() if state.seen_on >= since]
        write_whole(self._file, [json.dumps(dataclasses.asdict(state), ensure_ascii=True) for state in kept])
        self.saved_at = time.monotonic()
