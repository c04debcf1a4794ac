"""Airflow's own command line, called in this process.

Import this module freely: Airflow itself is imported at the first call, after the caller has set its environment.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from communique.airflow_env import WRITER_POOL


def initialise() -> None:
    """Bring the metadata database and the pool into being; changes nothing where they are."""
    airflow("db", "migrate")
    airflow("pools", "set", WRITER_POOL, "1", "One slot: DuckDB lets one process hold the build file.")


def airflow(*command: str) -> None:
    """Run one command of Airflow's command line in this process, which saves its start-up of several seconds.

    Raises:
        SystemExit: the command failed; its code is a message or a number.
        AirflowException: the command could not begin, for example because a DAG file has an error.
    """
    from airflow.cli import cli_parser  # noqa: PLC0415 - reads the environment, see above

    parsed = cli_parser.get_parser().parse_args(list(command))
    parsed.func(parsed)


def airflow_error() -> type[Exception]:
    """The base of what Airflow itself raises."""
    from airflow.sdk.exceptions import AirflowException  # noqa: PLC0415 - as above

    return AirflowException


@contextmanager
def output_to(log: Path) -> Iterator[TextIO]:
    """Send what this process and its children print to a file; yields the screen for what a reader needs.

    Descriptors are exchanged, not `sys.stdout`, because dbt and the workers are processes of their own.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    kept = os.dup(1), os.dup(2)
    sys.stdout.flush()
    sys.stderr.flush()
    with log.open("ab") as sink, os.fdopen(os.dup(kept[0]), "w", buffering=1) as screen:
        os.dup2(sink.fileno(), 1)
        os.dup2(sink.fileno(), 2)
        try:
            yield screen
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            for descriptor, original in enumerate(kept, start=1):
                os.dup2(original, descriptor)
                os.close(original)
