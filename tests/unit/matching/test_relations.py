"""What the warehouse may put together, and what a post is in every language."""

from __future__ import annotations

import pytest

from extractors.matching.posts import post_code
from extractors.matching.relations import name_relation

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
