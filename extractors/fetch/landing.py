"""The landing store: raw bytes, named by their hash, written once and never changed."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from extractors.errors import RejectedArticle
from extractors.settings import Settings

CHUNK = 1 << 20
UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class LandedFile:
    """A file's bytes in the landing store: `path` relative to the data folder, hash and size."""

    path: str
    sha256: str
    bytes: int


def land(settings: Settings, source_name: str, path: Path) -> LandedFile:
    """Put a file's bytes into the landing store unless they are there already.

    Raises:
        RejectedArticle: stage `fetch`, reason `unreadable`.
    """
    store = settings.landing_dir / f"source={safe_name(source_name)}"
    ending = path.suffix.lower()
    try:
        digest = file_sha256(path)
        landed = landed_file(store, digest, ending) or _copy(path, store, digest, ending)
    except OSError as error:
        raise RejectedArticle("fetch", "unreadable", f"the file cannot be read: {error.strerror}") from error
    return LandedFile(landed.relative_to(settings.data_dir).as_posix(), digest, landed.stat().st_size)


def landed_file(store: Path, digest: str, ending: str) -> Path | None:
    """The file with this content where a source has landed it before, on whichever day."""
    return next(iter(sorted(store.glob(f"date=*/{digest[:2]}/{digest}{ending}"))), None)


def file_sha256(path: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def safe_name(name: str) -> str:
    """A source's name as a part of a path: no separators, no leading dot."""
    return UNSAFE.sub("-", name).strip("-.") or "unnamed"


def write_whole(path: Path, lines: list[str]) -> Path:
    """Write a text file so that nobody ever sees half of it: beside, flushed, then renamed over."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, prefix=".tmp-", delete=False) as file:
        file.writelines(f"{line}\n" for line in lines)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).chmod(0o644)
    return Path(file.name).replace(path)


def _copy(path: Path, store: Path, digest: str, ending: str) -> Path:
    day = datetime.now(UTC).date().isoformat()
    folder = store / f"date={day}" / digest[:2]
    folder.mkdir(parents=True, exist_ok=True)
    copied = hashlib.sha256()
    with (
        tempfile.NamedTemporaryFile("wb", dir=folder, prefix=".tmp-", delete=False) as copy,
        path.open("rb") as original,
    ):
        while chunk := original.read(CHUNK):
            copied.update(chunk)
            copy.write(chunk)
        copy.flush()
        os.fsync(copy.fileno())
    temporary = Path(copy.name)
    if copied.hexdigest() != digest:
        temporary.unlink()
        raise RejectedArticle("fetch", "unreadable", "the file changed while it was read; it is taken in the next run")
    temporary.chmod(0o444)
    return temporary.replace(folder / f"{digest}{ending}")
