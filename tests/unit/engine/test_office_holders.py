"""The table of office holders: whose country everybody knows."""

from __future__ import annotations

import csv
from pathlib import Path

import pycountry
import pytest

from extractors.entities.office_table import load_table
from extractors.errors import PermanentError
from extractors.settings import load_settings
from tests.unit.engine.reading import read

SEED = load_settings().seeds_dir / "office_holders.csv"
OFFICES = {"head_of_state", "head_of_government", "foreign_minister", "defence_minister"}
NOT_IN_ISO = {"XK"}


@pytest.mark.parametrize(
    ("language", "text", "published", "name", "country"),
    [
        ("es", "El presidente Obama viajará a La Habana en marzo.", "2016-02-20", "Obama", "US"),
        ("de", "Außenminister Sergej Lawrow flog nach Ankara.", "2022-03-10", "Sergej Lawrow", "RU"),
        ("fr", "Le président Vladimir Poutine se rendra à Pékin.", "2024-05-10", "Vladimir Poutine", "RU"),
        # A Chinese name in Vietnamese spelling is not a Vietnamese one.
        ("vi", "Ngoại trưởng Vương Nghị đã tới Hà Nội.", "2024-05-10", "Vương Nghị", "CN"),
        # Umlauts written out, and a family name that the table has in another form.
        ("en", "President Horst Koehler arrived in Lima.", "2007-03-10", "Horst Koehler", "DE"),
        (
            "es",
            "El presidente Miguel Díaz-Canel Bermúdez llegó a Lima.",
            "2020-03-10",
            "Miguel Díaz-Canel Bermúdez",
            "CU",
        ),
    ],
)
def test_an_office_holder_needs_no_country_beside_him(
    language: str, text: str, published: str, name: str, country: str
) -> None:
    actor = read(text, language, published).actor(name)
    assert (actor.country, actor.country_basis) == (country, "reference")


@pytest.mark.parametrize(
    ("language", "text", "published", "name", "country"),
    [
        # A given name that is a country's, a name that the table has with more words, a title of several states.
        ("es", "Próxima parada: Argentina, donde lo espera Mauricio Macri.", "2016-03-22", "Mauricio Macri", "AR"),
        ("es", "Acudieron a la firma Eduardo Frei y los cancilleres.", "1998-10-27", "Eduardo Frei", "CL"),
        ("de", "In Berlin traf er Bundeskanzler Sebastian Kurz.", "2018-08-20", "Sebastian Kurz", "AT"),
        # A bare family name of the year, the country named too.
        ("es", "Obama ya vuela a Argentina. Estados Unidos lo celebra.", "2016-03-22", "Obama", "US"),
    ],
)
def test_a_name_alone_is_enough_for_whom_everybody_knows(
    language: str, text: str, published: str, name: str, country: str
) -> None:
    assert read(text, language, published).actor(name).country == country


@pytest.mark.parametrize(
    ("language", "text", "published"),
    [
        ("en", "The Obama administration of the United States asked Argentina for help.", "2016-03-22"),
        ("en", "Obama flew to Argentina, far from the United States.", "1996-03-22"),
        ("en", "Obama flew to Argentina.", "2016-03-22"),
        ("vi", "Sáng 4/8, Việt Nam và Lào khai mạc hội nghị.", "2015-08-04"),
    ],
    ids=["part of more", "another year", "country not named", "a word"],
)
def test_a_bare_family_name_needs_its_year_its_country_and_to_stand_alone(
    language: str, text: str, published: str
) -> None:
    assert read(text, language, published).people == []


def test_nobody_with_a_foreign_name_is_concluded_to_be_vietnamese() -> None:
    text = "Chủ tịch nước Tô Lâm tiếp Bộ trưởng Kang Yu-jung tại Hà Nội. Việt Nam coi trọng quan hệ."
    assert read(text, "vi", "2024-08-10").actor("Kang Yu-jung").country != "VN"


def test_the_text_is_never_overruled() -> None:
    actor = read("Kenyan President Barack Obama arrived in Lima.", "en", "2016-02-20").actor("Barack Obama")
    assert (actor.country, actor.country_basis) == ("KE", "text")


def test_an_office_of_another_time_or_kind_tells_nothing() -> None:
    for text, published in (
        ("President Bush arrived in Lima.", "2022-02-20"),
        ("Foreign Minister Bush arrived in Lima.", "2004-02-20"),
        ("Prime Minister Obamaa arrived in Lima.", "2012-02-20"),
    ):
        assert all(a.country_basis != "reference" for a in read(text, "en", published).document.actors), text


def test_a_full_name_in_passing_is_somebody() -> None:
    text = "Kenyan President William Ruto arrived in Lima. Critics compared the policy to that of Barack Obama."
    assert read(text, "en", "2023-02-20").countries()["Barack Obama"] == "US"


def test_namesakes_of_two_countries_are_nobodys(tmp_path: Path) -> None:
    path = tmp_path / "office_holders.csv"
    path.write_text(
        "country_code,name,aliases,family_name,office,from_year,to_year\n"
        "AA,Xan Tudu,,Tudu,head_of_state,2001,2005\n"
        "BB,Xan Tudu,Xan Tudou|Tuduu,Tudu,head_of_state,2001,\n",
        "utf-8",
    )
    table = load_table(path, frozenset())
    assert table.by_name[frozenset({"xan", "tudu"})] == {"AA", "BB"}
    assert table.by_name[frozenset({"xan", "tudou"})] == {"BB"}
    terms = table.by_family[frozenset({"tudu"})]
    assert [term.covers(2010) for term in terms] == [False, True]
    assert [term.covers(1999) for term in terms] == [False, False]
    assert all(term.covers(None) for term in terms)


@pytest.mark.parametrize(
    "content", ["nonsense\n1\n", "country_code,name,aliases,family_name,office,from_year,to_year\nAA,X,,X,king,soon,\n"]
)
def test_a_broken_table_is_an_error_that_names_the_file(tmp_path: Path, content: str) -> None:
    path = tmp_path / "office_holders.csv"
    path.write_text(content, "utf-8")
    with pytest.raises(PermanentError, match=r"office_holders\.csv"):
        load_table(path, frozenset())


def test_every_row_of_the_table_is_sound() -> None:
    with SEED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    codes = {country.alpha_2 for country in pycountry.countries} | NOT_IN_ISO
    seen = set()
    for number, row in enumerate(rows, 2):
        key = (row["country_code"], row["name"], row["office"], row["from_year"])
        assert row["country_code"] in codes, number
        assert row["office"] in OFFICES, number
        assert row["name"].strip() and row["family_name"].strip(), number
        years = [int(row[column]) for column in ("from_year", "to_year") if row[column]]
        assert all(1900 < year < 2100 for year in years) and years == sorted(years), number
        assert key not in seen, number
        seen.add(key)
    assert len({row["country_code"] for row in rows}) > 190
