"""`python -m communique.leash COMMAND…`: runs a command, and ends all it has started when its own parent is gone.

Airflow's parts start workers of their own and do not end all of them. A leashed command is a session of its own: who
leaves its parent stays in the session, and so is found.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from types import FrameType

import psutil

GRACE_S = 15


def leashed(command: list[str]) -> list[str]:
    """The command on a leash; start it with `start_new_session=True`."""
    return [sys.executable, "-m", "communique.leash", *command]


def stop_tree(leader: subprocess.Popen[bytes], ask: signal.Signals = signal.SIGINT) -> None:
    """End a process that leads a session, and all that it has started: first it is asked, then all are killed."""
    members = family(leader.pid)
    with contextlib.suppress(ProcessLookupError):
        leader.send_signal(ask)
    psutil.wait_procs(members, timeout=GRACE_S)
    _kill({*members, *family(leader.pid)})
    leader.wait(timeout=5)


def family(leader: int) -> set[psutil.Process]:
    """The leader of a session, all its descendants, and all other members of the session."""
    found = set()
    with contextlib.suppress(psutil.NoSuchProcess):
        found = {psutil.Process(leader), *psutil.Process(leader).children(recursive=True)}
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.NoSuchProcess, ProcessLookupError, PermissionError):
            if os.getsid(process.pid) == leader:
                found.add(process)
    return found


def _kill(processes: Iterable[psutil.Process]) -> None:
    alive = list(processes)
    for ask in (psutil.Process.terminate, psutil.Process.kill):
        for process in alive:
            with contextlib.suppress(psutil.NoSuchProcess):
                ask(process)
        _, alive = psutil.wait_procs(alive, timeout=5)


def main() -> None:
    """Run the command of the command line."""
    parent = os.getppid()
    child = subprocess.Popen(sys.argv[1:])  # noqa: S603 - running what it is given is its purpose

    def hand_on(number: int, _frame: FrameType | None) -> None:
        child.send_signal(number)

    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, hand_on)
    while child.poll() is None and os.getppid() == parent:
        time.sleep(0.5)
    _kill(family(os.getpid()) - {psutil.Process()})
    sys.exit(child.wait())


if __name__ == "__main__":
    main()
