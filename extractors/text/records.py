"""Records of .json and .jsonl files: one object an article, each bad line turned down by itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from extractors.errors import RejectedArticle

WRAPPERS = ("articles", "items")
UTF8_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Record:
    """One object of a file: `number` counts from 1; in .jsonl it is the number of the line."""

    number: int
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class BadRecord:
    """A line or element that is no record, and why."""

    number: int
    error: RejectedArticle


def iter_records(path: Path, media_type: str, max_bytes: int) -> Iterator[Record | BadRecord]:
    """The records of a file in their order.

    A .json file holds one object or an array of objects; one that holds an object a line is read as .jsonl.

    Args:
        path: the file.
        media_type: `application/json` or `application/jsonl`.
        max_bytes: a line longer than this is turned down without being read into memory.

    Raises:
        RejectedArticle: stage `text`, reason `invalid_json`: a .json file that is not JSON at all.
    """
    with path.open("rb") as file:
        if media_type == "application/jsonl":
            yield from _lines(file, max_bytes)
        else:
            yield from _whole(file, max_bytes)


def _lines(file: BinaryIO, max_bytes: int) -> Iterator[Record | BadRecord]:
    number = 0
    while line := file.readline(max_bytes + 1):
        number += 1
        if len(line) > max_bytes and not line.endswith(b"\n"):
            _skip_line(file, max_bytes)
            error = RejectedArticle("text", "too_large", f"line {number} is longer than {max_bytes:,} bytes")
            yield BadRecord(number, error)
        elif stripped := line.strip(b" \t\r\n" + UTF8_MARK):
            yield _record(number, stripped, "line")


def _skip_line(file: BinaryIO, step: int) -> None:
    while (rest := file.readline(step)) and not rest.endswith(b"\n"):
        pass


def _whole(file: BinaryIO, max_bytes: int) -> Iterator[Record | BadRecord]:
    data = file.read().removeprefix(UTF8_MARK)
    try:
        value = _loads(data)
    except RejectedArticle:
        if b"\n" not in data.strip() or not data.lstrip().startswith(b"{"):
            raise
        file.seek(0)
        records = list(_lines(file, max_bytes))
        if not any(isinstance(record, Record) for record in records):
            raise
        yield from records
        return
    for number, element in enumerate(_elements(value), start=1):
        yield _checked(number, element, "element")


def _elements(value: object) -> list[object]:
    if isinstance(value, dict):
        wrapped = next((value[key] for key in WRAPPERS if isinstance(value.get(key), list)), None)
        return wrapped if wrapped is not None else [value]
    return value if isinstance(value, list) else [value]


def _record(number: int, data: bytes, what: str) -> Record | BadRecord:
    try:
        return _checked(number, _loads(data), what)
    except RejectedArticle as error:
        return BadRecord(number, RejectedArticle("text", error.reason, f"{what} {number}: {error.detail}"))


def _checked(number: int, value: object, what: str) -> Record | BadRecord:
    if isinstance(value, dict):
        return Record(number, value)
    found = type(value).__name__
    return BadRecord(number, RejectedArticle("text", "invalid_json", f"{what} {number} holds a {found}, not an object"))


def _loads(data: bytes) -> object:
    if b"\0" in data:
        raise RejectedArticle("text", "binary", "there are NUL bytes in it")
    try:
        return json.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise RejectedArticle("text", "undecodable", f"not UTF-8 at byte {error.start}") from error
    except (ValueError, RecursionError) as error:
        # The decoder's own message names the place, not the text.
        raise RejectedArticle("text", "invalid_json", f"not valid JSON: {error}") from error
