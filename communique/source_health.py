"""The health of all sources as a table."""

from __future__ import annotations

from datetime import datetime

from extractors.errors import PermanentError
from extractors.fetch import Source
from extractors.fetch.health import Health, is_due, read_health
from extractors.fetch.schema import NetworkSource
from extractors.fetch.sources import read_source, source_files
from extractors.items import printable
from extractors.settings import Settings

HEADER = ("source", "kind", "state", "last success", "listed", "new", "unchanged", "rejected", "left", "failures")
COUNTS = ("listed", "new", "unchanged", "rejected", "left")
NUMBERS = frozenset({*COUNTS, "failures"})


def health_table(settings: Settings) -> str:
    """One line a source file, and below the table what is wrong with any of them."""
    rows: list[tuple[str, ...]] = [HEADER]
    notes: list[str] = []
    for path in source_files(settings):
        try:
            source = read_source(path)
        except PermanentError as error:
            rows.append((path.stem, "?", "invalid", *("" for _ in HEADER[3:])))
            notes.append(str(error))
            continue
        health = read_health(settings, source.name)
        rows.append(_row(settings, source, health))
        notes += _notes(settings, source, health)
    return "\n".join([*_aligned(rows), *(["", *(printable(note) for note in notes)] if notes else [])])


def _row(settings: Settings, source: Source, health: Health) -> tuple[str, ...]:
    counts = [str(health.counts.get(name, "")) for name in COUNTS]
    last = _moment(health.last_success)
    return (source.name, source.kind, _state(settings, source), last, *counts, str(health.failures or ""))


def _state(settings: Settings, source: Source) -> str:
    if not source.enabled:
        return "off"
    if source.schedule == "nightly":
        return "on"
    return source.schedule + (", due" if is_due(settings, source) else "")


def _moment(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if moment else "never"


def _notes(settings: Settings, source: Source, health: Health) -> list[str]:
    notes = [f"{source.name}: {warning}" for warning in health.warnings]
    if health.error:
        notes.append(f"{source.name}: failed {_moment(health.last_attempt)}: {health.error}")
    if source.enabled and isinstance(source, NetworkSource) and not (source.politeness.contact or settings.contact):
        notes.append(f"{source.name}: no contact: set COMMUNIQUE_CONTACT before it can be fetched")
    return notes


def _aligned(rows: list[tuple[str, ...]]) -> list[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADER))]
    return ["  ".join(_cell(*cell) for cell in zip(HEADER, row, widths, strict=True)).rstrip() for row in rows]


def _cell(column: str, text: str, width: int) -> str:
    return text.rjust(width) if column in NUMBERS else text.ljust(width)
