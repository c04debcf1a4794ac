"""Journeys that no verb of travelling tells: gatherings abroad, stays, tours, relative clauses.

The sentences are made up to show a form of words; they report no event.
"""

from __future__ import annotations

import pytest

from tests.unit.engine.reading import read

PUBLISHED = "2024-06-20"  # a Thursday


@pytest.mark.parametrize(
    ("language", "text", "destination", "status"),
    [
        ("en", "Kenyan President William Ruto will attend the climate summit in Paris on 4 July.", "FR", "planned"),
        (
            "en",
            "Kenyan President William Ruto attended the inauguration in Pretoria on 19 June 2024.",
            "ZA",
            "completed",
        ),
        (
            "es",
            "El presidente de Kenia, William Ruto, participó en la cumbre en Madrid el 14 de junio.",
            "ES",
            "completed",
        ),
        ("fr", "Le président kényan William Ruto participera à la conférence à Paris le 4 juillet.", "FR", "planned"),
        ("de", "Der kenianische Präsident William Ruto nahm am 14. Juni am Gipfel in Berlin teil.", "DE", "completed"),
        ("vi", "Tổng thống Kenya William Ruto sẽ dự hội nghị tại Paris ngày 4/7.", "FR", "planned"),
        # Where a stay is, is said before what kind of stay it is.
        ("en", "Latvian Foreign Minister Baiba Braže was in Estonia on a working visit.", "EE", None),
        ("es", "El presidente de Kenia, William Ruto, se encuentra en Madrid en visita oficial.", "ES", "ongoing"),
        # A town that no list knows, beside its country.
        ("de", "Im chinesischen Tunxi traf Russlands Außenminister Sergej Lawrow seinen Kollegen Wang Yi.", "CN", None),
        # Whom a relative pronoun stands behind.
        (
            "en",
            "Chinese President Xi Jinping held talks with Kenyan President William Ruto, who came to Beijing today.",
            "CN",
            None,
        ),
        # A verb behind the object of another: whom the host receives is who visits.
        ("vi", "Thủ tướng Phạm Minh Chính đón Tổng thống Kenya William Ruto thăm chính thức Việt Nam.", "VN", None),
        (
            "en",
            "Iraqi President Saddam Hussein told visiting Russian ultra-nationalist Vladimir Zhirinovsky he agreed.",
            "IQ",
            None,
        ),
    ],
)
def test_where_the_journey_leads(language: str, text: str, destination: str, status: str | None) -> None:
    visit = read(text, language, PUBLISHED).visit()
    assert visit.destination_country == destination
    assert visit.origin_country != destination
    assert status is None or visit.status == status


@pytest.mark.parametrize(
    "text",
    [
        "Kenyan President William Ruto will attend the virtual climate summit in Paris by video link.",
        "Kenyan President William Ruto attended the summit in Nairobi.",
        "Kenyan President William Ruto will not attend the summit in Paris.",
        "Kenyan President William Ruto attended a match in Paris.",
    ],
)
def test_no_journey_is_read_from(text: str) -> None:
    assert read(text, "en", PUBLISHED).document.visits == []


def test_a_tour_has_its_first_stop_and_goes_on() -> None:
    reading = read(
        "Turkish Foreign Minister Hakan Fidan will begin his tour from the West African nation of Senegal. "
        "Fidan's Africa tour will continue with visits to Ghana and Benin on 26-27 June.",
        "en",
        PUBLISHED,
    )
    visits = {v.destination_country: (v.start_date, v.end_date) for v in reading.document.visits}
    assert visits == {"SN": (None, None), "GH": ("2024-06-26", None), "BJ": ("2024-06", "2024-06-27")}
    assert {v.status for v in reading.document.visits} == {"planned"}


def test_the_foreign_delegations_of_a_gathering_have_travelled() -> None:
    reading = read(
        "A meeting of the joint committee was held in Maputo, Mozambique, on 14 June 2024. The Malawian delegation was "
        "led by Defence Minister Monica Chang'anamuno, accompanied by Mr James Chiusiwa. The Mozambican delegation "
        "was led by Defence Minister Cristóvão Chume.",
        "en",
        PUBLISHED,
    )
    visit = reading.visit()
    assert (visit.origin_country, visit.destination_country, visit.start_date) == ("MW", "MZ", "2024-06-14")
    assert {reading.names[ref] for ref in visit.visitors} == {"Monica Chang'anamuno", "James Chiusiwa"}


