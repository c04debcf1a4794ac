"""Publishing: what the file holds, when it is refused, what is kept, and the way back."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from expectations.archive import release_name
from expectations.marts import read_content
from expectations.publish import publish_release, read_about, read_published, roll_back
from expectations.records import Finding, write_build
from extractors.errors import PermanentError
from extractors.settings import Settings
from extractors.warehouse import open_build

RUN = "20261121T020000Z-aaaa"

Change = Callable[..., None]
PassAudit = Callable[..., None]


def query(path: Path, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(path), read_only=True) as con:
        return con.execute(sql).fetchall()


def release(settings: Settings, change: Change, pass_audit: PassAudit, run_id: str, title: str) -> Path:
    """One night: other content, audited, published."""
    change(f"update marts.dim_articles set title = '{title}'", run_id)  # noqa: S608  (the test's own words)
    pass_audit(run_id)
    return publish_release(settings, run_id).path


@pytest.fixture
def published(settings: Settings, change: Change, pass_audit: PassAudit) -> Path:
    change()
    pass_audit()
    return publish_release(settings, RUN).path


def test_marts_stand_in_the_default_schema_and_nothing_else_is_there(published: Path) -> None:
    names = query(published, "select schema_name, table_name from duckdb_tables() order by all")
    assert {schema for schema, _ in names} == {"main"}
    assert [name for _, name in names] == [
        "about",
        "bridge_agreement_parties",
        "bridge_evidence",
        "dim_actors",
        "dim_articles",
        "fct_actor_positions",
        "fct_agreement_events",
        "fct_agreements",
        "fct_meetings",
        "fct_visits",
    ]
    assert query(published, "select count(*) from duckdb_views() where not internal") == [(0,)]


def test_keys_and_comments_are_kept(published: Path) -> None:
    assert query(published, "select comment from duckdb_tables() where table_name = 'dim_articles'") == [
        ("One article; it's one row.",)
    ]
    assert query(
        published,
        "select comment from duckdb_columns() where table_name = 'dim_articles' and column_name = 'article_id'",
    ) == [("Key.",)]
    constraints = query(published, "select constraint_type from duckdb_constraints() where table_name = 'dim_actors'")
    assert {"PRIMARY KEY", "NOT NULL"} <= {kind for (kind,) in constraints}


def test_rows_are_those_of_the_marts(published: Path) -> None:
    assert query(published, "select name from dim_actors") == [("Đỗ Văn An",)]
    assert query(published, "select span_start, quote from bridge_evidence") == [(9, "Đỗ Văn An visited Havana")]


def test_about_tells_what_the_file_is(published: Path) -> None:
    about = read_about(published)
    assert about is not None
    assert about["run_id"] == RUN
    assert about["extractor_versions"] == ["rules 0.1.0"]
    assert about["audit_result"] == "passed"
    assert about["row_counts"]["fct_visits"] == 1
    assert "about" not in about["row_counts"]
    comments = query(published, "select comment from duckdb_columns() where table_name = 'about'")
    assert all(comment for (comment,) in comments)


def test_storage_is_the_promised_version_and_read_only_for_all(published: Path) -> None:
    tags = query(published, "select tags from duckdb_databases() where database_name = 'communique'")
    assert "v1.4.0" in str(tags)
    assert published.stat().st_mode & 0o777 == 0o444
    assert not published.with_name(published.name + ".wal").exists()


def test_publishing_the_same_content_again_differs_in_about_only(
    settings: Settings, published: Path, pass_audit: PassAudit
) -> None:
    before = read_published(published), read_about(published)
    write_build(settings, "20261122T020000Z-bbbb", "complete")
    pass_audit("20261122T020000Z-bbbb")
    again = publish_release(settings, "20261122T020000Z-bbbb")
    after = read_published(published), read_about(published)
    assert not again.changed and again.kept is None
    assert before[0] == after[0]
    assert before[1] is not None and after[1] is not None
    assert after[1]["run_id"] != before[1]["run_id"]
    assert not list(settings.archive_dir.glob("*"))


def _forget_audit(settings: Settings, change: Change) -> None:
    (settings.data_dir / "runs" / RUN / "audit.json").unlink()


def _fail_audit(settings: Settings, change: Change) -> None:
    path = settings.data_dir / "runs" / RUN / "audit.json"
    finding = '[{"suite": "visits", "expectation": "No.", "row_count": 1, "rows": ["v1 (days=-3)"]}]'
    path.write_text(path.read_text("utf-8").replace('"critical": []', f'"critical": {finding}'), "utf-8")


def _change_marts(settings: Settings, change: Change) -> None:
    change("update marts.fct_visits set status = 'planned'")


def _cut_build_short(settings: Settings, change: Change) -> None:
    write_build(settings, RUN, "running")


def _build_for_another_run(settings: Settings, change: Change) -> None:
    write_build(settings, "20261122T020000Z-bbbb", "complete")


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (_forget_audit, "has not been audited"),
        (_fail_audit, r"v1 \(days=-3\)"),
        (_change_marts, "changed after run"),
        (_cut_build_short, "did not come to its end"),
        (_build_for_another_run, "are those of run 20261122T020000Z-bbbb"),
    ],
)
def test_only_a_complete_and_audited_build_is_published(
    settings: Settings,
    published: Path,
    change: Change,
    spoil: Callable[[Settings, Change], None],
    message: str,
) -> None:
    before = published.read_bytes()
    spoil(settings, change)
    with pytest.raises(PermanentError, match=message):
        publish_release(settings, RUN)
    assert published.read_bytes() == before
    assert not list(settings.published_dir.glob("build-*"))


def test_the_last_releases_are_kept(settings: Settings, change: Change, pass_audit: PassAudit) -> None:
    for night in range(6):
        release(settings, change, pass_audit, f"2026112{night}T020000Z-aaaa", f"title {night}")
    kept = sorted(settings.archive_dir.glob("*.duckdb"))
    assert [query(path, "select title from dim_articles") for path in kept] == [
        [("title 2",)],
        [("title 3",)],
        [("title 4",)],
    ]


def test_rollback_puts_the_release_before_back_and_keeps_the_other_apart(
    settings: Settings, change: Change, pass_audit: PassAudit
) -> None:
    for night in range(3):
        path = release(settings, change, pass_audit, f"2026112{night}T020000Z-aaaa", f"title {night}")
    back = roll_back(settings)
    assert back.run_id == "20261121T020000Z-aaaa"
    assert query(path, "select title from dim_articles") == [("title 1",)]
    assert back.kept is not None and query(back.kept, "select title from dim_articles") == [("title 2",)]
    assert roll_back(settings).run_id == "20261120T020000Z-aaaa"
    with pytest.raises(PermanentError, match="no earlier release"):
        roll_back(settings)
    assert query(path, "select title from dim_articles") == [("title 0",)]


def test_a_release_taken_back_is_not_gone_back_to(settings: Settings, change: Change, pass_audit: PassAudit) -> None:
    for night in range(2):
        release(settings, change, pass_audit, f"2026112{night}T020000Z-aaaa", f"title {night}")
    roll_back(settings)
    path = release(settings, change, pass_audit, "20261122T020000Z-aaaa", "title 2")
    roll_back(settings)
    assert query(path, "select title from dim_articles") == [("title 0",)]


def test_rollback_without_a_published_file_takes_the_newest(
    settings: Settings, change: Change, pass_audit: PassAudit
) -> None:
    for night in range(3):
        path = release(settings, change, pass_audit, f"2026112{night}T020000Z-aaaa", f"title {night}")
    path.unlink()
    assert roll_back(settings).kept is None
    assert query(path, "select title from dim_articles") == [("title 1",)]


def test_a_damaged_archive_entry_is_refused(settings: Settings, change: Change, pass_audit: PassAudit) -> None:
    for night in range(2):
        path = release(settings, change, pass_audit, f"2026112{night}T020000Z-aaaa", f"title {night}")
    (entry,) = settings.archive_dir.glob("*.duckdb")
    made = entry.stat().st_mtime
    entry.unlink()
    entry.write_bytes(b"not a database")
    os.utime(entry, (made, made))
    before = path.read_bytes()
    with pytest.raises(PermanentError, match="not a release"):
        roll_back(settings)
    assert path.read_bytes() == before


def test_leftovers_of_a_killed_publish_are_swept_away(
    settings: Settings, published: Path, change: Change, pass_audit: PassAudit
) -> None:
    (settings.published_dir / "build-1").mkdir()
    (settings.published_dir / "build-1" / "communique.duckdb").write_bytes(b"half")
    wal = published.with_name(published.name + ".wal")
    wal.write_bytes(b"stale")
    release(settings, change, pass_audit, "20261122T020000Z-bbbb", "other")
    assert not list(settings.published_dir.glob("build-*"))
    assert not wal.exists()


def test_a_damaged_published_file_is_replaced(settings: Settings, published: Path, pass_audit: PassAudit) -> None:
    published.chmod(0o644)
    published.write_bytes(b"damaged")
    outcome = publish_release(settings, RUN)
    assert outcome.changed and outcome.kept is None
    assert query(published, "select count(*) from fct_visits") == [(1,)]


def test_an_archive_without_hard_links_copies(
    settings: Settings, change: Change, pass_audit: PassAudit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, target: Path) -> None:
        raise PermissionError(1, "no links here")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    for night in range(2):
        path = release(settings, change, pass_audit, f"2026112{night}T020000Z-aaaa", f"title {night}")
    roll_back(settings)
    assert query(path, "select title from dim_articles") == [("title 0",)]
    assert release_name(path) in {entry.name for entry in settings.archive_dir.glob("*.duckdb")}


def test_equal_rows_in_another_order_have_one_fingerprint(settings: Settings, published: Path, change: Change) -> None:
    first = read_published(published)
    change("create or replace table marts.bridge_agreement_parties (agreement_id varchar, country_code varchar)")
    with open_build(settings, "test") as con:
        con.execute("insert into marts.bridge_agreement_parties values ('g', 'VN'), ('g', 'CU'), ('g', 'CU')")

    def fingerprint() -> str:
        with open_build(settings, "test", read_only=True) as con:
            return read_content(con).fingerprint

    ordered = fingerprint()
    with open_build(settings, "test") as con:
        con.execute("delete from marts.bridge_agreement_parties")
        con.execute("insert into marts.bridge_agreement_parties values ('g', 'CU'), ('g', 'VN'), ('g', 'CU')")
    assert fingerprint() == ordered
    with open_build(settings, "test") as con:
        con.execute("insert into marts.bridge_agreement_parties values ('g', 'VN'), ('g', 'VN')")
    assert fingerprint() != ordered
    assert first is not None and first.fingerprint != ordered


def test_findings_say_how_many_more_rows_there_are() -> None:
    finding = Finding("visits", "No visit ends before it starts.", 12, ["v1 (days=-1)", "v2 (days=-2)"])
    assert str(finding).endswith("v1 (days=-1); v2 (days=-2); and 10 more")


def test_keep_setting_of_one(settings: Settings, change: Change, pass_audit: PassAudit) -> None:
    settings = replace(settings, keep_published=1)
    for night in range(4):
        release(settings, change, pass_audit, f"2026112{night}T020000Z-aaaa", f"title {night}")
    assert len(list(settings.archive_dir.glob("*.duckdb"))) == 1
