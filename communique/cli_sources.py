"""The verb `sources`: try one, and see how all have been doing."""

from __future__ import annotations

import click

from extractors.settings import load_settings

SHOWN = 20


class _Verbs(click.Group):
    """A group whose examples keep their lines."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples as the other verbs do."""
        with formatter.section("Examples"):
            for line in (self.epilog or "").strip().splitlines():
                formatter.write(f"{'':>{formatter.current_indent}}{line.strip()}\n")


def add_sources(main: click.Group, verb: type[click.Command]) -> None:
    """Add the verb to the command line, with commands of the class given."""

    @main.group(
        cls=_Verbs,
        epilog="""
        communique sources list                  all of them, and how their last nights were
        communique sources check bundled         what this one would bring
        """,
    )
    def sources() -> None:
        """See and try the sources of seeds/sources/."""

    @sources.command("list", cls=verb, epilog="communique sources list")
    def list_sources() -> None:
        """Show the health of all sources.

        When each was last read without an error, what it brought then, and how often it failed since.
        """
        from communique.source_health import health_table  # noqa: PLC0415

        click.echo(health_table(load_settings()))

    @sources.command(
        cls=verb,
        epilog="""
        communique sources check bundled            its first 5 articles
        communique sources check bundled --pages 20 more of them
        """,
    )
    @click.argument("name")
    @click.option(
        "--pages", metavar="N", type=click.IntRange(1, 200), default=5, show_default=True, help="Read N pages."
    )
    def check(name: str, pages: int) -> None:
        """Fetch one source and show what it would bring, storing nothing.

        It may be switched off. The exit code is 1 when nothing could be read or a night would stop the source.
        """
        from communique.source_trial import told  # noqa: PLC0415
        from extractors.fetch import find_source  # noqa: PLC0415
        from extractors.fetch.trial import try_source  # noqa: PLC0415

        settings = load_settings()
        source = find_source(settings, name)
        trial = try_source(settings, source, pages)
        click.echo(told(source, trial))
        if trial.stopped or not (trial.articles or trial.files):
            raise click.exceptions.Exit(1)
