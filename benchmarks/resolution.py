"""How well the warehouse puts together who is one, on an invented world whose truth is known.

    python benchmarks/resolution.py [--people 3000] [--visits 2000] [--seed 7] [--folder FOLDER]

Claims documents of about three articles a visit go through the real loader and the real dbt build. Printed are B-cubed
figures of actors over their mentions and pair figures of visits over their claims.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.growth import dbt, say  # noqa: E402
from benchmarks.synthetic.people import Person, make_people  # noqa: E402
from benchmarks.synthetic.reports import Truth, Visit, make_reports, make_visits  # noqa: E402
from benchmarks.synthetic.score import Scores, b_cubed, mixed, pair_scores  # noqa: E402
from extractors.load import load_batch  # noqa: E402
from extractors.settings import Settings  # noqa: E402
from extractors.warehouse import open_build  # noqa: E402

Found = dict[tuple[str, str], str]
FoundVisits = dict[tuple[str, int], str]


@dataclass(slots=True)
class World:
    """An invented world and what its articles say."""

    people: int
    visits: int
    seed: int
    persons: list[Person] = field(default_factory=list)
    journeys: list[Visit] = field(default_factory=list)
    truth: Truth = field(default_factory=Truth)

    def load(self, settings: Settings) -> int:
        """Writes the articles and loads them; returns their number."""
        chance = random.Random(self.seed)
        self.persons = make_people(self.people, chance)
        self.journeys = make_visits(self.persons, self.visits, chance)
        path, count = settings.data_dir / "claims.jsonl", 0
        with path.open("w", encoding="utf-8") as file:
            for document in make_reports(self.journeys, 3, chance, self.truth):
                file.write(json.dumps(document, ensure_ascii=False) + "\n")
                count += 1
        load_batch(settings, "synthetic", path, path.with_suffix(".none"))
        return count


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured.

    Attributes:
        actors: B-cubed over mentions.
        visits: over pairs of claims.
        people_mixed: actors that hold more than one person.
        countries_mixed: actors that hold people of two countries, by a mention that tells no country.
        journeys_mixed: visits that hold two journeys of one person to one country.
    """

    actors: Scores
    visits: Scores
    people_mixed: int
    countries_mixed: int
    journeys_mixed: int


def resolved(settings: Settings) -> tuple[Found, FoundVisits]:
    """The ids that the build gave to mentions and to claims of visits."""
    with open_build(settings, "measure", read_only=True) as connection:
        actors = connection.execute("select article_id, ref, actor_id from intermediate.int_actors_resolved").fetchall()
        visits = connection.execute(
            "select article_id, claim_index, visit_id from intermediate.int_visits_resolved"
        ).fetchall()
    return {(a, ref): i for a, ref, i in actors}, {(a, index): i for a, index, i in visits}


def measure(world: World, actors: Found, visits: FoundVisits) -> Figures:
    """The figures of one build."""
    countries = {mention: world.persons[number].country for mention, number in world.truth.people.items()}
    journeys: dict[str, set[int]] = {}
    for claim, visit in visits.items():
        journeys.setdefault(visit, set()).add(world.truth.visits[claim])
    return Figures(
        b_cubed(actors, world.truth.people),
        pair_scores(visits, world.truth.visits),
        mixed(actors, world.truth.people),
        mixed(actors, countries),
        sum(_repeats(world, numbers) for numbers in journeys.values()),
    )


def _repeats(world: World, numbers: set[int]) -> bool:
    routes = {(world.journeys[number].leader.number, world.journeys[number].destination) for number in numbers}
    return len(routes) < len(numbers)


def main() -> None:
    """One world from nothing to its figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=3000)
    parser.add_argument("--visits", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    settings = Settings(Path(tempfile.mkdtemp(prefix="resolution-", dir=given.folder)))
    world = World(given.people, given.visits, given.seed)
    count = world.load(settings)
    say(f"{count} articles, {len(world.truth.people)} mentions of {len(set(world.truth.people.values()))} people")
    seconds, _ = dbt(settings)
    found = measure(world, *resolved(settings))
    say(f"actors, B-cubed: {found.actors}; {found.people_mixed} actors hold more than one person")
    say(f"actors that took in a mention without a country which is another country's: {found.countries_mixed}")
    say(f"visits, pairs:   {found.visits}; two journeys of one person to one country in one: {found.journeys_mixed}")
    say(f"built in {seconds:.1f} s; kept in {settings.data_dir}")


if __name__ == "__main__":
    main()
