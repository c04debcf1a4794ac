"""The two forms of WARC files: plain, and gzip with a member of its own for each record."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import BinaryIO, Protocol

PIECE = 65_536
GZIP = b"\x1f\x8b\x08"
VERSION = b"WARC/1."
SEARCH = 1 << 17
# So many beginnings that turn out to be none are not damage any more: a file of nothing else would be tried for days.
MOST_FALSE_STARTS = 20_000


class Damaged(Exception):  # noqa: N818  (a state of the file, not an error of the program)
    """A record cannot be read to its end."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


class RecordStream(Protocol):
    """Reads one record after the other, from any place at which one begins."""

    def begin(self, place: int) -> bool:
        """Whether a record begins at this place; if so, reading starts there."""

    def read(self, most: int) -> bytes:
        """At most so many bytes of the record; none at its end. Raises Damaged."""

    def give_back(self, data: bytes) -> None:
        """Bytes that were read and are to be read again."""

    def finish(self) -> int:
        """The place behind the record, whose block has been read. Raises Damaged."""

    def find_next(self, place: int) -> int | None:
        """The first place from here on at which a record begins; None where there is none, or too much seems to."""

    def skip_padding(self, place: int) -> int:
        """The place behind blanks between records."""


class PlainRecords:
    """Records one behind the other, with two line ends after each."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._left = b""
        self._false_starts = FalseStarts()

    def begin(self, place: int) -> bool:
        self._file.seek(place)
        self._left = b""
        begins = self._file.read(len(VERSION)) == VERSION
        self._file.seek(place)
        return begins

    def read(self, most: int) -> bytes:
        if self._left:
            piece, self._left = self._left[:most], self._left[most:]
            return piece
        return self._file.read(most)

    def give_back(self, data: bytes) -> None:
        self._left = data + self._left

    def finish(self) -> int:
        end = self._file.tell() - len(self._left)
        self._file.seek(end)
        behind = self._file.read(4)
        if behind.strip(b"\r\n") or (behind and not behind.startswith((b"\r\n", b"\n"))):
            raise Damaged("bad_record", "its Content-Length is wrong: the next record does not follow")
        return end + len(behind)

    def find_next(self, place: int) -> int | None:
        return _find(self._file, place, b"\n" + VERSION, 1, self._false_starts.checked(self.begin))

    def skip_padding(self, place: int) -> int:
        self._file.seek(place)
        data = self._file.read(64)
        return place + len(data) - len(data.lstrip(b"\r\n"))


class GzipRecords:
    """A gzip member for each record."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._inner = zlib.decompressobj(16 + zlib.MAX_WBITS)
        self._waiting = b""
        self._left = b""
        self._false_starts = FalseStarts()

    def begin(self, place: int) -> bool:
        self._file.seek(place)
        self._inner = zlib.decompressobj(16 + zlib.MAX_WBITS)
        self._waiting = self._left = b""
        try:
            # No more than one piece: the name in a gzip header can be as long as the file.
            self._left = self._inner.decompress(self._file.read(PIECE), PIECE)
        except zlib.error:
            return False
        self._waiting = self._inner.unconsumed_tail
        return self._left.startswith(VERSION)

    def read(self, most: int) -> bytes:
        if self._left:
            piece, self._left = self._left[:most], self._left[most:]
            return piece
        return self._piece(most)

    def give_back(self, data: bytes) -> None:
        self._left = data + self._left

    def finish(self) -> int:
        behind = self._left
        while not self._inner.eof and len(behind) <= 4:
            piece = self._piece(PIECE)
            if not piece:
                raise Damaged("truncated", "its gzip member breaks off before its end")
            behind += piece
        if behind.strip(b"\r\n"):
            what = "the file is compressed as a whole" if VERSION in behind[:64] else "its Content-Length is wrong"
            raise Damaged("whole_gzip" if VERSION in behind[:64] else "bad_record", what)
        return self._file.tell() - len(self._inner.unused_data)

    def find_next(self, place: int) -> int | None:
        return _find(self._file, place, GZIP, 0, self._false_starts.checked(self.begin))

    def skip_padding(self, place: int) -> int:
        self._file.seek(place)
        data = self._file.read(64)
        return place + len(data) - len(data.lstrip(b"\0\r\n"))

    def _piece(self, most: int) -> bytes:
        """Unpacked bytes, none at the member's end; a damaged member is Damaged, and so is a file that ends in it."""
        while not self._inner.eof:
            data = self._waiting or self._file.read(PIECE)
            if not data:
                raise Damaged("truncated", "the file ends within it")
            try:
                piece = self._inner.decompress(data, most)
            except zlib.error as error:
                raise Damaged("bad_record", f"its compressed data are damaged: {error}") from error
            self._waiting = self._inner.unconsumed_tail
            if piece:
                return piece
        return b""


def unpacked(file: BinaryIO) -> Iterator[bytes]:
    """What a gzip file holds, in pieces, as far as it is whole."""
    inner, data = zlib.decompressobj(16 + zlib.MAX_WBITS), b""
    while data := data or file.read(PIECE):
        try:
            yield inner.decompress(data, PIECE)
        except zlib.error:
            return
        data = inner.unconsumed_tail
        if inner.eof:
            inner, data = zlib.decompressobj(16 + zlib.MAX_WBITS), inner.unused_data


class FalseStarts:
    """Counts the places of one file that only look like the beginning of a record."""

    def __init__(self) -> None:
        self._count = 0

    def checked(self, begins: Callable[[int], bool]) -> Callable[[int], bool]:
        """The same check, which gives up when it has failed too often. Raises GivenUp."""

        def counting(place: int) -> bool:
            if self._count >= MOST_FALSE_STARTS:
                raise GivenUp
            found = begins(place)
            self._count += not found
            return found

        return counting


class GivenUp(Exception):  # noqa: N818  (how a search ends)
    """The rest of the file is not worth looking through."""


def _find(file: BinaryIO, place: int, mark: bytes, skip: int, begins: Callable[[int], bool]) -> int | None:
    """The first place of a mark, `skip` bytes behind its own beginning, at which a record begins."""
    with suppress(GivenUp):
        while True:
            file.seek(place)
            data = file.read(SEARCH)
            at = data.find(mark)
            while at >= 0:
                if begins(place + at + skip):
                    return place + at + skip
                at = data.find(mark, at + 1)
            if len(data) < SEARCH:
                return None
            place += len(data) - len(mark) + 1
    return None
