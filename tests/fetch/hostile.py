"""Misbehaviours of servers by name: what each does, and as what it may end."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable

import brotli
import zstandard

from tests.fetch.sites import Asked, Route

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
PAGE = b"<html><body><p>The minister arrived on Monday for talks.</p></body></html>"
ZEROS = 200_000_000
BAD: dict[str, tuple[Route, set[str]]] = {}
"""By name: the route, and the reasons that are right for it; `ok` where a document is right."""


def bad(*reasons: str) -> Callable[[Route], Route]:
    def register(route: Route) -> Route:
        BAD[route.__name__] = (route, set(reasons))
        return route

    return register


def says(name: str, answer: bytes, *reasons: str) -> None:
    """A misbehaviour that is a fixed answer, after which the connection is closed."""
    BAD[name] = (lambda asked: asked.send(answer), set(reasons))


def leads(name: str, location: str, *reasons: str) -> None:
    """A misbehaviour that is a redirect."""
    answer = f"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n".encode()
    says(f"redirect_{name}", answer, *reasons)


# -- slow and endless


@bad("timeout")
def never_answers(asked: Asked) -> None:
    asked.site.closing.wait(20)


@bad("timeout")
def slow_headers(asked: Asked) -> None:
    asked.trickle(HEAD + b"X-Long: " + b"x" * 5000)


@bad("timeout")
def slow_body(asked: Asked) -> None:
    asked.send(HEAD + b"\r\n")
    asked.trickle(b"x" * 5000)


@bad("timeout")
def slow_chunks(asked: Asked) -> None:
    asked.send(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
    asked.trickle(b"1\r\nx\r\n" * 1000)


@bad("timeout")
def stops_in_the_middle(asked: Asked) -> None:
    asked.send(HEAD + b"Content-Length: 1000\r\n\r\n<html>")
    asked.site.closing.wait(20)


@bad("too_large")
def endless_body(asked: Asked) -> None:
    asked.send(HEAD + b"\r\n")
    asked.forever(b"x" * 65536)


@bad("too_large")
def endless_chunks(asked: Asked) -> None:
    asked.send(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
    asked.forever(b"10000\r\n" + b"x" * 65536 + b"\r\n")


@bad("too_large", "timeout", "protocol")
def endless_chunk_extensions(asked: Asked) -> None:
    asked.send(HEAD + b"Transfer-Encoding: chunked\r\n\r\n1;")
    asked.forever(b"a=b;" * 10000)


@bad("too_large", "timeout", "protocol")
def endless_trailers(asked: Asked) -> None:
    asked.send(HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n")
    asked.forever(b"X-T: y\r\n" * 1000)


@bad("protocol", "too_large")
def endless_headers(asked: Asked) -> None:
    asked.send(HEAD)
    asked.forever(b"X-H: y\r\n" * 1000)


@bad("too_large", "timeout", "protocol")
def endless_continue(asked: Asked) -> None:
    asked.forever(b"HTTP/1.1 100 Continue\r\n\r\n" * 100)


@bad("too_large", "timeout", "ok")
def one_byte_chunks(asked: Asked) -> None:
    asked.send(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
    asked.forever(b"1\r\nx\r\n" * 5000)


# -- lying

says("huge_header", HEAD + b"X: " + b"x" * 300_000 + b"\r\n\r\n", "protocol", "too_large")
says("many_headers", HEAD + b"X: y\r\n" * 50_000 + b"\r\n", "protocol", "too_large")
says("no_http", b"\x00\x01\x02\x03 hello\r\n\r\n", "protocol")
says("http_0_9", PAGE, "protocol", "connection")
says("not_a_number", b"HTTP/1.1 abc OK\r\n\r\n", "protocol")
says("status_999", b"HTTP/1.1 999 Odd\r\nContent-Length: 0\r\n\r\n", "http_error", "http_busy", "protocol")
says("length_of_a_terabyte", HEAD + b"Content-Length: 1000000000000\r\n\r\nx", "too_large")
says("length_too_long", HEAD + b"Content-Length: 5000\r\n\r\n" + PAGE, "truncated")
says("length_too_short", HEAD + b"Content-Length: 10\r\n\r\n" + PAGE, "ok")
says("two_lengths", HEAD + b"Content-Length: 10\r\nContent-Length: 20\r\n\r\n" + PAGE, "protocol")
says("negative_length", HEAD + b"Content-Length: -5\r\n\r\n" + PAGE, "protocol")
says("length_of_5000_digits", HEAD + b"Content-Length: " + b"9" * 5000 + b"\r\n\r\n" + PAGE, "protocol", "too_large")
says("bad_chunk", HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n", "protocol")
says("huge_chunk", HEAD + b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nabc", "truncated", "protocol")
says("no_last_chunk", HEAD + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n", "truncated")
says("odd_transfer_coding", HEAD + b"Transfer-Encoding: gzip\r\n\r\n" + gzip.compress(PAGE), "protocol")
says("chunked_and_length", HEAD + b"Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n", "ok", "protocol")
says("nul_in_header", HEAD + b"X-A: a\x00b\r\nContent-Length: 0\r\n\r\n", "protocol")
says("header_without_colon", HEAD + b"garbage\r\n\r\n", "protocol")
says("lone_carriage_return", HEAD + b"X-A: a\rSet-B: c\r\nContent-Length: 0\r\n\r\n", "protocol", "ok")
says("closes_at_once", b"", "connection")
says("switches_protocols", b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\nrest", "http_error", "protocol")
says("no_content", b"HTTP/1.1 204 No\r\n\r\n", "http_error")
says("partial_content", b"HTTP/1.1 206 Part\r\nContent-Length: 1\r\n\r\nx", "http_error")
says("not_modified_unasked", b"HTTP/1.1 304 Not\r\n\r\n", "http_error")
says("gone", b"HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n", "http_error")
says("forbidden", b"HTTP/1.1 403 No\r\nContent-Length: 5\r\n\r\nlogin", "http_error")
says("busy_for_ever", b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n", "http_busy")
says("retry_in_30_years", b"HTTP/1.1 429 Slow\r\nRetry-After: 999999999\r\nContent-Length: 0\r\n\r\n", "http_busy")
says("retry_after_rubbish", b"HTTP/1.1 503 X\r\nRetry-After: \xff-1e99\r\nContent-Length: 0\r\n\r\n", "http_busy")


@bad("connection")
def resets_at_once(asked: Asked) -> None:
    asked.reset()


@bad("connection", "truncated")
def resets_in_the_middle(asked: Asked) -> None:
    asked.send(HEAD + b"Content-Length: 100000\r\n\r\n<html>")
    asked.site.closing.wait(0.1)
    asked.reset()


# -- bombs and other content codings


def _deflate_bomb() -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(b"\0" * 1_000_000) for _ in range(ZEROS // 1_000_000)) + packer.flush()


def _coded(coding: str, body: bytes) -> bytes:
    return HEAD + f"Content-Encoding: {coding}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


says("gzip_bomb", _coded("gzip", gzip.compress(b"\0" * ZEROS)), "too_large")
says("deflate_bomb", _coded("deflate", _deflate_bomb()), "too_large")
says("brotli_bomb", _coded("br", brotli.compress(b"\0" * ZEROS, quality=5)), "too_large")
says("zstd_bomb", _coded("zstd", zstandard.ZstdCompressor(level=19).compress(b"\0" * ZEROS)), "too_large")
says("zstd_huge_window", _coded("zstd", b"\x28\xb5\x2f\xfd\x00\xf8" + b"\x01" * 50), "bad_encoding", "truncated")
says("gzip_of_many_members", _coded("gzip", gzip.compress(b"x" * 1000) * 20_000), "too_large")
says("gzip_of_empty_members", _coded("gzip", gzip.compress(b"") * 20_000), "ok")
says("gzip_cut_off", _coded("gzip", gzip.compress(PAGE * 50)[:-20]), "truncated")
says("gzip_bad_checksum", _coded("gzip", gzip.compress(PAGE)[:-8] + b"\0" * 8), "bad_encoding")
says("gzip_that_is_not", _coded("gzip", PAGE), "bad_encoding")
says("brotli_that_is_not", _coded("br", PAGE), "bad_encoding", "truncated")
says("brotli_cut_off", _coded("br", brotli.compress(PAGE * 50)[:-3]), "truncated", "bad_encoding")
says("zstd_that_is_not", _coded("zstd", PAGE), "bad_encoding")
says("zstd_cut_off", _coded("zstd", zstandard.compress(PAGE * 50)[:-3]), "truncated")
says("gzip_in_gzip", _coded("gzip, gzip", gzip.compress(gzip.compress(PAGE))), "bad_encoding")
says("unknown_coding", _coded("evil", PAGE), "bad_encoding")

# -- content types

says("picture", b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG", "ok")
says("charset_zip", b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=zip\r\n\r\n" + PAGE, "ok")

# -- redirects; 127.0.0.1 alone is allowed in the tests

leads("to_itself", "/redirect_to_itself", "redirects")
leads("loopback", "http://127.0.0.2/", "forbidden_address")
leads("localhost_v6", "http://[::1]/", "forbidden_address")
leads("metadata", "http://169.254.169.254/latest/meta-data/", "forbidden_address")
leads("metadata_v6", "http://[fd00:ec2::254]/", "forbidden_address")
leads("metadata_public", "http://168.63.129.16/", "forbidden_address")
leads("private", "http://10.0.0.1/", "forbidden_address")
leads("carrier", "http://100.100.100.200/", "forbidden_address")
leads("any", "http://0.0.0.0/", "forbidden_address")
leads("any_v6", "http://[::]/", "forbidden_address")
leads("mapped", "http://[::ffff:169.254.169.254]/", "forbidden_address")
leads("nat64", "http://[64:ff9b::a9fe:a9fe]/", "forbidden_address")
leads("6to4", "http://[2002:a9fe:a9fe::]/", "forbidden_address")
leads("multicast", "http://224.0.0.1/", "forbidden_address")
leads("decimal", "http://2130706434/", "redirects", "forbidden_address")
leads("octal", "http://0177.0.0.2/", "redirects", "forbidden_address")
leads("hexadecimal", "http://0x7f000002/", "redirects", "forbidden_address")
leads("short", "http://127.2/", "redirects", "forbidden_address")
leads("circled_digits", "http://①②⑦.⓪.⓪.②/", "redirects", "forbidden_address")
leads("file", "file:///etc/passwd", "redirects")
leads("javascript", "javascript:alert(1)", "redirects")
leads("data", "data:text/html,hello", "redirects")
leads("gopher", "gopher://127.0.0.1:25/", "redirects")
leads("credentials", "http://user:secret@127.0.0.1/", "redirects")
leads("mail_port", "http://127.0.0.1:25/", "redirects")
leads("broken", "http://[", "redirects")
leads("bad_port", "http://127.0.0.1:99999/", "redirects")
leads("backslash", "http://127.0.0.2\\@127.0.0.1/", "redirects")
leads("long", "/" + "x" * 10_000, "redirects")
leads("nowhere", "", "redirects")
says("redirect_without_location", b"HTTP/1.1 301 Moved\r\nContent-Length: 0\r\n\r\n", "redirects")


@bad("redirects")
def redirect_for_ever(asked: Asked) -> None:
    asked.answer(302, Location=f"/redirect_for_ever?{len(asked.site.asked)}")
