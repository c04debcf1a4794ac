"""The accounts of a run: fetched = loaded + duplicate + rejected, or the run has failed and says where."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from communique import runs, steps
from communique.balance import equation
from expectations.records import run_dir
from extractors.errors import PermanentError
from extractors.load import RunCounts
from extractors.settings import Settings
from extractors.warehouse import open_build

RUN = "20261121T020000Z-aaaa"
LATER = "20261122T020000Z-aaaa"
LINE = {"text": "The foreign minister of Vietnam visited Cuba on 5 May 2024 for talks.", "lang": "en"}


@pytest.fixture
def fetched(settings: Settings, folder: Path) -> Settings:
    """Two articles, an empty file, and a bundle of two good lines, one repeated and one broken."""
    lines = [json.dumps(LINE | {"url": url}) for url in ("urn:1", "urn:2", "urn:2")]
    (folder / "lines.jsonl").write_text("\n".join([*lines, "{broken"]), "utf-8")
    (folder / "photo.png").write_bytes(b"\x89PNG")
    for batch in steps.fetch(settings, RUN, folder=str(folder)):
        steps.extract(settings, RUN, batch)
    return settings


def recorded(settings: Settings, run_id: str) -> tuple[int, ...]:
    with open_build(settings, "test", read_only=True) as con:
        query = "select fetched_count, loaded_count, duplicate_count, rejected_count from raw.runs where run_id = ?"
        return tuple(con.execute(query, [run_id]).fetchall()[0])


def test_a_run_balances_and_says_so(fetched: Settings) -> None:
    counts = steps.load(fetched, RUN)
    assert (counts["fetched"], counts["loaded"], counts["duplicate"], counts["rejected"]) == (8, 4, 0, 4)
    assert "8 fetched = 4 loaded + 0 duplicate + 4 rejected" in steps.summary(fetched, RUN)
    assert recorded(fetched, RUN) == (8, 4, 0, 4)


def test_a_load_repeated_counts_the_same(fetched: Settings) -> None:
    assert steps.load(fetched, RUN) == steps.load(fetched, RUN)


def test_what_is_there_already_is_duplicate(fetched: Settings, folder: Path) -> None:
    steps.load(fetched, RUN)
    (folder / "a.txt").write_text("The foreign minister of Vietnam visited Laos on 5 May 2024 for talks.", "utf-8")
    for batch in steps.fetch(fetched, LATER, folder=str(folder)):
        steps.extract(fetched, LATER, batch)
    steps.load(fetched, LATER)
    # The photo is turned down unread each night; the empty file and the bundle were dealt with.
    assert recorded(fetched, LATER) == (5, 1, 3, 1)


def line_of(path: Path, number: int) -> list[str]:
    lines = path.read_text("utf-8").splitlines(keepends=True)
    del lines[number]
    return lines


@pytest.mark.parametrize("kind", ["claims", "rejected"])
def test_a_line_that_got_lost_fails_the_run(fetched: Settings, kind: str) -> None:
    path = run_dir(fetched, RUN) / kind / "inbox-001.jsonl"
    path.write_text("".join(line_of(path, 0)), "utf-8")
    with pytest.raises(PermanentError, match=r"do not balance: 8 fetched != . loaded \+ . duplicate \+ . rejected"):
        steps.load(fetched, RUN)
    assert not runs.is_loaded(fetched, RUN)
    assert runs.unfinished(fetched, LATER) == [RUN]


def test_a_rejection_of_the_fetch_that_got_lost_fails_the_run(fetched: Settings) -> None:
    (run_dir(fetched, RUN) / "rejected" / "inbox-fetch.jsonl").write_text("", "utf-8")
    with pytest.raises(PermanentError, match="do not balance"):
        steps.load(fetched, RUN)


def test_an_item_that_never_came_into_a_batch_fails_the_run(fetched: Settings) -> None:
    batch = run_dir(fetched, RUN) / "batches" / "inbox-001.jsonl"
    batch.write_text("".join(line_of(batch, 0)), "utf-8")
    steps.extract(fetched, RUN, str(batch))
    with pytest.raises(PermanentError, match="source inbox: 4 new, but 3 in its batches"):
        steps.load(fetched, RUN)


def test_a_batch_that_was_written_anew_is_read_anew(fetched: Settings, folder: Path) -> None:
    (folder / "new.txt").write_text("The foreign minister of Vietnam visited Laos on 5 May 2024 for talks.", "utf-8")
    steps.fetch(fetched, RUN, folder=str(folder))
    (pending,) = steps.pending_batches(fetched, RUN)
    assert steps.load(fetched, RUN)["batches_left"] == 1
    steps.extract(fetched, RUN, pending)
    assert steps.load(fetched, RUN)["loaded"] == 5


def test_the_next_run_heals_what_did_not_balance(fetched: Settings, folder: Path) -> None:
    path = run_dir(fetched, RUN) / "claims" / "inbox-001.jsonl"
    path.write_text("".join(line_of(path, 0)), "utf-8")
    with pytest.raises(PermanentError):
        steps.load(fetched, RUN)
    for batch in steps.fetch(fetched, LATER, folder=str(folder)):
        steps.extract(fetched, LATER, batch)
    steps.load(fetched, LATER)
    with open_build(fetched, "test", read_only=True) as con:
        assert con.execute("select count(*) from raw.articles").fetchall() == [(4,)]


def test_the_equation_can_be_read() -> None:
    assert equation(RunCounts(0, 0, 3, 1, 1, 1)) == "3 fetched = 1 loaded + 1 duplicate + 1 rejected"
