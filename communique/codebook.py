"""Writes `docs/codebook.md` and its picture from the dbt manifest: every mart with its grain and its columns.

Run `make docs` after a change of a mart's YAML.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from communique.erd import ERD, erd
from extractors.settings import PROJECT_ROOT

CODEBOOK = PROJECT_ROOT / "docs" / "codebook.md"
_GROUPS = (
    ("Facts", "fct_"),
    ("Dimensions", "dim_"),
    ("Bridges", "bridge_"),
    ("Histories of ids", "_id_history"),
    ("Exchange tables", ""),
)
# What the end of a column's name says of its unit; a column's own YAML goes before.
_UNITS = (
    ("_day_count", "days"),
    ("_count", "number"),
    ("_score", "0 to 1"),
    ("_date", "day"),
    ("_at", "time, UTC"),
    ("_edtf", "EDTF"),
    ("_country_code", "ISO 3166-1 alpha-2"),
    ("country_code", "ISO 3166-1 alpha-2"),
    ("language_code", "ISO 639-1"),
    ("alpha3_code", "ISO 3166-1 alpha-3"),
    ("numeric_code", "ISO 3166-1 numeric"),
)
_TYPES = {"date": "day", "boolean": "true or false", "integer": "number", "double": "number"}
_INTRODUCTION = """\
# Codebook

The tables of the published file, `data/published/communique.duckdb`, as any DuckDB client of version 1.4 or later
opens it read-only. They stand in the default schema. This page is made from the dbt project by
`python -m communique.codebook`; the same words are comments on the tables and columns of the file
(`duckdb_tables()`, `duckdb_columns()`).

- Keys end in `_id` and are text; the same real person or visit keeps its id from night to night.
- A `_date` is a DATE and filled only where the day is known. The `_edtf` column beside it says all that is known
  ([EDTF](https://www.loc.gov/standards/datetime/), ISO 8601-2): `2025-06-14`, `2025-06`, `2025`; `XXXX-10-05` is
  5 October of a year that no article settles; `[2023-10-24..2025-06-19]` is one unknown day between two known ones.
- Countries are ISO 3166-1 alpha-2, languages ISO 639-1. `_count` is a number of things, `_score` lies between 0 and 1.
- Empty means that no article tells; it is never filled by a guess.
- *Source* says where a value comes from: `claims …` is a field of the claims documents (`docs/` of the extractors), a
  `seeds/` file is a table that people maintain, a name is another table. Without an entry it is the table's own source.

[Worked questions with their SQL and answers](questions.md). How the tables point to one another (the calendar
`dim_dates` left out):

![Tables and their relations](erd.svg)
"""


@dataclass(slots=True)
class Rules:
    """What the tests of one column demand of it."""

    values: list[str] = field(default_factory=list)
    references: str | None = None


def codebook(manifest: dict[str, Any]) -> str:
    """The text of the codebook.

    Args:
        manifest: dbt's manifest.
    """
    marts = sorted(_marts(manifest), key=lambda model: str(model["name"]))
    rules = _rules(manifest)
    return "\n".join([_INTRODUCTION, *_grouped(marts, rules)])


def _marts(manifest: dict[str, Any]) -> list[dict[str, Any]]:
    nodes = manifest["nodes"].values()
    return [node for node in nodes if node["resource_type"] == "model" and node["schema"] == "marts"]


def _rules(manifest: dict[str, Any]) -> dict[tuple[str, str], Rules]:
    rules: dict[tuple[str, str], Rules] = {}
    for node in manifest["nodes"].values():
        test = node.get("test_metadata")
        if node["resource_type"] != "test" or test is None or node.get("column_name") is None:
            continue
        rule = rules.setdefault((node["attached_node"], node["column_name"]), Rules())
        if test["name"] == "accepted_values":
            rule.values = test["kwargs"]["values"]
        if test["name"] == "relationships":
            target = re.sub(r"ref\('(\w+)'\)", r"\1", test["kwargs"]["to"])
            rule.references = f"`{target}.{test['kwargs']['field']}`"
    return rules


def _grouped(marts: list[dict[str, Any]], rules: dict[tuple[str, str], Rules]) -> list[str]:
    parts: list[str] = []
    rest = marts
    for title, prefix in _GROUPS:
        group = [model for model in rest if model["name"].startswith(prefix) or model["name"].endswith(prefix)]
        rest = [model for model in rest if model not in group]
        parts += [f"## {title}\n", *(_table(model, rules) for model in group)]
    return parts


def _table(model: dict[str, Any], rules: dict[tuple[str, str], Rules]) -> str:
    description = model["description"].strip()
    meaning, _, grain = description.rpartition(" Grain: ")
    lines = [f"### {model['name']}\n", f"{meaning}\n", f"**Grain:** {grain}\n"]
    if source := _meta(model).get("source"):
        lines.append(f"**Source:** {source.strip()}\n")
    lines += ["| column | type | unit | empty? | meaning | source |", "|---|---|---|---|---|---|"]
    lines += [_row(column, rules.get((model["unique_id"], name))) for name, column in model["columns"].items()]
    return "\n".join(lines) + "\n"


def _row(column: dict[str, Any], rule: Rules | None) -> str:
    constraints = {constraint["type"] for constraint in column["constraints"]}
    name = f"**{column['name']}**" if "primary_key" in constraints else column["name"]
    meaning = [column["description"].strip()]
    if rule and rule.values:
        meaning.append("One of " + ", ".join(f"`{value}`" for value in rule.values) + ".")
    if rule and rule.references:
        meaning.append(f"→ {rule.references}")
    empty = "no" if "not_null" in constraints else "yes"
    source = str(_meta(column).get("source", "")).strip()
    kind = re.sub(r"\s+", " ", column["data_type"])
    return f"| {name} | {kind} | {unit(column)} | {empty} | {' '.join(meaning)} | {source} |"


def unit(column: dict[str, Any]) -> str:
    """What a column's values are counted or written in; empty for plain text."""
    told = _meta(column).get("unit")
    if told:
        return str(told)
    ending = next((what for end, what in _UNITS if column["name"].endswith(end)), None)
    return ending or _TYPES.get(column["data_type"], "")


def _meta(node: dict[str, Any]) -> dict[str, Any]:
    return {**node.get("meta", {}), **node.get("config", {}).get("meta", {})}


def parsed_manifest(dbt_dir: Path) -> dict[str, Any]:
    """The manifest of the project as it stands; opens no database.

    Raises:
        subprocess.CalledProcessError: dbt cannot parse the project.
    """
    with tempfile.TemporaryDirectory() as target:
        environment = os.environ | {
            "COMMUNIQUE_BUILD_FILE": ":memory:",
            "DBT_PROFILES_DIR": str(dbt_dir),
            "DBT_TARGET_PATH": target,
            "DBT_LOG_PATH": target,
            "DO_NOT_TRACK": "1",
        }
        command = [sys.executable, "-m", "dbt.cli.main", "--quiet", "parse"]
        subprocess.run(command, cwd=dbt_dir, env=environment, check=True)  # noqa: S603  (fixed command)
        manifest: dict[str, Any] = json.loads((Path(target) / "manifest.json").read_text(encoding="utf-8"))
    return manifest


def main() -> None:
    """Writes the codebook and its picture."""
    manifest = parsed_manifest(PROJECT_ROOT / "dbt")
    CODEBOOK.write_text(codebook(manifest), encoding="utf-8")
    ERD.write_text(erd(manifest), encoding="utf-8")


if __name__ == "__main__":
    main()
