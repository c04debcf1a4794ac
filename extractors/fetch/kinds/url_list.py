"""Kind `url_list`: pages whose addresses stand in the source file or in a text file, one a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from extractors.errors import PermanentError, RejectedArticle
from extractors.fetch.begin import client_for
from extractors.fetch.pages import collect, read_pages
from extractors.fetch.pagestate import Pages
from extractors.fetch.schema import NetworkSource, WebAddress, check_addresses
from extractors.fetch.visit import Visit
from extractors.fetch.web.listing import Entry
from extractors.items import LandingItem, Rejected
from extractors.text.decoding import decode

LARGEST = 16 * 1024 * 1024
COMMENT = re.compile(r"(?:^|\s)#.*")


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
    """Land the pages of the list.

    Raises:
        PermanentError: no contact is configured, or the list cannot be read.
    """
    listed = [*source.urls, *(_lines(visit.settings.project_root / source.path) if source.path else [])]
    with client_for(source, visit) as client:
        pages = Pages.read(visit.settings, source.name)
        offer = collect(source, visit, ((source.path or source.name, Entry(url)) for url in listed))
        yield from read_pages(source, visit, client, pages, offer)


def _lines(path: Path) -> list[str]:
    try:
        if path.stat().st_size > LARGEST:
            raise PermanentError(f"{path} is larger than {LARGEST:,} bytes: split it into several sources.")
        lines = decode(path.read_bytes()).splitlines()
    except OSError as error:
        raise PermanentError(f"{path} cannot be read: {error.strerror}. It is to hold an address a line.") from error
    except RejectedArticle as error:
        raise PermanentError(f"{path} is not a text file: {error.detail}.") from error
    # An address may hold a #; a comment has a blank before it or begins the line.
    return [address for line in lines if (address := COMMENT.sub("", line).strip())]
