"""Signatures: alike for near-duplicates, apart for different stories, the same on every machine."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.settings import PROJECT_ROOT
from extractors.text.signature import BINS, likeness, signature

TEXTS = [path.read_text("utf-8") for path in sorted((PROJECT_ROOT / "seeds" / "articles").glob("*.txt"))]
WORDS = " ".join(TEXTS).split()


def text(seed: int, length: int = 400) -> str:
    draw = random.Random(seed)  # noqa: S311  (test data)
    return " ".join(draw.choices(WORDS, k=length))


def test_an_edited_copy_is_alike_and_another_story_is_not() -> None:
    story = text(1)
    edited = f"HANOI (Agency) - {story.replace(' de ', ' of ')} Reporting by our correspondent."
    assert likeness(signature(story), signature(edited)) > 0.6
    assert likeness(signature(story), signature(text(2))) < 0.1
    assert likeness(signature(story), signature(story.upper())) == 1.0


@pytest.mark.parametrize("shared", [0.25, 0.5, 0.75])
def test_the_likeness_estimates_the_share_of_equal_runs(shared: float) -> None:
    estimates = []
    for seed in range(20):
        whole = text(seed, 1000).split()
        part = whole[: int(1000 * shared)] + text(seed + 1000, int(1000 * (1 - shared))).split()
        estimates.append(likeness(signature(" ".join(whole)), signature(" ".join(part))))
    assert sum(estimates) / len(estimates) == pytest.approx(shared / (2 - shared), abs=0.05)


def test_short_texts_are_like_nothing() -> None:
    assert signature("The minister went home.") == []
    assert likeness([], signature(text(1))) == 0.0


def test_the_signature_does_not_change_from_version_to_version() -> None:
    """It stands in the warehouse: articles of last year are compared with those of today."""
    found = signature("one two three four five six seven eight nine ten " * 3)
    assert found[:3] == [4560136367439730, 8513785622528069, 3460235622875416]


@given(st.text(max_size=2000))
def test_any_text_has_a_signature_or_none(value: str) -> None:
    found = signature(value)
    assert len(found) in {0, BINS}
    assert all(0 <= number < 1 << 53 for number in found)
