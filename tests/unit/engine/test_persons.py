"""Who is named, with which post and for which country; who is one person and who stays two.

The sentences are made up to show a form of words; they report no event.
"""

from __future__ import annotations

import unicodedata

import pytest

from extractors.text.cleaning import clean_text
from tests.unit.engine.reading import claims, read

INTRODUCED = [
    # Post before the name, with the country as an adjective, a genitive or an of-phrase.
    ("en", "Cuban Defence Minister {} arrived.", "Álvaro López Miera", "CU", "Cuban Defence Minister"),
    ("en", "Kenya's President {} arrived.", "William Ruto", "KE", "President"),
    ("en", "The President of Colombia, {}, arrived.", "Gustavo Petro", "CO", "President of Colombia"),
    ("de", "Der litauische Präsident {} kam an.", "Gitanas Nausėda", "LT", "litauische Präsident"),
    ("de", "Der Präsident der Republik Angola, {}, kam an.", "João Lourenço", "AO", "Präsident Republik Angola"),
    ("es", "El presidente de Colombia, {}, llegó.", "Gustavo Petro", "CO", "presidente de Colombia"),
    ("es", "El canciller ruso {} llegó.", "Serguéi Lavrov", "RU", "canciller ruso"),
    ("fr", "Le président kényan {} est arrivé.", "William Ruto", "KE", "président kényan"),
    (
        "fr",
        "Le ministre français des Armées, {}, est arrivé.",
        "Sébastien Lecornu",
        "FR",
        "ministre français des Armées",
    ),
    ("vi", "Tổng thống Kenya {} đã đến.", "William Ruto", "KE", "Tổng thống Kenya"),
    # A post in the office of whoever holds another.
    (
        "en",
        "The head of the Office of the President of Kenya, {}, arrived.",
        "Musalia Mudavadi",
        "KE",
        "head Office of the President of Kenya",
    ),
    (
        "de",
        "Der Leiter des Büros des kenianischen Präsidenten, {}, kam an.",
        "Musalia Mudavadi",
        "KE",
        "Leiter Büros des kenianischen Präsidenten",
    ),
    # Nobility, seats, initials, forms of address.
    ("de", "Der deutsche Minister {} kam an.", "Karl-Theodor Freiherr zu Guttenberg", "DE", "deutsche Minister"),
    ("de", "Der liechtensteinische Erbprinz {} kam an.", "Alois von und zu Liechtenstein", "LI", "Erbprinz"),
    ("en", "Bangladesh's Minister {} arrived.", "MK Alamgir", "BD", "Minister"),
    ("fr", "Le ministre belge des Affaires étrangères, M. {}, est arrivé.", "de Kerchove", "BE", "ministre belge"),
    ("vi", "Thứ trưởng Ngoại giao Việt Nam {} đã đến.", "Đoàn Xuân Hưng", "VN", "Thứ trưởng Ngoại giao Việt Nam"),
    (
        "vi",
        "Bộ trưởng Ngoại giao và Hợp tác quốc tế Campuchia {} đã đến.",
        "Prak Sokhonn",
        "KH",
        "Bộ trưởng Ngoại giao và Hợp tác quốc tế Campuchia",
    ),
    # An office for international matters is its country's; an international body nobody's.
    (
        "en",
        "{}, director of the Office for International Military Cooperation of the Army of Zambia, arrived.",
        "Ruben Kalala",
        "ZM",
        "director Office for International Military Cooperation of the Army of Zambia",
    ),
    # A title that is part of a name.
    ("en", "Iranian Foreign Minister {} arrived.", "Hossein Amir-Abdollahian", "IR", "Iranian Foreign Minister"),
    ("vi", "Thủ tướng Campuchia {} đã đến.", "Hun Manet", "KH", "Thủ tướng Campuchia"),
    # Post behind the name.
    (
        "en",
        "{}, President of the French Republic, arrived.",
        "Emmanuel Macron",
        "FR",
        "President of the French Republic",
    ),
    ("en", "{}, the Japanese foreign minister, arrived.", "Yoko Kamikawa", "JP", "Japanese foreign minister"),
    ("de", "{}, Präsident von Kenia, kam an.", "William Ruto", "KE", "Präsident von Kenia"),
    ("es", "{}, presidente de Kenia, llegó.", "William Ruto", "KE", "presidente de Kenia"),
    ("fr", "{}, président du Kenya, est arrivé.", "William Ruto", "KE", "président du Kenya"),
    ("vi", "{}, Tổng thống Kenya, đã đến.", "William Ruto", "KE", "Tổng thống Kenya"),
    # Former and designate holders act for the same country.
    ("en", "Former German Chancellor {} arrived.", "Angela Merkel", "DE", "Former German Chancellor"),
    ("en", "Indonesian President-elect {} arrived.", "Prabowo Subianto", "ID", "Indonesian President-elect"),
    ("es", "La expresidenta chilena {} llegó.", "Michelle Bachelet", "CL", "expresidenta chilena"),
    ("fr", "L'ancien président français {} est arrivé.", "François Hollande", "FR", "ancien président français"),
]


