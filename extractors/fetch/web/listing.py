"""Feeds and sitemaps: the addresses in them, with what is said of each.

XML without entities, without a document type, without limits lifted; what is damaged is read as far as it goes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from html import unescape
from html.entities import html5
from io import BytesIO
from urllib.parse import urljoin

from lxml import etree

from extractors.errors import RejectedArticle
from extractors.text.cleaning import clean_line

MOST_ENTRIES = 50_000
LONGEST_ADDRESS = 4_000
LONGEST_DATE = 64
ROOTS = {"rss": "feed", "rdf": "feed", "feed": "feed", "urlset": "sitemap", "sitemapindex": "index"}
# The year 1 of programs that have no date; the mail format's parser takes it for 2001.
NO_YEAR = re.compile(r"\b000\d\b")
DOCTYPE = re.compile(rb"<!DOCTYPE", re.IGNORECASE)
TAGS = re.compile(r"</?[A-Za-z][^<>]{0,1000}>")
NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,31});")
NUMERIC = re.compile(rb"&#(x[0-9A-Fa-f]{1,12}|[0-9]{1,12});")
# What scripts print before the document: blank lines, byte order marks. XML allows one mark and nothing else.
BEFORE = b" \t\r\n\xef\xbb\xbf"
XML_NAMES = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})
SAFE = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One article, or for an index one sitemap, that a listing names.

    Attributes:
        url: its address as written, resolved against `xml:base` where there is one; empty where there is none.
        title: its headline.
        published_on: day of publication.
        changed: when it was last changed, in UTC to the second; sorts as text.
    """

    url: str
    title: str | None = None
    published_on: str | None = None
    changed: str | None = None


@dataclass(slots=True)
class Listing:
    """What a feed or sitemap says.

    Attributes:
        kind: `feed`, `sitemap` or `index`.
        entries: in the order of the document.
        problems: sentences on what could not be read.
    """

    kind: str
    entries: list[Entry] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def parse_listing(data: bytes) -> Listing:
    """Read a feed, a sitemap or an index of sitemaps.

    Raises:
        RejectedArticle: stage `fetch`; reasons `empty`, `xml_doctype`, `unsupported_type` (no feed and no sitemap),
            `bad_xml` (nothing in it can be read).
    """
    if not data.strip():
        raise RejectedArticle("fetch", "empty", "the document is empty")
    data = _mended(data)
    try:
        listing = _read(data, None)
    except etree.XMLSyntaxError as error:
        # A declaration that names no real encoding, or the wrong one.
        listing = _read_again(data, error)
    return listing


def _mended(data: bytes) -> bytes:
    """What the parser would stumble over though everybody can read it.

    Blanks before the beginning; HTML's named characters, behind which it drops the text; numbers of no character, some
    of which it hands on as what no text can hold.
    """
    if b"\0" in data[:100]:
        return data  # UTF-16, in which all this would have to be looked for in another way
    return NUMERIC.sub(_checked, NAMED.sub(_numbered, data.lstrip(BEFORE)))


def _checked(number: re.Match[bytes]) -> bytes:
    digits = number.group(1)
    code = int(digits[1:], 16) if digits.startswith(b"x") else int(digits)
    is_character = code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF and (code >= 0x20 or code in {0x9, 0xA, 0xD})
    return number.group(0) if is_character else b"&#65533;"


def _numbered(name: re.Match[bytes]) -> bytes:
    character = html5.get(name.group(1).decode("ascii") + ";", "")
    if name.group(1) in XML_NAMES or len(character) != 1:
        return name.group(0)
    return f"&#{ord(character)};".encode("ascii")


def _read_again(data: bytes, first: etree.XMLSyntaxError) -> Listing:
    try:
        return _read(data, "utf-8")
    except etree.XMLSyntaxError:
        raise RejectedArticle("fetch", "bad_xml", f"it cannot be read as XML: {str(first)[:200]}") from first


def _read(data: bytes, encoding: str | None) -> Listing:
    events = etree.iterparse(BytesIO(data), events=("start", "end"), recover=True, encoding=encoding, **SAFE)
    listing: Listing | None = None
    try:
        for event, element in events:
            if listing is None:
                listing = _begun(element)
            elif event == "end" and _name(element) in COLLECT:
                _collect(listing, element)
                _forget(element)
            if len(listing.entries) >= MOST_ENTRIES:
                listing.problems.append(f"it names more than {MOST_ENTRIES:,} addresses; the rest is not read")
                return listing
    except etree.XMLSyntaxError as error:
        if listing is None or not listing.entries:
            raise
        listing.problems.append(f"it breaks off: {str(error)[:200]}")
    if listing is None:
        raise RejectedArticle("fetch", "bad_xml", "there is no XML in it")
    _note_damage(listing, events)
    return listing


