"""Landing: content-addressed, written once; unchanged items are passed over; a rerun gives the same batches."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from extractors.extract import extract_batch
from extractors.fetch import batches, fetch_folder, fetch_source
from extractors.fetch.landing import land, safe_name, write_whole
from extractors.items import LandingItem
from extractors.load import load_batch
from extractors.settings import Settings, load_settings

TEXT = "The president of Chile visited Spain in July 2023 and met the king in Madrid for talks about trade."


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return replace(load_settings(), data_dir=tmp_path / "data", max_file_bytes=10_000, workers=1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT)
    (folder / "b.txt").write_text(TEXT + " They also spoke of science.")
    (folder / "lines.jsonl").write_text(json.dumps({"text": TEXT, "url": "urn:1"}) + '\n{"text": "cut')
    (folder / "large.txt").write_bytes(b"x" * 10_001)
    return folder


def items(paths: list[Path]) -> list[LandingItem]:
    return [LandingItem.from_json(line) for path in paths for line in path.read_text("utf-8").splitlines()]


def run_once(settings: Settings, folder: Path, run_id: str) -> dict[str, int]:
    run = settings.data_dir / "runs" / run_id
    for batch in fetch_folder(settings, run_id, folder, "mine", uri_prefix="in"):
        extract_batch(settings, run_id, batch)
    for claims in sorted((run / "claims").iterdir()):
        load_batch(settings, run_id, claims, run / "rejected" / claims.name)
    report = json.loads((run / "fetch" / "mine.json").read_text("utf-8"))
    return {key: report[key] for key in ("files", "new", "unchanged", "rejected")}


def test_items_are_landed_by_their_hash(settings: Settings, folder: Path) -> None:
    found = items(fetch_folder(settings, "r1", folder, "mine", uri_prefix="in"))
    assert [item.source_uri for item in found] == ["in/a.txt", "in/b.txt", "in/lines.jsonl"]
    for item in found:
        landed = settings.data_dir / item.landing_path
        assert landed.stem == item.sha256
        assert landed.parts[-4:-2][0] == "source=mine"
        assert landed.stat().st_size == item.bytes
        assert landed.stat().st_mode & 0o222 == 0


def test_landing_twice_changes_nothing(settings: Settings, folder: Path) -> None:
    first = land(settings, "mine", folder / "a.txt")
    before = (settings.data_dir / first.path).stat()
    assert land(settings, "mine", folder / "a.txt") == first
    after = (settings.data_dir / first.path).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_an_earlier_day_is_found_again(settings: Settings, folder: Path) -> None:
    first = settings.data_dir / land(settings, "mine", folder / "a.txt").path
    earlier = first.parents[1].with_name("date=2020-01-01") / first.parent.name
    earlier.mkdir(parents=True)
    first.rename(earlier / first.name)
    assert "date=2020-01-01" in land(settings, "mine", folder / "a.txt").path


def test_rejected_files_are_rows_of_the_run(settings: Settings, folder: Path) -> None:
    fetch_folder(settings, "r1", folder, "mine", uri_prefix="in")
    run = settings.data_dir / "runs" / "r1"
    (row,) = [json.loads(line) for line in (run / "rejected" / "mine-fetch.jsonl").read_text("utf-8").splitlines()]
    assert (row["source_uri"], row["stage"], row["reason"], row["source"]) == (
        "in/large.txt",
        "fetch",
        "too_large",
        "mine",
    )
    assert (run / "claims" / "mine-fetch.jsonl").read_text() == ""


def test_the_same_run_again_gives_the_same_files(
    settings: Settings, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "BATCH_ITEMS", 1)
    first = {path: path.read_bytes() for path in fetch_folder(settings, "r1", folder, "mine")}
    assert [path.name for path in first] == ["mine-001.jsonl", "mine-002.jsonl", "mine-003.jsonl"]
    assert {path: path.read_bytes() for path in fetch_folder(settings, "r1", folder, "mine")} == first
    (folder / "b.txt").unlink()
    again = fetch_folder(settings, "r1", folder, "mine")
    assert sorted((settings.data_dir / "runs" / "r1" / "batches").iterdir()) == again
    assert len(again) == 2


def test_only_what_changed_is_read_again(settings: Settings, folder: Path) -> None:
    assert run_once(settings, folder, "r1") == {"files": 4, "new": 3, "unchanged": 0, "rejected": 1}
    assert run_once(settings, folder, "r2") == {"files": 4, "new": 0, "unchanged": 3, "rejected": 1}
    (folder / "b.txt").write_text(TEXT + " They parted as friends.")
    assert run_once(settings, folder, "r3") == {"files": 4, "new": 1, "unchanged": 2, "rejected": 1}
    (folder / "manifest.csv").write_text("path,published_on\na.txt,2023-07-15\n")
    assert run_once(settings, folder, "r4") == {"files": 4, "new": 1, "unchanged": 2, "rejected": 1}


def test_a_new_extractor_reads_everything_again(
    settings: Settings, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_once(settings, folder, "r1")
    engine = type(batches.get_engine())
    monkeypatch.setattr(engine, "version", "another")
    assert len(items(fetch_folder(settings, "r2", folder, "mine", uri_prefix="in"))) == 3


def test_addresses_of_a_bundled_source_do_not_name_the_machine(settings: Settings) -> None:
    found = items(fetch_source(settings, "r1", "bundled"))
    assert found
    assert all(item.source_uri.startswith("seeds/articles/") for item in found)
    assert all(item.source_name == "bundled" for item in found)


@pytest.mark.parametrize("name", ["../../etc", "a/b", "", ".", "..", "a\0b", "名前", "x" * 10])
def test_names_of_sources_stay_in_their_folder(tmp_path: Path, name: str) -> None:
    safe = safe_name(name)
    assert "/" not in safe
    assert (tmp_path / safe).resolve().parent == tmp_path.resolve()


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = write_whole(tmp_path / "a" / "b.jsonl", ["1", "2"])
    assert path.read_text() == "1\n2\n"
    with pytest.raises(UnicodeEncodeError):
        write_whole(path, ["\ud800"])
    assert path.read_text() == "1\n2\n"
    assert list(path.parent.iterdir()) == [path]
