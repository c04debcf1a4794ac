"""What SQL asks of names: many at once, for each call from SQL costs more than most answers."""

from __future__ import annotations

import json
from functools import lru_cache

from extractors.matching.forms import parse_name
from extractors.matching.relations import name_relation
from extractors.matching.sounds import block, sound, sounds
from extractors.matching.words import name_words

_LETTERS = {"same": "s", "left_part": "l", "right_part": "r", "slip": "i", None: "-"}


def related_letters(names: list[str]) -> str:
    """How the first name stands to each of the others, a letter for each (int_name_relations.sql reads them)."""
    left, *rights = names
    return "".join(_LETTERS[name_relation(left, right)] for right in rights)


@lru_cache(maxsize=200_000)
def word_marks(word: str) -> tuple[str, ...]:
    """What a word of a name in Latin letters has in common with every word that `name_relation` takes for it.

    Initials have none: they stand for too much.
    """
    if len(word) == 1:
        return ()
    variants = (f"form {name}" for name in name_words().variants.get(word, ()))
    return tuple(sorted({sound(word), *(f"read {reading}" for reading in sounds(word)), *variants}))


def name_form(name: str) -> str:
    """The words of a person's name without titles and particles, and what to look for like names under.

    SQL gets it as JSON: DuckDB takes ten times as long to read a dict with lists from Python.
    """
    form = parse_name(name)
    words = [word.text for word in form.words]
    variants = name_words().variants
    looked_for = {name for word in words if len(word) > 1 for name in variants.get(word, {word})}
    found = {
        "words": words,
        "blocks": sorted({block(word) for word in looked_for}),
        "is_latin": not any(word.is_bare or word.is_syllabic for word in form.words),
        "marks": [list(word_marks(word)) for word in sorted(set(words))],
    }
    return json.dumps(found)
