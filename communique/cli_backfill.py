"""`communique backfill`: a source read again for days that have passed."""

from __future__ import annotations

import re
from typing import Any

import click

from extractors.settings import load_settings

RUN_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{0,63}")
EXAMPLES = """
    communique backfill un_news --from 2024-01-01 --to 2024-12-31            a year, month by month
    communique backfill un_news --from 2024-01-01 --to 2024-01-31 --days 7   in windows of a week
    communique backfill un_news --from … --to … --run-id ID                  goes on where that run stopped
    """


def add_backfill(group: click.Group, verb: type[click.Command]) -> None:
    """Add the verb to the command line."""
    group.command("backfill", cls=verb, epilog=EXAMPLES)(backfill)


def _check_run_id(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value is not None and not RUN_ID.fullmatch(value):
        raise click.BadParameter("use letters, digits and hyphens, at most 64")
    return value


@click.argument("source", metavar="SOURCE")
@click.option("--from", "since", metavar="DAY", required=True, help="First day, YYYY-MM-DD.")
@click.option("--to", "until", metavar="DAY", required=True, help="Last day.")
@click.option("--days", type=click.IntRange(min=1), default=31, show_default=True, help="Days of a window.")
@click.option("--run-id", metavar="ID", callback=_check_run_id, help="A run to go on with. Default: a new one.")
def backfill(since: str, until: str, days: int, source: str, run_id: str | None) -> None:
    """Read a source for days that have passed, and load it.

    Articles are taken that their listing, manifest or capture dates within the days, and those that nobody dates.
    What is in the warehouse already is passed over. Build and publish follow as after any load.
    """
    from communique import backfill as _backfill  # noqa: PLC0415
    from communique import steps  # noqa: PLC0415
    from communique.balance import equation  # noqa: PLC0415
    from extractors.load import RunCounts  # noqa: PLC0415

    settings = load_settings()
    planned = _backfill.windows(settings, source, since, until, days)
    run_id = run_id or steps.new_run_id()
    click.echo(f"run {run_id}: {len(planned)} windows; after a kill, go on with --run-id {run_id}")
    counts: dict[str, Any] = _backfill.backfill(settings, run_id, planned, click.echo)
    counts.pop("batches_left")
    click.echo(equation(RunCounts(**counts)))
    _backfill.require_complete(settings, run_id)
