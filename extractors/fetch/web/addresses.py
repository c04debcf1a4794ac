"""Addresses of the web: read strictly, so that what is checked is what is asked for."""

from __future__ import annotations

import re
import string
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import quote, urljoin, urlsplit

import idna

LONGEST = 4000
PORTS = {"http": 80, "https": 443}
# Below 1024 live the protocols that a forged request could be smuggled to: mail, remote shells, printers.
FIRST_FREE_PORT = 1024
HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]{0,252}[a-z0-9_])?\.?")
NUMERIC_LABEL = re.compile(r"[0-9]+|0x[0-9a-f]*")
# Everything that may stand in a path or query as it is; the rest is percent-encoded.
KEPT = string.ascii_letters + string.digits + "-._~:/?[]@!$&'()*+,;=%"
# Only names that can mean nothing else: `code` or `key` may well be what tells two articles apart.
SECRET = re.compile(
    r"(?:\w+[_-])?(?:token|signature|secret|password|passwd|jwt|credentials?|session_?id)|sig|auth|api_?key|phpsessid|"
    r"(?:x-amz|x-goog)-.*",
    re.IGNORECASE,
)
TRACKING = re.compile(r"utm_\w+|at_\w+|fbclid|gclid|mc_[ce]id|yclid|igshid|ocid|cmpid|xtor|icid", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Address:
    """An address that may be asked for, taken apart.

    Attributes:
        scheme: `http` or `https`.
        host: a name in ASCII and lower case, or an IP address without brackets.
        port: the port to connect to.
        target: path and query, percent-encoded, as they go into the request.
    """

    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> str:
        """Scheme, host and port as text; the port only where it is not the scheme's own."""
        return f"{self.scheme}://{self.authority}"

    @property
    def authority(self) -> str:
        """Host and port, as for a Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    def __str__(self) -> str:
        return self.origin + self.target


def check_address(url: str, base: str | None = None) -> Address:
    """An address, taken apart, if it may be asked for as far as its text shows.

    Args:
        url: absolute, or relative when there is a base.
        base: the address of the document in which it stands.

    Raises:
        ValueError: another scheme than http and https, a name and password, an odd port, or no valid address; the
            message does not repeat it.
    """
    url = url.strip(" \t\r\n\f")
    if len(url) > LONGEST:
        raise ValueError(f"the address is longer than {LONGEST:,} characters")
    # Parsers disagree on these characters, and disagreement is how a check is got round.
    if any(character < " " or character in "\\\x7f" or "\ud800" <= character <= "\udfff" for character in url):
        raise ValueError("there are control characters, backslashes or halves of characters in the address")
    parts = urlsplit(urljoin(base, url) if base else url)
    if parts.scheme not in PORTS:
        raise ValueError(f"only http and https are fetched, not {parts.scheme[:20] or 'an address without a scheme'!r}")
    if "@" in parts.netloc:
        raise ValueError("there is a user name or password in the address")
    host = _host(parts.hostname or "", bracketed="[" in parts.netloc)
    port = parts.port or PORTS[parts.scheme]
    if port < FIRST_FREE_PORT and port not in PORTS.values():
        raise ValueError(f"port {port} is not one of the web")
    target = _encoded((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
    if len(target) > LONGEST:
        raise ValueError(f"the address is longer than {LONGEST:,} characters when it is encoded")
    return Address(parts.scheme, host, port, target)


def identity(address: Address) -> str:
    """The address under which an article is known: without what only tells who followed the link, and how."""
    path, mark, query = address.target.partition("?")
    kept = [piece for piece in query.split("&") if piece and not _is_passing(piece)] if mark else []
    return address.origin + path + ("?" + "&".join(kept) if kept else "")


def shown(url: str) -> str:
    """An address for logs and messages: without name, password, query, and what stands behind a `;` (session ids)."""
    try:
        parts = urlsplit(url)
        netloc = parts.netloc.rpartition("@")[2]
        path, mark, _ = parts.path.partition(";")
        text = (
            f"{parts.scheme}://{netloc}{path}{mark and ';…'}"
            if parts.scheme in PORTS
            else f"{parts.scheme or 'no'}: address"
        )
        return (text + ("?…" if parts.query else ""))[:300]
    except ValueError:
        return "an address that cannot be read"


def _is_passing(piece: str) -> bool:
    name = piece.partition("=")[0]
    return bool(TRACKING.fullmatch(name) or SECRET.fullmatch(name))


def _encoded(target: str) -> str:
    if not target.startswith("/"):
        target = "/" + target
    return quote(target, safe=KEPT)


def _host(host: str, *, bracketed: bool) -> str:
    if bracketed:
        try:
            return str(IPv6Address(host.partition("%")[0])) if "%" not in host else _refuse_host()
        except AddressValueError as error:
            raise ValueError("the host is not a valid IPv6 address") from error
    if not host.isascii():
        host = _ascii(host)
    host = host.lower()
    if not HOST.fullmatch(host) or ".." in host:
        return _refuse_host()
    if NUMERIC_LABEL.fullmatch(host.rstrip(".").rpartition(".")[2]):
        try:
            return str(IPv4Address(host.rstrip(".")))
        except AddressValueError as error:
            # 2130706433, 0177.1 and 127.1 are 127.0.0.1 to some resolvers and names to others.
            raise ValueError("the host is a number but not a plain IPv4 address") from error
    return host.rstrip(".")


def _ascii(host: str) -> str:
    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError) as error:
        raise ValueError("the host is not a valid name") from error


def _refuse_host() -> str:
    raise ValueError("the host is not a valid name")
