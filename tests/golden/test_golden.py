"""The bundled articles as the whole extraction reads them, from file to claims: no figure falls below its pin."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractors.claims import from_json
from extractors.evaluation.score import evidence_is_exact
from tests.evaluation.pin import GOLDEN, GOLDEN_FIGURES, golden_documents, golden_figures, read

NAMES = sorted(path.stem for path in GOLDEN.glob("*.json"))
PIN = "python -m tests.evaluation.pin"
pinned = pytest.mark.skipif(not GOLDEN_FIGURES.exists(), reason=f"no figures are pinned yet: {PIN}")


def facts(name: str) -> dict[str, object]:
    content: dict[str, object] = json.loads((GOLDEN / f"{name}.json").read_text("utf-8"))
    return content


@pinned
def test_every_article_is_pinned() -> None:
    assert sorted(read(GOLDEN_FIGURES)) == NAMES


@pinned
@pytest.mark.parametrize("name", NAMES)
def test_no_figure_falls_below_its_pin(name: str) -> None:
    ours = golden_figures()[name]
    wanted = read(GOLDEN_FIGURES).get(name, {})
    assert {key: (ours[key], pin) for key, pin in wanted.items() if ours[key] < pin} == {}


@pytest.mark.parametrize("name", NAMES)
def test_language_and_date_are_found(name: str) -> None:
    article = golden_documents()[name].article
    assert article.language == facts(name)["lang"]
    assert article.published_on == (facts(name)["published"] or article.published_on)


@pytest.mark.parametrize("name", NAMES)
def test_claims_are_whole(name: str) -> None:
    document = golden_documents()[name]
    assert evidence_is_exact(document)
    assert from_json(document.to_json()) == document


@pytest.mark.parametrize("name", [name for name in NAMES if facts(name)["negative"]])
def test_articles_without_a_visit_give_none(name: str) -> None:
    assert golden_documents()[name].visits == []


def test_two_outlets_of_one_story_give_the_same_claims() -> None:
    courier, gazette = (golden_documents()[f"en_manila_access_{outlet}"] for outlet in ("courier", "gazette"))
    assert [visit.start_date for visit in courier.visits] == [visit.start_date for visit in gazette.visits]
    assert [actor.name for actor in courier.actors] == [actor.name for actor in gazette.actors]


def test_the_folder_of_facts_is_where_they_are_looked_for() -> None:
    assert Path(__file__).parent == GOLDEN
