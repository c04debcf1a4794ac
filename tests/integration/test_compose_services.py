"""Every service of docker-compose.yml really starts, on a real PostgreSQL, and its healthcheck turns green."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from communique.leash import family
from tests.integration.local_services import ROOT, Stack, local_stack, postgres_programs

LONG_LIVED = ("airflow-apiserver", "airflow-scheduler", "airflow-dag-processor", "airflow-triggerer")


@pytest.fixture(scope="module")
def stack() -> Iterator[Stack]:
    programs = postgres_programs()
    if programs is None:
        pytest.skip("no PostgreSQL server under /usr/lib/postgresql; install the package postgresql")
    with local_stack(programs) as services:
        services.start("postgres")
        services.wait_healthy("postgres", 30)
        first = services.run("airflow-init")
        assert first.returncode == 0, first.stdout + first.stderr
        for service in LONG_LIVED:
            services.start(service)
        yield services


@pytest.fixture(scope="module")
def api(stack: Stack) -> Callable[..., Any]:
    stack.wait_healthy("airflow-apiserver")
    token = _call(stack, "/auth/token", {"username": "admin", "password": stack.secret["AIRFLOW_ADMIN_PASSWORD"]})
    return lambda path, body=None: _call(stack, f"/api/v2{path}", body, token["access_token"])


def _call(stack: Stack, path: str, body: Any = None, token: str = "") -> Any:
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"http://127.0.0.1:{stack.ports['api']}{path}", data, headers)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


@pytest.mark.parametrize("service", LONG_LIVED)
def test_healthcheck_turns_green(stack: Stack, service: str) -> None:
    stack.wait_healthy(service)


def test_init_may_run_again(stack: Stack) -> None:
    assert stack.run("airflow-init").returncode == 0


def test_a_wrong_password_is_refused(stack: Stack) -> None:
    stack.wait_healthy("airflow-apiserver")
    with pytest.raises(urllib.error.HTTPError, match="401"):
        _call(stack, "/auth/token", {"username": "admin", "password": "admin"})


def test_a_triggered_ingest_is_followed_by_a_publish(stack: Stack, api: Callable[..., Any]) -> None:
    names = {"nightly_ingest", "nightly_publish", "backfill_source", "reextract"}
    _wait(lambda: {d["dag_id"] for d in api("/dags")["dags"]} == names, 90)
    assert not any(dag["is_paused"] for dag in api("/dags")["dags"])
    conf = {"articles": str(ROOT / "seeds" / "articles")}
    run = api("/dags/nightly_ingest/dagRuns", {"logical_date": None, "conf": conf})

    _wait(lambda: api(f"/dags/nightly_ingest/dagRuns/{run['dag_run_id']}")["state"] in ("success", "failed"), 240)
    assert api(f"/dags/nightly_ingest/dagRuns/{run['dag_run_id']}")["state"] == "success"
    _wait(lambda: any(r["state"] in ("success", "failed") for r in _publishes(api)), 240)
    assert "success" in {publish["state"] for publish in _publishes(api)}
    assert (stack.folder / "data" / "published" / "communique.duckdb").is_file()


def _publishes(api: Callable[..., Any]) -> list[dict[str, Any]]:
    return api("/dags/nightly_publish/dagRuns")["dag_runs"]


def _wait(condition: Callable[[], bool], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"nothing came of it within {seconds} s"
        time.sleep(1)


def test_zz_nothing_is_left_running(stack: Stack) -> None:
    """Last, by its name and place: it ends what the others use."""
    members = [process for leader in stack.running.values() for process in family(leader.pid)]
    stack.stop()
    assert not [process for process in members if process.is_running()]
