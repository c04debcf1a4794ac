"""The raw schema: made once, found again ever after."""

from __future__ import annotations

from pathlib import Path

import duckdb

from extractors.settings import Settings
from extractors.warehouse import open_build

_SCHEMA_FILE = Path(__file__).with_name("schema.sql")


def ensure_schema(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes the raw tables that do not exist yet."""
    connection.execute(_SCHEMA_FILE.read_text(encoding="utf-8"))


def prepare(settings: Settings) -> None:
    """Makes the build file and its raw tables, so that a build works before the first article is loaded."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    with open_build(settings, "prepare the raw tables") as connection:
        ensure_schema(connection)
