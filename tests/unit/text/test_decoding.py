"""Bytes to text: the right letters or a named rejection, never garbage."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.errors import RejectedArticle
from extractors.text.decoding import declared_charset, decode

GERMAN = "Der französische Präsident besuchte die Städte Köln und Münster. „Größe“ – so hieß es – zählt nicht."
SPANISH = "El presidente Peña Nieto viajó mañana y tarde; ¿qué acordó el señor Núñez en la reunión?"
FRENCH = "À l'été, le président a été reçu à l'Élysée; leurs œuvres étaient déjà achevées."
VIETNAMESE = "Chủ tịch nước Tô Lâm thăm Cuba và hội đàm với Bí thư thứ nhất Đảng Cộng sản Cuba."


@pytest.mark.parametrize("text", [GERMAN, SPANISH, FRENCH, VIETNAMESE], ids=["de", "es", "fr", "vi"])
@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_with_and_without_a_mark(text: str, charset: str) -> None:
    assert decode(text.encode(charset)) == text


@pytest.mark.parametrize("text", [GERMAN, SPANISH, FRENCH], ids=["de", "es", "fr"])
@pytest.mark.parametrize("charset", ["cp1252", "mac-roman"])
def test_western_sets_are_recognised_without_a_declaration(text: str, charset: str) -> None:
    assert decode(text.encode(charset)) == text


@pytest.mark.parametrize("text", [SPANISH, VIETNAMESE], ids=["es", "vi"])
def test_utf8_that_was_read_as_another_set_is_mended(text: str) -> None:
    assert decode(text.encode("utf-8").decode("latin-1").encode("utf-8")) == text


def test_a_declared_set_is_used() -> None:
    page = '<html><head><meta charset="windows-1251"></head><body>Президент прибыл в Ханой</body></html>'
    assert decode(page.encode("cp1251"), markup=True) == page


def test_valid_utf8_wins_over_a_wrong_declaration() -> None:
    page = f'<html><head><meta charset="iso-8859-1"></head><body>{VIETNAMESE}</body></html>'
    assert decode(page.encode("utf-8"), markup=True) == page


@pytest.mark.parametrize("name", ["zip", "punycode", "unicode_escape", "idna", "hex", "nonsense", "utf-7"])
def test_codecs_that_are_no_character_sets_are_not_used(name: str) -> None:
    assert declared_charset(f'<meta charset="{name}">'.encode()) is None


def test_a_file_cut_inside_a_character_keeps_the_rest() -> None:
    assert decode(VIETNAMESE.encode("utf-8")[:-1] + "ộ".encode()[:2]) == VIETNAMESE[:-1]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7 and so on", "binary"),
        (b"PK\x03\x04....", "binary"),
        (b"text with a \0 in it and more of it", "binary"),
        (VIETNAMESE.encode() + bytes(range(0x80, 0x100)) * 3, "undecodable"),
        (VIETNAMESE.encode() + b"\xff\xc3\x28" * 20, "undecodable"),
        (b"\xff\xfe" + b"\x00\xd8" * 50, "undecodable"),
    ],
)
def test_what_is_no_text_is_rejected(data: bytes, reason: str) -> None:
    with pytest.raises(RejectedArticle) as caught:
        decode(data)
    assert (caught.value.stage, caught.value.reason) == ("text", reason)


@given(st.binary(max_size=300), st.booleans())
def test_any_bytes_are_text_or_rejected(data: bytes, markup: bool) -> None:
    try:
        text = decode(data, markup=markup)
    except RejectedArticle as error:
        assert error.reason in {"binary", "undecodable"}
    else:
        assert isinstance(text, str)


@pytest.mark.parametrize(
    ("data", "told", "text"),
    [
        ("Президент".encode("cp1251") * 20, "windows-1251", "Президент" * 20),
        ("Führung besucht Köln".encode(), "iso-8859-1", "Führung besucht Köln"),
        ("Führung besucht Köln".encode("cp1252"), "utf-8", "Führung besucht Köln"),
        ("Führung besucht Köln".encode("cp1252"), "zip", "Führung besucht Köln"),
        ("Führung besucht Köln".encode("utf-16"), "iso-8859-1", "Führung besucht Köln"),
    ],
)
def test_what_the_server_says_is_believed_only_as_far_as_it_fits(data: bytes, told: str, text: str) -> None:
    assert decode(data, told=told) == text


def test_the_servers_word_goes_before_that_of_the_page() -> None:
    page = "<meta charset='iso-8859-1'><p>Президент приехал в Берлин".encode("cp1251")
    assert "Президент" in decode(page, markup=True, told="windows-1251")
