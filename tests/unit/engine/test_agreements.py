"""Agreements and honours: which documents, signed or not, and who was given what.

The sentences are made up to show a form of words; they report no event.
"""

from __future__ import annotations

import pytest

from tests.unit.engine.reading import claims, read

PUBLISHED = "2024-06-20"  # a Thursday

AGREEMENTS = [
    (
        "en",
        "Kenya and Uganda signed a memorandum of understanding on agriculture on 14 June 2024.",
        "memorandum_of_understanding",
        "signed",
    ),
    ("en", "Kenya and Uganda plan to sign an agreement on railways.", "agreement", "proposed"),
    ("en", "Kenya and Uganda are negotiating a free trade agreement.", "treaty", "negotiating"),
    (
        "en",
        "Kenya and Uganda continue to implement the 2022 defence cooperation agreement.",
        "agreement",
        "implementing",
    ),
    ("de", "Deutschland und Kenia unterzeichneten am 14. Juni 2024 ein Migrationsabkommen.", "agreement", "signed"),
    ("de", "Deutschland und Kenia wollen ein Migrationsabkommen unterzeichnen.", "agreement", "proposed"),
    ("de", "Deutschland und Kenia verhandeln über ein Migrationsabkommen.", "agreement", "negotiating"),
    (
        "es",
        "España y Marruecos firmaron el 14 de junio de 2024 un memorando de entendimiento sobre migración.",
        "memorandum_of_understanding",
        "signed",
    ),
    ("es", "España y Marruecos firmarán un acuerdo de pesca.", "agreement", "proposed"),
    ("es", "España y Marruecos negocian un acuerdo de pesca.", "agreement", "negotiating"),
    ("fr", "La France et le Maroc ont signé le 14 juin 2024 un accord de coopération.", "agreement", "signed"),
    ("fr", "La France et le Maroc signeront un accord de pêche.", "agreement", "proposed"),
    ("fr", "La France et le Maroc négocient un accord de pêche.", "agreement", "negotiating"),
    (
        "vi",
        "Việt Nam và Cuba đã ký bản ghi nhớ về hợp tác quốc phòng ngày 14/6/2024.",
        "memorandum_of_understanding",
        "signed",
    ),
    ("vi", "Việt Nam và Cuba sẽ ký hiệp định thương mại.", "agreement", "proposed"),
    ("vi", "Việt Nam và Cuba đang đàm phán hiệp định thương mại.", "agreement", "negotiating"),
]


@pytest.mark.parametrize(("language", "text", "kind", "status"), AGREEMENTS)
def test_agreements(language: str, text: str, kind: str, status: str) -> None:
    reading = read(text, language, PUBLISHED)
    assert reading.papers() == [(kind, status)]
    (paper,) = reading.document.agreements
    assert len({party.country for party in paper.parties}) == 2
    assert paper.signed_on == ("2024-06-14" if status == "signed" else paper.signed_on)
    if status in {"proposed", "negotiating"}:
        assert paper.signed_on is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "No agreement was signed by Kenya and Uganda."),
        ("en", "Kenya and Uganda did not sign an agreement on railways."),
        ("de", "Deutschland und Kenia haben kein Abkommen unterzeichnet."),
        ("de", "Ein Abkommen zwischen Deutschland und Kenia wurde nicht unterzeichnet."),
        ("es", "España y Marruecos no firmaron ningún acuerdo."),
        ("fr", "La France et le Maroc n'ont signé aucun accord."),
        ("vi", "Việt Nam và Cuba chưa ký hiệp định thương mại."),
    ],
)
def test_what_was_not_signed_is_not_signed(language: str, text: str) -> None:
    assert [status for _, status in read(text, language, PUBLISHED).papers() if status == "signed"] == []


def test_the_period_of_validity() -> None:
    (paper,) = read("Kenya and Uganda signed a defence cooperation plan for 2023-2028.").document.agreements
    assert (paper.valid_from, paper.valid_to) == ("2023", "2028")


TALKS = (
    "Kenyan President William Ruto held talks with Ugandan President Yoweri Museveni in Kampala on 14 June 2024. "
    "The two countries signed {}."
)


def test_the_day_of_the_talks_dates_what_was_signed_there() -> None:
    (paper,) = read(TALKS.format("an agreement on railways"), "en", PUBLISHED).document.agreements
    assert paper.signed_on == "2024-06-14"
    assert any("14 June 2024" in span.text for span in paper.evidence)


