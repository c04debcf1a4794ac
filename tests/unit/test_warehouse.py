"""The lock on the build file, and the two ways of opening a file."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from extractors.errors import TransientError
from extractors.settings import PROJECT_ROOT, Settings
from extractors.warehouse import open_build, open_published, warehouse_lock

_HOLDER = """
import sys, time
from pathlib import Path
from extractors.settings import Settings
from extractors.warehouse import warehouse_lock
with warehouse_lock(Settings(Path(sys.argv[1])), "hold for a test"):
    print("held", flush=True)
    time.sleep(60)
"""
_FOREIGN = """
import sys, time, duckdb
connection = duckdb.connect(sys.argv[1])
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "data")


def _hold(settings: Settings) -> subprocess.Popen[str]:
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(settings.data_dir)], stdout=subprocess.PIPE, text=True, cwd=PROJECT_ROOT
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    return holder


def test_a_second_holder_is_told_who_holds_the_lock(settings: Settings) -> None:
    holder = _hold(settings)
    try:
        with (
            pytest.raises(TransientError, match=rf"process {holder.pid} \(hold for a test\)"),
            warehouse_lock(settings, "wait", timeout_seconds=0.3),
        ):
            pass
    finally:
        holder.kill()
        holder.wait()


def test_a_killed_holder_leaves_no_lock(settings: Settings) -> None:
    holder = _hold(settings)
    holder.kill()
    holder.wait()
    with warehouse_lock(settings, "next", timeout_seconds=1):
        pass


def test_an_inherited_lock_outlives_its_parent(settings: Settings) -> None:
    with warehouse_lock(settings, "parent") as lock:
        child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, pass_fds=[lock.fd])
    try:
        with pytest.raises(TransientError), warehouse_lock(settings, "wait", timeout_seconds=0.2):
            pass
    finally:
        child.communicate(b"\n")
    with warehouse_lock(settings, "next", timeout_seconds=1):
        pass


def test_a_file_that_another_program_holds_is_a_transient_fault(settings: Settings) -> None:
    with open_build(settings, "make") as connection:
        connection.execute("create table t as select 1 as x")
    holder = subprocess.Popen(
        [sys.executable, "-c", _FOREIGN, str(settings.build_file)], stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    holder.stdout.readline()
    try:
        with pytest.raises(TransientError, match="close it and try again"), open_build(settings, "write"):
            pass
    finally:
        holder.kill()
        holder.wait()


def test_read_only_connections_cannot_write(settings: Settings) -> None:
    with open_build(settings, "make") as connection:
        connection.execute("create table t as select 1 as x")
    with open_build(settings, "read", read_only=True) as connection:
        assert connection.execute("select x from t").fetchall() == [(1,)]
        with pytest.raises(duckdb.InvalidInputException):
            connection.execute("insert into t values (2)")


@pytest.mark.parametrize("statement", ["copy (select 1) to '{0}/out.csv'", "attach '{0}/other.duckdb'"])
def test_a_build_connection_reaches_no_other_file(settings: Settings, tmp_path: Path, statement: str) -> None:
    with open_build(settings, "try") as connection, pytest.raises(duckdb.PermissionException):
        connection.execute(statement.format(tmp_path))
    with open_build(settings, "publish", external_access=True) as connection:
        connection.execute(statement.format(tmp_path))


def test_a_published_file_is_opened_read_only_and_alone(tmp_path: Path) -> None:
    path = tmp_path / "communique.duckdb"
    duckdb.connect(str(path)).execute("create table t as select 1 as x").close()
    with open_published(path) as connection:
        assert connection.execute("select x from t").fetchall() == [(1,)]
        with pytest.raises(duckdb.PermissionException):
            connection.execute("from read_csv(?)", [str(PROJECT_ROOT / "seeds" / "countries.csv")])
        with pytest.raises(duckdb.InvalidInputException):
            connection.execute("set enable_external_access = true")
    with pytest.raises(FileNotFoundError, match="communique run"):
        open_published(tmp_path / "none.duckdb")


def test_the_lock_is_waited_for(settings: Settings) -> None:
    with warehouse_lock(settings, "parent") as lock:
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(0.5)"], pass_fds=[lock.fd])
    started = time.monotonic()
    with warehouse_lock(settings, "wait", timeout_seconds=20):
        assert time.monotonic() - started > 0.1
    child.wait()
