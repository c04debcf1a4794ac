"""Line breaks that only wrap a text are none of its sentences; headlines, lists and paragraphs of one line stay."""

from __future__ import annotations

import textwrap

import pytest

from extractors.entities.line_breaks import soft_breaks
from extractors.entities.tokens import split_sentences, tokenize
from tests.unit.engine.reading import read

BODY = (
    "Kenyan Foreign Minister Musalia Mudavadi arrived in Lima on Monday for talks with his counterpart Javier "
    "González-Olaechea on trade and on fisheries. During his stay he will also be received by President Dina Boluarte "
    "in the Government Palace, the foreign ministry of Peru said in a statement."
)


def lines_of(text: str) -> list[str]:
    tokens = tokenize(text)
    sentences = split_sentences(tokens, frozenset(), [False] * len(tokens))
    return [" ".join(text[tokens[a].start : tokens[b - 1].end].split()) for a, b in sentences]


@pytest.mark.parametrize("width", [40, 62, 76, 100])
def test_a_wrapped_text_reads_as_the_same_text_in_one_line(width: int) -> None:
    wrapped = textwrap.fill(BODY, width, break_on_hyphens=False)
    assert lines_of(wrapped) == lines_of(BODY)
    assert read(wrapped, "en", "2024-06-20").journeys() == read(BODY, "en", "2024-06-20").journeys()


def test_a_headline_above_a_wrapped_text_stays_apart() -> None:
    headline = "Kenyan Foreign Minister Mudavadi to Discuss Fisheries in Lima"
    wrapped = f"{headline}\n{textwrap.fill(BODY, 62, break_on_hyphens=False)}"
    assert lines_of(wrapped)[0] == headline


@pytest.mark.parametrize(
    "text",
    [
        "Mudavadi in Lima\nTalks on Trade\nBoluarte to Receive Him",
        "Signed were:\n- Treaty on Extradition\n- Protocol on Fisheries\n- Memorandum on Tourism",
        "Kenya and Peru signed a treaty.\nIt enters into force in May.\nTrade is to double.",
        f"Mudavadi in Lima\n{BODY}\nBoluarte Receives Kenyan Minister",
        "",
        "\n\n",
    ],
)
def test_lines_of_their_own_stay_apart(text: str) -> None:
    assert soft_breaks(text) == frozenset()


def test_a_line_that_goes_on_in_small_letters_is_one_sentence() -> None:
    assert lines_of("Mudavadi arrived on\nmonday in Lima.\n\nhe left") == [
        "Mudavadi arrived on monday in Lima.",
        "he left",
    ]
