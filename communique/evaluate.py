"""The evaluation as a feature: figures, a picture of confidence, and a baseline to hold them against."""

from __future__ import annotations

import json
from pathlib import Path

from extractors.errors import PermanentError
from extractors.evaluation import Report
from extractors.evaluation.reliability import write_plot


def write_extras(report: Report, plot: Path | None, pin: Path | None) -> list[str]:
    """Writes what was asked for beside the figures, and says so, one line each.

    Raises:
        PermanentError: a file cannot be written.
    """
    told = []
    try:
        if plot is not None:
            write_plot(report.outcomes(), plot, f"Confidence of {report.engine} on {report.articles} articles")
            told.append(f"reliability plot: {plot}")
        if pin is not None:
            pin.write_text(json.dumps({"figures": report.figures()}, indent=2) + "\n", encoding="utf-8")
            told.append(f"baseline pinned: {pin}")
    except OSError as error:
        raise PermanentError(
            f"{error.filename} cannot be written: {error.strerror}. Name a file in a folder that is there."
        ) from error
    return told


def falls_short(report: Report, baseline: Path, language: str | None) -> list[str]:
    """The figures below a pinned baseline, one line each; of one language only its own.

    Raises:
        PermanentError: the file is no baseline.
    """
    try:
        figures = json.loads(baseline.read_text(encoding="utf-8"))["figures"]
        wanted = {name: row for name, row in figures.items() if language in (None, name)}
        return report.below(wanted)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise PermanentError(f"{baseline} is no baseline ({error!r}); write one with --pin.") from error
