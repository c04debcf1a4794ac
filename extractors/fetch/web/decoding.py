"""Content codings, undone piece by piece under a cap: a bomb costs no more memory than the cap."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import Protocol

import brotli
import zstandard

from extractors.fetch.web.errors import FetchError

ACCEPTED = "gzip, deflate, br, zstd"
PIECE = 1 << 16
# Memory that a zstd stream may ask for; the format's own recommendation for the web.
ZSTD_WINDOW = 1 << 23
GZIP_MAGIC = b"\x1f\x8b"
ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"


class Decoder(Protocol):
    """Undoes one content coding."""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Pieces of at most some 64 KiB each, as they become known."""

    def is_complete(self) -> bool:
        """Whether the stream came to its own end."""


class _Identity:
    def feed(self, data: bytes) -> Iterator[bytes]:
        yield data

    def is_complete(self) -> bool:
        return True


class _Zlib:
    """gzip of one or more members, or deflate with or without its header."""

    def __init__(self, *, is_gzip: bool) -> None:
        self._is_gzip = is_gzip
        self._inner = zlib.decompressobj(16 + zlib.MAX_WBITS) if is_gzip else None
        self._waiting = b""
        self._begun = self._padded = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        self._begun = True
        data, self._waiting = self._waiting + data, b""
        while data and not self._padded:
            if len(data) < 2 and (self._inner is None or self._inner.eof):
                self._waiting = data  # too short to tell what begins here
                return
            inner = self._ready(data)
            if inner is None:
                return
            yield inner.decompress(data, PIECE)
            data = inner.unused_data if inner.eof else inner.unconsumed_tail

    def _ready(self, data: bytes) -> zlib._Decompress | None:
        """What undoes the next bytes; None when they are padding after the end."""
        if self._inner is None:
            # "deflate" means zlib's format, but servers that leave its header out are old and many.
            has_header = data[0] & 0x0F == 8 and (data[0] << 8 | data[1]) % 31 == 0
            self._inner = zlib.decompressobj(zlib.MAX_WBITS if has_header else -zlib.MAX_WBITS)
        elif self._inner.eof:
            self._padded = not (self._is_gzip and data.startswith(GZIP_MAGIC))
            if self._padded:
                return None
            self._inner = zlib.decompressobj(16 + zlib.MAX_WBITS)
        return self._inner

    def is_complete(self) -> bool:
        return not self._begun or (self._inner is not None and self._inner.eof)


class _Brotli:
    def __init__(self) -> None:
        self._inner = brotli.Decompressor()
        self._begun = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        self._begun = True
        if self._inner.is_finished():
            return
        # Its own word that it could take more does not mean that it has given all.
        while part := self._inner.process(data, output_buffer_limit=PIECE):
            yield part
            data = b""

    def is_complete(self) -> bool:
        return not self._begun or bool(self._inner.is_finished())


class _Zstd:
    """Gives all that its input holds at once, so it gets slices too short to hold much.

    A block of at most 128 KiB takes at least four bytes: a slice gives 2 MiB at most.
    """

    SLICE = 64

    def __init__(self) -> None:
        self._inner = self._new()
        self._waiting = b""
        self._begun = self._padded = False

    @staticmethod
    def _new() -> zstandard.ZstdDecompressionObj:
        return zstandard.ZstdDecompressor(max_window_size=ZSTD_WINDOW).decompressobj()

    def feed(self, data: bytes) -> Iterator[bytes]:
        self._begun = True
        data, self._waiting = self._waiting + data, b""
        place = 0
        while place < len(data) and not self._padded:
            if self._inner.eof and not self._next_frame(data[place : place + len(ZSTD_MAGIC)]):
                self._waiting = data[place:]
                return
            piece = data[place : place + self.SLICE]
            yield self._inner.decompress(piece)
            place += len(piece) - len(self._inner.unused_data)

    def _next_frame(self, beginning: bytes) -> bool:
        """Whether another frame begins here; not yet known when these are too few bytes."""
        if beginning == ZSTD_MAGIC:
            self._inner = self._new()
            return True
        self._padded = not ZSTD_MAGIC.startswith(beginning)
        return False

    def is_complete(self) -> bool:
        return not self._begun or self._inner.eof


def decoder_for(coding: str) -> Decoder:
    """The decoder for a Content-Encoding header.

    Raises:
        FetchError: `bad_encoding`: an unknown coding, or several on top of one another.
    """
    names = [name.strip().lower() for name in coding.split(",")]
    names = [name for name in names if name not in {"", "identity"}]
    if not names:
        return _Identity()
    known = {"gzip": "gzip", "x-gzip": "gzip", "deflate": "deflate", "br": "br", "zstd": "zstd"}
    if len(names) > 1 or names[0] not in known:
        raise FetchError("bad_encoding", f"the content coding {coding[:60]!r} is not supported")
    name = known[names[0]]
    if name == "br":
        return _Brotli()
    return _Zstd() if name == "zstd" else _Zlib(is_gzip=name == "gzip")


def decoded(pieces: Iterable[bytes], coding: str, most_bytes: int, *, cut: bool = False) -> bytes:
    """A body with its content coding undone.

    Args:
        pieces: the body as it comes; no more of them are taken than needed.
        coding: the value of the Content-Encoding header.
        most_bytes: size of the largest body.
        cut: return the first `most_bytes` of a larger one.

    Raises:
        FetchError: `too_large`, `bad_encoding` or `truncated`.
    """
    decoder, body = decoder_for(coding), bytearray()
    try:
        for piece in pieces:
            for part in decoder.feed(piece):
                body += part
                if len(body) > most_bytes and cut:
                    return bytes(body[:most_bytes])
                if len(body) > most_bytes:
                    raise FetchError("too_large", f"the document is larger than the {most_bytes:,} bytes allowed")
    except (zlib.error, brotli.error, zstandard.ZstdError) as error:
        raise FetchError("bad_encoding", f"the body is not what its content coding says: {error}") from error
    if not decoder.is_complete():
        raise FetchError("truncated", "the compressed body breaks off before its end")
    return bytes(body)
