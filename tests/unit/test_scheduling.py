"""How a run's id reaches the publish."""

from __future__ import annotations

from types import SimpleNamespace

from communique.scheduling import run_id_of


def event(run_id: str | None) -> SimpleNamespace:
    return SimpleNamespace(extra={"run_id": run_id} if run_id else {})


def test_the_given_id_wins() -> None:
    assert run_id_of({"run_id": "given"}, {"raw": [event("20261121T020000Z-ab12")]}) == "given"


def test_the_newest_of_several_events_counts() -> None:
    events = {"raw": [event("20261121T020000Z-ab12"), event("20261122T020000Z-0001"), event(None)]}
    assert run_id_of({"run_id": None}, events) == "20261122T020000Z-0001"


def test_a_manual_run_has_none() -> None:
    assert run_id_of({"run_id": None}, {}) is None