@pytest.mark.parametrize(
    ("language", "text", "start", "end"),
    [
        ("vi", "Tổng thống Kenya William Ruto sẽ thăm Việt Nam trong hai ngày 26 và 27-6.", "2024-06-26", "2024-06-27"),
        ("vi", "Tổng thống Kenya William Ruto đã thăm Việt Nam từ ngày 14 đến 16-6.", "2024-06-14", "2024-06-16"),
        ("vi", "Tổng thống Kenya William Ruto đã thăm Việt Nam vào tháng 11-2013.", "2013-11", None),
        # The day of a report is not that of the journey.
        (
            "vi",
            "Ngày 7 tháng 6, Phủ Tổng thống thông báo Tổng thống Kenya William Ruto sẽ thăm Hàn Quốc, "
            "bắt đầu từ ngày 24 tháng 6.",
            "2024-06-24",
            None,
        ),
        ("en", "The ministry said on Tuesday that Kenyan President William Ruto will visit Uganda.", None, None),
        # A day alone is the last one before the report, or the next one.
        ("es", "El presidente de Kenia, William Ruto, viajó a Madrid el día 14.", "2024-06-14", None),
        ("es", "El presidente de Kenia, William Ruto, viajará a Madrid el día 6.", "2024-07-06", None),
        # A verb in the present with a weekday tells what is to come.
        ("de", "Kenias Präsident William Ruto reist am Dienstag nach Berlin.", "2024-06-25", None),
    ],
)
def test_the_days_of_a_journey(language: str, text: str, start: str | None, end: str | None) -> None:
    visit = read(text, language, PUBLISHED).visit()
    assert (visit.start_date, visit.end_date) == (start, end)


def test_a_name_in_the_genitive_is_the_same_person() -> None:
    reading = read(
        "Bei einem Besuch Erdogans im November 2022 in Berlin war die Stimmung kühl. "
        "Der türkische Präsident Recep Tayyip Erdogan dankte.",
        "de",
        PUBLISHED,
    )
    visit = reading.visit()
    assert [reading.names[ref] for ref in visit.visitors] == ["Recep Tayyip Erdogan"]
    assert (visit.origin_country, visit.destination_country) == ("TR", "DE")


def test_companions_of_other_countries_are_visitors_of_their_own() -> None:
    reading = read(
        "French President Emmanuel Macron travelled to Cairo on 14 June 2024 together with the Prime Ministers of "
        "Belgium, Greece and Italy, Alexander De Croo, Kyriakos Mitsotakis and Giorgia Meloni.",
        "en",
        PUBLISHED,
    )
    routes = {(v.origin_country, v.destination_country, v.start_date) for v in reading.document.visits}
    assert routes == {(code, "EG", "2024-06-14") for code in ("FR", "BE", "GR", "IT")}


def test_what_lies_long_back_is_no_part_of_the_journey_of_the_day() -> None:
    reading = read(
        "Der indische Ministerpräsident Narendra Modi ist am Mittwoch in Wien mit Bundeskanzler Karl Nehammer "
        "zusammengetroffen. 1983 hatte die indische Premierministerin Indira Gandhi Österreich besucht.",
        "de",
        PUBLISHED,
    )
    visits = {reading.names[v.visitors[0]]: (v.start_date, v.status) for v in reading.document.visits}
    assert visits["Indira Gandhi"] == ("1983", "past_reference")
    assert visits["Narendra Modi"][0] == "2024-06-19"
    assert all(len(v.visitors) == 1 for v in reading.document.visits)


def test_what_somebody_was_travels_nowhere() -> None:
    reading = read(
        "President Gotabaya Rajapaksa of Sri Lanka stayed at home. Prime Minister Mahinda Rajapaksa of Sri Lanka, who "
        "was himself President from 2005 to 2015, will travel to Delhi.",
        "en",
        PUBLISHED,
    )
    assert reading.journeys() == [("Mahinda Rajapaksa", "IN", "planned")]


