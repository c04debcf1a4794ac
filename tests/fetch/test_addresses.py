"""Addresses are read strictly; only public ones are connected to, whatever the resolver says and when."""

from __future__ import annotations

import socket
import sys
from ipaddress import ip_network
from pathlib import Path

import pytest

from extractors.fetch.web.addresses import check_address, identity, shown
from extractors.fetch.web.client import Budget, Client
from extractors.fetch.web.errors import FetchError
from extractors.fetch.web.exchange import Limits
from extractors.fetch.web.networks import is_allowed, parse_networks
from tests.fetch.sites import Site

LIMITS = Limits(100_000, 3.0)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("HTTPS://Example.ORG", "https://example.org/"),
        ("http://example.org:80/a?b=c#d", "http://example.org/a?b=c"),
        ("https://example.org:8443/a b", "https://example.org:8443/a%20b"),
        ("https://bücher.example/ü?q=é", "https://xn--bcher-kva.example/%C3%BC?q=%C3%A9"),
        ("https://example.org./", "https://example.org/"),
        ("http://[2606:4700::1111]:8080/", "http://[2606:4700::1111]:8080/"),
        ("  https://example.org/%E1%BA%A1 \n", "https://example.org/%E1%BA%A1"),
    ],
)
def test_good_addresses(written: str, read: str) -> None:
    assert str(check_address(written)) == read


