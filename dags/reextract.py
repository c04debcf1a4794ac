"""
### Re-extraction

Reads again what an older version of the engine read, from the landing store, and loads the new claims in the place of
the old ones. `nightly_publish` follows by itself. `communique diff previous published` then shows what has changed.

| | |
|---|---|
| Runs | by hand, after an upgrade of the engine |
| Writes | `runs/<run id>/`, schema `raw` of `warehouse.duckdb` |
| Safe to run again | yes: what has been read anew is no longer outdated |

### Triage

- **`find_outdated`, lock not free**: another process holds the build file for longer than the retries last. Find the
  holder that the message names, end it, clear the task.
- **`extract`**: a whole batch failed. Clear the task once; if it fails again, file the batch's path with the log.
- **`load`**: as in `nightly_ingest`.
- A file that is missing from the landing store is named in `runs/<run id>/fetch/outdated.json`; its article keeps its
  earlier claims.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from airflow.sdk import TriggerRule, dag, task

from communique import steps
from communique.scheduling import HOLDS_BUILD_FILE, RAW_ASSET, RUN_ID_PARAM, TASK_DEFAULTS
from extractors.settings import load_settings


@dag(
    schedule=None,
    start_date=datetime(2026, 1, 1, tzinfo=UTC),
    catchup=False,
    max_active_runs=1,
    default_args=TASK_DEFAULTS,
    params={"run_id": RUN_ID_PARAM},
    tags=["communique", "ingest"],
    doc_md=__doc__,
)
def reextract() -> None:
    """Find, extract, load."""

    @task
    def start(params: dict[str, Any]) -> str:
        return params["run_id"] or steps.new_run_id()

    @task(**HOLDS_BUILD_FILE)
    def find_outdated(run: str) -> list[str]:
        return steps.find_outdated(load_settings(), run)

    @task(map_index_template="{{ task.op_kwargs['batch'] }}", execution_timeout=timedelta(hours=2))
    def extract(run: str, batch: str) -> dict[str, Any]:
        return steps.extract(load_settings(), run, batch)

    # Where nothing is outdated, extract is skipped, and load still records the run.
    @task(outlets=[RAW_ASSET], trigger_rule=TriggerRule.NONE_FAILED, **HOLDS_BUILD_FILE)
    def load(run: str, outlet_events: Any = None) -> dict[str, Any]:
        counts = steps.load(load_settings(), run)
        outlet_events[RAW_ASSET].extra = {"run_id": run}
        return counts

    run = start()
    extract.partial(run=run).expand(batch=find_outdated(run)) >> load(run)


reextract()
