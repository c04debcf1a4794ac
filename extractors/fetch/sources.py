"""Sources as data: one YAML file each in `seeds/sources/`; docs/adding_a_source.md explains the fields."""

from __future__ import annotations

from pathlib import Path

import yaml
from pydantic import ValidationError

from extractors.errors import PermanentError
from extractors.fetch.kinds import Source, model_of
from extractors.settings import Settings

LARGEST = 256 * 1024


def source_files(settings: Settings) -> list[Path]:
    """The files of all sources, in the order of their names."""
    return sorted((settings.seeds_dir / "sources").glob("*.yml"))


def list_sources(settings: Settings) -> list[Source]:
    """All sources, also those that are switched off, in the order of their names.

    Raises:
        PermanentError: a file is not valid; the message names the file, the field and what to do.
    """
    return [read_source(path) for path in source_files(settings)]


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
    values = _yaml(path)
    try:
        kind = values.get("kind") if isinstance(values, dict) else "folder"
        source = model_of(kind).model_validate(values)
    except ValidationError as error:
        raise PermanentError(f"{path.name}: {_faults(error)} See docs/adding_a_source.md.") from error
    except PermanentError as error:
        raise PermanentError(f"{path.name}: {error} See docs/adding_a_source.md.") from error
    if source.name != path.stem:
        raise PermanentError(f"{path.name}: name is {source.name!r}; it must be the file's name, {path.stem!r}.")
    return source


def _yaml(path: Path) -> object:
    try:
        if path.stat().st_size > LARGEST:
            raise PermanentError(f"{path.name} is larger than {LARGEST:,} bytes; it is no source file.")
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeError, yaml.YAMLError, RecursionError) as error:
        raise PermanentError(f"{path.name} cannot be read as YAML: {error}") from error


def _faults(error: ValidationError) -> str:
    return " ".join(f"{'.'.join(map(str, fault['loc'])) or 'file'}: {fault['msg']}." for fault in error.errors()[:5])
