"""`communique match`: two written names compared, or a file of labelled pairs."""

from __future__ import annotations

from pathlib import Path

import click


def add_match(group: click.Group, verb: type[click.Command]) -> None:
    """Put the verb into the command line."""
    group.command(
        cls=verb,
        epilog="""
    communique match "Muhammad bin Salman" "Mohammed bin Salman"    one pair: the score and why
    communique match --pairs FILE.csv                              left,right,expected: precision, recall, F1
    communique match --pairs FILE.csv --show-mistakes 20           with what was taken wrongly
    """,
    )(match)


@click.argument("names", metavar="[LEFT RIGHT]", nargs=-1)
@click.option("--pairs", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Pairs.")
@click.option("--threshold", type=click.FloatRange(0, 1), help="Names that score this are one.  [default: 0.75]")
@click.option("--show-mistakes", metavar="N", type=click.IntRange(min=0), default=0, help="Show N of the file's.")
def match(names: tuple[str, ...], pairs: Path | None, threshold: float | None, show_mistakes: int) -> None:
    """Compare two written names, or a file of labelled pairs.

    The score is 0 to 1, on the names alone: resolution in the warehouse asks for the country, post and time as well.
    FILE is a CSV file with the columns left, right and expected (true or false).
    """
    from extractors.matching import LIKELY, match_names  # noqa: PLC0415
    from extractors.matching.pairs import read_pairs, score_pairs  # noqa: PLC0415

    threshold = LIKELY if threshold is None else threshold
    if pairs and not names:
        click.echo(score_pairs(read_pairs(pairs), threshold).render(show_mistakes))
    elif len(names) == 2 and not pairs:
        found = match_names(*names)
        click.echo(f"{found.score:.3f} {'likely one name' if found.score >= threshold else 'likely two names'}")
        click.echo("\n".join(found.reasons()))
    else:
        raise click.UsageError("Give two names, or --pairs FILE.")
