"""A trial of a source: what it would bring, with nothing stored."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path

from extractors.claims import Article
from extractors.errors import RejectedArticle
from extractors.fetch.kinds import Source, read
from extractors.fetch.landed import landed_bytes
from extractors.fetch.visit import Tally, Visit
from extractors.items import RECORD_TYPES, LandingItem, Rejected
from extractors.settings import Settings
from extractors.text import read_document
from extractors.workers import Failure, Workers, cpu_limit

RUN_ID = "trial"
MOST_BYTES = 5 * 1024 * 1024


@dataclass(slots=True)
class Trial:
    """What a source would bring.

    Attributes:
        articles: those that were fetched and read, with their items.
        files: items that hold any number of articles, and those beyond the number to be read.
        rejected: what was turned down, with the reasons.
        not_fetched: addresses on offer beyond the number to be fetched.
        warnings: sentences for the operator.
        tally: what it cost.
        stopped: why a night would stop this source, where it would.
    """

    articles: list[tuple[LandingItem, Article]] = field(default_factory=list)
    files: list[LandingItem] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    not_fetched: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)
    stopped: str | None = None


def try_source(settings: Settings, source: Source, most_pages: int) -> Trial:
    """Read a source into a folder that is thrown away, and the text of its first articles.

    Raises:
        PermanentError: the source cannot be read as it is configured.
        TransientError: it could not be read now.
    """
    with tempfile.TemporaryDirectory(prefix="communique-trial-") as folder:
        thrown_away = replace(settings, data_dir=Path(folder))
        visit = Visit(thrown_away, RUN_ID, source.name, most_pages=most_pages)
        # The minimum would keep a source that is too small from being fetched, and so from being looked at.
        outcomes = list(read(source.model_copy(update={"min_count": 0}), visit))
        trial = Trial(warnings=visit.warnings, tally=visit.tally, not_fetched=visit.not_fetched)
        trial.rejected = [outcome for outcome in outcomes if isinstance(outcome, Rejected)]
        items = [outcome for outcome in outcomes if isinstance(outcome, LandingItem)]
        _read_texts(thrown_away, items, most_pages, trial)
        good = visit.tally.listed - len(trial.rejected)
        if good < source.min_count:
            trial.stopped = f"{max(good, 0)} articles, fewer than its min_count of {source.min_count}"
        return trial


def _read_texts(settings: Settings, items: list[LandingItem], most: int, trial: Trial) -> None:
    single = [item for item in items if item.media_type not in RECORD_TYPES]
    trial.files = [item for item in items if item.media_type in RECORD_TYPES] + single[most:]
    jobs = [(item, str(settings.data_dir / item.landing_path)) for item in single[:most]]
    workers: Workers[tuple[LandingItem, str], Article | RejectedArticle] = Workers(_read_all, settings.workers)
    for (item, _), result in workers.run(jobs):
        if isinstance(result, Article):
            trial.articles.append((item, result))
            continue
        error = RejectedArticle("text", result.reason, result.detail) if isinstance(result, Failure) else result
        trial.rejected.append(Rejected.of(error, item.source_uri, item.source_name))


def _read_all(jobs: list[tuple[LandingItem, str]]) -> list[Article | RejectedArticle]:
    """In a worker: the article of each file, or why there is none."""
    return [_read_one(item, Path(path)) for item, path in jobs]


def _read_one(item: LandingItem, path: Path) -> Article | RejectedArticle:
    with cpu_limit():
        try:
            return read_document(item, landed_bytes(item, path, MOST_BYTES))
        except RejectedArticle as error:
            return error
