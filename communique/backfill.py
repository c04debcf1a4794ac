"""Backfills: a source read again for days that have passed, window by window, in one run that can be taken up again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from communique import runs, steps
from extractors import fetch as _fetch
from extractors.errors import PermanentError
from extractors.load import start_run
from extractors.settings import Settings

WINDOW_DAYS = 31
MOST_WINDOWS = 500


def windows(settings: Settings, source: str, since: str, until: str, days: int = WINDOW_DAYS) -> list[dict[str, str]]:
    """The days of a backfill in pieces, oldest first.

    Args:
        settings: where the sources are.
        source: its name.
        since: first day, `YYYY-MM-DD`.
        until: last day.
        days: of a window.

    Raises:
        PermanentError: no such source, a date that is none, an end before the beginning, or too many windows.
    """
    _fetch.find_source(settings, source)
    first, last = _day(since), _day(until)
    if last < first:
        raise PermanentError(f"The backfill would end on {until}, before it begins on {since}; exchange the two.")
    if days < 1 or (last - first).days // days >= MOST_WINDOWS:
        raise PermanentError(
            f"{since} to {until} in windows of {days} days are more than {MOST_WINDOWS} windows: make them longer."
        )
    return [
        {"source": source, "since": begin.isoformat(), "until": min(begin + timedelta(days=days - 1), last).isoformat()}
        for begin in _begins(first, last, days)
    ]


def fetch_window(settings: Settings, run_id: str, source: str, since: str, until: str) -> list[str]:
    """Land what a source has of some days and write it down in batches.

    A window that this run has read to its end is not read again; of one that was cut short, pages are not asked
    for again, except those of the half minute before.

    Returns:
        Paths of the window's batch files.

    Raises:
        PermanentError: the source cannot be read as it is configured.
        TransientError: it could not be read now.
    """
    start_run(settings, run_id)
    label = f"{source}.{since}.{until}"
    if _is_complete(settings, run_id, label):
        return [str(batch) for batch in runs.batches_of(settings, run_id, label)]
    return [str(batch) for batch in _fetch.fetch_source(settings, run_id, source, since, until)]


def incomplete(settings: Settings, run_id: str) -> list[str]:
    """Windows of a run in which something was left for another day, because the night's budget was spent."""
    return [f"{r.source}: {r.tally.left:,} left" for r in runs.read_reports(settings, run_id) if r.tally.left]


def require_complete(settings: Settings, run_id: str) -> int:
    """The number of a run's windows.

    Raises:
        PermanentError: of some windows not all was fetched; the message names them.
    """
    if left := incomplete(settings, run_id):
        raise PermanentError(
            f"The budget of the source was spent before all was fetched ({'; '.join(left[:5])}). What was fetched is "
            f"loaded. Go on tomorrow: clear `fetch` and what follows, or communique backfill … --run-id {run_id}."
        )
    return len(runs.read_reports(settings, run_id))


def backfill(
    settings: Settings, run_id: str, planned: list[dict[str, str]], say: Callable[[str], None]
) -> dict[str, Any]:
    """All windows, then their claims, then the load.

    Raises:
        CommuniqueError: a step failed; the same call with the same run goes on where it stopped.
    """
    for window in planned:
        batches = fetch_window(settings, run_id, **window)
        say(f"{window['since']} to {window['until']}: {len(batches)} batch{'' if len(batches) == 1 else 'es'}")
        for batch in steps.pending_batches(settings, run_id):
            counts = steps.extract(settings, run_id, batch)
            say(f"    {Path(batch).name}: {counts['articles']} articles, {counts['rejected']} rejected")
    return steps.load(settings, run_id)


def _is_complete(settings: Settings, run_id: str, label: str) -> bool:
    return any(r.source == label and not r.tally.left for r in runs.read_reports(settings, run_id))


def _begins(first: date, last: date, days: int) -> Iterator[date]:
    while first <= last:
        yield first
        first += timedelta(days=days)


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise PermanentError(f"{value!r} is not a day; write it as YYYY-MM-DD.") from error
