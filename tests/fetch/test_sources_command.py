"""`communique sources`: what a person sees of the health of sources, and of a trial of one."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from communique.cli import main
from extractors.settings import Settings
from tests.fetch.sites import Site

TEXT = "<p>The minister arrived in Madrid on Monday for talks on trade.</p>"
STORY = "<html lang='en'><body><article><h1>{0}</h1>" + TEXT + "</article></body></html>"


@pytest.fixture
def environment(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of sources of an empty project that the command line works on."""
    monkeypatch.setenv("COMMUNIQUE_PROJECT_ROOT", str(settings.project_root))
    monkeypatch.setenv("COMMUNIQUE_DATA_DIR", str(settings.data_dir))
    monkeypatch.setenv("COMMUNIQUE_CONTACT", "press@example.org")
    monkeypatch.setenv("COMMUNIQUE_ALLOW_ADDRESSES", "127.0.0.1")
    return settings.seeds_dir / "sources"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments), catch_exceptions=False)


def feed(folder: Path, site: Site, name: str = "news", more: str = "") -> None:
    for number in range(3):
        site.page(f"/{number}", STORY.format(f"Story {number}"))
    links = "".join(f"<item><link>/{number}</link><title>Story {number}</title></item>" for number in (0, 1, 2, 404))
    site.page("/feed", f"<rss>{links}</rss>", "text/xml")
    pace = "politeness: {requests_per_minute: 6000}\n"
    (folder / f"{name}.yml").write_text(
        f"name: {name}\nkind: feed\nurls: ['{site.url('/feed')}']\nenabled: true\n{pace}{more}"
    )


def rows(result: Result) -> dict[str, list[str]]:
    return {line.split()[0]: line.split() for line in result.stdout.splitlines() if line.strip()}


def test_a_trial_shows_what_a_source_would_bring(environment: Path, site: Site, settings: Settings) -> None:
    feed(environment, site)
    shown = run("sources", "check", "news", "--pages", "2")
    assert shown.exit_code == 0
    assert "on offer     4 articles" in shown.stdout
    assert "Story 0" in shown.stdout and "Story 1" in shown.stdout
    assert site.url("/2") in shown.stdout.split("not fetched in this trial")[1]
    assert "Nothing was stored." in shown.stdout
    assert not settings.data_dir.exists()
    whole = run("sources", "check", "news")
    assert f"{site.url('/404')}: http_error: the server answers 404" in whole.stdout


def test_a_trial_that_would_be_stopped(environment: Path, site: Site) -> None:
    feed(environment, site, more="min_count: 4\n")
    shown = run("sources", "check", "news")
    assert shown.exit_code == 1
    assert "would stop   3 articles, fewer than its min_count of 4" in shown.stdout


def test_a_trial_of_what_cannot_be_read(environment: Path, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    feed(environment, site)
    del site.routes["/feed"]
    failed = run("sources", "check", "news")
    assert (failed.exit_code, failed.stdout) == (1, "")
    assert "the server answers 404" in failed.stderr
    assert "There is no source 'other'" in run("sources", "check", "other").stderr
    monkeypatch.delenv("COMMUNIQUE_CONTACT")
    assert "set COMMUNIQUE_CONTACT" in run("sources", "check", "news").stderr


def test_the_health_of_sources(environment: Path, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    feed(environment, site, more="max_count: 2\n")
    feed(environment, site, "weekly_one", "schedule: weekly\n")
    (environment / "invalid.yml").write_text("name: invalid\nkind: telex\n")
    listed = rows(run("sources", "list"))
    assert listed["news"][1:4] == ["feed", "on", "never"]
    assert listed["weekly_one"][1:5] == ["feed", "weekly,", "due", "never"]
    assert listed["invalid"][1:3] == ["?", "invalid"]
    assert "'telex' is not one of" in run("sources", "list").stdout
    (environment / "invalid.yml").unlink()

    run("fetch", "--source", "news")
    listed = rows(run("sources", "list"))
    assert listed["news"][5:10] == ["4", "3", "0", "1", "0"]
    assert "more than its max_count of 2" in run("sources", "list").stdout

    del site.routes["/feed"]
    for _ in range(2):
        assert run("fetch", "--source", "news").exit_code == 1
    shown = run("sources", "list")
    assert rows(shown)["news"][-1] == "2"
    assert rows(shown)["news"][5:10] == ["4", "3", "0", "1", "0"], "what it brought last is still told"
    assert "the server answers 404" in shown.stdout
    monkeypatch.delenv("COMMUNIQUE_CONTACT")
    assert "news: no contact" in run("sources", "list").stdout


def test_a_damaged_record_of_health_is_no_obstacle(environment: Path, site: Site, settings: Settings) -> None:
    feed(environment, site)
    run("fetch", "--source", "news")
    (settings.data_dir / "sources" / "news" / "health.json").write_text("{")
    assert rows(run("sources", "list"))["news"][3] == "never"
    assert run("fetch", "--source", "news").exit_code == 0
