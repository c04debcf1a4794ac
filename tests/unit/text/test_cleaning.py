"""One form of text: what is invisible goes, what is printed stays, twice is once."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.text.cleaning import clean_line, clean_text

ANY_TEXT = st.text(alphabet=st.characters(codec=None))


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("a\r\nb\rc\u2028d\x85e", "a\nb\nc\nd\ne"),
        ("Trung\u00adtướng", "Trungtướng"),
        ("Tô\u200b Lâm\ufeff", "Tô Lâm"),
        ("\u202eRLO\u2069", "RLO"),
        ("4\u00a0juillet\u202f2012", "4 juillet 2012"),
        ("a\x00b\x1b[31m", "a b [31m"),
        ("x\ud800y", "x\ufffdy"),
        ("Ha\u0300 No\u0323\u0302i", "Hà Nội"),
        ("Ha\u200d\u0300", "Hà"),
        ("tab\tstays", "tab\tstays"),
    ],
)
def test_clean_text(raw: str, clean: str) -> None:
    assert clean_text(raw) == clean


@given(ANY_TEXT)
def test_any_text_is_cleaned_once_and_can_be_written(raw: str) -> None:
    clean = clean_text(raw)
    assert clean_text(clean) == clean
    assert unicodedata.is_normalized("NFC", clean)
    clean.encode("utf-8")
    assert clean.splitlines() == clean.removesuffix("\n").split("\n")[: len(clean.splitlines())]


@pytest.mark.parametrize(("raw", "clean"), [(None, None), (" \n", None), ("A\n  title\x00 ", "A title")])
def test_clean_line(raw: str | None, clean: str | None) -> None:
    assert clean_line(raw) == clean
