"""For whom people act of whom the text does not say so: the article's home, their office, whom they meet.

The sentences are made up to show a form of words; they report no event.
"""

from __future__ import annotations

import pytest

from tests.unit.engine.reading import read

PUBLISHED = "2024-06-20"


def test_officials_without_a_country_are_those_of_the_side_that_is_not_introduced() -> None:
    reading = read(
        "Kenyan President William Ruto arrived in Kampala on Monday. President Yoweri Museveni received him. "
        "The Kenyan president also met Prime Minister Robinah Nabbanja.",
        "en",
        PUBLISHED,
    )
    assert reading.countries() == {"William Ruto": "KE", "Yoweri Museveni": "UG", "Robinah Nabbanja": "UG"}


def test_two_who_hold_one_office_are_of_two_countries() -> None:
    reading = read(
        "The President of Kenya, William Ruto, visited Uganda on 14 June 2024 and thanked President Yoweri Museveni.",
        "en",
        PUBLISHED,
    )
    assert reading.countries()["Yoweri Museveni"] == "UG"


def test_two_presidents_named_in_one_breath_are_left_open() -> None:
    reading = read(
        "Cuba recalled the promise of Presidents Ernesto Peralta Nieves and Rodrigo Castaño made in Santiago de Chile."
    )
    assert set(reading.countries().values()) <= {None}


@pytest.mark.parametrize(
    ("language", "text", "name", "country"),
    [
        # The dateline is the home's, where no visit leads there.
        (
            "en",
            "NAIROBI, 20 June - President William Ruto told reporters that Kenya would buy maize. "
            "Foreign Minister Musalia Mudavadi agreed.",
            "Musalia Mudavadi",
            "KE",
        ),
        # A correspondent writes from where the visit leads: the visitor is not of that place.
        (
            "es",
            "Rabat, 2 feb. El presidente del Gobierno, Pedro Sánchez, llegó este miércoles a Rabat. España y Marruecos "
            "firmarán acuerdos, y España espera mucho de la cita.",
            "Pedro Sánchez",
            "ES",
        ),
        # The agency's country.
        (
            "vi",
            "Hà Nội (TTXVN) - Thủ tướng đã tiếp Bộ trưởng Ngoại giao Kenya Musalia Mudavadi.",
            "Musalia Mudavadi",
            "KE",
        ),
    ],
)
def test_the_home_of_an_article(language: str, text: str, name: str, country: str) -> None:
    assert read(text, language, "2024-06-20").countries()[name] == country


def test_an_apposition_may_close_with_the_country() -> None:
    reading = read("The secretary met Mr Premitha Tennakoon, State Minister for Defence, Sri Lanka.")
    assert reading.countries()["Premitha Tennakoon"] == "LK"


def test_a_full_name_may_be_introduced_by_its_country() -> None:
    assert read("The chair passed to Mahamat Deby of Chad on Monday.").countries() == {"Mahamat Deby": "TD"}


def test_a_list_of_presidents_goes_on_behind_semicolons() -> None:
    reading = read("The Presidents of Togo, Faure Gnassingbé; Benin, Patrice Talon and Ghana, Nana Akufo-Addo came.")
    assert reading.countries() == {"Faure Gnassingbé": "TG", "Patrice Talon": "BJ", "Nana Akufo-Addo": "GH"}
    assert reading.posts("Patrice Talon") == ["Presidents"]


@pytest.mark.parametrize(
    ("text", "name", "post"),
    [
        (
            "Kenya's foreign minister met the President of the Riigikogu (Parliament), Lauri Hussar, in Tallinn.",
            "Lauri Hussar",
            "President of the Riigikogu (Parliament)",
        ),
        (
            "The President of the African Development Bank (AfDB), Akinwumi Adesina, spoke.",
            "Akinwumi Adesina",
            "President of the African Development Bank (AfDB)",
        ),
        (
            "The President of the Western Indian Ocean Bank, Akinwumi Adesina, spoke.",
            "Akinwumi Adesina",
            "President Western Indian Ocean Bank",
        ),
    ],
)
def test_a_post_takes_the_whole_name_of_its_body(text: str, name: str, post: str) -> None:
    assert post in read(text).posts(name)


def test_what_stands_before_a_plural_post_is_true_of_all() -> None:
    reading = read("Pakistan awaited the U.S. envoys Steve Witkoff and Jared Kushner on Monday.")
    assert reading.countries() == {"Steve Witkoff": "US", "Jared Kushner": "US"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Norway praised Fiji's Prime Minister Aseri Radrodro and Foreign Minister Sakiasi Ditoka on Tuesday."),
        (
            "fr",
            "La Norvège salue le Premier ministre fidjien Aseri Radrodro et le ministre de la Défense Sakiasi Ditoka.",
        ),
        ("de", "Norwegen lobte den fidschianischen Premier Aseri Radrodro und Außenminister Sakiasi Ditoka."),
    ],
)
def test_the_country_before_a_list_is_that_of_all(language: str, text: str) -> None:
    assert set(read(text, language).countries().values()) == {"FJ"}


