"""The runs of an installation as folders, and how nothing of a run that was cut short is lost.

`data/runs/<run id>/` holds `batches/`, `claims/`, `rejected/` and, once everything in it is in the raw tables,
`loaded.json`. A batch of an earlier run without that mark is taken over by the next run.
"""

from __future__ import annotations

import dataclasses
import json
import re
import secrets
import shutil
from datetime import UTC, datetime
from pathlib import Path

from pydantic import TypeAdapter

from expectations.records import run_dir, write_json
from extractors.accounts import read_account
from extractors.errors import PermanentError
from extractors.fetch import FetchReport
from extractors.fetch.landing import safe_name, write_whole
from extractors.items import LandingItem
from extractors.load import RunCounts, ensure_schema
from extractors.settings import Settings
from extractors.warehouse import open_build

LOADED = "loaded.json"
# A batch taken over keeps the run that it comes from in its name; no source's batches begin like this.
TAKEN_OVER = "left."
KEPT_RUNS = 30


def new_run_id() -> str:
    """An id that no other run has; ids sort by the time at which their runs began."""
    moment = datetime.now(UTC)
    # The microseconds come before the random part, so that two runs of one second sort as well.
    return f"{moment:%Y%m%dT%H%M%SZ}-{moment.microsecond:05x}{secrets.token_hex(1)}"


def run_ids(settings: Settings) -> list[str]:
    """The runs whose folders are kept, oldest first."""
    return sorted(path.name for path in (settings.data_dir / "runs").glob("[!.]*/"))


def latest_run(settings: Settings) -> str:
    """The newest run that fetched.

    Raises:
        PermanentError: there has been none.
    """
    fetched = [run_id for run_id in run_ids(settings) if (run_dir(settings, run_id) / "fetch").exists()]
    if not fetched:
        raise PermanentError(f"There has been no run in {settings.data_dir} yet: begin with `communique fetch`.")
    return fetched[-1]


def batches(settings: Settings, run_id: str) -> list[Path]:
    """The batch files of a run, in the order of their loading."""
    return sorted((run_dir(settings, run_id) / "batches").glob("[!.]*.jsonl"), key=load_order)


def batches_of(settings: Settings, run_id: str, source: str) -> list[Path]:
    """The batch files that the fetch of one source wrote."""
    name = re.compile(re.escape(safe_name(source)) + r"-\d+\.jsonl")
    return [batch for batch in batches(settings, run_id) if name.fullmatch(batch.name)]


def is_extracted(settings: Settings, run_id: str, batch: Path) -> bool:
    """Whether the claims of a batch are there, in its present form."""
    run = run_dir(settings, run_id)
    return (run / "claims" / batch.name).exists() and read_account(run, batch) is not None


def claims_files(settings: Settings, run_id: str) -> list[Path]:
    """What of a run is ready to be loaded, in order: the batches that were read, and what each fetch turned down."""
    folder = run_dir(settings, run_id) / "claims"
    ready = [folder / batch.name for batch in batches(settings, run_id) if is_extracted(settings, run_id, batch)]
    return sorted([*ready, *folder.glob("[!.]*-fetch.jsonl")], key=load_order)


def load_order(path: Path) -> tuple[bool, str]:
    """Sorts what was taken over first, so that what was fetched now has the last word."""
    return not path.name.startswith(TAKEN_OVER), path.name


def is_loaded(settings: Settings, run_id: str) -> bool:
    """Whether everything that the run fetched is in the raw tables."""
    return (run_dir(settings, run_id) / LOADED).exists()


def mark_loaded(settings: Settings, run_id: str, counts: dict[str, int]) -> None:
    """Say that everything of a run is in the raw tables, and so is everything that it took over."""
    write_json(run_dir(settings, run_id) / LOADED, counts)
    for earlier, names in _taken(settings, run_id).items():
        # A run that was not dead but slow may have fetched more since; that is still to be loaded.
        if {batch.name for batch in batches(settings, earlier)} <= set(names) and not is_loaded(settings, earlier):
            write_json(run_dir(settings, earlier) / LOADED, {"taken_over_by": run_id})


