"""What a page says of itself besides its text: who wrote it, and under which address it wants to be known."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from extractors.text.cleaning import clean_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LONGEST_ADDRESS = 2000
LONGEST_AUTHOR = 120
MOST_AUTHORS = 20
CANONICAL = "//link[contains(concat(' ', translate(@rel, 'CANOIL', 'canoil'), ' '), ' canonical ')]/@href"
OPEN_GRAPH = "//meta[@property='og:url']/@content"


def authors(named: str | None) -> tuple[str, ...]:
    """The authors that were found, each once, without addresses and profiles."""
    cleaned = (clean_line(name) for name in (named or "").split(";"))
    good = (name for name in cleaned if name and len(name) <= LONGEST_AUTHOR and "://" not in name and "@" not in name)
    return tuple(dict.fromkeys(good))[:MOST_AUTHORS]


def canonical_address(tree: HtmlElement, url: str | None) -> str | None:
    """The address that a page declares as its own, http or https; None where it declares none that is usable.

    Args:
        tree: the page.
        url: the address that it was fetched from; a relative declaration is read against it.
    """
    for value in [*tree.xpath(CANONICAL), *tree.xpath(OPEN_GRAPH)]:
        if address := web_address(str(value), url):
            return address
    return None


def web_address(value: str, base: str | None = None) -> str | None:
    """An absolute http or https address with a host, in one line and without credentials; None for anything else."""
    try:
        address = urljoin(base or "", (clean_line(value) or "").replace(" ", "%20"))
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host or "." not in host or "@" in parts.netloc:
        return None
    return address if len(address) <= LONGEST_ADDRESS else None
