"""Archives made to cost time, disk or secrets: each ends soon, with its rows."""

from __future__ import annotations

import gzip
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from extractors.fetch.kinds import read, warc
from extractors.fetch.kinds.warc import WarcSource
from extractors.fetch.visit import Visit
from extractors.fetch.warc import streams
from extractors.fetch.warc.frames import MOST_DAMAGED, Broken, read_frames
from extractors.items import LandingItem, Rejected
from extractors.settings import Settings, load_settings

sys.path.insert(0, str(Path(__file__).parent))
from archives import page, plain, record, response


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return replace(load_settings(), data_dir=tmp_path / "data")


def outcomes(settings: Settings, path: Path) -> tuple[list[str], dict[str, str]]:
    """Addresses of pages, and the reasons by place."""
    source = WarcSource.model_validate({"name": "archive", "kind": "warc", "path": str(path), "enabled": True})
    found = list(read(source, Visit(settings, "r1", "archive")))
    pages = [item.source_uri for item in found if isinstance(item, LandingItem)]
    rejected = {Path(row.source_uri).name: row.reason for row in found if isinstance(row, Rejected)}
    return pages, rejected


class Counting:
    """A file that counts what is read from it."""

    def __init__(self, data: bytes) -> None:
        self.data, self.place, self.count = data, 0, 0

    def seek(self, place: int, whence: int = 0) -> int:
        self.place = place + (len(self.data) if whence == 2 else 0)
        return self.place

    def tell(self) -> int:
        return self.place

    def read(self, most: int = -1) -> bytes:
        piece = self.data[self.place : self.place + most]
        self.place += len(piece)
        self.count += len(piece)
        return piece


def test_the_search_for_a_record_reads_no_more_of_a_false_one_than_a_piece() -> None:
    """Each of these looks like a gzip header whose name is as long as the rest of the file."""
    file = Counting(b"\x1f\x8b\x08\x1f" * 1000 + b"x" * 2_000_000)
    assert streams.GzipRecords(file).find_next(0) is None  # type: ignore[arg-type]
    assert file.count < 1000 * (streams.PIECE + 4) + 3_000_000


def test_a_file_of_false_beginnings_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "MOST_FALSE_STARTS", 50)
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"\x1f\x8b\x08" * 5000)
    tried: list[int] = []
    begin = streams.GzipRecords.begin
    monkeypatch.setattr(streams.GzipRecords, "begin", lambda self, place: tried.append(place) or begin(self, place))
    assert list(read_frames(path)) == [Broken(0, "bad_record", "15,000 bytes are no WARC record")]
    assert len(tried) == 51


def test_a_file_of_damaged_records_is_given_up(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(b"WARC/1.0\r\nX: y\r\nContent-Length: x\r\n\r\n" * (MOST_DAMAGED + 500))
    found = list(read_frames(path))
    assert len(found) == MOST_DAMAGED + 2
    assert isinstance(found[-1], Broken) and "too much is damaged" in found[-1].detail


def test_a_bomb_does_not_fill_the_disk(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc, "UNPACKED_LEAST", 2_000_000)
    path = tmp_path / "a.warc.gz"
    path.write_bytes(gzip.compress(record(response(page(1))) * 2 + b" " * 20_000_000))
    assert outcomes(settings, path) == ([], {"a.warc.gz": "too_large"})
    assert sum(file.stat().st_size for file in settings.data_dir.rglob("*") if file.is_file()) < 1_000_000


def test_a_link_does_not_bring_in_what_lies_outside(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(plain([record(response(page(1)))]))
    inbox = tmp_path / "in"
    inbox.mkdir()
    (inbox / "a.warc").symlink_to(tmp_path / "secret")
    (inbox / "b.warc").write_bytes(plain([record(response(page(2)), "https://news.example/2")]))
    assert outcomes(settings, inbox) == (["https://news.example/2"], {"a.warc": "outside_folder"})
    assert len([file for file in settings.landing_dir.rglob("*") if file.is_file()]) == 1
