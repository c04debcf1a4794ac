"""Articles that an older version of the engine read, to be read again from the landing store.

What is in the landing store never changes, so a new engine can read every article anew, those too that their source no
longer offers. The claims then replace the earlier ones, article by article, as in any other load.
"""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

from extractors.engines import get_engine
from extractors.fetch import FetchReport
from extractors.fetch.landing import write_whole
from extractors.items import MEDIA_TYPES, LandingItem, article_id
from extractors.load import ensure_schema, start_run
from extractors.settings import Settings
from extractors.warehouse import open_build

BATCH_ITEMS = 200
NAME = "outdated"

_ROWS = """
    select
        landing_uri, landing_path, landing_sha256, extractor_version, source, title, language_code, published_on,
        landing_item
    from raw.articles
    where engine = ? and landing_path is not null
    qualify row_number() over (partition by landing_uri order by article_id) = 1
    order by landing_uri
"""


def write_batches(settings: Settings, run_id: str) -> list[Path]:
    """Write batches of the landed items whose articles an older version of the engine read.

    Doing so again after a load writes none: what has been read anew is no longer outdated.

    Returns:
        The batch files, in order; empty when every article is up to date.
    """
    start_run(settings, run_id)
    items, missing = outdated_items(settings)
    run = settings.data_dir / "runs" / run_id
    for stale in (run / "batches").glob(f"{NAME}-[0-9]*.jsonl"):
        stale.unlink()  # of an earlier try of the same run
    batches = [
        write_whole(
            run / "batches" / f"{NAME}-{start // BATCH_ITEMS + 1:03}.jsonl",
            [item.to_json() for item in items[start : start + BATCH_ITEMS]],
        )
        for start in range(0, len(items), BATCH_ITEMS)
    ]
    warnings = [f"{uri}: its file is no longer in the landing store" for uri in missing]
    report = FetchReport(NAME, files=len(items), new=len(items), warnings=warnings)
    write_whole(run / "rejected" / f"{NAME}-fetch.jsonl", [])
    write_whole(run / "claims" / f"{NAME}-fetch.jsonl", [])
    write_whole(run / "fetch" / f"{NAME}.json", [json.dumps(dataclasses.asdict(report), ensure_ascii=False, indent=2)])
    return batches


def outdated_items(settings: Settings) -> tuple[list[LandingItem], list[str]]:
    """The landed items to be read again, and the addresses of those whose file is missing."""
    if not settings.build_file.exists():
        return [], []
    engine = get_engine(settings.engine)
    with open_build(settings, "look for outdated articles") as connection:
        ensure_schema(connection)
        found = connection.execute(_ROWS, [engine.name])
        columns = [column[0] for column in found.description or []]
        rows = [dict(zip(columns, row, strict=True)) for row in found.fetchall()]
    old = [row for row in rows if version_order(row["extractor_version"]) < version_order(engine.version)]
    there = [row for row in old if (settings.data_dir / row["landing_path"]).is_file()]
    missing = [row["landing_uri"] for row in old if row not in there]
    return [_item(settings, row) for row in there], missing


def version_order(version: str | None) -> tuple[int, ...]:
    """A version as numbers, so that 0.10 comes after 0.9; an unknown one is the oldest."""
    parts = (version or "").split("+")[0].split("-")[0].split(".")
    return tuple(int(part) if part.isdigit() else 0 for part in parts)


def _item(settings: Settings, row: dict[str, Any]) -> LandingItem:
    """The item as it was landed; one loaded before items were kept is made from what the article's row knows."""
    if row["landing_item"]:
        return LandingItem.from_json(row["landing_item"])
    path = settings.data_dir / row["landing_path"]
    return LandingItem(
        item_id=article_id(row["landing_uri"]),
        landing_path=row["landing_path"],
        source_uri=row["landing_uri"],
        source=row["source"],
        title=row["title"],
        language=row["language_code"],
        published_on=row["published_on"],
        media_type=MEDIA_TYPES.get(path.suffix.lower(), "text/plain"),
        sha256=row["landing_sha256"] or "",
        bytes=path.stat().st_size,
        source_name=None,
    )
