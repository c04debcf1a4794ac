"""Ids over several nights: they stay, merges resolve, and the order of the articles does not matter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from extractors.claims import Agreement, ClaimsDocument, Party, Visit
from tests.dbt.stories import actor, all_stories, quote, story

BUILD = ("build", "--exclude-resource-type", "test", "unit_test")
LEADERS = """
    select name_ascii, leader_actor_id, visit_id from marts.fct_visits
    inner join marts.dim_actors on leader_actor_id = actor_id order by all
"""


def _visit_of(name: str, uri: str, start: str | None = "2024-03") -> ClaimsDocument:
    document = story(uri, f"President {name} of Cuba was in Moscow.")
    ref = actor(document, name, "CU", None, "President")
    evidence = quote(document, "was in Moscow")
    document.visits = [Visit([ref], "CU", "RU", ["Moscow"], start, None, "explicit", "completed", evidence=evidence)]
    return document


def test_the_order_of_the_articles_does_not_matter(built: Any, new_warehouse: Callable[[], Any]) -> None:
    other = new_warehouse()
    other.load(*reversed(all_stories()))
    other.dbt(*BUILD)
    assert other.tables("marts") == built.tables("marts")


def test_ids_stay_and_merges_are_recorded(new_warehouse: Callable[[], Any]) -> None:
    warehouse = new_warehouse()
    warehouse.load(_visit_of("Miguel Díaz-Canel", "x/1"), _visit_of("Díaz-Canel Bermúdez", "x/2"))
    warehouse.dbt(*BUILD)
    before = {name: (actor_id, visit_id) for name, actor_id, visit_id in warehouse.query(LEADERS)}
    assert sorted(before) == ["Diaz-Canel Bermudez", "Miguel Diaz-Canel"]

    # The full name shows that both were one person, and a better date that both visits were one.
    warehouse.load(_visit_of("Miguel Díaz-Canel Bermúdez", "x/3", "2024-03-12"))
    warehouse.dbt(*BUILD)
    ((name, actor_id, visit_id),) = warehouse.query(LEADERS)
    assert name == "Miguel Diaz-Canel Bermudez"
    assert (actor_id, visit_id) in before.values() or actor_id in {ids[0] for ids in before.values()}
    history = warehouse.query("select old_actor_id, actor_id, change from marts.actor_id_history")
    assert history == [(({ids[0] for ids in before.values()} - {actor_id}).pop(), actor_id, "merged")]
    history = warehouse.query("select old_visit_id, visit_id, change from marts.visit_id_history")
    assert history == [(({ids[1] for ids in before.values()} - {visit_id}).pop(), visit_id, "merged")]

    # A correction takes one name back: its id is not given to anyone else, and the merged id is still found.
    warehouse.load(_visit_of("Raúl Castro", "x/3", "2024-03-12"))
    warehouse.dbt(*BUILD)
    after = {name: (actor_id, visit_id) for name, actor_id, visit_id in warehouse.query(LEADERS)}
    assert after["Raul Castro"][0] not in {ids[0] for ids in before.values()}
    known = set(
        warehouse.query("select old_actor_id from marts.actor_id_history union select actor_id from marts.dim_actors")
    )
    assert {(ids[0],) for ids in before.values()} <= known


FACTS = {
    "fct_visits": "select * exclude (visit_id, leader_actor_id) from marts.fct_visits order by all",
    "fct_agreements": "select * exclude (agreement_id, visit_id) from marts.fct_agreements order by all",
    "fct_agreement_events": """
        select * exclude (agreement_event_id, agreement_id) from marts.fct_agreement_events order by all
    """,
    "fct_actor_positions": """
        select kind, post_code, rank, valid_from, valid_from_edtf, valid_to, valid_to_edtf, is_current, article_count
        from marts.fct_actor_positions order by all
    """,
    "bridge_evidence": "select fact_type, article_id, quote from marts.bridge_evidence order by all",
}


def _signed(uri: str, published: str, day: str) -> ClaimsDocument:
    text = f"General Lê Văn Minh, Minister of Defence, signed the Defence Cooperation Agreement on {day} in Havana."
    document = story(uri, text, published=published)
    ref = actor(document, "Lê Văn Minh", "VN", "General", "Minister of Defence")
    evidence = quote(document, "signed the Defence Cooperation Agreement")
    document.visits = [Visit([ref], "VN", "CU", ["Havana"], day, day, "explicit", "completed", evidence=evidence)]
    document.agreements = [
        Agreement(
            "agreement", "Defence Cooperation Agreement", parties=[Party("VN"), Party("CU")], status="signed",
            signed_on=day, evidence=evidence,
        )
    ]  # fmt: skip
    return document


def test_late_corrected_and_deleted_articles_leave_what_a_fresh_build_gives(new_warehouse: Callable[[], Any]) -> None:
    first, wrong = _signed("n/1", "2024-05-03", "2024-05-02"), _signed("n/2", "2024-05-04", "2024-06-02")
    late, gone = _signed("n/0", "2023-01-05", "2023-01-04"), _signed("n/3", "2024-09-01", "2024-08-30")
    corrected = _signed("n/2", "2024-05-04", "2024-05-02")
    grown, fresh = new_warehouse(), new_warehouse()
    grown.load(first, wrong, gone)
    grown.dbt(*BUILD)
    assert len(grown.query("select * from marts.fct_agreements")) == 3
    grown.load(corrected, late)
    grown.remove(gone)
    grown.dbt(*BUILD)
    fresh.load(late, first, corrected)
    fresh.dbt(*BUILD)
    for table, query in FACTS.items():
        assert grown.query(query) == fresh.query(query), table
    # The late article is the first evidence now, and the day that was wrong is gone.
    assert grown.query("select distinct valid_from::varchar from marts.fct_actor_positions") == [("2023-01-05",)]
    days = grown.query("select signed_date::varchar, article_count from marts.fct_agreements order by 1")
    assert days == [("2023-01-04", 1), ("2024-05-02", 2)]
    retired = grown.query("select change from marts.agreement_id_history")
    assert ("retired",) in retired
