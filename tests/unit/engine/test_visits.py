"""Visits: what counts as one, whose and how, and what only looks like one.

The sentences are made up to show a form of words; they report no event.
"""

from __future__ import annotations

import pytest

from tests.unit.engine.reading import read

PUBLISHED = "2024-06-20"  # a Thursday

VISITS = [
    # A verb of travelling.
    ("en", "Kenyan President William Ruto visited Uganda on 14 June 2024.", "UG", "completed", None),
    (
        "en",
        "Kenyan President William Ruto arrived in Kampala on Monday for a three-day official visit.",
        "UG",
        None,
        "official",
    ),
    ("de", "Der kenianische Präsident William Ruto reiste am Montag nach Uganda.", "UG", "completed", None),
    ("de", "Der kenianische Präsident William Ruto traf am Montag in Kampala ein.", "UG", None, None),
    (
        "es",
        "El presidente de Kenia, William Ruto, llegó este lunes a Madrid en visita oficial.",
        "ES",
        None,
        "official",
    ),
    ("fr", "Le président kényan William Ruto s'est rendu lundi en Ouganda.", "UG", "completed", None),
    ("vi", "Tổng thống Kenya William Ruto đã thăm Uganda ngày 14/6/2024.", "UG", "completed", None),
    # A noun.
    (
        "en",
        "Kenyan President William Ruto paid a state visit to Uganda from 14 to 16 June 2024.",
        "UG",
        "completed",
        "state",
    ),
    (
        "es",
        "El presidente de Kenia, William Ruto, realizó una visita de Estado a España del 3 al 5 de junio de 2024.",
        "ES",
        None,
        "state",
    ),
    (
        "vi",
        "Tổng thống Kenya William Ruto thăm chính thức Việt Nam từ ngày 14 đến 16/6/2024.",
        "VN",
        "completed",
        "official",
    ),
    # The visitor is called so.
    (
        "en",
        "Ugandan President Yoweri Museveni met the visiting Kenyan President William Ruto in Kampala.",
        "UG",
        "ongoing",
        None,
    ),
    # A reception.
    (
        "en",
        "Ugandan President Yoweri Museveni received Kenyan President William Ruto in Entebbe on 14 June 2024.",
        "UG",
        "completed",
        None,
    ),
    (
        "de",
        "Bundeskanzler Olaf Scholz empfing am Montag in Berlin den kenianischen Präsidenten William Ruto.",
        "DE",
        "completed",
        None,
    ),
    ("es", "El rey Felipe VI recibió en Madrid al presidente de Kenia, William Ruto.", "ES", "completed", None),
    (
        "fr",
        "Le président français Emmanuel Macron a reçu mardi à l'Élysée le président kényan William Ruto.",
        "FR",
        "completed",
        None,
    ),
    ("vi", "Chủ tịch nước Tô Lâm đã tiếp Tổng thống Kenya William Ruto tại Hà Nội.", "VN", "completed", None),
    (
        "es",
        "El presidente angoleño, João Lourenço, recibió en Luanda, el 14 de junio de 2024, al presidente de Kenia, "
        "William Ruto.",
        "AO",
        "completed",
        None,
    ),
    (
        "fr",
        "Le président sénégalais Macky Sall a reçu le président kényan William Ruto à Dakar.",
        "SN",
        "completed",
        None,
    ),
    # Yet to come.
    ("en", "Kenyan President William Ruto will visit Uganda next month.", "UG", "planned", None),
    (
        "en",
        "Kenyan President William Ruto will pay an official visit to Uganda on 3 July 2024.",
        "UG",
        "planned",
        "official",
    ),
    ("de", "Der kenianische Präsident William Ruto wird im Juli nach Deutschland reisen.", "DE", "planned", None),
    ("es", "El presidente de Kenia, William Ruto, viajará a España en julio.", "ES", "planned", None),
    ("fr", "Le président kényan William Ruto se rendra au Maroc en octobre.", "MA", "planned", None),
    ("vi", "Tổng thống Kenya William Ruto sẽ thăm Việt Nam vào tháng 7.", "VN", "planned", None),
    # Long ago.
    (
        "en",
        "Kenyan President William Ruto, who visited Japan in February 2019, spoke in Nairobi.",
        "JP",
        "past_reference",
        None,
    ),
]


@pytest.mark.parametrize(("language", "text", "destination", "status", "level"), VISITS)
def test_visits(language: str, text: str, destination: str, status: str | None, level: str | None) -> None:
    reading = read(text, language, PUBLISHED)
    visit = reading.visit()
    assert [reading.names[ref] for ref in visit.visitors] == ["William Ruto"]
    assert (visit.origin_country, visit.destination_country) == ("KE", destination)
    assert visit.status == (status or visit.status)
    assert visit.level == (level or visit.level)


@pytest.mark.parametrize(("language", "text", "destination", "status", "level"), VISITS)
def test_the_evidence_of_a_visit_is_in_the_text(
    language: str, text: str, destination: str, status: str | None, level: str | None
) -> None:
    visit = read(text, language, PUBLISHED).visit()
    assert visit.evidence
    assert all(text[span.start : span.end] == span.text for span in visit.evidence)


