"""DAG files import cleanly, only wire, and carry what the person on call needs."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from communique.airflow_env import BACKFILL_DAG, INGEST_DAG, PUBLISH_DAG, REEXTRACT_DAG, WRITER_POOL, airflow_env
from extractors.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
DAG_FILES = sorted((ROOT / "dags").glob("*.py"))
MAY_IMPORT = {
    "__future__",
    "datetime",
    "typing",
    "airflow.sdk",
    "communique",
    "communique.scheduling",
    "extractors.settings",
}
HOLDING_THE_BUILD_FILE = {"find_outdated", "load", "build", "audit", "publish"}
MAX_LINES = 120


@pytest.fixture(scope="module", autouse=True)
def airflow_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """An Airflow of the test's own; set before anything here imports Airflow."""
    settings = Settings(data_dir=tmp_path_factory.mktemp("data"), project_root=ROOT)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COMMUNIQUE_AIRFLOW_HOME", str(tmp_path_factory.mktemp("airflow")))
        for name, value in airflow_env(settings).items():
            patch.setenv(name, value)
        yield settings


@pytest.fixture(scope="module")
def dags(airflow_home: Settings) -> dict[str, Any]:
    from airflow.dag_processing.dagbag import DagBag  # noqa: PLC0415 - reads the environment set above

    bag = DagBag(dag_folder=str(ROOT / "dags"))
    assert bag.import_errors == {}
    return dict(bag.dags)


def tasks(dags: dict[str, Any]) -> list[Any]:
    return [task for dag in dags.values() for task in dag.tasks]


def test_these_dags_are_there_and_no_other(dags: dict[str, Any]) -> None:
    assert set(dags) == {INGEST_DAG, PUBLISH_DAG, BACKFILL_DAG, REEXTRACT_DAG}


def test_the_backfill_asks_for_source_and_days_and_is_bounded(dags: dict[str, Any]) -> None:
    from airflow.sdk.exceptions import ParamValidationError  # noqa: PLC0415 - reads the environment set above

    dag = dags[BACKFILL_DAG]
    assert {"source", "from", "to"} <= set(dag.params)
    assert not dag.timetable.can_be_scheduled
    limits = {task.task_id: task.max_active_tis_per_dagrun for task in dag.tasks}
    assert (limits["fetch"], limits["extract"]) == (1, 2)
    for name, value in (("source", "../etc"), ("from", "yesterday"), ("to", 5), ("days", 0)):
        with pytest.raises(ParamValidationError):
            dag.params.get_param(name).resolve(value)


@pytest.mark.parametrize("file", DAG_FILES, ids=lambda file: file.name)
def test_import_gives_no_warning(file: Path, airflow_home: Settings) -> None:
    # A process of its own: within this one the modules are imported already, and a warning is given once.
    found = subprocess.run(
        [sys.executable, "-W", "default", str(file)], capture_output=True, text=True, env=dict(os.environ), check=False
    )
    assert found.returncode == 0, found.stderr
    ours = [line for line in found.stderr.splitlines() if "Warning" in line and str(ROOT / "dags") in line]
    assert ours == []
    assert "Removed" not in found.stderr


@pytest.mark.parametrize("file", DAG_FILES, ids=lambda file: file.name)
def test_file_is_short_and_only_wires(file: Path) -> None:
    source = file.read_text("utf-8")
    assert len(source.splitlines()) <= MAX_LINES
    tree = ast.parse(source)
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert imported <= MAY_IMPORT
    assert not [
        node for node in ast.walk(tree) if isinstance(node, (ast.Import, ast.For, ast.While, ast.With, ast.Try))
    ]


def test_dags_are_documented_for_the_person_on_call(dags: dict[str, Any]) -> None:
    schedules = (ROOT / "dags" / "README.md").read_text("utf-8")
    for dag in dags.values():
        triage = dag.doc_md.partition("### Triage")[2]
        assert triage, f"{dag.dag_id} has no triage notes"
        working = {task.task_id for task in dag.tasks if task.task_id in {"fetch", "extract", *HOLDING_THE_BUILD_FILE}}
        assert not [name for name in working if f"`{name}`" not in triage]
        assert f"`{dag.dag_id}`" in schedules


def test_dags_are_owned_tagged_and_run_one_at_a_time(dags: dict[str, Any]) -> None:
    for dag in dags.values():
        assert "communique" in dag.tags
        assert dag.owner == "communique"
        assert dag.max_active_runs == 1
        assert not dag.catchup


def test_ingest_is_nightly_and_publish_follows_it(dags: dict[str, Any]) -> None:
    assert dags[INGEST_DAG].timetable.expression == "0 2 * * *"
    produced = [outlet.name for task in dags[INGEST_DAG].tasks for outlet in task.outlets]
    assert produced == ["communique_raw"]
    assert [asset.name for asset in dags[PUBLISH_DAG].timetable.asset_condition.objects] == produced


def test_every_task_has_retries_with_back_off_and_a_time_out(dags: dict[str, Any]) -> None:
    for task in tasks(dags):
        assert task.retries >= 1
        assert task.retry_exponential_backoff > 1
        assert timedelta() < task.execution_timeout <= timedelta(hours=2)


def test_what_holds_the_build_file_waits_for_the_one_slot(dags: dict[str, Any]) -> None:
    assert {task.task_id for task in tasks(dags) if task.pool == WRITER_POOL} == HOLDING_THE_BUILD_FILE


def test_only_transient_errors_are_retried(dags: dict[str, Any]) -> None:
    from airflow.sdk import RetryAction  # noqa: PLC0415 - as above

    from extractors.errors import PermanentError, TransientError  # noqa: PLC0415

    for task in tasks(dags):
        policy = task.retry_policy
        assert policy.evaluate(TransientError("lock"), 1, 3).action is RetryAction.RETRY
        assert policy.evaluate(PermanentError("bad file"), 1, 3).action is RetryAction.FAIL
        assert policy.evaluate(KeyError("bug"), 1, 3).action is RetryAction.FAIL


@pytest.mark.parametrize("run_id", ["../../etc", "a/b", "", "x" * 100])
def test_a_run_id_that_could_leave_its_folder_is_refused(dags: dict[str, Any], run_id: str) -> None:
    from airflow.sdk.exceptions import ParamValidationError  # noqa: PLC0415 - as above

    for dag in dags.values():
        with pytest.raises(ParamValidationError):
            dag.params.get_param("run_id").resolve(run_id)
