"""Loading: one transaction a batch, replaced by article, nothing changed twice."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extractors import load
from extractors.claims import (
    Actor,
    Agreement,
    Article,
    ClaimsDocument,
    ExtractorInfo,
    Honour,
    Meeting,
    Party,
    Position,
    Rejection,
    Span,
    Visit,
)
from extractors.errors import PermanentError
from extractors.load.scrub import scrub_line
from extractors.settings import Settings
from extractors.warehouse import open_build

TEXT = "Präsident Emmanuel Macron visited Hanoi on 26 May 2025; agreements were signed."
LANDING = {"path": "landing/a.txt", "sha256": "s1", "metadata_sha256": "m1"}
REJECTION = {
    "rejection_id": "r1",
    "source_uri": "https://a.example/1",
    "source": None,
    "stage": "text",
    "reason": "empty",
    "detail": "No text.",
    "landing_path": "landing/a.txt",
}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = Settings(tmp_path / "data")
    load.prepare(settings)
    return settings


def _document(uri: str = "https://a.example/1", text: str = TEXT) -> dict[str, Any]:
    article = Article(f"id-{uri[-1]}", uri, "A", "Visit", "en", "2025-05-26", None, text)
    span, mention = Span(0, len(text), text), Span(0, 9, text[:9])
    document = ClaimsDocument("1.0", ExtractorInfo("rules", "1.0"), article)
    document.actors = [
        Actor("a1", "person", "Emmanuel Macron", ["Macron"], "FR", None, [Position("Präsident")], [mention])
    ]
    document.visits = [Visit(["a1"], "FR", "VN", ["Hanoi"], "2025-05-26", evidence=[span])]
    document.meetings = [Meeting(["a1"], "2025-05-26", "Hanoi", "in_person", [span])]
    document.agreements = [Agreement("protocol", parties=[Party("FR"), Party("VN")], evidence=[span])]
    document.honours = [Honour("a1", "Order of Hồ Chí Minh", None, [span])]
    document.rejected = [Rejection("no_destination", 0, 9, text[:9])]
    return {**json.loads(document.to_json()), "landing": LANDING}


def _load(settings: Settings, *lines: Any, rejected: tuple[Any, ...] = (), run_id: str = "run") -> load.LoadCounts:
    claims, rejections = settings.data_dir / "claims.jsonl", settings.data_dir / "rejected.jsonl"
    claims.write_bytes(
        b"".join(line if isinstance(line, bytes) else json.dumps(line).encode() + b"\n" for line in lines)
    )
    rejections.write_text("".join(json.dumps(row) + "\n" for row in rejected))
    return load.load_batch(settings, run_id, claims, rejections)


def _rows(settings: Settings, query: str) -> list[tuple[Any, ...]]:
    with open_build(settings, "test", read_only=True) as connection:
        return connection.execute(query).fetchall()


def _everything(settings: Settings) -> dict[str, list[tuple[Any, ...]]]:
    tables = [r[0] for r in _rows(settings, "select table_name from duckdb_tables() where schema_name = 'raw'")]
    return {table: sorted(_rows(settings, f"from raw.{table}"), key=repr) for table in tables}


def test_every_claim_becomes_a_row(settings: Settings) -> None:
    assert _load(settings, _document()) == load.LoadCounts(loaded=1, duplicate=0, rejected=0)
    counts = {table: len(rows) for table, rows in _everything(settings).items() if rows}
    claims = ["actors", "visits", "meetings", "agreements", "honours", "rejected_claims"]
    assert counts == dict.fromkeys(["articles", "article_revisions", "landed_items", *claims], 1)
    actor = _rows(settings, "select name, country_code, positions, mentions from raw.actors")[0]
    assert actor == (
        "Emmanuel Macron",
        "FR",
        [{"title": "Präsident", "organization": None}],
        [{"start": 0, "end": 9, "text": "Präsident"}],
    )
    assert _rows(settings, 'select destination_country_code, evidence[1]."text" from raw.visits') == [("VN", TEXT)]
    assert _rows(settings, "select landing_uri, landing_sha256, metadata_sha256 from raw.articles") == [
        ("https://a.example/1", "s1", "m1")
    ]


def test_a_second_load_changes_no_row(settings: Settings) -> None:
    lines, rejected = (_document(), _document("https://a.example/2")), ({**REJECTION, "source_uri": "x"},)
    _load(settings, *lines, rejected=rejected)
    before = _everything(settings)
    assert _load(settings, *lines, rejected=rejected, run_id="later") == load.LoadCounts(0, 2, 1)
    assert _everything(settings) == before


def test_a_changed_article_replaces_its_claims(settings: Settings) -> None:
    _load(settings, _document(), _document("https://a.example/2"))
    changed = _document(text=TEXT.replace("26 May", "27 May"))
    changed["visits"] = []
    assert _load(settings, changed, run_id="later") == load.LoadCounts(1, 0, 0)
    assert _rows(settings, "select article_id from raw.visits") == [("id-2",)]
    assert _rows(settings, "select article_id, run_id from raw.articles order by 1") == [
        ("id-1", "later"),
        ("id-2", "run"),
    ]


def test_the_same_article_from_other_bytes_is_a_duplicate_that_is_not_read_again(settings: Settings) -> None:
    _load(settings, _document())
    moved = {**_document(), "landing": {"path": "landing/b.txt", "sha256": "s2", "metadata_sha256": "m2"}}
    assert _load(settings, moved, run_id="later") == load.LoadCounts(0, 1, 0)
    entry = load.loaded_articles(settings)["https://a.example/1"]
    assert (entry.landing_sha256, entry.metadata_sha256) == ("s2", "m2")
    assert _rows(settings, "select landing_path, run_id, revision from raw.articles") == [("landing/b.txt", "run", 1)]


def test_each_wording_of_an_article_is_a_revision(settings: Settings) -> None:
    _load(settings, _document())
    for run_id, day in (("second", "27"), ("third", "27"), ("fourth", "28")):
        changed = _document(text=TEXT.replace("26 May", f"{day} May"))
        changed["landing"] = {**LANDING, "sha256": f"s{day}", "path": f"landing/{day}.txt"}
        _load(settings, changed, run_id=run_id)
    assert _rows(settings, "select revision, run_id, landing_path from raw.article_revisions order by 1") == [
        (1, "run", "landing/a.txt"),
        (2, "second", "landing/27.txt"),
        (3, "fourth", "landing/28.txt"),
    ]
    assert _rows(settings, "select revision, run_id from raw.articles") == [(3, "fourth")]


def test_a_new_reading_of_the_same_words_is_no_revision(settings: Settings) -> None:
    _load(settings, _document())
    document = _document()
    document["extractor"]["version"] = "2.0"
    document["visits"] = []
    assert _load(settings, document, run_id="later") == load.LoadCounts(1, 0, 0)
    assert _rows(settings, "select revision, run_id, extractor_version from raw.articles") == [(1, "later", "2.0")]


def test_an_address_that_two_sources_offer_does_not_change_from_night_to_night(settings: Settings) -> None:
    def offered_by(source: str) -> dict[str, Any]:
        document = _document()
        document["article"]["source"] = source
        return {**document, "landing": {**LANDING, "source_name": source, "metadata_sha256": source}}

    for night in ("first", "second"):
        counts = [_load(settings, offered_by(source), run_id=night) for source in ("one", "two")]
        assert sum(c.loaded for c in counts) == (night == "first")
    assert _rows(settings, "select source, revision, run_id from raw.articles") == [("one", 1, "first")]
    for source in ("one", "two"):
        assert load.loaded_articles(settings, source)["https://a.example/1"].metadata_sha256 == source


def test_a_load_repeated_within_a_run_leaves_the_last_word_where_it_was(settings: Settings) -> None:
    landing = {**LANDING, "uri": "a.jsonl"}
    first = {**_document(), "landing": landing}
    second = {**_document(text=TEXT + " More."), "landing": {**landing, "uri": "b.jsonl"}}
    for _ in range(2):
        counts = _load(settings, first) + _load(settings, second)
        assert counts.loaded + counts.duplicate == 2
    assert _rows(settings, "select revision, landing_uri from raw.articles") == [(2, "b.jsonl")]


def test_what_may_have_been_the_machines_fault_is_not_settled(settings: Settings) -> None:
    landing = {**LANDING, "uri": "a.jsonl"}
    crashed = {**REJECTION, "source_uri": "a.jsonl#2", "reason": "crashed", "landing": {"uri": "a.jsonl"}}
    _load(settings, {**_document(), "landing": landing}, rejected=(crashed,))
    assert load.loaded_articles(settings) == {}


def test_a_bundle_that_is_mended_loses_the_rejections_of_its_lines(settings: Settings) -> None:
    landing = {**LANDING, "uri": "a.jsonl"}
    _load(settings, rejected=({**REJECTION, "source_uri": "a.jsonl#2", "landing": landing},))
    _load(settings, {**_document("https://own.example/7"), "landing": {**landing, "sha256": "s2"}})
    assert _rows(settings, "from raw.rejected_articles") == []


def test_a_bundle_of_any_size_is_loaded_in_pieces(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.load.batch.DOCUMENTS", 2)
    lines = [{**_document(f"https://a.example/{n}"), "landing": {**LANDING, "uri": "a.jsonl"}} for n in range(6)]
    for _ in range(2):
        assert _load(settings, *lines, rejected=({**REJECTION, "source_uri": "x"},)) == load.LoadCounts(6, 0, 1)
    assert len(_rows(settings, "from raw.visits")) == 6
    assert list(load.loaded_articles(settings)) == ["a.jsonl"]


def test_of_two_lines_for_one_article_the_last_counts(settings: Settings) -> None:
    second = _document()
    second["article"]["title"] = "Corrected"
    assert _load(settings, _document(), second) == load.LoadCounts(1, 1, 0)
    assert _rows(settings, "select title from raw.articles") == [("Corrected",)]


@pytest.mark.parametrize(
    ("fault", "detail"),
    [
        ({"visits": [{"destination_country": "VN"}]}, "no evidence"),
        ({"meetings": [{"format": "seance", "evidence": []}]}, "meetings.0.format"),
        ({"rejected": [{"reason": "x", "start": 3, "end": 5, "text": "nonsense"}]}, "span 3-5"),
        ({"actors": [{"ref": "a", "kind": "person", "name": n} for n in ("Macron", "Tô Lâm")]}, "same ref"),
    ],
)
def test_an_invalid_document_costs_only_itself(settings: Settings, fault: dict[str, Any], detail: str) -> None:
    bad = {**_document(), "visits": [], "meetings": [], "agreements": [], "honours": [], **fault}
    counts = _load(settings, bad, _document("https://a.example/2"))
    assert counts == load.LoadCounts(1, 0, 1)
    row = _rows(settings, "select source_uri, stage, reason, detail, landing_sha256 from raw.rejected_articles")[0]
    assert row[:3] == ("https://a.example/1", "load", "invalid_claims")
    assert detail in row[3]
    assert row[4] == "s1"


def test_a_broken_line_is_named_by_its_place(settings: Settings) -> None:
    assert _load(settings, b'{"schema_version": "1.0", "art\n', b"\xff\xfe\n", b"\n", _document()) == load.LoadCounts(
        1, 0, 2
    )
    uris = _rows(settings, "select source_uri from raw.rejected_articles order by 1")
    assert uris == [("claims.jsonl:1",), ("claims.jsonl:2",)]


def test_an_article_that_loads_loses_its_rejection(settings: Settings) -> None:
    _load(settings, rejected=({**REJECTION, "landing": {**LANDING, "sha256": "s0"}},))
    assert load.loaded_articles(settings)["https://a.example/1"].is_rejected
    _load(settings, _document())
    assert _rows(settings, "from raw.rejected_articles") == []
    assert not load.loaded_articles(settings)["https://a.example/1"].is_rejected


def test_a_rejected_revision_leaves_the_older_claims(settings: Settings) -> None:
    _load(settings, _document())
    newer = {**REJECTION, "landing": {"sha256": "s2", "metadata_sha256": "m2", "extractor_version": "1.0"}}
    _load(settings, rejected=(newer,))
    assert _rows(settings, "select count(*) from raw.visits") == [(1,)]
    assert load.loaded_articles(settings) == {"https://a.example/1": load.LedgerEntry("s2", "m2", "1.0", True)}


def test_a_new_reason_replaces_the_old_one(settings: Settings) -> None:
    _load(settings, rejected=(REJECTION,))
    _load(settings, rejected=({**REJECTION, "rejection_id": "r2", "reason": "too_large"},))
    assert _rows(settings, "select rejection_id, reason from raw.rejected_articles") == [("r2", "too_large")]


def test_a_container_has_one_entry_in_the_ledger(settings: Settings) -> None:
    landing = {**LANDING, "uri": "file.jsonl"}
    _load(settings, *({**_document(f"file.jsonl#{n}"), "landing": landing} for n in (1, 2)))
    assert load.loaded_articles(settings) == {"file.jsonl": load.LedgerEntry("s1", "m1", "1.0", False)}


def test_lone_surrogates_are_replaced_one_for_one(settings: Settings) -> None:
    line = json.dumps(_document(text="Aé\ud800 \U0001f30d talks"))
    assert _load(settings, line.encode() + b"\n").loaded == 1
    assert _rows(settings, "select text from raw.articles") == [("Aé\ufffd \U0001f30d talks",)]
    raw = json.dumps({"text": "a\udc80b"}, ensure_ascii=False).encode("utf-8", "surrogatepass")
    assert json.loads(scrub_line(raw)) == {"text": "a\ufffdb"}


def test_a_nul_character_is_loaded(settings: Settings) -> None:
    assert _load(settings, _document(text="Talks\0 went on.")).loaded == 1
    assert _rows(settings, "select text from raw.articles") == [("Talks\0 went on.",)]


def test_a_damaged_rejections_file_stops_the_batch(settings: Settings) -> None:
    with pytest.raises(PermanentError, match="is not a rejection"):
        _load(settings, _document(), rejected=({"stage": "text"},))
    assert _rows(settings, "from raw.articles") == []


def test_a_fault_in_the_middle_leaves_nothing_behind(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("extractors.load.batch.replace_rejections", fail)
    with pytest.raises(KeyboardInterrupt):
        _load(settings, _document())
    assert all(rows == [] for rows in _everything(settings).values())


def test_an_empty_installation_has_an_empty_ledger(tmp_path: Path) -> None:
    assert load.loaded_articles(Settings(tmp_path / "nothing")) == {}


def test_runs_are_recorded_once(settings: Settings) -> None:
    load.start_run(settings, "run")
    load.start_run(settings, "run")
    load.finish_run(settings, "run", load.RunCounts(4, 1, fetched=5, loaded=2, duplicate=2, rejected=1))
    assert _rows(settings, "select * exclude (started_at, finished_at) from raw.runs") == [("run", 4, 1, 2, 1, 5, 2)]
    assert _rows(settings, "select finished_at >= started_at from raw.runs") == [(True,)]
