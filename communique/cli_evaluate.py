"""`communique evaluate`: a claims engine scored on articles with known facts."""

from __future__ import annotations

from pathlib import Path

import click

FILE = click.Path(dir_okay=False, path_type=Path)


def add_evaluate(group: click.Group, verb: type[click.Command]) -> None:
    """Put the verb into the command line."""
    group.command(
        cls=verb,
        epilog="""
    communique evaluate tests/evaluation                        precision and recall on the project's gold
    communique evaluate tests/evaluation --language de          the German articles only
    communique evaluate tests/evaluation more --show-misses 20  two sets, with what was missed or invented
    communique evaluate tests/evaluation --plot confidence.svg  how often claims of a stated confidence are right
    """,
    )(evaluate)


@click.argument(
    "gold_dirs", metavar="GOLD_DIR...", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path)
)
@click.option("--engine", default="rules", show_default=True, help="The claims engine.")
@click.option("--language", metavar="CODE", help="Only articles of this language (ISO 639-1).")
@click.option(
    "--show-misses",
    metavar="[N]",
    type=click.IntRange(min=0),
    is_flag=False,
    flag_value=50,
    default=0,
    help="Show the first N mistakes (50 without a number).",
)
@click.option("--plot", metavar="FILE.svg", type=FILE, help="Write a picture of how well confidence keeps its word.")
@click.option("--pin", metavar="FILE.json", type=FILE, help="Write the F1 figures, as a baseline for --baseline.")
@click.option("--baseline", metavar="FILE.json", type=FILE, help="Fail when a figure is below a pinned one.")
def evaluate(
    gold_dirs: tuple[Path, ...],
    engine: str,
    language: str | None,
    show_misses: int,
    plot: Path | None,
    pin: Path | None,
    baseline: Path | None,
) -> None:
    """Score a claims engine on known articles."""
    from communique.evaluate import falls_short, write_extras  # noqa: PLC0415
    from extractors.evaluation import evaluate as score  # noqa: PLC0415

    report = score(list(gold_dirs), engine, language)
    click.echo("\n".join([report.render(show_misses), *write_extras(report, plot, pin)]))
    short = falls_short(report, baseline, language) if baseline is not None else []
    if short:
        raise click.ClickException("below the baseline:\n" + "\n".join(short))
