"""Both DAGs, as the scheduler has them, on the bundled articles: from text files to the published file."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import duckdb

ROOT = Path(__file__).resolve().parents[2]
TASKS = ("start", "list_inputs", "fetch", "list_batches", "extract", "load", "find_run", "build", "audit", "publish")


def test_a_night_ends_in_a_published_file(tmp_path: Path) -> None:
    places = {"COMMUNIQUE_DATA_DIR": tmp_path / "data", "COMMUNIQUE_AIRFLOW_HOME": tmp_path / "airflow"}
    night = subprocess.run(
        [sys.executable, "-m", "communique.airflow_run"],
        env=os.environ | {name: str(value) for name, value in places.items()},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert night.returncode == 0, night.stdout + night.stderr
    assert [task for task in TASKS if f"  done   {task} " not in night.stdout] == []
    with duckdb.connect(str(tmp_path / "data" / "published" / "communique.duckdb"), read_only=True) as published:
        articles = published.sql("select count(*) from dim_articles").fetchone()
        visits = published.sql("select count(*) from fct_visits").fetchone()
    assert articles is not None and articles[0] >= 12
    assert visits is not None and visits[0] >= 1


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    refused = subprocess.run(
        [sys.executable, "-m", "communique.airflow_run", "--articles", str(tmp_path / "missing")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert refused.returncode != 0
    assert "there is no such folder" in refused.stderr
