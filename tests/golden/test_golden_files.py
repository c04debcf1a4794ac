"""The golden files are about the bundled articles, and what they name stands there."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extractors.extract import extract_paths
from extractors.items import Rejected
from extractors.settings import PROJECT_ROOT, load_settings
from extractors.text.dates import edtf_date

GOLDEN = sorted(Path(__file__).parent.glob("*.json"))
ARTICLES = PROJECT_ROOT / "seeds" / "articles"
FIELDS = {
    "id",
    "lang",
    "published",
    "negative",
    "actors",
    "visits",
    "meetings",
    "agreements",
    "awards",
    "notes",
    "licence",
}


@cache
def texts() -> dict[str, str]:
    outcomes = list(extract_paths([ARTICLES], load_settings()))
    assert not [o for o in outcomes if isinstance(o, Rejected)]
    return {Path(d.article.source_uri).stem: d.article.text for d in outcomes if not isinstance(d, Rejected)}


@cache
def golden(path: Path) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return facts


def test_every_article_has_its_golden_file() -> None:
    articles = {path.stem for path in ARTICLES.iterdir() if path.suffix in {".txt", ".html"}}
    assert {path.stem for path in GOLDEN} == articles


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_names_stand_in_the_text(path: Path) -> None:
    facts, text = golden(path), texts()[path.stem]
    written = [name for actor in facts["actors"] for name in (actor["name"], *actor["variants"])]
    assert written
    assert [name for name in written if name not in text] == []


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_claims_name_actors_of_the_file(path: Path) -> None:
    facts = golden(path)
    actors = {actor["name"] for actor in facts["actors"]}
    named = [n for visit in facts["visits"] for n in visit["visitors"]]
    named += [n for meeting in facts["meetings"] for n in meeting["participants"]]
    assert set(named) <= actors


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_form(path: Path) -> None:
    facts = golden(path)
    assert facts.keys() <= FIELDS
    assert facts["id"] == path.stem
    assert facts["lang"] == path.stem[:2]
    assert facts["negative"] == (not facts["visits"] and not facts["agreements"])
    dates = [facts["published"]]
    dates += [visit[key] for visit in facts["visits"] for key in ("start", "end")]
    dates += [agreement[key] for agreement in facts["agreements"] for key in ("signed_on", "valid_from", "valid_to")]
    assert [date for date in dates if date and edtf_date(date) != date] == []


def test_two_outlets_print_one_story() -> None:
    assert texts()["en_manila_access_courier"] == texts()["en_manila_access_gazette"]
