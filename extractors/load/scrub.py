"""Characters that JSON can carry and DuckDB cannot: lone surrogates."""

from __future__ import annotations

import json
import re
from typing import Any

_SURROGATE = re.compile(r"[\ud800-\udfff]")
_MAYBE_SURROGATE = re.compile(r"[\ud800-\udfff]|\\u[dD][89a-fA-F]")
_REPLACEMENT = "\ufffd"


def scrub_line(line: bytes) -> str:
    """One line of JSON without lone surrogates; each becomes one U+FFFD, so offsets stay true.

    Bytes that are no UTF-8 at all become U+FFFD as well; the spans behind them then no longer fit and the
    document is turned down by name instead of stopping the batch.
    """
    try:
        text = line.decode("utf-8", errors="surrogatepass")
    except UnicodeDecodeError:
        text = line.decode("utf-8", errors="replace")
    if not _MAYBE_SURROGATE.search(text):
        return text
    try:
        return json.dumps(_scrub(json.loads(text)), ensure_ascii=False)
    except ValueError:
        return _SURROGATE.sub(_REPLACEMENT, text)


def _scrub(value: Any) -> Any:
    if isinstance(value, str):
        return _SURROGATE.sub(_REPLACEMENT, value)
    if isinstance(value, list):
        return [_scrub(item) for item in value]
    if isinstance(value, dict):
        return {_scrub(key): _scrub(item) for key, item in value.items()}
    return value
