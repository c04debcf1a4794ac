"""Reading again what an older version of the engine read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from communique import steps
from communique.cli import main
from communique.outdated import outdated_items, version_order
from extractors.engines.rules import RulesEngine
from extractors.settings import Settings
from extractors.warehouse import open_build


def rows(settings: Settings, sql: str) -> list[tuple[object, ...]]:
    with open_build(settings, "test", read_only=True) as connection:
        return connection.execute(sql).fetchall()


@pytest.fixture
def loaded(settings: Settings, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Two articles as version 0.1.0 read them; their folder is gone."""
    monkeypatch.setattr(RulesEngine, "version", "0.1.0")
    (folder / "manifest.csv").write_text("path,source_uri,source\na.txt,https://news.example/a,The Example\n", "utf-8")
    run = steps.new_run_id()
    for batch in steps.fetch(settings, run, folder=str(folder)):
        steps.extract(settings, run, batch)
    steps.load(settings, run)
    for file in folder.iterdir():
        file.unlink()
    monkeypatch.setattr(RulesEngine, "version", "0.10.0")
    return settings


def test_outdated_articles_are_read_again_from_the_landing_store(loaded: Settings) -> None:
    done = CliRunner().invoke(main, ["extract", "--outdated"], catch_exceptions=False)
    assert done.exit_code == 0 and "2 articles, 0 rejected" in done.stdout
    assert CliRunner().invoke(main, ["load"], catch_exceptions=False).exit_code == 0
    assert rows(loaded, "select distinct extractor_version from raw.articles") == [("0.10.0",)]
    # What was known from outside is still known, and nothing stands twice.
    assert rows(loaded, "select source from raw.articles where source_uri = 'https://news.example/a'") == [
        ("The Example",)
    ]
    assert rows(loaded, "select count(*), count(distinct article_id) from raw.articles") == [(2, 2)]


def test_what_has_been_read_anew_is_not_outdated(loaded: Settings) -> None:
    run = steps.new_run_id()
    for batch in steps.find_outdated(loaded, run):
        steps.extract(loaded, run, batch)
    steps.load(loaded, run)
    assert steps.find_outdated(loaded, steps.new_run_id()) == []


def test_asking_twice_writes_the_same_batches(loaded: Settings) -> None:
    run = steps.new_run_id()
    first = steps.find_outdated(loaded, run)
    assert steps.find_outdated(loaded, run) == first
    assert len(first) == 1 and len(Path(first[0]).read_text("utf-8").splitlines()) == 2


def test_a_file_missing_from_the_landing_store_is_named_and_keeps_its_claims(loaded: Settings) -> None:
    path = rows(loaded, "select landing_path from raw.articles where source_uri = 'https://news.example/a'")[0][0]
    (loaded.data_dir / str(path)).unlink()
    items, missing = outdated_items(loaded)
    assert (len(items), missing) == (1, ["https://news.example/a"])
    run = steps.new_run_id()
    steps.find_outdated(loaded, run)
    report = json.loads((loaded.data_dir / "runs" / run / "fetch" / "outdated.json").read_text("utf-8"))
    assert "no longer in the landing store" in report["warnings"][0]


def test_nothing_loaded_nothing_outdated(settings: Settings) -> None:
    done = CliRunner().invoke(main, ["extract", "--outdated"], catch_exceptions=False)
    assert done.exit_code == 0 and "0 batches of outdated articles" in done.stdout


def test_outdated_takes_no_path(settings: Settings, folder: Path) -> None:
    done = CliRunner().invoke(main, ["extract", "--outdated", str(folder)], catch_exceptions=False)
    assert done.exit_code == 2


def test_versions_are_compared_as_numbers() -> None:
    assert version_order("0.9.1") < version_order("0.10.0") < version_order("1.0")
    assert version_order(None) < version_order("0.0.1")
