"""One request and its answer: no redirects, no second try, limits on everything."""

from __future__ import annotations

import logging
import os
import ssl
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

import certifi
import httpcore

from extractors.fetch.web.addresses import Address
from extractors.fetch.web.decoding import ACCEPTED, decoded
from extractors.fetch.web.errors import FetchError
from extractors.fetch.web.networks import IPNetwork
from extractors.fetch.web.transport import Allowance, GuardedBackend, Resolver, system_resolver

# Its debug log has whole addresses, queries included.
logging.getLogger("httpcore").setLevel(logging.WARNING)

# Headers (at most 100 KiB, the library's cap) and the framing of chunks come on top of the body.
OVERHEAD_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take.

    Attributes:
        bytes: of the body, with its content coding undone.
        seconds: from the look-up of the name to the last byte.
        cut: take the first `bytes` of a larger body instead of turning it down.
    """

    bytes: int
    seconds: float
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: its status, its headers with names in lower case, and its body with the content coding undone.

    The body is empty unless the status is 200 or 203.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes


class Exchange:
    """Asks one address after another; not to be shared between threads."""

    def __init__(
        self, user_agent: str, allowed: Sequence[IPNetwork] = (), resolver: Resolver = system_resolver
    ) -> None:
        self.allowance = Allowance()
        self._user_agent = user_agent
        self._backend = GuardedBackend(self.allowance, allowed, resolver)

    def ask(self, address: Address, headers: Mapping[str, str], limits: Limits) -> Reply:
        """Send a GET request.

        Raises:
            FetchError: there is no whole answer within the limits.
        """
        self.allowance.begin(limits.seconds, 2 * limits.bytes + OVERHEAD_BYTES)
        url = httpcore.URL(
            scheme=address.scheme.encode("ascii"),
            host=address.host.encode("ascii"),
            port=address.port,
            target=address.target.encode("ascii"),
        )
        own = {
            "Host": address.authority,
            "User-Agent": self._user_agent,
            "Accept-Encoding": ACCEPTED,
            "Connection": "close",
        }
        # A connection of its own for each request: nothing that a server sends too much can pass for the next answer.
        with (
            _explained(),
            httpcore.ConnectionPool(
                ssl_context=_ssl_context(), network_backend=self._backend, max_keepalive_connections=0
            ) as pool,
            pool.stream("GET", url, headers=list((own | dict(headers)).items())) as response,
        ):
            found = _headers(response.headers)
            body = _body(response, found, limits) if response.status in {200, 203} else b""
            return Reply(response.status, found, body)


def _body(response: httpcore.Response, headers: Mapping[str, str], limits: Limits) -> bytes:
    length = headers.get("content-length", "")
    if length.isascii() and length.isdigit() and len(length) < 20 and int(length) > limits.bytes and not limits.cut:
        raise FetchError("too_large", f"the document has {int(length):,} bytes; {limits.bytes:,} are allowed")
    coding = headers.get("content-encoding", "")
    return decoded(response.iter_stream(), coding, limits.bytes, cut=limits.cut)


def _headers(raw: Sequence[tuple[bytes, bytes]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in raw:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1").strip()
        found[key] = f"{found[key]}, {text}" if key in found else text
    return found


@contextmanager
def _explained() -> Iterator[None]:
    """The library's errors as the project's; no message of them holds an address."""
    try:
        yield
    except FetchError:
        raise
    except httpcore.TimeoutException as error:
        raise FetchError("timeout", "the server took longer than is allowed for one document") from error
    except httpcore.RemoteProtocolError as error:
        raise _protocol_error(error) from error
    except (httpcore.NetworkError, OSError) as error:
        raise _network_error(error) from error
    except Exception as error:  # what a parser does not expect costs the document, not the night
        raise FetchError("protocol", f"the answer cannot be read: {type(error).__name__}") from error


def _protocol_error(error: httpcore.RemoteProtocolError) -> FetchError:
    said = str(error)
    if "without sending complete message body" in said:
        return FetchError("truncated", "the connection ended before the body did")
    if "disconnected without sending" in said:
        return FetchError("connection", "the server closed the connection without an answer")
    # Behind a colon the library repeats what the server sent, which may repeat what it was asked.
    return FetchError("protocol", f"the answer is not valid HTTP: {said.partition(':')[0][:200]}")


def _network_error(error: BaseException) -> FetchError:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return FetchError("tls", f"the server's certificate is not valid: {cause.verify_message}")
        if isinstance(cause, ssl.SSLError) and not isinstance(cause, ssl.SSLEOFError | ssl.SSLZeroReturnError):
            return FetchError("tls", f"no encrypted connection: {cause.reason or 'unknown fault'}")
        if isinstance(cause, FetchError):
            return cause
        cause = cause.__cause__ or cause.__context__
    return FetchError("connection", f"the connection broke: {str(error)[:200] or type(error).__name__}")


@cache
def _ssl_context() -> ssl.SSLContext:
    if os.environ.get("SSL_CERT_FILE") or os.environ.get("SSL_CERT_DIR"):
        return ssl.create_default_context()
    return ssl.create_default_context(cafile=certifi.where())
