"""Readers in other processes while releases are swapped, and publishers killed at any moment."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from expectations.publish import publish_release, read_published
from extractors.settings import Settings

RUN = "20261121T020000Z-aaaa"

# Reconnects all the time; each connection must see one release whole, and never an older one than before.
READER = """
import sys, duckdb
path, last, reads = sys.argv[1], -1, 0
print("reading", flush=True)
while True:
    with duckdb.connect(path, read_only=True) as con:
        titles = {row[0] for row in con.execute("select title from dim_articles").fetchall()}
        names = {row[0] for row in con.execute("select name from dim_actors").fetchall()}
    assert titles == names and len(titles) == 1, (titles, names)
    number = int(titles.pop())
    assert number >= last, (number, last)
    last, reads = number, reads + 1
    if last >= int(sys.argv[2]):
        print(reads)
        break
"""

# Each round is one night: other numbers in the marts, an audit that passed, a publish.
PUBLISHER = """
import itertools, sys
from pathlib import Path
from expectations.marts import read_content
from expectations.publish import publish_release
from expectations.records import AuditRecord, now, write_audit, write_build
from extractors.settings import Settings
from extractors.warehouse import open_build
settings, run = Settings(data_dir=Path(sys.argv[1]), keep_published=3), sys.argv[2]
print("publishing", flush=True)
for number in itertools.count(int(sys.argv[4])):
    with open_build(settings, "test") as con:
        con.execute(sys.argv[3].format(number))
        write_build(settings, run, "complete")
        content = read_content(con)
    write_audit(settings, AuditRecord(run, now(), content.fingerprint, content.row_counts, 1, ""))
    publish_release(settings, run)
"""

SET_NUMBER = "update marts.dim_articles set title = '{0}'; update marts.dim_actors set name = '{0}'"


@pytest.fixture
def publish_number(
    settings: Settings, change: Callable[..., None], pass_audit: Callable[..., None]
) -> Callable[[int], None]:
    """Publishes a release in which every table says the same number."""

    def publish(number: int) -> None:
        change(SET_NUMBER.format(number))
        pass_audit()
        publish_release(settings, RUN)

    return publish


def start(code: str, *arguments: str) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", code, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    process.stdout.readline()
    return process


def wait_for_another_release(path: Path) -> None:
    before, deadline = path.stat().st_ino, time.monotonic() + 60
    while path.stat().st_ino == before:
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_readers_never_fail_nor_see_a_mixture(settings: Settings, publish_number: Callable[[int], None]) -> None:
    publish_number(0)
    held = duckdb.connect(str(settings.published_file), read_only=True)
    readers = [start(READER, str(settings.published_file), "12") for _ in range(2)]
    for number in range(1, 13):
        publish_number(number)
    for reader in readers:
        output, errors = reader.communicate(timeout=60)
        assert reader.returncode == 0, errors
        assert int(output) > 1
    # Who held the first release still has it, whole.
    assert held.execute("select title from dim_articles").fetchall() == [("0",)]
    held.close()


def test_a_publisher_killed_at_any_moment_leaves_a_whole_release(
    settings: Settings, publish_number: Callable[[int], None]
) -> None:
    publish_number(0)
    seen = [0]
    for attempt in range(6):
        publisher = start(PUBLISHER, str(settings.data_dir), RUN, SET_NUMBER, str(seen[-1] + 1))
        wait_for_another_release(settings.published_file)
        time.sleep(random.Random(attempt).uniform(0.0, 1.0))  # noqa: S311  (a fixed spread of moments)
        publisher.send_signal(signal.SIGKILL)
        _, errors = publisher.communicate()
        assert publisher.returncode == -signal.SIGKILL, errors
        assert read_published(settings.published_file) is not None
        with duckdb.connect(str(settings.published_file), read_only=True) as con:
            titles = con.execute("select title from dim_articles union select name from dim_actors").fetchall()
        assert len(titles) == 1, "tables of two releases in one file"
        seen.append(int(titles[0][0]))
    assert seen == sorted(set(seen)), "a swap that had happened was lost"
    publish_number(seen[-1] + 100)
    assert not list(settings.published_dir.glob("build-*"))
    assert not Path(f"{settings.published_file}.wal").exists()
