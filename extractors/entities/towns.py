"""Towns of the world with the countries that they lie in: a gate for words behind "in" and "to", not a word list."""

from __future__ import annotations

import gzip
from functools import cache

from extractors.entities.document import Document
from extractors.entities.name_parts import name_parts
from extractors.errors import PermanentError
from extractors.settings import load_settings

MAX_WORDS = 3


@cache
def towns() -> dict[str, tuple[str, ...]]:
    """Country codes of towns by their folded names, words parted by a space (GeoNames, CC BY 4.0).

    Several codes where towns of about one size share a name.

    Raises:
        PermanentError: the seed is missing or damaged.
    """
    path = load_settings().seeds_dir / "towns.txt.gz"
    try:
        lines = gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()
        if not lines:
            raise ValueError("it is empty")
        return {name: tuple(codes.split()) for name, codes in (line.split("\t") for line in lines)}
    except (OSError, EOFError, ValueError) as error:
        raise PermanentError(f"{path} cannot be read ({error!r}); restore it from the repository.") from error


def town_at(doc: Document, at: int, end: int) -> tuple[int, str] | None:
    """The longest town's name that begins at a token, with the token after it and its country; None for none.

    Of namesakes in several countries the one in a country that the article names; a town whose name is a person's
    too counts only where the article names its country.
    """
    for last, name in reversed(_spellings(doc, at, end)):
        codes = towns().get(name)
        if codes is None:
            continue
        named = [code for code in codes if doc.country_counts()[code]]
        if len(named) == 1:
            return last, named[0]
        if len(codes) == 1 and not any(word in name_parts() for word in name.split()):
            return last, codes[0]
    return None


def _spellings(doc: Document, at: int, end: int) -> list[tuple[int, str]]:
    """Names of one to three words that begin at a token, folded, each with the token after it."""
    words: list[str] = []
    found: list[tuple[int, str]] = []
    while at < end and len(words) < MAX_WORDS:
        token = doc.tokens[at]
        if token.is_word:
            words.append(token.fold)
            if token.is_capital:
                found.append((at + 1, " ".join(words)))
        elif token.text not in {"-", "'", "’"}:
            break
        at += 1
        if at < end and doc.tokens[at].line_before:
            break
    return found
