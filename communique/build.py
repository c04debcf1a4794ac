"""The transformation step: `dbt build` in a process of its own, under the lock on the build file."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from expectations.marts import SCHEMA, quoted, table_names
from expectations.records import read_build, run_dir, write_build
from extractors.errors import PermanentError, TransientError
from extractors.load import prepare
from extractors.settings import Settings
from extractors.warehouse import HeldLock, open_build, warehouse_lock

FAILED = {"error", "fail", "runtime error", "partial success"}
SHOWN_NODES = 10
TAIL_LINES = 15

# Tests of the SQL on rows of their own say nothing of a night's data; `dbt build` by hand and the tests run them.
NOT_OF_NIGHTS = ("--exclude-resource-type", "unit_test")


def build_marts(settings: Settings, run_id: str) -> dict[str, int]:
    """Build and test every model; the run's build counts as complete only when all of it came to its end.

    Returns:
        The number of nodes by their status, such as `success`, `pass` and `warn`.

    Raises:
        PermanentError: a model or a test failed; the message names each with dbt's own words.
        TransientError: the build file stayed locked.
    """
    prepare(settings)
    with warehouse_lock(settings, f"build run {run_id}") as lock:
        write_build(settings, run_id, "running")
        code = _run_dbt(settings, run_id, lock)
        results = _results(settings)
        if code != 0:
            raise PermanentError(_complaint(settings, run_id, results))
    _complete(settings, run_id)
    return _count(results)


def log_file(settings: Settings, run_id: str) -> Path:
    """Where dbt's output of a run goes."""
    return run_dir(settings, run_id) / "build.log"


def _target(settings: Settings) -> Path:
    return settings.data_dir / "dbt" / "target"


def _run_dbt(settings: Settings, run_id: str, lock: HeldLock) -> int:
    log = log_file(settings, run_id)
    log.parent.mkdir(parents=True, exist_ok=True)
    (_target(settings) / "run_results.json").unlink(missing_ok=True)
    forget_other_folder(settings)
    command = [sys.executable, "-m", "dbt.cli.main", "--no-use-colors", "build", *NOT_OF_NIGHTS]
    with log.open("wb") as output:
        # The child keeps the lock when this process is killed: nobody opens the file while dbt still writes.
        return subprocess.run(  # noqa: S603  (no shell, and nothing in it comes from outside)
            command,
            stdout=output,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            pass_fds=[lock.fd],
            env=dbt_environment(settings),
            cwd=settings.dbt_dir,
            check=False,
        ).returncode


def forget_other_folder(settings: Settings) -> None:
    """Has dbt parse the project anew where it last lay in another folder, as after an update or in a container.

    What dbt keeps of a parse names the folder: it would look for the seeds where they no longer are.
    """
    target, here = _target(settings), str(settings.dbt_dir.resolve())
    known = target / "project_folder.txt"
    if known.is_file() and known.read_text("utf-8") == here:
        return
    (target / "partial_parse.msgpack").unlink(missing_ok=True)
    target.mkdir(parents=True, exist_ok=True)
    known.write_text(here, "utf-8")


def dbt_environment(settings: Settings) -> dict[str, str]:
    """The environment in which dbt finds the project and the build file, and writes below the data folder."""
    return os.environ | {
        "COMMUNIQUE_BUILD_FILE": str(settings.build_file),
        "DBT_PROJECT_DIR": str(settings.dbt_dir),
        "DBT_PROFILES_DIR": str(settings.dbt_dir),
        "DBT_TARGET_PATH": str(_target(settings)),
        "DBT_LOG_PATH": str(settings.data_dir / "dbt" / "logs"),
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        "DO_NOT_TRACK": "1",
    }


def _results(settings: Settings) -> list[dict[str, Any]]:
    path = _target(settings) / "run_results.json"
    if not path.exists():  # dbt gave up before its first node
        return []
    results: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))["results"]
    return results


def _complaint(settings: Settings, run_id: str, results: list[dict[str, Any]]) -> str:
    log = log_file(settings, run_id)
    failed = [result for result in results if result["status"] in FAILED]
    lines = [f"  {result['unique_id']}: {_one_line(result.get('message'))}" for result in failed[:SHOWN_NODES]]
    if len(failed) > SHOWN_NODES:
        lines.append(f"  and {len(failed) - SHOWN_NODES} more")
    if not failed:
        lines = [f"  {line}" for line in log.read_text("utf-8", errors="replace").splitlines()[-TAIL_LINES:]]
    return "\n".join([f"dbt build of run {run_id} failed; nothing was published. All of its output: {log}", *lines])


def _one_line(message: str | None) -> str:
    return " ".join((message or "no message").split())


def _count(results: list[dict[str, Any]]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for result in results:
        counts[result["status"]] = counts.get(result["status"], 0) + 1
    return counts


def _complete(settings: Settings, run_id: str) -> None:
    """Declare the build complete, without tables that no model makes any more: a renamed model's, a killed build's."""
    manifest = json.loads((_target(settings) / "manifest.json").read_text("utf-8"))
    known = {node.get("alias") for node in manifest["nodes"].values() if node.get("schema") == SCHEMA}
    with open_build(settings, f"end the build of run {run_id}") as connection:
        record = read_build(settings)
        if record is None or (record.run_id, record.status) != (run_id, "running"):
            raise TransientError(f"Another build began before that of run {run_id} was recorded; build again.")
        for name in set(table_names(connection)) - known:
            connection.execute(f"drop table {SCHEMA}.{quoted(name)}")
        write_build(settings, run_id, "complete")
    _keep_state(settings)


def _keep_state(settings: Settings) -> None:
    """Keep the manifest of the complete build: `dbt build --select state:modified+ --state` compares with it."""
    state = settings.data_dir / "dbt" / "state"
    state.mkdir(parents=True, exist_ok=True)
    shutil.copy2(_target(settings) / "manifest.json", state / ".manifest.json")
    (state / ".manifest.json").replace(state / "manifest.json")
