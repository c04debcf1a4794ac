"""What is made of a page's headers, of bodies in any coding, and of listings of every make."""

from __future__ import annotations

import gzip
import sys
import zlib
from pathlib import Path

import brotli
import pytest
import zstandard

from extractors.errors import RejectedArticle
from extractors.fetch.listings import parse_safely
from extractors.fetch.pages import content_type
from extractors.fetch.web.addresses import check_address
from extractors.fetch.web.client import Document
from extractors.fetch.web.decoding import decoded
from extractors.fetch.web.errors import FetchError
from extractors.fetch.web.listing import Entry, Listing, parse_date, parse_listing

BODY = b"The minister arrived on Monday. " * 5000
URL = check_address("https://example.org/a")


@pytest.mark.parametrize(
    ("header", "body", "found"),
    [
        ("text/html; charset=UTF-8", b"", ("text/html", "utf-8")),
        ('TEXT/HTML;Charset="iso-8859-1"', b"", ("text/html", "iso8859-1")),
        ("text/html; charset = 'windows-1258'", b"", ("text/html", "cp1258")),
        ("text/html; charset=zip", b"", ("text/html", None)),
        ("text/html; charset=utf-7", b"", ("text/html", None)),
        ("text/html; charset=x-evil", b"", ("text/html", None)),
        ("text/html; charset=\x00", b"", ("text/html", None)),
        ("application/xhtml+xml", b"", ("application/xhtml+xml", None)),
        ("text/plain", b"", ("text/plain", None)),
        ("", b"\xef\xbb\xbf <!DOCTYPE html>"[3:], ("text/html", None)),
        ("application/octet-stream", b"<html lang=de>", ("text/html", None)),
        ("", b"%PDF-1.7", None),
        ("application/pdf", b"<html>", None),
        ("image/png", b"", None),
        ("video/mp4", b"", None),
        ("a" * 5000, b"", None),
        ("text/html, text/html", b"", None),
    ],
)
def test_content_types(header: str, body: bytes, found: tuple[str, str | None] | None) -> None:
    document = Document(URL, body, {"content-type": header} if header else {})
    if found is None:
        with pytest.raises(FetchError) as caught:
            content_type(document)
        assert caught.value.reason == "unsupported_type"
    else:
        assert content_type(document) == found


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


CODED = {
    "": BODY,
    "identity": BODY,
    "gzip": gzip.compress(BODY),
    "x-gzip": gzip.compress(BODY[:1000]) + gzip.compress(BODY[1000:]),
    "GZIP": gzip.compress(BODY) + b"\0" * 100,
    "deflate": zlib.compress(BODY),
    " deflate ": raw_deflate(BODY),
    "br": brotli.compress(BODY),
    "zstd": zstandard.compress(BODY),
    "zstd, identity": zstandard.compress(BODY[:70_000]) + zstandard.compress(BODY[70_000:]),
}


@pytest.mark.parametrize("coding", CODED)
@pytest.mark.parametrize("size", [1, 7, 1000, 10**6])
def test_codings_in_pieces_of_any_size(coding: str, size: int) -> None:
    data = CODED[coding]
    pieces = [data[place : place + size] for place in range(0, len(data), size)]
    assert decoded(pieces, coding, len(BODY)) == BODY
    with pytest.raises(FetchError, match="larger than"):
        decoded(pieces, coding, len(BODY) - 1)
    assert decoded(pieces, coding, 100, cut=True) == BODY[:100]


def test_no_more_of_a_bomb_is_read_than_needed() -> None:
    def endless() -> object:
        while True:
            yield b"\0" * 1000

    with pytest.raises(FetchError, match="larger than"):
        decoded(endless(), "", 10_000)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Sat, 21 Nov 2026 00:00:00 GMT", None),
        ("Sun, 01 Mar 2026 23:30:00 -0500", "2026-03-01"),
        ("2026-03-01", "2026-03-01"),
        ("2026-03-01T23:30:00Z", "2026-03-01"),
        ("2026-03-01T23:30:00.123+07:00", "2026-03-01"),
        ("1971-01-01", None),
        ("2999-01-01", None),
        ("yesterday", None),
        ("9" * 100_000, None),
        ("Sat, 99 Foo 99999999 99:99:99 +9999", None),
        ("0000-00-00", None),
        ("Mon, 01 Jan 0001 00:00:00 GMT", None),
        ("2024-02-30", None),
    ],
)
def test_dates(text: str, day: str | None) -> None:
    moment = parse_date(text)
    if day is not None:
        assert moment is not None
        assert moment.date().isoformat() == day
    elif "2026" not in text:
        assert moment is None


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://example.org/news/">
<entry><title type="html">A &lt;b&gt;visit&lt;/b&gt;</title><link rel="self" href="/api/1"/>
<link rel="alternate" type="text/html" href="one"/><published>2026-03-01T10:00:00Z</published>
<updated>2026-03-02T10:00:00Z</updated></entry>
<entry><title>Second</title><link href="https://example.org/two"/></entry></feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel/><item rdf:about="x"><title>Besuch</title>
<link>https://example.org/a</link><dc:date>2026-03-01T10:00:00+01:00</dc:date></item></rdf:RDF>"""

RSS = """<rss><channel><image><url>https://example.org/logo</url></image>
<item><guid>https://example.org/guid</guid><title>One</title></item>
<item><guid isPermaLink="false">https://example.org/x</guid></item>
<item><link> https://example.org/b </link><guid>7</guid></item>
<item xmlns:a="http://www.w3.org/2005/Atom"><a:link href="https://example.org/c"/></item></channel></rss>"""


