"""Kind `feed`: RSS and Atom feeds, and the pages that they link to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, field_validator

from extractors.fetch.listings import read_listed
from extractors.fetch.schema import NetworkSource, WebAddress, check_addresses
from extractors.fetch.visit import Visit
from extractors.items import LandingItem, Rejected

KINDS_READ = frozenset({"feed"})


class FeedSource(NetworkSource):
    """One or more feeds of one outlet.

    Attributes:
        kind: `feed`.
        urls: addresses of the feeds.
    """

    kind: Literal["feed"]
    urls: Annotated[list[WebAddress], Field(min_length=1, max_length=50)]

    _checked = field_validator("urls")(check_addresses)


def read(source: FeedSource, visit: Visit) -> Iterator[LandingItem | Rejected]:
    """Land the pages that the feeds link to.

    Raises:
        PermanentError: no contact is configured, or nothing that lists articles can be read.
        TransientError: nothing that lists articles could be read now.
    """
    yield from read_listed(source, source.urls, visit, KINDS_READ)
