"""When a server is asked again, and whose turn it is."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from extractors.fetch.web.pacing import LONGEST_CLOSED, Pacer
from extractors.fetch.web.retry import FIRST_PAUSE, LONGEST_PAUSE, pause, retry_after

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Sun, 01 Mar 2026 12:01:00 GMT", 60.0),
        ("Sun, 01 Mar 2026 11:00:00 GMT", 0.0),
        ("999999999", 999_999_999.0),
        ("-5", None),
        ("1.5", None),
        ("1e308", None),
        ("٣", None),
        ("9" * 5000, None),
        ("soon", None),
        ("Sun, 99 Foo 99999999 99:99:99 +9999", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, NOW) == seconds


def test_pauses_grow_and_differ_and_keep_what_was_asked() -> None:
    for tries in range(1, 5):
        drawn = {pause(tries) for _ in range(50)}
        assert len(drawn) > 10
        assert max(drawn) <= FIRST_PAUSE * 2 ** (tries - 1)
        assert min(drawn) >= FIRST_PAUSE * 2 ** (tries - 1) / 2
    assert pause(100) <= LONGEST_PAUSE
    assert pause(1, 33.0) >= 33.0


HOLD = """
import sys, time
from pathlib import Path
from extractors.fetch.web.pacing import Pacer
with Pacer(Path(sys.argv[1])).turn("example.org", 0.0, lambda: True) as is_turn:
    print(is_turn, flush=True)
    time.sleep(60)
"""


def test_a_host_has_one_visitor_among_all_processes_and_a_killed_one_lets_go(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE) as other:
        assert other.stdout
        assert other.stdout.readline() == b"True\n"
        tries = iter([True, True, False])
        with Pacer(tmp_path).turn("example.org", 0.0, lambda: next(tries)) as is_turn:
            assert not is_turn
        with Pacer(tmp_path).turn("example.com", 0.0, lambda: True) as is_turn:
            assert is_turn
        other.kill()
        other.wait()
    with Pacer(tmp_path).turn("example.org", 0.0, lambda: True) as is_turn:
        assert is_turn


def test_the_pause_counts_from_the_end_of_the_last_request(tmp_path: Path) -> None:
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        for path in tmp_path.glob("*.lock"):
            state = path.stat()
            os.utime(path, (state.st_atime, state.st_mtime - seconds))

    pacer = Pacer(tmp_path, sleep)
    with pacer.turn("example.org", 10.0, lambda: True):
        assert slept == []
    with pacer.turn("example.org", 10.0, lambda: True):
        assert 9.5 < sum(slept) <= 10.0
    slept.clear()
    for path in tmp_path.glob("*.lock"):
        os.utime(path, (4_000_000_000, 4_000_000_000))  # the clock was set back since
    asked = iter([True, True, False])
    with pacer.turn("example.org", 1.0, lambda: next(asked)) as is_turn:
        assert not is_turn
    assert max(slept) <= 1.0


def test_a_host_is_closed_for_all_and_not_for_ever(tmp_path: Path) -> None:
    Pacer(tmp_path).close("example.org", 1e12)
    assert Pacer(tmp_path).is_closed("example.org")
    assert not Pacer(tmp_path).is_closed("example.com")
    (path,) = tmp_path.glob("*.closed")
    assert path.stat().st_mtime <= datetime.now(UTC).timestamp() + LONGEST_CLOSED
    os.utime(path, (0, 0))
    assert not Pacer(tmp_path).is_closed("example.org")
