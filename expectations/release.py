"""The release file: the marts alone, in the default schema, with their keys and comments, and `about`."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import duckdb

from expectations.marts import CATALOG, SCHEMA, Content, attach, quoted, read_content, table_names
from expectations.records import AuditRecord
from extractors.errors import PermanentError

# Readable by DuckDB 1.4 and newer. Older storage versions would replay a stale write-ahead log into a swapped file.
STORAGE_VERSION = "v1.4.0"
SCHEMA_VERSION = "1.0"
ABOUT = "about"
ABOUT_COMMENT = "This file: which run made it, when, by what, and what it holds. One row."

# Each column of `about` with its type and what it tells.
ABOUT_COLUMNS = {
    "run_id": ("VARCHAR", "The run whose build this is."),
    "built_at": ("TIMESTAMPTZ", "When the build came to its end, after its last dbt test."),
    "published_at": ("TIMESTAMPTZ", "When this file was written."),
    "schema_version": ("VARCHAR", "Version of the tables and columns; a new major version renames or removes some."),
    "extractor_versions": ("VARCHAR[]", "Every engine and version that read an article of this release."),
    "audit_result": ("VARCHAR", "passed, or passed_with_warnings."),
    "audit_warnings": ("VARCHAR[]", "Expectations that were not met and do not stop a release."),
    "row_counts": ("MAP(VARCHAR, BIGINT)", "Rows of each table."),
    "content_fingerprint": ("VARCHAR", "Equal for two releases with equal tables, whatever the order of rows."),
}


@dataclass(frozen=True, slots=True)
class Release:
    """What goes into one file."""

    content: Content
    audit: AuditRecord
    built_at: str
    published_at: str


def write_release(con: duckdb.DuckDBPyConnection, path: Path, release: Release) -> None:
    """Write a finished release file: checkpointed, closed, read back, on disk.

    Args:
        con: a connection with the build file attached, allowed to reach other files.
        path: the file to make; its stem becomes the catalog's name.
        release: what it must hold.

    Raises:
        PermanentError: what was read back is not what was to be written.
    """
    attach(con, path, "release", options=f"STORAGE_VERSION '{STORAGE_VERSION}'")
    _copy_marts(con)
    _write_about(con, release)
    con.execute("CHECKPOINT release")
    con.execute("DETACH release")
    _check(path, release)
    _sync(path)


def _copy_marts(con: duckdb.DuckDBPyConnection) -> None:
    # By their definitions: COPY FROM DATABASE keeps the names of schemas, CREATE TABLE AS loses keys and comments.
    tables = con.execute(
        "select table_name, sql, comment from duckdb_tables() where database_name = ? and schema_name = ?",
        [CATALOG, SCHEMA],
    ).fetchall()
    con.execute("USE release")
    for name, definition, comment in tables:
        con.execute(definition.replace(f"CREATE TABLE {SCHEMA}.", "CREATE TABLE ", 1))
        con.execute(f"INSERT INTO {quoted(name)} SELECT * FROM {CATALOG}.{SCHEMA}.{quoted(name)}")  # noqa: S608
        _comment(con, f"TABLE {quoted(name)}", comment)
    columns = con.execute(
        "select table_name, column_name, comment from duckdb_columns() where database_name = ? and schema_name = ?",
        [CATALOG, SCHEMA],
    ).fetchall()
    held = {name for name, _, _ in tables}
    for table, column, comment in columns:
        if table in held:
            _comment(con, f"COLUMN {quoted(table)}.{quoted(column)}", comment)
    con.execute(f"USE {CATALOG}")


def _write_about(con: duckdb.DuckDBPyConnection, release: Release) -> None:
    engines = con.execute(
        f"select distinct engine || ' ' || extractor_version from {CATALOG}.raw.articles order by 1"  # noqa: S608
    ).fetchall()
    values = [
        release.audit.run_id,
        release.built_at,
        release.published_at,
        SCHEMA_VERSION,
        [engine for (engine,) in engines],
        release.audit.result,
        [f"{finding.suite}: {finding.expectation}" for finding in release.audit.warnings],
        release.content.row_counts,
        release.content.fingerprint,
    ]
    columns = ", ".join(f"{name} {kind} NOT NULL" for name, (kind, _) in ABOUT_COLUMNS.items())
    con.execute(f"CREATE TABLE release.main.{ABOUT} ({columns})")
    con.execute(f"INSERT INTO release.main.{ABOUT} VALUES ({', '.join('?' * len(values))})", values)  # noqa: S608
    _comment(con, f"TABLE release.main.{ABOUT}", ABOUT_COMMENT)
    for name, (_, comment) in ABOUT_COLUMNS.items():
        _comment(con, f"COLUMN release.main.{ABOUT}.{name}", comment)


def _comment(con: duckdb.DuckDBPyConnection, what: str, comment: str | None) -> None:
    if comment:
        literal = comment.replace("'", "''")
        con.execute(f"COMMENT ON {what} IS '{literal}'")


def _check(path: Path, release: Release) -> None:
    """Read every value of every table from the closed file and compare with what was audited."""
    with duckdb.connect(":memory:") as con:
        attach(con, path, "release", read_only=True)
        found = read_content(con, "release", "main")
        has_about = ABOUT in table_names(con, "release", "main")
    if found != release.content or not has_about:
        raise PermanentError(f"{path} does not hold what was audited. Check the disk, then run `communique publish`.")


def _sync(path: Path) -> None:
    # Read-only for all: whoever opens it for writing would lock every reader out, and archive entries share its blocks.
    path.chmod(0o444)
    with path.open("rb") as file:
        os.fsync(file.fileno())
