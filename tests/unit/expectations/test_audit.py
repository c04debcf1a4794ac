"""The audit on a small hand-made build: each rule is broken once, and the row at fault must be named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from expectations.audit import run_audit
from expectations.publish import publish_release
from expectations.records import AuditRecord, read_audit, write_build
from extractors.errors import PermanentError
from extractors.settings import Settings
from extractors.warehouse import open_build

RUN = "20261121T020000Z-aaaa"

Change = Callable[..., None]

BREAKS = """
    insert into marts.fct_visits values
        ('backwards', 'p1', 'VN', 'CU', '2025-06-14', '2025-06-14', '2025-06-01', 'day', 'completed', 0.9, null),
        ('endless', 'p1', 'VN', 'CU', '2025-06-14', '2025-06-14', '2026-09-01', 'day', 'completed', 0.9, null),
        ('at-home', 'p1', 'VN', 'VN', null, null, null, null, 'completed', 0.9, null),
        ('too-sure', null, null, null, null, null, null, null, 'completed', 1.5, null);
    insert into marts.bridge_evidence
        select 'visit', visit_id, 'a1', 9, 33, 'Đỗ Văn An visited Havana', '0.1.0' from marts.fct_visits
        where visit_id not in ('v1', 'endless');
    insert into marts.bridge_evidence values ('visit', 'v1', 'a1', 8, 32, 'Đỗ Văn An visited Havana', '0.1.0');
    insert into marts.fct_agreements values
        ('tomorrow', 'treaty', null, 'signed', '2999-01-01', '2999-01-01', 0.5, null, null, null);
    insert into marts.bridge_evidence values ('agreement', 'tomorrow', 'gone', 0, 5, 'Minis', '0.1.0');