@pytest.mark.parametrize(
    "written",
    [
        "",
        "/only/a/path",
        "ftp://example.org/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "//example.org/",
        "http://",
        "http:///path",
        "http://user@example.org/",
        "http://user:secret@example.org/",
        "http://example.org@127.0.0.1/",
        "http://example.org\\@127.0.0.1/",
        "http://exa mple.org/",
        "http://example.org:22/",
        "http://example.org:0x50/",
        "http://example.org:99999/",
        "http://2130706433/",
        "http://0177.0.0.1/",
        "http://0x7f.1/",
        "http://127.1/",
        "http://1.2.3.4.5/",
        "http://[::1",
        "http://[::1%25eth0]/",
        "http://[v1.x]/",
        "http://exa%6dple.org/",
        "http://example..org/",
        "http://-.example.org-/",
        "http://example.org/\r\nHost: x",
        "http://" + "a" * 300 + "/",
        "http://example.org/" + "a" * 5000,
        "http://\ud800.org/",
        "http://①②⑦.⓪.⓪.1:22/",
    ],
)
def test_bad_addresses(written: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        check_address(written)


@pytest.mark.skipif(not Path("../shared/hostile").is_dir(), reason="the shared collection of strings is not there")
def test_shared_strings_as_addresses() -> None:
    sys.path.insert(0, "../shared/hostile")
    from hostile_strings import STRINGS  # noqa: PLC0415

    for text in STRINGS:
        for written in (text, f"http://{text}/", f"http://example.org/{text}"):
            try:
                address = check_address(written, "http://example.org/")
            except ValueError:
                continue
            assert str(address).isascii()
            assert str(address).isprintable()
            assert check_address(str(address)) == address
            shown(written)


@pytest.mark.parametrize(
    ("written", "known_as"),
    [
        ("https://example.org/a?utm_source=x&id=7&fbclid=y", "https://example.org/a?id=7"),
        ("https://example.org/a?utm_source=x", "https://example.org/a"),
        ("https://example.org/a?code=1&key=2", "https://example.org/a?code=1&key=2"),
        ("https://example.org/a?access_token=s3cret&id=1&X-Amz-Signature=s3cret", "https://example.org/a?id=1"),
    ],
)
def test_an_article_is_known_without_what_passes(written: str, known_as: str) -> None:
    assert identity(check_address(written)) == known_as


@pytest.mark.parametrize("written", ["https://u:s3cret@example.org/a?q=s3cret", "data:s3cret", "http://[s3cret", ""])
def test_logs_hold_no_secrets(written: str) -> None:
    assert "s3cret" not in shown(written)


PRIVATE = """
    0.0.0.0 0.1.2.3 10.1.2.3 100.64.0.1 100.100.100.200 127.0.0.1 127.255.0.1 168.63.129.16 169.254.169.254 172.16.0.1
    192.0.0.192 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.51.100.1 203.0.113.9 224.0.0.1 239.1.1.1 240.0.0.1
    255.255.255.255 :: ::1 ::127.0.0.1 ::ffff:10.0.0.1 ::ffff:0:10.0.0.1 64:ff9b::a9fe:a9fe 64:ff9b::808:808
    64:ff9b:1::1 100::1 2001::1 2001:db8::1 2002:a9fe:a9fe:: 2002:808:808:: 3fff::1 5f00::1 fc00::1 fd00:ec2::254
    fe80::1 fe80::1%eth0 fec0::1 ff02::1 2a00:1450::5efe:a9fe:a9fe not-an-address
"""


@pytest.mark.parametrize("address", PRIVATE.split())
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_allowed(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "8.8.8.8", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_public_addresses(address: str) -> None:
    assert is_allowed(address)


def test_the_operator_may_allow_networks() -> None:
    allowed = parse_networks("127.0.0.1, 10.1.0.0/16,fd00::/8")
    assert [is_allowed(a, allowed) for a in ("127.0.0.1", "127.0.0.2", "::ffff:127.0.0.1", "10.1.9.9", "fd00::1")] == [
        True,
        False,
        True,
        True,
        True,
    ]
    with pytest.raises(ValueError, match="localhost"):
        parse_networks("localhost")


def fetch(folder: Path, url: str, *answers: list[str]) -> tuple[str, list[str]]:
    """What comes of a fetch while the resolver gives one answer after the other; and what it was asked."""
    waiting, asked = list(answers), []

    def resolver(host: str, port: int) -> list[str]:
        asked.append(host)
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]

    client = Client(
        "Tests/1.0",
        Budget(60, 10**9),
        folder,
        interval=0.0,
        allowed=(ip_network("127.0.0.1"),),
        resolver=resolver,
        sleep=lambda _: None,
    )
    try:
        client.get(url, LIMITS, "*/*")
    except FetchError as error:
        return error.reason, asked
    return "ok", asked


def test_a_name_is_connected_to_at_the_vetted_address(site: Site, tmp_path: Path) -> None:
    site.page("/a", "<p>hello</p>")
    assert fetch(tmp_path, f"http://news.example:{site.port}/a", ["127.0.0.1"])[0] == "ok"
    assert site.asked[-1].headers["host"] == f"news.example:{site.port}"


@pytest.mark.parametrize(
    "answers",
    [
        [["127.0.0.2"]],
        [["127.0.0.1", "127.0.0.2"]],
        [["127.0.0.1"], ["127.0.0.2"]],
        [["::ffff:127.0.0.2"]],
        [["::1"]],
        [["fe80::1%lo"]],
        [["169.254.169.254"]],
        [["rubbish"]],
    ],
)
def test_a_resolver_that_leads_inward(site: Site, tmp_path: Path, answers: list[list[str]]) -> None:
    site.page("/a", "<p>hello</p>")
    assert fetch(tmp_path, f"http://news.example:{site.port}/a", *answers)[0] == "forbidden_address"
    assert site.paths() == []


def test_the_system_resolver_is_asked_once_a_connection(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second look-up between check and connection could give another answer, even one for a plain number."""
    site.page("/a", "<p>hello</p>")
    asked: list[str] = []

    def changing(host: str, port: int, *args: object, **kwargs: object) -> list[tuple[object, ...]]:
        asked.append(host)
        address = "127.0.0.1" if host == "news.example" else "127.0.0.2"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", changing)
    client = Client(
        "Tests/1.0", Budget(60, 10**9), tmp_path, interval=0.0, allowed=(ip_network("127.0.0.1"),), sleep=lambda _: None
    )
    assert client.get(f"http://news.example:{site.port}/a", LIMITS, "*/*").body == b"<p>hello</p>"
    assert asked == ["news.example", "news.example"]  # robots.txt and the page, a connection each


def test_a_resolver_that_fails_or_hangs(tmp_path: Path) -> None:
    def failing(host: str, port: int) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    client = Client("Tests/1.0", Budget(60, 10**9), tmp_path, interval=0.0, resolver=failing, sleep=lambda _: None)
    with pytest.raises(FetchError, match="not known") as caught:
        client.get("http://nowhere.example/", LIMITS, "*/*")
    assert caught.value.reason == "connection"
    assert fetch(tmp_path, "http://nowhere.example/", [])[0] == "connection"
