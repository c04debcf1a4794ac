"""
### Backfill of a source

Reads one source for days that have passed, in windows, and loads what it finds. `nightly_publish` follows by itself
when `load` has finished.

| | |
|---|---|
| Runs | by hand only: source, from, to; `run_id` to go on with an earlier one |
| Writes | `landing/`, `runs/<run id>/`, schema `raw` of `warehouse.duckdb` |
| Safe to run again | yes: windows that were read to their end are not read again, known articles are passed over |

One window is fetched at a time, since a source's servers allow one connection; two batches are read side by side.

### Triage

- **`fetch`, one window**: the source's file or server is at fault; the other windows were loaded all the same. Read the
  message, mend the cause, clear the task.
- **`extract`**: as in `nightly_ingest`: clear the task once; if it fails again, file the batch's path with the log.
- **`load`**: lock not free, or the accounts do not balance; the message says which and what to do. Clear `load`.
- **`every_window_complete`**: the source's budget of the night was spent before all was fetched. What was fetched is
  loaded. Clear `fetch` of the windows that the message names, with what follows, on the next day.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from airflow.sdk import Param, TriggerRule, dag, task

from communique import backfill
from communique.scheduling import RUN_ID_PARAM, TASK_DEFAULTS, extract, load, start
from extractors.settings import load_settings

SOURCE_PARAM = Param(
    "bundled",
    type="string",
    pattern="^[a-z][a-z0-9_]{1,39}$",
    title="Source",
    description="Name of a file in seeds/sources/, also of one that is switched off.",
)
FROM_PARAM = Param("2026-01-01", type="string", format="date", title="From", description="First day.")
TO_PARAM = Param("2026-01-31", type="string", format="date", title="To", description="Last day.")
DAYS_PARAM = Param(31, type="integer", minimum=1, maximum=3660, title="Days of a window")


@dag(
    schedule=None,
    start_date=datetime(2026, 1, 1, tzinfo=UTC),
    catchup=False,
    max_active_runs=1,
    default_args=TASK_DEFAULTS,
    params={"source": SOURCE_PARAM, "from": FROM_PARAM, "to": TO_PARAM, "days": DAYS_PARAM, "run_id": RUN_ID_PARAM},
    tags=["communique", "backfill"],
    doc_md=__doc__,
)
def backfill_source() -> None:
    """Fetch window by window, extract, load."""

    @task
    def list_windows(params: dict[str, Any]) -> list[dict[str, str]]:
        return backfill.windows(load_settings(), params["source"], params["from"], params["to"], params["days"])

    @task(
        map_index_template="{{ task.op_kwargs['since'] }}",
        max_active_tis_per_dagrun=1,
        execution_timeout=timedelta(hours=2),
    )
    def fetch(run: str, source: str, since: str, until: str) -> list[str]:
        return backfill.fetch_window(load_settings(), run, source, since, until)

    @task(trigger_rule=TriggerRule.ALL_DONE_MIN_ONE_SUCCESS)
    def list_batches(fetched: list[list[str]]) -> list[str]:
        return [batch for batches in fetched for batch in batches]

    # A window of which something was left must not pass for a whole one; what was fetched is loaded all the same.
    @task
    def every_window_complete(run: str, fetched: list[list[str]]) -> int:
        return backfill.require_complete(load_settings(), run)

    run = start()
    fetched = fetch.partial(run=run).expand_kwargs(list_windows())
    every_window_complete(run, fetched)
    extract.override(max_active_tis_per_dagrun=2).partial(run=run).expand(batch=list_batches(fetched)) >> load(run)


backfill_source()