@pytest.mark.parametrize(("language", "sentence", "name", "country", "post"), INTRODUCED)
def test_introductions(language: str, sentence: str, name: str, country: str, post: str) -> None:
    reading = read(sentence.format(name), language)
    assert reading.countries() == {name: country}
    (found,) = reading.posts(name)
    assert post in found


RANKED = [
    ("en", "General {} arrived in Manila.", "Phan Van Giang", "General"),
    ("en", "Senior Lt. Gen. {} arrived in Manila.", "Nguyen Tan Cuong", "Senior Lieutenant General"),
    ("en", "Lt Gen {} arrived in Manila.", "Luong Cuong", "Lieutenant General"),
    ("de", "Generalleutnant {} kam in Manila an.", "Christian Freuding", "Generalleutnant"),
    ("es", "El general de división {} llegó a Manila.", "Roberto Legrá Sotolongo", "general de división"),
    ("fr", "Le général d'armée {} est arrivé à Manille.", "Thierry Burkhard", "général d'armée"),
    ("vi", "Đại tướng {} đã đến Manila.", "Phan Văn Giang", "đại tướng"),
    ("vi", "Thượng tướng {} đã đến Manila.", "Hoàng Xuân Chiến", "thượng tướng"),
]


@pytest.mark.parametrize(("language", "sentence", "name", "rank"), RANKED)
def test_ranks_are_no_part_of_the_name(language: str, sentence: str, name: str, rank: str) -> None:
    reading = read(sentence.format(name), language)
    assert reading.people == [name]
    assert (reading.actor(name).rank or "").lower() == rank.lower()
    assert reading.posts(name) == []


def test_honorifics_are_neither_name_nor_rank_nor_post() -> None:
    reading = read("His Excellency Dr. William Ruto, President of Kenya, arrived in Kampala.")
    assert reading.people == ["William Ruto"]
    assert reading.actor("William Ruto").rank is None
    assert reading.posts("William Ruto") == ["President of Kenya"]


def test_a_surname_alone_is_the_person_of_the_article() -> None:
    reading = read(
        "French Foreign Minister Jean-Noël Barrot visited Rabat. Mr Barrot met his Moroccan counterpart, Nasser "
        "Bourita. Bourita thanked Barrot."
    )
    assert reading.countries() == {"Jean-Noël Barrot": "FR", "Nasser Bourita": "MA"}
    assert "Barrot" in reading.actor("Jean-Noël Barrot").variants
    assert "Bourita" in reading.actor("Nasser Bourita").variants


def test_a_given_name_after_a_rank_is_the_vietnamese_person() -> None:
    reading = read(
        "Senior Lieutenant General Nguyen Tan Cuong, Chief of the General Staff of the Vietnam People's Army, visited "
        "Cuba. Major General Hoang Xuan Chien stayed in Hanoi. General Cuong met Cuban President Miguel Díaz-Canel."
    )
    assert reading.people == ["Hoang Xuan Chien", "Miguel Díaz-Canel", "Nguyen Tan Cuong"]
    assert "Cuong" in reading.actor("Nguyen Tan Cuong").variants


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Senior Lieutenant General Nguyen Tan Cuong visited Cuba with Lieutenant General Luong Cuong."),
        (
            "en",
            "General Luong Cuong met Senior Lieutenant General Nguyen Tan Cuong. General Cuong thanked General Cuong.",
        ),
    ],
)
def test_two_generals_of_one_given_name_stay_two(language: str, text: str) -> None:
    assert read(text, language).people == ["Luong Cuong", "Nguyen Tan Cuong"]


