"""Language files: one YAML a language, read once a process. A language is supported when its file is there."""

from __future__ import annotations

import itertools
import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from extractors.errors import PermanentError
from extractors.languages.schema import LanguageFile

FOLDER = Path(__file__).parent


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # C when it is there
    """Reads `on`, `no`, `off` as the words that they are in a word list: only true and false are booleans."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not (tag.endswith(":bool") and first not in "tfTF")]
    for first, resolvers in _Loader.yaml_implicit_resolvers.items()
}
_ALTERNATIVES = re.compile(r"\{([^{}]*)\}")


def supported(folder: Path = FOLDER) -> frozenset[str]:
    """ISO 639-1 codes of the languages that have a file."""
    return frozenset(path.stem for path in folder.glob("*.yml"))


@cache
def load_language(iso: str, folder: Path = FOLDER) -> LanguageFile:
    """The checked contents of one language file.

    Raises:
        PermanentError: the file is missing, no YAML, or does not fit the schema; the message names file and key.
    """
    path = folder / f"{iso}.yml"
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506  (a safe loader, see below)
    except (OSError, yaml.YAMLError) as error:
        raise PermanentError(f"Language file {path} cannot be read: {error}. Restore or correct it.") from error
    if isinstance(content, dict):
        content = _with_respelled(content, content.get("respelled") or {})
    try:
        language = LanguageFile.model_validate(content)
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()[:5])
        raise PermanentError(
            f"Language file {path} does not fit the schema: {faults}. See docs/adding_a_language.md."
        ) from error
    if language.iso != iso:
        raise PermanentError(f"Language file {path} says iso: {language.iso}; the file name and the key must agree.")
    return language


def respell(term: str, letters: dict[str, str]) -> str:
    """ "begrüßt" as "begrüsst": a word in the spelling of those who write without some letters."""
    return "".join(letters.get(char, char) for char in term)


def _with_respelled(content: Any, letters: dict[str, str]) -> Any:
    """A language file's content where every list of terms has each term in both spellings."""
    if isinstance(content, dict):
        return {key: _with_respelled(value, letters) for key, value in content.items()}
    if not isinstance(content, list) or not letters:
        return content
    terms = [_with_respelled(item, letters) for item in content]
    other = [respell(term, letters) for term in terms if isinstance(term, str)]
    return terms + [term for term in other if term not in terms]


def expand(term: str) -> list[str]:
    """All phrases that a term with `{a|b}` alternatives stands for, in order, without doubled spaces."""
    pieces = [piece.split("|") if index % 2 else [piece] for index, piece in enumerate(_ALTERNATIVES.split(term))]
    return list(dict.fromkeys(" ".join("".join(choice).split()) for choice in itertools.product(*pieces)))
