"""
### Nightly ingest

Reads every enabled source of `seeds/sources/`, extracts claims from what is new, and loads them into the `raw` schema
of the build file. `nightly_publish` follows by itself when `load` has finished.

| | |
|---|---|
| Runs | 02:00 UTC; by hand with `articles` = a folder of articles instead of the sources |
| Writes | `landing/`, `runs/<run id>/`, schema `raw` of `warehouse.duckdb` |
| Safe to run again | yes: unchanged articles are skipped, changed ones replace their earlier claims |

### Triage

- **`fetch`, one source**: its file or server is at fault; the other sources were loaded all the same. Read the
  message, `communique sources check <name>`, mend `seeds/sources/<name>.yml`, clear the task. It can wait a day.
- **`fetch`, "is stopped for tonight"**: the source offers less than its `min_count`. Its site was redesigned or is
  down; nothing of it was loaded. `communique sources check <name>` shows what is there.
- **`fetch`, all sources**: disk full, no network, or a wrong `COMMUNIQUE_DATA_DIR`. Mend it, clear the run.
- **`extract`**: a whole batch failed. A single bad article never does this; it ends in `raw.rejected_articles`. Clear
  the task once; if it fails again, file the batch's path with the log.
- **`load`, lock not free**: another process holds the build file for longer than the retries last. Find the holder
  that the message names, end it, clear `load`.
- **`load`, other**: the claims do not fit the `raw` tables, usually after an upgrade. Clear `extract` and `load`, so
  that the claims are written anew.

Only faults that may pass by themselves are retried, three times with growing pauses. Everything else fails at once.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from airflow.sdk import Param, TriggerRule, dag, task

from communique import steps
from communique.scheduling import RUN_ID_PARAM, TASK_DEFAULTS, extract, load, start
from extractors.settings import load_settings

ARTICLES_PARAM = Param(
    None,
    type=["null", "string"],
    minLength=1,
    title="Folder of articles",
    description="A folder on the machine that runs the tasks, read instead of the sources; empty for the sources.",
)


@dag(
    schedule="0 2 * * *",
    start_date=datetime(2026, 1, 1, tzinfo=UTC),
    catchup=False,
    max_active_runs=1,
    default_args=TASK_DEFAULTS,
    params={"articles": ARTICLES_PARAM, "run_id": RUN_ID_PARAM},
    tags=["communique", "ingest"],
    doc_md=__doc__,
)
def nightly_ingest() -> None:
    """Fetch, extract, load."""

    @task
    def list_inputs(params: dict[str, Any]) -> list[dict[str, str]]:
        if params["articles"]:
            return [{"folder": params["articles"]}]
        return [{"source": name} for name in steps.list_sources(load_settings())]

    # Longer than the largest budget that a source file may give.
    @task(
        map_index_template="{{ task.op_kwargs.get('source') or task.op_kwargs['folder'] }}",
        execution_timeout=timedelta(hours=2),
    )
    def fetch(run: str, source: str | None = None, folder: str | None = None) -> list[str]:
        return steps.fetch(load_settings(), run, source=source, folder=folder)

    # One source that fails must not keep the others from being loaded ...
    @task(trigger_rule=TriggerRule.ALL_DONE_MIN_ONE_SUCCESS)
    def list_batches(run: str, fetched: list[list[str]]) -> list[str]:
        left = steps.take_over(load_settings(), run)
        return sorted({*left, *(batch for batches in fetched for batch in batches)})

    # ... but the run has then failed all the same, and this leaf says so.
    @task
    def every_source_read(fetched: list[list[str]]) -> int:
        return len(fetched)

    run = start()  # not named run_id: that is Airflow's own, and it would win
    fetched = fetch.partial(run=run).expand_kwargs(list_inputs())
    every_source_read(fetched)
    extract.partial(run=run).expand(batch=list_batches(run, fetched)) >> load(run)


nightly_ingest()
