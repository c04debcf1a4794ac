"""What a site's robots.txt allows, read as RFC 9309 has it."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from protego import Protego

PRODUCT = "Communique"
LARGEST = 500 * 1024
LONGEST_DELAY = 120.0
MOST_LINES = 20_000
LONGEST_LINE = 2_000
AGENT_LINE = re.compile(r"\s*user[- ]?agent\b[\s:]*(.*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one site for this crawler; `parser` None allows everything.

    Attributes:
        parser: the parsed file.
        delay: seconds to leave between requests, at most `LONGEST_DELAY`.
    """

    parser: Protego | None = None
    delay: float = 0.0

    def allows(self, url: str) -> bool:
        """Whether an address may be fetched."""
        return self.parser is None or bool(self.parser.can_fetch(url, PRODUCT))


def parse_robots(body: bytes) -> Rules:
    """The rules in a robots.txt; what cannot be read in it allows what it would have said."""
    text = body[:LARGEST].decode(_encoding(body), "replace").lstrip("\ufeff").replace("\r", "\n")
    lines = [_relevant(line[:LONGEST_LINE]) for line in text.split("\n")[:MOST_LINES]]
    parser = Protego.parse("\n".join(lines))
    rate = parser.request_rate(PRODUCT)
    delays = [parser.crawl_delay(PRODUCT) or 0.0, rate.seconds / rate.requests if rate else 0.0]
    return Rules(parser, min(max(delays), LONGEST_DELAY))


def _encoding(body: bytes) -> str:
    """UTF-8, as the standard has it, or what the byte order mark of another says."""
    return "utf-16" if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8"


def _relevant(line: str) -> str:
    """A line, with every crawler that is not this one called the same.

    The parser keeps all rules for each crawler named: thousands of names over thousands of rules would be millions.
    """
    named = AGENT_LINE.fullmatch(line)
    if not named:
        return line
    agent = named.group(1).partition("#")[0].strip().lower()
    return line if agent == "*" or agent.replace("*", "") in PRODUCT.lower() else "User-agent: somebody-else"
