"""Web archives for tests, written byte by byte so that they can be wrong."""

from __future__ import annotations

import gzip

DATE = "2024-05-26T12:00:00Z"
STORY = "The foreign minister of Vietnam visited Cuba on 5 May 2024 for talks on trade with the government there."


def page(number: int = 0, text: str = STORY) -> bytes:
    """A small page."""
    body = "".join(f"<p>{text} Part {number}, paragraph {part}.</p>" for part in range(3))
    head = f"<html lang='en'><head><title>Visit number {number} of the minister</title></head>"
    return f"{head}<body><article>{body}</article></body></html>".encode()


def response(body: bytes, status: str = "200 OK", **headers: str) -> bytes:
    """An HTTP answer; names of headers with `_` for `-`."""
    fields = {"Content-Type": "text/html; charset=utf-8"} | {k.replace("_", "-"): v for k, v in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value)
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body


def record(
    block: bytes,
    uri: str = "https://news.example/1",
    kind: str = "response",
    content_type: str = "application/http; msgtype=response",
    length: int | str | None = None,
    **headers: str,
) -> bytes:
    """A WARC record, plain."""
    fields = {"WARC-Type": kind, "WARC-Target-URI": uri, "WARC-Date": DATE, "Content-Type": content_type}
    fields |= {name.replace("_", "-"): value for name, value in headers.items()}
    fields["Content-Length"] = str(len(block) if length is None else length)
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value)
    return f"WARC/1.0\r\n{lines}\r\n".encode() + block + b"\r\n\r\n"


def info() -> bytes:
    """The record that archives begin with."""
    return record(b"software: test\r\n", "", "warcinfo", "application/warc-fields")


def plain(records: list[bytes]) -> bytes:
    """A .warc file."""
    return b"".join(records)


def packed(records: list[bytes]) -> bytes:
    """A .warc.gz file with a member for each record."""
    return b"".join(gzip.compress(one) for one in records)
