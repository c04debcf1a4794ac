"""A small build file made by hand: the marts' names and keys without dbt, so that these tests take no build."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from expectations.marts import read_content
from expectations.records import AuditRecord, Finding, now, write_audit, write_build
from extractors.settings import Settings
from extractors.warehouse import open_build

RUN = "20261121T020000Z-aaaa"

MARTS = """
create schema raw;
create table raw.articles (
    article_id varchar primary key, text varchar, engine varchar, extractor_version varchar, loaded_at timestamptz
);
insert into raw.articles values ('a1', 'Minister Đỗ Văn An visited Havana.', 'rules', '0.1.0', '2026-01-01 00:00:00Z');
create schema staging;
create view staging.stg_nothing as select 1 as one;
create schema marts;
create table marts.dim_articles (
    article_id varchar primary key, title varchar, published_date date, language_code varchar not null
);
comment on table marts.dim_articles is 'One article; it''s one row.';
comment on column marts.dim_articles.article_id is 'Key.';
insert into marts.dim_articles values ('a1', 'A visit', '2025-06-19', 'en');
create table marts.dim_actors (actor_id varchar primary key, name varchar not null, country_code varchar, kind varchar);
insert into marts.dim_actors values ('p1', 'Đỗ Văn An', 'VN', 'person');
create table marts.fct_visits (
    visit_id varchar primary key, leader_actor_id varchar, origin_country_code varchar,
    destination_country_code varchar, start_date date, start_date_edtf varchar, end_date date,
    date_precision varchar, status varchar, confidence_score double, level varchar
);
insert into marts.fct_visits values
    ('v1', 'p1', 'VN', 'CU', '2025-06-14', '2025-06-14', '2025-06-19', 'day', 'completed', 0.9, 'official');
create table marts.fct_meetings (
    meeting_id varchar primary key, confidence_score double, meeting_date date, visit_id varchar,
    participant_count integer
);
create table marts.fct_agreements (
    agreement_id varchar primary key, kind varchar, subject varchar, status varchar, signed_date date,
    signed_date_edtf varchar, confidence_score double, valid_from_date date, valid_to_date date, visit_id varchar
);
create table marts.fct_agreement_events (
    agreement_event_id varchar primary key, agreement_id varchar, step varchar, event_date date
);
create table marts.fct_actor_positions (
    position_id varchar primary key, kind varchar, post_code varchar, valid_from date, valid_to date,
    is_current boolean, is_former boolean, is_contested boolean
);
create table marts.bridge_agreement_parties (agreement_id varchar, country_code varchar);
create table marts.bridge_evidence (
    fact_type varchar, fact_id varchar, article_id varchar, span_start integer, span_end integer, quote varchar,
    extractor_version varchar
);
insert into marts.bridge_evidence values ('visit', 'v1', 'a1', 9, 33, 'Đỗ Văn An visited Havana', '0.1.0');
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path / "data", keep_published=3)


@pytest.fixture
def change(settings: Settings) -> Callable[..., None]:
    """Changes the marts as a complete build of a run would."""

    def run_sql(sql: str = "", run_id: str = RUN) -> None:
        settings.data_dir.mkdir(exist_ok=True)
        new = not settings.build_file.exists()
        with open_build(settings, "test") as con:
            con.execute((MARTS if new else "") + sql + ";select 1")
            write_build(settings, run_id, "complete")

    return run_sql


@pytest.fixture
def pass_audit(settings: Settings) -> Callable[..., None]:
    """Records an audit of what the marts hold now, without running one."""

    def record(run_id: str = RUN, critical: list[Finding] | None = None) -> None:
        with open_build(settings, "test", read_only=True) as con:
            content = read_content(con)
        write_audit(
            settings, AuditRecord(run_id, now(), content.fingerprint, content.row_counts, 1, "", critical or [])
        )

    return record