def test_a_name_that_holds_a_place_is_a_name() -> None:
    """Tân Cương is Xinjiang too."""
    reading = read(
        "Đại tướng Nguyễn Tân Cương, Tổng Tham mưu trưởng Quân đội nhân dân Việt Nam, và Đại tướng Lương Cường "
        "đã thăm Cuba.",
        "vi",
    )
    assert reading.countries() == {"Nguyễn Tân Cương": "VN", "Lương Cường": "VN"}


def test_words_of_a_post_are_not_cut_by_a_longer_phrase() -> None:
    """ "Nguyên Thủ tướng" is a former prime minister, "nguyên thủ" a head of state."""
    reading = read("Nguyên Thủ tướng Đức Angela Merkel đã gặp Tổng thống Pháp Emmanuel Macron tại Paris.", "vi")
    assert reading.countries() == {"Angela Merkel": "DE", "Emmanuel Macron": "FR"}


@pytest.mark.parametrize(
    ("language", "text", "name", "country"),
    [
        ("en", "The king of Morocco, Mohammed VI, spoke in Rabat.", "Mohammed VI", "MA"),
        ("es", "El rey de España, Felipe VI, habló en Madrid.", "Felipe VI", "ES"),
        ("fr", "Le roi du Maroc, Mohammed VI, a parlé à Rabat.", "Mohammed VI", "MA"),
    ],
)
def test_kings_have_one_name_and_a_numeral(language: str, text: str, name: str, country: str) -> None:
    assert read(text, language).countries() == {name: country}


def test_a_destination_is_no_home() -> None:
    reading = read("President Emmanuel Macron and his wife Brigitte Macron visited Morocco.")
    assert reading.actor("Emmanuel Macron").country != "MA"


def test_two_people_of_one_family_name_stay_two() -> None:
    reading = read(
        "Cuban Foreign Minister Bruno Rodríguez met Venezuelan Vice President Delcy Rodríguez in Caracas. "
        "Venezuelan lawmaker Jorge Rodríguez was there."
    )
    assert reading.countries() == {"Bruno Rodríguez": "CU", "Delcy Rodríguez": "VE", "Jorge Rodríguez": "VE"}


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("Nguyễn Tân Cương", "Nguyen Tan Cuong"),
        ("Miguel Díaz-Canel", "Miguel Diaz-Canel"),
        ("Radosław Sikorski", "Radoslaw Sikorski"),
        ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"),
    ],
)
def test_with_and_without_diacritics_is_one_person(marked: str, plain: str) -> None:
    reading = read(f"Foreign Minister {marked} arrived in Oyo. All went well. Foreign Minister {plain} left early.")
    assert len(reading.people) == 1


VIETNAMESE = "Đại tướng Phan Văn Giang đã gặp Thủ tướng Campuchia Hun Manet tại Phnôm Pênh."


@pytest.mark.parametrize(
    "text",
    [
        unicodedata.normalize("NFC", VIETNAMESE),
        unicodedata.normalize("NFD", VIETNAMESE),
        VIETNAMESE.replace(" ", "\u00a0"),
        VIETNAMESE.replace("Giang", "Gi\u00adang").replace("Manet", "\u200fManet\u200e"),
        "\ufeff" + VIETNAMESE.replace(" ", "  "),
    ],
    ids=["NFC", "NFD", "non-breaking spaces", "invisible marks", "doubled spaces"],
)
def test_the_form_of_the_letters_changes_no_name(text: str) -> None:
    assert read(clean_text(text), "vi").people == ["Hun Manet", "Phan Văn Giang"]


def test_a_spouse_has_the_country_but_not_the_post() -> None:
    reading = read("Brigitte Macron, the wife of French President Emmanuel Macron, visited Morocco.")
    assert reading.countries() == {"Brigitte Macron": "FR", "Emmanuel Macron": "FR"}
    assert not any("President" in post for post in reading.posts("Brigitte Macron"))


def test_a_role_is_linked_to_the_name_that_the_article_gives() -> None:
    reading = read(
        "Cuban Defence Minister Álvaro López Miera arrived in Hanoi. Vietnamese Defence Minister Phan Van Giang met "
        "the Cuban defence minister on Monday."
    )
    assert reading.people == ["Phan Van Giang", "Álvaro López Miera"]
    assert reading.meetings() == {(frozenset(reading.people), "in_person")}


