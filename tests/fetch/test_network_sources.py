"""Feeds, sitemaps and lists of addresses of a small news site, fetched night after night."""

from __future__ import annotations

import gzip
import itertools
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from communique import steps
from extractors.errors import PermanentError, TransientError
from extractors.extract import extract_batch
from extractors.fetch import fetch_source
from extractors.fetch.health import read_health
from extractors.fetch.sources import find_source
from extractors.fetch.trial import try_source
from extractors.items import LandingItem
from extractors.load import load_batch
from extractors.settings import Settings
from tests.fetch.sites import Asked, Site

TEXT = (
    "The foreign minister of Chile, Marta Ejemplo, visited Madrid on Monday and met her colleague for talks on trade."
)
PACE = {"requests_per_minute": 600}


def article(title: str, more: str = "") -> str:
    body = f"<article><h1>{title}</h1><p>{TEXT}</p><p>{TEXT} {more}</p></article>"
    return f'<!doctype html><html lang="en"><head><title>{title}</title></head><body>{body}</body></html>'


def rss(*links: str, dates: tuple[str, ...] = ()) -> str:
    dated = [*dates, *("" for _ in links)]
    items = "".join(
        f"<item><title>About {link}</title><link>{link}</link>{f'<pubDate>{date}</pubDate>' if date else ''}</item>"
        for link, date in zip(links, dated, strict=False)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{items}</channel></rss>'


def source(settings: Settings, name: str = "news", **fields: Any) -> None:
    """Write a source file."""
    values = {"name": name, "enabled": True, "politeness": PACE, **fields}
    (settings.seeds_dir / "sources" / f"{name}.yml").write_text(yaml.safe_dump(values), "utf-8")


def night(settings: Settings, run_id: str, name: str = "news") -> tuple[list[LandingItem], dict[str, Any]]:
    """Fetch and load; the new items and the report."""
    run = settings.data_dir / "runs" / run_id
    batches = fetch_source(settings, run_id, name)
    items = [LandingItem.from_json(line) for batch in batches for line in batch.read_text("utf-8").splitlines()]
    for batch in batches:
        extract_batch(settings, run_id, batch)
    for claims in sorted((run / "claims").iterdir()):
        load_batch(settings, run_id, claims, run / "rejected" / claims.name)
    return items, json.loads((run / "fetch" / f"{name}.json").read_text("utf-8"))


def rejected(settings: Settings, run_id: str, name: str = "news") -> dict[str, str]:
    lines = (settings.data_dir / "runs" / run_id / "rejected" / f"{name}-fetch.jsonl").read_text("utf-8").splitlines()
    return {row["source_uri"]: row["reason"] for row in map(json.loads, lines)}


def three_pages(site: Site) -> None:
    for name in ("a", "b", "c"):
        site.page(f"/{name}", article(f"Story {name}", name))
    site.page("/feed", rss("/a", "/b", "/c"), "application/rss+xml")


def counts(report: dict[str, Any]) -> tuple[int, int, int, int]:
    return report["files"], report["new"], report["unchanged"], report["rejected"]


def test_a_feed_brings_its_pages_and_only_what_changed_again(settings: Settings, site: Site) -> None:
    three_pages(site)
    source(settings, kind="feed", urls=[site.url("/feed")], language="en", outlet="Daily Test")
    items, report = night(settings, "r1")
    assert counts(report) == (3, 3, 0, 0)
    assert {item.source_uri for item in items} == {site.url(f"/{name}") for name in "abc"}
    assert {(item.source, item.language, item.media_type, item.charset) for item in items} == {
        ("Daily Test", "en", "text/html", "utf-8")
    }
    assert items[0].title == "About /a"

    items, report = night(settings, "r2")
    assert (items, counts(report)) == ([], (3, 0, 3, 0))
    asked_again = [asked for asked in site.asked[-4:] if asked.path != "/robots.txt"]
    assert all("if-none-match" in asked.headers for asked in asked_again)

    site.page("/b", article("Story b", "They spoke of science as well."))
    items, report = night(settings, "r3")
    assert [item.source_uri for item in items] == [site.url("/b")]
    assert counts(report) == (3, 1, 2, 0)


def test_a_feed_that_dates_everything_anew_changes_nothing(settings: Settings, site: Site) -> None:
    three_pages(site)
    source(settings, kind="feed", urls=[site.url("/feed")])
    for run_id, date, new in (("r1", "Sun, 01 Mar 2026 08:00:00 GMT", 1), ("r2", "Mon, 02 Mar 2026 08:00:00 GMT", 0)):
        site.page("/feed", rss("/a", dates=(date,)), "application/rss+xml")
        items, report = night(settings, run_id)
        assert (report["new"], [item.published_on for item in items]) == (new, ["2026-03-01"] * new)


def test_what_was_fetched_and_never_loaded_comes_again_without_being_fetched(settings: Settings, site: Site) -> None:
    three_pages(site)
    source(settings, kind="feed", urls=[site.url("/feed")])
    fetch_source(settings, "r1", "news")  # and then the machine is switched off
    asked = len(site.asked)
    _items, report = night(settings, "r2")
    assert counts(report) == (3, 3, 0, 0)
    assert all("if-none-match" in again.headers for again in site.asked[asked:] if again.path != "/robots.txt")


def test_the_same_run_begun_again_asks_only_for_the_listing(settings: Settings, site: Site) -> None:
    three_pages(site)
    source(settings, kind="feed", urls=[site.url("/feed")])
    first = {path.name: path.read_bytes() for path in fetch_source(settings, "r1", "news")}
    site.asked.clear()
    assert {path.name: path.read_bytes() for path in fetch_source(settings, "r1", "news")} == first
    assert site.paths() == ["/feed"]


def test_a_lost_landing_file_is_fetched_anew(settings: Settings, site: Site) -> None:
    three_pages(site)
    source(settings, kind="feed", urls=[site.url("/feed")])
    fetch_source(settings, "r1", "news")
    for path in settings.landing_dir.rglob("*.html"):
        path.unlink()
    (settings.data_dir / "sources" / "news" / "pages.jsonl").open("a").write('{"url": 1}\nrubbish\n')
    items, _ = night(settings, "r2")
    assert len(items) == 3
    assert all((settings.data_dir / item.landing_path).is_file() for item in items)


def test_sitemaps_of_an_index_plain_and_compressed(settings: Settings, site: Site) -> None:
    three_pages(site)
    ns = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"'
    news = "<n:publication_date>2026-03-04T22:30:00-05:00</n:publication_date><n:title>A &amp; B</n:title>"
    site.page(
        "/one.xml", f"<urlset {ns}><url><loc>{site.url('/a')}</loc><n:news>{news}</n:news></url></urlset>", "text/xml"
    )
    two = f"<urlset {ns}><url><loc>{site.url('/b')}</loc><lastmod>2026-01-01</lastmod></url></urlset>".encode()
    site.page("/two.xml.gz", gzip.compress(two), "application/octet-stream")
    children = "".join(
        f"<sitemap><loc>{site.url(path)}</loc></sitemap>" for path in ("/one.xml", "/two.xml.gz", "/index")
    )
    site.page("/index", f"<sitemapindex {ns}>{children}</sitemapindex>", "text/xml")
    source(settings, kind="sitemap", urls=[site.url("/index")])
    items, _report = night(settings, "r1")
    assert {(item.source_uri, item.title, item.published_on) for item in items} == {
        (site.url("/a"), "A & B", "2026-03-04"),
        (site.url("/b"), None, None),
    }
    assert site.paths().count("/index") == 1


def test_a_sitemap_that_is_trusted_spares_requests(settings: Settings, site: Site) -> None:
    three_pages(site)

    def serve(lastmod: str) -> None:
        urls = "".join(
            f"<url><loc>{site.url(p)}</loc><lastmod>{d}</lastmod></url>"
            for p, d in (("/a", lastmod), ("/b", "2026-01-01"))
        )
        site.page("/map", f"<urlset>{urls}</urlset>", "text/xml")

    serve("2026-01-02")
    source(settings, kind="sitemap", urls=[site.url("/map")], revisit="changed")
    night(settings, "r1")
    site.asked.clear()
    serve("2026-01-03")
    _, report = night(settings, "r2")
    assert counts(report) == (2, 0, 2, 0)
    assert site.paths() == ["/map", "/a"]


def test_a_list_of_addresses(settings: Settings, site: Site) -> None:
    three_pages(site)
    site.page("/plain", TEXT * 3, "text/plain")
    listed = f"# stories\n{site.url('/a')}\n\n{site.url('/a')}#part\n{site.url('/plain')}  # a comment\nftp://example.org/x\n"
    (settings.project_root / "list.txt").write_text(listed)
    source(settings, kind="url_list", path="list.txt", urls=[site.url("/b?utm_source=x")])
    items, report = night(settings, "r1")
    assert {item.source_uri for item in items} == {site.url("/a"), site.url("/b"), site.url("/plain")}
    assert report["tally"]["repeated"] == 1
    assert report["reasons"] == {"bad_address": 1}


def test_patterns_age_and_repeats_are_counted(settings: Settings, site: Site) -> None:
    three_pages(site)
    today = datetime.now(UTC)
    dates = tuple(f"{today - timedelta(days=days):%a, %d %b %Y %H:%M:%S GMT}" for days in (0, 40, 1, 0, 0))
    site.page("/feed", rss("/a", "/b", "/c", "/a", "/sport/x", dates=dates), "application/rss+xml")
    source(settings, kind="feed", urls=[site.url("/feed")], max_age_days=30, exclude=["/sport/*"])
    items, report = night(settings, "r1")
    assert [item.source_uri for item in items] == [site.url("/a"), site.url("/c")]
    tally = report["tally"]
    assert (tally["listed"], tally["passed_over"], tally["repeated"]) == (2, 2, 1)


def test_pages_that_cannot_be_had_are_rows(settings: Settings, site: Site) -> None:
    three_pages(site)
    site.page("/picture", b"\x89PNG", "image/png")
    site.page("/robots.txt", "User-agent: *\nDisallow: /private/\n", "text/plain")
    site.routes["/inward"] = lambda asked: asked.answer(302, Location="http://169.254.169.254/latest")
    links = (
        "/a",
        "/missing",
        "/picture",
        "/private/x",
        "/inward",
        "javascript:alert(1)",
        "http://[",
        "file:///etc/passwd",
    )
    site.page("/feed", rss(*links), "application/rss+xml")
    source(settings, kind="feed", urls=[site.url("/feed")])
    _, report = night(settings, "r1")
    assert report["reasons"] == {
        "bad_address": 3,
        "forbidden_address": 1,
        "http_error": 1,
        "robots": 1,
        "unsupported_type": 1,
    }
    assert counts(report) == (8, 1, 0, 7)
    assert "/private/x" not in site.paths()
    reasons = rejected(settings, "r1")
    assert reasons[site.url("/missing")] == "http_error"
    assert night(settings, "r2")[1]["reasons"] == report["reasons"]


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


def test_a_feed_that_cannot_be_read_stops_the_source(settings: Settings, site: Site) -> None:
    site.page("/feed", "<html><body>Sign in</body></html>")
    source(settings, kind="feed", urls=[site.url("/feed?token=s3cret")])
    with pytest.raises(PermanentError, match="it is no feed and no sitemap but <html>") as caught:
        fetch_source(settings, "r1", "news")
    assert "s3cret" not in str(caught.value)
    site.routes["/feed"] = lambda asked: asked.answer(503, **{"Retry-After": "3600"})
    with pytest.raises(TransientError, match="503"):
        fetch_source(settings, "r2", "news")
    health = read_health(settings, "news")
    assert (health.failures, health.last_success) == (2, None)
    asked = len(site.asked)
    with pytest.raises(PermanentError, match="host_closed"):
        fetch_source(settings, "r3", "news")
    assert len(site.asked) == asked, "the server asked for an hour of peace"


def test_one_feed_of_several_may_fail(settings: Settings, site: Site) -> None:
    three_pages(site)
    source(settings, kind="feed", urls=[site.url("/gone"), site.url("/feed")])
    _, report = night(settings, "r1")
    assert counts(report) == (4, 3, 0, 1)
    assert rejected(settings, "r1") == {site.url("/gone"): "http_error"}


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


def test_the_flaky_site(settings: Settings, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every first answer fails in another way, every second one is good: nothing is missed."""
    monkeypatch.setattr("extractors.fetch.web.retry.FIRST_PAUSE", 0.01)
    three_pages(site)
    faults = iter(
        [
            lambda asked: asked.answer(503, **{"Retry-After": "0"}),
            lambda asked: asked.reset(),
            lambda asked: asked.send(b""),
            lambda asked: asked.send(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\ncut"),
            lambda asked: asked.answer(500),
        ]
    )
    good = dict(site.routes) | {"/robots.txt": lambda asked: asked.answer(404)}
    seen: set[str] = set()

    def flaky(asked: Asked) -> None:
        first = asked.path not in seen
        seen.add(asked.path)
        (next(faults) if first else good[asked.path])(asked)

    site.routes = dict.fromkeys(good, flaky)
    source(settings, kind="feed", urls=[site.url("/feed")])
    _, report = night(settings, "r1")
    assert counts(report) == (3, 3, 0, 0)
    assert next(faults, None) is None


def test_a_site_that_goes_down_is_left_alone(settings: Settings, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.fetch.web.retry.FIRST_PAUSE", 0.01)
    site.page("/feed", rss(*(f"/{number}" for number in range(50))), "application/rss+xml")
    for number in range(50):
        site.routes[f"/{number}"] = lambda asked: asked.reset()
    source(settings, kind="feed", urls=[site.url("/feed")])
    _, report = night(settings, "r1")
    assert report["reasons"] == {"connection": 10, "host_closed": 40}
    assert len(site.paths()) == 1 + 10 * 3


def test_only_faults_that_may_pass_are_tried_again(
    settings: Settings, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []
    monkeypatch.setattr("extractors.fetch.begin.SLEEP", slept.append)
    site.routes["/busy"] = lambda asked: asked.answer(429, **{"Retry-After": "33"})
    site.routes["/down"] = lambda asked: asked.answer(502)
    site.routes["/odd"] = lambda asked: asked.send(b"rubbish\r\n\r\n")
    site.page("/feed", rss("/busy", "/down", "/missing", "/odd"), "application/rss+xml")
    source(settings, kind="feed", urls=[site.url("/feed")], politeness={"requests_per_minute": 6000})
    _, report = night(settings, "r1")
    assert report["reasons"] == {"http_busy": 2, "http_error": 1, "protocol": 1}
    assert [site.paths().count(path) for path in ("/busy", "/down", "/missing", "/odd")] == [3, 3, 1, 1]
    assert [pause for pause in slept if pause >= 33] == [33, 33]
    assert 2 < sum(pause for pause in slept if 1 <= pause < 33) <= 6


def test_one_source_that_fails_does_not_keep_the_others_from_being_fetched(settings: Settings, site: Site) -> None:
    three_pages(site)
    for name, path in (("broken", "/gone"), ("news", "/feed"), ("worse", "/robots.txt")):
        source(settings, name, kind="feed", urls=[site.url(path)])
    with pytest.raises(PermanentError, match=r"broken: nothing.*worse: nothing"):
        steps.fetch(settings, "r1")
    assert [Path(batch).name for batch in steps.pending_batches(settings, "r1")] == ["news-001.jsonl"]


def test_one_page_cannot_ask_for_peace_for_all(settings: Settings, site: Site) -> None:
    three_pages(site)
    for number in range(6):
        site.routes[f"/{number}"] = lambda asked: asked.answer(429, **{"Retry-After": "999999999"})
    site.page("/feed", rss("/0", "/a", "/1", "/2", "/b", "/3", "/4", "/5", "/c"), "application/rss+xml")
    source(settings, kind="feed", urls=[site.url("/feed")])
    items, report = night(settings, "r1")
    assert [item.source_uri for item in items] == [site.url("/a"), site.url("/b")]
    assert report["reasons"] == {"host_closed": 1, "http_busy": 6}
    assert site.paths().count("/0") == 1, "nobody waits for thirty years, and nobody asks before"


def test_names_from_hostile_input_stay_in_their_folder(settings: Settings, site: Site) -> None:
    paths = ("/../../../etc/cron.d/x", "/%2e%2e%2fx", "/a%00b", "/" + "n" * 3000, "/.../~root/-rf")
    for path in paths:
        site.page(path, article("Story"))
    site.page("/feed", rss(*(site.url(path) for path in paths)), "application/rss+xml")
    source(settings, kind="feed", urls=[site.url("/feed")])
    fetch_source(settings, "r1", "news")
    outside = [
        path
        for path in settings.project_root.rglob("*")
        if path.is_file() and not path.is_relative_to(settings.data_dir)
    ]
    assert [path.name for path in outside] == ["news.yml"]
    assert all(Path(path).stem.isalnum() for path in settings.landing_dir.rglob("*.html"))
