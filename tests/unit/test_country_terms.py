"""The country terms seed: closed lists, one country to a term, full coverage."""

import csv
import unicodedata
from collections import defaultdict
from pathlib import Path

import pycountry
import pytest

from extractors.entities.gazetteer import load_terms

SEED = Path(__file__).resolve().parents[2] / "seeds" / "country_terms.csv"
HEADER = ["country_code", "language", "kind", "terms"]
LANGUAGES = ("en", "de", "es", "fr", "vi")
# Languages with rows for a part of the countries so far.
PARTIAL = ("pt",)
KIND_GROUPS = {
    "name": "people",
    "demonym": "people",
    "capital": "place",
    "city": "place",
    "metonym": "metonym",
    "agency": "agency",
    "dropped": "dropped",
    "shared": "shared",
}

# ISO 3166-1 entries that are not members of the United Nations.
# fmt: off
NOT_MEMBERS = {
    "AI", "AQ", "AS", "AW", "AX", "BL", "BM", "BQ", "BV", "CC", "CK", "CW", "CX", "EH", "FK", "FO",
    "GF", "GG", "GI", "GL", "GP", "GS", "GU", "HK", "HM", "IM", "IO", "JE", "KY", "MF", "MO", "MP",
    "MQ", "MS", "NC", "NF", "NU", "PF", "PM", "PN", "PR", "PS", "RE", "SH", "SJ", "SX", "TC", "TF",
    "TK", "TW", "UM", "VA", "VG", "VI", "WF", "YT",
}
# fmt: on
MEMBERS = sorted({c.alpha_2 for c in pycountry.countries} - NOT_MEMBERS)

# A word that another country or a city has the better claim to is left out on purpose.
NO_DEMONYM = {
    ("CG", "en"),  # Congolese: the Democratic Republic of the Congo
    ("CG", "de"),
    ("CG", "es"),
    ("CG", "fr"),
    ("DM", "en"),  # Dominican: the Dominican Republic
    ("GD", "es"),  # granadino: the Spanish city
    ("KN", "de"),  # no settled adjective
}


def read_rows():
    with SEED.open(encoding="utf-8", newline="") as handle:
        return list(csv.reader(handle))


ROWS = read_rows()[1:]


def spoken_in(language):
    return (*LANGUAGES, *PARTIAL) if language == "*" else (language,)


def without_marks(term):
    decomposed = unicodedata.normalize("NFD", term)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def languages_of(kind):
    found = defaultdict(set)
    for code, language, row_kind, _ in ROWS:
        if row_kind == kind:
            found[code].update(spoken_in(language))
    return found


def test_the_file_has_the_agreed_shape():
    raw = SEED.read_bytes()
    assert b"\r" not in raw
    assert raw.endswith(b"\n")
    assert read_rows()[0] == HEADER
    assert all(len(row) == len(HEADER) for row in ROWS)
    assert unicodedata.is_normalized("NFC", raw.decode("utf-8"))


def test_codes_languages_and_kinds_come_from_the_closed_lists():
    codes = {c.alpha_2 for c in pycountry.countries} | {"XK"}
    assert {row[0] for row in ROWS} <= codes
    assert {row[1] for row in ROWS} <= {*LANGUAGES, *PARTIAL, "*"}
    assert {row[2] for row in ROWS} <= set(KIND_GROUPS)


def test_rows_are_sorted_and_unique():
    keys = [tuple(row[:3]) for row in ROWS]
    assert keys == sorted(set(keys))


def test_terms_are_neither_empty_nor_padded_nor_repeated_in_a_row():
    for code, language, kind, terms in ROWS:
        split = terms.split("|")
        assert all(split), (code, language, kind)
        assert all(term == " ".join(term.split()) for term in split), (code, language, kind)
        assert len(split) == len(set(split)), (code, language, kind)


def test_only_german_demonyms_carry_the_ending_mark():
    for code, language, kind, terms in ROWS:
        for term in terms.split("|"):
            if "*" in term:
                assert (language, kind) == ("de", "demonym"), (code, term)
                assert term.count("*") == 1 and term.endswith("*") and len(term) > 4, (code, term)


@pytest.mark.parametrize("language", (*LANGUAGES, *PARTIAL))
def test_no_term_stands_for_two_countries(language):
    # Vietnamese marks tell words apart, so only the other languages are compared without them.
    key = (lambda term: term) if language == "vi" else without_marks
    owners = defaultdict(set)
    # names that several countries share are marked as such
    for code, row_language, kind, terms in (row for row in ROWS if row[2] != "shared"):
        if language in spoken_in(row_language):
            for term in terms.split("|"):
                owners[KIND_GROUPS[kind], key(term)].add(code)
    assert {term: codes for term, codes in owners.items() if len(codes) > 1} == {}


def test_the_list_of_members_is_complete():
    assert len(MEMBERS) == 193


@pytest.mark.parametrize("language", ["en", "de", "es", "fr"])
def test_every_member_has_a_demonym(language):
    found = languages_of("demonym")
    missing = {code for code in MEMBERS if language not in found[code]}
    assert missing == {code for code, lang in NO_DEMONYM if lang == language}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_member_has_a_capital(language):
    found = languages_of("capital")
    assert [code for code in MEMBERS if language not in found[code]] == []


@pytest.mark.parametrize(
    ("language", "term", "code"),
    [
        ("en", "Nigerien", "NE"),
        ("en", "Nigerian", "NG"),
        ("fr", "nigérien", "NE"),
        ("fr", "nigérian", "NG"),
        ("es", "nigerino", "NE"),
        ("de", "nigrisch*", "NE"),
        ("de", "nigerianisch*", "NG"),
        ("en", "Dominican", "DO"),
        ("fr", "dominiquais", "DM"),
        ("en", "Bissau-Guinean", "GW"),
        ("en", "Equatoguinean", "GQ"),
        ("es", "ecuatoguineano", "GQ"),
        ("en", "Papua New Guinean", "PG"),
        ("en", "North Korean", "KP"),
        ("es", "surcoreano", "KR"),
        ("en", "Republic of Korea", "KR"),
        ("en", "Democratic Republic of the Congo", "CD"),
        ("fr", "République du Congo", "CG"),
        ("vi", "CHDCND Lào", "LA"),
        ("vi", "Liên bang Nga", "RU"),
        ("vi", "Viêng Chăn", "LA"),
        ("de", "Kubas", "CU"),
        ("de", "Moskaus", "RU"),
    ],
)
def test_near_namesakes_are_kept_apart(language, term, code):
    owners = {row[0] for row in ROWS if language in spoken_in(row[1]) and term in row[3].split("|")}
    assert owners == {code}


def test_an_everyday_word_is_no_country():
    countries = {term for kind, term, _ in load_terms("es") if kind == "country"}
    assert "Reunión" not in countries
    assert {"isla Reunión", "Perú"} <= countries
