"""Ten nights in two orders: no published id is lost or comes to mean something else, whatever comes first.

What merges and splits leave behind is tested with judgements (test_judgements): these nights seldom merge anything.
"""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import pytest

from benchmarks.synthetic.people import make_people
from benchmarks.synthetic.reports import Truth, make_reports, make_visits
from extractors.claims import ClaimsDocument, from_json
from extractors.load import load_batch

NIGHTS = 10
SUBJECTS = ("actor", "visit", "agreement")
RUN = ("run", "--select", *(f"+{s}_id_history" for s in SUBJECTS), *(f"+int_{s}s_resolved" for s in SUBJECTS))
MENTIONS = {
    "actor": "select actor_id, article_id || ' ' || ref from intermediate.int_actors_resolved",
    "visit": "select visit_id, article_id || ' ' || claim_index from intermediate.int_visits_resolved",
    "agreement": "select agreement_id, article_id || ' ' || claim_index from intermediate.int_agreements_resolved",
}
Clusters = dict[str, dict[str, set[str]]]


def _documents() -> list[str]:
    chance = random.Random(3)  # noqa: S311
    people = make_people(60, chance)
    found = make_reports(make_visits(people, 60, chance), 3, chance, Truth())
    return [json.dumps(document, ensure_ascii=False) for document in found]


def _load(warehouse: Any, lines: list[str]) -> None:
    warehouse.settings.data_dir.mkdir(parents=True, exist_ok=True)
    path = warehouse.settings.data_dir / "night.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    load_batch(warehouse.settings, "night", path, path.with_suffix(".none"))


def _clusters(warehouse: Any) -> Clusters:
    found: Clusters = {}
    for subject, sql in MENTIONS.items():
        found[subject] = defaultdict(set)
        for entity, mention in warehouse.query(sql):
            found[subject][entity].add(mention)
    return found


def _check_history(warehouse: Any, subject: str, now: dict[str, set[str]], first: dict[str, set[str]]) -> None:
    rows = warehouse.query(f"select old_{subject}_id, {subject}_id from marts.{subject}_id_history")  # noqa: S608
    assert {new for _, new in rows if new is not None} <= set(now), "history ends at an id that is not of now"
    olds = {old for old, _ in rows}
    assert set(first) <= set(now) | olds, "a published id was lost"
    for entity, mentions in now.items():
        assert first.setdefault(entity, mentions) & mentions, f"{subject} {entity} means something else now"


@pytest.fixture(scope="module")
def ends(new_warehouse: Callable[[], Any]) -> list[Clusters]:
    """What stands after ten nights, for two orders of the articles."""
    lines, found = _documents(), []
    for seed in (1, 2):
        order = random.Random(seed).sample(lines, len(lines))  # noqa: S311
        warehouse, first = new_warehouse(), {subject: {} for subject in MENTIONS}
        warehouse.dbt("seed")
        for night in range(NIGHTS):
            _load(warehouse, order[night::NIGHTS])
            warehouse.dbt(*RUN)
            now = _clusters(warehouse)
            for subject in MENTIONS:
                _check_history(warehouse, subject, now[subject], first[subject])
        found.append(now)
    return found


def test_ten_nights_in_any_order_end_with_the_same_things(ends: list[Clusters]) -> None:
    for subject in MENTIONS:
        things = [{frozenset(mentions) for mentions in end[subject].values()} for end in ends]
        assert things[0] == things[1]


def test_documents_are_valid_claims() -> None:
    for line in _documents():
        document: ClaimsDocument = from_json(line)
        assert document.visits
