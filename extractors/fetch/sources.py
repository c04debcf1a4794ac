"""Sources as data: one YAML file each in `seeds/sources/`; docs/adding_a_source.md explains the fields."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from extractors.errors import PermanentError
from extractors.settings import Settings

NAME = re.compile(r"[a-z][a-z0-9_]{1,39}")


class FolderSource(BaseModel):
    """A folder of article files.

    Attributes:
        name: the file's name without its ending; lower-case letters, digits and `_`.
        kind: `folder`.
        path: the folder, relative to the project or absolute.
        description: one sentence for the operator.
        language: ISO 639-1, where all its articles are in one language.
        country: ISO 3166-1 alpha-2 of the outlet's country.
        enabled: whether the nightly run reads it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    name: Annotated[str, Field(pattern=NAME.pattern)]
    kind: Literal["folder"]
    path: Annotated[str, Field(min_length=1)]
    description: str = ""
    language: Annotated[str, Field(pattern="^[a-z]{2}$")] | None = None
    country: Annotated[str, Field(pattern="^[A-Z]{2}$")] | None = None
    enabled: bool

    @field_validator("name")
    @classmethod
    def _whole_name(cls, name: str) -> str:
        if not NAME.fullmatch(name):
            raise ValueError("use 2 to 40 lower-case letters, digits and _, beginning with a letter")
        return name


Source = FolderSource
"""Any kind of source; each further kind is a model of its own with its own `kind`."""


def list_sources(settings: Settings) -> list[Source]:
    """All sources, also those that are switched off, in the order of their names.

    Raises:
        PermanentError: a file is not valid; the message names the file, the field and what to do.
    """
    return [read_source(path) for path in sorted((settings.seeds_dir / "sources").glob("*.yml"))]


def find_source(settings: Settings, name: str) -> Source:
    """The source of a name.

    Raises:
        PermanentError: there is none; the message lists those that there are.
    """
    sources = {source.name: source for source in list_sources(settings)}
    if name not in sources:
        raise PermanentError(f"There is no source {name!r} in seeds/sources. Sources: {', '.join(sources) or 'none'}.")
    return sources[name]


def read_source(path: Path) -> Source:
    """One source file, checked.

    Raises:
        PermanentError: the file is not valid; the message names the field at fault.
    """
    try:
        values = yaml.safe_load(path.read_text(encoding="utf-8"))
        source = FolderSource.model_validate(values)
    except ValidationError as error:
        raise PermanentError(f"{path.name}: {_faults(error)} See docs/adding_a_source.md.") from error
    except (OSError, UnicodeError, yaml.YAMLError) as error:
        raise PermanentError(f"{path.name} cannot be read as YAML: {error}") from error
    if source.name != path.stem:
        raise PermanentError(f"{path.name}: name is {source.name!r}; it must be the file's name, {path.stem!r}.")
    return source


def _faults(error: ValidationError) -> str:
    return " ".join(f"{'.'.join(map(str, fault['loc'])) or 'file'}: {fault['msg']}." for fault in error.errors()[:5])
