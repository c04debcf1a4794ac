"""One function a stage: what the scheduler's tasks and the command line both call.

Each is safe to run twice and to kill at any moment: running it again, or the next run, brings the same rows.
Errors that may pass by themselves are `TransientError`; all others are `PermanentError`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any

from communique import build as _build
from communique import outdated, runs
from communique.balance import balance
from communique.summary import summarise
from expectations.publish import Published, publish_release, roll_back
from expectations.records import read_build, run_dir
from extractors import fetch as _fetch
from extractors.errors import CommuniqueError, PermanentError, TransientError
from extractors.extract import extract_batch
from extractors.load import LoadCounts, finish_run, load_batch, start_run
from extractors.settings import Settings

new_run_id: Callable[[], str] = runs.new_run_id


def list_sources(settings: Settings) -> list[str]:
    """Names of the sources in `seeds/sources/` that are switched on and due."""
    return [
        source.name for source in _fetch.list_sources(settings) if source.enabled and _fetch.is_due(settings, source)
    ]


def fetch(settings: Settings, run_id: str, source: str | None = None, folder: str | None = None) -> list[str]:
    """Land what is new and write it down in batches; for all sources or a folder, take along what earlier runs left.

    Args:
        settings: where to land.
        run_id: the run that the batches belong to.
        source: one source by its name; default all that are switched on.
        folder: a folder of articles, read instead of the sources.

    Returns:
        Paths of the batch files; empty when nothing is new.

    Raises:
        PermanentError: a source could not be read; the others were fetched all the same, and so for the next.
        TransientError: a source could not be read now.
    """
    start_run(settings, run_id)
    names = [] if folder else [source] if source else list_sources(settings)
    found = _fetch_folder(settings, run_id, Path(folder)) if folder else []
    problems: list[CommuniqueError] = []
    for name in names:
        try:
            found += _fetch.fetch_source(settings, run_id, name)
        except CommuniqueError as error:  # one source that fails must not keep the others from being fetched
            problems.append(error)
    if source is None:  # of one source of several it is not known yet what the others bring anew
        found += runs.take_over(settings, run_id)
    _raise_all(problems)
    return [str(path) for path in found]


def take_over(settings: Settings, run_id: str) -> list[str]:
    """Take along what earlier runs fetched and never loaded, and this run has not fetched anew.

    To be called when all sources of the run are fetched: what one of them brings must not be there twice.

    Returns:
        Paths of the batch files; the same when called again.
    """
    return [str(path) for path in runs.take_over(settings, run_id)]


def _raise_all(problems: list[CommuniqueError]) -> None:
    """What went wrong as one error; of a kind that is tried again only if that can help all of them."""
    if problems:
        kind = TransientError if all(isinstance(error, TransientError) for error in problems) else PermanentError
        raise kind(" ".join(str(error) for error in problems))


def _fetch_folder(settings: Settings, run_id: str, folder: Path) -> list[Path]:
    """A folder that a source stands for is fetched as that source: its articles keep their addresses."""
    place = folder.resolve()
    for source in _fetch.list_sources(settings):
        if source.kind == "folder" and (settings.project_root / source.path).resolve() == place:
            return _fetch.fetch_source(settings, run_id, source.name)
    return _fetch.fetch_folder(settings, run_id, folder, place.name)


def extract(settings: Settings, run_id: str, batch: str) -> dict[str, Any]:
    """Read the articles of one batch: claims documents, and a row for each article that cannot be used."""
    return dataclasses.asdict(extract_batch(settings, run_id, Path(batch)))


def find_outdated(settings: Settings, run_id: str) -> list[str]:
    """Batches of what an older version of the engine read, to be extracted and loaded again."""
    return [str(batch) for batch in outdated.write_batches(settings, run_id)]


def pending_batches(settings: Settings, run_id: str) -> list[str]:
    """Batches of a run that have not been read yet, or were written anew since."""
    return [str(batch) for batch in runs.batches(settings, run_id) if not runs.is_extracted(settings, run_id, batch)]


def load(settings: Settings, run_id: str) -> dict[str, Any]:
    """Put the run's claims and rejections into the raw tables, one transaction a batch.

    A batch that was not extracted is left for the next run, which takes it over.

    Raises:
        PermanentError: the accounts do not balance: something was lost or counted twice.
    """
    folder = run_dir(settings, run_id)
    start_run(settings, run_id)
    total = LoadCounts(0, 0, 0)
    for claims in runs.claims_files(settings, run_id):
        total += load_batch(settings, run_id, claims, folder / "rejected" / claims.name)
    return _finish(settings, run_id, total)


def _finish(settings: Settings, run_id: str, total: LoadCounts) -> dict[str, Any]:
    left = pending_batches(settings, run_id)
    if left:  # an account can only be drawn up when everything is in
        return dataclasses.asdict(total) | {"batches_left": len(left)}
    counts = balance(settings, run_id, total)
    finish_run(settings, run_id, counts)
    runs.mark_loaded(settings, run_id, dataclasses.asdict(counts))
    runs.prune(settings)
    return dataclasses.asdict(counts) | {"batches_left": 0}


def build(settings: Settings, run_id: str) -> dict[str, Any]:
    """Build and test the marts with dbt."""
    return dict(_build.build_marts(settings, run_id))


def audit(settings: Settings, run_id: str, *, accept_drop: bool = False) -> dict[str, Any]:
    """Hold the marts against what is plausible.

    Raises:
        PermanentError: a critical expectation failed; the message names it and the rows to blame.
    """
    from expectations.audit import run_audit  # noqa: PLC0415  (importing Great Expectations takes seconds)

    record = run_audit(settings, run_id, accept_drop=accept_drop)
    record.require_passed()
    return {
        "result": record.result,
        "expectations": record.expectation_count,
        "warnings": [str(finding) for finding in record.warnings],
        "docs": record.docs,
    }


def publish(settings: Settings, run_id: str) -> dict[str, Any]:
    """Put the audited build in the place of the published file."""
    return _told(publish_release(settings, run_id))


def rollback(settings: Settings) -> dict[str, Any]:
    """Put the release before the published one back."""
    return _told(roll_back(settings))


def summary(settings: Settings, run_id: str) -> str:
    """What came of a run, for a person."""
    return summarise(settings, run_id)


def latest_run(settings: Settings) -> str:
    """The newest run.

    Raises:
        PermanentError: there has been none.
    """
    return runs.latest_run(settings)


def latest_build(settings: Settings) -> str:
    """The run that was built last.

    Raises:
        PermanentError: there has been no build.
    """
    record = read_build(settings)
    if record is None:
        raise PermanentError("Nothing has been built yet: run `communique build`.")
    return record.run_id


def _told(published: Published) -> dict[str, Any]:
    return {
        "path": str(published.path),
        "run_id": published.run_id,
        "changed": published.changed,
        "kept": str(published.kept) if published.kept else None,
        "row_counts": published.row_counts,
    }
