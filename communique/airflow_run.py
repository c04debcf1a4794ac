"""`make run`: both DAGs, one after the other, in this one process, with progress and a summary.

The DAGs are those of the scheduler; only the waiting for 02:00 is left out. One process instead of one for each
command saves Airflow's start-up of several seconds each time.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any, TextIO

import click

from communique import steps
from communique.airflow_cli import airflow, airflow_error, initialise, output_to
from communique.airflow_env import INGEST_DAG, PUBLISH_DAG, airflow_env, airflow_home
from communique.runs import is_loaded
from extractors.settings import Settings, load_settings

TAIL_LINES = 15


@click.command()
@click.option("--articles", default="", help="Folder of articles to read instead of the sources.")
def main(articles: str) -> None:
    """Run the nightly DAGs now, first ingest, then publish, and print what came out."""
    if articles and not Path(articles).is_dir():
        raise click.UsageError(f"{articles}: there is no such folder (looked in {Path.cwd()}).")
    settings = load_settings()
    os.environ.update(airflow_env(settings))
    run_id = steps.new_run_id()
    log = airflow_home(settings) / "logs" / f"run-{run_id}.log"
    with output_to(log) as screen:
        conf = {"run_id": run_id, "articles": str(Path(articles).absolute()) if articles else None}
        failures = _run_dags(screen, settings, conf)
    if PUBLISH_DAG not in failures:
        click.echo(f"\n{steps.summary(settings, run_id)}\n\n{_next_steps(settings)}")
    if failures:
        said = "\n".join(failures.values())
        raise click.ClickException(f"{said}\nThe end of the log, {log}:\n{_tail(log)}")


def _run_dags(screen: TextIO, settings: Settings, conf: dict[str, str | None]) -> dict[str, str]:
    """Run both DAGs; a sentence on each that did not succeed.

    As under the scheduler, a source that failed does not keep what the others brought from being published.
    """
    print("Preparing Airflow ...", file=screen)
    initialise()
    _show_tasks(screen)
    failures: dict[str, str] = {}
    for dag_id in (INGEST_DAG, PUBLISH_DAG):
        print(f"\n{dag_id}", file=screen)
        given = {key: value for key, value in conf.items() if dag_id == INGEST_DAG or key == "run_id"}
        try:
            airflow("dags", "test", dag_id, "--conf", json.dumps(given))
        except (SystemExit, airflow_error()) as error:
            failures[dag_id] = f"{dag_id} did not succeed: {error}"
        if not is_loaded(settings, str(conf["run_id"])):
            return failures | {PUBLISH_DAG: f"{PUBLISH_DAG} was not begun: nothing was loaded"}
    return failures


class _Progress:
    """Prints a line for each task that ends; Airflow calls it as a listener."""

    def __init__(self, screen: TextIO) -> None:
        self._screen = screen
        self._started = time.monotonic()

    def begin(self) -> None:
        self._started = time.monotonic()

    def end(self, task_instance: Any, outcome: str) -> None:
        name = task_instance.task_id + (f" [{_label(task_instance)}]" if task_instance.map_index >= 0 else "")
        seconds = time.monotonic() - self._started
        print(f"  {outcome:<6} {name:<60.60} {seconds:6.1f} s", file=self._screen)


def _label(task_instance: Any) -> str:
    """What a mapped task works on: the last part of its path, or its number where it has no name."""
    rendered = getattr(task_instance, "rendered_map_index", None) or str(task_instance.map_index)
    return Path(rendered).name


def _show_tasks(screen: TextIO) -> None:
    from airflow.listeners import hookimpl  # noqa: PLC0415 - as in `airflow`
    from airflow.sdk.listener import get_listener_manager  # noqa: PLC0415

    progress = _Progress(screen)

    class Listener:
        @hookimpl
        def on_task_instance_running(self, previous_state: Any, task_instance: Any) -> None:
            progress.begin()

        @hookimpl
        def on_task_instance_success(self, previous_state: Any, task_instance: Any) -> None:
            progress.end(task_instance, "done")

        @hookimpl
        def on_task_instance_failed(self, previous_state: Any, task_instance: Any, error: Any) -> None:
            progress.end(task_instance, "FAILED")
            print(f"         {type(error).__name__}: {error}", file=screen)

    get_listener_manager().add_listener(Listener())


def _tail(log: Path) -> str:
    return "\n".join(log.read_text("utf-8", errors="replace").splitlines()[-TAIL_LINES:])


def _next_steps(settings: Settings) -> str:
    file = settings.published_file
    shown = file.relative_to(Path.cwd()) if file.is_relative_to(Path.cwd()) else file
    python = os.path.relpath(sys.executable)
    query = f"import duckdb; duckdb.connect('{shown}', read_only=True).sql('from fct_visits').show()"
    return "\n".join(
        (
            "Next:",
            f"  open it        with any DuckDB or BI client, read-only: {shown}",
            f'  a first query  {python} -c "{query}"',
            "  what is in it  docs/codebook.md",
            "  your articles  make run ARTICLES=path/to/folder",
            "  every night    make airflow",
        )
    )


if __name__ == "__main__":
    main()
