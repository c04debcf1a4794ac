"""Fetch a source: land what is new or changed and write it down in batches for the steps that follow."""

from __future__ import annotations

import json
import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from extractors.engines import get_engine
from extractors.errors import CommuniqueError, PermanentError
from extractors.fetch.health import record_failure, record_success
from extractors.fetch.kinds import Source, read
from extractors.fetch.kinds.folder import read_folder
from extractors.fetch.landing import safe_name, write_whole
from extractors.fetch.sources import find_source
from extractors.fetch.visit import Tally, Visit
from extractors.items import LandingItem, Rejected, printable
from extractors.load import LedgerEntry, loaded_articles
from extractors.settings import Settings

logger = logging.getLogger(__name__)

BATCH_ITEMS = 200


@dataclass(slots=True)
class FetchReport:
    """What one fetch of one source did; written to `fetch/<source>.json` of the run.

    Attributes:
        source: the source's name.
        files: documents looked at: new + unchanged + rejected.
        new: landing items in the batches.
        unchanged: items whose bytes, metadata and extractor are those of the last load.
        rejected: documents turned down here.
        warnings: sentences for the operator.
        held: documents that were landed and are not in the batches, because the source was stopped.
        reasons: the rejected ones by reason.
        tally: what the reading cost and passed over.
    """

    source: str
    files: int = 0
    new: int = 0
    unchanged: int = 0
    rejected: int = 0
    warnings: list[str] = field(default_factory=list)
    held: int = 0
    reasons: dict[str, int] = field(default_factory=dict)
    tally: Tally = field(default_factory=Tally)


def fetch_source(
    settings: Settings, run_id: str, name: str, since: str | None = None, until: str | None = None
) -> list[Path]:
    """Fetch a source by its name.

    Args:
        settings: where to land.
        run_id: the run whose folder gets the batches.
        name: the source.
        since: of a backfill, the first day; `min_count` and age limits do not hold then.
        until: and the last day.

    Returns:
        The batch files of this source, in order; empty when nothing is new.

    Raises:
        PermanentError: no such source, its file or folder is at fault, or it offered less than its `min_count`.
        TransientError: it could not be read now.
    """
    source = find_source(settings, name)
    visit = Visit(settings, run_id, source.name, since=since, until=until)
    try:
        items, rejected = _sorted_out(read(source, visit))
        _check_counts(source, visit, items, rejected)
    except CommuniqueError as error:
        record_failure(settings, source.name, str(error), visit.tally)
        raise
    report, batches = _account(visit, items, rejected)
    record_success(settings, source.name, counts_of(report), report.warnings, visit.tally)
    return batches


def fetch_folder(
    settings: Settings, run_id: str, folder: Path, source_name: str, *, uri_prefix: str | None = None
) -> list[Path]:
    """Land a folder's new and changed files and write batches of them.

    Args:
        settings: where to land.
        run_id: the run whose folder gets `batches/`, `rejected/` and `fetch/`.
        folder: the folder to read, with its manifest.csv where it has one.
        source_name: stands in the landing path, and for the outlet where nothing names one.
        uri_prefix: what addresses begin with; default the folder as given.

    Returns:
        The batch files, in order; empty when nothing is new.

    Raises:
        PermanentError: there is no such folder.
    """
    visit = Visit(settings, run_id, source_name)
    items, rejected = _sorted_out(read_folder(visit, folder, uri_prefix))
    return _account(visit, items, rejected)[1]


def counts_of(report: FetchReport) -> dict[str, int]:
    """The numbers of a report, in the order in which they are shown."""
    tally = report.tally
    return {
        "listed": tally.listed,
        "new": report.new,
        "unchanged": report.unchanged,
        "rejected": report.rejected,
        "held": report.held,
        "left": tally.left,
        "passed_over": tally.passed_over,
        "repeated": tally.repeated,
        "requests": tally.requests,
        "bytes": tally.bytes,
    }


def _sorted_out(
    found: Iterator[LandingItem | Rejected],
) -> tuple[list[LandingItem], list[Rejected]]:
    items: list[LandingItem] = []
    rejected: list[Rejected] = []
    for outcome in found:
        if isinstance(outcome, Rejected):
            rejected.append(outcome)
        else:
            items.append(outcome)
    return items, rejected


