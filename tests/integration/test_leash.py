"""What is on the leash ends with its parent, also when that is killed, and also what has left its own parent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import psutil

from communique.leash import leashed, stop_tree

# A shell whose child goes into the background and is orphaned at once.
ORPHANS = ["sh", "-c", "(sleep 300 & echo $! >&2); sleep 300"]
KILLED_PARENT = f"""
import os, signal, subprocess, sys
from communique.leash import leashed
leash = subprocess.Popen(leashed({ORPHANS!r}), start_new_session=True)
print(leash.pid, flush=True)
signal.pause()
"""


def test_a_killed_parent_leaves_nothing_behind() -> None:
    parent = subprocess.Popen([sys.executable, "-c", KILLED_PARENT], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert parent.stdout is not None and parent.stderr is not None
    leash, orphan = int(parent.stdout.readline()), int(parent.stderr.readline())
    os.kill(parent.pid, signal.SIGKILL)
    parent.wait()
    assert _gone_within(15, leash, orphan)


def test_stopping_ends_orphans_too() -> None:
    leash = subprocess.Popen(leashed(ORPHANS), stderr=subprocess.PIPE, start_new_session=True)
    assert leash.stderr is not None
    orphan = int(leash.stderr.readline())
    stop_tree(leash, signal.SIGTERM)
    assert _gone_within(1, leash.pid, orphan)


def _gone_within(seconds: float, *pids: int) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        alive = [p for p in pids if psutil.pid_exists(p) and psutil.Process(p).status() != psutil.STATUS_ZOMBIE]
        if not alive:
            return True
        time.sleep(0.1)
    return False
