"""Writes `docs/questions.md`: the questions of `docs/questions.sql` with their answers on the bundled articles."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from communique import steps
from communique.build import dbt_environment
from extractors.errors import PermanentError
from extractors.load import prepare
from extractors.settings import PROJECT_ROOT, Settings, load_settings
from extractors.warehouse import open_build

QUESTIONS = PROJECT_ROOT / "docs" / "questions.sql"
ANSWERED = PROJECT_ROOT / "docs" / "questions.md"
SHOWN_ROWS = 12
_INTRODUCTION = """\
# Worked questions

Each can be pasted into any DuckDB client that has `data/published/communique.duckdb` open; the answers are those of the
articles in `seeds/articles/`. What the columns mean: [codebook](codebook.md). Written by `make docs` from
`docs/questions.sql`; a test asks them all again.
"""


def worked_questions(text: str) -> list[tuple[str, str]]:
    """Question and statement of each block of the questions file."""
    blocks = [block.strip() for block in re.split(r"\n\n(?=-- )", text)[1:]]
    split = [block.split("\n", 1) for block in blocks]
    return [(question.removeprefix("-- "), sql.strip()) for question, sql in split]


def bundled_warehouse(data_dir: Path) -> Settings:
    """A build file of the bundled articles, without the tests of dbt.

    Raises:
        PermanentError: dbt could not build it.
    """
    settings = Settings(data_dir)
    run_id = steps.new_run_id()
    for batch in steps.fetch(settings, run_id, source="bundled"):
        steps.extract(settings, run_id, batch)
    steps.load(settings, run_id)
    prepare(settings)
    _dbt(settings, "build", "--exclude-resource-type", "test", "unit_test")
    return settings


def answered(settings: Settings, questions: str) -> str:
    """The text of the page.

    Args:
        settings: the installation whose build file is asked.
        questions: SQL of the worked questions, each after a comment that asks it.
    """
    parts = [_INTRODUCTION]
    with open_build(settings, "answer the worked questions", read_only=True) as connection:
        connection.execute("use warehouse.marts")
        for number, (question, sql) in enumerate(worked_questions(questions), start=1):
            found = connection.execute(sql)
            names = [column[0] for column in found.description or []]
            parts.append(f"## {number}. {question}\n\n```sql\n{sql}\n```\n\n{_table(names, found.fetchall())}")
    return "\n".join(parts)


def _table(names: list[str], rows: list[tuple[Any, ...]]) -> str:
    if not rows:
        return "No row.\n"
    lines = [f"| {' | '.join(names)} |", f"|{'---|' * len(names)}"]
    lines += [f"| {' | '.join(_cell(value) for value in row)} |" for row in rows[:SHOWN_ROWS]]
    more = len(rows) - SHOWN_ROWS
    return "\n".join(lines) + "\n" + (f"\nand {more} more rows\n" if more > 0 else "")


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return " ".join(text.replace("|", "\\|").split())


def dbt_docs(settings: Settings, page: Path) -> None:
    """Write dbt's documentation of the project and its tables as one page of HTML.

    Raises:
        PermanentError: dbt could not make it.
    """
    _dbt(settings, "docs", "generate", "--static")
    page.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(settings.data_dir / "dbt" / "target" / "static_index.html", page)


def _dbt(settings: Settings, *arguments: str) -> None:
    command = [sys.executable, "-m", "dbt.cli.main", "--quiet", *arguments]
    done = subprocess.run(  # noqa: S603  (fixed command)
        command, cwd=settings.dbt_dir, env=dbt_environment(settings), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise PermanentError(f"dbt {arguments[0]} failed on the bundled articles:\n{done.stdout[-3000:]}")


def main() -> None:
    """Writes the page, and dbt's documentation below `data/`."""
    with tempfile.TemporaryDirectory() as folder:
        settings = bundled_warehouse(Path(folder))
        ANSWERED.write_text(answered(settings, QUESTIONS.read_text(encoding="utf-8")), encoding="utf-8")
        page = load_settings().data_dir / "dbt" / "docs" / "index.html"
        dbt_docs(settings, page)
    print(f"{ANSWERED}\n{page}")  # noqa: T201


if __name__ == "__main__":
    main()
