"""Whatever the text, the engine ends, quotes exactly, and names only actors that are there.

The examples are the same in each run, so that a change is judged by its own faults; with `COMMUNIQUE_EXPLORE=1` in the
environment new ones are looked for, more of them.
"""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.claims import ClaimsDocument, from_json
from extractors.languages import expand, load_language, supported
from extractors.settings import PROJECT_ROOT
from tests.unit.engine.reading import claims

EXPLORE = bool(os.environ.get("COMMUNIQUE_EXPLORE"))
LANGUAGES = sorted(supported())
# Stands for an article's other words: names, places, numbers, and all marks that a page may bring along.
NAMES = """Kofi Mensah Nguyễn Văn Giang Anna Schmidt Pérez O’Neill D'Angelo al-Sisi Kenya Kenyan Cuba Hanoi Berlin Paris
VN A. U.S. J.-N. AAAA aaaa"""
NUMBERS = "5 14 31 12 60th 1. 2024 1975 19/6/2024 14.06.2024 2025-06-14 2023-2028 1,000 3.5"
MARKS = ". . . , , , ; : ! ? … ( ) [ ] “ ” „ \" ' ’ « » - – — / • * & @ # %"
SPACES = ["\n", "\n\n", "\u00a0", "\u2028", "\x85", "\t"]
INVISIBLE = ["\u200f", "\u202b", "\u00ad", "\u200b", "\ufeff", "\u0301", "\u0323"]
LETTERS = ["İ", "ß", "ﬁ", "ǅ", "𝐀", "你好", "مرحبا", "שלום", "🤝"]
OTHER = [*NAMES.split(), *NUMBERS.split(), *MARKS.split(), *SPACES, *INVISIBLE, *LETTERS]
ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200)
PUBLISHED = st.one_of(
    st.none(),
    st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)).map(str),
    st.dates().map(str),
    st.sampled_from(["2024", "2024-06", "XXXX-06-05", "soon", ""]),
)
CHANGES = st.sampled_from(
    [
        str,
        str,
        str,
        str.title,
        str.upper,
        str.lower,
        lambda t: unicodedata.normalize("NFD", t),
        lambda t: t.replace(" ", "\u00a0"),
    ]
)


@cache
def terms(language: str) -> list[str]:
    """All phrases of a language file, sorted, so that examples are the same everywhere."""
    return sorted({phrase for term in _walk(load_language(language).model_dump()) for phrase in expand(term)})


def _walk(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _walk(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _walk(inner)


@st.composite
def gibberish(draw: st.DrawFn, language: str) -> str:
    """A text of the language's own terms in any order, with names, numbers and marks between them."""
    word = st.one_of(st.sampled_from(terms(language)), st.sampled_from(terms(language)), st.sampled_from(OTHER))
    words = draw(st.lists(st.tuples(word, CHANGES), min_size=1, max_size=50))
    return draw(st.sampled_from([" ", " ", " ", "", ", "])).join(change(text) for text, change in words)


def check(document: ClaimsDocument) -> None:
    """What holds of every claims document."""
    refs = [actor.ref for actor in document.actors]
    assert len(set(refs)) == len(refs)
    assert named(document) <= set(refs)
    text = document.article.text
    for span in spans(document):
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.text
    events = (*document.visits, *document.meetings, *document.agreements, *document.honours)
    assert all(event.evidence and 0 <= event.confidence <= 1 for event in events)
    assert all(actor.name and actor.mentions for actor in document.actors)
    assert from_json(document.to_json()) == document


def named(document: ClaimsDocument) -> set[str]:
    """All refs that events name."""
    refs: set[str | None] = set()
    for visit in document.visits:
        refs.update(visit.visitors, visit.hosts, visit.invited_by)
    for meeting in document.meetings:
        refs.update(meeting.participants)
    for agreement in document.agreements:
        refs.update(agreement.signatories, (party.ref for party in agreement.parties))
    for honour in document.honours:
        refs.update((honour.recipient, honour.conferred_by))
    return {ref for ref in refs if ref is not None}


def spans(document: ClaimsDocument) -> Iterator[Any]:
    """All stretches of the text that a document quotes."""
    for actor in document.actors:
        yield from actor.mentions
    for event in (*document.visits, *document.meetings, *document.agreements, *document.honours):
        yield from event.evidence
    yield from document.rejected


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=3000 if EXPLORE else 250, derandomize=not EXPLORE)
@given(data=st.data(), published=PUBLISHED)
def test_any_order_of_the_words_that_mean_something(language: str, data: st.DataObject, published: str | None) -> None:
    check(claims(data.draw(gibberish(language)), language, published))


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=1500 if EXPLORE else 150, derandomize=not EXPLORE)
@given(text=ANY_TEXT, published=PUBLISHED)
def test_any_text_whatever(language: str, text: str, published: str | None) -> None:
    check(claims(text, language, published))


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=300 if EXPLORE else 30, derandomize=not EXPLORE)
@given(data=st.data())
def test_the_same_text_gives_the_same_claims(language: str, data: st.DataObject) -> None:
    text = data.draw(gibberish(language))
    assert claims(text, language, "2024-06-20").to_json() == claims(text, language, "2024-06-20").to_json()


DIGEST = """
import hashlib
from pathlib import Path
from tests.unit.engine.reading import claims
digest = hashlib.sha256()
for path in sorted(Path("tests/evaluation").rglob("*.txt")):
    digest.update(claims(path.read_text("utf-8"), path.parent.name, "2024-06-20").to_json().encode())
print(digest.hexdigest())
"""


def test_two_processes_give_the_same_claims() -> None:
    """Sets come in another order in each process; claims do not."""
    digests = {
        subprocess.run(
            [sys.executable, "-c", DIGEST],
            cwd=PROJECT_ROOT,
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(PROJECT_ROOT)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(digests) == 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n\n",
        ".",
        "\u200f",
        "\u0301",
        "A",
        "0",
        "(",
        "...",
        "\ufffd" * 20,
        "A" * 5000,
        "a.b." * 500,
        "1" * 5000,
    ],
)
def test_texts_with_nothing_in_them(language: str, text: str) -> None:
    document = claims(text, language, "2024-06-20")
    check(document)
    assert document.visits == []
    assert document.actors == []


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Kenyan President William Ruto visited Uganda on 14 June 2024. "),
        ("de", "Der kenianische Präsident William Ruto besuchte am 14. Juni 2024 Uganda. "),
        ("es", "El presidente de Kenia, William Ruto, visitó Uganda el 14 de junio de 2024. "),
        ("fr", "Le président kényan William Ruto a visité l'Ouganda le 14 juin 2024. "),
        ("vi", "Tổng thống Kenya William Ruto đã thăm Uganda ngày 14/6/2024. "),
    ],
)
def test_saying_it_again_adds_no_visit(language: str, sentence: str) -> None:
    assert len(claims(sentence, language).visits) == 1
    assert len(claims(sentence * 20, language).visits) == 1