def test_the_talks_do_not_date_what_has_its_own_date() -> None:
    (paper,) = read(TALKS.format("an agreement on railways in 2019"), "en", PUBLISHED).document.agreements
    assert paper.signed_on == "2019"


def test_two_papers_joined_by_and_are_two() -> None:
    text = TALKS.format("a memorandum of understanding on tourism and a memorandum of understanding on farming")
    assert [paper.subject for paper in read(text, "en", PUBLISHED).document.agreements] == ["on tourism", "on farming"]


def test_a_definite_undertaking_is_a_commitment_and_friendship_is_none() -> None:
    talks = (
        "Kenyan President William Ruto met Ugandan President Yoweri Museveni in Kampala. The two sides agreed to {}."
    )
    (kept,) = read(talks.format("open a joint border post at Busia")).document.agreements
    assert kept.kind == "commitment"
    assert {party.country for party in kept.parties} == {"KE", "UG"}
    assert read(talks.format("strengthen friendship")).document.agreements == []


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        (
            "en",
            "General Phan Van Giang was awarded the Order of Friendship by Cuban President Miguel Díaz-Canel.",
            "Order of Friendship",
        ),
        (
            "en",
            "Cuban President Miguel Díaz-Canel awarded Vietnamese General Phan Van Giang the Order of Friendship.",
            "Order of Friendship",
        ),
        (
            "es",
            "El presidente Miguel Díaz-Canel condecoró al general Phan Van Giang con la Orden de la Amistad.",
            "Orden de la Amistad",
        ),
    ],
)
def test_honours(language: str, text: str, name: str) -> None:
    reading = read(text, language)
    (honour,) = reading.document.honours
    assert reading.names[honour.recipient or ""] == "Phan Van Giang"
    assert reading.names[honour.conferred_by or ""] == "Miguel Díaz-Canel"
    assert name in (honour.name or "")


def test_an_honour_named_for_a_person_is_not_given_to_her() -> None:
    reading = read(
        "Cuban President Miguel Díaz-Canel awarded Vietnamese General Phan Van Giang the Order of Ana Betancourt."
    )
    assert reading.people == ["Miguel Díaz-Canel", "Phan Van Giang"]
    (honour,) = reading.document.honours
    assert reading.names[honour.recipient or ""] == "Phan Van Giang"


def test_an_honour_that_was_not_given() -> None:
    assert read("The Order of Friendship was not awarded to General Phan Van Giang.").document.honours == []


def test_each_line_of_a_list_is_a_paper() -> None:
    reading = read(
        "Kenya and Uganda signed the following documents on 14 June 2024:\n\n"
        "1. Memorandum of Understanding on tourism.\n\n2. Agreement on air services.\n\n"
        "- Protocol on visas;\n\n• Plan of action for culture.\n\nThe visit ended.",
        "en",
        PUBLISHED,
    )
    papers = reading.document.agreements
    assert [p.kind for p in papers] == ["memorandum_of_understanding", "agreement", "protocol", "plan"]
    assert {(p.status, p.signed_on) for p in papers} == {("signed", "2024-06-14")}
    assert {tuple(q.country for q in p.parties) for p in papers} == {("KE", "UG")}


def test_a_list_of_something_else_holds_no_papers() -> None:
    reading = read("Kenya and Uganda will build the following:\n- a road to Malaba\n- a bridge", "en", PUBLISHED)
    assert reading.document.agreements == []


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("en", "Japan and the Maldives signed an Exchange of Notes for security equipment today.", "agreement"),
        ("de", "Deutschland und Kenia unterzeichneten einen Notenwechsel über Finanzhilfe.", "agreement"),
        ("es", "España y Kenia firmaron un canje de notas sobre visados.", "agreement"),
        ("fr", "La France et le Kenya ont signé un échange de lettres sur les visas.", "agreement"),
    ],
)
def test_an_exchange_of_notes_is_an_instrument(language: str, text: str, kind: str) -> None:
    (paper,) = read(text, language, PUBLISHED).document.agreements
    assert (paper.kind, paper.status) == (kind, "signed")


def test_when_a_paper_came_into_force_is_not_when_it_was_signed() -> None:
    (paper,) = read(
        "The trade agreement between Kenya and Uganda entered into force on 1 May 2021."
    ).document.agreements
    assert (paper.status, paper.signed_on, paper.valid_from) == ("in_force", None, "2021-05-01")


