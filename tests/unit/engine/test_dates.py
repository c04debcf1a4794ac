"""Dates as five languages write them, to EDTF; and how a year or a day that the text leaves out is settled.

The sentences are made up to show a form of words; they report no event.
"""

from __future__ import annotations

import pytest

from extractors.events.edtf import PartialDate, parse_edtf
from tests.unit.engine.reading import read

PUBLISHED = "2024-06-20"  # a Thursday
FRAMES = {
    "en": "Kenyan President William Ruto visited Uganda {}.",
    "de": "Der kenianische Präsident William Ruto besuchte {} Uganda.",
    "es": "El presidente de Kenia, William Ruto, visitó Uganda {}.",
    "fr": "Le président kényan William Ruto a visité l'Ouganda {}.",
    "vi": "Tổng thống Kenya William Ruto đã thăm Uganda {}.",
}


def dates(language: str, words: str, published: str | None = PUBLISHED) -> tuple[str | None, str | None, str | None]:
    """(start, end, basis) of the one visit of a sentence with these words of date."""
    visit = read(FRAMES[language].format(words), language, published).visit()
    return visit.start_date, visit.end_date, visit.date_basis


@pytest.mark.parametrize("published", [PUBLISHED, None])
@pytest.mark.parametrize(
    ("language", "words", "date"),
    [
        ("en", "on June 14, 2024", "2024-06-14"),
        ("en", "on 14 June 2024", "2024-06-14"),
        ("en", "on the 14th of June 2023", "2023-06-14"),
        ("en", "on Friday, June 14, 2024", "2024-06-14"),
        ("en", "on 2024-06-14", "2024-06-14"),
        ("en", "in June 2023", "2023-06"),
        ("en", "on 29 February 2024", "2024-02-29"),
        ("de", "am 14. Juni 2024", "2024-06-14"),
        ("de", "im Jahr 2023", "2023"),
        ("de", "am Freitag, dem 14. Juni 2024,", "2024-06-14"),
        ("de", "am 14.06.2024", "2024-06-14"),
        ("de", "am 1. März 2024", "2024-03-01"),
        ("de", "im Juni 2023", "2023-06"),
        ("es", "el 14 de junio de 2024", "2024-06-14"),
        ("es", "el 1 de septiembre de 2023", "2023-09-01"),
        ("es", "el viernes 14 de junio de 2024", "2024-06-14"),
        ("es", "el 14/06/2024", "2024-06-14"),
        ("es", "en junio de 2023", "2023-06"),
        ("fr", "le 14 juin 2024", "2024-06-14"),
        ("fr", "le 1er juin 2024", "2024-06-01"),
        ("fr", "le vendredi 14 juin 2024", "2024-06-14"),
        ("fr", "le 14/06/2024", "2024-06-14"),
        ("fr", "en août 2023", "2023-08"),
        ("vi", "ngày 14/6/2024", "2024-06-14"),
        ("vi", "ngày 14-6-2024", "2024-06-14"),
        ("vi", "ngày 14 tháng 6 năm 2024", "2024-06-14"),
        ("vi", "vào tháng 6/2023", "2023-06"),
        ("vi", "tháng 6 năm 2023", "2023-06"),
    ],
)
def test_dates_that_say_all(language: str, words: str, date: str, published: str | None) -> None:
    assert dates(language, words, published) == (date, None, "explicit")


