"""manifest.csv: what is known of the files of a folder from outside."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from extractors.errors import RejectedArticle
from extractors.text.cleaning import clean_line
from extractors.text.dates import edtf_date
from extractors.text.decoding import decode
from extractors.text.language import language_code

NAME = "manifest.csv"
COLUMNS = ("path", "source_uri", "published_on", "language", "title", "source")
LARGEST = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Known:
    """What a row of the manifest says of its file; None where it says nothing."""

    source_uri: str | None = None
    published_on: str | None = None
    language: str | None = None
    title: str | None = None
    source: str | None = None


@dataclass(slots=True)
class Manifest:
    """The rows by path (relative to the folder, with `/`), and what was wrong with the others."""

    rows: dict[str, Known] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a folder; an empty one where there is none or it cannot be read (a warning says why)."""
    path = folder / NAME
    manifest = Manifest()
    if not path.is_file():
        return manifest
    try:
        rows = csv.DictReader(io.StringIO(_text(path)), strict=True, restkey="", restval="")
        _read_rows(rows, manifest)
    except (OSError, RejectedArticle, csv.Error) as error:
        manifest.warnings.append(f"{NAME} cannot be read from here on: {error}")
    return manifest


def _text(path: Path) -> str:
    if path.stat().st_size > LARGEST:
        raise RejectedArticle("fetch", "too_large", f"it is larger than {LARGEST:,} bytes")
    return decode(path.read_bytes())


def _read_rows(rows: csv.DictReader[str], manifest: Manifest) -> None:
    columns = [name.strip().lower() for name in rows.fieldnames or []]
    rows.fieldnames = columns
    if "path" not in columns:
        manifest.warnings.append(f"{NAME} has no column 'path' in its first line, so no row of it can be used")
        return
    if odd := [name for name in columns if name not in COLUMNS]:
        manifest.warnings.append(f"{NAME}: columns not known and not used: {', '.join(odd)}")
    for row in rows:
        _add(row, f"{NAME}, line {rows.line_num}", manifest)


def _add(row: dict[str, str], place: str, manifest: Manifest) -> None:
    path = row["path"].strip()
    relative = PurePosixPath(path)
    if "" in row:
        manifest.warnings.append(f"{place}: more fields than columns; quote fields that hold a comma; row not used")
    elif not path or relative.is_absolute() or ".." in relative.parts or "\0" in path:
        manifest.warnings.append(f"{place}: {path!r} is not a path inside the folder; row not used")
    elif str(relative) in manifest.rows:
        manifest.warnings.append(f"{place}: {path!r} stands there a second time; the first row is used")
    else:
        manifest.rows[str(relative)] = Known(**dict(_values(row, place, manifest)))


def _values(row: dict[str, str], place: str, manifest: Manifest) -> Iterator[tuple[str, str | None]]:
    for column in ("source_uri", "title", "source"):
        yield column, clean_line(row.get(column))
    for column, check in (("published_on", edtf_date), ("language", language_code)):
        value = (row.get(column) or "").strip()
        checked = check(value) if value else None
        if value and not checked:
            manifest.warnings.append(f"{place}: {column} {value[:40]!r} is not valid and not used")
        yield column, checked
