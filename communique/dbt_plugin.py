"""The functions on names and posts that dbt's models call, registered on its connection (dbt/profiles.yml)."""

from __future__ import annotations

from typing import Any

import duckdb
from dbt.adapters.duckdb.plugins import BasePlugin

from extractors.matching import match_names, parse_name
from extractors.matching.posts import post_code
from extractors.matching.relations import name_relation
from extractors.matching.sounds import block
from extractors.matching.words import name_words

_FORM = "STRUCT(words VARCHAR[], blocks VARCHAR[], is_latin BOOLEAN)"


class Plugin(BasePlugin):
    """Adds `name_form`, `name_relation`, `name_score` and `post_code` to SQL."""

    def configure_connection(self, conn: duckdb.DuckDBPyConnection) -> None:
        """Registers the functions. Null gives null; what is not known is an empty text, for they may give no null."""
        functions: list[tuple[str, Any, list[str], str]] = [
            ("name_form", name_form, ["VARCHAR"], _FORM),
            ("name_relation", lambda left, right: name_relation(left, right) or "", ["VARCHAR", "VARCHAR"], "VARCHAR"),
            ("name_score", lambda left, right: match_names(left, right).score, ["VARCHAR", "VARCHAR"], "DOUBLE"),
            ("post_code", lambda title, body: post_code(title, body) or "", ["VARCHAR", "VARCHAR"], "VARCHAR"),
        ]
        for name, function, parameters, returned in functions:
            types: list[Any] = [duckdb.sqltype(parameter) for parameter in parameters]
            conn.create_function(name, function, types, duckdb.sqltype(returned))


def name_form(name: str) -> dict[str, Any]:
    """The words of a person's name without titles and particles, and what to look for like names under."""
    form = parse_name(name)
    words = [word.text for word in form.words]
    variants = name_words().variants
    looked_for = {name for word in words if len(word) > 1 for name in variants.get(word, {word})}
    return {
        "words": words,
        "blocks": sorted({block(word) for word in looked_for}),
        "is_latin": not any(word.is_bare or word.is_syllabic for word in form.words),
    }