def test_bodies_sign_for_themselves_and_capitals_for_their_countries() -> None:
    (paper,) = read("Petrobras y Pemex firmaron un memorando de entendimiento.", "es").document.agreements
    assert [p.name for p in paper.parties] == ["Petrobras", "Pemex"]
    (paper,) = read("The agreement on trade between Harare and Windhoek was signed.").document.agreements
    assert [p.country for p in paper.parties] == ["ZW", "NA"]


def test_who_signs_stands_before_the_verb_or_behind_by() -> None:
    reading = read("The agreement was signed by Kenyan Minister Musalia Mudavadi and Ugandan Minister Jeje Odongo.")
    (paper,) = reading.document.agreements
    assert [reading.names[ref] for ref in paper.signatories] == ["Musalia Mudavadi", "Jeje Odongo"]


@pytest.mark.parametrize(
    "text",
    [
        "The visit aims to carry out cooperation agreements between the assemblies of Laos and Vietnam.",
        "Kenya and Uganda agreed to explore new areas of cooperation.",
        "Kenya and Uganda agreed on the need to keep working together.",
    ],
)
def test_what_is_only_meant_is_no_paper(text: str) -> None:
    assert read(text).document.agreements == []


def test_a_signing_on_the_agenda_is_yet_to_come() -> None:
    (paper,) = read("A signing of an agreement on trade between Kenya and Uganda is on his agenda.").document.agreements
    assert paper.status == "proposed"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "KENYA AND UGANDA SIGN FISHERIES AGREEMENT\n\nKenya and Uganda signed the Fisheries Agreement in Kampala.",
        ),
        (
            "es",
            "Kenia y Uganda firman memorandos en Kampala\n\n"
            "Kenia y Uganda firmaron un memorando de entendimiento sobre pesca en Kampala.",
        ),
        ("vi", "Nga và Kenya ký hiệp ước mới\n\nNga và Kenya đã ký Hiệp ước Hữu nghị tại Moskva."),
    ],
)
def test_a_headline_tells_of_the_paper_that_the_text_names(language: str, text: str) -> None:
    assert len(read(text, language, "2024-06-20").papers()) == 1


def test_a_second_agreement_is_another_one() -> None:
    text = (
        "Kenya and Uganda signed a fisheries agreement in Kampala. "
        "Kenya and Uganda signed a second agreement on railways in Kampala."
    )
    assert len(read(text, "en", "2024-06-20").papers()) == 2


@pytest.mark.parametrize(
    ("language", "text", "papers"),
    [
        ("fr", "Le Kenya et l'Ouganda ont signé le document sur le partenariat stratégique.", [("other", "signed")]),
        ("en", "Kenya and Uganda signed documents on customs in Kampala.", [("other", "signed")]),
        ("en", "After signing the documents in Kampala, Kenya and Uganda spoke of trade.", []),
        (
            "de",
            "Das Fischereiabkommen zwischen Kenia und Uganda trat am 1. Mai 2024 in Kraft.",
            [("agreement", "in_force")],
        ),
        ("vi", "Hiệp định nghề cá giữa Kenya và Uganda có hiệu lực từ ngày 1/5/2024.", [("agreement", "in_force")]),
    ],
)
def test_papers_known_by_their_matter_or_their_parties(language: str, text: str, papers: list[tuple[str, str]]) -> None:
    assert read(text, language, PUBLISHED).papers() == papers


@pytest.mark.parametrize(
    ("language", "text", "parties"),
    [
        (
            "en",
            "The Bahrain Chamber and the trade promotion agency Uruguay XXI signed a memorandum of understanding.",
            {("BH", "Bahrain Chamber"), ("UY", "Uruguay XXI")},
        ),
        (
            "es",
            "El Ministerio de Salud de Chile y el Ministerio de Salud del Perú firmaron un convenio.",
            {("CL", "Ministerio de Salud de Chile"), ("PE", "Ministerio de Salud del Perú")},
        ),
        (
            "en",
            "Thailand's Nabota signed an agreement with Myanmar to import gas.",
            {("TH", "Nabota"), ("MM", None)},
        ),
        ("en", "Kenya and Uganda signed an agreement on coffee.", {("KE", None), ("UG", None)}),
    ],
)
def test_a_body_that_signs_is_named_beside_its_state(
    language: str, text: str, parties: set[tuple[str, str | None]]
) -> None:
    (agreement,) = claims(text, language, PUBLISHED).agreements
    assert {(party.country, party.name) for party in agreement.parties} == parties
