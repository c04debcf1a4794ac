"""Feeds and sitemaps of a source: fetched conditionally, parsed in a process that may be killed, indexes followed."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from extractors.errors import PermanentError, RejectedArticle, TransientError
from extractors.fetch.begin import client_for
from extractors.fetch.pages import collect, conditional_header, read_pages
from extractors.fetch.pagestate import Pages, PageState
from extractors.fetch.schema import NetworkSource
from extractors.fetch.visit import Visit
from extractors.fetch.web.addresses import check_address, shown
from extractors.fetch.web.client import Client, OutOfBudget
from extractors.fetch.web.decoding import GZIP_MAGIC, decoded
from extractors.fetch.web.errors import FetchError
from extractors.fetch.web.exchange import Limits
from extractors.fetch.web.listing import Entry, Listing, parse_listing
from extractors.items import LandingItem, Rejected
from extractors.workers import Failure, Workers, cpu_limit

# What the sitemap protocol allows for one file, before compression.
LARGEST = 50 * 1024 * 1024
LIMITS = Limits(LARGEST, 90.0)
PARSE_SECONDS = 30.0
ACCEPT = "application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1"
# An index of indexes is no longer the protocol, but exists.
DEEPEST = 2
MOST_SITEMAPS = 50
MOST_ENTRIES = 200_000


def read_listed(
    source: NetworkSource, urls: Sequence[str], visit: Visit, kinds: frozenset[str]
) -> Iterator[LandingItem | Rejected]:
    """Land the pages that a source's listings name.

    Args:
        source: the source.
        urls: addresses of its listings.
        visit: where to land them.
        kinds: kinds of listings that may stand there; see `Listing`.

    Raises:
        PermanentError: no contact is configured, or no listing can be read.
        TransientError: no listing could be read now.
    """
    with client_for(source, visit) as client:
        pages = Pages.read(visit.settings, source.name)
        reading = ListingReader(source, visit, client, pages, kinds).read(urls)
        yield from reading.rejected
        yield from read_pages(source, visit, client, pages, collect(source, visit, reading.entries))


@dataclass(slots=True)
class Reading:
    """What the listings of a source gave.

    Attributes:
        entries: each with the address of its listing.
        rejected: listings that could not be read.
        read: number of listings that could.
        transient: whether a listing was missed for a reason that may pass.
    """

    entries: list[tuple[str, Entry]] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    read: int = 0
    transient: bool = False


@dataclass(slots=True)
class ListingReader:
    """Reads the listings of a source.

    Attributes:
        source: the source.
        visit: where to land them; gets warnings.
        client: to fetch them with.
        pages: remembers them for conditional requests.
        kinds: kinds of listings that may stand at the source's addresses; see `Listing`.
    """

    source: NetworkSource
    visit: Visit
    client: Client
    pages: Pages
    kinds: frozenset[str]

    def read(self, urls: Sequence[str]) -> Reading:
        """Read the listings at these addresses and, where they are indexes, the sitemaps below them.

        Raises:
            PermanentError: none could be read, and trying again will not help.
            TransientError: none could be read now.
        """
        reading = Reading()
        waiting = deque((url, 0) for url in urls)
        seen = set(urls)
        while waiting and len(reading.entries) < MOST_ENTRIES:
            url, depth = waiting.popleft()
            found = self._try(url, reading)
            if found is None:
                continue
            place, listing = found
            self.visit.warnings += [f"{shown(url)}: {problem}" for problem in listing.problems]
            if listing.kind != "index":
                reading.read += 1
                reading.entries += [(place, entry) for entry in listing.entries]
            elif depth < DEEPEST:
                waiting += [(child, depth + 1) for child in self._children(place, listing, seen)]
        self.pages.save()
        self._require_one(reading)
        return reading

    def _try(self, url: str, reading: Reading) -> tuple[str, Listing] | None:
        """A listing and the address that it came from in the end: relative addresses in it are relative to that."""
        try:
            place, body = self._fetch(url)
            listing = parse_safely(body)
            if listing.kind not in self.kinds:
                detail = f"it is a {listing.kind}, which a source of kind {self.source.kind} does not read"
                raise FetchError("unsupported_type", detail)
        except OutOfBudget as error:
            self.visit.warnings.append(f"{shown(url)} was not read: {error}")
            return None
        except RejectedArticle as error:
            reading.transient |= isinstance(error, FetchError) and error.is_transient
            reading.rejected.append(Rejected.of(error, shown(url), self.source.outlet))
            return None
        return place, listing

    def _fetch(self, url: str) -> tuple[str, bytes]:
        known = self.pages.find(url)
        conditions = known.conditions if known else None
        document = self.client.get(url, LIMITS, ACCEPT, conditions, speaks_for_host=True)
        today = datetime.now(UTC).date().isoformat()
        if document.not_modified and known:
            self.pages.note(replace(known, seen_on=today))
            return known.came_from or url, (self.visit.settings.data_dir / known.landing_path).read_bytes()
        body = document.body
        if body.startswith(GZIP_MAGIC):
            body = decoded([body], "gzip", LARGEST)
        landed = self.visit.land(body, ".xml")
        self.pages.note(
            PageState(
                url=url,
                landing_path=landed.path,
                sha256=landed.sha256,
                bytes=landed.bytes,
                media_type="application/xml",
                charset=None,
                etag=conditional_header(document, "etag"),
                last_modified=conditional_header(document, "last-modified"),
                changed=None,
                run_id=self.visit.run_id,
                seen_on=today,
                came_from=str(document.url),
            )
        )
        return str(document.url), body

    def _children(self, place: str, listing: Listing, seen: set[str]) -> list[str]:
        """Sitemaps of an index that were not seen yet, those changed last first."""
        children: list[str] = []
        for entry in sorted(listing.entries, key=lambda entry: entry.changed or "", reverse=True):
            try:
                url = str(check_address(entry.url, place)) if entry.url else place
            except ValueError as error:
                self.visit.warnings.append(f"{shown(place)} names {shown(entry.url)}, which is not read: {error}")
                continue
            if url not in seen:
                seen.add(url)
                children.append(url)
        if len(children) > MOST_SITEMAPS:
            told = f"{shown(place)} names {len(children):,} sitemaps; the {MOST_SITEMAPS} changed last are read"
            self.visit.warnings.append(f"{told}. Name those that matter in the source's file.")
        return children[:MOST_SITEMAPS]

    def _require_one(self, reading: Reading) -> None:
        if reading.read:
            return
        told = "; ".join(f"{row.source_uri}: {row.reason}: {row.detail}" for row in reading.rejected[:3])
        told = told or "tonight's budget is spent, or there is no sitemap in its index"
        error = TransientError if reading.transient else PermanentError
        raise error(
            f"{self.source.name}: nothing that lists its articles could be read: {told}. "
            f"See `communique sources check {self.source.name}`."
        )


def parse_safely(body: bytes) -> Listing:
    """Read a listing in a process that is ended when it takes too much time or memory.

    Raises:
        RejectedArticle: stage `fetch`; as `parse_listing`, and `bad_xml` when the process was ended.
    """
    workers: Workers[bytes, Listing | RejectedArticle] = Workers(_parse_all, 1, PARSE_SECONDS)
    (result,) = [result for _, result in workers.run([body])]
    if isinstance(result, Failure):
        raise FetchError("bad_xml", f"reading it was given up: {result.detail}")
    if isinstance(result, RejectedArticle):
        raise result
    return result


def _parse_all(bodies: list[bytes]) -> list[Listing | RejectedArticle]:
    """In a worker: each document's listing, or why there is none."""
    return [_parse_one(body) for body in bodies]


def _parse_one(body: bytes) -> Listing | RejectedArticle:
    with cpu_limit():
        try:
            return parse_listing(body)
        except RejectedArticle as error:
            return error