@pytest.mark.parametrize(
    ("language", "words", "start", "end"),
    [
        ("en", "from June 14 to 19, 2024", "2024-06-14", "2024-06-19"),
        ("en", "from 14 to 19 June 2024", "2024-06-14", "2024-06-19"),
        ("en", "between June 14 and 16, 2023", "2023-06-14", "2023-06-16"),
        ("en", "on 14–16 June 2023", "2023-06-14", "2023-06-16"),
        ("en", "from May 28 to June 2, 2024", "2024-05-28", "2024-06-02"),
        ("en", "from December 30, 2023 to January 2, 2024", "2023-12-30", "2024-01-02"),
        ("en", "from 30 December to 2 January 2024", "2023-12-30", "2024-01-02"),
        ("de", "vom 14. bis 19. Juni 2024", "2024-06-14", "2024-06-19"),
        ("de", "vom 28. Mai bis 2. Juni 2024", "2024-05-28", "2024-06-02"),
        ("de", "vom 30. Dezember 2023 bis 2. Januar 2024", "2023-12-30", "2024-01-02"),
        ("de", "vom 30. Dezember bis 2. Januar 2024", "2023-12-30", "2024-01-02"),
        ("es", "del 14 al 19 de junio de 2024", "2024-06-14", "2024-06-19"),
        ("es", "entre el 14 y el 19 de junio de 2024", "2024-06-14", "2024-06-19"),
        ("es", "del 28 de mayo al 2 de junio de 2024", "2024-05-28", "2024-06-02"),
        ("es", "del 30 de diciembre de 2023 al 2 de enero de 2024", "2023-12-30", "2024-01-02"),
        ("fr", "du 14 au 19 juin 2024", "2024-06-14", "2024-06-19"),
        ("fr", "du 28 mai au 2 juin 2024", "2024-05-28", "2024-06-02"),
        ("fr", "du 30 décembre 2023 au 2 janvier 2024", "2023-12-30", "2024-01-02"),
        ("vi", "từ ngày 14 đến 19/6/2024", "2024-06-14", "2024-06-19"),
        ("vi", "từ 14-19/6/2024", "2024-06-14", "2024-06-19"),
        ("vi", "từ ngày 28/5 đến ngày 2/6/2024", "2024-05-28", "2024-06-02"),
        ("vi", "từ ngày 30/12/2023 đến 2/1/2024", "2023-12-30", "2024-01-02"),
    ],
)
def test_ranges(language: str, words: str, start: str, end: str) -> None:
    assert dates(language, words) == (start, end, "explicit")


@pytest.mark.parametrize(
    ("language", "words", "date"),
    [
        ("en", "on May 3", "2024-05-03"),
        ("en", "on December 28", "2023-12-28"),
        ("en", "in June last year", "2023-06"),
        ("en", "last year", "2023"),
        ("en", "last month", "2024-05"),
        ("en", "on Monday", "2024-06-17"),
        ("en", "yesterday", "2024-06-19"),
        ("de", "am 3. Mai", "2024-05-03"),
        ("de", "am 28. Dezember", "2023-12-28"),
        ("de", "im vergangenen Monat", "2024-05"),
        ("de", "am Montag", "2024-06-17"),
        ("de", "gestern", "2024-06-19"),
        ("es", "el 3 de mayo", "2024-05-03"),
        ("es", "el 28 de diciembre", "2023-12-28"),
        ("es", "el mes pasado", "2024-05"),
        ("es", "el lunes", "2024-06-17"),
        ("es", "ayer", "2024-06-19"),
        ("es", "en el día de la fecha", "2024-06-20"),
        ("fr", "le 3 mai", "2024-05-03"),
        ("fr", "le 28 décembre", "2023-12-28"),
        ("fr", "le mois dernier", "2024-05"),
        ("fr", "lundi", "2024-06-17"),
        ("fr", "hier", "2024-06-19"),
        ("vi", "ngày 3 tháng 5", "2024-05-03"),
        ("vi", "ngày 28/12", "2023-12-28"),
        ("vi", "tháng trước", "2024-05"),
        ("vi", "hôm qua", "2024-06-19"),
    ],
)
def test_the_publication_date_settles_the_rest(language: str, words: str, date: str) -> None:
    assert dates(language, words) == (date, None, "publication_date")


@pytest.mark.parametrize(
    ("language", "words", "date"),
    [
        ("en", "on May 3", "XXXX-05-03"),
        ("de", "am 3. Mai", "XXXX-05-03"),
        ("es", "el 3 de mayo", "XXXX-05-03"),
        ("fr", "le 3 mai", "XXXX-05-03"),
        ("vi", "ngày 3 tháng 5", "XXXX-05-03"),
        ("en", "on Monday", None),
        ("en", "yesterday", None),
        ("de", "gestern", None),
        ("es", "ayer", None),
        ("fr", "hier", None),
        ("vi", "hôm qua", None),
    ],
)
def test_without_it_the_year_stays_open(language: str, words: str, date: str | None) -> None:
    assert dates(language, words, None) == (date, None, None)


