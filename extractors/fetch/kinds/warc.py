"""Kind `warc`: web archives such as Common Crawl News, a file or a folder of them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from extractors.errors import PermanentError, RejectedArticle
from extractors.fetch.landing import LandedFile, land
from extractors.fetch.patterns import is_wanted
from extractors.fetch.schema import SourceBase
from extractors.fetch.visit import Visit
from extractors.fetch.warc.frames import Broken, Frame, read_frames
from extractors.fetch.warc.responses import Response, page_of
from extractors.fetch.warc.streams import unpacked
from extractors.fetch.web.addresses import check_address, identity
from extractors.items import WARC_TYPE, LandingItem, Rejected, article_id, printable

ENDINGS = (".warc", ".warc.gz")
# Rows for the damages of one file; the rest of them is told in one warning.
MOST_BROKEN = 1000
# A file that was compressed as a whole is unpacked on the disk, as far as this: so much, and so many times its size.
UNPACKED_LARGEST = 20 * 1024**3
UNPACKED_LEAST = 256 * 1024**2
UNPACKED_TIMES = 50


class WarcSource(SourceBase):
    """Web archives.

    Attributes:
        kind: `warc`.
        path: a .warc or .warc.gz file, or a folder of such, relative to the project or absolute.
        since: pages captured before this day are passed over.
        until: pages captured after this day are passed over.
    """

    kind: Literal["warc"]
    path: Annotated[str, Field(min_length=1)]
    since: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")] | None = None
    until: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")] | None = None


@dataclass(slots=True)
class Found:
    """What the archives hold: of an address that was captured more than once, the newest capture."""

    pages: dict[str, tuple[str, LandingItem]] = field(default_factory=dict)
    rejected: list[Rejected] = field(default_factory=list)


def read(source: WarcSource, visit: Visit) -> Iterator[LandingItem | Rejected]:
    """Land the archives and tell the pages in them apart; nothing of a page is unpacked here.

    Raises:
        PermanentError: there is no such file or folder.
    """
    found = Found()
    for path in _archives(visit.settings.project_root / source.path):
        _read_archive(source, visit, path, found)
    visit.tally.listed += len(found.pages) + len(found.rejected)
    yield from found.rejected
    for _, item in found.pages.values():
        yield item


def _archives(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise PermanentError(
            f"{path} is neither a file nor a folder; give the path of a WARC file or a folder of them."
        )
    return sorted(file for file in path.rglob("*") if file.name.lower().endswith(ENDINGS) and file.is_file())


def _read_archive(source: WarcSource, visit: Visit, path: Path, found: Found) -> None:
    uri = printable(path.as_posix())
    try:
        _check_inside(path, visit.settings.project_root / source.path)
        landed = land(visit.settings, visit.source_name, path)
        if _is_compressed_as_a_whole(visit.settings.data_dir / landed.path):
            landed = _land_unpacked(visit, path)
        _read_landed(source, visit, uri, landed, found)
    except RejectedArticle as error:
        found.rejected.append(Rejected.of(error, uri, visit.source_name))
    except OSError as error:
        detail = f"the file cannot be read: {error.strerror}"
        found.rejected.append(Rejected.of(RejectedArticle("fetch", "unreadable", detail), uri, visit.source_name))


def _check_inside(path: Path, place: Path) -> None:
    """A link in the folder must not bring in what lies elsewhere."""
    if path != place and not path.resolve().is_relative_to(place.resolve()):
        raise RejectedArticle("fetch", "outside_folder", "the file is a link to a place outside the folder")


def _read_landed(source: WarcSource, visit: Visit, uri: str, landed: LandedFile, found: Found) -> None:
    broken = 0
    for frame in read_frames(visit.settings.data_dir / landed.path):
        if isinstance(frame, Frame):
            _take(source, visit, landed, frame, found)
            continue
        broken += 1
        if broken <= MOST_BROKEN:
            found.rejected.append(_broken(frame, uri, landed, visit.source_name))
    if broken > MOST_BROKEN:
        visit.warnings.append(f"{uri}: {broken:,} damaged places; {MOST_BROKEN:,} of them have rows")


def _broken(broken: Broken, uri: str, landed: LandedFile, source_name: str) -> Rejected:
    error = RejectedArticle("fetch", broken.reason, f"the record at byte {broken.offset:,}: {broken.detail}")
    return Rejected.of(error, f"{uri}#{broken.offset}", source_name, f"{landed.path}#{broken.offset}")


def _take(source: WarcSource, visit: Visit, landed: LandedFile, frame: Frame, found: Found) -> None:
    response = page_of(frame)
    if response is None or not _in_time(source, response.captured_at) or visit.is_outside(response.captured_at):
        visit.tally.passed_over += 1
        return
    pointer = f"{landed.path}#{frame.offset}"
    try:
        uri = identity(check_address(response.uri))
        _check(frame, visit.settings.max_file_bytes)
    except ValueError as error:
        refused = RejectedArticle("fetch", "bad_address", f"the record at byte {frame.offset:,}: {error}")
        found.rejected.append(Rejected.of(refused, pointer, visit.source_name, pointer))
        return
    except RejectedArticle as error:
        found.rejected.append(Rejected.of(error, uri, visit.source_name, pointer))
        return
    if not is_wanted(uri, source.include, source.exclude):
        visit.tally.passed_over += 1
        return
    known = found.pages.get(uri)
    visit.tally.repeated += known is not None
    if known is None or known[0] <= response.captured_at:
        found.pages[uri] = response.captured_at, _item(source, visit, landed, frame, response, uri)


def _check(frame: Frame, most: int) -> None:
    if frame.block_bytes > most + len(frame.head):
        raise RejectedArticle("fetch", "too_large", f"its {frame.block_bytes:,} bytes are more than {most:,}")
    if why := frame.headers.get("warc-truncated"):
        raise RejectedArticle("fetch", "truncated", f"whoever captured it cut it off: {why[:60]}")


def _in_time(source: WarcSource, captured_at: str) -> bool:
    day = captured_at[:10]
    return (source.since is None or day >= source.since) and (source.until is None or day <= source.until)


def _item(
    source: WarcSource, visit: Visit, landed: LandedFile, frame: Frame, response: Response, uri: str
) -> LandingItem:
    return LandingItem(
        item_id=article_id(uri),
        landing_path=landed.path,
        source_uri=uri,
        source=source.outlet,
        title=None,
        language=source.language,
        published_on=None,
        media_type=WARC_TYPE,
        sha256=frame.block_sha256,
        bytes=frame.block_bytes,
        source_name=visit.source_name,
        charset=response.charset,
        offset=frame.offset,
        length=frame.length,
    )


def _is_compressed_as_a_whole(path: Path) -> bool:
    first = next(iter(read_frames(path)), None)
    return isinstance(first, Broken) and first.reason == "whole_gzip"


def _land_unpacked(visit: Visit, path: Path) -> LandedFile:
    """The plain form of a file whose records cannot be reached one by one; of a damaged file as much as there is."""
    visit.settings.data_dir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=visit.settings.data_dir, prefix=".unpacked-") as folder:
        plain = Path(folder) / "plain.warc"
        most = min(max(UNPACKED_TIMES * path.stat().st_size, UNPACKED_LEAST), UNPACKED_LARGEST)
        with path.open("rb") as packed, plain.open("wb") as file:
            for piece in unpacked(packed):
                file.write(piece)
                if file.tell() > most:
                    detail = f"unpacked it is larger than {most:,} bytes, which its size does not explain"
                    raise RejectedArticle("fetch", "too_large", detail)
        return land(visit.settings, visit.source_name, plain)
