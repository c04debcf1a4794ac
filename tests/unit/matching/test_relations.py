"""What the warehouse may put together, and what a post is in every language."""

from __future__ import annotations

import pytest

from extractors.matching import match_names
from extractors.matching.lookup import related_letters
from extractors.matching.posts import post_code
from extractors.matching.relations import _of_match, name_relation

TURNED = {"left_part": "right_part", "right_part": "left_part", "same": "same", "slip": "slip", None: None}


@pytest.mark.parametrize(
    ("left", "right", "relation"),
    [
        ("Natalja Jaschin", "Natalia Iashin", "same"),
        ("Khalid al-Chammari", "Chalid al-Shamari", "same"),
        ("Phạm Minh Chính", "Minh Chinh Pham", "same"),
        ("López Miera", "Álvaro López Miera", "left_part"),
        ("A. Khamenei", "Ali Khamenei", "left_part"),
        ("F. Faure", "Frédéric Zoé Fauré", "left_part"),
        ("Xi", "Xi Jinping", "left_part"),
        ("محمد Haddad", "Mohammed bin Omar Hadad", "left_part"),
        ("Emmanuel Marcon", "Emmanuel Macron", "slip"),
        ("Kim Yong-chol", "Kim Yong-chun", None),
        ("Nguyễn Tân Cương", "Nguyen Van Cuong", None),
        ("Björn Ulrich Jäger", "Ulrich Björn Jäger", None),
        ("José López Pérez", "José López Díaz", None),
        ("Hussein bin Yousef Nasser", "Yusuf bin Hussein Nasser", None),
        ("A. Omar Haddad", "Ali O. Haddad", None),
        ("Ministry of Defence", "Ministry of Defence", None),
        ("", "Ali Khamenei", None),
    ],
)
def test_relations(left: str, right: str, relation: str | None) -> None:
    assert name_relation(left, right) == relation
    assert name_relation(right, left) == TURNED[relation]


SCRIPTS = (
    "محمد بن سلمان", "Mohammed bin Salman", "محمد سلمان", "عبد الفتاح السيسي", "Abdelfattah Sissi",
    "Abd al-Fattah as-Sisi", "שמעון פרס", "Shimon Peres", "S. Peres", "Peres", "김정은", "Kim Jong Un", "Kim Jongun",
    "习近平", "Xi Jinping", "文在寅", "Mun Jae In", "Владимир Путин", "W. Putin", "Jean-Marc خوري", "Jeanmarc Khoury",
    "Omar الراشدي", "عمر Rashidi",
)  # fmt: skip


def test_what_is_turned_down_without_a_score_has_no_relation() -> None:
    """Names of which one is in a script without vowels or of syllables are scored only if they can be one."""
    found = {(left, right): name_relation(left, right) for left in SCRIPTS for right in SCRIPTS}
    mixed = [pair for pair in found if any(letter > "\u058f" for name in pair for letter in name)]
    assert {pair: found[pair] for pair in mixed} == {pair: _of_match(match_names(*pair)) for pair in mixed}
    assert sum(found[pair] is not None for pair in mixed) > 20


def test_sql_asks_for_many_names_at_once() -> None:
    rights = ["Emmanuel Macron", "Macron", "E. Macron", "Emmanuel Marcon", "Angela Merkel"]
    assert related_letters(["Emmanuel Macron", *rights]) == "srri-"
    assert related_letters(["Macron", rights[0]]) == "l"


@pytest.mark.parametrize(
    ("titles", "code"),
    [
        (
            (
                "Minister of Defence",
                "Verteidigungsminister",
                "ministra de Defensa",
                "ministre des Armées",
                "Bộ trưởng Quốc phòng",
                "Minister of the Revolutionary Armed Forces",
            ),
            "minister:defence",
        ),
        (("Deputy Defence Minister", "stellvertretender Verteidigungsminister"), "deputy_minister:defence"),
        (("Außenminister", "US Secretary of State", "canciller", "Bộ trưởng Ngoại giao"), "minister:foreign"),
        (("Prime Minister", "Ministerpräsident", "presidente del Gobierno", "Thủ tướng"), "prime_minister:"),
        (("President", "Staatspräsidentin", "Tổng thống", "Chủ tịch nước"), "president:"),
        (("Parlamentspräsident", "presidente del Senado", "Chủ tịch Quốc hội"), "speaker:"),
        (("former President", "ex-ministre", "ehemaliger Kanzler", "nguyên Thủ tướng"), "former"),
        (("counterpart", "", "đồng nhiệm"), None),
    ],
)
def test_posts_have_one_code_in_all_languages(titles: tuple[str, ...], code: str | None) -> None:
    assert {title: post_code(title) for title in titles} == dict.fromkeys(titles, code)