def test_a_journey_of_nobody_named_is_turned_down_with_its_reason() -> None:
    reading = read("The Turkish president visited Uganda on 14 June 2024.", "en", PUBLISHED)
    assert reading.document.visits == []
    assert "nobody named" in reading.reasons


def test_a_country_inside_a_name_is_none() -> None:
    reading = read(
        "Le Président de la République, François HOLLANDE, se rendra à Dakar le 24 juin 2024.", "fr", PUBLISHED
    )
    assert reading.people == ["François HOLLANDE"]
    assert "NL" not in reading.countries().values()


def test_a_cancelled_meeting_abroad_is_no_journey() -> None:
    reading = read(
        "US-Außenminister Antony Blinken hat ein für Donnerstag in Genf geplantes Treffen mit seinem russischen "
        "Amtskollegen Sergej Lawrow abgesagt.",
        "de",
        PUBLISHED,
    )
    assert reading.document.visits == reading.document.meetings == []


@pytest.mark.parametrize(
    ("language", "text", "destination", "start", "end"),
    [
        # A clause of place behind a place.
        (
            "en",
            "Kenyan President William Ruto toured the port of Assab from Addis Ababa, where he arrived on Monday.",
            "ET",
            "2024-06-17",
            None,
        ),
        (
            "fr",
            "À Samarcande, où il était arrivé mardi, le président kényan William Ruto a visité une mosquée.",
            "UZ",
            "2024-06-18",
            None,
        ),
        (
            "de",
            "Der kenianische Präsident William Ruto ist bis 21. Juni in Berlin zu Besuch.",
            "DE",
            "2024-06-20",
            "2024-06-21",
        ),
        # Places of two words, written with a hyphen or without.
        (
            "fr",
            "Arrivé à New-York lundi, le président kényan William Ruto a rencontré la presse.",
            "US",
            "2024-06-17",
            None,
        ),
    ],
)
def test_where_and_when_of_a_clause(
    language: str, text: str, destination: str, start: str | None, end: str | None
) -> None:
    visit = read(text, language, PUBLISHED).visit()
    assert (visit.destination_country, visit.start_date, visit.end_date) == (destination, start, end)


def test_until_of_several_words_closes_a_visit() -> None:
    text = (
        "Le président kényan William Ruto est en visite officielle au Rwanda. "
        "Il a rencontré le président Paul Kagame à Kigali le 18 juin et poursuivra sa visite jusqu'au 22 juin."
    )
    visit = read(text, "fr", PUBLISHED).visit()
    assert (visit.start_date, visit.end_date, visit.status) == ("2024-06-18", "2024-06-22", "ongoing")


def test_a_dateline_behind_the_headline_is_no_date_of_the_visit() -> None:
    text = (
        "Ruto in Lissabon empfangen\n\n"
        "LISSABON, 20. Juni 2024 – Der kenianische Präsident William Ruto traf am 18. Juni in Lissabon ein."
    )
    assert read(text, "de", PUBLISHED).visit().start_date == "2024-06-18"


def test_the_day_of_the_report_is_the_first_stops_alone() -> None:
    text = "Kenyan President William Ruto is on an official visit to Brazil and Peru from June 20-27."
    days = {v.destination_country: (v.start_date, v.end_date) for v in read(text, "en", PUBLISHED).document.visits}
    assert days == {"BR": ("2024-06-20", None), "PE": ("2024-06", "2024-06-27")}


def test_a_visit_of_which_no_country_is_known_is_turned_down_with_its_reason() -> None:
    reading = read("Le président Jean Dupont-Ambrosio se rendra à Lima vendredi.", "fr", PUBLISHED)
    assert not reading.document.visits
    assert "country of the visitor unknown" in reading.reasons


