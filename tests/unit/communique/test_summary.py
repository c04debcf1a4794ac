"""The summary and the status at each stage that a run can come to."""

from __future__ import annotations

from pathlib import Path

import duckdb

from communique import steps
from communique.summary import next_steps
from expectations.records import AuditRecord, Finding, now, write_audit
from extractors.settings import Settings

RUN = "20261121T020000Z-aaaa"


def test_a_run_that_loaded_says_what_was_rejected_and_why(settings: Settings, folder: Path) -> None:
    for batch in steps.fetch(settings, RUN, folder=str(folder)):
        steps.extract(settings, RUN, batch)
    steps.load(settings, RUN)
    said = steps.summary(settings, RUN)
    assert "3 looked at: 3 new or changed, 0 unchanged" in said
    assert "2 read, 1 rejected" in said
    assert "1 empty" in said and "empty.txt: empty: the file is empty" in said
    assert "2 articles in the warehouse, 1 rejected" in said
    assert "audit       not done" in said and "published   nothing yet" in said


def test_a_failed_audit_shows_the_rows_to_blame(settings: Settings) -> None:
    finding = Finding("visits", "No visit ends before it starts.", 1, ["v1 (days=-3.0)"])
    write_audit(settings, AuditRecord(RUN, now(), "print", {}, 25, "/docs/index.html", critical=[finding]))
    said = steps.summary(settings, RUN)
    assert "FAILED (25 expectations)" in said
    assert "critical: visits: No visit ends before it starts. v1 (days=-3.0)" in said


def test_many_rejections_are_cut_short(settings: Settings, folder: Path) -> None:
    for number in range(20):
        (folder / f"empty{number:02}.txt").write_bytes(b"")
    for batch in steps.fetch(settings, RUN, folder=str(folder)):
        steps.extract(settings, RUN, batch)
    said = steps.summary(settings, RUN)
    assert "21 empty" in said and "and 9 more" in said


def test_the_file_of_another_run_is_called_so(settings: Settings) -> None:
    settings.published_dir.mkdir(parents=True)
    with duckdb.connect(str(settings.published_file)) as con:
        con.execute("create table about as select 'earlier' as run_id, map {'fct_visits': 3} as row_counts")
    said = steps.summary(settings, RUN)
    assert "still that of run earlier" in said and "facts" not in said
    assert "3 visits" in steps.summary(settings, "earlier")


def test_next_steps_name_the_file(settings: Settings) -> None:
    assert str(settings.published_file) in next_steps(settings)
