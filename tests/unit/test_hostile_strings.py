"""Strings that break databases, paths, templates and terminals: each ends in a row or a rejection, and none raises."""

from __future__ import annotations

import importlib.util
import json
from dataclasses import replace
from pathlib import Path

import pytest

from extractors import load
from extractors.extract import extract_batch
from extractors.fetch import fetch_folder
from extractors.settings import PROJECT_ROOT, Settings, load_settings
from extractors.warehouse import open_build

BODY = "The president of Chile visited Spain in July 2023 and met the king in Madrid for talks about trade."
OWN = [
    "",
    "\x00",
    "\ud800",
    "a\ud83db",
    "\u202eRLO",
    "a" * 100_000,
    "\x1b[31m",
    "'; DROP TABLE x; --",
    "{{ 7*7 }}",
    "NaN",
]
OWN += ["../../etc/passwd", "=1+1", "\\N", "9999-12-31", "1" * 400, "٣", "e\u0301", "\ufdfa" * 500, "$(id)", "%s %n"]


def strings() -> list[str]:
    """Those beside the project where they are, else some of the same kind."""
    path = PROJECT_ROOT.parent / "shared" / "hostile" / "hostile_strings.py"
    if not path.is_file():
        return OWN
    spec = importlib.util.spec_from_file_location("hostile_strings", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return [*OWN, *module.STRINGS]


@pytest.mark.parametrize("field", ["title", "source", "url", "author", "date", "language", "text", "page"])
def test_each_ends_in_a_row_or_a_rejection(tmp_path: Path, field: str) -> None:
    settings: Settings = replace(load_settings(), data_dir=tmp_path / "data", workers=1)
    hostile = strings()
    records = []
    for number, value in enumerate(hostile):
        record = {"text": BODY, "language": "en", "url": f"urn:{number}"} | {field: value}
        if field == "text":
            record["text"] = f"{BODY} {value} {BODY}"
        if field == "page":
            head = f"<title>{value}</title><meta name='author' content='{value}'><link rel='canonical' href='{value}'>"
            record["text"] = f"<html><head>{head}</head><body><p>{BODY} {value}</p></body></html>"
        records.append(json.dumps(record))
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.jsonl").write_text("\n".join(records), "utf-8")
    (batch,) = fetch_folder(settings, "r1", tmp_path / "in", "hostile")
    counts = extract_batch(settings, "r1", batch)
    run = settings.data_dir / "runs" / "r1"
    assert counts.articles + counts.rejected == len(hostile)
    loaded = load.load_batch(settings, "r1", run / "claims" / batch.name, run / "rejected" / batch.name)
    assert loaded.loaded + loaded.duplicate + loaded.rejected == len(hostile)
    with open_build(settings, "test", read_only=True) as con:
        rows = con.execute("select count(*) from raw.articles").fetchall()[0][0]
    assert rows == loaded.loaded
    assert rows >= (len(hostile) * 9 // 10 if field not in {"language", "url"} else 1)