"""


def findings(record: AuditRecord) -> str:
    return "\n".join(str(finding) for finding in record.critical)


@pytest.fixture
def broken(settings: Settings, change: Change) -> AuditRecord:
    change(BREAKS)
    return run_audit(settings, RUN)


def test_a_sound_build_passes_and_leaves_data_docs(settings: Settings, change: Change) -> None:
    change()
    record = run_audit(settings, RUN)
    assert (record.result, record.critical, record.warnings) == ("passed", [], [])
    assert Path(record.docs).is_file()
    pages = list((settings.audit_dir / "gx").rglob("validations/visits/*/*/*.html"))
    assert len(pages) == 1 and "No visit ends before it starts." in pages[0].read_text("utf-8")
    assert read_audit(settings, RUN) == record


def test_every_broken_rule_names_its_row_and_value(settings: Settings, broken: AuditRecord) -> None:
    found = findings(broken)
    for part in (
        "ends before it starts. backwards (days=-13.0)",
        "more than 400 days. endless (days=444.0)",
        "another country than the visitor's own. at-home (leaves_country=False)",
        "Confidence lies between 0 and 1. visit/too-sure (confidence_score=1.5)",
        "at least one quoted sentence. visit/endless (evidence_count=0.0)",
        "signed in the future. tomorrow (days_ahead=",
        "visit/v1/a1/8 (stands_in_text=False)",
        "agreement/tomorrow/gone/0 (stands_in_text=False)",
    ):
        assert part in found
    # One rule broken by one row each, but for the quotes: nothing sound is blamed.
    assert sum(finding.row_count for finding in broken.critical) == 8
    assert any("say what they are about" in str(finding) for finding in broken.warnings)
    with pytest.raises(PermanentError, match="what was published stays as it is"):
        broken.require_passed()


def test_a_failed_audit_forbids_the_publish(settings: Settings, broken: AuditRecord) -> None:
    with pytest.raises(PermanentError, match="ends before it starts"):
        publish_release(settings, RUN)
    assert not settings.published_file.exists()


def test_a_drop_since_the_last_release_is_critical_unless_accepted(settings: Settings, change: Change) -> None:
    change("insert into marts.dim_actors select 'x' || i, 'Full Name', 'VN', 'person' from range(99) t(i)")
    run_audit(settings, RUN)
    publish_release(settings, RUN)
    change("delete from marts.dim_actors where actor_id <> 'p1'; update marts.dim_actors set kind = 'organization'")
    dropped = run_audit(settings, RUN)
    assert "less than 50%" in findings(dropped) and "dim_actors (kept_share=0.01)" in findings(dropped)
    assert any("dim_actors.kind = organization" in str(finding) for finding in dropped.warnings)
    accepted = run_audit(settings, RUN, accept_drop=True)
    assert accepted.passed
    assert any("less than 50%" in finding.expectation for finding in accepted.warnings)


def test_few_rows_are_not_compared_but_articles_always_are(settings: Settings, change: Change) -> None:
    change(
        "insert into marts.dim_articles select 'b' || i, 'Title', '2025-01-01', 'en' from range(9) t(i);"
        "insert into marts.dim_actors select 'x' || i, 'Full Name', 'VN', 'person' from range(9) t(i)"
    )
    run_audit(settings, RUN)
    publish_release(settings, RUN)
    change(
        "delete from marts.dim_articles where article_id <> 'a1'; delete from marts.dim_actors where actor_id <> 'p1'"
    )
    assert [finding.rows for finding in run_audit(settings, RUN).critical] == [["dim_articles (kept_share=0.1)"]]


def test_persons_without_country_or_full_name_are_told_and_too_many_forbid_the_publish(
    settings: Settings, change: Change
) -> None:
    change("insert into marts.dim_actors select 'x' || i, 'Full Name', 'VN', 'person' from range(99) t(i)")
    run_audit(settings, RUN)
    publish_release(settings, RUN)
    change("update marts.dim_actors set name = 'Name' where actor_id < 'x5' and actor_id <> 'p1'")
    some = run_audit(settings, RUN)
    assert some.passed and any("At most 40%" in finding.expectation for finding in some.warnings)
    assert any("grew by at most" in finding.expectation for finding in some.warnings)
    change("update marts.dim_actors set country_code = null")
    most = run_audit(settings, RUN)
    assert "At most 80%" in findings(most)
    assert any("dim_actors.country_code" in str(finding) for finding in most.warnings)


def test_posts_and_meetings_that_cannot_be_are_critical(settings: Settings, change: Change) -> None:
    change(
        "insert into marts.fct_meetings values ('alone', 0.5, '2025-01-01', null, 1);"
        "insert into marts.fct_actor_positions values"
        " ('back', 'post', null, '2025-01-02', '2025-01-01', true, true, false);"
    )
    found = findings(run_audit(settings, RUN))
    assert "Two or more people meet. alone" in found
    assert "No post ends before it begins. back" in found and "No post is both current and former. back" in found


def test_a_release_without_articles_is_refused(settings: Settings, change: Change) -> None:
    change("delete from marts.dim_articles")
    assert "holds at least one article" in findings(run_audit(settings, RUN))


def test_only_a_complete_build_is_audited(settings: Settings, change: Change) -> None:
    with pytest.raises(PermanentError, match="Nothing has been built"):
        change()
        (settings.data_dir / "build.json").unlink()
        run_audit(settings, RUN)
    write_build(settings, RUN, "running")
    with pytest.raises(PermanentError, match="did not come to its end"):
        run_audit(settings, RUN)
    assert read_audit(settings, RUN) is None


def test_quotes_of_an_article_loaded_since_the_build_began_are_not_judged(settings: Settings, change: Change) -> None:
    change()
    with open_build(settings, "test") as con:
        con.execute("update raw.articles set text = 'Another text.', loaded_at = now() + interval 1 minute")
    assert run_audit(settings, RUN).passed


def test_a_damaged_published_file_is_named(settings: Settings, change: Change) -> None:
    change()
    settings.published_dir.mkdir()
    settings.published_file.write_bytes(b"no database")
    with pytest.raises(PermanentError, match="is damaged"):
        run_audit(settings, RUN)
