"""One batch of claims and rejections into the raw tables: a transaction, or several for a very large bundle."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from extractors.errors import PermanentError
from extractors.load.known import Known, Verdict, known_articles, verdict
from extractors.load.read import LoadableDocument, iter_claims, read_rejections
from extractors.load.rejections import replace_rejections
from extractors.load.rows import Landing, Row, article_row, claim_rows, landing_columns, revision_row
from extractors.load.schema import ensure_schema
from extractors.load.settled import settle, settled_in_run
from extractors.load.tables import count_rows, insert
from extractors.settings import Settings
from extractors.warehouse import open_build

CLAIM_TABLES = ("actors", "visits", "meetings", "agreements", "honours", "rejected_claims")
# Articles a transaction: a bundle may hold any number of them, and memory must not grow with it.
DOCUMENTS = 500


@dataclass(frozen=True, slots=True)
class LoadCounts:
    """What one batch did; the three add up to the lines of its files.

    Attributes:
        loaded: articles that are new or whose content changed.
        duplicate: articles that were there already with equal content, and lines that repeat another of the batch.
        rejected: rejections of this batch, those made while loading included.
    """

    loaded: int
    duplicate: int
    rejected: int

    def __add__(self, other: LoadCounts) -> LoadCounts:
        return LoadCounts(self.loaded + other.loaded, self.duplicate + other.duplicate, self.rejected + other.rejected)


def load_batch(settings: Settings, run_id: str, claims_file: Path, rejected_file: Path) -> LoadCounts:
    """Loads one batch; a second call with the same files changes no row and gives the same counts.

    Args:
        settings: where the build file lies.
        run_id: the run that the changed rows are marked with.
        claims_file: claims documents, one JSON a line.
        rejected_file: rejections, one JSON a line; it need not exist.

    Raises:
        TransientError: the build file stayed locked.
        PermanentError: the rejections file is damaged, or rows that were written are not there.
    """
    rejections = read_rejections(rejected_file) if rejected_file.exists() else []
    with open_build(settings, f"load {claims_file.name} of run {run_id}") as connection:
        ensure_schema(connection)
        return _Load(connection, run_id, rejections).run(claims_file)


class _Load:
    """The state of loading one batch: what has been seen of it so far."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, run_id: str, rejections: list[Row]) -> None:
        self._connection = connection
        self._run_id = run_id
        self._rejections = rejections
        self._items: dict[tuple[str, str], tuple[Landing, bool]] = {}
        self._counts = LoadCounts(0, 0, 0)
        self._uris: list[str] = []

    def run(self, claims_file: Path) -> LoadCounts:
        for documents, rejections, repeated in iter_claims(claims_file, DOCUMENTS):
            self._connection.begin()
            self._counts += self._documents(documents) + LoadCounts(0, repeated, 0)
            self._rejections += rejections
            if len(documents) == DOCUMENTS:
                self._connection.commit()
                continue
            self._end()
            self._connection.commit()
        return self._counts

    def _documents(self, documents: list[LoadableDocument]) -> LoadCounts:
        self._note((document.landing, False) for document in documents)
        self._uris += [document.claims.article.source_uri for document in documents]
        known = known_articles(self._connection, [d.claims.article.id for d in documents])
        done = settled_in_run(self._connection, self._run_id, [d.landing for d in documents])
        found = [(d, verdict(d, known.get(d.claims.article.id), d.landing in done)) for d in documents]
        self._move([d for d, what in found if what is Verdict.MOVED])
        self._replace([d for d, what in found if what is Verdict.CHANGED], known)
        changed = sum(what is Verdict.CHANGED or _is_of(self._run_id, known, d) for d, what in found)
        return LoadCounts(changed, len(documents) - changed, 0)

    def _note(self, landings: Iterable[tuple[Landing, bool]]) -> None:
        """Remember the items of the batch, and whether a part of one was rejected."""
        for landing, is_rejected in landings:
            earlier, was_rejected = self._items.get(landing.key, (landing, False))
            # One part that is to be tried again keeps the whole item from being passed over.
            kept = earlier if not earlier.is_settled else landing
            self._items[landing.key] = kept, is_rejected or was_rejected

    def _move(self, documents: list[LoadableDocument]) -> None:
        """The same article from other bytes or another place: only where it came from is written anew."""
        for document in documents:
            columns = landing_columns(document.landing)
            names = ", ".join(f"{name} = ?" for name in columns)
            update = f"update raw.articles set {names} where article_id = ?"  # noqa: S608  (fixed names)
            self._connection.execute(update, [*columns.values(), document.claims.article.id])

    def _replace(self, documents: list[LoadableDocument], known: dict[str, Known]) -> None:
        ids = [document.claims.article.id for document in documents]
        for table in ("articles", *CLAIM_TABLES):
            delete = f"delete from raw.{table} where article_id in (select unnest(?::varchar[]))"  # noqa: S608  (fixed names)
            self._connection.execute(delete, [ids])
        rows: dict[str, list[Row]] = defaultdict(list)
        for document in documents:
            self._collect(document, known.get(document.claims.article.id), rows)
        for table, table_rows in rows.items():
            insert(self._connection, table, table_rows)
        if count_rows(self._connection, "articles", "article_id", ids) != len(ids):
            raise PermanentError(f"Not every article of a batch of run {self._run_id} is in raw.articles; load again.")

    def _collect(self, document: LoadableDocument, known: Known | None, rows: dict[str, list[Row]]) -> None:
        revision = known.next_revision(document) if known else 1
        row = article_row(document.claims, document.landing, document.content_sha256, revision, self._run_id)
        rows["articles"].append(row)
        if known is None or revision != known.revision:
            rows["article_revisions"].append(revision_row(row))
        for table, claims in claim_rows(document.claims).items():
            rows[table].extend(claims)

    def _end(self) -> None:
        self._note((Landing.of_row(row), True) for row in self._rejections)
        landings = [landing for landing, _ in self._items.values()]
        rejected = replace_rejections(self._connection, self._rejections, self._uris, landings, self._run_id)
        self._counts += LoadCounts(0, len(self._rejections) - rejected, rejected)
        settle(self._connection, list(self._items.values()), self._run_id)


def _is_of(run_id: str, known: dict[str, Known], document: LoadableDocument) -> bool:
    """Whether this very run loaded the article before it was cut short: counted as it was then."""
    row = known.get(document.claims.article.id)
    return row is not None and row.run_id == run_id and row.has_landing(document)
