"""What carries over from one sentence to the next: pronouns, sequels, companions, datelines, and a tour's stops.

The sentences are made up to show a form of words; they report no event.
"""

from __future__ import annotations

import pytest

from extractors.claims import ClaimsDocument
from tests.unit.engine.reading import claims

PUBLISHED = "2024-06-20"  # a Thursday


def journeys(document: ClaimsDocument) -> dict[str, tuple[str | None, str | None]]:
    """Start and status of each visit, by destination."""
    return {v.destination_country or "": (v.start_date, v.status) for v in document.visits}


def names(document: ClaimsDocument, refs: list[str]) -> set[str]:
    return {actor.name for actor in document.actors if actor.ref in refs}


@pytest.mark.parametrize(
    ("language", "text", "destination"),
    [
        (
            "en",
            "Kenyan President William Ruto will visit Ghana on Monday. In Accra he will meet President Nana "
            "Akufo-Addo. He travels to Lagos on Tuesday.",
            "NG",
        ),
        (
            "de",
            "Der kenianische Präsident William Ruto reist am Montag nach Ghana. In Accra trifft er seinen "
            "Amtskollegen Nana Akufo-Addo. Am Dienstag reist er nach Nigeria weiter.",
            "NG",
        ),
        (
            "fr",
            "Le président kényan William Ruto se rendra lundi au Ghana. À Accra, il rencontrera le président Nana "
            "Akufo-Addo. Il se rendra mardi au Nigeria.",
            "NG",
        ),
    ],
)
def test_a_pronoun_keeps_to_the_traveller_whomever_he_meets(language: str, text: str, destination: str) -> None:
    document = claims(text, language, PUBLISHED)
    travellers = {v.destination_country: names(document, v.visitors) for v in document.visits}
    assert travellers[destination] == {"William Ruto"}


@pytest.mark.parametrize(
    ("language", "text", "stops"),
    [
        (
            "en",
            "Kenyan President William Ruto goes to Chile on Friday, then to Brazil and Guatemala.",
            {"CL": ("2024-06-21", "planned"), "BR": (None, "planned"), "GT": (None, "planned")},
        ),
        (
            "es",
            "El presidente de Kenia, William Ruto, viajará el viernes a Chile y el sábado a Brasil.",
            {"CL": ("2024-06-21", "planned"), "BR": ("2024-06-22", "planned")},
        ),
        (
            "de",
            "Der kenianische Präsident William Ruto reist am Freitag nach Chile und am Samstag nach Brasilien.",
            {"CL": ("2024-06-21", "planned"), "BR": ("2024-06-22", "planned")},
        ),
        (
            "fr",
            "Le président kényan William Ruto se rendra vendredi au Chili et samedi au Brésil.",
            {"CL": ("2024-06-21", "planned"), "BR": ("2024-06-22", "planned")},
        ),
        # The dates of a tour are those of its ends, a single day of what happened that of all.
        (
            "en",
            "Kenyan President William Ruto will visit Chile, Brazil and Peru from 5 to 10 July.",
            {"CL": ("2024-07-05", "planned"), "BR": ("2024-07", "planned"), "PE": ("2024-07", "planned")},
        ),
        (
            "en",
            "On June 18 Kenyan President William Ruto travelled to Gabon and Nigeria.",
            {"GA": ("2024-06-18", "completed"), "NG": ("2024-06-18", "completed")},
        ),
        # A stop that is told next.
        (
            "en",
            "Kenyan President William Ruto arrived in Brazil on Wednesday. After Brazil, the Kenyan president will "
            "travel to Argentina.",
            {"BR": ("2024-06-19", "ongoing"), "AR": (None, "planned")},
        ),
        (
            "vi",
            "Tổng thống Kenya William Ruto đã thăm Syria ngày 18/6. Sau đó nhà lãnh đạo Kenya bay sang Thổ Nhĩ Kỳ.",
            {"SY": ("2024-06-18", "completed"), "TR": (None, "completed")},
        ),
    ],
)
def test_a_tour_has_a_date_for_each_stop_that_has_one(
    language: str, text: str, stops: dict[str, tuple[str | None, str]]
) -> None:
    assert journeys(claims(text, language, PUBLISHED)) == stops


