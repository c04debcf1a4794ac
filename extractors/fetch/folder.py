"""Kind `folder`: the article files below a folder, in the order of their paths."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from extractors.errors import PermanentError, RejectedArticle
from extractors.fetch.manifest import NAME, Known, Manifest, read_manifest
from extractors.items import MEDIA_TYPES, Rejected, media_type, printable
from extractors.text.articles import TEXT_KEYS

# Files that people put beside articles; they are passed over without a row.
NOT_ARTICLES = ("readme", "license", "licence", "changelog")
SIDECAR_LARGEST = 1024 * 1024
# A line of .jsonl is an article, so a file of them may be larger than an article by far.
BUNDLE_FACTORS = {"application/jsonl": 200, "application/json": 4}


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file that can be read, its address, and what the manifest says of it."""

    path: Path
    source_uri: str
    media_type: str
    known: Known


@dataclass(slots=True)
class Listing:
    """What a folder holds, in the order of the paths.

    Attributes:
        files: what can be read.
        rejected: what was turned down.
        notes: .json files without text beside a text of the same name, such as annotations; passed over.
        warnings: sentences for the operator.
    """

    files: list[InputFile] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    notes: list[Path] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file must keep to: it lies below `folder` (None: anywhere) and holds at most `max_bytes`."""

    folder: Path | None
    max_bytes: int


def list_folder(folder: Path, max_bytes: int, uri_prefix: str | None = None) -> Listing:
    """The article files below a folder and its subfolders.

    Args:
        folder: where to look. Hidden files and folders, manifest.csv and readme files are passed over.
        max_bytes: a larger file is turned down unread; `.jsonl` may be 200 times, `.json` 4 times as large.
        uri_prefix: what the file's address begins with; default the folder as given.

    Raises:
        PermanentError: there is no such folder, or it cannot be listed.
    """
    if not folder.is_dir():
        raise PermanentError(f"{folder} is not a folder; give the path of a folder with articles.")
    prefix = (folder.as_posix() if uri_prefix is None else uri_prefix).rstrip("/")
    listing = Listing()
    manifest = read_manifest(folder)
    paths = list(_walk(folder, listing))
    for path in paths:
        relative = path.relative_to(folder).as_posix()
        known = manifest.rows.get(relative, Known())
        uri = known.source_uri or printable(f"{prefix}/{relative}")
        _add(InputFile(path, uri, "", known), Limits(folder, max_bytes), listing)
    _warn_of_manifest(manifest, {path.relative_to(folder).as_posix() for path in paths}, listing)
    _warn_of_notes(listing)
    _reject_repeated(listing)
    return listing


def list_path(path: Path, max_bytes: int) -> Listing:
    """A folder, or one file with what the manifest beside it says of it.

    Raises:
        PermanentError: nothing is there.
    """
    if path.is_dir():
        return list_folder(path, max_bytes)
    if not os.path.lexists(path):
        raise PermanentError(f"{path} does not exist; give the path of an article or of a folder with articles.")
    listing = Listing()
    known = read_manifest(path.parent).rows.get(path.name, Known())
    uri = known.source_uri or printable(path.as_posix())
    _add(InputFile(path, uri, "", known), Limits(None, max_bytes), listing)
    return listing


def _walk(folder: Path, listing: Listing) -> Iterator[Path]:
    """All files below a folder that may be articles; links to folders are not followed."""

    def unreadable(error: OSError) -> None:
        listing.warnings.append(f"{error.filename} cannot be listed: {error.strerror}")

    found: list[Path] = []
    for parent, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found.extend(Path(parent, name) for name in names if not _passed_over(name))
    yield from sorted(found, key=os.fsencode)


def _passed_over(name: str) -> bool:
    return name.startswith(".") or name.lower() == NAME or name.lower().startswith(NOT_ARTICLES)


def _add(file: InputFile, limits: Limits, listing: Listing) -> None:
    try:
        file = replace(file, media_type=media_type(file.path))
        _check_file(file, limits)
    except RejectedArticle as error:
        listing.rejected.append(Rejected.of(error, file.source_uri, file.known.source))
        return
    if limits.folder is not None and _is_sidecar(file.path):
        listing.notes.append(file.path)
    else:
        listing.files.append(file)


def _check_file(file: InputFile, limits: Limits) -> None:
    try:
        if limits.folder and not file.path.resolve(strict=True).is_relative_to(limits.folder.resolve()):
            raise RejectedArticle("fetch", "outside_folder", "the file is a link to a place outside the folder")
        state = file.path.stat()
    except (OSError, RuntimeError) as error:
        raise RejectedArticle("fetch", "unreadable", f"the file cannot be read: {error}") from error
    if not stat.S_ISREG(state.st_mode):
        raise RejectedArticle("fetch", "unreadable", "it is not a regular file")
    most = limits.max_bytes * BUNDLE_FACTORS.get(file.media_type, 1)
    if state.st_size > most:
        detail = f"{state.st_size:,} bytes are more than the {most:,} that are allowed (COMMUNIQUE_MAX_FILE_BYTES)"
        raise RejectedArticle("fetch", "too_large", detail)
    if not os.access(file.path, os.R_OK):
        raise RejectedArticle("fetch", "unreadable", "there is no permission to read the file")


def _is_sidecar(path: Path) -> bool:
    """A small .json without text beside a text file of the same name: notes or annotations of that article."""
    if path.suffix.lower() != ".json" or path.stat().st_size > SIDECAR_LARGEST:
        return False
    if not any(path.with_suffix(ending).is_file() for ending in MEDIA_TYPES if ending not in {".json", ".jsonl"}):
        return False
    try:
        value = json.loads(path.read_bytes())
    except (ValueError, RecursionError, OSError):
        return False
    return isinstance(value, dict) and not any(isinstance(value.get(key), str) for key in TEXT_KEYS)


def _warn_of_manifest(manifest: Manifest, present: set[str], listing: Listing) -> None:
    listing.warnings.extend(manifest.warnings)
    if missing := sorted(manifest.rows.keys() - present):
        shown = ", ".join(missing[:10]) + (f" and {len(missing) - 10} more" if len(missing) > 10 else "")
        listing.warnings.append(f"{NAME} names files that are not there: {shown}")


def _warn_of_notes(listing: Listing) -> None:
    if listing.notes:
        shown = f"{listing.notes[0].name}" + (" and others" if len(listing.notes) > 1 else "")
        listing.warnings.append(
            f"{len(listing.notes)} .json without text beside a text of the same name taken as notes, not read: {shown}"
        )


def _reject_repeated(listing: Listing) -> None:
    """An address is one article: of several files that a manifest gives the same one, the first is read."""
    first: dict[str, InputFile] = {}
    for file in listing.files:
        if first.setdefault(file.source_uri, file) is not file:
            error = RejectedArticle("fetch", "duplicate_uri", f"{file.path.name} has the address of an earlier file")
            listing.rejected.append(Rejected.of(error, f"{file.source_uri}#{file.path.name}", file.known.source))
    listing.files = list(first.values())
