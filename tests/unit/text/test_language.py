"""A text is in one of the supported languages, or it is turned away with the name of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.errors import RejectedArticle
from extractors.settings import PROJECT_ROOT
from extractors.text import language
from extractors.text.language import language_code, settle_language

FIVE = frozenset({"de", "en", "es", "fr", "vi"})
ARTICLES = sorted((PROJECT_ROOT / "seeds" / "articles").glob("*.txt"))
OTHERS = {
    "pt": "O presidente Luiz Inácio Lula da Silva recebeu em Brasília o primeiro-ministro de Portugal.",
    "it": "Il presidente della Repubblica ha ricevuto il presidente francese, in visita ufficiale in Italia.",
    "ca": "El president va rebre ahir el ministre d'Afers Exteriors francès, que va fer una visita de dos dies.",
    "nl": "De minister-president heeft woensdag de Duitse bondskanselier ontvangen voor een officieel bezoek.",
    "pl": "Prezydent przyjął w Warszawie prezydenta Niemiec, który przybył do Polski z oficjalną wizytą.",
    "ru": "Президент России прибыл с официальным визитом в Ханой, где встретился с руководством страны.",
}


@pytest.fixture(autouse=True)
def five_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "supported", lambda: FIVE)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("length", [150, 100_000])
def test_supported_languages_are_recognised(path: Path, length: int) -> None:
    text = path.read_text("utf-8")
    assert settle_language(text[:length]) == path.stem[:2]
    assert settle_language(text.upper()[:length]) == path.stem[:2]


@pytest.mark.parametrize("code", OTHERS)
def test_other_languages_are_not_forced_into_a_supported_one(code: str) -> None:
    with pytest.raises(RejectedArticle, match=f"'{code}'") as caught:
        settle_language(OTHERS[code])
    assert caught.value.reason == "language_not_supported"


def test_a_language_without_a_file_is_turned_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "supported", lambda: FIVE - {"de"})
    german = next(path for path in ARTICLES if path.stem.startswith("de_")).read_text("utf-8")
    with pytest.raises(RejectedArticle, match="'de'"):
        settle_language(german)


def test_a_headline_in_another_language_does_not_decide() -> None:
    spanish = next(path for path in ARTICLES if path.stem.startswith("es_")).read_text("utf-8").partition("\n")[2]
    assert settle_language("The president of the government of Spain travels to Morocco for talks\n" + spanish) == "es"


def test_a_tail_in_another_script_does_not_decide() -> None:
    french = next(path for path in ARTICLES if path.stem.startswith("fr_")).read_text("utf-8")
    assert settle_language(french + "\nՀայաստանի Հանրապետության պաշտպանության նախարարություն" * 3) == "fr"


def test_who_is_told_believes_it() -> None:
    assert settle_language(OTHERS["pt"], told="es") == "es"
    with pytest.raises(RejectedArticle, match="'pt'"):
        settle_language("The president of Chile visited Spain.", told="pt")


def test_a_page_is_believed_until_its_text_speaks_against_it() -> None:
    german = next(path for path in ARTICLES if path.stem.startswith("de_")).read_text("utf-8")
    assert settle_language(german, page="en") == "de"
    assert settle_language("Macron, Scholz, Biden, Kishida, Xi Jinping, Putin", page="fr") == "fr"


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("de-AT", "de"),
        ("en_US", "en"),
        ("vie", "vi"),
        ("FR", "fr"),
        ("", None),
        ("english", None),
        (None, None),
        ("../x", None),
    ],
)
def test_language_code(tag: str | None, code: str | None) -> None:
    assert language_code(tag) == code