@pytest.mark.parametrize(
    ("published", "words", "date"),
    [
        ("2024-01-01", "yesterday", "2023-12-31"),
        ("2024-03-01", "yesterday", "2024-02-29"),
        ("2024-01-02", "on Sunday", "2023-12-31"),
        ("2024-01-15", "last month", "2023-12"),
        ("2024-01-05", "on December 30", "2023-12-30"),
    ],
)
def test_over_the_end_of_month_and_year(published: str, words: str, date: str) -> None:
    assert dates("en", words, published)[0] == date


@pytest.mark.parametrize(
    ("words", "published", "date"),
    [
        ("tomorrow", "2024-12-31", "2025-01-01"),
        ("next month", "2024-12-10", "2025-01"),
        ("on January 5", "2024-12-20", "2025-01-05"),
        ("next year", PUBLISHED, "2025"),
    ],
)
def test_what_is_to_come(words: str, published: str, date: str) -> None:
    visit = read(f"Kenyan President William Ruto will visit Uganda {words}.", "en", published).visit()
    assert (visit.start_date, visit.status) == (date, "planned")


@pytest.mark.parametrize("words", ["on 31 June 2024", "on 30 February 2024", "on 45 June 2024", "on 14/15/2024"])
def test_no_day_of_the_calendar_is_no_date(words: str) -> None:
    start = dates("en", words)[0]
    assert parse_edtf(start) is not None if start else True
    assert not (start or "").endswith(("-31", "-30", "-45", "-15"))


def test_an_anniversary_of_a_dated_event_settles_the_year() -> None:
    text = (
        "Cuban Defence Minister Álvaro López Miera visited Viet Nam from 5 to 9 October on the occasion of the 65th "
        "anniversary of the diplomatic relations that Viet Nam and Cuba established in 1960."
    )
    visit = read(text).visit()
    assert (visit.start_date, visit.end_date, visit.date_basis) == ("2025-10-05", "2025-10-09", "anniversary")


def test_the_publication_date_goes_before_an_anniversary() -> None:
    text = (
        "Cuban Defence Minister Álvaro López Miera visited Viet Nam from 5 to 9 October, two months before the 65th "
        "anniversary of the diplomatic relations that Viet Nam and Cuba established in 1960."
    )
    assert read(text, "en", "2024-10-10").visit().start_date == "2024-10-05"


def test_a_dateline_is_the_publication_date() -> None:
    text = "NAIROBI, 20 June 2024 - Kenyan President William Ruto visited Uganda yesterday."
    reading = read(text)
    assert reading.document.article.published_on == "2024-06-20"
    assert reading.visit().start_date == "2024-06-19"


@pytest.mark.parametrize(
    "title", ["Ruto in Kampala", "Kenya and Uganda speak of trade, a railway and the lake they share " * 2]
)
def test_a_dateline_under_the_title_is_the_publication_date(title: str) -> None:
    text = f"{title}\n\nKampala, 20 June 2024 - Kenyan President William Ruto visited Uganda yesterday."
    assert read(text).document.article.published_on == "2024-06-20"


def test_a_day_told_under_the_title_is_no_dateline() -> None:
    text = "Ruto in Kampala\n\nKenyan President William Ruto signed in Kampala on 20 June 2024 a treaty - the first."
    assert read(text).document.article.published_on is None


@pytest.mark.parametrize(
    "dateline", ["LISBON, 25 April 2023 – ", "LISBON, April 25 (Reuters) - ", "LISBON (25 April 2023) — "]
)
def test_the_date_of_the_verb_goes_before_the_dateline(dateline: str) -> None:
    text = dateline + "Kenyan President William Ruto arrived in Lisbon on 21 April for an official visit."
    assert read(text, "en", "2023-04-25").visit().start_date == "2023-04-21"


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize(
    "words", ["yesterday", "tomorrow", "last week", "next month", "on Monday", "on 3 May", "next year"]
)
def test_at_the_ends_of_the_calendar(words: str, published: str) -> None:
    start = dates("en", words, published)[0]
    assert start is None or parse_edtf(start) is not None


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2024-06-14", (2024, 6, 14)),
        ("2024-06", (2024, 6, None)),
        ("2024", (2024, None, None)),
        ("XXXX-06-14", (None, 6, 14)),
        ("XXXX-06", (None, 6, None)),
        ("2024-06-XX", (2024, 6, None)),
    ],
)
def test_edtf_is_read(text: str, parts: tuple[int | None, int | None, int | None]) -> None:
    assert parse_edtf(text) == PartialDate(*parts)


