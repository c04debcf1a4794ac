"""One row of `raw.runs` a run: when it was and what it brought."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.load.schema import ensure_schema
from extractors.settings import Settings
from extractors.warehouse import open_build

_FINISH = """
    insert into raw.runs values (?, now(), now(), ?, ?, ?, ?)
    on conflict (run_id) do update set
        finished_at = excluded.finished_at,
        landed_count = excluded.landed_count,
        unchanged_count = excluded.unchanged_count,
        loaded_count = excluded.loaded_count,
        rejected_count = excluded.rejected_count
"""


@dataclass(frozen=True, slots=True)
class RunCounts:
    """What a run brought: items landed, items passed over, articles loaded, inputs rejected."""

    landed: int
    unchanged: int
    loaded: int
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
        connection.execute(_FINISH, [run_id, counts.landed, counts.unchanged, counts.loaded, counts.rejected])
