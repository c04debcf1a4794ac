"""Web archives: pages are found, everything else is passed over, and what is damaged is named by its place."""

from __future__ import annotations

import gzip
import json
import random
import sys
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from extractors.errors import PermanentError, RejectedArticle
from extractors.extract import extract_batch
from extractors.fetch.kinds import read
from extractors.fetch.kinds.warc import WarcSource
from extractors.fetch.visit import Visit
from extractors.fetch.warc.frames import Broken, Frame, read_frames
from extractors.fetch.warc.responses import read_page_record
from extractors.items import LandingItem, Rejected
from extractors.settings import Settings, load_settings

sys.path.insert(0, str(Path(__file__).parent))
from archives import info, packed, page, plain, record, response

FORMS: dict[str, Callable[[list[bytes]], bytes]] = {".warc": plain, ".warc.gz": packed}
LARGEST = 100_000


@pytest.fixture(params=FORMS)
def form(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return replace(load_settings(), data_dir=tmp_path / "data", max_file_bytes=LARGEST, workers=1)


def pages(count: int) -> list[bytes]:
    return [record(response(page(n)), f"https://news.example/{n}") for n in range(count)]


def write(folder: Path, form: str, records: list[bytes]) -> Path:
    path = folder / f"news{form}"
    path.write_bytes(FORMS[form](records))
    return path


def source(path: Path, **fields: object) -> WarcSource:
    return WarcSource.model_validate({"name": "archive", "kind": "warc", "path": str(path), "enabled": True} | fields)


def outcomes(settings: Settings, path: Path, **fields: object) -> tuple[dict[str, LandingItem], list[Rejected], Visit]:
    visit = Visit(settings, "r1", "archive")
    found = list(read(source(path, **fields), visit))
    items = {item.source_uri: item for item in found if isinstance(item, LandingItem)}
    return items, [row for row in found if isinstance(row, Rejected)], visit


def test_pages_are_found_and_read_back(settings: Settings, tmp_path: Path, form: str) -> None:
    records = [
        info(),
        record(b"GET / HTTP/1.1\r\n\r\n", kind="request", content_type="application/http; msgtype=request"),
        *pages(3),
        record(response(b"\x89PNG", Content_Type="image/png"), "https://news.example/a.png"),
        record(response(page(), "404 Not Found"), "https://news.example/gone"),
        record(response(b"", "301 Moved", Location="/x"), "https://news.example/moved"),
        record(b"HTTP/1.1 200 OK\r\n\r\n", "https://news.example/r", kind="revisit"),
        record(response(page(9), Content_Type=""), "<https://news.example/untyped>"),
    ]
    items, rejected, visit = outcomes(settings, write(tmp_path, form, records))
    assert rejected == []
    assert sorted(items) == [f"https://news.example/{name}" for name in ("0", "1", "2", "untyped")]
    assert visit.tally.passed_over == 6
    item = items["https://news.example/1"]
    data = read_page_record(settings.data_dir / item.landing_path, item.offset or 0, item.length or 0, LARGEST)
    assert data == page(1)
    assert item.charset == "utf-8"


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd", "identity"])
def test_codings_are_undone(settings: Settings, tmp_path: Path, form: str, coding: str) -> None:
    import brotli  # noqa: PLC0415
    import zstandard  # noqa: PLC0415

    coders: dict[str, Callable[[bytes], bytes]] = {
        "gzip": gzip.compress,
        "deflate": zlib.compress,
        "br": brotli.compress,
        "zstd": zstandard.compress,
        "identity": bytes,
    }
    body = coders[coding](page())
    chunked = (
        b"".join(f"{len(piece):x}\r\n".encode() + piece + b"\r\n" for piece in (body[:50], body[50:])) + b"0\r\n\r\n"
    )
    for block in (
        response(body, Content_Encoding=coding),
        response(chunked, Content_Encoding=coding, Transfer_Encoding="chunked"),
        response(body, Content_Encoding=coding, Transfer_Encoding="chunked"),  # said, and not done
    ):
        path = write(tmp_path, form, [record(block)])
        (frame,) = read_frames(path)
        assert isinstance(frame, Frame)
        assert read_page_record(path, frame.offset, frame.length, LARGEST) == page()


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd"])
def test_a_page_that_unpacks_to_a_gigabyte_is_turned_down(tmp_path: Path, coding: str) -> None:
    import brotli  # noqa: PLC0415
    import zstandard  # noqa: PLC0415

    zeros = bytes(50_000_000)
    body = {"gzip": gzip.compress, "br": lambda d: brotli.compress(d, quality=1), "zstd": zstandard.compress}[coding](
        zeros
    )
    path = write(tmp_path, ".warc.gz", [record(response(body, Content_Encoding=coding))])
    (frame,) = read_frames(path)
    assert isinstance(frame, Frame)
    with pytest.raises(RejectedArticle, match="too_large"):
        read_page_record(path, frame.offset, frame.length, LARGEST)


def test_a_file_that_breaks_off_keeps_what_came_before(settings: Settings, tmp_path: Path, form: str) -> None:
    path = write(tmp_path, form, pages(4))
    whole = path.read_bytes()
    last = [frame for frame in read_frames(path) if isinstance(frame, Frame)][-1]
    for cut in (1, 40, last.length // 2):
        path.write_bytes(whole[: last.offset + last.length - cut - 4])
        items, rejected, _ = outcomes(settings, path)
        assert len(items) == 3
        (row,) = rejected
        assert (row.stage, row.reason) == ("fetch", "truncated")
        assert row.source_uri == f"{path}#{last.offset}"
        assert row.landing_path and row.landing_path.endswith(f"#{last.offset}")


def test_a_damaged_record_costs_itself_only(settings: Settings, tmp_path: Path, form: str) -> None:
    path = write(tmp_path, form, pages(5))
    frames = [frame for frame in read_frames(path) if isinstance(frame, Frame)]
    data = bytearray(path.read_bytes())
    middle = frames[2]
    if form == ".warc":
        data[middle.offset : middle.offset + 30] = b"x" * 30
    else:
        data[middle.offset + middle.length // 2] ^= 0xFF
    path.write_bytes(data)
    items, rejected, _ = outcomes(settings, path)
    assert sorted(items) == [f"https://news.example/{n}" for n in (0, 1, 3, 4)]
    assert [(row.reason, row.source_uri) for row in rejected] == [("bad_record", f"{path}#{middle.offset}")]


@pytest.mark.parametrize("length", [0, 10, 10_000, 10**12, "-5", "many", ""])
def test_a_length_that_lies(settings: Settings, tmp_path: Path, form: str, length: int | str) -> None:
    lying = record(response(page(7)), "https://news.example/lying", length=length)
    items, rejected, _ = outcomes(settings, write(tmp_path, form, [*pages(2), lying, *pages(4)[2:]]))
    assert "https://news.example/lying" not in items
    assert {f"https://news.example/{n}" for n in (0, 1)} <= items.keys()
    assert len(items) == 4 or form == ".warc"
    assert rejected and {row.reason for row in rejected} <= {"bad_record", "truncated", "too_large"}


def test_a_gzip_file_packed_as_a_whole_is_unpacked_first(settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "whole.warc.gz"
    path.write_bytes(gzip.compress(plain(pages(3))))
    items, rejected, _ = outcomes(settings, path)
    assert len(items) == 3 and rejected == []
    path.write_bytes(path.read_bytes()[:-20])
    items, rejected, _ = outcomes(settings, path)
    assert len(items) == 2
    assert [row.reason for row in rejected] == ["truncated"]


def test_a_member_that_unpacks_without_end_is_left(tmp_path: Path) -> None:
    path = write(tmp_path, ".warc.gz", [record(bytes(300_000_000)), *pages(1)])
    broken, good = list(read_frames(path))
    assert isinstance(broken, Broken) and broken.reason == "too_large"
    assert isinstance(good, Frame)


def test_what_is_no_archive_is_a_row(settings: Settings, tmp_path: Path) -> None:
    for name, data in (("a.warc", b""), ("b.warc", b"hello " * 1000), ("c.warc.gz", b"\x1f\x8b\x08" * 50)):
        (tmp_path / name).write_bytes(data)
    items, rejected, _ = outcomes(settings, tmp_path)
    assert items == {}
    assert [(Path(row.source_uri).name, row.reason) for row in rejected] == [
        ("b.warc#0", "bad_record"),
        ("c.warc.gz#0", "bad_record"),
    ]
    with pytest.raises(PermanentError, match="neither a file nor a folder"):
        outcomes(settings, tmp_path / "missing")


def test_addresses_patterns_and_days_are_held_to(settings: Settings, tmp_path: Path) -> None:
    records = [
        record(response(page(1)), "https://news.example/world/1"),
        record(response(page(2)), "https://news.example/sport/2"),
        record(response(page(3)), "https://news.example/world/3", WARC_Date="2023-01-01T00:00:00Z"),
        record(response(page(4)), "javascript:alert(1)"),
        record(response(page(5)), "file:///etc/passwd"),
        record(response(page(6)), "https://news.example/world/6", WARC_Truncated="length"),
        record(response(page(7) * 1000), "https://news.example/world/7"),
    ]
    path = write(tmp_path, ".warc", records)
    items, rejected, visit = outcomes(settings, path, include=["/world/*"], since="2024-01-01", until="2024-12-31")
    assert list(items) == ["https://news.example/world/1"]
    assert [row.reason for row in rejected] == ["bad_address", "bad_address", "truncated", "too_large"]
    assert visit.tally.passed_over == 2


def test_of_two_captures_the_newest_counts(settings: Settings, tmp_path: Path) -> None:
    captures = [
        record(response(page(n)), "https://news.example/1", WARC_Date=f"2024-05-{day}T00:00:00Z")
        for n, day in ((1, "03"), (2, "09"), (3, "05"))
    ]
    items, _, visit = outcomes(settings, write(tmp_path, ".warc", captures))
    (item,) = items.values()
    assert read_page_record(settings.data_dir / item.landing_path, item.offset or 0, item.length or 0, LARGEST) == page(
        2
    )
    assert visit.tally.repeated == 2


def test_an_archive_becomes_claims_and_rows(settings: Settings, tmp_path: Path, form: str) -> None:
    bad = record(response(b"<html><body></body></html>"), "https://news.example/empty")
    items, _, _ = outcomes(settings, write(tmp_path, form, [*pages(3), bad]))
    batch = tmp_path / "data" / "runs" / "r1" / "batches" / "archive-001.jsonl"
    batch.parent.mkdir(parents=True)
    batch.write_text("\n".join(item.to_json() for item in items.values()) + "\n", "utf-8")
    assert extract_batch(settings, "r1", batch).articles == 3
    (row,) = (settings.data_dir / "runs/r1/rejected/archive-001.jsonl").read_text("utf-8").splitlines()
    assert json.loads(row)["reason"] == "empty"
    assert json.loads(row)["landing_path"].endswith(f"#{items['https://news.example/empty'].offset}")


def test_no_damage_raises_or_hangs(settings: Settings, tmp_path: Path, form: str) -> None:
    draw = random.Random(3)  # noqa: S311  (test data)
    path = write(tmp_path, form, [info(), *pages(6)])
    whole = path.read_bytes()
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(draw.randint(1, 8)):
            at = draw.randrange(len(data))
            data[at : at + draw.randint(0, 40)] = draw.randbytes(draw.randint(0, 40))
        path.write_bytes(data)
        for frame in read_frames(path):
            if isinstance(frame, Frame):
                try:
                    read_page_record(path, frame.offset, frame.length, LARGEST)
                except RejectedArticle as error:
                    assert error.stage == "text"
