"""Sentences as ministries and agencies write them, with the papers and undertakings that a reader finds in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.engine.reading import claims

SENTENCES = Path(__file__).with_name("agreement_sentences.txt")
LINES = [line for line in SENTENCES.read_text("utf-8").splitlines() if not line.startswith("#")]


@pytest.mark.parametrize("line", LINES)
def test_what_a_sentence_says_of_agreements(line: str) -> None:
    language, expected, text = line.split(" | ")
    found = [
        f"{a.kind} {a.status} {a.signed_on or '-'} "
        + "+".join((p.country or p.name or "").replace(" ", "_") for p in a.parties)
        for a in claims(text, language, "2024-06-20").agreements
    ]
    assert found == ([] if expected == "-" else expected.split("; "))
