"""The build step around dbt: what a failure says, and when a build counts as complete."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from communique import build
from communique.build import build_marts, forget_other_folder
from expectations.records import read_build
from extractors.errors import PermanentError, TransientError
from extractors.settings import Settings
from extractors.warehouse import HeldLock, open_build, warehouse_lock

RUN = "20261121T020000Z-aaaa"


class FakeDbt:
    """Stands for the process: leaves what dbt would leave, and looks at the world while it is at work."""

    def __init__(self, code: int, results: list[dict[str, Any]] | None, log: str = "") -> None:
        self.code, self.results, self.log = code, results, log
        self.status_meanwhile: str | None = None

    def __call__(self, settings: Settings, run_id: str, lock: HeldLock) -> int:
        record = read_build(settings)
        self.status_meanwhile = record.status if record else None
        target = settings.data_dir / "dbt" / "target"
        target.mkdir(parents=True, exist_ok=True)
        if self.results is not None:
            (target / "run_results.json").write_text(json.dumps({"results": self.results}), "utf-8")
        nodes = {"model.communique.fct_visits": {"alias": "fct_visits", "schema": "marts"}}
        (target / "manifest.json").write_text(json.dumps({"nodes": nodes}), "utf-8")
        build.log_file(settings, run_id).parent.mkdir(parents=True, exist_ok=True)
        build.log_file(settings, run_id).write_text(self.log, "utf-8")
        return self.code


@pytest.fixture
def dbt(monkeypatch: pytest.MonkeyPatch) -> Any:
    def use(code: int, results: list[dict[str, Any]] | None, log: str = "") -> FakeDbt:
        fake = FakeDbt(code, results, log)
        monkeypatch.setattr(build, "_run_dbt", fake)
        return fake

    return use


def test_a_build_is_complete_only_after_dbt_came_to_its_end(settings: Settings, dbt: Any) -> None:
    fake = dbt(0, [{"status": "success"}, {"status": "pass"}, {"status": "pass"}])
    assert build_marts(settings, RUN) == {"success": 1, "pass": 2}
    assert fake.status_meanwhile == "running"
    record = read_build(settings)
    assert record is not None and (record.run_id, record.status) == (RUN, "complete")
    assert record.started_at <= record.at


def test_a_failure_names_each_node_with_its_message(settings: Settings, dbt: Any) -> None:
    failed = [{"status": "fail", "unique_id": f"test.x.{n}", "message": f"Got {n}\n results"} for n in range(12)]
    dbt(1, [{"status": "success", "unique_id": "model.x.fine", "message": "OK"}, *failed])
    with pytest.raises(PermanentError) as caught:
        build_marts(settings, RUN)
    message = str(caught.value)
    assert "test.x.0: Got 0 results" in message and "and 2 more" in message
    assert "model.x.fine" not in message and "build.log" in message
    record = read_build(settings)
    assert record is not None and record.status == "running"


def test_a_failure_before_the_first_node_shows_the_end_of_the_log(settings: Settings, dbt: Any) -> None:
    dbt(2, None, "\n".join(f"line {n}" for n in range(40)) + "\nCompilation Error: no such macro")
    with pytest.raises(PermanentError, match="no such macro") as caught:
        build_marts(settings, RUN)
    assert "line 5\n" not in str(caught.value)


def test_tables_that_no_model_makes_are_dropped(settings: Settings, dbt: Any) -> None:
    settings.data_dir.mkdir()
    with open_build(settings, "test") as con:
        con.execute("create schema marts; create table marts.fct_visits (x int)")
        con.execute('create table marts."fct_visits__dbt_backup" (x int); create table marts.fct_renamed (x int)')
    dbt(0, [])
    build_marts(settings, RUN)
    with open_build(settings, "test", read_only=True) as con:
        assert con.execute("select table_name from duckdb_tables() where schema_name = 'marts'").fetchall() == [
            ("fct_visits",)
        ]


def test_dbt_runs_under_the_lock(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def look(settings: Settings, run_id: str, lock: HeldLock) -> int:
        with pytest.raises(TransientError, match=f"build run {RUN}"), warehouse_lock(settings, "other", 0.0):
            pass
        raise KeyboardInterrupt

    monkeypatch.setattr(build, "_run_dbt", look)
    with pytest.raises(KeyboardInterrupt):
        build_marts(settings, RUN)
    with warehouse_lock(settings, "free again", 0.0):
        pass


def test_a_build_that_another_one_overtook_is_not_complete(
    settings: Settings, dbt: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    dbt(0, [])
    complete = build._complete

    def overtaken(settings: Settings, run_id: str) -> None:
        (settings.data_dir / "build.json").write_text(
            Path(settings.data_dir / "build.json").read_text("utf-8").replace(RUN, "20261121T020001Z-bbbb"), "utf-8"
        )
        complete(settings, run_id)

    monkeypatch.setattr(build, "_complete", overtaken)
    with pytest.raises(TransientError, match="Another build began"):
        build_marts(settings, RUN)


def test_a_project_that_lies_in_another_folder_is_parsed_anew(settings: Settings, tmp_path: Path) -> None:
    parsed = settings.data_dir / "dbt" / "target" / "partial_parse.msgpack"
    parsed.parent.mkdir(parents=True)
    for project, is_kept in ((settings.project_root, False), (settings.project_root, True), (tmp_path, False)):
        parsed.write_bytes(b"parsed")
        forget_other_folder(replace(settings, project_root=project))
        assert parsed.exists() == is_kept
