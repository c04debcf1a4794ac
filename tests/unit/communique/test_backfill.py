"""Backfills: only what is of the days, in windows, taken up again where it stopped."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from communique import backfill, runs, steps
from communique.cli import main
from extractors import fetch as fetching
from extractors.errors import PermanentError
from extractors.settings import PROJECT_ROOT, Settings
from extractors.warehouse import open_build

sys.path.insert(0, str(Path(__file__).parents[1] / "fetch"))
from archives import packed, page, record, response

RUN = "20261121T020000Z-aaaa"


@pytest.fixture
def archive(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """An archive with a page of every tenth day of 2024, as a configured source."""
    days = [f"2024-{month:02}-{day:02}" for month in range(1, 13) for day in (1, 11, 21)]
    records = [
        record(response(page(n)), f"https://news.example/{day}", WARC_Date=f"{day}T10:00:00Z")
        for n, day in enumerate(days)
    ]
    (tmp_path / "news.warc.gz").write_bytes(packed(records))
    sources = tmp_path / "project" / "seeds" / "sources"
    sources.mkdir(parents=True)
    for table in (PROJECT_ROOT / "seeds").glob("*.*"):
        (sources.parent / table.name).symlink_to(table)
    fields = {"name": "archive", "kind": "warc", "path": str(tmp_path / "news.warc.gz"), "enabled": False}
    (sources / "archive.yml").write_text(json.dumps(fields | {"min_count": 30}), "utf-8")
    monkeypatch.setenv("COMMUNIQUE_PROJECT_ROOT", str(tmp_path / "project"))
    return replace(settings, project_root=tmp_path / "project", workers=1)


def loaded(settings: Settings) -> list[str]:
    with open_build(settings, "test", read_only=True) as con:
        return sorted(uri.rsplit("/", 1)[1] for (uri,) in con.execute("select source_uri from raw.articles").fetchall())


def test_windows_cover_the_days_without_a_gap(archive: Settings) -> None:
    found = backfill.windows(archive, "archive", "2024-01-30", "2024-03-02", 15)
    assert [(w["since"], w["until"]) for w in found] == [
        ("2024-01-30", "2024-02-13"),
        ("2024-02-14", "2024-02-28"),
        ("2024-02-29", "2024-03-02"),
    ]


@pytest.mark.parametrize(
    ("since", "until", "days", "message"),
    [
        ("2024-02-01", "2024-01-01", 31, "exchange the two"),
        ("2024-02-30", "2024-03-01", 31, "YYYY-MM-DD"),
        ("1990-01-01", "2024-01-01", 1, "make them longer"),
    ],
)
def test_days_that_make_no_backfill_are_refused(
    archive: Settings, since: str, until: str, days: int, message: str
) -> None:
    with pytest.raises(PermanentError, match=message):
        backfill.windows(archive, "archive", since, until, days)
    with pytest.raises(PermanentError, match="no source"):
        backfill.windows(archive, "elsewhere", "2024-01-01", "2024-01-02")


def test_only_the_days_are_loaded_and_a_second_time_changes_nothing(archive: Settings) -> None:
    planned = backfill.windows(archive, "archive", "2024-02-05", "2024-04-05", 20)
    counts = backfill.backfill(archive, RUN, planned, lambda line: None)
    assert loaded(archive) == ["2024-02-11", "2024-02-21", "2024-03-01", "2024-03-11", "2024-03-21", "2024-04-01"]
    assert (counts["fetched"], counts["loaded"]) == (6, 6)
    again = backfill.backfill(archive, steps.new_run_id(), planned, lambda line: None)
    assert (again["loaded"], again["duplicate"]) == (0, 6)


def test_a_backfill_goes_on_where_it_stopped(archive: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    planned = backfill.windows(archive, "archive", "2024-01-01", "2024-06-30", 31)
    read: list[str] = []
    fetch_source = fetching.fetch_source

    def killed_at_the_third(settings: Settings, run_id: str, name: str, since: str, until: str) -> list[Path]:
        if len(read) == 2:
            raise KeyboardInterrupt
        read.append(since)
        return fetch_source(settings, run_id, name, since, until)

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(backfill._fetch, "fetch_source", killed_at_the_third)
        backfill.backfill(archive, RUN, planned, lambda line: None)
    extracted = []
    real = steps.extract

    def noted(settings: Settings, run_id: str, batch: str) -> dict[str, int]:
        extracted.append(Path(batch).name)
        return real(settings, run_id, batch)

    monkeypatch.setattr(steps, "extract", noted)
    counts = backfill.backfill(archive, RUN, planned, lambda line: None)
    assert len(loaded(archive)) == 18 and counts["loaded"] == 18
    assert not [name for name in extracted if any(since in name for since in read)]
    assert runs.is_loaded(archive, RUN)


def test_a_backfill_that_was_left_is_taken_over_by_the_next_night(archive: Settings) -> None:
    window = backfill.windows(archive, "archive", "2024-01-01", "2024-01-31")[0]
    backfill.fetch_window(archive, RUN, **window)
    night = steps.new_run_id()
    for batch in steps.fetch(archive, night):
        steps.extract(archive, night, batch)
    steps.load(archive, night)
    assert len(loaded(archive)) == 3


def test_a_window_of_which_something_was_left_is_named(archive: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    planned = backfill.windows(archive, "archive", "2024-01-01", "2024-01-31")
    backfill.backfill(archive, RUN, planned, lambda line: None)
    assert backfill.require_complete(archive, RUN) == 1
    report = runs.read_reports(archive, RUN)[0]
    report.tally.left = 7
    monkeypatch.setattr(runs, "read_reports", lambda *_: [report])
    with pytest.raises(PermanentError, match=r"archive\.2024-01-01\.2024-01-31: 7 left"):
        backfill.require_complete(archive, RUN)


def test_the_command(archive: Settings) -> None:
    arguments = ["backfill", "archive", "--from", "2024-01-01", "--to", "2024-02-29"]
    said = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert said.exit_code == 0
    assert "2 windows" in said.stdout
    assert "6 fetched = 6 loaded + 0 duplicate + 0 rejected" in said.stdout
    wrong = CliRunner().invoke(main, [*arguments[:2], "--from", "2024-01-01", "--to", "soon"], catch_exceptions=False)
    assert wrong.exit_code == 1 and "YYYY-MM-DD" in wrong.stderr
