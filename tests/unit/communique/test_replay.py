"""Rejected input: listed with stage, reason and pointer, and tried again until it passes."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from communique import runs, steps
from communique.cli import main
from communique.replay import replay
from extractors.errors import RejectedArticle
from extractors.load import Filter, list_rejected
from extractors.settings import Settings
from extractors.warehouse import open_build

RUN = "20261121T020000Z-aaaa"
LATER = "20261122T020000Z-aaaa"
DUTCH = "De minister-president heeft woensdag de Duitse bondskanselier ontvangen voor een bezoek aan Den Haag."


@pytest.fixture
def loaded(settings: Settings, folder: Path) -> Settings:
    """Two good articles; an empty file, a Dutch one, a broken line and a file that is too large are rejected."""
    (folder / "dutch.txt").write_text(DUTCH, "utf-8")
    (folder / "lines.jsonl").write_text(json.dumps({"text": DUTCH + " x" * 50, "lang": "nl"}) + "\n{broken\n", "utf-8")
    (folder / "large.txt").write_text("The foreign minister of Chile visited Peru on 5 May 2024. " * 100, "utf-8")
    small = replace(settings, max_file_bytes=2000)
    for batch in steps.fetch(small, RUN, folder=str(folder)):
        steps.extract(small, RUN, batch)
    steps.load(small, RUN)
    return settings


def reasons(settings: Settings) -> dict[str, str]:
    return {Path(row.source_uri).name: row.reason for row in list_rejected(settings, Filter())}


def command(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments), catch_exceptions=False)


def speak_dutch(monkeypatch: pytest.MonkeyPatch) -> None:
    """The repair: Dutch is read as if it were German."""
    monkeypatch.setattr("extractors.text.articles.settle_language", lambda text, **told: "de")


def test_each_rejection_has_stage_reason_and_pointer(loaded: Settings) -> None:
    assert reasons(loaded) == {
        "dutch.txt": "language_not_supported",
        "empty.txt": "empty",
        "large.txt": "too_large",
        "lines.jsonl#1": "language_not_supported",
        "lines.jsonl#2": "invalid_json",
    }
    for row in list_rejected(loaded, Filter(stages=("text",))):
        assert row.landing_path and (loaded.data_dir / row.landing_path).is_file()
        assert row.source == "inbox"


def test_the_list_is_filtered_by_stage_reason_and_source(loaded: Settings) -> None:
    assert command("rejected").stdout.rstrip().endswith("5 rejected")
    assert "too_large" in command("rejected", "--stage", "fetch").stdout
    assert "empty" not in command("rejected", "--stage", "fetch").stdout
    both = command("rejected", "--reason", "empty", "--reason", "invalid_json", "--json").stdout.splitlines()
    assert {json.loads(line)["reason"] for line in both} == {"empty", "invalid_json"}
    assert command("rejected", "--source", "elsewhere").stdout.strip() == "0 rejected"
    assert "2  text: language_not_supported" in command("rejected", "--counts").stdout
    assert "4 more not shown" in command("rejected", "--limit", "1").stdout
    assert command("rejected", "--stage", "nowhere").exit_code == 2


def test_an_installation_without_anything_has_nothing_rejected(settings: Settings) -> None:
    assert command("rejected").stdout.strip() == "0 rejected"
    assert command("replay").stdout.startswith("0 tried again")


def test_a_replay_without_a_repair_changes_nothing(loaded: Settings) -> None:
    before = reasons(loaded)
    done = replay(loaded, LATER, Filter(stages=("text",)))
    assert (done.tried, done.passed, len(done.failed), done.unreachable) == (4, 0, 4, [])
    assert reasons(loaded) == before


def test_after_a_repair_what_passes_is_loaded_and_its_rejection_goes(
    loaded: Settings, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    for path in folder.iterdir():
        path.unlink()  # the bytes are in the landing store; the source need not have them any more
    speak_dutch(monkeypatch)
    done = replay(loaded, LATER, Filter(reasons=("language_not_supported",)))
    assert (done.tried, done.passed) == (2, 2)
    assert reasons(loaded).keys() == {"empty.txt", "large.txt", "lines.jsonl#2"}
    with open_build(loaded, "test", read_only=True) as con:
        assert con.execute("select count(*) from raw.articles").fetchall() == [(4,)]


def test_a_file_that_was_turned_down_unread_is_tried_under_the_new_limits(loaded: Settings) -> None:
    done = replay(loaded, LATER, Filter(stages=("fetch",)))
    assert (done.tried, done.passed, done.counts["loaded"]) == (1, 1, 1)
    assert "large.txt" not in reasons(loaded)


def test_what_was_never_landed_and_is_gone_is_left_to_the_next_fetch(loaded: Settings, folder: Path) -> None:
    (folder / "large.txt").unlink()
    done = replay(loaded, LATER, Filter(stages=("fetch",)))
    assert (done.tried, len(done.unreachable), done.run_id) == (0, 1, None)
    assert "next fetch" in command("replay", "--stage", "fetch").stdout


def test_one_rejection_by_its_id(loaded: Settings) -> None:
    (row,) = list_rejected(loaded, Filter(reasons=("empty",)))
    said = command("replay", row.rejection_id).stdout
    assert said.startswith("1 tried again: 0 passed, 1 still rejected")
    assert "1 fetched = 0 loaded + 0 duplicate + 1 rejected" in said


def test_the_accounts_say_what_the_words_say(loaded: Settings, folder: Path) -> None:
    """A file refused unread and a good line beside a bad one count as what they are."""
    good = {"text": "The foreign minister of Chile visited Peru on 5 May 2024 for talks on trade.", "lang": "en"}
    (folder / "mixed.jsonl").write_text(json.dumps(good) + "\n{broken\n", "utf-8")
    (folder / "photo.png").write_bytes(b"\x89PNG")
    for batch in steps.fetch(loaded, LATER, folder=str(folder)):
        steps.extract(loaded, LATER, batch)
    steps.load(loaded, LATER)
    said = command("replay", "--reason", "invalid_json", "--reason", "unsupported_type", "--reason", "empty").stdout
    assert said.startswith("4 tried again: 0 passed, 4 still rejected")
    assert "6 fetched = 0 loaded + 1 duplicate + 5 rejected" in said
    assert "2 of them stand in the same files" in said
    assert len(reasons(loaded)) == 6


def test_what_is_rejected_for_another_reason_has_not_passed(loaded: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> str:
        raise RejectedArticle("text", "empty", "for the test")

    monkeypatch.setattr("extractors.text.articles.settle_language", refuse)
    said = command("replay", "--reason", "language_not_supported").stdout
    assert said.startswith("2 tried again: 0 passed, 2 still rejected")
    assert "dutch.txt: empty" in said


def test_a_replay_that_was_killed_is_taken_over_by_the_next_run(
    loaded: Settings, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    speak_dutch(monkeypatch)
    with monkeypatch.context() as patch:
        patch.setattr(steps, "load", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            replay(loaded, LATER, Filter(reasons=("language_not_supported",)))
    third = "20261123T020000Z-aaaa"
    assert LATER in runs.unfinished(loaded, third)
    for batch in steps.fetch(loaded, third, folder=str(folder)):
        steps.extract(loaded, third, batch)
    steps.load(loaded, third)
    assert "dutch.txt" not in reasons(loaded)
