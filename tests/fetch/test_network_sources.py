"""Feeds, sitemaps and lists of addresses of a small news site, fetched night after night."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime, timedelta

from extractors.fetch import fetch_source
from extractors.settings import Settings
from tests.fetch.newsroom import TEXT, article, counts, night, rss, source, three_pages
from tests.fetch.sites import Site


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


def test_relative_addresses_of_a_feed_that_has_moved(settings: Settings, site: Site) -> None:
    """They are relative to where it is now, also when the server says that it has not changed."""
    site.routes["/feed"] = lambda asked: asked.answer(301, Location="/moved/here/feed")
    site.page("/moved/here/feed", rss("story", "../story"), "application/rss+xml")
    site.page("/moved/here/story", article("Story one"))
    site.page("/moved/story", article("Story two"))
    source(settings, kind="feed", urls=[site.url("/feed")])
    for run_id in ("r1", "r2"):
        _, report = night(settings, run_id)
        assert (report["files"], report["rejected"]) == (2, 0)
