"""When a paper was signed whose own sentence has no date, and when two tellings are one paper."""

from __future__ import annotations

import pytest

from tests.unit.engine.reading import claims, read

PUBLISHED = "2024-06-20"  # a Thursday
MEETING = (
    "Indian Foreign Minister Rakesh Sharma met his Bulgarian counterpart Ivan Dimov in Sofia on Tuesday. "
    "They spoke about students. "
)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (MEETING + "The two ministers signed an agreement on education.", "2024-06-18"),
        (MEETING + "The two ministers signed an agreement on education in 2019.", "2019"),
        (
            "Kenya and Uganda signed an agreement on trade on Monday. A second one, an agreement on fish, was signed.",
            "2024-06-17",
        ),
        (
            "Kenya and Uganda held consultations on Monday. Several officials spoke. "
            "Both governments signed an agreement on trade.",
            "2024-06-17",
        ),
        ("Kenya and Uganda signed the accord on Feb. 23 in Kampala.", "2024-02-23"),
        (MEETING + "They signed a cooperation plan for 2025.", "2024-06-18"),
        (MEETING + "After the talks the two ministers signed an agreement on education.", "2024-06-18"),
        (MEETING + "A year ago the two ministers signed an agreement on education.", None),
        (
            "Kenya and Uganda signed on Monday a letter of intent on trade, as well as an agreement on fish.",
            "2024-06-17",
        ),
        ("Kenya and Uganda act in line with the signed memorandum of understanding on trade.", None),
    ],
)
def test_the_day_that_another_sentence_tells(text: str, day: str | None) -> None:
    assert claims(text, "en", PUBLISHED).agreements[-1].signed_on == day


@pytest.mark.parametrize(
    ("published", "month"),
    [("2024-06-20", "2024-06"), ("2024-06-03", None)],
)
def test_what_is_signed_on_a_visit_that_goes_on_is_of_its_month(published: str, month: str | None) -> None:
    text = (
        "Indian Foreign Minister Rakesh Sharma is on an official visit to Bulgaria. "
        "India and Bulgaria signed an agreement on education."
    )
    (paper,) = claims(text, "en", published).agreements
    assert paper.signed_on == month


def test_the_side_that_is_not_named_is_whom_the_visit_is_to() -> None:
    text = (
        "Bundesaußenminister Guido Westerwelle ist am Dienstag in Bagdad eingetroffen. "
        "Westerwelle unterzeichnete ein Abkommen zum Schutz von Investoren."
    )
    (paper,) = claims(text, "de", PUBLISHED).agreements
    assert paper.signed_on == "2024-06-18"


def test_two_papers_meant_and_signed_are_not_one() -> None:
    text = (
        "Kenya and Uganda intend to sign a memorandum of understanding on defence cooperation. "
        "Two memorandums of understanding on maritime cooperation were signed by Kenya and Uganda in January."
    )
    assert read(text, "en", PUBLISHED).papers() == [
        ("memorandum_of_understanding", "proposed"),
        ("memorandum_of_understanding", "signed"),
    ]


def test_a_headline_of_another_kind_is_the_paper_of_the_text() -> None:
    text = (
        "Kenya and Uganda sign agreement on trade\n\n"
        "Kenya and Uganda signed a Memorandum of Understanding on trade on 14 June 2024."
    )
    (paper,) = claims(text, "en", PUBLISHED).agreements
    assert (paper.kind, paper.signed_on) == ("memorandum_of_understanding", "2024-06-14")


def test_who_helps_is_no_party() -> None:
    (paper,) = claims(
        "Thailand and Cambodia signed a ceasefire deal brokered by Malaysia in Putrajaya.", "en", PUBLISHED
    ).agreements
    assert [p.country for p in paper.parties] == ["TH", "KH"]


def test_the_two_sides_are_those_who_met_last() -> None:
    text = (
        "Brazil's President Luiz Costa hosted President Irfan Ali of Guyana and President Juan Mora of Venezuela. "
        "President Irfan Ali of Guyana met President Juan Mora of Venezuela in Kingstown. It rained. "
        "The two presidents issued a joint declaration on peace."
    )
    (paper,) = claims(text, "en", PUBLISHED).agreements
    assert {p.country for p in paper.parties} == {"GY", "VE"}