def test_an_earlier_visit_of_another_is_referred_to() -> None:
    reading = read(
        "Kenyan President William Ruto recalled the visit of Ugandan President Yoweri Museveni to Nairobi in May 2019.",
        "en",
        PUBLISHED,
    )
    assert reading.journeys() == [("Yoweri Museveni", "KE", "past_reference")]
    assert reading.visit().start_date == "2019-05"


@pytest.mark.parametrize(
    ("language", "text", "countries"),
    [
        (
            "en",
            "Russian Foreign Minister Sergey Lavrov visited Egypt, Ethiopia and Uganda last week.",
            {"EG", "ET", "UG"},
        ),
        ("es", "El canciller ruso Serguéi Lavrov visitó Cuba, Venezuela y Nicaragua.", {"CU", "VE", "NI"}),
    ],
)
def test_a_tour_is_a_visit_to_each_country(language: str, text: str, countries: set[str]) -> None:
    reading = read(text, language, PUBLISHED)
    assert {visit.destination_country for visit in reading.document.visits} == countries
    assert len(reading.document.visits) == len(countries)
    assert {visit.origin_country for visit in reading.document.visits} == {"RU"}


def test_inviter_and_host() -> None:
    reading = read(
        "Kenyan President William Ruto visited Uganda from 14 to 16 June 2024 at the invitation of Ugandan President "
        "Yoweri Museveni."
    )
    assert [reading.names[ref] for ref in reading.visit().invited_by] == ["Yoweri Museveni"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Kenyan President William Ruto cancelled his visit to Uganda."),
        ("en", "Kenyan President William Ruto postponed his trip to Uganda."),
        ("en", "Kenyan President William Ruto's visit to Uganda was called off."),
        ("de", "Der kenianische Präsident William Ruto hat seinen Besuch in Uganda abgesagt."),
        ("de", "Der kenianische Präsident William Ruto sagte seine Reise nach Uganda ab."),
        ("es", "El presidente de Kenia, William Ruto, canceló su visita a España."),
        ("fr", "Le président kényan William Ruto a annulé sa visite en Allemagne."),
        ("vi", "Tổng thống Kenya William Ruto đã hủy chuyến thăm Việt Nam."),
    ],
)
def test_a_cancelled_visit_is_turned_down_with_its_reason(language: str, text: str) -> None:
    reading = read(text, language, PUBLISHED)
    assert reading.document.visits == []
    assert "cancelled" in reading.reasons


def test_a_visit_that_did_not_happen_is_turned_down() -> None:
    reading = read("Kenyan President William Ruto did not visit Uganda.")
    assert reading.document.visits == []
    assert reading.reasons


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Kenyan ambassador to Uganda, George Owinow, visited Kampala on Monday."),
        ("en", "The Kenyan ambassador to Uganda, George Owinow, visited an exhibition in Kampala."),
        (
            "en",
            "Ugandan President Yoweri Museveni received the Cuban ambassador to Uganda, Tania Pérez Xiqués.",
        ),
        ("de", "Der kubanische Botschafter in Deutschland, Juan Carlos Marsán, besuchte eine Ausstellung in Berlin."),
        ("vi", "Thủ tướng Phạm Minh Chính tiếp Đại sứ Cuba tại Việt Nam Orlando Hernández Guillén tại Hà Nội."),
    ],
)
def test_the_duty_of_an_ambassador_is_no_visit(language: str, text: str) -> None:
    assert read(text, language, PUBLISHED).document.visits == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Kenyan President William Ruto visited an exhibition in Nairobi."),
        ("en", "Kenyan President William Ruto visited a hospital and a school in Mombasa."),
        ("en", "Kenyan President William Ruto spoke by phone with Ugandan President Yoweri Museveni."),
        ("en", "Kenyan President William Ruto held a video conference with Ugandan President Yoweri Museveni."),
        ("en", "Kenyan President William Ruto sent a letter to Ugandan President Yoweri Museveni."),
        ("en", "Kenyan President William Ruto praised Ugandan President Yoweri Museveni."),
        ("de", "Der kenianische Präsident William Ruto telefonierte mit dem israelischen Außenminister Israel Katz."),
        (
            "es",
            "El presidente de Kenia, William Ruto, habló por teléfono con el presidente de Colombia, Gustavo Petro.",
        ),
        (
            "fr",
            "Le président français Emmanuel Macron a téléphoné au président kényan William Ruto.",
        ),
        ("vi", "Thủ tướng Phạm Minh Chính điện đàm với Thủ tướng Campuchia Hun Manet."),
    ],
)
def test_calls_letters_and_tours_at_home_are_no_visits(language: str, text: str) -> None:
    document = read(text, language, PUBLISHED).document
    assert document.visits == []
    assert [meeting for meeting in document.meetings if meeting.format == "in_person"] == []
