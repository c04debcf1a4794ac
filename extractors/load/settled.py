"""`raw.landed_items`: which state of which landed item has been dealt with, and in which run."""

from __future__ import annotations

import duckdb

from extractors.load.rows import Landing, Row
from extractors.load.tables import insert

_STATE = "landing_uri, source_name, landing_sha256, metadata_sha256, extractor_version, is_rejected"
State = tuple[str, str, str | None, str | None, str | None, bool]


def settled_in_run(connection: duckdb.DuckDBPyConnection, run_id: str, landings: list[Landing]) -> set[Landing]:
    """Those of some items that this run has loaded already, in this very state."""
    done = {state[:-1] for state in _states(connection, landings, run_id)}
    return {landing for landing in landings if _state(landing, is_rejected=False)[:-1] in done}


def settle(connection: duckdb.DuckDBPyConnection, items: list[tuple[Landing, bool]], run_id: str) -> None:
    """Write down what a batch dealt with; what is there in the same state keeps its run and time.

    Args:
        connection: to the build file, within the batch's transaction.
        items: each item with whether a part of it was rejected.
        run_id: the run.
    """
    known = _states(connection, [landing for landing, _ in items], None)
    states = {_state(landing, is_rejected) for landing, is_rejected in items if landing.is_settled}
    new = sorted(states - known, key=lambda state: state[:2])
    keys = [f"{uri}\n{source}" for uri, source, *_ in new]
    connection.execute(
        "delete from raw.landed_items where list_contains(?::varchar[], landing_uri || chr(10) || source_name)", [keys]
    )
    insert(connection, "landed_items", [_row(state, run_id) for state in new])


def _states(connection: duckdb.DuckDBPyConnection, landings: list[Landing], run_id: str | None) -> set[State]:
    rows = connection.execute(
        f"select {_STATE} from raw.landed_items "  # noqa: S608  (fixed names)
        "where list_contains(?::varchar[], landing_uri) and run_id = coalesce(?, run_id)",
        [list({landing.uri for landing in landings}), run_id],
    ).fetchall()
    return set(rows)


def _state(landing: Landing, is_rejected: bool) -> State:
    return (*landing.key, landing.sha256, landing.metadata_sha256, landing.extractor_version, is_rejected)


def _row(state: State, run_id: str) -> Row:
    names = [name.strip() for name in _STATE.split(",")]
    return {**dict(zip(names, state, strict=True)), "run_id": run_id}
