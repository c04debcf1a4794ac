"""The command line: the stages as verbs, and what a person wants to know of an installation."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from communique.cli_backfill import add_backfill
from communique.cli_diff import add_diff
from communique.cli_evaluate import add_evaluate
from communique.cli_match import add_match
from communique.cli_quarantine import add_quarantine
from communique.cli_sources import add_sources
from extractors.errors import CommuniqueError
from extractors.settings import load_settings

SHOWN_REJECTIONS = 20
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
RUN_ID = r"[0-9A-Za-z][0-9A-Za-z-]{0,63}"

Command = TypeVar("Command", bound=Callable[..., Any])


class Group(click.Group):
    """A group whose commands answer an error of the product with its message instead of a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs in the order of the stages."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except CommuniqueError as error:
            raise click.ClickException(str(error)) from error


class Verb(click.Command):
    """A command whose examples keep their lines."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if self.epilog:
            with formatter.section("Examples"):
                for line in self.epilog.strip().splitlines():
                    formatter.write(f"{'':>{formatter.current_indent}}{line.strip()}\n")


def _run_id_option(default: str) -> Callable[[Command], Command]:
    return click.option(
        "--run-id", metavar="ID", callback=_check_run_id, help=f"The run to work on. Default: {default}."
    )


def _check_run_id(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value is not None and not re.fullmatch(RUN_ID, value):
        raise click.BadParameter("use letters, digits and hyphens, at most 64")
    return value


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("-v", "--verbose", is_flag=True, help="Tell on standard error what is being done.")
def main(verbose: bool) -> None:
    """Diplomatic news in, a warehouse of visits, actors and agreements out.

    The stages, in their order: fetch, extract, load, build, audit, publish. `run` does them all. Everything is
    written below COMMUNIQUE_DATA_DIR (default: data/ in the project). Each stage may be killed and run again.
    """
    level = logging.INFO if verbose else logging.WARNING
    logging.basicConfig(stream=sys.stderr, level=level, format="%(levelname)s %(name)s: %(message)s")


add_sources(main, Verb)


@main.command(
    cls=Verb,
    epilog="""
    communique fetch                         every source of seeds/sources/ that is switched on
    communique fetch --source bundled        one of them
    communique fetch --articles ../folder    a folder of .txt, .html, .json and .jsonl files instead
    """,
)
@click.option("--source", metavar="NAME", help="One source of seeds/sources/.")
@click.option("--articles", metavar="FOLDER", type=click.Path(exists=True, file_okay=False), help="A folder instead.")
@_run_id_option("a new one")
def fetch(source: str | None, articles: str | None, run_id: str | None) -> None:
    """Land what is new, in batches.

    Prints the run id and the batch files. What is in the warehouse unchanged is passed over; what an earlier run
    fetched and never loaded is taken along.
    """
    from communique import steps  # noqa: PLC0415

    if source and articles:
        raise click.UsageError("Give --source or --articles, not both.")
    run_id = run_id or steps.new_run_id()
    batches = steps.fetch(load_settings(), run_id, source=source, folder=_absolute(articles))
    batches += steps.take_over(load_settings(), run_id) if source else []
    click.echo(f"run {run_id}: {len(batches)} batch{'' if len(batches) == 1 else 'es'}")
    for batch in batches:
        click.echo(batch)


@main.command(
    cls=Verb,
    epilog="""
    communique extract article.txt                     one article, its claims on standard output
    communique extract articles/ --output claims.jsonl a folder, with its manifest.csv if it has one
    communique extract a.html b.jsonl | jq .visits     several; .json and .jsonl may hold many articles
    communique extract                                 the stage: the batches that `fetch` wrote last
    communique extract --outdated                      what an older version of the engine read, once more
    """,
)
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("-o", "--output", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="Write here.")
@click.option("--engine", default="rules", show_default=True, help="The claims engine.")
@click.option("--outdated", is_flag=True, help="Read again what an older version of the engine read.")
@_run_id_option("the newest; with --outdated a new one; only without PATH")
def extract(paths: tuple[Path, ...], output: Path | None, engine: str, outdated: bool, run_id: str | None) -> None:
    """Read articles: one claims document a line.

    PATH is a .txt, .html, .json or .jsonl file, or a folder of such. In a folder, manifest.csv may say what is known
    from outside, in any of the columns path, source_uri, published_on, language, title, source. An article's
    source_uri is its path as given, unless the manifest says otherwise. Documents come in the order of the paths,
    sorted within a folder.

    Standard output has documents only; progress, warnings and rejected files go to standard error. The exit code
    is 0 when at least one article was read, even if others were rejected; 1 when none was; 2 for a missing path.

    Without PATH it is the stage between fetch and load, and writes into the run's folder. With --outdated it begins a
    run of what the warehouse holds from an older version of the engine; load, build, audit and publish it as any other.
    """
    if outdated and (paths or output):
        raise click.UsageError("--outdated takes no PATH and no --output.")
    if outdated:
        _extract_outdated(run_id)
    elif paths:
        _extract_paths(paths, output, engine)
    elif output:
        raise click.UsageError("--output goes with a PATH.")
    else:
        _extract_run(run_id)


def _extract_paths(paths: tuple[Path, ...], output: Path | None, engine: str) -> None:
    from communique.extract_files import extract_files  # noqa: PLC0415

    tally = extract_files(list(paths), output, engine, load_settings())
    for row in tally.rejected[:SHOWN_REJECTIONS]:
        click.echo(f"rejected {row.source_uri}: {row.reason}: {row.detail}", err=True)
    if (more := len(tally.rejected) - SHOWN_REJECTIONS) > 0:
        click.echo(f"and {more} more", err=True)
    click.echo(f"{tally.articles} articles read, {len(tally.rejected)} rejected", err=True)
    if not tally.articles:
        raise click.exceptions.Exit(1)


def _extract_outdated(run_id: str | None) -> None:
    from communique import steps  # noqa: PLC0415

    settings = load_settings()
    run_id = run_id or steps.new_run_id()
    found = steps.find_outdated(settings, run_id)
    click.echo(f"run {run_id}: {len(found)} batch{'' if len(found) == 1 else 'es'} of outdated articles")
    if found:
        _extract_run(run_id)
        click.echo("next: communique load, build, audit, publish")


def _extract_run(run_id: str | None) -> None:
    from communique import steps  # noqa: PLC0415

    settings = load_settings()
    run_id = run_id or steps.latest_run(settings)
    for batch in steps.pending_batches(settings, run_id):
        counts = steps.extract(settings, run_id, batch)
        click.echo(f"{batch}: {counts['articles']} articles, {counts['rejected']} rejected")


@main.command(cls=Verb, epilog="communique load    after communique fetch and communique extract")
@_run_id_option("the newest")
def load(run_id: str | None) -> None:
    """Put claims and rejections into the raw tables.

    One transaction a batch. An article replaces its earlier claims; one that has not changed changes no row.
    """
    from communique import steps  # noqa: PLC0415
    from communique.balance import equation  # noqa: PLC0415
    from extractors.load import RunCounts  # noqa: PLC0415

    settings = load_settings()
    counts = steps.load(settings, run_id or steps.latest_run(settings))
    if counts.pop("batches_left"):
        raise click.ClickException("Some batches are not extracted yet: run `communique extract`, then load again.")
    click.echo(equation(RunCounts(**counts)))


@main.command(cls=Verb, epilog="communique build    after a load, or after a change of a table in seeds/")
@_run_id_option("the newest")
def build(run_id: str | None) -> None:
    """Build and test the marts with dbt.

    A failed model or test is named, with what dbt says of it.
    """
    from communique import steps  # noqa: PLC0415

    settings = load_settings()
    counts = steps.build(settings, run_id or steps.latest_run(settings))
    click.echo("built: " + ", ".join(f"{count} {status}" for status, count in sorted(counts.items())))


@main.command(
    cls=Verb,
    epilog="""
    communique audit                  the build made last
    communique audit --accept-drop    after you removed articles on purpose
    """,
)
@_run_id_option("that of the last build")
@click.option("--accept-drop", is_flag=True, help="Fewer rows than in the last release are intended.")
def audit(run_id: str | None, accept_drop: bool) -> None:
    """Check that the marts are plausible.

    Writes the Data Docs. A failed critical expectation ends with exit code 1, names the rows to blame, and forbids
    the publish.
    """
    from communique import steps  # noqa: PLC0415

    settings = load_settings()
    found = steps.audit(settings, run_id or steps.latest_build(settings), accept_drop=accept_drop)
    click.echo(f"{found['result']}: {found['expectations']} expectations")
    for warning in found["warnings"]:
        click.echo(f"warning: {warning}")
    click.echo(found["docs"])


@main.command(
    cls=Verb,
    epilog="""
    communique publish               the audited build takes the place of the published file
    communique publish --rollback    the release before it comes back
    """,
)
@_run_id_option("that of the last build")
@click.option("--rollback", is_flag=True, help="Put the release before the published one back.")
def publish(run_id: str | None, rollback: bool) -> None:
    """Swap in a new published file, or the last one back.

    It is one step, and readers are never disturbed. Only a complete build that passed its audit is published. The
    last releases are kept for --rollback (COMMUNIQUE_KEEP_PUBLISHED, default 7). A release taken back is kept apart,
    and the next publish makes a new one: mend what was wrong with it first.
    """
    from communique import steps  # noqa: PLC0415

    settings = load_settings()
    if rollback:
        done = steps.rollback(settings)
        click.echo(f"{done['path']} is again the release of run {done['run_id']}")
        click.echo(f"the one taken back is kept as {done['kept']}" if done["kept"] else "there was none in its place")
        return
    done = steps.publish(settings, run_id or steps.latest_build(settings))
    click.echo(f"{done['path']}, {'new content' if done['changed'] else 'the same content as before'}")


@main.command(
    cls=Verb,
    epilog="""
    communique run                         the sources of seeds/sources/
    communique run --articles ../folder    a folder of articles
    """,
)
@click.option("--articles", metavar="FOLDER", type=click.Path(exists=True, file_okay=False), help="A folder instead.")
@click.option("--accept-drop", is_flag=True, help="Fewer rows than in the last release are intended.")
@_run_id_option("a new one")
def run(articles: str | None, accept_drop: bool, run_id: str | None) -> None:
    """Do all stages, without Airflow, and sum up.

    After a kill, run it again: it heals what was cut short, and no article is lost.
    """
    from communique import steps  # noqa: PLC0415
    from communique.pipeline import Pipeline  # noqa: PLC0415
    from communique.summary import next_steps  # noqa: PLC0415

    settings = load_settings()
    pipeline = Pipeline(settings, run_id or steps.new_run_id(), lambda line: click.echo(line, err=True))
    try:
        pipeline.run(_absolute(articles), accept_drop=accept_drop)
    finally:
        for problem in pipeline.problems:
            click.echo(f"not read: {problem}", err=True)
    click.echo(steps.summary(settings, pipeline.run_id))
    click.echo(f"\n{next_steps(settings)}")
    if pipeline.problems:
        raise click.exceptions.Exit(1)


add_evaluate(main, Verb)
add_match(main, Verb)


@main.command(cls=Verb, epilog="communique status")
def status() -> None:
    """Tell what is published, built and unfinished.

    Takes no lock, so it answers during a run too.
    """
    from communique.status import describe  # noqa: PLC0415

    click.echo(describe(load_settings()))


add_quarantine(main, Verb)
add_backfill(main, Verb)
add_diff(main, Verb)


def _absolute(folder: str | None) -> str | None:
    return str(Path(folder).absolute()) if folder else None
