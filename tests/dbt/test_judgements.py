"""What people judge: applied last, checked for contradictions, named by its line when it cannot be applied."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from extractors.warehouse import open_build
from tests.dbt.test_nights import BUILD, _visit_of

AGAIN = ("run", "--select", "int_actor_ids+", "int_visit_ids+", "int_agreement_ids+")
ACTORS = "select name_ascii, actor_id from marts.dim_actors"


def _judge(warehouse: Any, *rows: tuple[str, str, str, str]) -> None:
    with open_build(warehouse.settings, "test") as connection:
        connection.execute("delete from seeds.judgements")
        connection.execute("checkpoint")
        for subject, left, right, judgement in rows:
            values = [subject, left, right, judgement]
            connection.execute("insert into seeds.judgements values (?, ?, ?, ?, 'a person', '2024-01-01', '')", values)
        # As a build sees that the file is another one.
        connection.execute("update nights.last_build set seeds = ''")


@pytest.fixture(scope="module")
def three(new_warehouse: Callable[[], Any]) -> Any:
    """Three actors whom no name puts together."""
    warehouse = new_warehouse()
    warehouse.load(_visit_of("Ana Baro", "j/1"), _visit_of("Berta Coll", "j/2"), _visit_of("Clara Duran", "j/3"))
    warehouse.dbt(*BUILD)
    return warehouse


def test_same_may_be_chained(three: Any) -> None:
    ids = dict(three.query(ACTORS))
    a, b, c = (ids[name] for name in ("Ana Baro", "Berta Coll", "Clara Duran"))
    _judge(three, ("actor", a, b, "same"), ("actor", b, c, "same"))
    three.dbt(*AGAIN)
    assert three.query("select actor_id from marts.dim_actors") == [(a,)]
    history = three.query("select old_actor_id, actor_id, change from marts.actor_id_history order by all")
    assert history == sorted([(b, a, "merged"), (c, a, "merged")])
    _judge(three)
    three.dbt(*AGAIN)
    assert dict(three.query(ACTORS)) == ids


def test_a_contradiction_is_named(three: Any) -> None:
    a, b, c = (row[1] for row in sorted(three.query(ACTORS)))
    _judge(three, ("actor", a, b, "same"), ("actor", b, c, "same"), ("actor", a, c, "different"))
    with pytest.raises(
        AssertionError, match=r"judgements\.csv line \d+: .* judged different here, but the same by line"
    ):
        three.dbt(*AGAIN)
    _judge(three)
    three.dbt(*AGAIN)


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (("actor", "nobody", "no one", "same"), "left_id nobody was never given to actors"),
        (("actor", "x", "x", "same"), "both ids are x"),
        (("actor", "x", "y", "maybe"), "judgement is maybe"),
        (("person", "x", "y", "same"), "subject_type is person"),
        (("visit", "x", "y", "same"), "left_id x was never given to visits"),
        (("agreement", "x", "y", "different"), "left_id x was never given to agreements"),
    ],
)
def test_a_line_that_cannot_be_applied_is_named(three: Any, row: tuple[str, str, str, str], fault: str) -> None:
    _judge(three, row)
    with pytest.raises(AssertionError, match=f"judgements.csv line .*{fault}"):
        three.dbt("run", "--select", "int_actor_judgements", "int_visit_judgements", "int_agreement_judgements")
    _judge(three)


def test_visits_are_judged_too(three: Any) -> None:
    visits = [row[0] for row in three.query("select visit_id from marts.fct_visits order by 1")]
    _judge(three, ("visit", visits[0], visits[1], "same"))
    three.dbt(*AGAIN)
    assert len(three.query("select visit_id from marts.fct_visits")) == 2
    assert (visits[1], visits[0]) in three.query("select old_visit_id, visit_id from marts.visit_id_history")
    _judge(three)
    three.dbt(*AGAIN)


def test_what_is_judged_different_stays_apart(new_warehouse: Callable[[], Any]) -> None:
    warehouse = new_warehouse()
    warehouse.load(_visit_of("Miguel Díaz-Canel", "k/1"), _visit_of("Díaz-Canel Bermúdez", "k/2"))
    warehouse.dbt(*BUILD)
    ids = dict(warehouse.query(ACTORS))
    left, right = ids["Miguel Diaz-Canel"], ids["Diaz-Canel Bermudez"]
    _judge(warehouse, ("actor", left, right, "different"))
    warehouse.load(_visit_of("Miguel Díaz-Canel Bermúdez", "k/3", "2024-03-12"))
    warehouse.dbt(*BUILD, "--exclude-resource-type", "seed")
    after = {row[1] for row in warehouse.query(ACTORS)}
    assert {left, right} <= after
    # Taken back, the names are put together again, and both ids still say who they were.
    _judge(warehouse)
    warehouse.dbt(*BUILD, "--exclude-resource-type", "seed")
    ((_, now),) = warehouse.query(ACTORS)
    known = dict(warehouse.query("select old_actor_id, actor_id from marts.actor_id_history"))
    assert {known.get(old, old) for old in (left, right)} == {now}


def test_a_correction_is_written_last(three: Any) -> None:
    ((visit, _),) = three.query("select visit_id, level from marts.fct_visits order by 1 limit 1")
    with open_build(three.settings, "test") as connection:
        values = ["visit", visit, "level", "state", "https://source.example"]
        connection.execute("insert into seeds.corrections values (?, ?, ?, ?, ?, 'a person', '2024-01-01', '')", values)
    three.dbt("run", "--select", "fct_visits")
    assert (visit, "state") in three.query("select visit_id, level from marts.fct_visits")
    with open_build(three.settings, "test") as connection:
        connection.execute("update seeds.corrections set column_name = 'colour'")
    with pytest.raises(AssertionError, match=r"corrections\.csv line \d+: fct_visits has no column colour"):
        three.dbt("run", "--select", "fct_visits")
    with open_build(three.settings, "test") as connection:
        connection.execute("delete from seeds.corrections")
