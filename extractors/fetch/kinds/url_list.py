"""Kind `url_list`: pages whose addresses stand in the source file or in a text file, one a line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from extractors.fetch.schema import NetworkSource, WebAddress, check_addresses
from extractors.fetch.visit import Visit
from extractors.items import LandingItem, Rejected


class UrlListSource(NetworkSource):
    """Addresses of pages.

    Attributes:
        kind: `url_list`.
        urls: addresses of pages.
        path: a text file with an address a line, relative to the project or absolute; `#` begins a comment.
    """

    kind: Literal["url_list"]
    urls: Annotated[list[WebAddress], Field(max_length=10_000, default_factory=list)]
    path: Annotated[str, Field(min_length=1)] | None = None

    _checked = field_validator("urls")(check_addresses)

    @model_validator(mode="after")
    def _has_addresses(self) -> UrlListSource:
        if not self.urls and not self.path:
            raise ValueError("give urls or path")
        return self


def read(source: UrlListSource, visit: Visit) -> Iterator[LandingItem | Rejected]:
    """Land the pages of the list."""
    yield from ()
