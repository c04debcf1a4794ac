"""How people are introduced: names that open or close with everyday words, posts with fields that no list knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.engine.reading import claims

SENTENCES = Path(__file__).with_name("introduced_people.txt")
LINES = [line for line in SENTENCES.read_text("utf-8").splitlines() if not line.startswith("#")]


@pytest.mark.parametrize("line", LINES)
def test_who_is_introduced(line: str) -> None:
    language, expected, text = line.split(" | ")
    found = {f"{a.name} {a.country or '-'}" for a in claims(text, language, "2024-06-20").actors if a.kind == "person"}
    assert found == ({*expected.split("; ")} - {"-"})
