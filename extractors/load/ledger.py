"""What is in the raw tables already, so that intake can pass over what has not changed."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.load.schema import ensure_schema
from extractors.settings import Settings
from extractors.warehouse import open_build

_ENTRIES = """
    select landing_uri, landing_sha256, metadata_sha256, extractor_version, false as is_rejected
    from raw.articles
    union all
    select landing_uri, landing_sha256, metadata_sha256, extractor_version, true as is_rejected
    from raw.rejected_articles
    order by landing_uri, is_rejected, landing_sha256, metadata_sha256, extractor_version
"""


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """The last revision of one landed item that was dealt with.

    Attributes:
        landing_sha256: hash of its bytes, where the batch gave it.
        metadata_sha256: hash of what the manifest said of it, where the batch gave it.
        extractor_version: the version that read it, where known.
        is_rejected: whether this revision was turned down.
    """

    landing_sha256: str | None
    metadata_sha256: str | None
    extractor_version: str | None
    is_rejected: bool


def loaded_articles(settings: Settings) -> dict[str, LedgerEntry]:
    """The last revision dealt with, by the address of the landed item.

    An item that holds several articles has one entry. Where a newer revision was rejected while the claims of an
    older one stay, the entry is the rejected one: the next run then does not read the same bytes again.
    """
    if not settings.build_file.exists():
        return {}
    with open_build(settings, "look up what is loaded") as connection:
        ensure_schema(connection)
        rows = connection.execute(_ENTRIES).fetchall()
    return {uri: LedgerEntry(*entry) for uri, *entry in rows}
