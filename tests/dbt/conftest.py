"""A warehouse of a few stories, built by dbt in a temporary folder."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extractors.claims import ClaimsDocument
from extractors.load import load_batch
from extractors.settings import Settings
from extractors.warehouse import open_build
from tests.dbt.stories import all_stories

Rows = list[tuple[Any, ...]]


class Warehouse:
    """A build file with the steps that fill it."""

    def __init__(self, session: Path, number: int) -> None:
        self.settings = Settings(session / f"warehouse-{number}")
        self.target = session / "target"
        # One path for all: dbt parses the whole project anew whenever a variable of its profile has another value.
        self.current = session / "current"
        self.output = ""

    def load(self, *documents: ClaimsDocument) -> None:
        """Loads the documents, one batch each, in the order given."""
        self.settings.data_dir.mkdir(parents=True, exist_ok=True)
        for document in documents:
            path = self.settings.data_dir / "claims.jsonl"
            path.write_text(document.to_json() + "\n", encoding="utf-8")
            load_batch(self.settings, "run", path, path.with_suffix(".none"))

    def remove(self, document: ClaimsDocument) -> None:
        """Takes an article and its claims out of the raw tables."""
        with open_build(self.settings, "test") as connection:
            tables = connection.execute(
                "select table_name from duckdb_columns() where schema_name = 'raw' and column_name = 'article_id'"
            ).fetchall()
            for (table,) in tables:
                connection.execute(f"delete from raw.{table} where article_id = ?", [document.article.id])  # noqa: S608

    def dbt(self, *arguments: str) -> str:
        """Runs dbt as the pipeline does and returns what it printed."""
        self.settings.data_dir.mkdir(parents=True, exist_ok=True)
        self.current.unlink(missing_ok=True)
        self.current.symlink_to(self.settings.data_dir)
        done = subprocess.run(
            [sys.executable, "-m", "dbt.cli.main", "--no-use-colors", *arguments],
            cwd=self.settings.dbt_dir,
            env=os.environ
            | {
                "COMMUNIQUE_BUILD_FILE": str(self.current / self.settings.build_file.name),
                "DBT_PROFILES_DIR": str(self.settings.dbt_dir),
                "DBT_TARGET_PATH": str(self.target),
                "DBT_LOG_PATH": str(self.target.parent / "logs"),
                "DO_NOT_TRACK": "1",
            },
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout[-6000:]
        return done.stdout

    def query(self, sql: str) -> Rows:
        """The rows of a query on the build file."""
        with open_build(self.settings, "test", read_only=True) as connection:
            return connection.execute(sql).fetchall()

    def tables(self, *schemas: str) -> dict[str, Rows]:
        """Every row of every table of the schemas, in an order of their own."""
        with open_build(self.settings, "test", read_only=True) as connection:
            names = connection.execute(
                "select schema_name || '.' || table_name from duckdb_tables() where list_contains(?, schema_name)",
                [list(schemas)],
            ).fetchall()
            return {name: sorted(connection.table(name).fetchall(), key=repr) for (name,) in names}


@pytest.fixture(scope="session")
def new_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Warehouse]:
    """Makes an empty warehouse."""
    session, numbers = tmp_path_factory.mktemp("dbt"), itertools.count()
    return lambda: Warehouse(session, next(numbers))


@pytest.fixture(scope="session")
def built(new_warehouse: Callable[[], Warehouse]) -> Warehouse:
    """The warehouse after a first night with all stories."""
    warehouse = new_warehouse()
    warehouse.load(*all_stories())
    warehouse.output = warehouse.dbt("build")
    return warehouse
