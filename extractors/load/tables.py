"""Rows into raw tables whose columns schema.sql names."""

from __future__ import annotations

import json

import duckdb

from extractors.load.rows import Row

_TIMES = {
    "articles": "loaded_at",
    "article_revisions": "revised_at",
    "rejected_articles": "rejected_at",
    "landed_items": "settled_at",
}


def insert(connection: duckdb.DuckDBPyConnection, table: str, rows: list[Row]) -> None:
    """Insert rows; the time of their insertion is added where the table has a column for it."""
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


def columns(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, str]:
    """The columns of a raw table with their types, without the time of the insertion."""
    described = connection.execute(f"describe raw.{table}").fetchall()
    return {row[0]: row[1] for row in described if row[0] != _TIMES.get(table)}


def count_rows(connection: duckdb.DuckDBPyConnection, table: str, key: str, keys: list[str]) -> int:
    """How many rows have one of these keys."""
    query = f"select count(*) from raw.{table} where {key} in (select unnest(?::varchar[]))"  # noqa: S608  (fixed names)
    return int(connection.execute(query, [keys]).fetchall()[0][0])


def _fields(connection: duckdb.DuckDBPyConnection, table: str) -> str:
    return ", ".join(f'"{name}" {kind}' for name, kind in columns(connection, table).items())