@pytest.mark.parametrize(
    "text",
    [
        "Photo: Peter Miller\nKenyan President William Ruto visited Uganda.",
        "By Peter Miller\n\nKenyan President William Ruto visited Uganda.",
        "Kenyan President William Ruto visited Uganda. (Reporting by Peter Miller)",
        "LIMA (Blue Today) - Kenyan President William Ruto arrived on Monday.",
        "Kenyan President William Ruto arrived at Julius Nyerere International Airport in Dar es Salaam.",
        "Kenyan President William Ruto laid a wreath at the statue of Nelson Mandela.",
        "Kenyan President William Ruto toured the USS Abraham Lincoln.",
        "Kenyan President William Ruto spoke at Jomo Kenyatta University.",
        "Kenyan President William Ruto drove along Thabo Mbeki Avenue.",
        "Kenyan President William Ruto told Reuters and Agence France-Presse that trade grew.",
        "Kenyan President William Ruto spoke at the United Nations in New York.",
    ],
)
def test_credits_places_ships_and_agencies_are_no_actors(text: str) -> None:
    assert read(text).people == ["William Ruto"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The economy of Kenya grew by five percent. Farmers in the Rift Valley sold more tea."),
        ("de", "Die Wirtschaft Kenias wuchs um fünf Prozent. Die Bauern im Rift Valley verkauften mehr Tee."),
        ("es", "La economía de Kenia creció un cinco por ciento. Los agricultores vendieron más té."),
        ("fr", "L'économie du Kenya a progressé de cinq pour cent. Les paysans ont vendu plus de thé."),
        ("vi", "Kinh tế Kenya tăng năm phần trăm. Nông dân bán được nhiều chè hơn."),
    ],
)
def test_where_nobody_is_named_nobody_is_found(language: str, text: str) -> None:
    document = read(text, language).document
    assert (document.actors, document.visits, document.meetings, document.agreements) == ([], [], [], [])


@pytest.mark.parametrize("separator", [" and ", ", ", "; "])
def test_a_list_is_read_to_its_end(separator: str) -> None:
    names = separator.join(
        ["French President Emmanuel Macron", "German Chancellor Olaf Scholz", "Polish Prime Minister Donald Tusk"]
    )
    assert read(f"{names} spoke in Paris.").countries() == {
        "Emmanuel Macron": "FR",
        "Olaf Scholz": "DE",
        "Donald Tusk": "PL",
    }


@pytest.mark.parametrize(("language", "sentence", "name", "country", "post"), INTRODUCED)
def test_mentions_quote_the_name(language: str, sentence: str, name: str, country: str, post: str) -> None:
    reading = read(sentence.format(name), language)
    text = reading.document.article.text
    for span in reading.actor(name).mentions:
        assert text[span.start : span.end] == span.text
    assert name in [span.text for span in reading.actor(name).mentions]


def test_a_spouse_acts_for_the_country_of_the_one_who_shares_the_name() -> None:
    text = (
        "Le président français Emmanuel Macron a visité le Maroc. "
        "Arrivé à Rabat lundi avec son épouse Brigitte Macron, le chef de l'État a été accueilli par le roi."
    )
    assert read(text, "fr", "2024-06-20").actor("Brigitte Macron").country == "FR"


def test_an_initial_makes_a_full_name_of_a_word_that_comes_again() -> None:
    text = "Trade: S Odunuga\n\nOdunuga is on an official visit to Ghana. Nigeria wants trade, Nigerian papers say."
    assert read(text, "en", "2024-06-20").people == ["S Odunuga"]


def test_an_object_behind_a_name_is_no_post_of_the_name() -> None:
    text = "In Kiel warf Oppositionsführer Jens Petersohn dem Kanzler Versäumnisse vor."
    assert read(text, "de", "2024-06-20").posts("Jens Petersohn") == ["Oppositionsführer"]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("vi", "Bộ trưởng Nguyễn Văn Cử nói. Đại tướng Cử thăm Lào.", "Nguyễn Văn Cử"),
        ("fr", "Le conseiller américain Ira Magaziner a parlé.", "Ira Magaziner"),
        ("es", "El general colombiano Ramsés Rueda habló.", "Ramsés Rueda"),
    ],
)
def test_an_everyday_word_with_a_capital_is_a_name(language: str, text: str, name: str) -> None:
    people = [actor for actor in claims(text, language).actors if actor.kind == "person"]
    assert [actor.name for actor in people] == [name]
    assert language != "vi" or "Cử" in people[0].variants


