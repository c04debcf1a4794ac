"""Nothing lost, nothing twice: what a run was offered is held against what became of it.

    fetched = loaded + duplicate + rejected

The left side is counted where input is found (by the sources, and by the reader of each batch), the right side where
it ends (passed over, loaded, turned down). Every number stands in a file of the run, so a run that was killed and
continued is counted as a whole.
"""

from __future__ import annotations

from pathlib import Path

from communique import runs
from expectations.records import run_dir
from extractors.accounts import read_account
from extractors.errors import PermanentError
from extractors.fetch import FetchReport
from extractors.load import LoadCounts, RunCounts
from extractors.settings import Settings


def balance(settings: Settings, run_id: str, total: LoadCounts) -> RunCounts:
    """The counts of a run whose batches are all loaded.

    Args:
        settings: the installation.
        run_id: the run.
        total: what the load of its batches did, the files of the fetch included.

    Raises:
        PermanentError: something was lost or counted twice; the message names where.
    """
    reports = runs.read_reports(settings, run_id)
    passed_over = sum(report.unchanged for report in reports)
    turned_down = sum(report.rejected for report in reports)
    counts = RunCounts(
        landed=sum(report.new for report in reports),
        unchanged=passed_over,
        fetched=passed_over + turned_down + _found(settings, run_id),
        loaded=total.loaded,
        duplicate=passed_over + total.duplicate,
        rejected=total.rejected,
    )
    faults = [fault for report in reports for fault in _faults(settings, run_id, report)]
    if counts.fetched != counts.loaded + counts.duplicate + counts.rejected:
        faults.append(equation(counts, "!="))
    if faults:
        raise PermanentError(
            f"The accounts of run {run_id} do not balance: {'; '.join(faults)}. Its batches stay unfinished, and the "
            f"next run takes them over. Compare the lines of batches/, claims/ and rejected/ in "
            f"{run_dir(settings, run_id)} with accounts/ and fetch/ there."
        )
    return counts


def equation(counts: RunCounts, sign: str = "=") -> str:
    """The accounts in one line."""
    return (
        f"{counts.fetched} fetched {sign} {counts.loaded} loaded + {counts.duplicate} duplicate"
        f" + {counts.rejected} rejected"
    )


def _found(settings: Settings, run_id: str) -> int:
    """Articles that the reader found in the batches of a run, those taken over included."""
    found = 0
    for batch in runs.batches(settings, run_id):
        account = read_account(run_dir(settings, run_id), batch)
        if account is None:
            raise PermanentError(f"{batch} has changed since it was extracted; extract it again, then load.")
        found += account.articles
    return found


def _faults(settings: Settings, run_id: str, report: FetchReport) -> list[str]:
    """What is wrong with a source's own count."""
    faults = []
    if report.files != report.new + report.unchanged + report.rejected:
        faults.append(
            f"source {report.source}: {report.files} looked at != {report.new} new + {report.unchanged} unchanged"
            f" + {report.rejected} rejected"
        )
    batched = sum(_lines(batch) for batch in runs.batches_of(settings, run_id, report.source))
    if batched != report.new:
        faults.append(f"source {report.source}: {report.new} new, but {batched} in its batches")
    return faults


def _lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(1 for _ in file)
