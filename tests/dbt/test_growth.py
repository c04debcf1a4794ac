"""Nights that look only at what is new leave the rows of a build from nothing, table by table."""

from __future__ import annotations

import copy
import json
import random
import shutil
from collections.abc import Callable
from typing import Any

import pytest

from benchmarks.growth import differences
from benchmarks.synthetic.people import make_people
from benchmarks.synthetic.reports import Truth, make_reports, make_visits
from communique.build import NOT_OF_NIGHTS
from extractors.claims import from_json
from extractors.load import load_batch

BUILD = ("build", "--exclude-resource-type", "test", "unit_test")
# As an installation's nights are built.
NIGHT = ("build", *NOT_OF_NIGHTS)
REASON = "select reason, is_complete from nights.last_build"
Document = dict[str, Any]


def _world() -> list[Document]:
    """Invented articles of which many tell of the same people, some without a country or with a concluded one."""
    chance = random.Random(5)  # noqa: S311
    found = list(make_reports(make_visits(make_people(70, chance), 170, chance), 3, chance, Truth()))
    for document in found:
        for actor in document["actors"]:
            if chance.random() < 0.1 and actor["country"]:
                actor["country_basis"] = "context"
            if chance.random() < 0.1 and actor["positions"]:
                actor["positions"][0]["title"] = f"former {actor['positions'][0]['title']}"
        _make_seldom(document, chance)
    return found


def _make_seldom(document: Document, chance: random.Random) -> None:
    """Visits without a name or called off, meetings of a day and a place, honours: what joins across articles."""
    visit = document["visits"][0]
    if chance.random() < 0.15:
        visit |= {"visitors": []}
    elif chance.random() < 0.05:
        visit |= {"status": "cancelled"}
    for meeting in document["meetings"]:
        if chance.random() < 0.5 and len(visit["start_date"] or "") == 10 and visit["start_date"][0] != "X":
            meeting |= {"date": visit["start_date"]}
        if chance.random() < 0.3:
            meeting |= {"place": f"City of {visit['destination_country']}"}
    if chance.random() < 0.1:
        honour = {"recipient": "a0", "name": "Order of Merit", "conferred_by": "a1", "confidence": 0.8}
        document["honours"] = [honour | {"evidence": visit["evidence"]}]


def _load(warehouse: Any, documents: list[Document]) -> None:
    warehouse.settings.data_dir.mkdir(parents=True, exist_ok=True)
    path = warehouse.settings.data_dir / "night.jsonl"
    path.write_text("".join(json.dumps(d, ensure_ascii=False) + "\n" for d in documents), encoding="utf-8")
    load_batch(warehouse.settings, "night", path, path.with_suffix(".none"))


def _late(document: Document) -> Document:
    """The same story by another outlet, years before all others."""
    changed = copy.deepcopy(document)
    changed["article"] |= {"id": "1" + document["article"]["id"][1:], "published_on": "2003-05-01", "source": "Archive"}
    changed["article"]["source_uri"] += "/archive"
    return changed


def _corrected(document: Document, number: int) -> Document:
    """Other names, other dates, fewer claims, another wording: one of them each time."""
    changed = copy.deepcopy(document)
    if number % 4 == 0:
        changed["actors"][0] |= {"name": changed["actors"][1]["name"], "country": changed["actors"][1]["country"]}
    elif number % 4 == 1:
        changed["visits"][0] |= {"start_date": "2011-11-11", "end_date": None, "status": "completed"}
    elif number % 4 == 2:
        changed |= {"visits": [], "agreements": []}
    else:
        changed["article"] |= {"published_on": "2012-12-12", "text": changed["article"]["text"] + " Corrected later."}
    return changed


@pytest.fixture(scope="module")
def nights(new_warehouse: Callable[[], Any]) -> Any:
    """A warehouse after two nights with late, corrected and deleted articles, and one that was built anew."""
    documents = _world()
    known, new = documents[:-40], documents[-40:]
    warehouse, reasons = new_warehouse(), []
    _load(warehouse, known)
    warehouse.dbt(*BUILD)
    changes = random.Random(2).sample(known, 50)  # noqa: S311
    for night in (0, 1):
        fresh = [*new[night::2], *map(_late, changes[night:14:2])]
        fresh += [_corrected(document, at) for at, document in enumerate(changes[14 + night : 38 : 2])]
        _load(warehouse, fresh)
        for document in changes[38 + night :: 2]:
            warehouse.remove(from_json(json.dumps(document)))
        warehouse.dbt(*NIGHT)
        reasons += warehouse.query(REASON)
    again = new_warehouse()
    again.settings.data_dir.mkdir(parents=True)
    shutil.copy(warehouse.settings.build_file, again.settings.build_file)
    again.dbt(*BUILD, "--full-refresh")
    return warehouse, again, reasons


def test_nights_leave_what_a_full_build_leaves(nights: Any) -> None:
    warehouse, again, reasons = nights
    assert reasons == [("", True), ("", True)], "the nights looked at everything"
    assert differences(warehouse.settings, again.settings) == []
    assert warehouse.query("select count(*) from marts.fct_visits")[0][0] > 100


def test_a_night_looks_at_little(nights: Any) -> None:
    warehouse, _, _ = nights
    ((touched,),) = warehouse.query("select count(*) from nights.int_articles_touched")
    ((looked_at,),) = warehouse.query("select count(distinct article_id) from nights.changed_int_actors_keyed")
    assert 0 < touched < 60
    assert 0 < looked_at < 120


def test_an_unfinished_build_is_followed_by_a_whole_one(nights: Any) -> None:
    warehouse, again, _ = nights
    again.dbt("run", "--select", "int_articles_dated")
    assert again.query(REASON) == [("selection", False)]
    again.dbt(*BUILD)
    assert again.query(REASON) == [("unfinished", True)]
    assert differences(warehouse.settings, again.settings) == []
