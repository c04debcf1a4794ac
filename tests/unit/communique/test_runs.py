"""What a run that was cut short had fetched reaches the warehouse with the next run."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from communique import runs, steps
from communique.runs import KEPT_RUNS, load_order, new_run_id, prune, run_ids, take_over, unfinished
from expectations.records import run_dir
from extractors.errors import PermanentError
from extractors.items import LandingItem
from extractors.settings import Settings
from extractors.warehouse import open_build

FIRST, SECOND, THIRD, FOURTH = "20260101T000000Z-aaaa", "20260102T000000Z-bbbb", "20260103T000000Z-cccc", "20260104T-d"

CHANGED = "The foreign minister of Laos visited Cuba on 6 May 2024 for talks on trade.\n"


def load(settings: Settings, run_id: str) -> dict[str, int]:
    for batch in steps.pending_batches(settings, run_id):
        steps.extract(settings, run_id, batch)
    return steps.load(settings, run_id)


def texts(settings: Settings) -> dict[str, str]:
    with open_build(settings, "test", read_only=True) as con:
        rows = con.execute("select source_uri, text from raw.articles").fetchall()
    return {Path(uri).name: text for uri, text in rows}


def test_ids_are_unique_and_sort_by_time() -> None:
    ids = [new_run_id() for _ in range(50)]
    assert len(set(ids)) == 50
    assert [known[:21] for known in ids] == sorted(known[:21] for known in ids)
    assert all(known > FIRST for known in ids)


def test_an_article_that_left_its_source_before_it_was_loaded_is_not_lost(settings: Settings, folder: Path) -> None:
    steps.fetch(settings, FIRST, folder=str(folder))
    (folder / "a.txt").unlink()
    taken = steps.fetch(settings, SECOND, folder=str(folder))
    assert [Path(path).name for path in taken] == ["inbox-001.jsonl", f"left.{FIRST}.inbox-001.jsonl"]
    assert load(settings, SECOND)["loaded"] == 2
    assert set(texts(settings)) == {"a.txt", "b.txt"}
    assert unfinished(settings, THIRD) == []


def test_what_was_fetched_now_wins_over_what_was_left(settings: Settings, folder: Path) -> None:
    steps.fetch(settings, FIRST, folder=str(folder))
    (folder / "a.txt").write_text(CHANGED, "utf-8")
    steps.fetch(settings, SECOND, folder=str(folder))
    load(settings, SECOND)
    assert "Laos" in texts(settings)["a.txt"]


def test_what_was_loaded_since_is_not_overwritten_by_what_was_left(settings: Settings, folder: Path) -> None:
    steps.fetch(settings, FIRST, folder=str(folder))
    (folder / "a.txt").write_text(CHANGED, "utf-8")
    steps.fetch(settings, SECOND, folder=str(folder))
    load(settings, SECOND)
    (run_dir(settings, FIRST) / runs.LOADED).unlink()
    steps.fetch(settings, THIRD, folder=str(folder))
    assert steps.pending_batches(settings, THIRD) == []
    load(settings, THIRD)
    assert "Laos" in texts(settings)["a.txt"]


def test_what_was_left_travels_through_several_broken_runs(settings: Settings, folder: Path) -> None:
    steps.fetch(settings, FIRST, folder=str(folder))
    for path in folder.glob("*.txt"):
        path.unlink()
    steps.fetch(settings, SECOND, folder=str(folder))
    steps.fetch(settings, THIRD, folder=str(folder))
    assert unfinished(settings, THIRD) == [FIRST, SECOND]
    assert load(settings, THIRD)["loaded"] == 2
    assert unfinished(settings, FOURTH) == []


def test_what_several_sources_bring_again_is_not_counted_twice(tmp_path: Path, folder: Path) -> None:
    """A night was killed before it loaded; in the next one the sources are fetched one after the other."""
    settings = Settings(project_root=tmp_path, data_dir=tmp_path / "data")
    sources = settings.seeds_dir / "sources"
    sources.mkdir(parents=True)
    for name in ("first", "second"):
        (sources / f"{name}.yml").write_text(f"name: {name}\nkind: folder\npath: {name}\nenabled: true\n")
        folder.rename(tmp_path / name) if name == "first" else shutil.copytree(tmp_path / "first", tmp_path / name)
    for run_id in (FIRST, SECOND):
        for source in steps.list_sources(settings):
            steps.fetch(settings, run_id, source=source)
    (tmp_path / "first" / "a.txt").unlink()
    steps.fetch(settings, SECOND, source="first")
    (taken,) = steps.take_over(settings, SECOND)
    assert [LandingItem.from_json(line).source_uri for line in Path(taken).read_text().splitlines()] == ["first/a.txt"]


def test_taking_over_twice_gives_the_same_files(settings: Settings, folder: Path) -> None:
    steps.fetch(settings, FIRST, folder=str(folder))
    first = [(path, path.read_bytes()) for path in take_over(settings, SECOND)]
    assert first == [(path, path.read_bytes()) for path in take_over(settings, SECOND)]
    assert len(first) == 1


def test_a_run_that_fetched_more_meanwhile_stays_unfinished(settings: Settings, folder: Path) -> None:
    steps.fetch(settings, FIRST, folder=str(folder))
    take_over(settings, SECOND)
    batch = run_dir(settings, FIRST) / "batches" / "later-001.jsonl"
    batch.write_bytes((run_dir(settings, FIRST) / "batches" / "inbox-001.jsonl").read_bytes())
    load(settings, SECOND)
    assert unfinished(settings, THIRD) == [FIRST]


def test_a_load_before_the_extraction_leaves_the_batch_for_later(settings: Settings, folder: Path) -> None:
    steps.fetch(settings, FIRST, folder=str(folder))
    assert steps.load(settings, FIRST)["batches_left"] == 1
    assert unfinished(settings, SECOND) == [FIRST]
    assert load(settings, FIRST)["batches_left"] == 0
    assert unfinished(settings, SECOND) == []


def test_a_second_fetch_finds_nothing_new(settings: Settings, folder: Path) -> None:
    steps.fetch(settings, FIRST, folder=str(folder))
    load(settings, FIRST)
    assert steps.fetch(settings, SECOND, folder=str(folder)) == []
    assert load(settings, SECOND) == {
        "landed": 0,
        "unchanged": 3,
        "fetched": 3,
        "loaded": 0,
        "duplicate": 3,
        "rejected": 0,
        "batches_left": 0,
    }


def test_what_was_taken_over_is_loaded_first() -> None:
    names = [Path("a-001.jsonl"), Path("left.x.z-001.jsonl"), Path("left.x.a-001.jsonl"), Path("z-001.jsonl")]
    assert [path.name for path in sorted(names, key=load_order)] == [
        "left.x.a-001.jsonl",
        "left.x.z-001.jsonl",
        "a-001.jsonl",
        "z-001.jsonl",
    ]


def test_old_runs_are_dropped_unless_something_waits_in_them(settings: Settings) -> None:
    for number in range(KEPT_RUNS + 3):
        batches = run_dir(settings, f"2026{number:04}") / "batches"
        batches.mkdir(parents=True)
        (batches / "x-001.jsonl").write_text("", "utf-8")
        if number != 1:
            (batches.parent / runs.LOADED).write_text("{}", "utf-8")
    prune(settings)
    kept = run_ids(settings)
    assert len(kept) == KEPT_RUNS + 1
    assert kept[0] == "20260001"


def test_the_latest_run_is_one_that_fetched(settings: Settings, folder: Path) -> None:
    with pytest.raises(PermanentError, match="communique fetch"):
        runs.latest_run(settings)
    steps.fetch(settings, FIRST, folder=str(folder))
    run_dir(settings, SECOND).mkdir(parents=True)
    assert runs.latest_run(settings) == FIRST


def test_a_folder_of_a_source_is_read_as_that_source(settings: Settings, tmp_path: Path) -> None:
    project = tmp_path / "project"
    (project / "seeds" / "sources").mkdir(parents=True)
    (project / "seeds" / "desk").mkdir()
    (project / "seeds" / "sources" / "desk.yml").write_text(
        "name: desk\nkind: folder\npath: seeds/desk\nenabled: true\n", "utf-8"
    )
    (project / "seeds" / "desk" / "a.txt").write_text("The minister of Vietnam visited Cuba on 5 May 2024.\n", "utf-8")
    here = Settings(data_dir=settings.data_dir, project_root=project)
    steps.fetch(here, FIRST)
    load(here, FIRST)
    assert steps.fetch(here, SECOND, folder=str(project / "seeds" / "desk")) == []
