"""Earlier releases: kept beside the published file, named by the time of their making, so that names sort by age."""

from __future__ import annotations

import errno
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

from extractors.errors import PermanentError
from extractors.settings import Settings

# What file systems without hard links answer.
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EXDEV, errno.EMLINK}


class Archive:
    """The earlier releases of one installation; the caller holds the lock on the build file."""

    def __init__(self, settings: Settings) -> None:
        self._dir = settings.archive_dir
        self._withdrawn = settings.archive_dir / "withdrawn"
        self._published = settings.published_file
        self._keep = settings.keep_published

    def keep(self) -> Path:
        """Keep the published file before it is replaced; doing so twice keeps it once."""
        return self._store(self._dir)

    def withdraw(self) -> Path | None:
        """Keep the published file apart, where no rollback finds it; None if there is none."""
        if not self._published.exists():
            return None
        kept = self._store(self._withdrawn)
        (self._dir / kept.name).unlink(missing_ok=True)
        return kept

    def earlier(self) -> list[Path]:
        """The kept releases that are older than the published one, oldest first."""
        limit = release_name(self._published) if self._published.exists() else None
        return [path for path in self._releases(self._dir) if limit is None or path.name < limit]

    def previous(self) -> Path:
        """The newest release older than the published one.

        Raises:
            PermanentError: there is none.
        """
        older = self.earlier()
        if not older:
            raise PermanentError(f"There is no earlier release in {self._dir} to go back to; nothing was changed.")
        return older[-1]

    def prune(self) -> None:
        """Drop all but the newest of the earlier releases, and of those taken back."""
        current = release_name(self._published)
        earlier = [path for path in self._releases(self._dir) if path.name != current]
        for path in (*earlier[: -self._keep], *self._releases(self._withdrawn)[: -self._keep]):
            path.unlink()

    def _store(self, folder: Path) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        kept = folder / release_name(self._published)
        if not kept.exists():
            link_or_copy(self._published, kept)
            sync_dir(folder)
        return kept

    @staticmethod
    def _releases(folder: Path) -> list[Path]:
        return sorted(folder.glob("communique-*.duckdb"))


def release_name(path: Path) -> str:
    """Name of a release in the archive, from the time that it was made: copies and links keep it."""
    made = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return f"communique-{made:%Y%m%dT%H%M%S.%f}Z.duckdb"


def link_or_copy(source: Path, target: Path) -> None:
    """The same content under a further name; a copy appears whole or not at all."""
    try:
        target.hardlink_to(source)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        partial = target.with_name(f".{target.name}.part")
        shutil.copy2(source, partial)
        with partial.open("rb") as file:
            os.fsync(file.fileno())
        partial.replace(target)


def sync_dir(folder: Path) -> None:
    """Put the names in a folder on disk, so that a swap survives a power cut."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
