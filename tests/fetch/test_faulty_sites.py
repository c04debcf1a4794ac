"""Sites that fail, ask for peace or list rubbish: what came is kept, the rest has its reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique import steps
from extractors.errors import PermanentError, TransientError
from extractors.fetch import fetch_source
from extractors.fetch.health import read_health
from extractors.settings import Settings
from tests.fetch.newsroom import article, counts, night, rejected, rss, source, three_pages
from tests.fetch.sites import Asked, Site


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