@pytest.mark.parametrize(
    ("language", "text", "people"),
    [
        (
            "en",
            "The Minister of Royal Office Sultan bin Mohammed Al Nuamani spoke.",
            ["Sultan bin Mohammed Al Nuamani"],
        ),
        ("en", "Oman's Sultan Haitham bin Tariq spoke.", ["Haitham bin Tariq"]),
        ("de", "Präsident Ts. Elbegdorj und Botschafter Yu. Ushakov sprachen.", ["Ts. Elbegdorj", "Yu. Ushakov"]),
        ("de", "Brigadier Benedikt Roos, der Chef Armeeplanung im Armeestab, sprach.", ["Benedikt Roos"]),
        ("fr", "Le général de corps d’armée Cheikh Wade a parlé.", ["Cheikh Wade"]),
        ("fr", "Le président provisoire Jocelerme Privert a parlé.", ["Jocelerme Privert"]),
        (
            "en",
            "Field Marshal Zakaria Ibrahim spoke. The agreement is good, Djiboutian Gen Ibrahim added.",
            ["Zakaria Ibrahim"],
        ),
        ("en", "Japanese Defence Minister Gen Nakatani spoke.", ["Gen Nakatani"]),
    ],
)
def test_titles_initials_and_nouns_beside_names(language: str, text: str, people: list[str]) -> None:
    assert read(text, language).people == people


def test_a_post_that_the_text_shortens_stands_for_its_holder() -> None:
    reading = read(
        "The Chief of Defence Forces of Kenya (CDF), General Francis Ogolla, is in Lima. The CDF met the Peruvian "
        "defence minister Walter Astudillo. The Kenya Defence Forces (KDF) said so.",
        "en",
        "2024-06-20",
    )
    assert reading.meetings() == {(frozenset({"Francis Ogolla", "Walter Astudillo"}), "in_person")}


def test_an_ambassador_does_not_act_for_the_country_where_he_receives() -> None:
    text = "Ambassador Meg Whitman hosted Peru's trade minister Elizabeth Galdo for a working lunch in Nairobi."
    assert read(text, "en", "2024-06-20").countries()["Meg Whitman"] is None


def test_a_meeting_in_small_letters_is_no_island() -> None:
    text = "La réunion a été présidée par le ministre kényan Musalia Mudavadi à Nairobi."
    assert read(text, "fr", "2024-06-20").journeys() == []


def test_who_accompanies_the_visitor_is_of_his_country() -> None:
    text = (
        "El vicepresidente de Guatemala, Jafeth Cabrera, realiza una visita oficial a Cuba. Acompañaron al distinguido "
        "visitante Acisclo Valladares, ministro de Economía; Jairo Estrada, viceministro de Comercio."
    )
    assert set(read(text, "es", "2024-06-20").countries().values()) == {"GT"}


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "Llegaron los comandantes generales del Ejército, Franklin Acosta; de la Armada, John Merlo; y de la "
            "Fuerza Aérea, Gabriel García.",
            ["Franklin Acosta", "Gabriel García", "John Merlo"],
        ),
        (
            "Llegaron los ministros de Comercio, Industria y Minas, Mehdi Gazanfari; Energía, Majid Namju, y Economía, "
            "Seyed Hoseini.",
            ["Majid Namju", "Mehdi Gazanfari", "Seyed Hoseini"],
        ),
    ],
)
def test_a_list_of_holders_of_one_post_names_its_fields_alone(text: str, people: list[str]) -> None:
    assert read(text, "es").people == people


def test_a_country_behind_a_preposition_of_place_is_no_part_of_a_post() -> None:
    text = (
        "President Isaias Afwerki of Eritrea returned. During his stay in Sudan President Isaias Afwerki met ministers."
    )
    assert read(text, "en").countries() == {"Isaias Afwerki": "ER"}


def test_a_title_of_many_fields_ends_where_a_name_follows() -> None:
    text = (
        "Le ministre marocain de l'Education nationale, de la formation professionnelle, de l'enseignement supérieur "
        "et de la recherche scientifique, Saïd Amzazi, a rencontré le ministre qatari Soltan Al Muraikhi."
    )
    reading = read(text, "fr", "2024-06-20")
    assert reading.countries() == {"Saïd Amzazi": "MA", "Soltan Al Muraikhi": "QA"}
    assert reading.posts("Saïd Amzazi") == [text[3 : text.index(", Saïd")]]


