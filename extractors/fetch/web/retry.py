"""When to try again: what the server asks for, else after pauses that grow and are never quite the same."""

from __future__ import annotations

import random
import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

TRIES = 3
FIRST_PAUSE = 2.0
# A server that asks for more is left alone for the night instead of being waited for.
LONGEST_PAUSE = 120.0
SECONDS = re.compile(r"[0-9]{1,12}")


def retry_after(value: str | None, now: datetime | None = None) -> float | None:
    """Seconds to wait according to a Retry-After header: a number of seconds or a date; None for anything else."""
    value = (value or "").strip()
    if SECONDS.fullmatch(value):
        return float(value)
    try:
        moment = parsedate_to_datetime(value[:64])
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - (now or datetime.now(UTC))).total_seconds())


def pause(tries: int, asked: float | None = None) -> float:
    """Seconds to wait after so many tries; what the server asked for is the least."""
    grown = min(FIRST_PAUSE * 2.0 ** (tries - 1), LONGEST_PAUSE)
    jittered = random.uniform(0.5, 1.0) * grown  # noqa: S311  (it spreads load, it keeps no secret)
    return max(jittered, asked or 0.0)
