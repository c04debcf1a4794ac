"""Both DAGs, as the scheduler has them, on the bundled articles: from text files to the published file."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb

ROOT = Path(__file__).resolve().parents[2]
TASKS = ("start", "list_inputs", "fetch", "list_batches", "extract", "load", "find_run", "build", "audit", "publish")
ARTICLES = len([path for path in (ROOT / "seeds" / "articles").iterdir() if path.suffix in {".txt", ".html"}])


def kill_in_extract(environment: dict[str, str]) -> None:
    """A night whose processes are all killed while they read the articles."""
    command = [sys.executable, "-m", "communique.airflow_run"]
    with subprocess.Popen(
        command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as night:
        fetched = any(line.startswith("  done   list_batches") for line in night.stdout or ())
        time.sleep(0.5)
        assert fetched and night.poll() is None
        os.killpg(night.pid, signal.SIGKILL)


def test_a_night_after_one_that_was_killed_ends_in_a_published_file(tmp_path: Path) -> None:
    """As if it had been the first one; benchmarks/kills.py does the same in all stages."""
    places = {"COMMUNIQUE_DATA_DIR": tmp_path / "data", "COMMUNIQUE_AIRFLOW_HOME": tmp_path / "airflow"}
    environment = os.environ | {name: str(value) for name, value in places.items()}
    kill_in_extract(environment)
    assert not (tmp_path / "data" / "published" / "communique.duckdb").exists()
    night = subprocess.run(
        [sys.executable, "-m", "communique.airflow_run"],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert night.returncode == 0, night.stdout + night.stderr
    assert [task for task in TASKS if f"  done   {task} " not in night.stdout] == []
    assert f"{ARTICLES} fetched = {ARTICLES} loaded + 0 duplicate + 0 rejected" in night.stdout
    with duckdb.connect(str(tmp_path / "data" / "published" / "communique.duckdb"), read_only=True) as published:
        articles = published.sql("select count(*) from dim_articles").fetchone()
        visits = published.sql("select count(*) from fct_visits").fetchone()
    assert articles == (ARTICLES,)
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
