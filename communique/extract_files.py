"""`communique extract PATH…`: claims documents of files and folders, without a warehouse."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from extractors.claims import ClaimsDocument
from extractors.extract import extract_paths
from extractors.items import Rejected
from extractors.settings import Settings

SECONDS_BETWEEN_REFRESHES = 0.1


@dataclass(slots=True)
class Tally:
    """What became of the input."""

    articles: int = 0
    rejected: list[Rejected] = field(default_factory=list)


def extract_files(paths: list[Path], output: Path | None, engine: str, settings: Settings) -> Tally:
    """Write a claims document a line, in the order of the paths; progress goes to a terminal on standard error.

    Args:
        paths: files and folders of articles.
        output: the file to write, put in place when it is complete; default standard output.
        engine: name of the claims engine.
        settings: number of workers and limits.

    Raises:
        PermanentError: a path does not exist, or there is no such engine.
        BrokenPipeError: whoever read standard output went away.
    """
    outcomes = extract_paths(paths, settings, engine)
    with _sink(output) as sink, _progress() as progress:
        return _write(outcomes, sink, progress)


def _write(outcomes: Iterable[ClaimsDocument | Rejected], sink: TextIO, progress: Progress) -> Tally:
    tally, task, shown = Tally(), progress.add_task("reading articles", total=None), 0.0
    for outcome in outcomes:
        if isinstance(outcome, ClaimsDocument):
            tally.articles += 1
            sink.write(outcome.to_json() + "\n")
        else:
            tally.rejected.append(outcome)
        if time.monotonic() - shown > SECONDS_BETWEEN_REFRESHES:
            shown = time.monotonic()
            said = f"{tally.articles} articles, {len(tally.rejected)} rejected"
            progress.update(task, description=said, refresh=True)
    sink.flush()
    return tally


def _progress() -> Progress:
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    # Refreshed by hand: a thread for it would be there when the workers are forked.
    return Progress(*columns, console=console, transient=True, auto_refresh=False, disable=not console.is_terminal)


@contextmanager
def _sink(output: Path | None) -> Iterator[TextIO]:
    if output is None:
        # The contract is UTF-8 with plain line ends, whatever the locale says.
        stdout = TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="\n")
        try:
            yield stdout
        finally:
            stdout.detach()
        return
    if output.exists() and not output.is_file():  # a pipe or a device must not be replaced by a file
        with output.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
        return
    output.parent.mkdir(parents=True, exist_ok=True)
    partial = output.with_name(f".{output.name}.{os.getpid()}")
    try:
        with partial.open("w", encoding="utf-8", newline="\n") as file:
            yield file
        partial.replace(output)
    finally:
        partial.unlink(missing_ok=True)
