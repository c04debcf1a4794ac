"""The functions on names and posts that dbt's models call, registered on its connection (dbt/profiles.yml)."""

from __future__ import annotations

import hashlib
import json
import sys
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import duckdb
from dbt.adapters.duckdb.plugins import BasePlugin

import extractors.matching
from extractors.matching import match_names, parse_name
from extractors.matching.posts import post_code
from extractors.matching.relations import name_relation
from extractors.matching.sounds import block, sound, sounds
from extractors.matching.words import name_words

_MATCHING = Path(extractors.matching.__file__).parent
# Read by the functions in Python, not by dbt.
_WORDS = ("name_words.csv", "post_words.csv")
_LETTERS = {"same": "s", "left_part": "l", "right_part": "r", "slip": "i", None: "-"}


class Plugin(BasePlugin):
    """Adds `name_form`, `name_relations`, `name_score` and `post_code` to SQL."""

    def configure_connection(self, conn: duckdb.DuckDBPyConnection) -> None:
        """Registers the functions. Null gives null; what is not known is an empty text, for they may give no null."""
        functions: list[tuple[str, Any, list[str], str]] = [
            ("name_form", lambda name: json.dumps(name_form(name)), ["VARCHAR"], "VARCHAR"),
            ("name_relations", name_relations, ["VARCHAR", "VARCHAR[]"], "VARCHAR"),
            ("name_score", lambda left, right: match_names(left, right).score, ["VARCHAR", "VARCHAR"], "DOUBLE"),
            ("project_print", project_print, ["VARCHAR"], "VARCHAR"),
            ("post_code", lambda title, body: post_code(title, body) or "", ["VARCHAR", "VARCHAR"], "VARCHAR"),
        ]
        for name, function, parameters, returned in functions:
            types: list[Any] = [duckdb.sqltype(parameter) for parameter in parameters]
            conn.create_function(name, function, types, duckdb.sqltype(returned))
        # DuckDB looks for pandas at the first call of a function in Python: seconds, for nothing that is used here.
        sys.modules.setdefault("pandas", None)  # type: ignore[arg-type]  # how Python marks a module as not there


def name_relations(left: str, rights: list[str]) -> str:
    """How a name stands to each of others, a letter for each (int_name_relations.sql reads them).

    Many at once, for a call from SQL costs more than most comparisons.
    """
    return "".join(_LETTERS[name_relation(left, right)] for right in rights)


def project_print(part: str) -> str:
    """A hash of what tables are made by, to see that it has changed.

    Args:
        part: `rules`, the models with the functions that they call; or `seeds`, the tables under `seeds/`. The current
            folder is the dbt project's, as dbt sees to.
    """
    project = Path.cwd()
    words = [project.parent / "seeds" / name for name in _WORDS]
    if part == "rules":
        files = [
            Path(__file__),
            project / "dbt_project.yml",
            *_files(project / "models", project / "macros", _MATCHING),
            *words,
        ]
        versions = [f"{name} {version(name)}" for name in ("duckdb", "dbt-duckdb", "rapidfuzz", "anyascii")]
    else:
        files = [path for path in _files(project.parent / "seeds", depth="*.csv") if path not in words]
        versions = []
    found = hashlib.sha256("\n".join(versions).encode())
    for path in files:
        found.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()


def _files(*folders: Path, depth: str = "**/*.*") -> list[Path]:
    return sorted(path for folder in folders for path in folder.glob(depth) if "__pycache__" not in path.parts)


@lru_cache(maxsize=200_000)
def word_marks(word: str) -> tuple[str, ...]:
    """What a word of a name in Latin letters has in common with every word that `name_relation` takes for it.

    Initials have none: they stand for too much.
    """
    if len(word) == 1:
        return ()
    variants = (f"form {name}" for name in name_words().variants.get(word, ()))
    return tuple(sorted({sound(word), *(f"read {reading}" for reading in sounds(word)), *variants}))


def name_form(name: str) -> dict[str, Any]:
    """The words of a person's name without titles and particles, and what to look for like names under.

    SQL gets it as JSON: DuckDB takes ten times as long to read a dict with lists from Python.
    """
    form = parse_name(name)
    words = [word.text for word in form.words]
    variants = name_words().variants
    looked_for = {name for word in words if len(word) > 1 for name in variants.get(word, {word})}
    return {
        "words": words,
        "blocks": sorted({block(word) for word in looked_for}),
        "is_latin": not any(word.is_bare or word.is_syllabic for word in form.words),
        "marks": [list(word_marks(word)) for word in sorted(set(words))],
    }