def _begun(root: etree._Element) -> Listing:
    if root.getroottree().docinfo.internalDTD is not None and _name(root) != "html":
        raise RejectedArticle(
            "fetch", "xml_doctype", "it declares a document type, which feeds and sitemaps never need"
        )
    kind = ROOTS.get(_name(root))
    if kind is None:
        raise RejectedArticle("fetch", "unsupported_type", f"it is no feed and no sitemap but <{_name(root)[:40]}>")
    return Listing(kind)


def _note_damage(listing: Listing, events: etree.iterparse) -> None:
    severe = [entry for entry in events.error_log if entry.level_name == "FATAL"]
    if severe and len(listing.problems) == 0:
        listing.problems.append(f"it is damaged at line {severe[0].line}: {severe[0].message[:200]}")


def _forget(element: etree._Element) -> None:
    """Free an element that has been read, and those before it."""
    element.clear(keep_tail=False)
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _item(element: etree._Element) -> Entry:
    """An RSS item: its link, else its permanent id."""
    links: list[str] = []
    guid: str | None = None
    for child in element:
        name = _name(child)
        if name == "origlink" or (name == "link" and (child.text or "").strip()):
            links.insert(0 if name == "origlink" else len(links), _text(child))
        elif name == "link" and child.get("rel", "alternate") == "alternate" and child.get("href"):
            links.append(_based(child, child.get("href", "")))
        elif name == "guid" and child.get("isPermaLink", "true").strip().lower() != "false":
            guid = _text(child) if "://" in (child.text or "") else None
    url = next((link for link in links if link), None) or guid
    published = _date(element, "pubdate") or _date(element, "date") or _date(element, "published")
    changed = _date(element, "modified") or _date(element, "updated") or published
    return _entry(url, _child_text(element, "title"), published, changed)


def _atom_entry(element: etree._Element) -> Entry:
    links = [child for child in element if _name(child) == "link" and child.get("href")]
    alternate = [link for link in links if (link.get("rel") or "alternate") == "alternate"]
    pages = [link for link in alternate if "html" in (link.get("type") or "html")]
    link = next(iter([*pages, *alternate]), None)
    url = _based(link, link.get("href", "")) if link is not None else None
    published = _date(element, "published") or _date(element, "issued")
    changed = _date(element, "updated") or _date(element, "modified") or published
    return _entry(url, _child_text(element, "title"), published, changed)


def _sitemap_url(element: etree._Element) -> Entry:
    news = next((child for child in element if _name(child) == "news"), None)
    published = _date(news, "publication_date") if news is not None else None
    title = _child_text(news, "title") if news is not None else None
    return _entry(_child_text(element, "loc"), title, published, _date(element, "lastmod") or published)


COLLECT: dict[str, tuple[str, Callable[[etree._Element], Entry]]] = {
    "item": ("feed", _item),
    "entry": ("feed", _atom_entry),
    "url": ("sitemap", _sitemap_url),
    "sitemap": ("index", _sitemap_url),
}
"""By element: the kind of listing that it belongs into, and how to read it."""


def _collect(listing: Listing, element: etree._Element) -> None:
    kind, read = COLLECT[_name(element)]
    if kind != listing.kind:
        return
    listing.entries.append(read(element))


def _entry(url: str | None, title: str | None, published: datetime | None, changed: datetime | None) -> Entry:
    # Titles are HTML as often as text: what is escaped twice is undone twice.
    headline = clean_line(TAGS.sub("", unescape(title))) if title else None
    moment = changed.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if changed else None
    # The day where it was published, which is what a paper prints, not the day in UTC.
    return Entry(
        (url or "")[: LONGEST_ADDRESS + 1], headline, published.date().isoformat() if published else None, moment
    )


def _name(element: etree._Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _text(element: etree._Element) -> str:
    return "".join(_pieces(element))[: LONGEST_ADDRESS + 1].strip()


def _child_text(element: etree._Element, name: str) -> str | None:
    for child in element:
        if _name(child) == name:
            return _text(child) or None
    return None


def _pieces(element: etree._Element) -> Iterator[str]:
    """The text below an element, as far as it is of use."""
    length = 0
    for piece in element.itertext():
        yield piece[: LONGEST_ADDRESS + 1]
        length += len(piece)
        if length > LONGEST_ADDRESS:
            return


def _based(element: etree._Element, href: str) -> str:
    """An address with the `xml:base` of its element, which may be a forbidden one and is checked later."""
    try:
        return urljoin(element.base or "", href.strip())
    except ValueError:
        return ""


def _date(element: etree._Element, name: str) -> datetime | None:
    text = _child_text(element, name)
    return parse_date(text) if text else None


def parse_date(text: str) -> datetime | None:
    """A moment from RFC 822 or ISO 8601; None for anything else and for days that cannot be.

    A time without a zone is taken for UTC.
    """
    text = text.strip()
    if len(text) > LONGEST_DATE or NO_YEAR.search(text):
        return None
    for parse in (_iso, parsedate_to_datetime):
        try:
            moment = parse(text)
            moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
            utc = moment.astimezone(UTC)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        return moment if utc.year >= 1990 and utc < datetime.now(UTC) + timedelta(days=2) else None
    return None


def _iso(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("z", "Z"))
