"""Writes `docs/codebook.md` from the dbt manifest: every mart, its grain, its columns and what they may hold.

Run `python -m communique.codebook` after a change of a mart's YAML or of `docs/questions.sql`.
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

from extractors.settings import PROJECT_ROOT

CODEBOOK = PROJECT_ROOT / "docs" / "codebook.md"
QUESTIONS = PROJECT_ROOT / "docs" / "questions.sql"
_GROUPS = (
    ("Facts", "fct_"),
    ("Dimensions", "dim_"),
    ("Bridges", "bridge_"),
    ("Histories of ids", ""),
)
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
"""


@dataclass(slots=True)
class Rules:
    """What the tests of one column demand of it."""

    values: list[str] = field(default_factory=list)
    references: str | None = None


def codebook(manifest: dict[str, Any], questions: str) -> str:
    """The text of the codebook.

    Args:
        manifest: dbt's manifest.
        questions: SQL of the worked questions, each after a comment that asks it.
    """
    marts = sorted(_marts(manifest), key=lambda model: str(model["name"]))
    rules = _rules(manifest)
    parts = [_INTRODUCTION, *_grouped(marts, rules), "## Worked questions\n"]
    parts += [f"**{question}**\n\n```sql\n{sql}\n```\n" for question, sql in worked_questions(questions)]
    return "\n".join(parts)


def worked_questions(text: str) -> list[tuple[str, str]]:
    """Question and statement of each block of the questions file."""
    blocks = [block.strip() for block in re.split(r"\n\n(?=-- )", text)[1:]]
    split = [block.split("\n", 1) for block in blocks]
    return [(question.removeprefix("-- "), sql.strip()) for question, sql in split]


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
        group = [model for model in rest if model["name"].startswith(prefix)]
        rest = [model for model in rest if model not in group]
        parts += [f"## {title}\n", *(_table(model, rules) for model in group)]
    return parts


def _table(model: dict[str, Any], rules: dict[tuple[str, str], Rules]) -> str:
    description = model["description"].strip()
    meaning, _, grain = description.rpartition(" Grain: ")
    lines = [f"### {model['name']}\n", f"{meaning}\n", f"**Grain:** {grain}\n"]
    lines += ["| column | type | empty? | meaning |", "|---|---|---|---|"]
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
    return f"| {name} | {column['data_type']} | {empty} | {' '.join(meaning)} |"


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
    """Writes the codebook."""
    text = codebook(parsed_manifest(PROJECT_ROOT / "dbt"), QUESTIONS.read_text(encoding="utf-8"))
    CODEBOOK.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