def loaded_counts(settings: Settings, run_id: str) -> RunCounts | None:
    """What a run brought; None for one that is not loaded to its end, or was taken over."""
    path = run_dir(settings, run_id) / LOADED
    if not path.exists():
        return None
    values = json.loads(path.read_text("utf-8"))
    return RunCounts(**values) if values.keys() == {field.name for field in dataclasses.fields(RunCounts)} else None


def unfinished(settings: Settings, run_id: str) -> list[str]:
    """Runs before this one that fetched something and did not come to the end of their load."""
    earlier = [known for known in run_ids(settings) if known < run_id]
    return [known for known in earlier if batches(settings, known) and not is_loaded(settings, known)]


def take_over(settings: Settings, run_id: str) -> list[Path]:
    """Copy what earlier runs fetched and never loaded into this run; doing so twice gives the same files.

    An item stays where it is when a newer state of it is in the raw tables or in this run: the older one must not
    overwrite it.
    """
    own = [batch for batch in batches(settings, run_id) if not batch.name.startswith(TAKEN_OVER)]
    newer = {item.source_uri for batch in own for item in _items(batch)}
    left = {earlier: batches(settings, earlier) for earlier in unfinished(settings, run_id)}
    if not left:
        return []
    write_json(_taken_file(settings, run_id), {earlier: [batch.name for batch in left[earlier]] for earlier in left})
    return sorted(
        {path for earlier in left for batch in left[earlier] if (path := _copy(settings, run_id, batch, newer))}
    )


def _copy(settings: Settings, run_id: str, batch: Path, newer: set[str]) -> Path | None:
    settled = _settled_since(settings, batch.stat().st_mtime)
    wanted = [item for item in _items(batch) if item.source_uri not in newer | settled]
    if not wanted:
        return None
    taken_before = batch.name.startswith(TAKEN_OVER)
    name = batch.name if taken_before else f"{TAKEN_OVER}{batch.parent.parent.name}.{batch.name}"
    return write_whole(run_dir(settings, run_id) / "batches" / name, [item.to_json() for item in wanted])


def _settled_since(settings: Settings, moment: float) -> set[str]:
    with open_build(settings, "look for what earlier runs left") as connection:
        ensure_schema(connection)
        rows = connection.execute(
            "select landing_uri from raw.articles where epoch(loaded_at) > $moment"
            " union select landing_uri from raw.rejected_articles where epoch(rejected_at) > $moment"
            " union select landing_uri from raw.landed_items where epoch(settled_at) > $moment",
            {"moment": moment},
        ).fetchall()
    return {uri for (uri,) in rows}


def _taken_file(settings: Settings, run_id: str) -> Path:
    return run_dir(settings, run_id) / "taken_over.json"


def _taken(settings: Settings, run_id: str) -> dict[str, list[str]]:
    path = _taken_file(settings, run_id)
    return TypeAdapter(dict[str, list[str]]).validate_json(path.read_bytes()) if path.exists() else {}


def prune(settings: Settings) -> None:
    """Drop the folders of all but the last runs, except where something still waits to be loaded."""
    for run_id in run_ids(settings)[:-KEPT_RUNS]:
        if is_loaded(settings, run_id) or not batches(settings, run_id):
            shutil.rmtree(run_dir(settings, run_id))


def _items(batch: Path) -> list[LandingItem]:
    return [LandingItem.from_json(line) for line in batch.read_text("utf-8").splitlines()]


def read_reports(settings: Settings, run_id: str) -> list[FetchReport]:
    """What each source of a run reported when it was fetched."""
    paths = sorted((run_dir(settings, run_id) / "fetch").glob("[!.]*.json"))
    return [TypeAdapter(FetchReport).validate_json(path.read_bytes()) for path in paths]
