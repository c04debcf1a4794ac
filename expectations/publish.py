"""Publishing: a finished release file takes the place of the published one in one step, and can be taken back.

Readers hold the published file at any time. A rename never disturbs them: who has the old file open keeps reading it,
who opens the path gets the new one.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from expectations.archive import Archive, link_or_copy, sync_dir
from expectations.marts import Content, attach, read_content
from expectations.records import AuditRecord, now, read_audit, require_complete_build
from expectations.release import Release, write_release
from extractors.errors import PermanentError
from extractors.settings import Settings
from extractors.warehouse import open_build, warehouse_lock


@dataclass(frozen=True, slots=True)
class Published:
    """What a publish or a rollback did.

    Attributes:
        path: the published file.
        run_id: the run whose build it now holds.
        changed: whether its tables differ from those that were there before.
        kept: where the file that was there before is kept; None if it held the same tables, or there was none.
        row_counts: rows of each table.
    """

    path: Path
    run_id: str
    changed: bool
    kept: Path | None
    row_counts: dict[str, int]


def publish_release(settings: Settings, run_id: str) -> Published:
    """Put the audited build of a run in the place of the published file.

    Publishing the same build twice is harmless: only `about` differs, and no earlier release leaves the archive.

    Raises:
        PermanentError: no audit of exactly this build passed; nothing was touched.
        TransientError: the build file stayed locked.
    """
    with open_build(settings, f"publish run {run_id}", read_only=True, external_access=True) as con:
        build = require_complete_build(settings, run_id)
        content = read_content(con)
        audit = _require_audited(settings, run_id, content)
        before = read_published(settings.published_file)
        changed = before is None or before.fingerprint != content.fingerprint
        with _workshop(settings) as folder:
            finished = folder / settings.published_file.name
            write_release(con, finished, Release(content, audit, built_at=build.at, published_at=now()))
            archive = Archive(settings)
            kept = archive.keep() if changed and before else None
            _swap(settings, finished)
        archive.prune()
    return Published(settings.published_file, run_id, changed, kept, content.row_counts)


def roll_back(settings: Settings) -> Published:
    """Put the release before the published one back; the one taken back is kept apart.

    Raises:
        PermanentError: there is no earlier release, or it is damaged; nothing was touched.
        TransientError: the lock stayed held.
    """
    with warehouse_lock(settings, "roll back the published file"):
        archive = Archive(settings)
        previous = archive.previous()
        content = read_published(previous)
        if content is None:
            raise PermanentError(f"{previous} is not a release; delete it and roll back again.")
        with _workshop(settings) as folder:
            finished = folder / settings.published_file.name
            link_or_copy(previous, finished)
            kept = archive.withdraw()
            _swap(settings, finished)
        archive.prune()
    return Published(settings.published_file, _run_of(settings.published_file), True, kept, content.row_counts)


def read_published(path: Path) -> Content | None:
    """What a release file holds; None if there is no such file or it cannot be read to its end."""
    if not path.exists():
        return None
    try:
        with duckdb.connect(":memory:") as con:
            attach(con, path, "release", read_only=True)
            return read_content(con, "release", "main")
    except (duckdb.Error, PermanentError):
        return None


def read_about(path: Path) -> dict[str, Any] | None:
    """The one row of a release's `about`, by column; None if there is no readable release."""
    if not path.exists():
        return None
    try:
        with duckdb.connect(":memory:") as con:
            attach(con, path, "release", read_only=True)
            found = con.execute("select * from release.main.about")
            names = [column[0] for column in found.description or []]
            row = found.fetchone()
    except duckdb.Error:
        return None
    return dict(zip(names, row, strict=True)) if row else None


def _run_of(path: Path) -> str:
    about = read_about(path)
    return str(about["run_id"]) if about else "unknown"


def _require_audited(settings: Settings, run_id: str, content: Content) -> AuditRecord:
    audit = read_audit(settings, run_id)
    if audit is None:
        raise PermanentError(f"Run {run_id} has not been audited: run `communique audit --run-id {run_id}` first.")
    audit.require_passed()
    if audit.fingerprint != content.fingerprint:
        raise PermanentError(
            f"The marts changed after run {run_id} was audited: run `communique audit --run-id {run_id}` again."
        )
    return audit


@contextmanager
def _workshop(settings: Settings) -> Iterator[Path]:
    """A folder beside the published file to make the next one in; what a killed publish left there is swept away."""
    for left in settings.published_dir.glob("build-*"):
        shutil.rmtree(left)
    folder = settings.published_dir / f"build-{os.getpid()}"
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _swap(settings: Settings, finished: Path) -> None:
    # A write-ahead log beside the old file would be replayed into the new one by older storage versions.
    settings.published_file.with_name(settings.published_file.name + ".wal").unlink(missing_ok=True)
    finished.replace(settings.published_file)
    sync_dir(settings.published_dir)
