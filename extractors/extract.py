"""The claims step: landing items to claims documents, in worker processes, with a row for each that fails."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any

from extractors.accounts import write_account
from extractors.claims import Article, ClaimsDocument
from extractors.engines import Engine, get_engine
from extractors.errors import RejectedArticle
from extractors.fetch.folder import list_path
from extractors.fetch.kinds.folder import landing_item
from extractors.fetch.landed import landed_bytes
from extractors.fetch.landing import LandedFile, whole_file
from extractors.items import PAGE_TYPES, RECORD_TYPES, LandingItem, Rejected, printable
from extractors.settings import Settings
from extractors.text import BadRecord, iter_records, read_document, read_record, record_uri
from extractors.text.language import warm_up
from extractors.workers import Failure, Workers, cpu_limit

logger = logging.getLogger(__name__)

# A file in which most lines are bad is not what its ending says; its lines are not worth a row each.
BAD_RECORDS = 1000
# A crash or a lack of time may be the machine's fault: such input is tried again in the next run.
TRIED_AGAIN = frozenset({"timeout", "out_of_memory", "crashed"})


@dataclass(frozen=True, slots=True)
class ExtractCounts:
    """What one batch gave: articles with a claims document, and rejected files and records."""

    articles: int
    rejected: int


@dataclass(frozen=True, slots=True)
class Job:
    """One article to read: a file, or one record of a file."""

    item: LandingItem
    path: Path
    number: int = 0
    values: dict[str, Any] | None = None
    max_bytes: int = 0

    @property
    def source_uri(self) -> str:
        """The article's address."""
        if self.values is None:
            return self.item.source_uri
        return record_uri(self.item, self.number, self.values)


Outcome = ClaimsDocument | Rejected


@dataclass(slots=True)
class Intake:
    """What the items of a batch hold, counted where they are read and not where they end.

    Attributes:
        articles: articles found, good and bad.
        early: what was turned down before it came to a worker.
    """

    articles: int = 0
    early: list[tuple[LandingItem, Outcome]] = field(default_factory=list)

    def turn_down(self, item: LandingItem, row: Rejected) -> None:
        """Note input that is no article."""
        self.articles += 1
        self.early.append((item, row))


def extract_batch(settings: Settings, run_id: str, batch: Path) -> ExtractCounts:
    """Read a batch of landing items and write `claims/<batch>.jsonl` and `rejected/<batch>.jsonl` of the run.

    Each line of the first is a claims document with a further field `landing`, of the second a rejected row.
    `accounts/<batch>.json` has how many articles the items held. A second call writes the same files again.

    Raises:
        PermanentError: the engine's data are at fault.
    """
    items = [LandingItem.from_json(line) for line in batch.read_text("utf-8").splitlines()]
    run = settings.data_dir / "runs" / run_id
    intake = Intake()
    located = [(item, settings.data_dir / item.landing_path) for item in items]
    version = get_engine(settings.engine).version
    articles = rejected = 0
    # The claims file is put in its place last: where it is, the others are.
    with whole_file(run / "claims" / batch.name) as good, whole_file(run / "rejected" / batch.name) as bad:
        for item, outcome in _outcomes(located, settings, settings.engine, intake):
            is_article = isinstance(outcome, ClaimsDocument)
            (good if is_article else bad).write(_with_landing(outcome, item, version).encode())
            articles, rejected = articles + is_article, rejected + (not is_article)
        write_account(run, batch, intake.articles)
    return ExtractCounts(articles, rejected)


def extract_paths(
    paths: Iterable[Path], settings: Settings, engine_name: str = "rules"
) -> Iterator[ClaimsDocument | Rejected]:
    """Claims documents of files and folders without landing them, in the order of the paths.

    Raises:
        PermanentError: a path does not exist, or there is no such engine.
    """
    listings = [list_path(path, settings.max_file_bytes) for path in paths]
    for listing in listings:
        for warning in listing.warnings:
            logger.warning("%s", printable(warning))
        yield from listing.rejected
    files = [file for listing in listings for file in listing.files]
    items = [landing_item(file, LandedFile(file.path.as_posix(), "", 0), None) for file in files]
    located = [(item, file.path) for item, file in zip(items, files, strict=True)]
    for _, outcome in _outcomes(located, settings, engine_name, Intake()):
        yield outcome


