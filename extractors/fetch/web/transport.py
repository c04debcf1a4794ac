"""Connections to vetted addresses only, with a deadline and a cap on bytes for everything that comes over them.

The HTTP library's own timeouts are for one read; a server that sends a byte every few seconds never exceeds them.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any

import httpcore

from extractors.fetch.web.errors import FetchError
from extractors.fetch.web.networks import IPNetwork, is_allowed

Resolver = Callable[[str, int], list[str]]
"""Host and port to IP addresses, in the order in which to try them; raises OSError where there are none."""

CONNECT_SECONDS = 10.0
TRIED_ADDRESSES = 4


def system_resolver(host: str, port: int) -> list[str]:
    """What the machine's own resolver says."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(slots=True)
class Allowance:
    """What one exchange with a server may still take; shared by client and connection, for one exchange at a time."""

    deadline: float = 0.0
    bytes_left: int = 0
    received: int = 0

    def begin(self, seconds: float, most_bytes: int) -> None:
        """Start the clock for an exchange."""
        self.deadline = time.monotonic() + seconds
        self.bytes_left = most_bytes

    def seconds(self, most: float = float("inf")) -> float:
        """Seconds left, at most so many.

        Raises:
            FetchError: `timeout`: there are none.
        """
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise FetchError("timeout", "the server took longer than is allowed for one document")
        return min(left, most)

    def take(self, count: int) -> None:
        """Count bytes that came over the wire.

        Raises:
            FetchError: `too_large`: more than are allowed.
        """
        self.received += count
        self.bytes_left -= count
        if self.bytes_left < 0:
            raise FetchError("too_large", "the server sent more bytes than are allowed for one document")


class GuardedStream(httpcore.NetworkStream):
    """A connection on which every read and write counts against the allowance."""

    def __init__(self, connection: socket.socket, allowance: Allowance) -> None:
        self._connection = connection
        self._allowance = allowance

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Up to so many bytes, within what is left of the time."""
        with self._within(self._allowance.seconds(), httpcore.ReadError):
            data = self._connection.recv(max_bytes)
        self._allowance.take(len(data))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """All the bytes, within what is left of the time."""
        with self._within(self._allowance.seconds(), httpcore.WriteError):
            self._connection.sendall(buffer)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The same connection, encrypted; the certificate is checked for the name, not for the vetted address."""
        with self._within(self._allowance.seconds(CONNECT_SECONDS), httpcore.ConnectError):
            secure = ssl_context.wrap_socket(self._connection, server_hostname=server_hostname)
        return GuardedStream(secure, self._allowance)

    def get_extra_info(self, info: str) -> Any:
        """The encrypted socket, which is all that the library asks for here."""
        return self._connection if info == "ssl_object" and isinstance(self._connection, ssl.SSLSocket) else None

    @contextmanager
    def _within(self, seconds: float, fault: type[Exception]) -> Iterator[None]:
        self._connection.settimeout(seconds)
        try:
            yield
        except TimeoutError as error:
            raise FetchError("timeout", "the server took longer than is allowed for one document") from error
        except OSError as error:
            raise fault(_said(error)) from error


class GuardedBackend(httpcore.NetworkBackend):
    """Resolves a host once, vets what comes back, and connects to exactly that."""

    def __init__(
        self, allowance: Allowance, allowed: Sequence[IPNetwork] = (), resolver: Resolver = system_resolver
    ) -> None:
        self._allowance = allowance
        self._allowed = allowed
        self._resolver = resolver

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to a vetted address of the host.

        Raises:
            FetchError: `forbidden_address`, `connection` or `timeout`.
        """
        addresses = self._vetted(self._resolve(host, port))
        error: OSError | None = None
        for address in addresses[:TRIED_ADDRESSES]:
            try:
                return GuardedStream(self._connect(address, port), self._allowance)
            except OSError as caught:
                error = caught
        raise FetchError("connection", f"no connection to the server: {_said(error)}") from error

    def _resolve(self, host: str, port: int) -> list[str]:
        # The system's resolver cannot be told to hurry; a thread that still waits for it is left behind.
        answer: SimpleQueue[list[str] | Exception] = SimpleQueue()

        def look_up() -> None:
            try:
                answer.put(self._resolver(host, port))
            except Exception as error:  # noqa: BLE001  (handed to the caller)
                answer.put(error)

        threading.Thread(target=look_up, daemon=True, name="resolver").start()
        try:
            found = answer.get(timeout=self._allowance.seconds(CONNECT_SECONDS))
        except Empty as error:
            raise FetchError("timeout", "the host name was not resolved in time") from error
        if isinstance(found, Exception) or not found:
            said = _said(found) if isinstance(found, Exception) else "no address"
            raise FetchError("connection", f"the host name cannot be resolved: {said}")
        return found

    def _vetted(self, addresses: list[str]) -> list[str]:
        for address in addresses:
            if not is_allowed(address, self._allowed):
                detail = (
                    f"the host has the address {address}, which is not public; COMMUNIQUE_ALLOW_ADDRESSES can allow it"
                )
                raise FetchError("forbidden_address", detail)
        return addresses

    def _connect(self, address: str, port: int) -> socket.socket:
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        connection = socket.socket(family, socket.SOCK_STREAM)
        try:
            connection.settimeout(self._allowance.seconds(CONNECT_SECONDS))
            # A number, so that nothing is resolved a second time.
            connection.connect((address, port))
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._vetted([connection.getpeername()[0]])
        except BaseException:
            connection.close()
            raise
        return connection


def _said(error: BaseException | None) -> str:
    return str(getattr(error, "strerror", None) or error or "unknown fault")[:200]
