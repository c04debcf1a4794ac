"""The usual words for travelling, meeting and signing, one by one, about two countries that had little to do with it.

`usual_words.txt` holds a line `claim | language | sentence` for each. The sentences are made up to show a word; they
report no event.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.engine.reading import claims

LINES = Path(__file__).with_name("usual_words.txt").read_text(encoding="utf-8").splitlines()
PUBLISHED = "2024-06-20"
KENYAN, PERUVIAN = "KE", "PE"


@pytest.mark.parametrize("line", LINES)
def test_a_usual_word_is_known(line: str) -> None:
    claim, language, text = line.split(" | ")
    document = claims(text, language, PUBLISHED)
    countries = {actor.ref: actor.country for actor in document.actors}
    found = {
        "visit": [{v.origin_country, v.destination_country} for v in document.visits if v.visitors],
        "meeting": [{countries[ref] for ref in m.participants} for m in document.meetings],
        "agreement": [{party.country for party in a.parties} for a in document.agreements],
    }[claim]
    assert found == [{KENYAN, PERUVIAN}]
