"""The kinds of sources, each in a module of its own; another kind is one module more and one line here.

A kind has a model, the fields of its files, and a reader: a function that takes a source and a `Visit` and yields a
`LandingItem` for each thing that was landed and a `Rejected` for each that was turned down, in any order.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extractors.errors import PermanentError
from extractors.fetch.kinds import feed, folder, sitemap, url_list, warc
from extractors.fetch.kinds.feed import FeedSource
from extractors.fetch.kinds.folder import FolderSource
from extractors.fetch.kinds.sitemap import SitemapSource
from extractors.fetch.kinds.url_list import UrlListSource
from extractors.fetch.kinds.warc import WarcSource
from extractors.fetch.visit import Kind, Visit
from extractors.items import LandingItem, Rejected

Source = FolderSource | FeedSource | SitemapSource | UrlListSource | WarcSource
"""Any kind of source."""

KINDS: dict[str, Kind] = {
    "folder": Kind(FolderSource, folder.read),
    "feed": Kind(FeedSource, feed.read),
    "sitemap": Kind(SitemapSource, sitemap.read),
    "url_list": Kind(UrlListSource, url_list.read),
    "warc": Kind(WarcSource, warc.read),
}
"""By the value of `kind` in the file."""


def model_of(kind: Any) -> type[Source]:
    """The model of a kind.

    Raises:
        PermanentError: there is no such kind; the message lists those that there are.
    """
    if not isinstance(kind, str) or kind not in KINDS:
        raise PermanentError(f"kind: {kind!r} is not one of: {', '.join(KINDS)}.")
    model: type[Source] = KINDS[kind].model
    return model


def read(source: Source, visit: Visit) -> Iterator[LandingItem | Rejected]:
    """Land what a source offers.

    Raises:
        PermanentError: the source cannot be read as it is configured.
        TransientError: it could not be read now.
    """
    return KINDS[source.kind].read(source, visit)
