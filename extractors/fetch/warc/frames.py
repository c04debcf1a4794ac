"""The records of a WARC file (ISO 28500), one after the other, with bounded memory and whatever is damaged named."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from extractors.fetch.warc.streams import Damaged, GzipRecords, PlainRecords, RecordStream

# How much of a block is kept to look at: its HTTP head and the first bytes of the page.
KEPT = 16_384
HEAD_LARGEST = 65_536
PIECE = 65_536
# A block beyond this is not followed to its end: a gzip record of a megabyte may unpack to a gigabyte.
BLOCK_LARGEST = 256 * 1024 * 1024
# A file with more damaged places than this is given up: each costs a search, and a file can be made of nothing else.
MOST_DAMAGED = 2_000
VERSION = re.compile(rb"WARC/1\.[01]\r?\n")
HEAD_END = re.compile(rb"\r?\n\r?\n")
GZIP = b"\x1f\x8b\x08"


@dataclass(frozen=True, slots=True)
class Frame:
    """One whole record.

    Attributes:
        offset: where it begins in the file.
        length: bytes that it takes there, compressed as they are.
        headers: its WARC headers, with names in small letters.
        head: the first bytes of its block.
        block_bytes: size of the block.
        block_sha256: hash of what follows the HTTP head; of the whole block where there is none.
    """

    offset: int
    length: int
    headers: dict[str, str]
    head: bytes
    block_bytes: int
    block_sha256: str


@dataclass(frozen=True, slots=True)
class Broken:
    """A place in the file where no record can be read."""

    offset: int
    reason: str
    detail: str


def read_frames(path: Path) -> Iterator[Frame | Broken]:
    """The records of a file, plain or compressed record by record, in their order.

    After a damage the next record that begins in one piece is looked for.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        stream: RecordStream = GzipRecords(file) if file.read(3) == GZIP else PlainRecords(file)
        size = file.seek(0, 2)
        place = damaged = 0
        while place < size:
            if damaged > MOST_DAMAGED:
                yield Broken(place, "bad_record", f"too much is damaged: {size - place:,} more bytes are not read")
                return
            if not stream.begin(place):
                found, damaged = stream.find_next(place), damaged + 1
                yield Broken(place, "bad_record", f"{(found or size) - place:,} bytes are no WARC record")
                place = size if found is None else found
                continue
            try:
                frame = _read(stream, place)
            except Damaged as error:
                yield Broken(place, error.reason, error.detail)
                found, damaged = stream.find_next(place + 1), damaged + 1
                place = size if found is None else found
            else:
                yield frame
                place = stream.skip_padding(frame.offset + frame.length)


def _read(stream: RecordStream, place: int) -> Frame:
    headers = parse_headers(_warc_head(stream))
    length = headers.get("content-length", "")
    if not length.isascii() or not length.isdigit() or len(length) > 15:
        raise Damaged("bad_record", f"its Content-Length is {length[:40]!r}")
    kept, digest = _block(stream, int(length))
    return Frame(place, stream.finish() - place, headers, kept, int(length), digest)


def _warc_head(stream: RecordStream) -> bytes:
    """The lines of the WARC headers."""
    data = b""
    while (end := HEAD_END.search(data)) is None:
        piece = stream.read(PIECE)
        if not piece or len(data) > HEAD_LARGEST:
            raise Damaged("truncated" if not piece else "bad_record", "its headers have no end")
        data += piece
    if not VERSION.match(data):
        raise Damaged("bad_record", "it does not begin with WARC/1.0 or WARC/1.1")
    stream.give_back(data[end.end() :])
    return data[: end.start()]


def _block(stream: RecordStream, length: int) -> tuple[bytes, str]:
    """The first bytes of a block, and the hash of what follows its HTTP head."""
    if length > BLOCK_LARGEST:
        raise Damaged("too_large", f"its block of {length:,} bytes is larger than {BLOCK_LARGEST:,}")
    kept, seen, digest, in_body = bytearray(), 0, hashlib.sha256(), False
    while seen < length:
        piece = stream.read(min(PIECE, length - seen))
        if not piece:
            raise Damaged("truncated", f"it breaks off after {seen:,} of {length:,} bytes")
        seen += len(piece)
        if in_body:
            digest.update(piece)
            continue
        kept += piece
        if (end := HEAD_END.search(kept)) is not None or len(kept) >= KEPT or seen >= length:
            in_body = True
            digest.update(kept[end.end() if end else 0 :])
    return bytes(kept[:KEPT]), digest.hexdigest()


def parse_headers(head: bytes) -> dict[str, str]:
    """Header lines by their names in small letters; of several the first. Continued lines are joined."""
    headers: dict[str, str] = {}
    name = ""
    for line in head.decode("utf-8", "replace").splitlines()[1:]:
        if line[:1] in {" ", "\t"} and name:
            headers[name] = f"{headers[name]} {line.strip()}"
            continue
        name, _, value = line.partition(":")
        name = name.strip().lower()
        headers.setdefault(name, value.strip())
    return headers


def read_record(file: BinaryIO, offset: int, length: int) -> bytes:
    """The bytes of one record as they lie in the file."""
    file.seek(offset)
    return file.read(length)
