"""Ids over several nights: they stay, merges resolve, and the order of the articles does not matter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from extractors.claims import ClaimsDocument, Visit
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
