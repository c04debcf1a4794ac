"""Kind `folder`: the article files below a folder, such as a drop box."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from extractors.errors import RejectedArticle
from extractors.fetch.folder import InputFile, list_folder
from extractors.fetch.landing import LandedFile, land
from extractors.fetch.patterns import is_wanted
from extractors.fetch.schema import SourceBase
from extractors.fetch.visit import Visit
from extractors.items import LandingItem, Rejected, article_id


class FolderSource(SourceBase):
    """A folder of article files.

    Attributes:
        kind: `folder`.
        path: the folder, relative to the project or absolute. Patterns are held against the path below it, which
            begins with `/`.
    """

    kind: Literal["folder"]
    path: Annotated[str, Field(min_length=1)]


def read(source: FolderSource, visit: Visit) -> Iterator[LandingItem | Rejected]:
    """Land the folder's files.

    Raises:
        PermanentError: there is no such folder.
    """
    folder = visit.settings.project_root / source.path
    # Addresses of a folder inside the project are the same on every machine.
    prefix = source.path if not Path(source.path).is_absolute() else None
    yield from read_folder(visit, folder, prefix, source)


def read_folder(
    visit: Visit, folder: Path, uri_prefix: str | None, source: FolderSource | None = None
) -> Iterator[LandingItem | Rejected]:
    """Land the files of a folder, wherever it lies.

    Args:
        visit: where to land, and as what.
        folder: the folder, with its manifest.csv where it has one.
        uri_prefix: what addresses begin with; default the folder as given.
        source: patterns, language and outlet, where a source file gives them.

    Raises:
        PermanentError: there is no such folder.
    """
    listing = list_folder(folder, visit.settings.max_file_bytes, uri_prefix)
    visit.warnings += listing.warnings
    visit.tally.listed += len(listing.rejected)
    yield from listing.rejected
    for file in listing.files:
        if source and not is_wanted(f"/{file.path.relative_to(folder).as_posix()}", source.include, source.exclude):
            visit.tally.passed_over += 1
            continue
        if visit.is_outside(file.known.published_on):
            visit.tally.passed_over += 1
            continue
        visit.tally.listed += 1
        yield _landed(visit, file, source)


def _landed(visit: Visit, file: InputFile, source: FolderSource | None) -> LandingItem | Rejected:
    try:
        landed = land(visit.settings, visit.source_name, file.path)
    except RejectedArticle as error:
        return Rejected.of(error, file.source_uri, file.known.source or visit.source_name)
    return landing_item(file, landed, visit.source_name, source)


def landing_item(
    file: InputFile, landed: LandedFile, source_name: str | None, source: FolderSource | None = None
) -> LandingItem:
    """The landing item of a file of a folder; what the manifest says of it goes before what the source says."""
    return LandingItem(
        item_id=article_id(file.source_uri),
        landing_path=landed.path,
        source_uri=file.source_uri,
        source=file.known.source or (source.outlet if source else None),
        title=file.known.title,
        language=file.known.language or (source.language if source else None),
        published_on=file.known.published_on,
        media_type=file.media_type,
        sha256=landed.sha256,
        bytes=landed.bytes,
        source_name=source_name,
    )