@pytest.mark.parametrize(
    ("language", "text", "companions"),
    [
        (
            "en",
            "Kenyan President William Ruto arrived in Moscow on Monday. He was accompanied by Foreign Minister Musalia "
            "Mudavadi.",
            {"Musalia Mudavadi"},
        ),
        (
            "en",
            "Kenyan President William Ruto arrived in Moscow on Monday. Foreign Minister Musalia Mudavadi and Trade "
            "Minister Rebecca Miano are accompanying the President.",
            {"Musalia Mudavadi", "Rebecca Miano"},
        ),
        (
            "es",
            "El presidente de Kenia, William Ruto, llegó el lunes a Moscú. Lo acompañan los ministros Musalia Mudavadi "
            "y Rebecca Miano.",
            {"Musalia Mudavadi", "Rebecca Miano"},
        ),
        (
            "fr",
            "Le président kényan William Ruto est arrivé lundi à Moscou. Il était accompagné de la ministre Rebecca "
            "Miano.",
            {"Rebecca Miano"},
        ),
        (
            "de",
            "Der kenianische Präsident William Ruto reiste am Montag nach Moskau. Begleitet wird er von Außenminister "
            "Musalia Mudavadi.",
            {"Musalia Mudavadi"},
        ),
        (
            "vi",
            "Sáng 17/6, Chủ tịch nước Võ Văn Thưởng đã lên đường thăm chính thức Cộng hòa Áo. Tham gia đoàn có Bộ "
            "trưởng Ngoại giao Bùi Thanh Sơn.",
            {"Bùi Thanh Sơn"},
        ),
    ],
)
def test_companions_of_a_sentence_of_their_own_travel_along(language: str, text: str, companions: set[str]) -> None:
    document = claims(text, language, PUBLISHED)
    (visit,) = document.visits
    assert names(document, visit.visitors[1:]) == companions
    assert {a.country for a in document.actors} == {document.actors[0].country}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "ANKARA (AP) _ Polish Foreign Minister Radosław Sikorski met Turkish Foreign Minister Hakan Fidan."),
        ("es", "ANKARA.- El canciller polaco Radosław Sikorski se reunió con el canciller turco Hakan Fidan."),
        ("fr", "ANKARA (AFP) - Le ministre polonais Radosław Sikorski a rencontré le ministre turc Hakan Fidan."),
    ],
)
def test_who_meets_a_host_where_the_report_is_sent_from_has_travelled(language: str, text: str) -> None:
    (visit,) = claims(text, language, PUBLISHED).visits
    assert (visit.origin_country, visit.destination_country) == ("PL", "TR")


def test_a_dateline_says_nothing_of_plans_and_of_third_places() -> None:
    planned = "ANKARA - Polish Foreign Minister Radosław Sikorski will meet Turkish Foreign Minister Hakan Fidan."
    elsewhere = "ANKARA - Polish Minister Radosław Sikorski met Turkish Minister Hakan Fidan in New York on Monday."
    assert not claims(planned, "en", PUBLISHED).visits
    assert {v.destination_country for v in claims(elsewhere, "en", PUBLISHED).visits} <= {"US"}


@pytest.mark.parametrize(
    ("language", "text", "destination"),
    [
        ("en", "Kenyan President William Ruto left Nairobi on Monday aboard his plane for India.", "IN"),
        ("fr", "Le président kényan William Ruto a quitté Nairobi lundi soir pour La Havane.", "CU"),
    ],
)
def test_who_leaves_his_country_for_another_travels_there(language: str, text: str, destination: str) -> None:
    assert journeys(claims(text, language, PUBLISHED)) == {destination: ("2024-06-17", "completed")}


