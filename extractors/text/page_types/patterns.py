"""The phrases of the YAML files, ready to be matched."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from extractors.errors import PermanentError

FOLDER = Path(__file__).parent
# A longer line is a paragraph of somebody's article; it also bounds what a `*` has to search.
LONGEST_LINE = 300
QUOTES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "\u00a0": " ", "\u202f": " "})
SPACE = re.compile(r"\s+")
EDGES = " .!?…:;,»›→>«‹-–—|*\"'¡¿"


class PhraseFile(BaseModel):
    """One language's lists; see docs/adding_a_language.md."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    error_titles: list[str] = Field(default_factory=list)
    error_lines: list[str] = Field(default_factory=list)
    consent: list[str] = Field(default_factory=list)
    paywall: list[str] = Field(default_factory=list)
    video_titles: list[str] = Field(default_factory=list)


class Patterns:
    """Phrases that a whole line must fit; `*` stands for anything."""

    def __init__(self, phrases: Iterable[str]) -> None:
        parts = (re.escape(fold(phrase, keep="*")).replace(r"\*", ".*") for phrase in phrases)
        self._fits = re.compile("|".join(sorted(parts)) or r"(?!)")

    def fits(self, line: str) -> bool:
        """Whether a folded line fits one of the phrases."""
        return len(line) <= LONGEST_LINE and self._fits.fullmatch(line) is not None

    def first(self, lines: Iterable[str]) -> str | None:
        """The first of some folded lines that fits."""
        return next((line for line in lines if self.fits(line)), None)


class Words:
    """Phrases that are counted in a running text."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._phrases = sorted({fold(phrase) for phrase in phrases})

    def count(self, folded: str) -> int:
        """How many different phrases stand in a folded text."""
        return sum(phrase in folded for phrase in self._phrases)


@dataclass(frozen=True, slots=True)
class Phrases:
    """The lists of all languages together."""

    error_titles: Patterns
    error_lines: Patterns
    consent: Words
    paywall: Patterns
    video_titles: Patterns


def fold(text: str, keep: str = "") -> str:
    """One line in small letters, composed, with plain quotes and blanks, without marks at its ends."""
    text = SPACE.sub(" ", unicodedata.normalize("NFC", text).translate(QUOTES)).casefold()
    return text.strip("".join(mark for mark in EDGES if mark not in keep))


@cache
def phrases() -> Phrases:
    """The phrases of all files.

    Raises:
        PermanentError: a file is not valid; the message names it and the field.
    """
    files = [read_phrases(path) for path in sorted(FOLDER.glob("*.yml"))]
    return Phrases(
        error_titles=Patterns(phrase for file in files for phrase in file.error_titles),
        error_lines=Patterns(phrase for file in files for phrase in file.error_lines),
        consent=Words(phrase for file in files for phrase in file.consent),
        paywall=Patterns(phrase for file in files for phrase in file.paywall),
        video_titles=Patterns(phrase for file in files for phrase in file.video_titles),
    )


def read_phrases(path: Path) -> PhraseFile:
    """One language's lists, checked.

    Raises:
        PermanentError: the file is not valid.
    """
    try:
        return PhraseFile.model_validate(yaml.safe_load(path.read_text("utf-8")))
    except (ValidationError, yaml.YAMLError, OSError, UnicodeError) as error:
        raise PermanentError(f"{path.name} is not a file of page phrases: {error}") from error
