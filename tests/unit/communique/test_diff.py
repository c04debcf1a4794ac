"""`communique diff` on two small releases: what it shows, how it finds them, and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner, Result

from communique.cli import main
from expectations.archive import release_name
from extractors.settings import Settings

BEFORE = """
create table about (run_id varchar); insert into about values ('20260101T000000Z-aa');
create table fct_visits (visit_id varchar primary key, status varchar, start_date date);
insert into fct_visits values ('v1', 'planned', null), ('v2', 'ongoing', '2026-01-01'), ('v3', 'ongoing', null);
create table bridge_places (visit_id varchar, place varchar, article_count integer);
insert into bridge_places values ('v1', 'Hanoi', 1);
create table dim_old (id varchar);
"""
AFTER = """
create table about (run_id varchar); insert into about values ('20260102T000000Z-bb');
create table fct_visits (visit_id varchar primary key, status varchar, start_date date, level varchar);
insert into fct_visits values
    ('v1', 'completed', '2026-02-03', null), ('v2', 'ongoing', '2026-01-01', null), ('v4', 'planned', null, null);
create table bridge_places (visit_id varchar, place varchar, article_count integer);
insert into bridge_places values ('v1', 'Hanoi', 2);
"""


def release(path: Path, sql: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(path)) as con:
        con.execute(sql)
    return path


@pytest.fixture
def releases(settings: Settings) -> Settings:
    """The second release published, the first in the archive."""
    first = release(settings.published_file, BEFORE)
    settings.archive_dir.mkdir(parents=True)
    first.rename(settings.archive_dir / release_name(first))
    release(settings.published_file, AFTER)
    return settings


def diff(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["diff", *map(str, arguments)], catch_exceptions=False)


def test_each_row_that_differs_is_shown_with_its_columns(releases: Settings) -> None:
    shown = diff("previous", "published")
    assert shown.exit_code == 1
    lines = shown.stdout.splitlines()
    assert lines[0] == "fct_visits: 1 added, 1 removed, 1 changed (new columns level)"
    assert "  + visit_id=v4" in lines and "  - visit_id=v3" in lines
    at = lines.index("  ~ visit_id=v1")
    assert lines[at + 1 : at + 3] == ["      status: planned -> completed", "      start_date: null -> 2026-02-03"]
    assert not any("v2" in line for line in lines)
    assert "bridge_places: 0 added, 0 removed, 1 changed" in lines
    assert "dim_old: 0 added, 0 removed, 0 changed (table is gone)" in lines


def test_equal_releases_give_nothing_and_zero(releases: Settings) -> None:
    shown = diff("published", releases.published_file)
    assert (shown.exit_code, shown.stdout) == (0, "")


@pytest.mark.parametrize(
    "names", [("20260101T000000Z-aa", "20260102T000000Z-bb"), ("20260101", "20260102"), ("previous", "published")]
)
def test_releases_are_found_by_run_beginning_and_place(releases: Settings, names: tuple[str, str]) -> None:
    assert diff(*names, "--summary").stdout.startswith("fct_visits: 1 added")


def test_json_has_one_change_a_line(releases: Settings) -> None:
    shown = diff("previous", "published", "--json", "--table", "fct_visits")
    changes = [json.loads(line) for line in shown.stdout.splitlines()]
    assert {(c["change"], c["key"]["visit_id"]) for c in changes} == {
        ("added", "v4"),
        ("removed", "v3"),
        ("changed", "v1"),
    }
    changed = next(c for c in changes if c["change"] == "changed")
    assert changed["values"]["status"] == {"before": "planned", "after": "completed"}


def test_many_rows_are_cut_and_the_rest_is_counted(releases: Settings) -> None:
    shown = diff("previous", "published", "--table", "fct_visits", "--limit", "1").stdout
    assert "and 2 more (--limit 0 shows all)" in shown


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("2025", "published"), "There is no release with '2025'"),
        (("2026", "published"), "Several releases begin with '2026'"),
        (("previous", "published", "--table", "fct_x"), "There is no table fct_x"),
    ],
)
def test_what_cannot_be_compared_is_named_and_exits_with_two(
    releases: Settings, arguments: tuple[str, ...], message: str
) -> None:
    shown = diff(*arguments)
    assert shown.exit_code == 2
    assert message in shown.stderr


def test_nothing_published_and_damage_exit_with_two(settings: Settings, tmp_path: Path) -> None:
    assert diff("previous", "published").exit_code == 2
    damaged = tmp_path / "x.duckdb"
    damaged.write_bytes(b"no database")
    shown = diff(damaged, damaged)
    assert shown.exit_code == 2 and "cannot be opened as a release" in shown.stderr