@pytest.mark.parametrize(
    ("language", "text", "end"),
    [
        ("en", "Kenyan President William Ruto on Wednesday returned home after a visit to Germany.", "2024-06-19"),
        ("es", "El presidente de Kenia, William Ruto, regresó el miércoles tras una visita a Alemania.", "2024-06-19"),
        (
            "de",
            "Präsident William Ruto aus Kenia ist am Mittwoch von einem Besuch in Indien zurückgekehrt.",
            "2024-06-19",
        ),
        (
            "fr",
            "Le président kényan William Ruto a regagné Nairobi mercredi au terme d'une visite en Inde.",
            "2024-06-19",
        ),
    ],
)
def test_a_return_closes_a_visit(language: str, text: str, end: str) -> None:
    (visit,) = claims(text, language, PUBLISHED).visits
    assert (visit.start_date, visit.end_date, visit.status) == (None, end, "completed")


@pytest.mark.parametrize(
    "text",
    [
        "Kenyan President William Ruto is in China to take part in the 2024 Forum.",
        "Kenyan President William Ruto has visited China. It was his second trip to the country this year.",
    ],
)
def test_a_year_that_names_a_gathering_or_counts_visits_dates_none(text: str) -> None:
    (visit,) = claims(text, "en", PUBLISHED).visits
    assert visit.start_date != "2024"


@pytest.mark.parametrize(
    ("text", "day", "place"),
    [
        (
            "Kenyan President William Ruto left for Poland, where he is to meet Andrzej Duda in Warsaw on Tuesday.",
            "2024-06-25",
            "Warsaw",
        ),
        (
            "Kenyan President William Ruto flew in from Ankara on Monday, where he met Recep Tayyip Erdoğan.",
            None,
            "Ankara",
        ),
        (
            "Kenyan President William Ruto stopped on June 17 in Lisbon, where he met Marcelo Rebelo de Sousa.",
            "2024-06-17",
            "Lisbon",
        ),
    ],
)
def test_a_meeting_in_a_clause_of_place_has_the_place_and_date_of_that_clause(
    text: str, day: str | None, place: str
) -> None:
    (meeting,) = claims(text, "en", PUBLISHED).meetings
    assert (meeting.date, meeting.place) == (day, place)


def test_a_verb_in_two_parts_is_read_although_its_first_part_means_more() -> None:
    text = "Kenias Präsident William Ruto kommt am Freitag in Genf mit Chinas Außenminister Wang Yi zusammen."
    (meeting,) = claims(text, "de", PUBLISHED).meetings
    assert (meeting.date, meeting.place) == ("2024-06-21", "Genf")


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("fr", "Il a rencontré son homologue Denis Sassou N'Guesso.", {"Denis Sassou N'Guesso"}),
        ("de", "Sein österreichischer Amtskollege Sebastian Kurz würdigte dies.", {"Sebastian Kurz"}),
        ("de", "Präsident William Ruto sprach am Brandenburger Tor.", {"William Ruto"}),
    ],
)
def test_names_keep_their_parts_and_buildings_are_nobody(language: str, text: str, found: set[str]) -> None:
    assert {a.name for a in claims(text, language, PUBLISHED).actors} == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A clause about the gathering has a date of its own.
        (
            "Kenyan President William Ruto arrived in Cairo on Tuesday to attend a summit, which opens on Wednesday.",
            {"EG": ("2024-06-18", "completed")},
        ),
        # What these days tell is no history, whatever they are compared with.
        (
            "William Ruto became the first Kenyan president to visit Egypt since 1979 when he arrived on Tuesday.",
            {"EG": ("2024-06-18", "completed")},
        ),
        # What went before a journey is not dated by it, and its country is not where the journey leads.
        (
            "Kenyan President William Ruto, who arrived in Accra late on Sunday after a two-day visit to Benin, "
            "met Nana Akufo-Addo of Ghana.",
            {"GH": ("2024-06-16", "completed"), "BJ": (None, "past_reference")},
        ),
        (
            "On Friday Kenyan President William Ruto travels to Kabul before going on to Tokyo and Seoul.",
            {"AF": ("2024-06-21", "planned"), "JP": (None, "planned"), "KR": (None, "planned")},
        ),
        (
            "Kenyan President William Ruto will depart Nairobi Saturday for Abidjan.",
            {"CI": ("2024-06-22", "planned")},
        ),
    ],
)
def test_a_date_belongs_to_the_journey_of_its_own_clause(
    text: str, expected: dict[str, tuple[str | None, str]]
) -> None:
    assert journeys(claims(text, "en", PUBLISHED)) == expected


