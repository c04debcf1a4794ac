"""robots.txt: what it allows is fetched, in the time that it asks for; hostile ones cost little."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_network
from pathlib import Path

import pytest

from extractors.fetch.web.client import Budget, Client
from extractors.fetch.web.errors import FetchError
from extractors.fetch.web.exchange import Limits
from extractors.fetch.web.robots import LONGEST_DELAY, parse_robots
from tests.fetch.sites import Asked, Site

LIMITS = Limits(100_000, 1.0)


def client(folder: Path, sleep: Callable[[float], None] = lambda _: None) -> Client:
    return Client(
        "Communique/0 (+x)", Budget(60, 10**8), folder, interval=0.0, allowed=(ip_network("127.0.0.1"),), sleep=sleep
    )


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /private", "/private/x", False),
        ("User-agent: *\nDisallow: /private", "/public", True),
        ("User-agent: *\nDisallow: /\nAllow: /news/*.html$", "/news/a.html", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: communique\nDisallow: /x", "/news", True),
        ("User-agent: Communique\nUser-agent: Other\nDisallow: /", "/news", False),
        ("User-agent: Communiquette\nDisallow: /", "/news", True),
        ("User-agent: OtherBot\nDisallow: /\nUser-agent: *\nAllow: /", "/news", True),
        ("\ufeffuser-agent:*\rdisallow:/a", "/a", False),
        ("<html><body>404", "/a", True),
        ("", "/a", True),
        ("Disallow: /", "/a", True),
    ],
)
def test_rules(rules: str, path: str, allowed: bool) -> None:
    assert parse_robots(rules.encode()).allows(f"https://example.org{path}") is allowed


@pytest.mark.parametrize(
    ("line", "delay"),
    [
        ("Crawl-delay: 7", 7.0),
        ("Crawl-delay: 0.5", 0.5),
        ("Crawl-delay: 1e308", LONGEST_DELAY),
        ("Crawl-delay: 99999", LONGEST_DELAY),
        ("Crawl-delay: nan", 0.0),
        ("Crawl-delay: -3", 0.0),
        ("Crawl-delay: soon", 0.0),
        ("Request-rate: 1/10", 10.0),
    ],
)
def test_delays(line: str, delay: float) -> None:
    assert parse_robots(f"User-agent: *\n{line}".encode()).delay == delay


@pytest.mark.parametrize(
    "body",
    [
        "".join(f"User-agent: bot{i}\n" for i in range(15_000)) + "Disallow: /x\n" * 15_000,
        "User-agent: *\n" + ("Disallow: /" + "*a" * 1000 + "*b\n") * 240,
        "User-agent: *\nDisallow: /" + "*$" * 100_000,
        "User-agent: *\nDisallow: /" + "$" * 400_000,
        "User-agent: *\n" + "Disallow: /\0\ud800\n" * 50,
        "a" * 600_000,
        "\n" * 600_000,
        ":" * 600_000,
    ],
)
def test_hostile_files_are_read(body: str) -> None:
    rules = parse_robots(body.encode("utf-8", "surrogatepass"))
    assert rules.allows("https://example.org/" + "a" * 3000) in {True, False}


def test_random_bytes_allow_everything() -> None:
    assert parse_robots(bytes(range(256)) * 2000).allows("https://example.org/a")


def test_the_delay_is_kept(site: Site, tmp_path: Path) -> None:
    site.page("/robots.txt", "User-agent: *\nCrawl-delay: 1\n", "text/plain")
    site.page("/a", "<p>hello</p>")
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        threading_event.wait(min(seconds, 0.2))

    threading_event = site.closing
    fetching = client(tmp_path, sleep)
    fetching.get(site.url("/a"), LIMITS, "*/*")
    fetching.get(site.url("/a"), LIMITS, "*/*")
    times = [asked.at for asked in site.asked]
    assert times[1] - times[0] > 0.9
    assert times[2] - times[1] > 0.9


@pytest.mark.parametrize(
    ("status", "reason"), [(404, None), (403, None), (401, None), (410, None), (500, "http_busy"), (429, "http_busy")]
)
def test_a_file_that_is_not_there_allows_and_one_that_cannot_be_had_now_does_not(
    site: Site, tmp_path: Path, status: int, reason: str | None
) -> None:
    site.routes["/robots.txt"] = lambda asked: asked.answer(status)
    site.page("/a", "<p>hello</p>")
    if reason is None:
        assert client(tmp_path).get(site.url("/a"), LIMITS, "*/*").body
        return
    with pytest.raises(FetchError, match=r"robots\.txt") as caught:
        client(tmp_path).get(site.url("/a"), LIMITS, "*/*")
    assert caught.value.reason == reason
    assert site.paths() == []


@pytest.mark.parametrize(
    ("route", "reason"),
    [
        (lambda asked: asked.answer(302, Location="http://169.254.169.254/robots.txt"), "forbidden_address"),
        (lambda asked: asked.answer(302, Location="/robots.txt"), None),
        (lambda asked: asked.reset(), "connection"),
        (lambda asked: asked.send(b"\x00garbage\r\n\r\n"), "protocol"),
        (lambda asked: (asked.send(b"HTTP/1.1 200 OK\r\n\r\n"), asked.forever(b"#" * 65536)), None),
    ],
)
def test_hostile_answers(site: Site, tmp_path: Path, route: Callable[[Asked], None], reason: str | None) -> None:
    site.routes["/robots.txt"] = route
    site.page("/a", "<p>hello</p>")
    try:
        client(tmp_path).get(site.url("/a"), LIMITS, "*/*")
    except FetchError as error:
        assert error.reason == reason
    else:
        assert reason is None


def test_each_host_of_a_redirect_is_asked(site: Site, tmp_path: Path) -> None:
    site.routes["/a"] = lambda asked: asked.answer(301, Location=f"http://LOCALHOST:{site.port}/b")
    site.page("/b", "<p>hello</p>")
    site.page("/robots.txt", "User-agent: *\nDisallow: /b\n", "text/plain")
    with pytest.raises(FetchError, match=r"robots\.txt of localhost does not allow") as caught:
        client(tmp_path).get(site.url("/a"), LIMITS, "*/*")
    assert caught.value.reason == "robots"
    assert site.paths() == ["/a"]
