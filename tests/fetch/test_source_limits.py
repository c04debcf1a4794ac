"""What holds a source within its bounds: counts, budgets, pauses, a contact, public addresses."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from extractors.errors import PermanentError
from extractors.fetch import fetch_source
from extractors.fetch.health import read_health
from extractors.fetch.sources import find_source
from extractors.fetch.trial import try_source
from extractors.settings import Settings
from tests.fetch.newsroom import article, counts, night, rejected, rss, source, three_pages
from tests.fetch.sites import Site


def test_below_the_minimum_a_source_is_stopped(settings: Settings, site: Site) -> None:
    three_pages(site)
    source(settings, kind="feed", urls=[site.url("/feed")], min_count=4)
    with pytest.raises(PermanentError, match=r"offers 3 articles.*min_count of 4"):
        fetch_source(settings, "r1", "news")
    assert site.paths() == ["/feed"], "nothing is fetched of a source that is stopped anyway"
    assert read_health(settings, "news").failures == 1
    assert not list((settings.data_dir / "runs" / "r1" / "batches").glob("*"))


def test_a_source_whose_pages_cannot_be_had_is_stopped_too(settings: Settings, site: Site) -> None:
    three_pages(site)
    del site.routes["/a"], site.routes["/b"]
    source(settings, kind="feed", urls=[site.url("/feed")], min_count=2)
    with pytest.raises(PermanentError, match=r"of which 1 could be had.*2 http_error"):
        fetch_source(settings, "r1", "news")
    report = json.loads((settings.data_dir / "runs" / "r1" / "fetch" / "news.json").read_text())
    assert (counts(report), report["held"]) == ((2, 0, 0, 2), 1)
    assert len(rejected(settings, "r1")) == 2


def test_above_the_maximum_there_is_a_warning(settings: Settings, site: Site) -> None:
    three_pages(site)
    source(settings, kind="feed", urls=[site.url("/feed")], max_count=2)
    items, report = night(settings, "r1")
    assert len(items) == 3
    assert "more than its max_count of 2" in report["warnings"][0]


def test_no_contact_is_an_error_that_says_what_to_set(settings: Settings, site: Site) -> None:
    source(settings, kind="feed", urls=[site.url("/feed")])
    with pytest.raises(PermanentError, match="set COMMUNIQUE_CONTACT"):
        fetch_source(replace(settings, contact=None), "r1", "news")
    with pytest.raises(PermanentError, match=r"COMMUNIQUE_CONTACT.*neither"):
        fetch_source(replace(settings, contact="me\r\nX: y"), "r1", "news")
    assert site.asked == []


def test_the_user_agent_names_the_contact(settings: Settings, site: Site) -> None:
    three_pages(site)
    source(settings, kind="feed", urls=[site.url("/feed")])
    night(settings, "r1")
    agents = {asked.headers["user-agent"] for asked in site.asked}
    assert len(agents) == 1
    assert agents.pop().startswith("Communique/")
    assert "+press@example.org" in site.asked[0].headers["user-agent"]


def test_local_addresses_need_a_setting(settings: Settings, site: Site) -> None:
    source(settings, kind="feed", urls=[site.url("/feed")])
    with pytest.raises(PermanentError, match="not public"):
        fetch_source(replace(settings, allow_addresses=""), "r1", "news")
    with pytest.raises(PermanentError, match="COMMUNIQUE_ALLOW_ADDRESSES"):
        fetch_source(replace(settings, allow_addresses="localhost"), "r1", "news")
    assert site.asked == []


def test_the_budget_of_a_night(settings: Settings, site: Site) -> None:
    for number in range(6):
        site.page(f"/{number}", article(f"Story {number}") + " " * 400_000)
    site.page("/feed", rss(*(f"/{number}" for number in range(6))), "application/rss+xml")
    source(settings, kind="feed", urls=[site.url("/feed")], budget={"megabytes": 1})
    items, report = night(settings, "r1")
    assert len(items) == 3
    assert (report["tally"]["listed"], report["tally"]["left"]) == (6, 3)
    assert "3 articles on offer were not asked for" in report["warnings"][0]
    with pytest.raises(PermanentError, match="spent its budget of tonight"):
        night(settings, "r2")
    path = settings.data_dir / "sources" / "news" / "health.json"
    path.write_text(path.read_text().replace(datetime.now(UTC).date().isoformat(), "2020-01-01"))
    site.asked.clear()
    items, report = night(settings, "r3")
    assert len(items) == 3, "the next night takes the rest"
    first = set(site.paths()[1:4])
    assert first == {item.source_uri.removeprefix(site.url("")) for item in items}, "before it looks at what is known"


def test_one_connection_a_host_and_a_pause_between_requests(settings: Settings, site: Site) -> None:
    three_pages(site)
    source(settings, kind="feed", urls=[site.url("/feed")], politeness={"requests_per_minute": 240})
    fetch_source(settings, "r1", "news")
    times = [asked.at for asked in site.asked]
    assert len(times) == 5
    assert min(later - earlier for earlier, later in itertools.pairwise(times)) > 0.2
    assert site.most_at_once == 1


def test_a_trial_stores_nothing(settings: Settings, site: Site) -> None:
    three_pages(site)
    source(settings, kind="feed", urls=[site.url("/feed")], min_count=9)
    trial = try_source(settings, find_source(settings, "news"), 2)
    assert [found.title for _, found in trial.articles] == ["About /a", "About /b"]
    assert trial.not_fetched == [site.url("/c")]
    assert trial.stopped == "3 articles, fewer than its min_count of 9"
    assert not settings.data_dir.exists()
