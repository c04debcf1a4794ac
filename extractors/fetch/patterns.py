"""Patterns of addresses: `*` stands for any characters, all else for itself.

Regular expressions can be written so that matching takes for ever; these are matched in one pass over the address.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

LONGEST = 500


def check_pattern(pattern: str) -> str:
    """The pattern itself.

    Raises:
        ValueError: it can match no address; the message says what to write.
    """
    if not pattern or len(pattern) > LONGEST:
        raise ValueError(f"a pattern has 1 to {LONGEST} characters")
    if not pattern.startswith(("/", "*", "http://", "https://")):
        raise ValueError(f"{pattern!r} must begin with / (path), http:// or https:// (whole address), or *")
    return pattern


def is_wanted(address: str, include: Sequence[str], exclude: Sequence[str]) -> bool:
    """Whether an address (or path, with `/` first) fits one of `include`, or that is empty, and none of `exclude`."""
    if include and not any(fits(address, pattern) for pattern in include):
        return False
    return not any(fits(address, pattern) for pattern in exclude)


def fits(address: str, pattern: str) -> bool:
    """Whether the whole address fits a pattern; for a pattern that begins with `/`, its path with the query."""
    if not pattern.startswith("/") or address.startswith("/"):
        return _fits(address, pattern)
    parts = urlsplit(address)
    path = parts.path or "/"
    return _fits(f"{path}?{parts.query}" if parts.query else path, pattern)


def _fits(text: str, pattern: str) -> bool:
    first, *rest = pattern.split("*")
    if not rest:
        return text == first
    *middle, last = rest
    if len(text) < len(first) + len(last) or not text.startswith(first) or not text.endswith(last):
        return False
    # The leftmost place of each piece leaves the most room for those after it, so no other needs to be tried.
    place, end = len(first), len(text) - len(last)
    for piece in middle:
        found = text.find(piece, place, end)
        if found < 0:
            return False
        place = found + len(piece)
    return True