def test_atom() -> None:
    assert parse_listing(ATOM.encode()).entries == [
        Entry("https://example.org/news/one", "A visit", "2026-03-01", "2026-03-02T10:00:00Z"),
        Entry("https://example.org/two", "Second"),
    ]


def test_rdf() -> None:
    entry = Entry("https://example.org/a", "Besuch", "2026-03-01", "2026-03-01T09:00:00Z")
    assert parse_listing(RDF.encode()).entries == [entry]


def test_rss_items_with_and_without_links() -> None:
    urls = [entry.url for entry in parse_listing(RSS.encode()).entries]
    assert urls == ["https://example.org/guid", "", "https://example.org/b", "https://example.org/c"]


@pytest.mark.parametrize("before", ["", "\n\n  ", "\ufeff", "\ufeff\ufeff", " \ufeff\r\n"])
def test_what_scripts_print_before_the_document(before: str) -> None:
    data = f"{before}<?xml version='1.0' encoding='utf-8'?><rss><item><link>/a</link></item></rss>".encode()
    assert [entry.url for entry in parse_listing(data).entries] == ["/a"]


@pytest.mark.parametrize("number", ["#xD800", "#57343", "#0", "#27", "#x110000", "#999999999999"])
def test_a_number_of_no_character_costs_itself_only(number: str) -> None:
    """A surrogate made the parser's text undecodable, and with it the whole feed."""
    items = f"<item><title>A&{number};B</title><link>/a</link></item><item><link>/b</link></item>"
    listing = parse_listing(f"<rss>{items}</rss>".encode())
    assert [(entry.url, entry.title) for entry in listing.entries] == [("/a", "A\ufffdB"), ("/b", None)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1252"])
def test_encodings(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><rss><item><title>Élysée</title><link>https://e.org/</link></item></rss>'
    assert parse_listing(text.encode(encoding)).entries[0].title == "Élysée"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"<!DOCTYPE rss [<!ENTITY x 'y'>]><rss/>", "xml_doctype"),
        (
            "<?xml version='1.0' encoding='utf-16'?><!DOCTYPE rss SYSTEM 'http://127.0.0.1/'><rss/>".encode("utf-16"),
            "xml_doctype",
        ),
        (b"<!DOCTYPE html><html><body>404", "unsupported_type"),
        (b"<svg/>", "unsupported_type"),
        (b"{}", "bad_xml"),
        (b"\x89PNG\r\n", "bad_xml"),
        (b"%PDF-1.7", "bad_xml"),
    ],
)
def test_what_is_no_listing(data: bytes, reason: str) -> None:
    with pytest.raises(RejectedArticle) as caught:
        parse_listing(data)
    assert caught.value.reason == reason


def test_a_damaged_listing_is_read_as_far_as_it_goes() -> None:
    whole = "<rss><channel>" + "".join(f"<item><link>https://e.org/{n}</link></item>" for n in range(9))
    listing = parse_listing((whole + "<item><link>https://e.o").encode())
    assert len(listing.entries) >= 9
    assert listing.problems
    nested = parse_listing((whole + "<a>" * 1000).encode())
    assert (len(nested.entries), len(nested.problems)) == (9, 1)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("&undefined; a &amp; b", "&undefined; a b"),
        ("Caf&eacute; &amp; th&eacute;&nbsp;noir", "Café & thé noir"),
        ("AT&amp;amp;T", "AT&T"),
        ("&lt;b&gt;Visit&lt;/b&gt; &amp;#8217;s", "Visit ’s"),
        ("<![CDATA[<em>Visit</em> &eacute;]]>", "Visit é"),
        ("a &lt; b and c &gt; d", "a < b and c > d"),
        ("&lt;" * 50_000, None),
    ],
)
def test_titles(written: str, read: str | None) -> None:
    data = f"<rss><item><title>{written}</title><link>https://e.org/</link></item></rss>".encode()
    title = parse_listing(data).entries[0].title
    assert title == read or read is None


SHARED = Path("../shared/hostile")


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared collection of feeds is not there")
def test_the_shared_collection_of_feeds() -> None:
    sys.path.insert(0, str(SHARED))
    from hostile_xml import CASES  # noqa: PLC0415

    outcomes = {}
    for name, make in CASES.items():
        data = make()
        if data.startswith(b"\x1f\x8b"):
            continue
        try:
            listing = parse_safely(data)
            outcomes[name] = listing.kind
            assert not any("root:" in (entry.title or "") for entry in listing.entries)
        except RejectedArticle as error:
            outcomes[name] = error.reason
    assert len(outcomes) >= 31
    assert outcomes["rss_ok"] == "feed"
    refused = {name for name, outcome in outcomes.items() if outcome == "xml_doctype"}
    assert refused == {
        "billion_laughs",
        "quadratic_blowup",
        "xxe_file",
        "xxe_http",
        "xxe_param_dtd",
        "xxe_param_entity",
    }


def test_a_parser_that_does_not_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(data: bytes) -> Listing:
        while True:
            pass

    monkeypatch.setattr("extractors.fetch.listings.parse_listing", endless)
    monkeypatch.setattr("extractors.workers.CPU_SECONDS", 1.0)
    monkeypatch.setattr("extractors.fetch.listings.PARSE_SECONDS", 2.0)
    with pytest.raises(FetchError, match="reading it was given up"):
        parse_safely(b"<rss/>")
