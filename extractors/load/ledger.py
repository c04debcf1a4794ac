"""What has been dealt with already, so that intake can pass over what has not changed."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.load.schema import ensure_schema
from extractors.settings import Settings
from extractors.warehouse import open_build

_ENTRIES = """
    select landing_uri, landing_sha256, metadata_sha256, extractor_version, is_rejected
    from raw.landed_items
    where source_name = coalesce(?, source_name)
    order by settled_at, source_name, landing_uri
"""


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """The last revision of one landed item that was dealt with.

    Attributes:
        landing_sha256: hash of its bytes.
        metadata_sha256: hash of what the manifest said of it.
        extractor_version: the version that read it.
        is_rejected: whether this revision, or a part of it, was turned down.
    """

    landing_sha256: str | None
    metadata_sha256: str | None
    extractor_version: str | None
    is_rejected: bool


def loaded_articles(settings: Settings, source_name: str | None = None) -> dict[str, LedgerEntry]:
    """The last revision dealt with, by the address of the landed item.

    An item that holds several articles has one entry.

    Args:
        settings: where the build file lies.
        source_name: only what this source offered. Two sources may offer one address, each in its own form; if one
            went by what the other did, both would be read again every night.
    """
    if not settings.build_file.exists():
        return {}
    with open_build(settings, "look up what is loaded") as connection:
        ensure_schema(connection)
        rows = connection.execute(_ENTRIES, [source_name]).fetchall()
    return {uri: LedgerEntry(*entry) for uri, *entry in rows}
