"""What makes a build look at everything again: other rules or other seeds, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.dbt_plugin import project_print


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in (
        "dbt/models/a.sql",
        "dbt/macros/m.sql",
        "dbt/dbt_project.yml",
        "seeds/posts.csv",
        "seeds/name_words.csv",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("first", encoding="utf-8")
    (tmp_path / "seeds/post_words.csv").write_text("first", encoding="utf-8")
    monkeypatch.chdir(tmp_path / "dbt")
    return tmp_path


@pytest.mark.parametrize(
    ("changed", "part"),
    [
        ("dbt/models/a.sql", "rules"),
        ("dbt/macros/m.sql", "rules"),
        ("dbt/dbt_project.yml", "rules"),
        ("seeds/name_words.csv", "rules"),
        ("seeds/posts.csv", "seeds"),
    ],
)
def test_a_change_is_seen_in_its_part_only(project: Path, changed: str, part: str) -> None:
    before = {name: project_print(name) for name in ("rules", "seeds")}
    (project / changed).write_text("second", encoding="utf-8")
    after = {name: project_print(name) for name in ("rules", "seeds")}
    assert {name for name in after if after[name] != before[name]} == {part}


def test_the_same_files_have_the_same_print(project: Path) -> None:
    assert project_print("rules") == project_print("rules") != project_print("seeds")
