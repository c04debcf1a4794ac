"""Kind `sitemap`: news sitemaps and sitemap indexes, plain or compressed, and the pages that they list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, field_validator

from extractors.fetch.begin import client_for
from extractors.fetch.listings import ListingReader
from extractors.fetch.pages import collect, read_pages
from extractors.fetch.pagestate import Pages
from extractors.fetch.schema import NetworkSource, WebAddress, check_addresses
from extractors.fetch.visit import Visit
from extractors.items import LandingItem, Rejected

KINDS_READ = frozenset({"sitemap", "index"})


class SitemapSource(NetworkSource):
    """One or more sitemaps of one outlet.

    Attributes:
        kind: `sitemap`.
        urls: addresses of sitemaps or of indexes of sitemaps.
    """

    kind: Literal["sitemap"]
    urls: Annotated[list[WebAddress], Field(min_length=1, max_length=50)]

    _checked = field_validator("urls")(check_addresses)


def read(source: SitemapSource, visit: Visit) -> Iterator[LandingItem | Rejected]:
    """Land the pages that the sitemaps list.

    Raises:
        PermanentError: no contact is configured, or nothing that lists articles can be read.
        TransientError: nothing that lists articles could be read now.
    """
    with client_for(source, visit) as client:
        pages = Pages.read(visit.settings, source.name)
        reading = ListingReader(source, visit, client, pages, KINDS_READ).read(source.urls)
        yield from reading.rejected
        offer = collect(source, visit, reading.entries)
        yield from read_pages(source, visit, client, pages, offer)
