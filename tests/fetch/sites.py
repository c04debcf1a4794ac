"""Servers on loopback for tests: routes are functions that write to the socket whatever they like."""

from __future__ import annotations

import socket
import socketserver
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

Route = Callable[["Asked"], None]


@dataclass(slots=True)
class Asked:
    """One request and the socket that it came over."""

    site: Site
    connection: socket.socket
    path: str
    headers: dict[str, str]
    at: float

    def send(self, data: bytes) -> None:
        self.connection.sendall(data)

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        """A well-formed answer; `_` in names of headers stands for `-`."""
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        lines = [f"HTTP/1.1 {status} X", *(f"{name}: {value}" for name, value in given.items())]
        if "Content-Length" not in given and status not in {204, 304}:
            lines.append(f"Content-Length: {len(body)}")
        self.send("\r\n".join([*lines, "", ""]).encode("latin-1") + body)

    def reset(self) -> None:
        """Close with a reset instead of an orderly end."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def trickle(self, data: bytes, pause: float = 0.05) -> None:
        """Send byte by byte, until the site is closed."""
        for byte in data:
            self.send(bytes([byte]))
            if self.site.closing.wait(pause):
                return

    def forever(self, data: bytes) -> None:
        """Send the same again and again, until the other side goes away."""
        while not self.site.closing.is_set():
            self.send(data)


@dataclass
class Site:
    """A server and what it was asked.

    Attributes:
        routes: by path with the query, or by path.
        asked: all requests in their order.
        most_at_once: the greatest number of connections that were open at one time.
    """

    address: str = "127.0.0.1"
    routes: dict[str, Route] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)
    most_at_once: int = 0
    port: int = 0
    _open: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def url(self, path: str) -> str:
        return f"http://{self.address}:{self.port}{path}"

    def paths(self) -> list[str]:
        """What was asked for, without robots.txt."""
        return [asked.path for asked in self.asked if asked.path != "/robots.txt"]

    def page(
        self, path: str, body: bytes | str, content_type: str = "text/html; charset=utf-8", **headers: str
    ) -> None:
        """Serve a document, with an ETag of its content and 304 for those who have it."""
        data = body.encode() if isinstance(body, str) else body
        tag = f'"{hash(data) & 0xFFFFFFFF:x}"'

        def route(asked: Asked) -> None:
            if asked.headers.get("if-none-match") == tag:
                asked.answer(304, ETag=tag)
            else:
                asked.answer(200, data, **{"Content-Type": content_type, "ETag": tag, **headers})

        self.routes[path] = route

    def handle(self, connection: socket.socket) -> None:
        with self._lock:
            self._open += 1
            self.most_at_once = max(self.most_at_once, self._open)
        try:
            asked = self._request(connection)
            if asked is not None:
                self.asked.append(asked)
                route = self.routes.get(asked.path) or self.routes.get(asked.path.partition("?")[0]) or _not_found
                route(asked)
        finally:
            with self._lock:
                self._open -= 1

    def _request(self, connection: socket.socket) -> Asked | None:
        data = b""
        while b"\r\n\r\n" not in data:
            piece = connection.recv(65536)
            if not piece:
                return None
            data += piece
        first, *rest = data.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in rest)}
        return Asked(self, connection, first.split(" ")[1], headers, time.monotonic())


def _not_found(asked: Asked) -> None:
    asked.answer(404)


@contextmanager
def running(address: str = "127.0.0.1") -> Iterator[Site]:
    """A site that answers until the end of the block."""
    site = Site(address)

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with suppress(OSError):  # clients that hang up are what is tested
                site.handle(self.request)

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = True
        block_on_close = False

        def handle_error(self, request: Any, client_address: Any) -> None:
            pass

    with Server((address, 0), Handler) as server:
        site.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield site
        finally:
            site.closing.set()
            server.shutdown()
            thread.join()
