"""The codebook, its picture and the worked questions are what their generators make of the project as it stands."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from communique.codebook import CODEBOOK, codebook, unit
from communique.erd import ERD, erd
from communique.questions import ANSWERED, QUESTIONS, answered, bundled_warehouse, worked_questions
from extractors.settings import Settings

_QUESTIONS = QUESTIONS.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def manifest(built: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((built.target / "manifest.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return bundled_warehouse(tmp_path_factory.mktemp("bundled"))


def marts(manifest: dict[str, Any]) -> list[dict[str, Any]]:
    return [n for n in manifest["nodes"].values() if n["resource_type"] == "model" and n["schema"] == "marts"]


def test_the_committed_codebook_is_up_to_date(manifest: dict[str, Any]) -> None:
    assert CODEBOOK.read_text(encoding="utf-8") == codebook(manifest), "run `make docs` and commit"


def test_every_table_has_a_source_and_every_number_a_unit(manifest: dict[str, Any]) -> None:
    assert [m["name"] for m in marts(manifest) if not m["config"]["meta"].get("source")] == []
    numbers = {"integer", "double", "decimal(3,1)", "date"}
    without = [
        (m["name"], c["name"])
        for m in marts(manifest)
        for c in m["columns"].values()
        if c["data_type"] in numbers and not unit(c)
    ]
    assert without == []


def test_the_committed_picture_is_up_to_date_and_shows_every_table(manifest: dict[str, Any]) -> None:
    picture = ERD.read_text(encoding="utf-8")
    assert picture == erd(manifest), "run `make docs` and commit"
    drawn = ElementTree.fromstring(picture)  # noqa: S314  (our own file)
    texts = {node.text for node in drawn.iter("{http://www.w3.org/2000/svg}text")}
    assert {m["name"] for m in marts(manifest)} <= texts
    assert picture.count('class="line"') > 40


def test_there_are_ten_questions_and_more() -> None:
    asked = worked_questions(_QUESTIONS)
    assert len(asked) >= 10
    assert all("?" in question and sql.endswith(";") for question, sql in asked)


def test_the_committed_answers_are_those_of_the_bundled_articles(bundled: Settings) -> None:
    page = answered(bundled, _QUESTIONS)
    assert ANSWERED.read_text(encoding="utf-8") == page, "run `make docs` and commit"
    assert page.count("No row.") <= 2, "a worked question should have something to show"


def test_a_page_that_differs_is_noticed(bundled: Settings, tmp_path: Path) -> None:
    asked = worked_questions(_QUESTIONS)[0]
    assert answered(bundled, f"--\n\n-- {asked[0]}\n{asked[1]}") != answered(bundled, _QUESTIONS)
