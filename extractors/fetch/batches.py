"""Fetch a source: land what is new or changed and write it down in batches for the steps that follow."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from extractors.engines import get_engine
from extractors.errors import RejectedArticle
from extractors.fetch.folder import InputFile, Listing, list_folder
from extractors.fetch.landing import LandedFile, land, safe_name, write_whole
from extractors.fetch.sources import find_source
from extractors.items import LandingItem, Rejected, article_id, printable
from extractors.load import LedgerEntry, loaded_articles
from extractors.settings import Settings

logger = logging.getLogger(__name__)

BATCH_ITEMS = 200


@dataclass(slots=True)
class FetchReport:
    """What one fetch of one source did; written to `fetch/<source>.json` of the run.

    Attributes:
        source: the source's name.
        files: files looked at: new + unchanged + rejected.
        new: landing items in the batches.
        unchanged: items whose bytes, manifest row and extractor are those of the last load.
        rejected: files turned down here.
        warnings: sentences for the operator.
    """

    source: str
    files: int = 0
    new: int = 0
    unchanged: int = 0
    rejected: int = 0
    warnings: list[str] = field(default_factory=list)


def fetch_source(settings: Settings, run_id: str, name: str) -> list[Path]:
    """Fetch a source by its name.

    Returns:
        The batch files of this source, in order; empty when nothing is new.

    Raises:
        PermanentError: no such source, or its file or folder is at fault.
    """
    source = find_source(settings, name)
    folder = settings.project_root / source.path
    # Addresses of a folder inside the project are the same on every machine.
    prefix = source.path if not Path(source.path).is_absolute() else None
    return fetch_folder(settings, run_id, folder, source.name, uri_prefix=prefix, language=source.language)


def fetch_folder(
    settings: Settings,
    run_id: str,
    folder: Path,
    source_name: str,
    *,
    uri_prefix: str | None = None,
    language: str | None = None,
) -> list[Path]:
    """Land a folder's new and changed files and write batches of them.

    Args:
        settings: where to land.
        run_id: the run whose folder gets `batches/`, `rejected/` and `fetch/`.
        folder: the folder to read, with its manifest.csv where it has one.
        source_name: stands in the landing path, and for the outlet where nothing names one.
        uri_prefix: what addresses begin with; default the folder as given.
        language: language of all files, where the source says so and the manifest does not.

    Returns:
        The batch files, in order; empty when nothing is new.

    Raises:
        PermanentError: there is no such folder.
    """
    listing = list_folder(folder, settings.max_file_bytes, uri_prefix)
    report = FetchReport(
        source_name, files=len(listing.files) + len(listing.rejected), warnings=[printable(w) for w in listing.warnings]
    )
    items = [item for file in listing.files if (item := _landed(settings, file, source_name, language, listing))]
    ledger, version = loaded_articles(settings, source_name), get_engine().version
    new = [item for item in items if not _is_loaded(item, ledger, version)]
    report.new, report.unchanged, report.rejected = len(new), len(items) - len(new), len(listing.rejected)
    rejected = [replace(row, source=row.source or source_name) for row in listing.rejected]
    for warning in report.warnings:
        logger.warning("%s: %s", source_name, warning)
    return _write(settings.data_dir / "runs" / run_id, new, rejected, report)


def _landed(
    settings: Settings, file: InputFile, source_name: str, language: str | None, listing: Listing
) -> LandingItem | None:
    try:
        landed = land(settings, source_name, file.path)
    except RejectedArticle as error:
        listing.rejected.append(Rejected.of(error, file.source_uri, file.known.source or source_name))
        return None
    return landing_item(file, landed, source_name, language)


def landing_item(file: InputFile, landed: LandedFile, source_name: str | None, language: str | None) -> LandingItem:
    """The landing item of a file of a folder."""
    return LandingItem(
        item_id=article_id(file.source_uri),
        landing_path=landed.path,
        source_uri=file.source_uri,
        source=file.known.source,
        title=file.known.title,
        language=file.known.language or language,
        published_on=file.known.published_on,
        media_type=file.media_type,
        sha256=landed.sha256,
        bytes=landed.bytes,
        source_name=source_name,
    )


def _is_loaded(item: LandingItem, ledger: dict[str, LedgerEntry], version: str) -> bool:
    entry = ledger.get(item.source_uri)
    found = entry and (entry.landing_sha256, entry.metadata_sha256, entry.extractor_version)
    return found == (item.sha256, item.metadata_sha256, version)


def write_items(settings: Settings, run_id: str, name: str, items: list[LandingItem]) -> list[Path]:
    """Batches of items that are landed already, as if a source of this name had just offered them."""
    report = FetchReport(name, files=len(items), new=len(items))
    return _write(settings.data_dir / "runs" / run_id, items, [], report)


def _write(run: Path, items: list[LandingItem], rejected: list[Rejected], report: FetchReport) -> list[Path]:
    name = safe_name(report.source)
    batches = {
        run / "batches" / f"{name}-{start // BATCH_ITEMS + 1:03}.jsonl": [
            item.to_json() for item in items[start : start + BATCH_ITEMS]
        ]
        for start in range(0, len(items), BATCH_ITEMS)
    }
    for stale in set((run / "batches").glob(f"{name}-[0-9]*.jsonl")) - batches.keys():
        stale.unlink()  # of an earlier try of the same run, when more was new
    for path, lines in batches.items():
        write_whole(path, lines)
    # The loader takes claims and rejected files in pairs of one name.
    write_whole(run / "rejected" / f"{name}-fetch.jsonl", [row.to_json() for row in rejected])
    write_whole(run / "claims" / f"{name}-fetch.jsonl", [])
    write_whole(run / "fetch" / f"{name}.json", [json.dumps(asdict(report), ensure_ascii=False, indent=2)])
    return list(batches)
