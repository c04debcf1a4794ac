"""One row of `raw.runs` a run: when it was and what it brought."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from extractors.load.schema import ensure_schema
from extractors.settings import Settings
from extractors.warehouse import open_build

_FINISH = """
    insert into raw.runs by name
    select
        ? as run_id, now() as started_at, now() as finished_at, ? as landed_count, ? as unchanged_count,
        ? as fetched_count, ? as loaded_count, ? as duplicate_count, ? as rejected_count
    on conflict (run_id) do update set
        finished_at = excluded.finished_at,
        fetched_count = excluded.fetched_count,
        duplicate_count = excluded.duplicate_count,
        landed_count = excluded.landed_count,
        unchanged_count = excluded.unchanged_count,
        loaded_count = excluded.loaded_count,
        rejected_count = excluded.rejected_count
"""


@dataclass(frozen=True, slots=True)
class RunCounts:
    """What a run brought.

    Attributes:
        landed: items in its batches.
        unchanged: items passed over, as they are in the warehouse already.
        fetched: articles that it was offered; an item passed over or turned down unread counts as one.
        loaded: of these, new or changed ones.
        duplicate: of these, those that were there already, and repetitions.
        rejected: of these, those that could not be used.
    """

    landed: int
    unchanged: int
    fetched: int
    loaded: int
    duplicate: int
    rejected: int


def start_run(settings: Settings, run_id: str) -> None:
    """Records that a run has begun; a second call for the same run keeps the first time."""
    with open_build(settings, f"record the start of run {run_id}") as connection:
        ensure_schema(connection)
        connection.execute(
            "insert into raw.runs (run_id, started_at) values (?, now()) on conflict (run_id) do nothing", [run_id]
        )


def finish_run(settings: Settings, run_id: str, counts: RunCounts) -> None:
    """Records the end of a run with its counts; a second call replaces the first one's counts."""
    with open_build(settings, f"record the end of run {run_id}") as connection:
        ensure_schema(connection)
        connection.execute(_FINISH, [run_id, *dataclasses.astuple(counts)])
