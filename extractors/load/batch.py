"""One batch of claims and rejections into the raw tables, in one transaction."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import duckdb

from extractors.load.read import LoadableDocument, read_claims, read_rejections
from extractors.load.rows import Row, article_row, claim_rows
from extractors.load.schema import ensure_schema
from extractors.settings import Settings
from extractors.warehouse import open_build

CLAIM_TABLES = ("actors", "visits", "meetings", "agreements", "honours", "rejected_claims")
_TIMES = {"articles": "loaded_at", "rejected_articles": "rejected_at"}


@dataclass(frozen=True, slots=True)
class LoadCounts:
    """What one batch did.

    Attributes:
        loaded: articles that are new or whose content changed.
        unchanged: articles that were there already with equal content.
        rejected: rejections of this batch, those made while loading included.
    """

    loaded: int
    unchanged: int
    rejected: int


def load_batch(settings: Settings, run_id: str, claims_file: Path, rejected_file: Path) -> LoadCounts:
    """Loads one batch; a second call with the same files changes no row.

    Args:
        settings: where the build file lies.
        run_id: the run that the changed rows are marked with.
        claims_file: claims documents, one JSON a line.
        rejected_file: rejections, one JSON a line; it need not exist.

    Raises:
        TransientError: the build file stayed locked.
        PermanentError: the rejections file is damaged.
    """
    documents, rejections = read_claims(claims_file)
    if rejected_file.exists():
        rejections = [*read_rejections(rejected_file), *rejections]
    with open_build(settings, f"load {claims_file.name} of run {run_id}") as connection:
        ensure_schema(connection)
        connection.begin()
        changed = _changed(connection, documents)
        _replace_articles(connection, changed, run_id)
        _replace_rejections(connection, rejections, [d.claims.article.source_uri for d in documents], run_id)
        connection.commit()
    return LoadCounts(len(changed), len(documents) - len(changed), len(rejections))


def _changed(connection: duckdb.DuckDBPyConnection, documents: list[LoadableDocument]) -> list[LoadableDocument]:
    ids = [d.claims.article.id for d in documents]
    rows = connection.execute(
        "select article_id, content_sha256 from raw.articles where list_contains(?::varchar[], article_id)", [ids]
    ).fetchall()
    known = dict(rows)
    return [d for d in documents if known.get(d.claims.article.id) != d.content_sha256]


def _replace_articles(connection: duckdb.DuckDBPyConnection, documents: list[LoadableDocument], run_id: str) -> None:
    ids = [d.claims.article.id for d in documents]
    for table in ("articles", *CLAIM_TABLES):
        delete = f"delete from raw.{table} where list_contains(?::varchar[], article_id)"  # noqa: S608  (fixed names)
        connection.execute(delete, [ids])
    rows: dict[str, list[Row]] = defaultdict(list)
    for document in documents:
        rows["articles"].append(article_row(document.claims, document.landing, document.content_sha256, run_id))
        for table, claims in claim_rows(document.claims).items():
            rows[table].extend(claims)
    for table, table_rows in rows.items():
        _insert(connection, table, table_rows)


def _replace_rejections(
    connection: duckdb.DuckDBPyConnection, rejections: list[Row], loaded_uris: list[str], run_id: str
) -> None:
    """An article that loads now loses its earlier rejection; one rejected anew keeps only its newest reasons."""
    new = {row["rejection_id"]: row for row in rejections}
    connection.execute(
        """
        delete from raw.rejected_articles
        where (list_contains(?::varchar[], source_uri) or list_contains(?::varchar[], source_uri))
            and not list_contains(?::varchar[], rejection_id)
        """,
        [loaded_uris, [row["source_uri"] for row in rejections], list(new)],
    )
    _delete_changed_rejections(connection, new)
    _insert(connection, "rejected_articles", [{**row, "run_id": run_id} for row in new.values()])


def _delete_changed_rejections(connection: duckdb.DuckDBPyConnection, new: dict[str, Row]) -> None:
    """Drops from `new` what is there already, and from the table what is there in another form."""
    columns = [c for c in _columns(connection, "rejected_articles") if c not in {"run_id", "rejected_at"}]
    rows = connection.execute(
        f"select {', '.join(columns)} from raw.rejected_articles "  # noqa: S608  (the names are those of schema.sql)
        "where list_contains(?::varchar[], rejection_id)",
        [list(new)],
    ).fetchall()
    for values in rows:
        known = dict(zip(columns, values, strict=True))
        if new[known["rejection_id"]] == known:
            del new[known["rejection_id"]]
        else:
            connection.execute("delete from raw.rejected_articles where rejection_id = ?", [known["rejection_id"]])


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: list[Row]) -> None:
    if not rows:
        return
    time_column = _TIMES.get(table)
    now = f", now() as {time_column}" if time_column else ""
    # One JSON parameter for all rows: DuckDB's executemany takes seconds for a thousand of them.
    connection.execute(
        f"insert into raw.{table} by name "  # noqa: S608  (the names are those of schema.sql)
        f"select *{now} from (select unnest(?::json::struct({_fields(connection, table)})[], max_depth := 2))",
        [json.dumps(rows, ensure_ascii=False)],
    )


def _fields(connection: duckdb.DuckDBPyConnection, table: str) -> str:
    columns = _columns(connection, table).items()
    return ", ".join(f'"{name}" {kind}' for name, kind in columns if name != _TIMES.get(table))


def _columns(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, str]:
    return {row[0]: row[1] for row in connection.execute(f"describe raw.{table}").fetchall()}
