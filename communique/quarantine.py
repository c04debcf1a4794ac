"""Rejected input in words, for a person at a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from communique.balance import equation
from extractors.load import Quarantined, RunCounts

if TYPE_CHECKING:
    from communique.replay import Replayed

SHOWN_FAILURES = 12


def describe(row: Quarantined) -> str:
    """A rejection in a few lines."""
    when = f"{row.rejected_at:%Y-%m-%d %H:%M}"
    lines = [
        f"{row.rejection_id}  {when}  {row.stage}: {row.reason}  {row.source or '(no source)'}",
        f"    {row.source_uri}",
        f"    {row.detail or ''}".rstrip(),
        f"    {row.landing_path or 'not landed'}",
    ]
    return "\n".join(line for line in lines if line.strip())


def count_lines(rows: Sequence[Quarantined]) -> list[str]:
    """How many there are of each stage and reason, most first."""
    counted = Counter((row.stage, row.reason) for row in rows)
    lines = [f"{count:>8}  {stage}: {reason}" for (stage, reason), count in sorted(counted.items(), key=_most_first)]
    return [*lines, f"{len(rows):>8}  in all"]


def replay_lines(done: Replayed) -> list[str]:
    """What came of another try."""
    lines = [f"{done.tried} tried again: {done.passed} passed, {len(done.failed)} still rejected"]
    lines += [f"    {row.source_uri}: {row.reason}" for row in done.failed[:SHOWN_FAILURES]]
    if len(done.failed) > SHOWN_FAILURES:
        lines.append(f"    and {len(done.failed) - SHOWN_FAILURES} more: communique rejected")
    if done.unreachable:
        lines.append(f"{len(done.unreachable)} are not in the landing store; the next fetch of their source tries them")
    if done.run_id:
        counts = RunCounts(**{name: value for name, value in done.counts.items() if name != "batches_left"})
        lines += [f"run {done.run_id}: {equation(counts)}"]
        if (others := counts.fetched - done.tried) > 0:
            lines.append(f"    {others} of them stand in the same files as what was tried, and were read with it")
    if done.passed:
        lines.append("Next: communique build, audit and publish, or the next nightly run")
    return lines


def _most_first(entry: tuple[tuple[str, str], int]) -> tuple[int, tuple[str, str]]:
    return -entry[1], entry[0]
