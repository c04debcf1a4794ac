"""
### Nightly publish

Builds the marts from `raw`, audits them, and swaps in the new published file. Analysts never see a file that has not
passed the audit.

| | |
|---|---|
| Runs | when `nightly_ingest` has loaded; by hand at any time, for example after a change of a seed |
| Writes | schemas `staging` to `marts` of `warehouse.duckdb`, `audit/`, `published/` |
| Safe to run again | yes: the same input gives the same rows |

### Triage

- **`build`, a dbt test**: keys or relations of the marts are broken; the log names the model, the test and its SQL.
  Mend the model or the seed, clear `build`.
- **`build`, lock not free**: another process holds the build file for longer than the retries last. Find the holder
  that the message names, end it, clear `build`.
- **`audit`**: a critical expectation failed, the release is implausible. The earlier file stays published. Open the
  Data Docs under `audit/`, they name the rows. Mend the cause, then clear `build` and what follows.
- **`publish`**: disk full, or no right to write `published/`. Mend it, clear `publish`; the earlier file is untouched.

A bad release that passed the audit is undone with `communique publish --rollback`; no DAG is needed for it.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from airflow.sdk import dag, task

from communique import steps
from communique.scheduling import HOLDS_BUILD_FILE, RAW_ASSET, RUN_ID_PARAM, TASK_DEFAULTS, run_id_of
from extractors.settings import load_settings


@dag(
    schedule=[RAW_ASSET],
    start_date=datetime(2026, 1, 1, tzinfo=UTC),
    catchup=False,
    max_active_runs=1,
    default_args=TASK_DEFAULTS,
    params={"run_id": RUN_ID_PARAM},
    tags=["communique", "publish"],
    doc_md=__doc__,
)
def nightly_publish() -> None:
    """Build, audit, publish."""

    @task
    def find_run(params: dict[str, Any], triggering_asset_events: Any = None) -> str:
        return run_id_of(params, triggering_asset_events or {}) or steps.new_run_id()

    @task(execution_timeout=timedelta(hours=1), **HOLDS_BUILD_FILE)
    def build(run: str) -> dict[str, Any]:
        return steps.build(load_settings(), run)

    @task(**HOLDS_BUILD_FILE)
    def audit(run: str) -> dict[str, Any]:
        return steps.audit(load_settings(), run)

    @task(**HOLDS_BUILD_FILE)
    def publish(run: str) -> dict[str, Any]:
        return steps.publish(load_settings(), run)

    run = find_run()
    build(run) >> audit(run) >> publish(run)


nightly_publish()
