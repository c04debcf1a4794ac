"""Names on all processors: Python computes on one at a time, and a first build asks for millions of pairs of names.

Helpers are processes of their own (`python -m extractors.matching.helpers`), started when there is much to do, and kept
with the names that they know until `dismiss` is called or this process ends. Nothing is shared: a question is a line of
JSON, and so is the answer.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import cache
from itertools import accumulate
from threading import Lock
from typing import Any

from extractors.errors import TransientError
from extractors.matching.lookup import name_form, related_letters

# Starting a helper takes as long as this many pairs of names.
FEW = 20_000
_LOCK = Lock()
TASKS: dict[str, Callable[[Any], str]] = {"forms": name_form, "relations": related_letters}


def spread(task: str, items: list[Any]) -> list[str]:
    """The answers of a task for all items in their order, from as many processes as there are processors.

    Args:
        task: one of `TASKS`.
        items: names (`forms`), or lists of names (`relations`). Items that stand together are answered by one helper
            as far as possible, so that it knows the names that they have in common.

    Raises:
        TransientError: a helper ended before it answered.
    """
    weights = [1 if isinstance(item, str) else len(item) for item in items]
    if sum(weights) < FEW or _processors() == 1:
        return [TASKS[task](item) for item in items]
    # DuckDB asks from several threads, and answers come in the order of the questions.
    with _LOCK:
        helpers = _helpers()
        shares = _shares(items, weights, len(helpers))
        for helper, share in zip(helpers, shares, strict=True):
            helper.ask(task, share)
        return [answer for helper in helpers for answer in helper.answers()]


def dismiss() -> int:
    """Ends the helpers, whose memory others need now; says how many there were. The next `spread` starts new ones."""
    with _LOCK:
        helpers = _helpers() if _helpers.cache_info().currsize else []
        _helpers.cache_clear()
        for helper in helpers:
            helper.end()
    return len(helpers)


def _shares(items: list[Any], weights: Sequence[int], count: int) -> list[list[Any]]:
    """The items in `count` runs of about the same weight."""
    total = sum(weights)
    shares: list[list[Any]] = [[] for _ in range(count)]
    for item, weight, end in zip(items, weights, accumulate(weights), strict=True):
        shares[min((end - weight) * count // total, count - 1)].append(item)
    return shares


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Helper:
    """One process that answers lines by lines."""

    def __init__(self) -> None:
        # It finds the project as this process did, and ends with it: its input is closed then.
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "extractors.matching.helpers"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            encoding="utf-8",
        )

    def ask(self, task: str, items: list[Any]) -> None:
        try:
            print(json.dumps([task, items]), file=self._process.stdin, flush=True)
        except BrokenPipeError:
            raise self._ended() from None

    def answers(self) -> list[str]:
        line = self._process.stdout.readline() if self._process.stdout else ""
        if not line:
            raise self._ended()
        answers: list[str] = json.loads(line)
        return answers

    def end(self) -> None:
        self._process.communicate()

    def _ended(self) -> TransientError:
        _helpers.cache_clear()
        status = self._process.wait()
        return TransientError(f"A helper that compares names ended (status {status}) before its answer; build again.")


@cache
def _helpers() -> list[_Helper]:
    return [_Helper() for _ in range(_processors())]


def main() -> None:
    """Answers each line of the standard input until it is closed."""
    for line in sys.stdin:
        task, items = json.loads(line)
        sys.stdout.write(json.dumps([TASKS[task](item) for item in items]) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
