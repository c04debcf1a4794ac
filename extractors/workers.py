"""Worker processes that may be killed: one bad document costs its own row, never the run.

Jobs go to the processes in chunks. A chunk that fails is done again job by job, so that the job at fault is found
and the others keep their results. Limits hold for each process (memory) and each job (time).
"""

from __future__ import annotations

import gc
import multiprocessing
import resource
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import TimeoutError as WallTimeError
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Generic, TypeVar

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from extractors.errors import CommuniqueError

Job = TypeVar("Job")
Result = TypeVar("Result")

CPU_SECONDS = 10.0
WALL_SECONDS = 30.0
MEMORY_BYTES = 2 * 1024**3
LARGEST_CHUNK = 16
CHUNKS_AHEAD = 3
PAGE_BYTES = resource.getpagesize()


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a job has no result: `timeout`, `out_of_memory` or `crashed`."""

    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Workers(Generic[Job, Result]):
    """A pool for one function over many jobs.

    Attributes:
        function: called in a worker with a chunk of jobs; gives one result a job, in their order.
        count: number of processes.
        wall_seconds: time that one job may take, waiting included.
    """

    function: Callable[[list[Job]], list[Result]]
    count: int
    wall_seconds: float = WALL_SECONDS

    def run(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Result | Failure]]:
        """Each job with its result, in the order of the jobs; jobs are taken from the iterable only as needed.

        Raises:
            CommuniqueError: a worker found the configuration at fault; all jobs would fail likewise.
        """
        # Forked workers share what the caller has imported and loaded: starting one takes milliseconds.
        context = multiprocessing.get_context("fork")
        pending: deque[tuple[list[Job], ProcessFuture[list[Result]]]] = deque()
        with ProcessPool(max_workers=self.count, initializer=_limit_process, context=context) as pool:
            try:
                for chunk in _chunks(jobs, self.count):
                    pending.append((chunk, self._schedule(pool, chunk)))
                    if len(pending) > self.count * CHUNKS_AHEAD:
                        yield from self._finished(pool, *pending.popleft())
                while pending:
                    yield from self._finished(pool, *pending.popleft())
            finally:
                for _, future in pending:  # only when the caller stops early: leaving the pool waits for the rest
                    future.cancel()  # type: ignore[no-untyped-call]  # pebble leaves this method untyped

    def _schedule(self, pool: ProcessPool, chunk: list[Job]) -> ProcessFuture[list[Result]]:
        # A chunk is given the time of one slow job: whoever needs more is found when the jobs run singly.
        return pool.schedule(self.function, args=(chunk,), timeout=self.wall_seconds)

    def _finished(
        self, pool: ProcessPool, chunk: list[Job], future: ProcessFuture[list[Result]]
    ) -> Iterator[tuple[Job, Result | Failure]]:
        error = future.exception()
        if error is None:
            yield from zip(chunk, future.result(), strict=True)
        elif isinstance(error, CommuniqueError):
            raise error
        elif len(chunk) == 1:
            yield chunk[0], _failure(error, self.wall_seconds)
        else:
            singles = [([job], self._schedule(pool, [job])) for job in chunk]
            for single, single_future in singles:
                yield from self._finished(pool, single, single_future)


@contextmanager
def cpu_limit(seconds: float = CPU_SECONDS) -> Iterator[None]:
    """End this process when the block takes more processor time.

    The signal's default action ends the process even where C code never returns to the interpreter, which
    no exception raised in Python could.
    """
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _limit_process() -> None:
    # What the parent has loaded stays: to walk through it for garbage would cost a worker up to half a second, and
    # copies of the pages that it shares.
    gc.freeze()
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent stops its workers itself
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    # Address space, not memory in use: what the parent has mapped already does not count against the limit.
    mapped = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * PAGE_BYTES
    limit = mapped + MEMORY_BYTES
    resource.setrlimit(resource.RLIMIT_AS, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


def _chunks(jobs: Iterable[Job], workers: int) -> Iterator[list[Job]]:
    """Chunks that grow: a few jobs are shared out evenly, many cost little to hand over."""
    jobs = iter(jobs)
    size, given = 1, 0
    while chunk := list(islice(jobs, size)):
        yield chunk
        given += 1
        if given % workers == 0:
            size = min(size * 2, LARGEST_CHUNK)


def _failure(error: BaseException, wall_seconds: float) -> Failure:
    if isinstance(error, WallTimeError):
        return Failure("timeout", f"it took longer than {wall_seconds:g} seconds")
    if isinstance(error, ProcessExpired) and error.exitcode == -signal.SIGPROF:
        return Failure("timeout", f"it took more than {CPU_SECONDS:g} seconds of processor time")
    if isinstance(error, MemoryError):
        return Failure("out_of_memory", f"it needed more than {MEMORY_BYTES // 1024**3} GiB of memory")
    if isinstance(error, ProcessExpired):
        return Failure("crashed", f"the worker process ended with code {error.exitcode}")
    return Failure("crashed", f"{type(error).__name__}: {str(error)[:300]}")
