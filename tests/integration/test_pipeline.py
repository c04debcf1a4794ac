"""`communique run` as a person starts it: bad files among good ones, a second run, kills, a failed audit.

A run takes half a minute, so the tests of this file share one installation: `--dist loadfile` keeps them together.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from extractors.settings import PROJECT_ROOT, Settings
from extractors.warehouse import open_build

ARTICLES = PROJECT_ROOT / "seeds" / "articles"
REASONS = {
    "binary.txt": "binary",
    "empty.txt": "empty",
    "huge.txt": "too_large",
    "lines.jsonl#3": "invalid_json",
    "photo.png": "unsupported_type",
    "undecodable.html": "undecodable",
}
GOOD_LINE = (
    '{"text": "The foreign minister of Vietnam, Bui Thanh Son, visited Cuba on 5 May 2024 for talks on trade."}\n'
)
# When and by which run a row came, and in which folder its bytes lie, differs between two that hold the same.
OF_THE_RUN = {"run_id", "loaded_at", "rejected_at", "revised_at", "settled_at", "landing_path", "landing_item"}

Rows = dict[str, list[tuple[object, ...]]]


def add_bad_files(folder: Path) -> None:
    """One file of every kind that newsrooms and crawlers leave behind."""
    (folder / "binary.txt").write_bytes(random.Random(1).randbytes(5_000))  # noqa: S311
    (folder / "empty.txt").write_bytes(b"")
    with (folder / "huge.txt").open("wb") as huge:
        huge.truncate(50 * 1024 * 1024)
    (folder / "lines.jsonl").write_text(GOOD_LINE * 2 + GOOD_LINE[:40], "utf-8")
    (folder / "photo.png").write_bytes(b"\x89PNG")
    page = b'<html><head><meta charset="utf-8"></head><body><p>' + b"Le pr\xe9sident \xff\xfe\x81\x8d " * 40
    (folder / "undecodable.html").write_bytes(page)


def start(settings: Settings, *arguments: str) -> subprocess.Popen[str]:
    """The command line in a process group of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "communique", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=PROJECT_ROOT,
        env=os.environ | {"COMMUNIQUE_DATA_DIR": str(settings.data_dir)},
        start_new_session=True,
    )


def communique(settings: Settings, *arguments: str, code: int = 0) -> str:
    """What the command line prints, both streams, after it ended with the expected code."""
    process = start(settings, *arguments)
    output, errors = process.communicate(timeout=300)
    assert process.returncode == code, output + errors
    return output + errors


def raw_rows(settings: Settings, leave_out: set[str]) -> Rows:
    """Every row of the raw tables, without some columns."""
    with open_build(settings, "test", read_only=True) as con:
        return table_rows(con, "raw", leave_out, skip="runs")


def published_rows(settings: Settings) -> Rows:
    """Every row of the published tables, without `about`."""
    with duckdb.connect(str(settings.published_file), read_only=True) as con:
        return table_rows(con, "main", set(), skip="about")


