"""Names that are one and names that are two."""

from __future__ import annotations

import random

import pytest

from extractors.matching import LIKELY, match_names, parse_name

ONE = [
    ("Nguyễn Tân Cương", "Nguyen Tan Cuong"),
    ("Phạm Minh Chính", "Pham Minh Chinh"),
    ("Lê Đức Thọ", "LE DUC THO"),
    ("Volodymyr Selenskyj", "Володимир Зеленський"),
    ("Wladimir Putin", "Vladimir Putin"),
    ("Poutine, Vladimir", "Владимир Путин"),
    ("محمد بن سلمان", "Mohammed bin Salman"),
    ("Muhammad ibn Salman", "Mohamed Ben Salman"),
    ("习近平", "Xi Jinping"),
    ("Kim Jong-un", "Kim Jong Un"),
    ("Abd al-Aziz Bouteflika", "Abdelaziz Bouteflika"),
    ("President Emmanuel Macron", "Emmanuel Macron"),
    ("Jean-Claude Juncker", "J.-C. Juncker"),
    ("Sergey Viktorovich Lavrov", "Sergei Lavrov"),
    ("Ursula von der Leyen", "Ursula Leyen"),
    ("Joe Biden", "Joseph R. Biden Jr."),
    ("López Miera", "Álvaro López Miera"),
]
TWO = [
    ("Nguyễn Tân Cương", "Lương Cường"),
    ("Raúl Castro", "Fidel Castro"),
    ("Sergey Viktorovich Lavrov", "Sergey Borisovich Lavrov"),
    ("Salman bin Muhammad Al Saud", "Muhammad bin Salman Al Saud"),
    ("George H. Bush", "George W. Bush"),
    ("A. Merkel", "Friedrich Merz"),
    ("习近平", "习近朋"),
    ("Antonio Costa", "Antonio Tajani"),
    ("Cuong", "Nguyen Tan Cuong"),
    ("Ministry of Defence", "Ministry of Finance"),
    ("", "Angela Merkel"),
    ("!!!", "!!!"),
]


@pytest.mark.parametrize(("left", "right"), ONE)
def test_one_name(left: str, right: str) -> None:
    assert match_names(left, right).score >= LIKELY
    assert match_names(right, left).score == match_names(left, right).score


@pytest.mark.parametrize(("left", "right"), TWO)
def test_two_names(left: str, right: str) -> None:
    assert match_names(left, right).score < LIKELY
    assert match_names(right, left).score == match_names(left, right).score


def test_equivalent_is_stricter_than_likely() -> None:
    assert match_names("Husayn Dabbagh", "Hussein Dabbagh").is_equivalent
    slip = match_names("Emmanuel Marcon", "Emmanuel Macron")
    assert slip.score >= LIKELY
    assert not slip.is_equivalent


def test_reasons_name_what_counted() -> None:
    found = match_names("Gen. Wladimir A. Petrow", "Vladimir Petrov")
    assert any(line.startswith("Wladimir ~ Vladimir: spelling") for line in found.reasons())
    assert any(line == "only left: A." for line in found.reasons())
    assert parse_name("Gen. Wladimir A. Petrow").titles == ("gen",)


def test_a_name_is_itself_whatever_its_script() -> None:
    for name in ("Đỗ Mười", "Նիկոլ Փաշինյան", "ประยุทธ์ จันทร์โอชา", "നരേന്ദ്ര മോദി", "김정은", "a", "O'Neill"):
        assert match_names(name, name).score == 1.0


def test_noise_is_compared_without_error() -> None:
    chance = random.Random(7)  # noqa: S311
    letters = "aé¥ Đ\u200b\u0301\ud7ff漢ع'-.,0 \n\t" + chr(0x1F600)
    for _ in range(300):
        left, right = ("".join(chance.choices(letters, k=chance.randrange(40))) for _ in range(2))
        assert 0.0 <= match_names(left, right).score <= 1.0
    assert 0.0 <= match_names("x " * 100_000, "y-" * 100_000).score <= 1.0
