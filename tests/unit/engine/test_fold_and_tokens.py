"""Folding keeps lengths, tokens cover the text, sentences cover the tokens: what every span rests on."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.entities.fold import fold, lower
from extractors.entities.tokens import split_sentences, tokenize

# Letters whose case or decomposition changes the number of code points, and marks that join nothing.
HARD = st.sampled_from(
    [*"İıßẞŉǰΐﬁﬀǅÅÅΩ𝐀", "\u0301", "\u0323", "\u00ad", "\u200f", "\u200b", "\ufeff", "\u0085", "\u2028", "\x1c", "\x00"]
)
TEXT = st.text(alphabet=st.one_of(st.characters(exclude_categories=["Cs"]), HARD), max_size=60)


@given(TEXT)
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert len(lower(text)) == len(text)


@given(TEXT)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert lower(lower(text)) == lower(text)


@given(TEXT)
def test_tokens_are_exact_and_in_order(text: str) -> None:
    end = 0
    for number, token in enumerate(tokenize(text)):
        assert token.index == number
        assert end <= token.start < token.end
        assert text[token.start : token.end] == token.text
        end = token.end


@given(TEXT)
def test_every_character_but_white_space_is_in_a_token(text: str) -> None:
    covered = {place for token in tokenize(text) for place in range(token.start, token.end)}
    assert [c for place, c in enumerate(text) if place not in covered and not c.isspace()] == []


@given(TEXT)
def test_every_token_is_in_one_sentence(text: str) -> None:
    tokens = tokenize(text)
    sentences = split_sentences(tokens, frozenset({"gen", "mr"}), [False] * len(tokens))
    assert [place for start, end in sentences for place in range(start, end)] == list(range(len(tokens)))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Nguyễn Tân Cương", "nguyen tan cuong"),
        ("Đặng", "dang"),
        ("ÁLVARO", "alvaro"),
        ("Łódź", "lodz"),
        ("Søren", "soren"),
        ("İstanbul", "istanbul"),
        ("Ð", "ð"),
        ("O’Neill", "o'neill"),
        ("Straße", "straße"),
    ],
)
def test_folded_forms(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("old", "new"),
    [("hoà", "hòa"), ("HOÀ", "hòa"), ("khoẻ", "khỏe"), ("thuý", "thúy"), ("uỷ", "ủy"), ("toạ", "tọa"), ("xoè", "xòe")],
)
def test_both_places_of_a_vietnamese_tone_mark_are_one_word(old: str, new: str) -> None:
    assert lower(old) == lower(new) == new


@pytest.mark.parametrize("word", ["quý", "quỳ", "hoàng", "toán", "khoản", "thuyền"])
def test_tone_marks_that_have_one_place_stay(word: str) -> None:
    assert lower(word) == word


@pytest.mark.parametrize("name", ["Nguyễn Tân Cương", "Álvaro López Miera", "Sébastien Lecornu"])
def test_decomposed_words_stay_whole(name: str) -> None:
    decomposed = unicodedata.normalize("NFD", name)
    assert [token.text for token in tokenize(decomposed)] == decomposed.split()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the U.S. and the U.K.", ["the", "U.S.", "and", "the", "U.K."]),
        ("l'Ouganda", ["l", "'", "Ouganda"]),
        ("Kenya's army", ["Kenya", "'s", "army"]),
        ("Kenya’s army", ["Kenya", "’s", "army"]),
        ("19/6/2024", ["19", "/", "6", "/", "2024"]),
        ("14.06.2024", ["14.06.2024"]),
        ("(VPA)", ["(", "VPA", ")"]),
        ("“No”", ["“", "No", "”"]),
    ],
)
def test_words_and_marks(text: str, words: list[str]) -> None:
    assert [token.text for token in tokenize(text)] == words


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("He met Gen. Smith. They talked.", 2),
        ("He met Mr. A. B. Smith.", 1),
        ("Vom 31. August bis 2. September war er dort.", 1),
        ("It was in 2024. August brought rain.", 2),
        ("He asked why? Nobody knew.", 2),
        ("Headline without a stop\nThe text begins.", 2),
        ("He said “Yes.” Then he left.", 2),
        ("It grew by 3.5 percent.", 1),
    ],
)
def test_sentences(text: str, count: int) -> None:
    tokens = tokenize(text)
    assert len(split_sentences(tokens, frozenset({"gen", "mr"}), [False] * len(tokens))) == count


def test_a_sentence_has_a_limit() -> None:
    tokens = tokenize("and so on " * 400)
    sentences = split_sentences(tokens, frozenset(), [False] * len(tokens))
    assert max(end - start for start, end in sentences) <= 160
