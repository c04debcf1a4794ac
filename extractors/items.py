"""What is handed from step to step before there are claims: landing items and rejected input.

A landing item is one file that was taken in, with what is known of it from outside. It may hold one article
(.txt, .html) or many (.json, .jsonl).
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from extractors.errors import RejectedArticle

MEDIA_TYPES = {
    ".txt": "text/plain",
    ".html": "text/html",
    ".htm": "text/html",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
}
"""File endings that can be read, with the media type of each."""

RECORD_TYPES = frozenset({"application/json", "application/jsonl"})
"""Media types that hold any number of articles in one file."""

WARC_TYPE = "application/warc"
"""Media type of an item that is one record of a web archive."""

PAGE_TYPES = frozenset({"text/html", WARC_TYPE})
"""Media types that hold a page in HTML."""


@dataclass(frozen=True, slots=True)
class LandingItem:
    """One file as it was taken in.

    Attributes:
        item_id: first 16 hexadecimal digits of the SHA-256 of `source_uri`.
        landing_path: where its bytes lie: relative to the data folder, or any path for input that is not landed.
        source_uri: the address that the file came from; stable from run to run.
        source: the outlet that printed it, where a manifest says so.
        title: its headline, where a manifest says so.
        language: ISO 639-1, where a manifest or the source says so.
        published_on: EDTF day, month or year, where a manifest says so.
        media_type: one of the values of `MEDIA_TYPES`.
        sha256: of its bytes.
        bytes: its size.
        source_name: the configured source; stands for the outlet where nothing names one.
        charset: the encoding that a server declared; a name that Python knows as a text encoding.
        offset: of a record of a web archive, where it begins in the landing file.
        length: and how many bytes it takes there.
    """

    item_id: str
    landing_path: str
    source_uri: str
    source: str | None
    title: str | None
    language: str | None
    published_on: str | None
    media_type: str
    sha256: str
    bytes: int
    source_name: str | None = None
    charset: str | None = None
    offset: int | None = None
    length: int | None = None

    @property
    def metadata_sha256(self) -> str:
        """Hash of everything that is known from outside: another value means that the item must be read again."""
        known = [self.source_uri, self.source, self.title, self.language, self.published_on, self.source_name]
        if self.charset:  # only then, so that the hashes of items without one stay as they were
            known.append(self.charset)
        return hashlib.sha256(json.dumps(known, ensure_ascii=True).encode("ascii")).hexdigest()

    @property
    def pointer(self) -> str:
        """Where its bytes lie: the landing file, with the record's offset where it is a part of it."""
        return self.landing_path if self.offset is None else f"{self.landing_path}#{self.offset}"

    def to_json(self) -> str:
        """The item as one line of a batch file."""
        return json.dumps(dataclasses.asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, line: str) -> LandingItem:
        """An item from its line of a batch file."""
        return cls(**json.loads(line))


@dataclass(frozen=True, slots=True)
class Rejected:
    """Input that could not be used, as a row of `raw.rejected_articles`."""

    rejection_id: str
    source_uri: str
    source: str | None
    stage: str
    reason: str
    detail: str
    landing_path: str | None

    @classmethod
    def of(
        cls, error: RejectedArticle, source_uri: str, source: str | None = None, landing_path: str | None = None
    ) -> Rejected:
        """The row of an error. Its id follows from uri, stage and reason: the same rejection is one row each night."""
        uri = printable(source_uri)
        rejection_id = hash_text("\x1f".join((uri, error.stage, error.reason)))[:16]
        place = printable(landing_path) if landing_path else None
        return cls(rejection_id, uri, source, error.stage, error.reason, printable(error.detail), place)

    def to_json(self) -> str:
        """The row as one line of a file of rejected input."""
        return json.dumps(dataclasses.asdict(self), ensure_ascii=False)


def hash_text(text: str) -> str:
    """SHA-256 of a text in hexadecimal; lone surrogates are hashed as they are."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def article_id(source_uri: str) -> str:
    """The id of the article at an address: a changed text there supersedes the old claims."""
    return hash_text(source_uri)[:16]


def printable(text: str) -> str:
    """A path or message that can be written and shown anywhere: what is no printable character becomes an escape.

    Names of files may hold bytes that are not UTF-8, line breaks and terminal control codes.
    """
    text = text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace") if not text.isascii() else text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def media_type(path: Path) -> str:
    """The media type of a file by its ending.

    Raises:
        RejectedArticle: stage `fetch`, reason `unsupported_type`.
    """
    known = MEDIA_TYPES.get(path.suffix.lower())
    if known is None:
        endings = ", ".join(MEDIA_TYPES)
        raise RejectedArticle(
            "fetch", "unsupported_type", f"the ending {path.suffix!r} is not one that can be read: {endings}"
        )
    return known