@pytest.mark.parametrize(
    "text", ["", None, "XXXX", "2024-13", "2024-02-30", "2023-02-29", "14/6/2024", "soon", "24-06"]
)
def test_what_is_no_edtf(text: str | None) -> None:
    assert parse_edtf(text) is None


@pytest.mark.parametrize(
    "date", [PartialDate(2024, 6, 14), PartialDate(2024, 6), PartialDate(2024), PartialDate(None, 6)]
)
def test_edtf_is_written_as_it_is_read(date: PartialDate) -> None:
    assert parse_edtf(date.edtf()) == date


@pytest.mark.parametrize(
    ("language", "text", "start"),
    [
        # The word for tomorrow is that for morning too.
        ("de", "Der kenianische Präsident William Ruto traf am Morgen in Berlin ein.", None),
        ("de", "Der kenianische Präsident William Ruto trifft morgen in Berlin ein.", "2024-06-21"),
        ("es", "El presidente de Kenia, William Ruto, llegó por la mañana a Madrid.", None),
        ("es", "El presidente de Kenia, William Ruto, llegó la mañana del lunes a Madrid.", "2024-06-17"),
        ("es", "El presidente de Kenia, William Ruto, llegará mañana a Madrid.", "2024-06-21"),
        # When somebody took office is no date of a visit.
        ("en", "Kenyan President William Ruto, who took office in September 2022, visited Uganda.", None),
        ("vi", "Tổng thống Kenya William Ruto sẽ thăm Lào kể từ khi ông nhậm chức vào tháng 9 năm 2022.", None),
    ],
)
def test_mornings_and_inaugurations_are_no_days_of_a_visit(language: str, text: str, start: str | None) -> None:
    assert read(text, language, "2024-06-20").visit().start_date == start


@pytest.mark.parametrize(
    ("language", "text", "start", "end"),
    [
        ("de", "Der sambische Präsident Hakainde Hichilema hatte Japan im Mai 2022 besucht.", "2022-05", None),
        ("vi", "Tổng thống Zambia Hakainde Hichilema kết thúc chuyến thăm Nhật Bản ngày 19/6.", None, "2024-06-19"),
        ("fr", "Le récent voyage en mai 2023 du président zambien Hakainde Hichilema au Japon a plu.", "2023-05", None),
        ("en", "Zambian President Hakainde Hichilema ended a visit to Japan on Wednesday.", None, "2024-06-19"),
    ],
)
def test_days_of_a_visit_to_japan(language: str, text: str, start: str | None, end: str | None) -> None:
    visit = read(text, language, "2024-06-20").visit()
    assert (visit.destination_country, visit.start_date, visit.end_date) == ("JP", start, end)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "Luanda, Mar 17 (Agency) Kenyan President William Ruto began today a three-day official visit to Angola.",
            ("XXXX-03-17", "XXXX-03-19"),
        ),
        (
            "es",
            "Lima, 11 jul (Agencia).- El presidente de Kenia, William Ruto, visitó ayer Perú.",
            ("XXXX-07-10", None),
        ),
        (
            "es",
            "Lima, 16 nov (Agencia).- El presidente de Kenia, William Ruto, visitará Perú del 21 al 24 de este mes.",
            ("XXXX-11-21", "XXXX-11-24"),
        ),
        # the day before 1 March is another one in a leap year
        ("es", "Lima, 1 mar (Agencia).- El presidente de Kenia, William Ruto, visitó ayer Perú.", (None, None)),
    ],
)
def test_a_dateline_without_a_year_gives_day_and_month(
    language: str, text: str, expected: tuple[str | None, str | None]
) -> None:
    visit = read(text, language).visit()
    assert (visit.start_date, visit.end_date) == expected


@pytest.mark.parametrize(
    ("day", "days", "expected"),
    [
        (PartialDate(2024, 2, 28), 2, PartialDate(2024, 3, 1)),
        (PartialDate(None, 8, 30), 2, PartialDate(None, 9, 1)),
        (PartialDate(None, 2, 28), 2, None),
        (PartialDate(None, 12, 31), 1, None),
        (PartialDate(2024, 6, None), 1, None),
    ],
)
def test_a_day_moves_only_where_the_calendar_is_sure(day: PartialDate, days: int, expected: PartialDate | None) -> None:
    assert day.moved(days) == expected