def test_a_new_paragraph_speaks_of_the_storys_own_person() -> None:
    text = (
        "Kenyan President William Ruto landed in Kampala on Monday. Ruto spoke of trade.\n\n"
        "Gen. Odongo Okello, the Ugandan defence minister, was there.\n\n"
        "In Cairo he was received by Egyptian President Abdel Fattah el-Sisi."
    )
    assert {name for name, _, _ in read(text, "en", PUBLISHED).journeys()} == {"William Ruto"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        # Stays.
        ("en", "The president of Zambia, Hakainde Hichilema, is in Tokyo for talks with business leaders."),
        ("en", "Zambian Foreign Minister Mulambo Haimbe was in Tokyo on Tuesday to sign an agreement."),
        ("es", "El presidente de Zambia, Hakainde Hichilema, se encuentra en Tokio para reunirse con empresarios."),
        ("fr", "Le président zambien Hakainde Hichilema se trouve à Tokyo pour s'entretenir avec des entrepreneurs."),
        ("de", "Der sambische Präsident Hakainde Hichilema wird am Donnerstag in Tokio erwartet."),
        ("de", "Der sambische Präsident Hakainde Hichilema besucht seit Montag Japan."),
        # Places behind what kind of place they are.
        ("es", "El presidente de Zambia, Hakainde Hichilema, llegó a la ciudad de Tokio."),
        ("es", "El presidente de Zambia, Hakainde Hichilema, llegó a la ciudad japonesa de Osaka."),
        ("es", "El presidente de Zambia, Hakainde Hichilema, arribó al aeropuerto de Tokio este lunes."),
        # The country joined to the noun, or the object before it.
        ("de", "Der Japan-Besuch des sambischen Präsidenten Hakainde Hichilema stärkt die Beziehungen."),
        ("de", "Im Juli stattet der sambische Präsident Hakainde Hichilema Japan einen Staatsbesuch ab."),
        # Gatherings with their place before them or as their name.
        ("fr", "Le président zambien Hakainde Hichilema a participé à Tokyo à une conférence internationale."),
        ("fr", "Le président zambien Hakainde Hichilema a pris part au sommet de Tokyo."),
        ("de", "Der sambische Präsident Hakainde Hichilema nahm in Tokio an einer Konferenz teil."),
        ("vi", "Ngoại trưởng Zambia Mulambo Haimbe dẫn đầu đoàn đại biểu cấp cao thăm và làm việc tại Nhật Bản."),
        # Beside the person who makes it, and of whoever is not of the country.
        ("en", "The deal was brokered by Zambian President Hakainde Hichilema during a visit to Japan."),
        (
            "en",
            "Japanese Foreign Minister Yoko Kamikawa invited Zambian Foreign Minister Mulambo Haimbe. "
            "He will then travel to Tokyo on 12 July.",
        ),
        (
            "es",
            "El ministro japonés Minoru Kihara se reunió con el canciller de Zambia, Mulambo Haimbe, "
            "con motivo de su visita oficial a Japón.",
        ),
    ],
)
def test_ways_to_tell_a_journey_to_japan(language: str, text: str) -> None:
    visit = read(text, language, PUBLISHED).visit()
    assert (visit.origin_country, visit.destination_country) == ("ZM", "JP")


def test_lines_of_an_agenda_are_dated_by_their_headings() -> None:
    text = (
        "Ministerio de Economía\n\n07/05/2024\n\nEl ministro de Zambia, Felix Mutati, viaja a Tokio.\n\n"
        "09/05/2024\n\nEl ministro de Zambia, Felix Mutati, se reúne con el ministro de Perú, José Arista."
    )
    reading = read(text, "es")
    assert reading.visit().start_date == "2024-05-07"
    assert [meeting.date for meeting in reading.document.meetings] == ["2024-05-09"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Eine Reise des sambischen Präsidenten Hakainde Hichilema nach Tokio stehe nicht zur Debatte."),
        ("en", "A trip by Zambian President Hakainde Hichilema to Tokyo is not planned."),
        ("fr", "Une visite du président zambien Hakainde Hichilema au Japon n'était pas au programme."),
    ],
)
def test_a_journey_that_nobody_plans_is_turned_down(language: str, text: str) -> None:
    reading = read(text, language, PUBLISHED)
    assert reading.document.visits == [] and "cancelled" in reading.reasons


def test_the_premier_is_the_prime_minister() -> None:
    text = (
        "Bundespräsidentin Viola Amherd empfing den chinesischen Ministerpräsidenten Li Qiang in Bern. "
        "Am Dienstag reist der Premier nach Irland."
    )
    assert ("Li Qiang", "IE", "planned") in read(text, "de", "2024-01-15").journeys()