def table_rows(con: duckdb.DuckDBPyConnection, schema: str, leave_out: set[str], skip: str) -> Rows:
    tables = con.execute(
        "select table_name, list(column_name order by column_index) from duckdb_columns()"
        " where schema_name = ? and not internal group by all",
        [schema],
    ).fetchall()
    rows = {}
    for table, columns in tables:
        wanted = ", ".join(f'"{column}"' for column in columns if column not in leave_out)
        if table != skip:
            rows[table] = con.execute(f'select {wanted} from {schema}."{table}" order by all').fetchall()  # noqa: S608
    return rows


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five articles of the project, one line of a bundle, and the bad files."""
    path = tmp_path_factory.mktemp("articles") / "inbox"
    path.mkdir()
    for article in sorted(ARTICLES.glob("en_*")):
        shutil.copy(article, path)
    shutil.copy(ARTICLES / "manifest.csv", path)
    add_bad_files(path)
    return path


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(data_dir=tmp_path_factory.mktemp("undisturbed"))


@pytest.fixture(scope="module")
def first_output(settings: Settings, folder: Path) -> str:
    return communique(settings, "run", "--articles", str(folder))


def test_bad_files_are_rejected_with_a_reason_and_the_rest_goes_on(
    settings: Settings, folder: Path, first_output: str
) -> None:
    with open_build(settings, "test", read_only=True) as con:
        rows = con.execute("select source_uri, reason, detail from raw.rejected_articles").fetchall()
        read = con.execute("select count(*) from raw.articles").fetchall()
    assert {Path(uri).name: reason for uri, reason, _ in rows} == REASONS
    assert all(detail for _, _, detail in rows)
    good = len(list(folder.glob("en_*"))) + 2
    assert read == [(good,)]
    assert len(published_rows(settings)["dim_articles"]) == good
    assert f"{good} read, {len(REASONS)} rejected" in first_output
    assert "1 too_large" in first_output and str(settings.published_file) in first_output


def test_the_published_file_opens_for_another_client_and_every_quote_stands(
    settings: Settings, first_output: str
) -> None:
    with duckdb.connect(str(settings.published_file), read_only=True) as con:
        about = con.execute("select audit_result, row_counts from about").fetchall()
        uncommented = con.execute(
            "select table_name, column_name from duckdb_columns() where not internal and comment is null"
        ).fetchall()
        visits = con.execute("select count(*) from fct_visits join dim_actors on actor_id = leader_actor_id").fetchall()
        quotes = con.execute("select article_id, span_start, span_end, quote from bridge_evidence").fetchall()
    assert about[0][0] in {"passed", "passed_with_warnings"}
    assert uncommented == []
    assert visits[0][0] > 0 and quotes
    with open_build(settings, "test", read_only=True) as con:
        texts = dict(con.execute("select article_id, text from raw.articles").fetchall())
    assert all(texts[article][begin:end] == quote for article, begin, end, quote in quotes)


def test_a_second_run_changes_no_row(settings: Settings, folder: Path, first_output: str) -> None:
    before = raw_rows(settings, set()), published_rows(settings)
    output = communique(settings, "run", "--articles", str(folder))
    assert (raw_rows(settings, set()), published_rows(settings)) == before
    assert "0 new or changed" in output
    # Equal releases do not push older ones out of the archive.
    assert not list(settings.archive_dir.glob("*.duckdb"))


def test_a_failed_audit_keeps_the_published_file_and_names_the_row(settings: Settings, first_output: str) -> None:
    before = hashlib.sha256(settings.published_file.read_bytes()).hexdigest()
    with open_build(settings, "test") as con:
        con.execute("update marts.fct_visits set end_date = start_date - interval 3 day where start_date is not null")
        blamed = con.execute("select visit_id from marts.fct_visits where start_date is not null").fetchall()
    failure = communique(settings, "audit", code=1)
    assert "No visit ends before it starts" in failure
    assert f"{blamed[0][0]} (days=-3.0)" in failure
    assert "Traceback" not in failure
    assert "stays as it is" in communique(settings, "publish", code=1)
    assert hashlib.sha256(settings.published_file.read_bytes()).hexdigest() == before


def test_a_failing_model_is_named_and_nothing_is_published(settings: Settings, first_output: str) -> None:
    before = hashlib.sha256(settings.published_file.read_bytes()).hexdigest()
    with open_build(settings, "test") as con:
        con.execute("alter table raw.visits rename column status to state")
    try:
        failure = communique(settings, "build", code=1)
    finally:
        with open_build(settings, "test") as con:
            con.execute("alter table raw.visits rename column state to status")
    assert "dbt build of run" in failure and "stg_news__visits" in failure and "Traceback" not in failure
    assert "did not come to its end" in communique(settings, "publish", code=1)
    assert hashlib.sha256(settings.published_file.read_bytes()).hexdigest() == before


# A file that this run makes, what must stand in it, and whether its child processes die too.
MOMENTS = (
    ("runs/*/batches/*-001.jsonl", "", True),
    ("runs/*/claims/*-001.jsonl", "", True),
    ("runs/*/build.log", "40 of", False),  # dbt goes on without its parent
    ("runs/*/build.log", "100 of", True),
    ("published/build-*", "", True),
)


def says(files: set[Path], text: str) -> bool:
    return any(not text or text in file.read_text("utf-8", errors="replace") for file in files)


def wait_for(happened: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + 120
    while not happened():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.002)


def kill(process: subprocess.Popen[str], *, children_too: bool) -> None:
    if children_too:
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()


def test_kills_at_every_stage_lose_nothing(
    settings: Settings, folder: Path, first_output: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Killed five times in five places, an article gone from its source meanwhile; then the rows are the same."""
    killed = Settings(data_dir=tmp_path_factory.mktemp("killed"))
    inbox = folder.parent / "copy" / folder.name
    shutil.copytree(folder, inbox)
    # The same addresses as in the undisturbed installation.
    shutil.move(folder, folder.parent / "kept")
    shutil.move(inbox, folder)
    vanishing = next(folder.glob("en_*.txt"))

    try:
        for pattern, text, children_too in MOMENTS:
            seen = set(killed.data_dir.glob(pattern))
            process = start(killed, "run", "--articles", str(folder))
            wait_for(lambda: says(set(killed.data_dir.glob(pattern)) - seen, text), process)  # noqa: B023
            kill(process, children_too=children_too)
            vanishing.unlink(missing_ok=True)
            assert not killed.published_file.exists()
        communique(killed, "run", "--articles", str(folder))
    finally:
        shutil.rmtree(folder)
        shutil.move(folder.parent / "kept", folder)
    assert raw_rows(killed, OF_THE_RUN) == raw_rows(settings, OF_THE_RUN)
    assert published_rows(killed) == published_rows(settings)
