"""All stages one after the other, without Airflow."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from communique import steps
from extractors.errors import CommuniqueError
from extractors.settings import Settings


@dataclass(slots=True)
class Pipeline:
    """One run of all stages.

    Attributes:
        settings: the installation.
        run_id: the run.
        say: shows a line to whoever waits.
        problems: sources that could not be read; the others were loaded all the same.
    """

    settings: Settings
    run_id: str
    say: Callable[[str], None]
    problems: list[str] = field(default_factory=list)

    def run(self, folder: str | None, *, accept_drop: bool) -> None:
        """Fetch, extract, load, build, audit, publish.

        Raises:
            CommuniqueError: a stage failed; those after it were not begun.
        """
        with self._stage("fetch"):
            self._fetch(folder)
        with self._stage("extract"):
            for batch in steps.pending_batches(self.settings, self.run_id):
                steps.extract(self.settings, self.run_id, batch)
        self._do("load", steps.load)
        self._do("build", steps.build)
        with self._stage("audit"):
            steps.audit(self.settings, self.run_id, accept_drop=accept_drop)
        self._do("publish", steps.publish)

    def _fetch(self, folder: str | None) -> None:
        if folder:
            steps.fetch(self.settings, self.run_id, folder=folder)
            return
        for source in steps.list_sources(self.settings):
            try:
                steps.fetch(self.settings, self.run_id, source=source)
            except CommuniqueError as error:  # one source that fails must not keep the others from being loaded
                self.problems.append(f"{source}: {error}")
        steps.take_over(self.settings, self.run_id)

    def _do(self, name: str, step: Callable[[Settings, str], dict[str, Any]]) -> None:
        with self._stage(name):
            step(self.settings, self.run_id)

    @contextmanager
    def _stage(self, name: str) -> Iterator[None]:
        began = time.monotonic()
        try:
            yield
        except CommuniqueError:
            self.say(f"  FAILED {name:<8} {time.monotonic() - began:6.1f} s")
            raise
        self.say(f"  done   {name:<8} {time.monotonic() - began:6.1f} s")
