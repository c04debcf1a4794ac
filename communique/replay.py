"""Rejected input tried again: from the landing store, or from the file that was turned down before it was landed."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from communique import steps
from extractors.errors import RejectedArticle
from extractors.fetch.batches import write_items
from extractors.fetch.folder import list_path
from extractors.fetch.kinds.folder import landing_item
from extractors.fetch.landing import land
from extractors.items import LandingItem, Rejected
from extractors.load import Filter, Quarantined, list_rejected, start_run
from extractors.settings import Settings

NAME = "replay"


@dataclass(frozen=True, slots=True)
class Replayed:
    """What came of another try.

    Attributes:
        run_id: the run that did it; None when there was nothing to try.
        tried: rejections whose input was read again.
        passed: of these, those whose input is no longer rejected.
        failed: the others, as they stand there now.
        unreachable: rejections whose bytes lie nowhere here; the next fetch of their source tries them.
        counts: the accounts of the run.
    """

    run_id: str | None
    tried: int
    passed: int
    failed: list[Quarantined]
    unreachable: list[Quarantined]
    counts: dict[str, Any] = dataclasses.field(default_factory=dict)


def replay(settings: Settings, run_id: str, wanted: Filter) -> Replayed:
    """Read rejected input again and load what passes now; its rejections go.

    It is a run like any other: killed half-way, the next run takes over what it left.

    Raises:
        CommuniqueError: a step of it failed.
    """
    rows = list_rejected(settings, wanted)
    found = {row.rejection_id: outcome for row in rows if (outcome := _input(settings, row))}
    again = [row for row in rows if row.rejection_id in found]
    unreachable = [row for row in rows if row.rejection_id not in found]
    items = list(_distinct(outcome for outcome in found.values() if isinstance(outcome, LandingItem)))
    if not items:
        return Replayed(None, len(again), 0, again, unreachable)
    start_run(settings, run_id)
    refused = [outcome for outcome in found.values() if isinstance(outcome, Rejected)]
    for batch in write_items(settings, run_id, NAME, items, refused):
        steps.extract(settings, run_id, str(batch))
    counts = steps.load(settings, run_id)
    # By the address: what is rejected for another reason now has not passed.
    left = {row.source_uri: row for row in list_rejected(settings, Filter())}
    failed = [left[row.source_uri] for row in again if row.source_uri in left]
    return Replayed(run_id, len(again), len(again) - len(failed), failed, unreachable, counts)


def _input(settings: Settings, row: Quarantined) -> LandingItem | Rejected | None:
    """What there is to be read again, or that it is still refused unread; None where its bytes lie nowhere here."""
    item = row.item
    if item is not None:
        return item if (settings.data_dir / item.landing_path).is_file() else None
    return _landed_now(settings, row) if _is_refused_file(settings, row) else None


def _is_refused_file(settings: Settings, row: Quarantined) -> bool:
    """Whether it is a file that was turned down unread: too large for the limits of then, of a kind not known then."""
    return row.stage == "fetch" and row.landing_item is None and (settings.project_root / row.source_uri).is_file()


def _landed_now(settings: Settings, row: Quarantined) -> LandingItem | Rejected:
    path, name = settings.project_root / row.source_uri, row.source or NAME
    listing = list_path(path, settings.max_file_bytes)
    if listing.rejected:
        return _still(row, listing.rejected[0].reason, listing.rejected[0].detail)
    try:
        return landing_item(replace(listing.files[0], source_uri=row.source_uri), land(settings, name, path), name)
    except RejectedArticle as error:
        return _still(row, error.reason, error.detail)


def _still(row: Quarantined, reason: str, detail: str) -> Rejected:
    return Rejected.of(RejectedArticle("fetch", reason, detail), row.source_uri, row.source)


def _distinct(items: Iterable[LandingItem]) -> Iterator[LandingItem]:
    """Each item once: a bundle may hold many rejected lines."""
    seen: set[tuple[str, str | None, str]] = set()
    for item in items:
        key = (item.source_uri, item.source_name, item.sha256)
        if key not in seen:
            seen.add(key)
            yield item
