"""Kind `sitemap`: news sitemaps and sitemap indexes, plain or compressed, and the pages that they list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, field_validator

from extractors.fetch.listings import read_listed
from extractors.fetch.schema import NetworkSource, WebAddress, check_addresses
from extractors.fetch.visit import Visit
from extractors.items import LandingItem, Rejected

# A feed may stand in a sitemap's place, the protocol says.
KINDS_READ = frozenset({"sitemap", "index", "feed"})


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
    yield from read_listed(source, source.urls, visit, KINDS_READ)