def test_two_heads_joined_may_be_of_two_countries() -> None:
    text = "Norway praised the Kenyan President William Ruto and President Lazarus Chakwera on Tuesday."
    assert read(text).countries()["Lazarus Chakwera"] != "KE"


LISTS = [
    (
        "de",
        "Der peruanische Außenminister Rafael Roncagliolo, Wirtschaftsminister Luis Castilla und Innenminister "
        "Wilfredo Pedraza sind in Wien.",
        {"Rafael Roncagliolo": "PE", "Luis Castilla": "PE", "Wilfredo Pedraza": "PE"},
    ),
    (
        "en",
        "Nepal and Iran have signed a tax treaty. Nepal is content. Finance Minister Barsha Pun and his Iranian "
        "counterpart Ali Tayebnia signed it.",
        {"Barsha Pun": "NP", "Ali Tayebnia": "IR"},
    ),
    (
        "en",
        "LILONGWE: Iranian High Commissioner to Malawi Hamid Saran and Home Secretary Peter Kumwenda met on Friday.",
        {"Hamid Saran": "IR", "Peter Kumwenda": "MW"},
    ),
    (
        "vi",
        "Trong cuộc họp báo sau khi đến Chile và hội đàm với Tổng thống nước chủ nhà Gabriel Boric, Thủ tướng Việt Nam "
        "Phạm Minh Chính nhấn mạnh hợp tác.",
        {"Gabriel Boric": "CL", "Phạm Minh Chính": "VN"},
    ),
    (
        "es",
        "El Secretario de la Marina, Almirante Vidal Francisco Moberón, recibió una medalla.",
        {"Vidal Francisco Moberón": None},
    ),
    # An officer is of the state whose force he is of.
    (
        "en",
        "General Peter Kibet of the Kenya Defence Forces met Major General Luis Rojas of the Peruvian Army.",
        {"Peter Kibet": "KE", "Luis Rojas": "PE"},
    ),
    (
        "de",
        "Oberst Peter Kibet von den kenianischen Streitkräften traf Generalmajor Luis Rojas vom peruanischen Heer.",
        {"Peter Kibet": "KE", "Luis Rojas": "PE"},
    ),
    (
        "es",
        "El general Peter Kibet, de las Fuerzas de Defensa de Kenia, se reunió con el general Luis Rojas, del "
        "Ejército peruano.",
        {"Peter Kibet": "KE", "Luis Rojas": "PE"},
    ),
    (
        "fr",
        "Le général de brigade Peter Kibet, des forces de défense kényanes, a rencontré le général Luis Rojas, de "
        "l'armée péruvienne.",
        {"Peter Kibet": "KE", "Luis Rojas": "PE"},
    ),
    (
        "vi",
        "Chuẩn tướng Peter Kibet của Lực lượng Quốc phòng Kenya đã gặp Thiếu tướng Luis Rojas của Lục quân Peru.",
        {"Peter Kibet": "KE", "Luis Rojas": "PE"},
    ),
    ("es", "Peter Kibet, líder del partido gobernante de Kenia, llegó el lunes a Lima.", {"Peter Kibet": "KE"}),
]


@pytest.mark.parametrize(("language", "text", "countries"), LISTS)
def test_whose_officials_officers_counterparts_and_hosts_are(
    language: str, text: str, countries: dict[str, str | None]
) -> None:
    assert read(text, language, PUBLISHED).countries() == countries


def test_an_agency_that_reports_on_another_country_is_not_whose_officials_it_names() -> None:
    reading = read(
        "Sao Paulo, 26 ago (EFE).- La presidenta brasileña, Dilma Rousseff, y el opositor Aecio Neves desestimaron hoy "
        "los resultados. Brasil elige en octubre.",
        "es",
        PUBLISHED,
    )
    assert reading.countries()["Aecio Neves"] == "BR"


def test_a_language_named_beside_the_nation_is_no_country_that_speaks() -> None:
    reading = read(
        "«Los muchachos aprendieron español para ser doctores», dijo el titular de Salud de la nación.\n\n"
        "El ministro de Salud de Kenia, Peter Kibet, agradeció en Lima la ayuda que ha dado Perú a su pueblo. "
        "Al recibirlo en la sede del Comité Central, Luis Rojas, jefe del Departamento de Relaciones "
        "Internacionales del Partido, le trasladó el saludo de la dirección. El visitante, quien permanecerá en Perú "
        "hasta el sábado, sostuvo conversaciones con su par José Angel Vega. Perú y Kenia firmaron un convenio.",
        "es",
        PUBLISHED,
    )
    assert reading.countries()["Luis Rojas"] != "ES"


def test_who_signs_beside_a_foreigner_a_few_words_on_is_not_of_his_country() -> None:
    reading = read(
        "The agreement was signed by Minister of Trade Peter Kibet and on Monday by the Chilean Minister of Finance "
        "Luis Rojas. Chile sells copper to Kenya. Chile is glad.",
        "en",
        PUBLISHED,
    )
    assert reading.countries() == {"Peter Kibet": None, "Luis Rojas": "CL"}
