"""What stands in `raw.rejected_articles`: for a person to look at, and to be tried again."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from datetime import datetime

from extractors.items import LandingItem
from extractors.load.schema import ensure_schema
from extractors.settings import Settings
from extractors.warehouse import open_build

_QUERY = """
    select
        rejection_id, source_uri, coalesce(source_name, source), stage, reason, detail, landing_path, landing_item,
        run_id, rejected_at
    from raw.rejected_articles
    where (len($stages) = 0 or list_contains($stages, stage))
        and (len($reasons) = 0 or list_contains($reasons, reason))
        and (len($sources) = 0 or list_contains($sources, source_name) or list_contains($sources, source))
        and (len($ids) = 0 or list_contains($ids, rejection_id))
    order by rejected_at desc, source_uri, rejection_id
"""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which rejections: those that fit every list that is not empty.

    Attributes:
        stages: `fetch`, `text`, `extract`, `load`.
        reasons: codes such as `empty`.
        sources: names of configured sources, or outlets.
        ids: rejection ids.
    """

    stages: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quarantined:
    """One rejected input, as it stands in the warehouse.

    Attributes:
        landing_path: where its bytes lie, relative to the data folder; None for what was never landed.
        landing_item: the landing item as JSON; None for what was never landed.
    """

    rejection_id: str
    source_uri: str
    source: str | None
    stage: str
    reason: str
    detail: str | None
    landing_path: str | None
    landing_item: str | None
    run_id: str
    rejected_at: datetime

    @property
    def item(self) -> LandingItem | None:
        """What was landed, ready to be read again."""
        return LandingItem.from_json(self.landing_item) if self.landing_item else None

    def to_json(self) -> str:
        """The rejection as one line for other programs."""
        fields = {name: value for name, value in dataclasses.asdict(self).items() if name != "landing_item"}
        return json.dumps(fields | {"rejected_at": self.rejected_at.isoformat()}, ensure_ascii=False)


def list_rejected(settings: Settings, wanted: Filter) -> list[Quarantined]:
    """The rejections that fit a filter, newest first.

    Raises:
        TransientError: the build file stayed locked.
    """
    if not settings.build_file.exists():
        return []
    with open_build(settings, "list rejected input") as connection:
        ensure_schema(connection)
        rows = connection.execute(_QUERY, {k: list(v) for k, v in dataclasses.asdict(wanted).items()}).fetchall()
    return [Quarantined(*row) for row in rows]
