"""The spacy engine: the rules, with names that an installed spaCy pipeline proposes.

A trained pipeline sees persons where no word list introduces one. It only proposes: each proposal must be words that
the rules left unclaimed, and everything after that (posts, places, who met whom) is the rules' reading.
"""

from __future__ import annotations

import importlib
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from extractors.engines.rules import VERSION as RULES_VERSION
from extractors.engines.rules import RulesEngine
from extractors.entities.document import Document
from extractors.errors import PermanentError
from extractors.settings import load_settings

# What pipelines call a person: OntoNotes' label and that of WikiNER.
PERSON_LABELS = frozenset({"PERSON", "PER"})
INSTALL_LIBRARY = "Install it: sh requirements/venv.sh spacy"


class SpacyEngine(RulesEngine):
    """Reads as the rules do, with a spaCy pipeline's persons as further possible names.

    A language without a pipeline is read by the rules alone.

    Raises:
        PermanentError: spaCy is not installed, no pipeline is, or one named in the settings cannot be loaded.
    """

    name = "spacy"

    def __init__(self) -> None:
        self._names = pipelines()
        self.version = "+".join([RULES_VERSION, *sorted(map(_identity, self._names.values()))])

    def propose(self, doc: Document) -> list[tuple[int, int]]:
        """Token ranges of the persons that the language's pipeline sees, in order."""
        name = self._names.get(doc.language.iso)
        if name is None:
            return []
        starts = {token.start: token.index for token in doc.tokens}
        ends = {token.end: token.index + 1 for token in doc.tokens}
        found = ((e.start_char, e.end_char) for e in _entities(name, doc.article.text))
        return [(starts[start], ends[end]) for start, end in found if start in starts and end in ends]


def pipelines() -> dict[str, str]:
    """The pipeline of each language: those of `COMMUNIQUE_SPACY_MODELS`, then installed ones such as en_core_web_sm.

    Raises:
        PermanentError: spaCy is not installed, or there is no pipeline.
    """
    spacy = _spacy()
    found = {name.partition("_")[0]: name for name in sorted(spacy.util.get_installed_models(), reverse=True)}
    found |= load_settings().spacy_models
    if not found:
        raise PermanentError(
            "The engine 'spacy' found no trained pipeline. Install one for your language, such as "
            "`.venv/bin/python -m spacy download en_core_web_sm`, or name one you have: "
            "COMMUNIQUE_SPACY_MODELS=en=/path/to/pipeline,fr=fr_core_news_sm"
        )
    return found


def _identity(name: str) -> str:
    """A pipeline with its version: claims that another pipeline made are out of date."""
    try:
        return f"{name}-{metadata.version(name)}"
    except metadata.PackageNotFoundError:
        return Path(name).name


def _spacy() -> Any:
    try:
        return importlib.import_module("spacy")
    except ImportError as error:
        raise PermanentError(f"The engine 'spacy' needs the library spaCy ({error}). {INSTALL_LIBRARY}") from error


@cache
def _load(name: str) -> Any:
    try:
        # Only what finds names is needed; a tagger or parser would cost four times as much.
        return _spacy().load(name, exclude=["tagger", "parser", "lemmatizer", "attribute_ruler", "morphologizer"])
    except (OSError, ValueError) as error:
        raise PermanentError(
            f"spaCy cannot load the pipeline {name!r}: {error}. "
            f"Install it (`.venv/bin/python -m spacy download {name}`) or correct COMMUNIQUE_SPACY_MODELS."
        ) from error


def _entities(name: str, text: str) -> list[Any]:
    """The persons of a text, cut at spaCy's own limit of a million characters."""
    nlp = _load(name)
    return [entity for entity in nlp(text[: nlp.max_length]).ents if entity.label_ in PERSON_LABELS]
