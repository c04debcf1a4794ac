"""One connection a host and a pause between requests, for all processes of an installation together.

A lock file a host, held during the request; its time of change is that of the last request. The kernel releases the
lock of a process that is killed.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

POLL_SECONDS = 0.05
LONGEST_CLOSED = 86_400.0


class Pacer:
    """Lets requests to one host through one at a time, with pauses."""

    def __init__(self, folder: Path, sleep: Callable[[float], None] = time.sleep) -> None:
        self._folder = folder
        self._sleep = sleep

    @contextmanager
    def turn(self, host: str, interval: float, still: Callable[[], bool]) -> Iterator[bool]:
        """Wait for this host's turn and hold it.

        Args:
            host: the host's name.
            interval: seconds since the last request to it, by whomever.
            still: whether waiting still makes sense; asked again and again.

        Yields:
            Whether it is this process's turn; False when waiting no longer made sense.
        """
        with self._file(host).open("a+b") as file:
            while not _lock(file.fileno()):
                if not still():
                    yield False
                    return
                self._sleep(POLL_SECONDS)
            if not self._wait(file.fileno(), interval, still):
                yield False
                return
            try:
                yield True
            finally:
                os.utime(file.fileno())

    def close(self, host: str, seconds: float) -> None:
        """Let no request to a host through for so long, at most a day, in any process."""
        path = self._path(host, "closed")
        path.touch()
        until = time.time() + min(seconds, LONGEST_CLOSED)
        os.utime(path, (until, until))

    def is_closed(self, host: str) -> bool:
        """Whether a host is closed now."""
        try:
            left = self._path(host, "closed").stat().st_mtime - time.time()
        except FileNotFoundError:
            return False
        return 0 < left <= LONGEST_CLOSED

    def _path(self, host: str, ending: str) -> Path:
        self._folder.mkdir(parents=True, exist_ok=True)
        return self._folder / f"{hashlib.sha256(host.encode()).hexdigest()[:24]}.{ending}"

    def _file(self, host: str) -> Path:
        path = self._path(host, "lock")
        with suppress(FileExistsError):
            path.touch(exist_ok=False)
            os.utime(path, (0, 0))  # nobody has asked this host yet
        return path

    def _wait(self, descriptor: int, interval: float, still: Callable[[], bool]) -> bool:
        while True:
            # A clock that was set back must not make anybody wait for days.
            left = min(interval, os.fstat(descriptor).st_mtime + interval - time.time())
            if left <= 0:
                return True
            if not still():
                return False
            self._sleep(min(left, 1.0))


def _lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
