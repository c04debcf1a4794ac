"""A trial of a source, told to a person at a terminal."""

from __future__ import annotations

from extractors.claims import Article
from extractors.fetch import Source
from extractors.fetch.trial import Trial
from extractors.items import LandingItem, printable

SHOWN = 20
TITLE_WIDTH = 80


def told(source: Source, trial: Trial) -> str:
    """What a source would bring, ready to print."""
    tally = trial.tally
    state = "switched on" if source.enabled else "switched off"
    lines = [
        f"{source.name}: {source.kind}, {source.schedule}, {state}",
        f"  on offer     {tally.listed} articles, {tally.passed_over} passed over, {tally.repeated} listed twice",
        f"  it cost      {tally.requests} requests, {tally.bytes / 1000:,.0f} kB, {tally.seconds:.1f} s",
    ]
    lines += [f"  would stop   {trial.stopped}"] if trial.stopped else []
    lines += [f"  warning      {printable(warning)}" for warning in trial.warnings]
    if trial.articles:
        lines += ["", f"Read: {len(trial.articles)}", *(line for pair in trial.articles for line in _article(*pair))]
    lines += _some(
        "Taken, not read in this trial",
        [f"{item.source_uri} ({item.media_type}, {item.bytes:,} bytes)" for item in trial.files],
    )
    lines += _some("Rejected", [f"{row.source_uri}: {row.reason}: {row.detail}" for row in trial.rejected])
    lines += _some("On offer, not fetched in this trial", trial.not_fetched)
    return "\n".join([*lines, "", "Nothing was stored."])


def _article(item: LandingItem, article: Article) -> list[str]:
    title = printable(article.title or "(no title)")[:TITLE_WIDTH]
    known = f"{article.published_on or 'no date':<10}  {article.language}  {len(article.text):>6,} characters"
    return [f"  {known}  {title}", f"      {printable(item.source_uri)}"]


def _some(title: str, rows: list[str]) -> list[str]:
    if not rows:
        return []
    more = [f"  and {len(rows) - SHOWN:,} more"] if len(rows) > SHOWN else []
    return ["", f"{title}: {len(rows):,}", *(f"  {printable(row)}" for row in rows[:SHOWN]), *more]
