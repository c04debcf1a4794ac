"""The marts of the build file as audit and publish see them: which tables there are, and a print of their content."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import duckdb

from extractors.errors import PermanentError

CATALOG = "warehouse"  # the build file, as `extractors.warehouse.open_build` attaches it
SCHEMA = "marts"


@dataclass(frozen=True, slots=True)
class Content:
    """What a set of tables holds, whatever the order of its rows.

    Attributes:
        fingerprint: changes when a table, a column, a type or any value changes.
        row_counts: rows of each table, by its name.
    """

    fingerprint: str
    row_counts: dict[str, int]


def quoted(name: str) -> str:
    """A name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def attach(
    con: duckdb.DuckDBPyConnection, path: Path, catalog: str, *, read_only: bool = False, options: str = ""
) -> None:
    """Attach a DuckDB file under a name."""
    given = ", ".join(option for option in ("READ_ONLY" if read_only else "", options) if option)
    literal = str(path).replace("'", "''")
    con.execute(f"ATTACH '{literal}' AS {quoted(catalog)}{f' ({given})' if given else ''}")


def table_names(con: duckdb.DuckDBPyConnection, catalog: str = CATALOG, schema: str = SCHEMA) -> list[str]:
    """Names of the tables (not the views) of a schema, in order."""
    rows = con.execute(
        "select table_name from duckdb_tables() where database_name = ? and schema_name = ? order by table_name",
        [catalog, schema],
    ).fetchall()
    return [name for (name,) in rows]


def read_content(con: duckdb.DuckDBPyConnection, catalog: str = CATALOG, schema: str = SCHEMA) -> Content:
    """Read every value of every table of a schema and print its content.

    A damaged file may open and fail only when one column is read, so nothing is skipped here.

    Raises:
        PermanentError: the schema holds no table.
    """
    names = [name for name in table_names(con, catalog, schema) if name != "about"]
    if not names:
        raise PermanentError(f"There is no table in schema {schema!r}: run `communique build` first.")
    digest, row_counts = hashlib.sha256(), {}
    for name in names:
        columns = con.execute(
            "select column_name, data_type from duckdb_columns()"
            " where database_name = ? and schema_name = ? and table_name = ? order by column_index",
            [catalog, schema, name],
        ).fetchall()
        count, total = _row_print(con, f"{quoted(catalog)}.{quoted(schema)}.{quoted(name)}")
        row_counts[name] = count
        digest.update(repr((name, columns, count, total)).encode())
    return Content(digest.hexdigest(), row_counts)


def _row_print(con: duckdb.DuckDBPyConnection, table: str) -> tuple[int, int]:
    # A sum, not an exclusive or: two equal rows must not cancel each other out.
    found = con.execute(f"select count(*), coalesce(sum(hash(_row)::hugeint), 0) from {table} as _row").fetchone()  # noqa: S608
    if found is None:
        raise PermanentError(f"{table} could not be counted: check the file for damage.")
    return int(found[0]), int(found[1])
