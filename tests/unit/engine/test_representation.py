"""For whom somebody signs, on whose side somebody is, whose the papers of a list are, and what is no paper."""

from __future__ import annotations

import pytest

from tests.unit.engine.reading import claims


@pytest.mark.parametrize(
    ("language", "text", "name", "country"),
    [
        (
            "en",
            "The two governments signed a letter of intent in Ottawa. Minister Kalaveti Ravu signed it for Fiji.",
            "Kalaveti Ravu",
            "FJ",
        ),
        (
            "en",
            "The agreement was signed in Tunis. Minister Aisha Diallo signed on behalf of the Government of Senegal.",
            "Aisha Diallo",
            "SN",
        ),
        (
            "en",
            "Talks began in Lima. On the Kenyan side, Minister Rachel Omamo took part.",
            "Rachel Omamo",
            "KE",
        ),
        ("de", "Das Abkommen liegt in Wien. Von kenianischer Seite kam Ministerin Rachel Omamo.", "Rachel Omamo", "KE"),
        (
            "es",
            "El acuerdo es de Quito. Por la parte cubana asistió el ministro Rogelio Sierra.",
            "Rogelio Sierra",
            "CU",
        ),
        ("es", "El acuerdo es de Quito. Firmó por Chile la ministra María Rosa Vela.", "María Rosa Vela", "CL"),
        ("fr", "L'accord est de Rabat. Le ministre Amadou Ba a signé pour le Sénégal.", "Amadou Ba", "SN"),
        ("vi", "Lễ ký diễn ra tại Hà Nội. Về phía Lào có Bộ trưởng Khamjane Vongphosy.", "Khamjane Vongphosy", "LA"),
    ],
)
def test_who_acts_for_a_state(language: str, text: str, name: str, country: str) -> None:
    people = {actor.name: actor.country for actor in claims(text, language, "2024-06-20").actors}
    assert people[name] == country


@pytest.mark.parametrize(
    "text",
    [
        "The Kenyan side thanked Minister Kalaveti Ravu for his words, the ministry of Fiji said in Suva.",
        "Minister Kalaveti Ravu signed a law for Kenya Airways on Monday, the Government of Fiji said in Suva.",
    ],
)
def test_who_does_not_act_for_a_state(text: str) -> None:
    people = {actor.name: actor.country for actor in claims(text, "en", "2024-06-20").actors}
    assert people["Kalaveti Ravu"] != "KE"


def test_papers_of_a_list_have_the_parties_of_its_lines() -> None:
    document = claims(
        "The following agreements were signed on Wednesday:\n\n1. MOU on Labour Permits;\n"
        "2. MOU on Health between Malaysia and Jordan; and\n3. Protocol on Mangoes",
        "en",
        "2024-06-20",
    )
    assert {(a.title, tuple(p.country for p in a.parties)) for a in document.agreements} == {
        ("MOU on Labour Permits", ("MY", "JO")),
        ("MOU on Health between Malaysia and Jordan", ("MY", "JO")),
        ("Protocol on Mangoes", ("MY", "JO")),
    }


def test_the_paper_told_before_is_no_second_one() -> None:
    document = claims(
        "Los cancilleres de Uruguay, Rodolfo Nin, y de Paraguay, Eladio Loizaga, suscribieron en Montevideo "
        "un memorando sobre hidrovías. Previo a la firma del acuerdo, ambos se reunieron en privado.",
        "es",
        "2024-06-20",
    )
    assert [a.kind for a in document.agreements] == ["memorandum_of_understanding"]


def test_a_visit_to_come_is_no_commitment() -> None:
    document = claims(
        "Kenyan President William Ruto met Peruvian President Dina Boluarte in Lima on Wednesday. "
        "President Boluarte is expected to pay an official visit to Kenya next month.",
        "en",
        "2024-06-20",
    )
    assert not document.agreements
