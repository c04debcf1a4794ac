"""Workers that loop, hang, eat memory or die cost their own job; the order and the other jobs stay."""

from __future__ import annotations

import gc
import os
import re
import signal
import time
from collections.abc import Iterator

import pytest

from extractors import workers
from extractors.errors import PermanentError
from extractors.workers import Failure, Workers, cpu_limit

BOMB = "a" * 40 + "b"


def misbehave(jobs: list[str]) -> list[str]:
    results = []
    for job in jobs:
        with cpu_limit(0.5):
            act(job)
        results.append(job.upper())
    return results


def act(job: str) -> None:
    if job == "loop":
        re.match(r"(a+)+$", BOMB)  # C code that never comes back to the interpreter
    elif job == "hang":
        time.sleep(60)
    elif job == "memory":
        bytearray(3 * 1024**3)
    elif job == "signal":
        os.kill(os.getpid(), signal.SIGKILL)
    elif job == "exit":
        os._exit(3)
    elif job == "error":
        raise ValueError("of the job")
    elif job == "configuration":
        raise PermanentError("a language file is at fault")


def run(jobs: list[str], count: int = 2) -> list[tuple[str, str | Failure]]:
    return list(Workers(misbehave, count, wall_seconds=4.0).run(jobs))


def test_results_come_in_the_order_of_the_jobs() -> None:
    jobs = [f"job{number}" for number in range(200)]
    assert run(jobs) == [(job, job.upper()) for job in jobs]


def test_each_bad_job_has_its_reason_and_the_others_their_results() -> None:
    bad = {
        "loop": "timeout",
        "hang": "timeout",
        "memory": "out_of_memory",
        "signal": "crashed",
        "exit": "crashed",
        "error": "crashed",
    }
    jobs = [job for number, name in enumerate(bad) for job in (f"a{number}", name, f"b{number}")] + ["c"] * 20
    outcomes = run(jobs)
    assert [job for job, _ in outcomes] == jobs
    assert {job: result.reason for job, result in outcomes if isinstance(result, Failure)} == bad
    assert [result for _, result in outcomes if isinstance(result, str)] == [j.upper() for j in jobs if j not in bad]


def test_a_fault_of_the_configuration_stops_the_run() -> None:
    with pytest.raises(PermanentError, match="language file"):
        run(["a", "configuration", "b"])


def watched_and_left(jobs: list[str]) -> list[tuple[int, int]]:
    return [(len(gc.get_objects()), gc.get_freeze_count()) for _ in jobs]


def test_a_worker_does_not_look_for_garbage_in_what_its_parent_loaded() -> None:
    ((_, watched_and_left_alone),) = Workers(watched_and_left, 1).run(["job"])
    assert isinstance(watched_and_left_alone, tuple)
    watched, left_alone = watched_and_left_alone
    assert left_alone > 10 * watched


def test_jobs_are_taken_only_as_needed() -> None:
    taken = 0

    def jobs() -> Iterator[str]:
        nonlocal taken
        for number in range(10_000):
            taken += 1
            yield str(number)

    outcomes = Workers(misbehave, 1).run(jobs())
    next(outcomes)
    assert taken <= workers.LARGEST_CHUNK * (workers.CHUNKS_AHEAD + 2)
    outcomes.close()  # type: ignore[attr-defined]  # a generator, typed as the iterator that callers need


def test_nothing_to_do() -> None:
    assert run([]) == []
