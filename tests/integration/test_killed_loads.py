"""kill -9 wherever something is written: after the next run the raw rows are those of an undisturbed installation."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from extractors.settings import PROJECT_ROOT, Settings
from extractors.warehouse import open_build

# What differs between two installations that hold the same: when and by which run a row came.
OF_THE_RUN = {"run_id", "loaded_at", "rejected_at", "revised_at", "settled_at"}
# A run of fetch, extract and load that ends itself at its n-th step that others could see: a file put in its place, a
# file flushed, a statement of the database, each before and after.
RUN = """
import itertools, os, pathlib, signal, sys
import duckdb
from communique import runs, steps
from extractors import warehouse
from extractors.settings import load_settings

left = itertools.count(int(sys.argv[2]), -1)
parent = os.getpid()

def step(function):
    def stepping(*given, **named):
        for when in ("before", "after"):
            if os.getpid() == parent and next(left) == 0:
                os.killpg(0, signal.SIGKILL)
            if when == "before":
                result = function(*given, **named)
        return result
    return stepping

class Connection:
    def __init__(self, real): self.real = real
    def __getattr__(self, name): return getattr(self.real, name)
    commit = property(lambda self: step(self.real.commit))
    def execute(self, query, *rest):
        writes = query.lstrip().lower().startswith(("insert", "delete", "update"))
        return (step(self.real.execute) if writes else self.real.execute)(query, *rest)

connect = duckdb.connect
warehouse.duckdb.connect = lambda *given, **named: Connection(connect(*given, **named))
pathlib.Path.replace = step(pathlib.Path.replace)
os.fsync = step(os.fsync)
settings, run_id = load_settings(), runs.new_run_id()
steps.fetch(settings, run_id, folder=sys.argv[1])
for batch in steps.pending_batches(settings, run_id):
    steps.extract(settings, run_id, batch)
steps.load(settings, run_id)
"""
NEVER = 1_000_000
# Every so many steps one kill: all of them in turn would take minutes, and 11 has no common measure with the pairs.
EVERY = 11


def record(number: int, day: int) -> str:
    text = f"The foreign minister of Vietnam visited Cuba on {day} May 2024 for talks on trade, part {number}."
    return json.dumps({"text": text, "url": f"urn:{number}", "lang": "en"})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A bundle, an address that two bundles have in two wordings, pages, and two bad files."""
    path = tmp_path / "inbox"
    path.mkdir()
    (path / "a.jsonl").write_text("\n".join([record(1, 5), record(2, 6), "{broken"]), "utf-8")
    (path / "b.jsonl").write_text("\n".join([record(2, 7), record(3, 8)]), "utf-8")
    (path / "c.txt").write_text("Die Außenministerin reiste am 5. Mai 2024 zu Gesprächen nach Vietnam.", "utf-8")
    (path / "empty.txt").write_bytes(b"")
    (path / "photo.png").write_bytes(b"\x89PNG")
    return path


def ends(data: Path, folder: Path, steps: int) -> bool:
    """Whether a run came to its end before it was to be killed."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(folder), str(steps)],
        env=os.environ | {"COMMUNIQUE_DATA_DIR": str(data), "COMMUNIQUE_WORKERS": "1"},
        cwd=PROJECT_ROOT,
        capture_output=True,
        text=True,
        start_new_session=True,
        timeout=120,
        check=False,
    )
    assert done.returncode in {0, -signal.SIGKILL}, done.stderr
    return done.returncode == 0


def raw_rows(data: Path) -> dict[str, list[tuple[object, ...]]]:
    with open_build(Settings(data_dir=data), "test", read_only=True) as con:
        tables = con.execute(
            "select table_name, list(column_name order by column_index) from duckdb_columns()"
            " where schema_name = 'raw' and table_name <> 'runs' group by all"
        ).fetchall()
        return {
            table: con.execute(
                f"select {', '.join(f'{c!r}'.replace(chr(39), chr(34)) for c in columns if c not in OF_THE_RUN)}"  # noqa: S608
                f" from raw.{table} order by all"
            ).fetchall()
            for table, columns in tables
        }


def test_kills_at_every_kind_of_step_in_a_row(tmp_path: Path, folder: Path) -> None:
    assert ends(tmp_path / "undisturbed", folder, NEVER)
    killed, kills = tmp_path / "killed", 0
    while not ends(killed, folder, kills * EVERY):
        kills += 1
        assert kills < 100
    assert kills >= 4
    assert raw_rows(killed) == raw_rows(tmp_path / "undisturbed")
    assert list((killed / "landing").rglob("*.txt"))


def test_a_changed_article_killed_while_it_replaces_its_claims(tmp_path: Path, folder: Path) -> None:
    for data in ("undisturbed", "killed"):
        assert ends(tmp_path / data, folder, NEVER)
    (folder / "a.jsonl").write_text("\n".join([record(1, 9), record(4, 6)]), "utf-8")
    assert ends(tmp_path / "undisturbed", folder, NEVER)
    kills = 0
    while not ends(tmp_path / "killed", folder, kills * EVERY + 3):
        kills += 1
    assert kills >= 2
    assert raw_rows(tmp_path / "killed") == raw_rows(tmp_path / "undisturbed")
    assert ends(tmp_path / "killed", folder, NEVER)
    assert raw_rows(tmp_path / "killed") == raw_rows(tmp_path / "undisturbed")
