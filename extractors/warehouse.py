"""Opening the build file and the published file, each in its one safe way.

The build file has one user at a time. DuckDB's own lock fails at once and leaves no trace of who holds it, so the
pipeline takes a kernel lock of its own first; the kernel releases it when its holder is killed.
"""

from __future__ import annotations

import fcntl
import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import duckdb

from extractors.errors import TransientError
from extractors.settings import Settings

DEFAULT_LOCK_SECONDS = 120.0
_POLL_SECONDS = 0.1
# Of the build file, which only the installed DuckDB opens: newer ones write texts and keys in less space. A published
# file has an older version, for its readers (expectations/release.py). A file of an older version is taken over.
STORAGE_VERSION = "v1.5.0"
_UNTRUSTED = {
    "autoinstall_known_extensions": "false",
    "enable_external_access": "false",
    "lock_configuration": "true",
}


@dataclass(frozen=True, slots=True)
class HeldLock:
    """The lock on the build file while it is held.

    Attributes:
        fd: descriptor of the lock. A child process that opens the build file (dbt) must inherit it
            (`subprocess.run(…, pass_fds=[lock.fd])`): the lock then outlives a killed parent.
    """

    fd: int


@contextmanager
def warehouse_lock(
    settings: Settings, purpose: str, timeout_seconds: float = DEFAULT_LOCK_SECONDS
) -> Iterator[HeldLock]:
    """Holds the lock on the build file; waits for an earlier holder.

    Args:
        settings: where the lock file lies.
        purpose: what the holder does, shown to whoever waits in vain.
        timeout_seconds: how long to wait.

    Raises:
        TransientError: the lock was still held after the wait; the message names the holder.
    """
    settings.lock_file.parent.mkdir(parents=True, exist_ok=True)
    fd = os.open(settings.lock_file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        _wait_for_lock(fd, settings.lock_file, timeout_seconds)
        _write_holder(fd, purpose)
        yield HeldLock(fd)
    finally:
        # Closing releases the lock unless a child still holds the inherited descriptor.
        os.close(fd)


def _wait_for_lock(fd: int, path: Path, timeout_seconds: float) -> None:
    deadline = time.monotonic() + timeout_seconds
    while True:
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() >= deadline:
                raise TransientError(_busy_message(path, timeout_seconds)) from error
            time.sleep(_POLL_SECONDS)
        else:
            return


def _write_holder(fd: int, purpose: str) -> None:
    os.ftruncate(fd, 0)
    os.pwrite(fd, json.dumps({"pid": os.getpid(), "purpose": purpose}).encode(), 0)


def _busy_message(path: Path, waited: float) -> str:
    holder = "another process"
    with suppress(OSError, ValueError, KeyError):
        note = json.loads(path.read_text(encoding="utf-8"))
        holder = f"process {note['pid']} ({note['purpose']})"
    return f"The warehouse is in use by {holder}; waited {waited:.0f} s for {path}. Try again when it has finished."


@contextmanager
def open_build(
    settings: Settings,
    purpose: str,
    *,
    read_only: bool = False,
    external_access: bool = False,
    timeout_seconds: float = DEFAULT_LOCK_SECONDS,
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to the build file, as catalog `warehouse`, under the lock.

    Args:
        settings: where the build file lies; a missing one is made unless `read_only`.
        purpose: what the holder does, shown to whoever waits for the lock.
        read_only: no writing; the lock is taken all the same, as DuckDB lets no reader beside a writer.
        external_access: needed only to attach or copy to a further file.
        timeout_seconds: how long to wait for the lock.

    Raises:
        TransientError: the lock or the file itself is held by another process.
    """
    with warehouse_lock(settings, purpose, timeout_seconds), _without_pandas():
        connection = duckdb.connect(":memory:", config={"temp_directory": str(settings.data_dir / "duckdb_tmp")})
        try:
            _attach_build(connection, settings.build_file, read_only)
            if not external_access:
                _harden(connection)
            yield connection
        finally:
            connection.close()


@contextmanager
def _without_pandas() -> Iterator[None]:
    """Keep DuckDB from importing pandas, which it does for the first parameter that it sees: half a second of a start.

    Whoever has imported pandas, as the audit has, keeps it.
    """
    if "pandas" in sys.modules:
        yield
        return
    sys.modules["pandas"] = None  # type: ignore[assignment]  # how Python marks a module as not to be imported
    try:
        yield
    finally:
        if sys.modules.get("pandas") is None:
            del sys.modules["pandas"]


def _attach_build(connection: duckdb.DuckDBPyConnection, path: Path, read_only: bool) -> None:
    # Through ATTACH, not connect(path): only so does a file open that was killed between an ALTER and its checkpoint.
    options = "READ_ONLY" if read_only else f"STORAGE_VERSION '{STORAGE_VERSION}'"
    quoted = str(path).replace("'", "''")
    try:
        connection.execute(f"ATTACH '{quoted}' AS warehouse ({options})")
    except duckdb.IOException as error:
        if "lock" not in str(error).lower():
            raise
        raise TransientError(
            f"A program that does not take the pipeline's lock has {path} open; close it and try again. ({error})"
        ) from error
    connection.execute("USE warehouse")


def _harden(connection: duckdb.DuckDBPyConnection) -> None:
    for name, value in _UNTRUSTED.items():
        connection.execute(f"SET {name} = {value}")


def open_published(path: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection to a published file that can reach no other file and no network.

    Raises:
        FileNotFoundError: nothing has been published at this path.
    """
    if not path.is_file():
        raise FileNotFoundError(f"There is no published file at {path}; run `communique run` first.")
    config: dict[str, str | bool | int | float | list[str]] = dict(_UNTRUSTED)
    return duckdb.connect(str(path), read_only=True, config=config)
