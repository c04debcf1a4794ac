"""What came of a run, in words and numbers for a person at a terminal."""

from __future__ import annotations

import dataclasses
import json
import os
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from communique.balance import equation
from communique.runs import loaded_counts, read_reports
from expectations.publish import read_about
from expectations.records import AuditRecord, Finding, read_audit, run_dir
from extractors.settings import Settings
from extractors.warehouse import open_build

SHOWN_REJECTIONS = 12
SHOWN_ROWS = 2
WIDTH = 11
CLAIM_TABLES = ("actors", "visits", "meetings", "agreements", "honours")
RAW_TABLES = ("articles", "rejected_articles", *CLAIM_TABLES)
FACT_TABLES = {
    "dim_actors": "actors",
    "fct_visits": "visits",
    "fct_meetings": "meetings",
    "fct_agreements": "agreements",
    "bridge_evidence": "pieces of evidence",
}


@dataclass(slots=True)
class Counts:
    """Numbers of one run; rejections as (address, reason, detail); warnings of its sources."""

    files: int = 0
    new: int = 0
    unchanged: int = 0
    read: int = 0
    rejected: list[tuple[str, str, str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def summarise(settings: Settings, run_id: str) -> str:
    """The summary of a run, as far as it came: a few lines, ready to print."""
    counts = _counts(settings, run_id)
    audit = read_audit(settings, run_id)
    lines = [
        f"Run {run_id}",
        *_articles(counts),
        *_accounts(settings, run_id),
        *_warehouse(settings),
        *_release(settings, run_id),
        *_audit(audit),
        *_published(settings, run_id),
    ]
    return "\n".join(lines)


def next_steps(settings: Settings) -> str:
    """What to do now that there is a published file."""
    path, python = relative(settings.published_file), relative(Path(sys.executable))
    query = f"import duckdb; duckdb.connect('{path}', read_only=True).sql('from fct_visits').show()"
    return "\n".join(
        [
            "Next",
            _line("open it", f"with any DuckDB or BI client, read-only: {path}"),
            _line("query it", f'{python} -c "{query}"'),
            _line("understand", "docs/codebook.md explains every table and column"),
            _line("your own", "make run ARTICLES=path/to/folder, or communique run --articles path/to/folder"),
            _line("every night", "make airflow starts the scheduler; the nightly run is at 02:00 UTC"),
        ]
    )


def relative(path: Path) -> str:
    """A path as a reader would type it here: relative where it lies below the current folder."""
    return os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)


def _counts(settings: Settings, run_id: str) -> Counts:
    counts = Counts()
    for report in read_reports(settings, run_id):
        counts.files += report.files
        counts.new += report.new
        counts.unchanged += report.unchanged
        counts.warnings += [f"{report.source}: {warning}" for warning in report.warnings]
    folder = run_dir(settings, run_id)
    counts.read = sum(_lines(path) for path in (folder / "claims").glob("[!.]*.jsonl"))
    for path in sorted((folder / "rejected").glob("[!.]*.jsonl")):
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        counts.rejected += [(row["source_uri"], row["reason"], row["detail"]) for row in rows]
    return counts


def _lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(1 for _ in file)


def _articles(counts: Counts) -> list[str]:
    lines = [
        _line(
            "files",
            f"{counts.files} looked at: {counts.new} new or changed, {counts.unchanged} unchanged since the last run",
        ),
        _line("articles", f"{counts.read} read, {len(counts.rejected)} rejected"),
    ]
    lines += [_line("warning", warning) for warning in counts.warnings[:SHOWN_REJECTIONS]]
    reasons = Counter(reason for _, reason, _ in counts.rejected)
    if reasons:
        lines.append(_line("rejected", ", ".join(f"{count} {reason}" for reason, count in sorted(reasons.items()))))
    lines += [_line("", f"{uri}: {reason}: {detail}") for uri, reason, detail in counts.rejected[:SHOWN_REJECTIONS]]
    if len(counts.rejected) > SHOWN_REJECTIONS:
        lines.append(_line("", f"and {len(counts.rejected) - SHOWN_REJECTIONS} more, in raw.rejected_articles"))
    return lines


def _accounts(settings: Settings, run_id: str) -> list[str]:
    """The accounts of a run that was loaded to its end."""
    counts = loaded_counts(settings, run_id)
    return [_line("accounts", equation(counts))] if counts else []


def _warehouse(settings: Settings) -> list[str]:
    """What the raw tables hold of all runs, not only of this one."""
    if not settings.build_file.exists():
        return []
    with open_build(settings, "count claims", read_only=True) as connection:
        counts = {table: connection.table(f"raw.{table}").shape[0] for table in RAW_TABLES}
    claims = ", ".join(f"{counts[table]} {table}" for table in CLAIM_TABLES)
    return [
        _line("so far", f"{counts['articles']} articles in the warehouse, {counts['rejected_articles']} rejected"),
        _line("claims", f"{claims}, all articles together"),
    ]


def _release(settings: Settings, run_id: str) -> list[str]:
    about = read_about(settings.published_file)
    if about is None or about["run_id"] != run_id:
        return []
    counts = about["row_counts"]
    facts = [f"{counts[table]} {name}" for table, name in FACT_TABLES.items() if table in counts]
    return [_line("facts", ", ".join(facts))]


def _audit(audit: AuditRecord | None) -> list[str]:
    if audit is None:
        return [_line("audit", "not done")]
    said = {"failed": "FAILED", "passed": "passed", "passed_with_warnings": "passed, with warnings"}[audit.result]
    lines = [_line("audit", f"{said} ({audit.expectation_count} expectations); {relative(Path(audit.docs))}")]
    lines += [_line("", f"critical: {finding}") for finding in audit.critical]
    return lines + [_line("", f"warning: {_short(finding)}") for finding in audit.warnings]


def _short(finding: Finding) -> str:
    """Of a warning only the first rows; the Data Docs have more."""
    return str(dataclasses.replace(finding, rows=finding.rows[:SHOWN_ROWS]))


def _published(settings: Settings, run_id: str) -> list[str]:
    path, about = settings.published_file, read_about(settings.published_file)
    if about is None:
        return [_line("published", "nothing yet")]
    note = "" if about["run_id"] == run_id else f" (still that of run {about['run_id']})"
    return [_line("published", f"{relative(path)}, {path.stat().st_size / 1e6:.1f} MB{note}")]


def _line(name: str, text: str) -> str:
    return f"  {name:<{WIDTH}} {text}"
