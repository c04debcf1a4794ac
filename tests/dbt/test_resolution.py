"""How well actors and visits of an invented world are put together. The full one: benchmarks/resolution.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from benchmarks.resolution import World, measure, resolved
from tests.dbt.test_nights import BUILD


def test_actors_and_visits_of_an_invented_world(new_warehouse: Callable[[], Any]) -> None:
    world = World(people=500, visits=330, seed=11)
    warehouse = new_warehouse()
    warehouse.settings.data_dir.mkdir(parents=True)
    world.load(warehouse.settings)
    warehouse.dbt(*BUILD)
    figures = measure(world, *resolved(warehouse.settings))
    assert figures.actors.f1 >= 0.95
    assert figures.visits.f1 >= 0.93
    assert figures.journeys_mixed == 0
    assert not warehouse.query(
        "select actor_id from intermediate.int_actors_resolved group by 1 having count(distinct country_code) > 1"
    )
