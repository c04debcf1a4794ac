"""`communique diff`: what changed in the marts between two releases, fact by fact."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from extractors.errors import CommuniqueError
from extractors.settings import load_settings

if TYPE_CHECKING:
    from expectations.compare import Change, TableCount

SHOWN_TEXT = 80
DIFFERENT, TROUBLE = 1, 2


class Trouble(click.ClickException):
    """The two cannot be compared."""

    exit_code = TROUBLE


def add_diff(group: click.Group, verb: type[click.Command]) -> None:
    """Put the verb into the command line."""
    group.command(
        cls=verb,
        epilog="""
        communique diff previous published               what the last release changed
        communique diff 20260101 20260102 --table fct_visits --limit 0
        communique diff previous published --summary     only how many rows of each table
        communique diff previous published --json        one change a line
        """,
    )(diff)


@click.argument("run_a", metavar="RUN_A")
@click.argument("run_b", metavar="RUN_B")
@click.option("--table", "tables", metavar="NAME", multiple=True, help="Only this table; may be given several times.")
@click.option("--limit", metavar="N", type=click.IntRange(min=0), default=20, help="Rows a table; 0 for all.  [20]")
@click.option("--summary", is_flag=True, help="Only how many rows of each table came, went and changed.")
@click.option("--json", "as_json", is_flag=True, help="One change a line, as JSON, all of them.")
@click.pass_context
def diff(
    ctx: click.Context, run_a: str, run_b: str, tables: tuple[str, ...], limit: int, summary: bool, as_json: bool
) -> None:
    """Show what changed in the marts from one release to another.

    RUN_A and RUN_B are run ids (or their beginnings) whose releases are kept in the archive, or `published`,
    `previous`, or paths of release files. Rows are told apart by their keys: `+` came, `-` went, `~` changed, with the
    columns that differ. Facts come first, then dimensions and bridges.

    The exit code is 0 when both hold the same, 1 when they differ, 2 when they cannot be compared.
    """
    try:
        differs = _compare(run_a, run_b, tables, _printer(limit, summary, as_json))
    except CommuniqueError as error:
        raise Trouble(str(error)) from error
    ctx.exit(DIFFERENT if differs else 0)


Printer = Callable[["TableCount", Callable[[], Any]], None]


def _compare(run_a: str, run_b: str, tables: tuple[str, ...], show: Printer) -> bool:
    from expectations.compare import Comparison, find_release  # noqa: PLC0415
    from extractors.errors import PermanentError  # noqa: PLC0415

    settings = load_settings()
    differs = False
    with Comparison(find_release(settings, run_a), find_release(settings, run_b)) as comparison:
        known = comparison.tables()
        if unknown := set(tables) - set(known):
            raise PermanentError(f"There is no table {', '.join(sorted(unknown))}. Tables: {', '.join(known)}.")
        for table in tables or known:
            count = comparison.count(table)
            if count.added or count.removed or count.changed or count.note:
                differs = True
                show(count, lambda table=table: comparison.changes(table))  # type: ignore[misc]
    return differs


def _printer(limit: int, summary: bool, as_json: bool) -> Printer:
    def show(count: TableCount, changes: Callable[[], Any]) -> None:
        if as_json:
            for change in changes():
                click.echo(json.dumps(_as_json(change), ensure_ascii=False, default=str))
            return
        note = f" ({count.note})" if count.note else ""
        click.echo(f"{count.table}: {count.added} added, {count.removed} removed, {count.changed} changed{note}")
        if summary:
            return
        total = count.added + count.removed + count.changed
        for number, change in enumerate(changes()):
            if limit and number == limit:
                click.echo(f"  and {total - limit} more (--limit 0 shows all)")
                break
            click.echo("\n".join(_lines(change)))

    return show


def _lines(change: Change) -> list[str]:
    sign = {"added": "+", "removed": "-", "changed": "~"}[change.kind]
    key = ", ".join(f"{column}={_text(value)}" for column, value in change.key.items())
    if change.kind == "changed":
        return [f"  ~ {key}", *(f"      {c}: {_text(old)} -> {_text(new)}" for c, (old, new) in change.values.items())]
    rest = ", ".join(f"{column}={_text(value)}" for column, value in change.values.items() if value not in (None, []))
    return [f"  {sign} {key}", *([f"      {rest}"] if rest else [])]


def _text(value: Any) -> str:
    text = " ".join(str(value).split()) if value is not None else "null"
    return text if len(text) <= SHOWN_TEXT else text[: SHOWN_TEXT - 1] + "…"


def _as_json(change: Change) -> dict[str, Any]:
    values = change.values
    if change.kind == "changed":
        values = {column: {"before": old, "after": new} for column, (old, new) in values.items()}
    return {"table": change.table, "change": change.kind, "key": change.key, "values": values}
