"""Records: each bad line is turned down by itself, with its number."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractors.errors import RejectedArticle
from extractors.text.records import BadRecord, Record, iter_records

JSON, LINES = "application/json", "application/jsonl"
GOOD = {"text": "The president of Chile visited Spain."}


def read(path: Path, kind: str, content: bytes | str, max_bytes: int = 10_000) -> list[Record | BadRecord]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return list(iter_records(path, kind, max_bytes))


def outcomes(records: list[Record | BadRecord]) -> list[tuple[int, str]]:
    return [(r.number, r.error.reason if isinstance(r, BadRecord) else "good") for r in records]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "file"


def test_bad_lines_do_not_harm_the_others(file: Path) -> None:
    good = json.dumps(GOOD).encode()
    deep, number = b"[" * 100_000, b'{"n": ' + b"1" * 5000 + b"}"
    lines = [
        good,
        b'{"text": "cut off',
        b"",
        b"[1]",
        b"\xff\xfe",
        b'{"a": "\0"}',
        deep[:9000],
        number,
        b"x" * 20_000,
        good,
    ]
    assert outcomes(read(file, LINES, b"\n".join(lines))) == [
        (1, "good"),
        (2, "invalid_json"),
        (4, "invalid_json"),
        (5, "undecodable"),
        (6, "binary"),
        (7, "invalid_json"),
        (8, "invalid_json"),
        (9, "too_large"),
        (10, "good"),
    ]


def test_the_detail_names_the_line(file: Path) -> None:
    bad = read(file, LINES, '{"text": 1}\n{"text": "cut')[1]
    assert isinstance(bad, BadRecord)
    assert "line 2" in bad.error.detail


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(GOOD),
        "\ufeff" + json.dumps(GOOD),
        json.dumps([GOOD], indent=1),
        json.dumps({"articles": [GOOD]}),
        json.dumps(GOOD) + "\n",
    ],
)
def test_forms_of_json(file: Path, content: str) -> None:
    assert read(file, JSON, content) == [Record(1, GOOD)]


def test_lines_under_the_ending_json(file: Path) -> None:
    content = json.dumps(GOOD) + "\n" + json.dumps(GOOD)
    assert outcomes(read(file, JSON, content)) == [(1, "good"), (2, "good")]


def test_elements_that_are_no_objects(file: Path) -> None:
    assert outcomes(read(file, JSON, json.dumps([GOOD, 1, None]))) == [
        (1, "good"),
        (2, "invalid_json"),
        (3, "invalid_json"),
    ]


@pytest.mark.parametrize("content", ["not json", '{"text": "cut', "[" * 100_000, "", '{"a"\n:'])
def test_a_file_that_is_not_json_is_rejected_whole(file: Path, content: str) -> None:
    with pytest.raises(RejectedArticle) as caught:
        read(file, JSON, content)
    assert caught.value.reason == "invalid_json"
