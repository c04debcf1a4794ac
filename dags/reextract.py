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

from datetime import UTC, datetime

from airflow.sdk import dag, task

from communique import steps
from communique.scheduling import HOLDS_BUILD_FILE, RUN_ID_PARAM, TASK_DEFAULTS, extract, load, start
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

    @task(**HOLDS_BUILD_FILE)
    def find_outdated(run: str) -> list[str]:
        return steps.find_outdated(load_settings(), run)

    run = start()
    extract.partial(run=run).expand(batch=find_outdated(run)) >> load(run)


reextract()
