"""What the DAGs share: the asset between them, the pool, retries, how a run's id travels, and the tasks of every load.

The only module besides `communique.airflow_run` that imports Airflow, so that the command line works without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any, Protocol

from airflow.sdk import Asset, ExceptionRetryPolicy, Param, RetryAction, RetryRule, TriggerRule, task

from communique import steps
from communique.airflow_env import WRITER_POOL
from extractors.settings import load_settings

RAW_ASSET = Asset(name="communique_raw", uri="duckdb://communique/warehouse/raw", group="communique")

# Only what may pass by itself is tried again; a killed worker raises nothing and so falls under `retries` alone.
RETRY_TRANSIENT = ExceptionRetryPolicy(
    rules=[RetryRule(exception="extractors.errors.TransientError", action=RetryAction.RETRY)],
    default=RetryAction.FAIL,
)

TASK_DEFAULTS: dict[str, Any] = {
    "owner": "communique",
    "retries": 3,
    "retry_delay": timedelta(seconds=30),
    "retry_exponential_backoff": 2.0,
    "max_retry_delay": timedelta(minutes=15),
    "retry_policy": RETRY_TRANSIENT,
    "execution_timeout": timedelta(minutes=30),
}

# DuckDB lets one process hold the build file: every task that needs it for more than a moment takes the
# pool's only slot, so that it waits in the queue and not in a worker.
HOLDS_BUILD_FILE: dict[str, Any] = {"pool": WRITER_POOL}

RUN_ID_PARAM = Param(
    None,
    type=["null", "string"],
    # It names a folder, so nothing that could leave the runs folder is let in.
    pattern="^[0-9A-Za-z][0-9A-Za-z-]{0,63}$",
    title="Run id",
    description="Id of an earlier ingest to continue; empty for a new one.",
)


@task
def start(params: dict[str, Any]) -> str:
    """The id of the run: the one given, or a new one."""
    return params["run_id"] or steps.new_run_id()


@task(map_index_template="{{ task.op_kwargs['batch'] }}", execution_timeout=timedelta(hours=2))
def extract(run: str, batch: str) -> dict[str, Any]:
    """Read one batch of articles."""
    return steps.extract(load_settings(), run, batch)


# Where nothing is to be read, extract is skipped, and load still records the run.
@task(outlets=[RAW_ASSET], trigger_rule=TriggerRule.NONE_FAILED, **HOLDS_BUILD_FILE)
def load(run: str, outlet_events: Any = None) -> dict[str, Any]:
    """Load what was read and tell the publishing DAG of it."""
    counts = steps.load(load_settings(), run)
    outlet_events[RAW_ASSET].extra = {"run_id": run}
    return counts


class AssetEvent(Protocol):
    """The part of Airflow's asset events that is used here."""

    @property
    def extra(self) -> Mapping[str, Any]:
        """What the producing task attached to the event."""


def run_id_of(params: Mapping[str, Any], events: Mapping[Any, Iterable[AssetEvent]]) -> str | None:
    """The run id that a publish belongs to.

    Args:
        params: parameters of the DAG run; `run_id` wins where it is given.
        events: the asset events that triggered the run, by asset; empty for a manual run.

    Returns:
        The given id, else that of the newest event, else None.
    """
    if params.get("run_id"):
        return str(params["run_id"])
    ids = [str(event.extra["run_id"]) for group in events.values() for event in group if event.extra.get("run_id")]
    return max(ids, default=None)  # ids start with their time, so the greatest is the newest
