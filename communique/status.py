"""Where an installation stands: what is published, what was built last, what is left unfinished."""

from __future__ import annotations

from communique import runs
from communique.summary import relative
from expectations.archive import Archive
from expectations.publish import read_about
from expectations.records import read_audit, read_build
from extractors.settings import Settings


def describe(settings: Settings) -> str:
    """A few lines for a person; takes no lock and opens only the published file, so it answers during a run too."""
    return "\n".join([*_published(settings), *_earlier(settings), *_build(settings), *_runs(settings)])


def _published(settings: Settings) -> list[str]:
    about = read_about(settings.published_file)
    if about is None:
        return [f"Published   nothing at {relative(settings.published_file)} yet: run `communique run`"]
    lines = [
        f"Published   {relative(settings.published_file)}",
        f"            run {about['run_id']}, {about['published_at']:%Y-%m-%d %H:%M %Z}, audit {about['audit_result']}",
    ]
    return lines + [f"            {count:>8} {table}" for table, count in about["row_counts"].items()]


def _earlier(settings: Settings) -> list[str]:
    earlier = Archive(settings).earlier()
    if not earlier:
        return ["Earlier     none kept; `communique publish --rollback` has nothing to go back to"]
    return [f"Earlier     {len(earlier)} kept, the newest {earlier[-1].name}"]


def _build(settings: Settings) -> list[str]:
    build = read_build(settings)
    if build is None:
        return ["Build       none yet"]
    audit = read_audit(settings, build.run_id)
    audited = f"audit {audit.result}" if audit else "not audited"
    return [f"Build       run {build.run_id}, {build.status} ({build.at}), {audited}"]


def _runs(settings: Settings) -> list[str]:
    known = runs.run_ids(settings)
    waiting = runs.unfinished(settings, runs.new_run_id())
    lines = [f"Runs        {len(known)} kept, the newest {known[-1]}" if known else "Runs        none yet"]
    return lines + [f"            {run_id} fetched but not loaded; the next run takes it over" for run_id in waiting]