def _outcomes(
    located: list[tuple[LandingItem, Path]], settings: Settings, engine_name: str, intake: Intake
) -> Iterator[tuple[LandingItem, Outcome]]:
    """Each article of each item with its outcome, in their order; bad records and unreadable bundles come last."""
    if not located:
        return
    _prepare(engine_name, [item for item, _ in located])
    jobs = (job for item, path in located for job in _jobs(item, path, settings.max_file_bytes, intake))
    workers: Workers[Job, Outcome] = Workers(partial(_read_and_extract, engine_name), settings.workers)
    seen: set[str] = set()
    for job, result in workers.run(jobs):
        yield job.item, _outcome(job, result, seen)
    yield from intake.early


def _outcome(job: Job, result: Outcome | Failure, seen: set[str]) -> Outcome:
    """A worker's result; the second article with an address that was read already is a row of its own."""
    if isinstance(result, Failure):
        return _rejected(job, RejectedArticle("extract", result.reason, result.detail))
    if isinstance(result, ClaimsDocument):
        if result.article.source_uri in seen:
            error = RejectedArticle("text", "duplicate_uri", f"{result.article.source_uri} was read already")
            return _rejected(job, error, f"{job.item.source_uri}#{job.number or 'again'}")
        seen.add(result.article.source_uri)
    return result


def _prepare(engine_name: str, items: list[LandingItem]) -> None:
    """Load what every worker needs before they are forked, and nothing else."""
    _engine(engine_name)
    if not all(item.language for item in items):
        warm_up()
    if any(item.media_type in PAGE_TYPES for item in items):
        import extractors.text.pages  # noqa: F401, PLC0415  (0.6 s: only when there is a page to read)


def _jobs(item: LandingItem, path: Path, max_bytes: int, intake: Intake) -> Iterator[Job]:
    """The articles of an item; what is no article is turned down at once."""
    if item.media_type not in RECORD_TYPES:
        intake.articles += 1
        yield Job(item, path, max_bytes=max_bytes)
        return
    good = bad = 0
    try:
        for record in iter_records(path, item.media_type, max_bytes):
            if isinstance(record, BadRecord):
                bad += 1
                intake.turn_down(item, _rejected(Job(item, path), record.error, f"{item.source_uri}#{record.number}"))
                _give_up_on_rubbish(good, bad)
            else:
                good += 1
                intake.articles += 1
                yield Job(item, path, record.number, record.values)
        if not good and not bad:
            raise RejectedArticle("text", "empty", "there is no record in the file")
    except OSError as error:
        intake.turn_down(item, _rejected(Job(item, path), _unreadable(error)))
    except RejectedArticle as error:
        intake.turn_down(item, _rejected(Job(item, path), error))


def _give_up_on_rubbish(good: int, bad: int) -> None:
    if bad >= BAD_RECORDS and bad > good:
        raise RejectedArticle(
            "text", "invalid_json", f"{bad:,} bad records and {good:,} good ones; the rest is not read"
        )


def _read_and_extract(engine_name: str, jobs: list[Job]) -> list[Outcome]:
    """In a worker: the claims of each job's article, or why there are none."""
    outcomes: list[Outcome] = []
    for job in jobs:
        with cpu_limit():
            try:
                outcomes.append(_engine(engine_name).extract(_article(job)))
            except RejectedArticle as error:
                outcomes.append(_rejected(job, error))
    return outcomes


def _article(job: Job) -> Article:
    if job.values is not None:
        return read_record(job.item, job.number, job.values)
    try:
        return read_document(job.item, landed_bytes(job.item, job.path, job.max_bytes))
    except OSError as error:
        raise _unreadable(error) from error


def _unreadable(error: OSError) -> RejectedArticle:
    return RejectedArticle("text", "unreadable", f"the file cannot be read: {error.strerror}")


def _rejected(job: Job, error: RejectedArticle, source_uri: str | None = None) -> Rejected:
    source = job.item.source or job.item.source_name
    return Rejected.of(error, source_uri or job.source_uri, source, job.item.pointer)


@cache
def _engine(name: str) -> Engine:
    return get_engine(name)


def _with_landing(outcome: Outcome, item: LandingItem, version: str) -> str:
    """The line of an outcome, with where it came from: the ledger passes over what is there unchanged.

    It carries the whole item, so that it can be read again from the landing store.
    """
    known = {"uri": item.source_uri, "path": item.landing_path, "source_name": item.source_name}
    if not (isinstance(outcome, Rejected) and outcome.reason in TRIED_AGAIN):
        known |= {"sha256": item.sha256, "metadata_sha256": item.metadata_sha256, "extractor_version": version}
    known["item"] = item.to_json()
    return f'{outcome.to_json()[:-1]}, "landing": {json.dumps(known, ensure_ascii=False)}}}\n'
