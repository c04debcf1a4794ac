"""The exchange tables, held against the columns and rules of the formats whose names they bear."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from extractors.settings import PROJECT_ROOT
from tests.dbt import formats

FTM_PYTHON = PROJECT_ROOT / ".venv-ftm" / "bin" / "python"
CHECK = """
import json, sys
from followthemoney import model
ids, refs = set(), set()
for line in sys.stdin:
    entity = json.loads(line)
    proxy = model.get_proxy(entity)
    assert proxy.schema.name == entity["schema"], entity
    for name, values in entity["properties"].items():
        prop = proxy.schema.get(name)
        assert prop is not None, (entity["schema"], name)
        assert set(proxy.get(name)) == set(values), ("lost in cleaning", entity["schema"], name, values)
        if prop.type.name == "entity":
            refs.update(values)
    proxy.schema.validate(entity)
    ids.add(entity["id"])
assert refs <= ids, refs - ids
print(len(ids))
"""


def columns(built: Any, table: str) -> list[str]:
    rows = built.query(
        "select column_name from duckdb_columns() where schema_name = 'marts'"  # noqa: S608  (names of this file)
        f" and table_name = '{table}' order by column_index"
    )
    return [name for (name,) in rows]


def test_colt_trips_has_the_columns_of_colt(built: Any) -> None:
    assert columns(built, "colt_trips") == formats.COLT


def test_colt_trips_holds_the_trips_that_took_place(built: Any) -> None:
    rows = built.query(
        'select "LeaderFullName", "LeaderSurname", "LeaderCountryISO", "CountryVisitedISO", "TripYear",'
        ' "TripStartDate"::varchar, "TripDuration", "CityVisited", "SubRegionVisited" from marts.colt_trips'
        " order by all"
    )
    assert ("Nguyễn Tân Cương", "Nguyễn", "VNM", "CUB", 2025, "2025-06-14", 6, "Havana", "Caribbean") in rows
    assert len(rows) == 5
    assert built.query('select count(*) from marts.colt_trips where "TripYear" is null') == [(1,)]


def test_dcad_dyad_years_has_the_columns_of_dcad(built: Any) -> None:
    assert columns(built, "dcad_dyad_years") == formats.DCAD


def test_plover_events_has_the_fields_of_the_manual_and_of_polecat(built: Any) -> None:
    found = columns(built, "plover_events")
    manual = [name for name in formats.PLOVER if name in found]
    assert set(formats.PLOVER_REQUIRED) <= set(manual) and len(manual) >= 14
    assert found[: len(manual)] == manual
    assert {name.lower().replace(" ", "_") for name in formats.POLECAT} <= set(found)


def test_plover_events_follow_the_manual(built: Any) -> None:
    rows = built.query(
        "select event[1], event_mode, mode, event_scale, quad_code, cameo_code, source, recipient"
        " from marts.plover_events"
    )
    assert rows
    for event, flat_mode, modes, score, quadrant, cameo, source, recipient in rows:
        assert flat_mode in formats.PLOVER_MODES[event] and modes == ([flat_mode] if flat_mode else [])
        assert (score, quadrant) == (formats.PLOVER_SCORES[event], 1)
        assert formats.CAMEO_ROOTS[cameo[:2]] == event
        assert all(set(side) <= set(formats.PLOVER_ACTOR) for side in (*source, *recipient))
        assert source and (flat_mode != "visit" or recipient)


def test_the_visitor_is_the_source_and_the_host_the_recipient(built: Any) -> None:
    rows = built.query(
        "select actor_name, actor_country, primary_actor_sector, recipient_name, recipient_country, date::varchar"
        " from marts.plover_events where fact_type = 'visit' and date = '2025-06-14'"
    )
    assert rows == [("Nguyễn Tân Cương", "VNM", "MIL", "Álvaro López Miera", "CUB", "2025-06-14")]


@pytest.mark.skipif(
    not FTM_PYTHON.exists(), reason="followthemoney needs ICU and an environment of its own: sh requirements/ftm.sh"
)
def test_followthemoney_takes_every_entity_as_it_is(built: Any) -> None:
    rows = built.query(
        "select to_json({id: id, schema: schema, properties: properties}) from marts.followthemoney_entities"
    )
    lines = "\n".join(line for (line,) in rows)
    done = subprocess.run([FTM_PYTHON, "-c", CHECK], input=lines, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    assert int(done.stdout) == len(rows)


def test_followthemoney_entities_point_to_entities(built: Any) -> None:
    rows = built.query("select id, schema, properties from marts.followthemoney_entities")
    ids = {row[0] for row in rows}
    pointing = {"holder", "post", "involved", "proof"}
    for _, _, text in rows:
        properties = json.loads(text)
        assert all(isinstance(values, list) and values for values in properties.values())
        assert {value for name in pointing & properties.keys() for value in properties[name]} <= ids
    assert {row[1] for row in rows} >= {"Person", "Occupancy", "Position", "Event", "Article", "PublicBody"}


def test_only_what_was_modified_and_what_follows_it_is_built_from_a_saved_manifest(built: Any, tmp_path: Path) -> None:
    state = tmp_path / "state"
    state.mkdir()
    manifest = json.loads((built.target / "manifest.json").read_text(encoding="utf-8"))
    (state / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    listing = ("ls", "--resource-type", "model", "--select", "state:modified+", "--state", str(state))
    assert not re.findall(r"^communique\.", built.dbt(*listing), re.MULTILINE)
    changed = manifest["nodes"]["model.communique.int_agreement_visits"]
    changed["raw_code"] += "\n-- another"
    (state / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    names = set(re.findall(r"^communique\..*?(\w+)$", built.dbt(*listing), re.MULTILINE))
    assert {"int_agreement_visits", "fct_agreements", "plover_events"} <= names
    assert not {"fct_honours", "dim_actors", "int_actors_keyed"} & names
    output = built.dbt("build", "--select", "state:modified+", "--state", str(state))
    assert "ERROR=0" in output and "marts.fct_agreements" in output and "marts.fct_honours" not in output
