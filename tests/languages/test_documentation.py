"""The how-to names every key of a language file, where it belongs, and no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel

from extractors.languages.schema import LanguageFile, Strict
from extractors.settings import PROJECT_ROOT

HOW_TO = (PROJECT_ROOT / "docs" / "adding_a_language.md").read_text("utf-8")
SECTION = re.compile(r"^### (?:`(\w+)`|.*)", re.MULTILINE)
ROW = re.compile(r"^\| `(\w+)`( \\\*)? \|", re.MULTILINE)
# Keys of an entry of verbs, told of in the row of the list that holds them.
IN_ENTRIES = {"tense", "terms", "direct", "leads"}


def keys(model: type[BaseModel], section: str = "") -> Iterator[tuple[str, str, bool]]:
    """(section, key, required) of every key of a file."""
    for name, field in model.model_fields.items():
        inner = [kind for kind in (field.annotation, *get_args(field.annotation)) if is_section(kind)]
        if inner and not section:
            yield from keys(inner[0], name)
        else:
            yield section, field.alias or name, field.is_required()


def is_section(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Strict)


def documented() -> set[tuple[str, str, bool]]:
    """(section, key, required) of every row of the how-to's tables."""
    sections = list(SECTION.finditer(HOW_TO))
    ends = [*(section.start() for section in sections[1:]), len(HOW_TO)]
    return {
        (section[1] or "", row[1], row[2] is not None)
        for section, end in zip(sections, ends, strict=True)
        for row in ROW.finditer(HOW_TO, section.end(), end)
    }


def test_every_key_is_told_of_and_no_other() -> None:
    assert documented() == set(keys(LanguageFile))


def test_the_keys_of_verbs_are_told_of() -> None:
    assert [key for key in IN_ENTRIES if f"`{key}`" not in HOW_TO] == []


def test_paths_of_the_how_to_exist() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", HOW_TO)
    assert links
    assert [link for link in links if not (PROJECT_ROOT / "docs" / link).exists()] == []