def test_holders_of_one_plural_post_may_have_their_fields_in_brackets() -> None:
    reading = read(
        "The talks were attended by Kenyan Cabinet Secretaries Dr Fred Kamau (Interior), Amb Raychelle Wanjiru "
        "(Foreign Affairs), Joe Otieno (ICT) and Prof Margaret Mutua (Public Service)."
    )
    assert set(reading.countries()) == {"Fred Kamau", "Raychelle Wanjiru", "Joe Otieno", "Margaret Mutua"}
    assert all(actor.positions for actor in reading.document.actors)


@pytest.mark.parametrize(
    ("language", "text", "rank"),
    [
        ("es", "Los coroneles superiores Liu Bo, Sang Changlie y Wang Rui llegaron.", "coronel superior"),
        ("en", "Generals Peter Otieno and Joe Kamau arrived.", "General"),
        ("en", "They met rear admiral Peter Otieno.", "Rear Admiral"),
    ],
)
def test_one_rank_of_several_and_ranks_written_small(language: str, text: str, rank: str) -> None:
    assert {actor.rank for actor in claims(text, language).actors} == {rank}


def test_an_object_behind_an_article_is_introduced_by_its_own_post() -> None:
    text = "Gestern hat Albert Frick den Präsidenten des slowakischen Nationalrats, Andrej Danko, empfangen."
    reading = read(text, "de")
    assert reading.actor("Andrej Danko").country == "SK"
    assert reading.posts("Andrej Danko") == ["Präsidenten des slowakischen Nationalrats"]


def test_the_name_of_a_body_that_several_belong_to_is_nobody() -> None:
    text = "El presidente de Chile, Gabriel Boric, saludó a los miembros del Ejército Defensor de la Soberanía."
    assert set(read(text, "es").countries()) == {"Gabriel Boric"}


@pytest.mark.parametrize(
    ("language", "text", "name", "country", "post"),
    [
        (
            "en",
            "Peru's President Dina Boluarte welcomed the Governor-General of Australia, Sam Mostyn, and others.",
            "Sam Mostyn",
            "AU",
            "Governor-General of Australia",
        ),
        (
            "en",
            "Ruto thanked Dina Boluarte and Chile's current president, Gabriel Boric, for their help.",
            "Gabriel Boric",
            "CL",
            "Chile's current president",
        ),
        (
            "en",
            "It was joined by Omani Foreign Minister, Yusuf bin Alawi, Moroccan Foreign Minister, Nasser Bourita, "
            "and Peruvian Foreign Minister, Elmer Schialer.",
            "Nasser Bourita",
            "MA",
            "Moroccan Foreign Minister",
        ),
        ("de", "Der Präsident Eritreas, Isaias Afwerki, kam an.", "Isaias Afwerki", "ER", "Präsident Eritreas"),
        (
            "es",
            "Llegó el director del Servicio Federal Contra las Drogas de Rusia, Víctor Ivanov, con otros.",
            "Víctor Ivanov",
            "RU",
            "director Servicio Federal Contra las Drogas de Rusia",
        ),
    ],
)
def test_who_is_introduced_by_the_post_before_a_comma(
    language: str, text: str, name: str, country: str, post: str
) -> None:
    reading = read(text, language)
    assert reading.actor(name).country == country
    assert reading.posts(name) == [post]


def test_a_rank_may_be_closed_by_a_comma() -> None:
    text = "Le général d'armée, Thierry Burkhard, chef d'état-major des armées françaises, est arrivé."
    assert read(text, "fr").actor("Thierry Burkhard").rank == "général d'armée"


def test_all_in_a_row_of_companions_are_of_one_country() -> None:
    text = (
        "Kenyan President William Ruto arrived in Peru accompanied by Foreign Minister Musalia Mudavadi, Roads and "
        "Bridges Cabinet Secretary Davis Chirchir, Energy Cabinet Secretary Opiyo Wandayi and Trade Cabinet Secretary "
        "Lee Kinyanjui."
    )
    countries = read(text).countries()
    assert len(countries) == 5
    assert set(countries.values()) == {"KE"}


def test_a_name_behind_an_article_is_no_person() -> None:
    text = "Kenyan President William Ruto was met at the Jubilee Lounge by Peruvian President Dina Boluarte."
    assert read(text).people == ["Dina Boluarte", "William Ruto"]