@pytest.mark.parametrize(
    ("language", "text", "start"),
    [
        (
            "en",
            "Kenyan President William Ruto met leaders Wednesday at the end of a two-day visit to Egypt.",
            "2024-06-18",
        ),
        (
            "es",
            "En su primera visita oficial a Egipto, y que concluyó el miércoles, William Ruto de Kenia habló.",
            None,
        ),
    ],
)
def test_an_end_told_around_the_noun_is_an_end(language: str, text: str, start: str | None) -> None:
    visits = claims(text, language, PUBLISHED).visits
    assert [(v.start_date, v.end_date) for v in visits if v.destination_country == "EG"] == [(start, "2024-06-19")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "«Wir danken», sagte die dänische Regierungschefin Mette Frederiksen am Dienstag in Berlin."),
        ("en", "We thank you, Danish Prime Minister Mette Frederiksen said in Berlin on Tuesday."),
    ],
)
def test_who_speaks_in_a_foreign_city_is_there(language: str, text: str) -> None:
    assert journeys(claims(text, language, PUBLISHED)) == {"DE": ("2024-06-18", "completed")}


@pytest.mark.parametrize(
    "text",
    [
        "NATO Secretary General Jens Stoltenberg said in Berlin on Tuesday that he was glad.",
        "German Chancellor Olaf Scholz said in Berlin on Tuesday that he was glad.",
        "Danish Ambassador to Germany Susanne Hyldelund said in Berlin on Tuesday that she was glad.",
    ],
)
def test_who_speaks_at_home_or_for_no_country_has_not_travelled(text: str) -> None:
    assert not claims(text, "en", PUBLISHED).visits


@pytest.mark.parametrize(
    ("language", "text", "partners"),
    [
        (
            "es",
            "El presidente de Kenia, William Ruto, se reunió con la ministra francesa Catherine Colonna; el primer "
            "ministro de Bélgica, Bart De Wever, y el rey Felipe VI de España.",
            {"Catherine Colonna", "Bart De Wever", "Felipe VI"},
        ),
        (
            "es",
            "El presidente de Kenia, William Ruto, llegó a Cuba. En La Habana fue recibido por su par cubano, Raúl "
            "Castro, y se entrevistó con Fidel Castro.",
            {"Raúl Castro", "Fidel Castro"},
        ),
        (
            "de",
            "Außenminister Alexander Schallenberg aus Österreich besuchte Israel. Am Vortag hatte er in Ramallah "
            "Premierminister Mohammad Shtayyeh getroffen.",
            {"Mohammad Shtayyeh"},
        ),
    ],
)
def test_all_whom_a_sentence_tells_to_be_met_are_met(language: str, text: str, partners: set[str]) -> None:
    document = claims(text, language, PUBLISHED)
    met = set().union(*(names(document, m.participants) for m in document.meetings))
    assert partners <= met


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("es", "Humala\n\nEl presidente de Perú, Ollanta Humala, llegó a Quito.", {"Ollanta Humala": "PE"}),
        ("es", "La presidenta de Taiwán, Tsai Ing-wen, llegó a Quito.", {"Tsai Ing-wen": "TW"}),
        (
            "fr",
            "Il a reçu Ibrahim Boubacar Keïta (Mali) et Mahamadou Issoufou (Niger).",
            {"Ibrahim Boubacar Keïta": "ML", "Mahamadou Issoufou": "NE"},
        ),
        ("en", "Nigeria's minister for womens affairs, Pauline Kedem Tallen, spoke.", {"Pauline Kedem Tallen": "NG"}),
        ("de", "Bundesentwicklungsminister Gerd Müller sprach.", {"Gerd Müller": "DE"}),
        (
            "en",
            "His Excellency Professor Arthur Peter Mutharika President of the Republic of Malawi arrived.",
            {"Arthur Peter Mutharika": "MW"},
        ),
        ("en", "General (Dr) Paul Valentino Phiri of Malawi arrived.", {"Paul Valentino Phiri": "MW"}),
        ("es", "Ante los líderes de Gabón, Liberia y Senegal, Delsa Solórzano habló.", {"Delsa Solórzano": None}),
    ],
)
def test_persons_are_known_by_how_they_are_introduced(language: str, text: str, found: dict[str, str]) -> None:
    document = claims(text, language, PUBLISHED)
    assert {a.name: a.country for a in document.actors if a.kind == "person"} == found


