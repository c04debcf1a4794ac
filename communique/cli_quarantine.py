"""`communique rejected` and `communique replay`: what could not be used, and another try."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from extractors.settings import load_settings

Command = TypeVar("Command", bound=Callable[..., Any])

SHOWN = 50
STAGES = ("fetch", "text", "extract", "load")
REJECTED_EXAMPLES = """
    communique rejected                                  what could not be used, newest first
    communique rejected --counts                         how many of each stage and reason
    communique rejected --stage text --reason empty      only these; each option may be repeated
    communique rejected --source bundled --limit 0       all of one source
    communique rejected --json | jq .landing_path        one object a line, for other programs
    """
REPLAY_EXAMPLES = """
    communique replay                                    everything that was rejected
    communique replay --reason timeout --reason crashed  after a repair of the machine
    communique replay --reason language_not_supported    after a new language file
    communique replay 3f1c9a0b12de4455                   one rejection by its id
    """


def add_quarantine(group: click.Group, verb: type[click.Command]) -> None:
    """Add both verbs to the command line."""
    group.command("rejected", cls=verb, epilog=REJECTED_EXAMPLES)(_filtered(rejected))
    group.command("replay", cls=verb, epilog=REPLAY_EXAMPLES)(_filtered(replay))


def _filtered(command: Command) -> Command:
    options = (
        click.option("--stage", "stages", multiple=True, type=click.Choice(STAGES), help="Turned down at this stage."),
        click.option("--reason", "reasons", multiple=True, metavar="CODE", help="For this reason."),
        click.option("--source", "sources", multiple=True, metavar="NAME", help="From this source or outlet."),
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.option("--limit", type=click.IntRange(min=0), default=SHOWN, show_default=True, help="At most so many; 0: all.")
@click.option("--counts", is_flag=True, help="Only how many there are of each stage and reason.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def rejected(
    stages: tuple[str, ...],
    reasons: tuple[str, ...],
    sources: tuple[str, ...],
    limit: int,
    counts: bool,
    as_json: bool,
) -> None:
    """List what could not be used.

    Each with stage, reason and the place of its bytes, relative to COMMUNIQUE_DATA_DIR. docs/adding_a_source.md says
    what to do for each reason.
    """
    from communique.quarantine import count_lines, describe  # noqa: PLC0415
    from extractors.load import Filter, list_rejected  # noqa: PLC0415

    rows = list_rejected(load_settings(), Filter(stages, reasons, sources))
    if counts:
        click.echo("\n".join(count_lines(rows)))
        return
    shown = rows[: limit or None]
    for row in shown:
        click.echo(row.to_json() if as_json else describe(row))
    if not as_json:
        more = f", {len(rows) - len(shown)} more not shown (--limit 0 shows all)" if len(rows) > len(shown) else ""
        click.echo(f"{len(rows)} rejected{more}")


@click.argument("ids", metavar="[ID]...", nargs=-1)
def replay(ids: tuple[str, ...], stages: tuple[str, ...], reasons: tuple[str, ...], sources: tuple[str, ...]) -> None:
    """Try rejected input again.

    Reads what was landed once more, loads what passes now, and takes its rejection away. ID is a rejection's id as
    `communique rejected` prints it. What was never landed is left to the next fetch, except files that are still in
    their place. Build and publish follow as after any load.
    """
    from communique import steps  # noqa: PLC0415
    from communique.quarantine import replay_lines  # noqa: PLC0415
    from communique.replay import replay as try_again  # noqa: PLC0415
    from extractors.load import Filter  # noqa: PLC0415

    done = try_again(load_settings(), steps.new_run_id(), Filter(stages, reasons, sources, ids))
    click.echo("\n".join(replay_lines(done)))
