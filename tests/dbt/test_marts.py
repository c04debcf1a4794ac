"""What the marts hold after a night, and that a second build of the same articles changes nothing."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

LAYERS = ("intermediate", "marts", "seeds")
VISITS = """
    select name_ascii, destination_country_code, start_date_edtf, end_date_edtf, status,
        visits.article_count, visits.source_count
    from marts.fct_visits as visits left join marts.dim_actors on leader_actor_id = actor_id
"""


def test_no_test_of_the_build_warns(built: Any) -> None:
    assert "WARN=0 ERROR=0 SKIP=0" in built.output


def test_spellings_of_one_person_are_one_actor(built: Any) -> None:
    actors = built.query("select name, name_ascii, country_code, rank from marts.dim_actors where kind = 'person'")
    assert sorted(actors) == [
        ("Luong Cuong", "Luong Cuong", "VN", "General"),
        ("Nguyễn Tân Cương", "Nguyen Tan Cuong", "VN", "General"),
        ("Roberto Legra Sotolongo", "Roberto Legra Sotolongo", "CU", "Senior Lieutenant General"),
        ("Trịnh Văn Quyết", "Trinh Van Quyet", "VN", "General"),
        ("Álvaro López Miera", "Alvaro Lopez Miera", "CU", "Senior Lieutenant General"),
    ]


def test_each_visit_is_one_row(built: Any) -> None:
    assert sorted(built.query(VISITS), key=repr) == [
        ("Alvaro Lopez Miera", "VN", "2023-06", None, "past_reference", 3, 2),
        ("Alvaro Lopez Miera", "VN", "2025-08-31", "2025-09-06", "ongoing", 1, 1),
        ("Nguyen Tan Cuong", "CU", "2025-06-14", "2025-06-19", "completed", 2, 1),
        ("Roberto Legra Sotolongo", "VN", "2023-10-24", None, "ongoing", 1, 1),
        ("Trinh Van Quyet", "CU", "XXXX-10-05", "XXXX-10-09", "completed", 1, 1),
    ]


def test_dates_are_days_only_where_the_day_is_known(built: Any) -> None:
    rows = built.query(
        "select start_date_edtf, start_date, end_date, date_precision, duration_day_count from marts.fct_visits"
    )
    dates = {row[0]: row[1:] for row in rows}
    assert dates["2025-06-14"] == (date(2025, 6, 14), date(2025, 6, 19), "day", 6)
    assert dates["2023-06"] == (None, None, "month", None)
    assert dates["XXXX-10-05"] == (None, None, "partial", None)


def test_a_visit_is_shown_by_the_words_of_each_article(built: Any) -> None:
    quotes = built.query(
        """
        select distinct quote from marts.bridge_evidence
        inner join marts.fct_visits on fact_id = visit_id where start_date_edtf = '2023-06'
        """
    )
    assert sorted(quotes) == [("A visit in June 2023",), ("his own journey to Viet Nam in June 2023",)]


def test_an_unnamed_minister_is_no_further_participant(built: Any) -> None:
    rows = built.query(
        """
        select name_ascii, role from marts.bridge_visit_participants inner join marts.dim_actors using (actor_id)
        inner join marts.fct_visits using (visit_id) where start_date_edtf in ('2023-06', '2025-06-14')
        """
    )
    assert sorted(rows) == [
        ("Alvaro Lopez Miera", "host"),
        ("Alvaro Lopez Miera", "visitor"),
        ("Nguyen Tan Cuong", "visitor"),
    ]


def test_promotions_end_one_rank_and_begin_another(built: Any) -> None:
    rows = built.query(
        """
        select name_ascii, positions.rank, is_current, valid_from_edtf, valid_to_edtf
        from marts.fct_actor_positions as positions inner join marts.dim_actors using (actor_id)
        where positions.kind = 'rank' and name_ascii in ('Nguyen Tan Cuong', 'Trinh Van Quyet')
        """
    )
    assert sorted(rows, key=repr) == [
        ("Nguyen Tan Cuong", "General", True, "[2023-10-24..2025-06-20]", None),
        ("Nguyen Tan Cuong", "Senior Lieutenant General", False, "[..2023-10-24]", "[2023-10-24..2025-06-20]"),
        ("Trinh Van Quyet", "General", True, "[..2025-09-04]", None),
        ("Trinh Van Quyet", "Senior Lieutenant General", False, None, "[..2025-09-04]"),
    ]


def test_a_copy_counts_as_its_original(built: Any) -> None:
    rows = built.query(
        "select a.source, o.source from marts.dim_articles as a "
        "inner join marts.dim_articles as o on a.original_article_id = o.article_id where a.is_copy"
    )
    assert rows == [("Four", "One")]
    # One report at 0.9, not two: 1 - 0.1, and not 1 - 0.1 * 0.1.
    score = built.query("select confidence_score from marts.fct_visits where start_date_edtf = '2025-06-14'")
    assert score == [(0.9,)]


def test_meetings_agreements_and_honours_have_their_bridges(built: Any) -> None:
    meetings = built.query(
        "select meeting_date_edtf, start_date_edtf, participant_count from marts.fct_meetings "
        "left join marts.fct_visits using (visit_id)"
    )
    assert sorted(meetings, key=repr) == [
        ("2023-10-24", "2023-10-24", 2),
        ("2023-10-24", "2023-10-24", 2),
        (None, "2025-06-14", 2),
        (None, "2025-08-31", 2),
    ]
    assert built.query("select kind, status, article_count from marts.fct_agreements") == [("commitment", "agreed", 2)]
    parties = built.query("select country_code, name from marts.bridge_agreement_parties")
    assert sorted(parties) == [("CU", "Cuba"), ("VN", "Vietnam")]
    areas = built.query("select area from marts.bridge_agreement_areas")
    assert sorted(areas) == [("cybersecurity",), ("military medicine",)]
    honours = built.query(
        "select honours.name, name_ascii from marts.fct_honours as honours "
        "inner join marts.dim_actors on recipient_actor_id = actor_id"
    )
    assert honours == [("copy of the sword of Antonio Maceo", "Nguyen Tan Cuong")]


def test_places_of_two_spellings_are_one(built: Any) -> None:
    places = built.query("select name, name_ascii, country_code from marts.dim_places")
    assert sorted(places) == [("Havana", "Havana", "CU"), ("Hà Nội", "Ha Noi", "VN")]


def test_every_mart_and_column_has_its_comment(built: Any) -> None:
    tables = built.query("select table_name, comment from duckdb_tables() where schema_name = 'marts'")
    assert len(tables) >= 18
    assert [name for name, comment in tables if not comment or "Grain: " not in comment] == []
    columns = built.query(
        "select table_name, column_name from duckdb_columns() where schema_name = 'marts' and comment is null"
    )
    assert columns == []


def test_keys_are_constraints_of_the_tables(built: Any) -> None:
    rows = built.query(
        "select table_name from duckdb_constraints() where schema_name = 'marts' and constraint_type = 'PRIMARY KEY'"
    )
    assert {"dim_actors", "fct_visits", "fct_agreements", "bridge_evidence"} <= {name for (name,) in rows}


def _test_name(test: dict[str, Any]) -> str | None:
    return test.get("test_metadata", {}).get("name")


def test_every_model_states_its_grain_and_every_mart_has_a_contract(built: Any) -> None:
    manifest = json.loads((built.target / "manifest.json").read_text(encoding="utf-8"))
    models = [node for node in manifest["nodes"].values() if node["resource_type"] == "model"]
    assert [m["name"] for m in models if "Grain: " not in m["description"]] == []
    marts = [m for m in models if m["schema"] == "marts"]
    assert [m["name"] for m in marts if not m["contract"]["enforced"]] == []
    tested = {
        test["attached_node"]
        for test in manifest["nodes"].values()
        if test["resource_type"] == "test" and _test_name(test) in {"unique", "unique_combination"}
    }
    assert [m["name"] for m in marts if m["unique_id"] not in tested] == []


def test_a_second_build_changes_no_row(built: Any) -> None:
    before = built.tables(*LAYERS)
    built.dbt("build", "--exclude-resource-type", "test", "unit_test")
    assert built.tables(*LAYERS) == before
