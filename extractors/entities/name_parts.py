"""Parts of names of the world: a gate for words that may be a name, not a list of people."""

from __future__ import annotations

import gzip
import re
from functools import cache

from extractors.entities.document import Document
from extractors.entities.fold import fold
from extractors.entities.office_table import office_rows, office_table
from extractors.errors import PermanentError
from extractors.languages import load_language, supported
from extractors.settings import load_settings

# A Vietnamese syllable without tone marks: onset, vowels, coda.
_VIETNAMESE = re.compile(r"(?:ngh|ng|nh|th|tr|ph|kh|gh|ch|gi|qu|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?")


@cache
def name_parts() -> frozenset[str]:
    """Folded given and family names of the world (Wikidata, CC0), a gate for bare names, not a list of people."""
    path = load_settings().seeds_dir / "name_parts.txt.gz"
    try:
        return frozenset(gzip.decompress(path.read_bytes()).decode("ascii").split())
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise PermanentError(f"{path} cannot be read ({error!r}); restore it from the repository.") from error


def known_share(words: tuple[str, ...]) -> float:
    """The share of a name's words that are known name parts, 0 to 1."""
    return sum(word in name_parts() for word in words) / len(words) if words else 0.0


def is_vietnamese(words: tuple[str, ...]) -> bool:
    """Whether every word of a name is a Vietnamese syllable, the first of them a Vietnamese family name."""
    return 2 <= len(words) <= 4 and words[0] in families("vi") and all(_VIETNAMESE.fullmatch(w) for w in words)


@cache
def families(iso: str) -> frozenset[str]:
    """Folded family names that a language file lists; none where the language has no file."""
    if iso not in supported():
        return frozenset()
    return frozenset(fold(family) for family in load_language(iso).names.families)


@cache
def known_names() -> frozenset[tuple[str, ...]]:
    """Full names of two words from `seeds/office_holders.csv`, folded, whatever a country is called.

    A gate as well: it makes no person of words that do not look like a name.
    """
    names = [tuple(fold(row["name"]).split()) for row in office_rows(office_table())]
    return frozenset(name for name in names if len(name) == 2)


def is_country_without_of(doc: Document, at: int) -> bool:
    """ "le président Hollande": a country's name where a country would need an "of" behind a post."""
    return doc.language.places_need_of and doc.has(at, "country") and not doc.has(at, "demonym")