@pytest.mark.parametrize(
    ("language", "text", "travellers"),
    [
        (
            "en",
            "Kenyan President William Ruto and Ghanaian President Nana Akufo-Addo will leave on Sunday. They will "
            "travel to Kinshasa to meet Félix Tshisekedi. The two ministers will be in Kigali on Tuesday.",
            {("KE", "CD"), ("GH", "CD"), ("KE", "RW"), ("GH", "RW")},
        ),
        (
            "fr",
            "Le président kényan William Ruto et le président ghanéen Nana Akufo-Addo quitteront le sommet. Ils se "
            "rendront lundi à Kinshasa.",
            {("KE", "CD"), ("GH", "CD")},
        ),
    ],
)
def test_a_pronoun_in_the_plural_stands_for_those_who_were_a_subject_together(
    language: str, text: str, travellers: set[tuple[str, str]]
) -> None:
    visits = claims(text, language, PUBLISHED).visits
    assert {(v.origin_country, v.destination_country) for v in visits} == travellers


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "Kenyan President William Ruto will start a trip on Monday, taking him to Benin and Togo.",
            {"BJ": ("2024-06-24", "planned"), "TG": (None, "planned")},
        ),
        (
            "es",
            "El presidente de Kenia, William Ruto, realizó una visita oficial a Luanda el 17 de junio, primera etapa "
            "de una gira que lo llevará también a Senegal.",
            {"AO": ("2024-06-17", "completed"), "SN": (None, "planned")},
        ),
        (
            "fr",
            "Le président kényan William Ruto a entamé mardi à Luanda une tournée qui le conduira ensuite au Gabon.",
            {"AO": ("2024-06-18", "ongoing"), "GA": (None, "planned")},
        ),
        (
            "de",
            "Kenias Präsident William Ruto beginnt am Montag eine Reise, die ihn nach Gabun und Angola führt.",
            {"GA": ("2024-06-24", "planned"), "AO": (None, "planned")},
        ),
        (
            "en",
            "Kenyan President William Ruto touched down in Riyadh on Tuesday at the start of a trip, a tour that will "
            "include stops in Israel and Italy.",
            {"SA": ("2024-06-18", "completed"), "IL": (None, "planned"), "IT": (None, "planned")},
        ),
        # Where a journey leads from is no destination of it.
        (
            "en",
            "Kenyan President William Ruto visits Laos. He arrived late on Monday from the summit in China.",
            {"LA": ("2024-06-17", "ongoing")},
        ),
        # The capital's guest is a person who is on a visit.
        (
            "en",
            "Kenyan President William Ruto, currently visiting France, met Emmanuel Macron on Tuesday.",
            {"FR": ("2024-06-18", "ongoing")},
        ),
    ],
)
def test_a_tour_is_told_by_what_it_leads_to(
    language: str, text: str, expected: dict[str, tuple[str | None, str]]
) -> None:
    assert journeys(claims(text, language, PUBLISHED)) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Kenyan President William Ruto attended a dinner hosted by Barack Obama of the United States."),
        ("de", "Jens Stoltenberg aus Norwegen erklärte in Oslo, Ungarn habe das Bündnis über die Reise informiert."),
    ],
)
def test_hosts_and_speakers_do_not_travel(language: str, text: str) -> None:
    assert not claims(text, language, PUBLISHED).visits


def test_a_role_is_linked_once_the_country_of_the_named_is_known() -> None:
    text = (
        "Kenya's visit to the summit ended. President William Ruto arrived in Ghana on Monday. "
        "On Friday the Kenyan leader flies to Nigeria."
    )
    assert journeys(claims(text, "en", PUBLISHED))["NG"] == ("2024-06-21", "planned")


