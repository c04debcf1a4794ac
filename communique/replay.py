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
from extractors.items import LandingItem
from extractors.load import Filter, Quarantined, list_rejected, start_run
from extractors.settings import Settings

NAME = "replay"


@dataclass(frozen=True, slots=True)
class Replayed:
    """What came of another try.

    Attributes:
        run_id: the run that did it; None when there was nothing to try.
        tried: rejections whose input was read again.
        passed: of these, those that are gone.
        failed: of these, those that are still there.
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
    items = {row.rejection_id: item for row in rows if (item := _item(settings, row))}
    again = [row for row in rows if row.rejection_id in items or _is_refused_file(settings, row)]
    unreachable = [row for row in rows if row not in again]
    if not items:
        return Replayed(None, len(again), 0, again, unreachable)
    start_run(settings, run_id)
    for batch in write_items(settings, run_id, NAME, list(_distinct(items.values()))):
        steps.extract(settings, run_id, str(batch))
    counts = steps.load(settings, run_id)
    left = {row.rejection_id for row in list_rejected(settings, Filter())}
    failed = [row for row in again if row.rejection_id in left]
    return Replayed(run_id, len(again), len(again) - len(failed), failed, unreachable, counts)


def _item(settings: Settings, row: Quarantined) -> LandingItem | None:
    item = row.item
    if item is not None:
        return item if (settings.data_dir / item.landing_path).is_file() else None
    return _landed_now(settings, row) if _is_refused_file(settings, row) else None


def _is_refused_file(settings: Settings, row: Quarantined) -> bool:
    """Whether it is a file that was turned down unread: too large for the limits of then, of a kind not known then."""
    return row.stage == "fetch" and row.landing_item is None and (settings.project_root / row.source_uri).is_file()


def _landed_now(settings: Settings, row: Quarantined) -> LandingItem | None:
    path = settings.project_root / row.source_uri
    files = list_path(path, settings.max_file_bytes).files
    if not files:
        return None
    name = row.source or NAME
    try:
        return landing_item(replace(files[0], source_uri=row.source_uri), land(settings, name, path), name)
    except RejectedArticle:
        return None


def _distinct(items: Iterable[LandingItem]) -> Iterator[LandingItem]:
    """Each item once: a bundle may hold many rejected lines."""
    seen: set[tuple[str, str | None, str]] = set()
    for item in items:
        key = (item.source_uri, item.source_name, item.sha256)
        if key not in seen:
            seen.add(key)
            yield item
