"""The rules engine on the project's own gold: no figure falls below the pinned one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractors.evaluation import evaluate
from extractors.evaluation.reliability import sure_claims
from tests.evaluation.pin import BASELINE, GOLD, corpus_sha256, lowered, read, report

# As tests/golden/README.md names them; the reference scorer knows no others.
KINDS = {
    "treaty",
    "mou",
    "agreement",
    "protocol",
    "plan",
    "programme",
    "contract",
    "joint_statement",
    "declaration",
} | {
    "letter_of_intent",
    "commitment",
    "other",
}
PIN = "pin the figures again: python -m tests.evaluation.pin"


@pytest.mark.skipif(not BASELINE.exists(), reason=f"no baseline yet; {PIN}")
def test_the_baseline_is_of_this_corpus() -> None:
    assert read(BASELINE)["corpus_sha256"] == corpus_sha256(), f"texts or facts have changed; {PIN}"


@pytest.mark.skipif(not BASELINE.exists(), reason=f"no baseline yet; {PIN}")
def test_no_figure_falls_below_the_baseline() -> None:
    assert report().below(read(BASELINE)["figures"]) == []


@pytest.mark.skipif(not BASELINE.exists(), reason=f"no baseline yet; {PIN}")
def test_no_more_wrong_visits_where_there_is_none() -> None:
    assert report().wrong_visits_in_negatives <= read(BASELINE)["wrong_visits_in_negatives"]


def test_every_gold_article_is_read() -> None:
    assert report().articles == len(list(GOLD.rglob("*.txt")))
    assert report().rejected == []


def test_every_evidence_is_exact() -> None:
    assert report().inexact_evidence == []


def test_the_gold_is_large_enough() -> None:
    assert report().articles >= 60
    assert report().tallies.keys() >= {"de", "en", "es", "fr", "vi"}
    assert report().negatives >= 6


@pytest.mark.parametrize("path", sorted(GOLD.rglob("*/*.json")), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_gold_names_what_stands_in_its_text(path: Path) -> None:
    gold = json.loads(path.read_text("utf-8"))
    text = path.with_suffix(".txt").read_text("utf-8")
    assert (gold["id"], gold["lang"]) == (path.stem, path.parent.name)
    assert [actor["name"] for actor in gold["actors"] if actor["name"] not in text] == []
    counted = [fact for fact in (*gold["visits"], *gold["agreements"]) if not fact.get("optional")]
    assert gold["negative"] == (not counted)
    assert {fact["kind"] for fact in gold["agreements"]} <= KINDS


def test_a_figure_below_its_pin_is_told() -> None:
    pinned = {"en": {"visits": 1.0}, "xx": {"actors": 0.5}}
    told = report().below(pinned | {"en": {"visits": 1.01}})
    assert len(told) == 2
    assert "en visits" in told[0]
    assert "xx actors" in told[1]


def test_pins_do_not_go_down_unasked() -> None:
    assert lowered({"en": {"visits": 0.5, "actors": 0.5}}, {"en": {"visits": 0.4, "actors": 0.6}}) == [
        "en visits: 0.5 -> 0.4"
    ]


def test_one_language_alone_has_the_same_figures() -> None:
    assert evaluate([GOLD], language="vi").figures()["vi"] == report().figures()["vi"]


def test_sure_claims_are_right_nine_times_in_ten() -> None:
    """A confidence of 0.9 or more keeps its word on these articles."""
    right, sure = sure_claims(report().outcomes())
    assert sure >= 50
    assert right >= 0.9 * sure
