"""What a post is, in codes that are the same in every language: `minister:defence`, `ambassador:`."""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache

from anyascii import anyascii

from extractors.settings import load_settings

_FILE = "post_words.csv"
_SHORT = 5
_WITH_DEPUTIES = ("minister", "speaker", "governor", "chief_of_staff", "commander", "chair", "director")
_SPACES = re.compile(r"[\s,;()/]+")


@lru_cache(maxsize=100_000)
def post_code(title: str, organization: str = "") -> str | None:
    """The code of a post: its level, and its field if it has one.

    Args:
        title: as an article has it, in any of the languages.
        organization: the body, where the article names it apart.

    Returns:
        `level:field`; `former` for a post that is no longer held; None for one that the table does not know.
    """
    words, whole = _folded(title), _folded(f"{title} {organization}")
    if _first("former", words):
        return "former"
    level = _first("level", words)
    field = _first("field", whole) or ""
    if level in _WITH_DEPUTIES and _first("deputy", words):
        level = f"deputy_{level}"
    return f"{level}:{field}" if level else None


def _folded(text: str) -> str:
    return f" {_SPACES.sub(' ', anyascii(text).lower()).strip()} "


def _first(kind: str, text: str) -> str | None:
    return next((code for code, pattern in _patterns()[kind] if pattern.search(text)), None)


@cache
def _patterns() -> dict[str, list[tuple[str, re.Pattern[str]]]]:
    found: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    with (load_settings().seeds_dir / _FILE).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            words = [_pattern(word) for word in row["words"].split("|")]
            found.setdefault(row["kind"], []).append((row["code"], re.compile("|".join(words))))
    return found


def _pattern(word: str) -> str:
    """Long words may stand within a compound (Verteidigungsminister); short ones begin a word."""
    return re.escape(word) if len(word) > _SHORT and " " not in word else rf"\b{re.escape(word)}"