def test_what_is_dated_behind_an_and_is_another_event() -> None:
    text = "Kenyan President William Ruto met Emmanuel Macron and will address parliament on Friday."
    (meeting,) = claims(text, "en", PUBLISHED).meetings
    assert meeting.date is None


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        # Of two before a verb that closes its clause the first travels; a genitive owns who comes behind it.
        (
            "de",
            "Österreichs Bundeskanzler Sebastian Kurz hat am Dienstag in Paris Emmanuel Macron besucht.",
            {("AT", "FR", "2024-06-18")},
        ),
        (
            "de",
            "Am Montag war bereits Merz' Außenminister Johann Wadephul nach Washington gereist.",
            {("DE", "US", "2024-06-17")},
        ),
        (
            "de",
            "Bundeskanzlerin Angela Merkel ist am Montag im russischen Sotschi mit Wladimir Putin zusammengekommen.",
            {("DE", "RU", "2024-06-17")},
        ),
        # A plural post whose bearers follow with their countries.
        (
            "es",
            "Los presidentes de Venezuela, Nicolás Maduro, y de El Salvador, Salvador Sánchez Cerén, llegaron el lunes "
            "a La Habana.",
            {("VE", "CU", "2024-06-17"), ("SV", "CU", "2024-06-17")},
        ),
        # Who was received somewhere takes part in something elsewhere, on the day of that.
        (
            "es",
            "El presidente de Kenia, William Ruto, llegó el martes a Londres. Fue recibido por Boris Johnson y el "
            "viernes participará en la cumbre en Davos.",
            {("KE", "GB", "2024-06-18"), ("KE", "CH", "2024-06-21")},
        ),
        (
            "fr",
            "Le ministre tunisien Ghazi Jeribi effectue depuis lundi une visite au Qatar.",
            {("TN", "QA", "2024-06-17")},
        ),
        (
            "vi",
            "Nhà lãnh đạo Triều Tiên Kim Jong-un đã thăm không chính thức Trung Quốc từ ngày 15 đến 18/6.",
            {("KP", "CN", "2024-06-15")},
        ),
    ],
)
def test_visitor_place_and_day_of_a_sentence(
    language: str, text: str, expected: set[tuple[str | None, str | None, str | None]]
) -> None:
    visits = claims(text, language, PUBLISHED).visits
    assert {(v.origin_country, v.destination_country, v.start_date) for v in visits} == expected


@pytest.mark.parametrize(
    ("language", "text", "place"),
    [
        ("en", "Kenyan President William Ruto arrived on Monday in the Spanish city of Avilés.", "Avilés"),
        ("es", "El presidente de Kenia, William Ruto, llegó el lunes a la ciudad francesa de Annecy.", "Annecy"),
        ("fr", "Le président kényan William Ruto est arrivé lundi dans la ville espagnole d'Avilés.", "Avilés"),
        ("de", "Kenias Präsident William Ruto reiste am Montag in die polnische Stadt Zamość.", "Zamość"),
    ],
)
def test_a_town_that_no_list_knows_is_of_the_country_beside_it(language: str, text: str, place: str) -> None:
    visits = claims(text, language, PUBLISHED).visits
    assert [(v.places, v.start_date) for v in visits] == [([place], "2024-06-17")]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "fr",
            "Au cours du sommet qui s’est tenu à Lima, lundi 17 juin, le président kényan William Ruto a protesté.",
            {"PE": ("2024-06-17", "completed")},
        ),
        (
            "en",
            "At a regional summit in Lima on Monday, Kenyan President William Ruto accused his neighbours.",
            {"PE": ("2024-06-17", "completed")},
        ),
        ("en", "At a regional summit in Nairobi on Monday, Kenyan President William Ruto accused his neighbours.", {}),
    ],
)
def test_who_speaks_at_a_gathering_abroad_is_there(
    language: str, text: str, expected: dict[str, tuple[str | None, str]]
) -> None:
    assert journeys(claims(text, language, PUBLISHED)) == expected


def test_a_signing_in_two_countries_places_nobody() -> None:
    text = (
        "Hungarian President Árpád Göncz and Kenyan President William Ruto signed a treaty in ceremonies broadcast in "
        "Warsaw and Prague."
    )
    assert not claims(text, "en", PUBLISHED).visits
