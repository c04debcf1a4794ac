"""The bytes of a landed article, wherever they lie."""

from __future__ import annotations

from pathlib import Path

from extractors.items import LandingItem


def landed_bytes(item: LandingItem, path: Path, most_bytes: int) -> bytes:
    """What was landed of a single article. Called in a worker: a record of a web archive is unpacked here.

    Args:
        item: the item; none that holds any number of articles.
        path: its landing file.
        most_bytes: a record that unpacks to more than this is turned down.

    Raises:
        RejectedArticle: stage `text`: the record is damaged or too large.
        OSError: the file cannot be read.
    """
    if item.offset is None or item.length is None:
        return path.read_bytes()
    from extractors.fetch.warc.responses import read_page_record  # noqa: PLC0415  (only where there are archives)

    return read_page_record(path, item.offset, item.length, most_bytes)
