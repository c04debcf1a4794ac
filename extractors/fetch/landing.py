"""The landing store: raw bytes, named by their hash, written once and never changed."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from extractors.errors import RejectedArticle, TransientError
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


def land_bytes(settings: Settings, source_name: str, data: bytes, ending: str) -> LandedFile:
    """Put a document's bytes into the landing store unless they are there already.

    Raises:
        TransientError: the disk does not take them.
    """
    store = settings.landing_dir / f"source={safe_name(source_name)}"
    digest = hashlib.sha256(data).hexdigest()
    try:
        landed = landed_file(store, digest, ending)
        if landed is None:
            landed = _place(store, digest, ending)
            with whole_file(landed, mode=0o444) as file:
                file.write(data)
    except OSError as error:
        raise TransientError(f"{store} cannot be written: {error.strerror}. Make room or mend its rights.") from error
    return LandedFile(landed.relative_to(settings.data_dir).as_posix(), digest, len(data))


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


def write_whole(path: Path, lines: Iterable[str]) -> Path:
    """Write a text file so that nobody ever sees half of it."""
    with whole_file(path) as file:
        file.writelines(f"{line}\n".encode() for line in lines)
    return path


def _copy(path: Path, store: Path, digest: str, ending: str) -> Path:
    landed = _place(store, digest, ending)
    copied = hashlib.sha256()
    with path.open("rb") as original, whole_file(landed, mode=0o444) as copy:
        while chunk := original.read(CHUNK):
            copied.update(chunk)
            copy.write(chunk)
        if copied.hexdigest() != digest:
            detail = "the file changed while it was read; it is taken in the next run"
            raise RejectedArticle("fetch", "unreadable", detail)
    return landed


def _place(store: Path, digest: str, ending: str) -> Path:
    day = datetime.now(UTC).date().isoformat()
    return store / f"date={day}" / digest[:2] / f"{digest}{ending}"


@contextmanager
def whole_file(path: Path, mode: int = 0o644) -> Iterator[BinaryIO]:
    """A file written beside its place, flushed to the disk, then renamed over; gone when the writing fails."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".tmp-", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
