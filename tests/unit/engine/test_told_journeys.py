"""Sentences that tell when somebody travels and whom he meets, with all that a reader takes from them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.engine.reading import claims

SENTENCES = Path(__file__).with_name("told_journeys.txt")
LINES = [line for line in SENTENCES.read_text("utf-8").splitlines() if not line.startswith("#")]


@pytest.mark.parametrize("line", LINES)
def test_what_a_sentence_tells_of_journeys_and_meetings(line: str) -> None:
    language, expected, text = line.split(" | ", 2)
    document = claims(text, language, "2024-06-20")
    family = {actor.ref: actor.name.split()[-1] for actor in document.actors}
    visits = [
        f"{'+'.join(family[ref] for ref in v.visitors)} {v.origin_country}>{v.destination_country} "
        f"{v.start_date or '-'} {v.end_date or '-'} {v.status} {v.level or '-'}"
        for v in document.visits
    ]
    meetings = [
        f"met {'+'.join(sorted(family[ref] for ref in m.participants))} {m.date or '-'}" for m in document.meetings
    ]
    assert visits + meetings == ([] if expected == "-" else expected.split("; "))