def _check_counts(source: Source, visit: Visit, items: list[LandingItem], rejected: list[Rejected]) -> None:
    """Below its minimum a source is stopped: a page that was redesigned or an empty feed must not pass for no news."""
    listed, could_be_had = visit.tally.listed, len(items) + visit.tally.left
    if source.max_count is not None and listed > source.max_count:
        visit.warnings.append(f"it offers {listed:,} articles, more than its max_count of {source.max_count:,}")
    if visit.is_backfill or min(listed, could_be_had) >= source.min_count:
        return
    _account(visit, [], rejected, held=len(items))
    raise PermanentError(
        f"{source.name} is stopped for tonight: it offers {listed:,} articles, of which {could_be_had:,} could be had, "
        f"fewer than its min_count of {source.min_count:,}. {_reasons_told(rejected)}"
        f"See `communique sources check {source.name}`; if that is all there is, lower min_count in its file."
    )


def _reasons_told(rejected: list[Rejected]) -> str:
    reasons = Counter(row.reason for row in rejected)
    told = ", ".join(f"{count} {reason}" for reason, count in reasons.most_common(5))
    return f"Turned down: {told}. " if told else ""


def _account(
    visit: Visit, items: list[LandingItem], rejected: list[Rejected], held: int = 0
) -> tuple[FetchReport, list[Path]]:
    ledger = loaded_articles(visit.settings, visit.source_name)
    version = get_engine(visit.settings.engine).version
    new = [item for item in items if not _is_loaded(item, ledger, version)]
    rejected = [replace(row, source=row.source or visit.source_name) for row in rejected]
    report = FetchReport(
        visit.label,
        files=len(items) + len(rejected),
        new=len(new),
        unchanged=len(items) - len(new),
        rejected=len(rejected),
        warnings=[printable(warning) for warning in visit.warnings],
        held=held,
        reasons=dict(sorted(Counter(row.reason for row in rejected).items())),
        tally=visit.tally,
    )
    for warning in report.warnings:
        logger.warning("%s: %s", visit.source_name, warning)
    run = visit.settings.data_dir / "runs" / visit.run_id
    return report, _write(run, new, rejected, report)


def _is_loaded(item: LandingItem, ledger: dict[str, LedgerEntry], version: str) -> bool:
    entry = ledger.get(item.source_uri)
    found = entry and (entry.landing_sha256, entry.metadata_sha256, entry.extractor_version)
    return found == (item.sha256, item.metadata_sha256, version)


def write_items(
    settings: Settings, run_id: str, name: str, items: list[LandingItem], rejected: Sequence[Rejected] = ()
) -> list[Path]:
    """Batches of items that are landed already, as if a source of this name had just offered them.

    Args:
        settings: the installation.
        run_id: the run whose folder gets the batches.
        name: of the batches.
        items: what is landed.
        rejected: what was offered with it and turned down unread.
    """
    report = FetchReport(name, files=len(items) + len(rejected), new=len(items), rejected=len(rejected))
    return _write(settings.data_dir / "runs" / run_id, items, list(rejected), report)


def _write(run: Path, items: list[LandingItem], rejected: list[Rejected], report: FetchReport) -> list[Path]:
    name = safe_name(report.source)
    batches = [run / "batches" / f"{name}-{number + 1:03}.jsonl" for number in range(-(-len(items) // BATCH_ITEMS))]
    for stale in set((run / "batches").glob(f"{name}-[0-9]*.jsonl")) - set(batches):
        stale.unlink()  # of an earlier try of the same run, when more was new
    for number, path in enumerate(batches):
        batch = items[number * BATCH_ITEMS : (number + 1) * BATCH_ITEMS]
        write_whole(path, (item.to_json() for item in batch))
    # The loader takes claims and rejected files in pairs of one name.
    write_whole(run / "rejected" / f"{name}-fetch.jsonl", [row.to_json() for row in rejected])
    write_whole(run / "claims" / f"{name}-fetch.jsonl", [])
    write_whole(run / "fetch" / f"{name}.json", [json.dumps(asdict(report), ensure_ascii=False, indent=2)])
    return batches
