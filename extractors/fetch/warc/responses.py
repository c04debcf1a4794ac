"""Which records hold a page: HTTP answers 200 with HTML. And, in a worker, the page itself."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from pathlib import Path

from extractors.errors import RejectedArticle
from extractors.fetch.warc.frames import HEAD_END, Frame, parse_headers, read_record

STATUS = re.compile(rb"HTTP/\d(?:\.\d)?\s+200\b")
HTML = frozenset({"text/html", "application/xhtml+xml"})
MARKUP = re.compile(rb"\s*(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
CHARSET = re.compile(r"charset\s{0,5}=\s{0,5}[\"']?([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
PIECE = 65_536


@dataclass(frozen=True, slots=True)
class Response:
    """What the headers of a page's record say: its address, when it was captured (ISO 8601), the server's charset."""

    uri: str
    captured_at: str
    charset: str | None


def page_of(frame: Frame) -> Response | None:
    """The page that a record holds, from its headers; None for all other records (requests, images, errors …)."""
    headers = frame.headers
    if headers.get("warc-type", "").lower() != "response":
        return None
    if not headers.get("content-type", "").lower().replace(" ", "").startswith("application/http"):
        return None
    end = HEAD_END.search(frame.head)
    if end is None or not STATUS.match(frame.head):
        return None
    http = parse_headers(frame.head[: end.start()])
    media_type = http.get("content-type", "").partition(";")[0].strip().lower()
    if media_type not in HTML and (media_type or not MARKUP.match(frame.head[end.end() :])):
        return None
    found = CHARSET.search(http.get("content-type", "")[:300])
    address = headers.get("warc-target-uri", "").strip("<> ")
    return Response(address, headers.get("warc-date", "")[:30], found.group(1).lower() if found else None)


def read_page_record(path: Path, offset: int, length: int, most_bytes: int) -> bytes:
    """The body of a page, unpacked and with its transfer and content codings undone. Called in a worker.

    Raises:
        RejectedArticle: stage `text`; `bad_record`, `bad_encoding`, `truncated` or `too_large`.
        OSError: the file cannot be read.
    """
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415  (only where there are archives)
    from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415

    from extractors.fetch.web.decoding import decoded  # noqa: PLC0415

    with path.open("rb") as file:
        data = read_record(file, offset, length)
    try:
        record = next(iter(ArchiveIterator(io.BytesIO(data))))
        coding = record.http_headers.get_header("Content-Encoding", "") if record.http_headers else ""
        # `raw_stream` with the chunks joined; the coding is undone under a cap, which warcio does not have.
        record.http_headers.replace_header("Content-Encoding", "identity")
        body = record.content_stream()
        return decoded(iter(lambda: body.read(PIECE), b""), coding, most_bytes)
    except RejectedArticle as error:
        raise RejectedArticle("text", error.reason, error.detail) from error
    except (StopIteration, ArchiveLoadFailed, AttributeError, ValueError, EOFError) as error:
        raise RejectedArticle("text", "bad_record", f"the record cannot be read: {error}") from error
