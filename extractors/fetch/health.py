"""How each source has been doing: `data/sources/<name>/health.json`, written anew after every visit."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from pydantic import BaseModel, ConfigDict, ValidationError

from extractors.fetch.landing import write_whole
from extractors.fetch.schema import SourceBase
from extractors.fetch.visit import Tally, state_dir
from extractors.settings import Settings

# Half a day less than the name says, so that a night that began a little earlier still counts.
INTERVALS = {"weekly": timedelta(days=6.5), "monthly": timedelta(days=27.5)}
MESSAGE_LENGTH = 500


class Health(BaseModel):
    """What is known of a source's visits.

    Attributes:
        last_attempt: when it was last visited.
        last_success: when it was last visited without an error.
        failures: visits without success since then.
        error: the message of the last failure, where that was the last visit.
        counts: numbers of the last success, by name; see `batches.counts_of`.
        warnings: of the last success.
        night: the day (UTC) that the next two belong to.
        night_bytes: bytes received that day.
        night_seconds: time spent on requests that day.
    """

    model_config = ConfigDict(extra="ignore")

    last_attempt: datetime | None = None
    last_success: datetime | None = None
    failures: int = 0
    error: str | None = None
    counts: dict[str, int] = {}
    warnings: list[str] = []
    night: str = ""
    night_bytes: int = 0
    night_seconds: float = 0.0


def read_health(settings: Settings, name: str) -> Health:
    """What is known of a source; nothing where it was never visited or the file is damaged."""
    path = state_dir(settings, name) / "health.json"
    try:
        return Health.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return Health()


def is_due(settings: Settings, source: SourceBase, now: datetime | None = None) -> bool:
    """Whether a nightly run reads a source that is switched on, going by its schedule and its last success."""
    if source.schedule == "manual":
        return False
    if source.schedule == "nightly":
        return True
    last = read_health(settings, source.name).last_success
    return last is None or (now or datetime.now(UTC)) - last >= INTERVALS[source.schedule]


def record_success(settings: Settings, name: str, counts: dict[str, int], warnings: list[str], tally: Tally) -> None:
    """Note a visit that went well."""
    health, now = _spent(read_health(settings, name), tally), datetime.now(UTC)
    update = {"last_success": now, "failures": 0, "error": None, "counts": counts, "warnings": warnings[:20]}
    _save(settings, name, health.model_copy(update=update))


def record_failure(settings: Settings, name: str, error: str, tally: Tally) -> None:
    """Note a visit that failed; what is known of the last success stays."""
    health = _spent(read_health(settings, name), tally)
    _save(settings, name, health.model_copy(update={"failures": health.failures + 1, "error": error[:MESSAGE_LENGTH]}))


def spent_tonight(settings: Settings, name: str) -> tuple[float, int]:
    """Seconds and bytes that a source has cost today (UTC)."""
    health = read_health(settings, name)
    if health.night != datetime.now(UTC).date().isoformat():
        return 0.0, 0
    return health.night_seconds, health.night_bytes


def _spent(health: Health, tally: Tally) -> Health:
    now = datetime.now(UTC)
    night = now.date().isoformat()
    before = (health.night_bytes, health.night_seconds) if health.night == night else (0, 0.0)
    update = {
        "last_attempt": now,
        "night": night,
        "night_bytes": before[0] + tally.bytes,
        "night_seconds": before[1] + tally.seconds,
    }
    return health.model_copy(update=update)


def _save(settings: Settings, name: str, health: Health) -> None:
    write_whole(state_dir(settings, name) / "health.json", [health.model_dump_json(indent=2)])
