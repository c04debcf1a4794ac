"""Meetings: only where the text says that people met.

The sentences are made up to show a form of words; they report no event.
"""

from __future__ import annotations

import pytest

from tests.unit.engine.reading import read

PUBLISHED = "2024-06-20"  # a Thursday


@pytest.mark.parametrize(
    ("language", "text", "people"),
    [
        (
            "en",
            "Kenyan President William Ruto met Ugandan President Yoweri Museveni in Kampala.",
            {"William Ruto", "Yoweri Museveni"},
        ),
        (
            "en",
            "Kenyan President William Ruto held talks with Ugandan President Yoweri Museveni in Kampala.",
            {"William Ruto", "Yoweri Museveni"},
        ),
        (
            "de",
            "Der kenianische Präsident William Ruto traf in Vilnius den litauischen Präsidenten Gitanas Nausėda.",
            {"William Ruto", "Gitanas Nausėda"},
        ),
        (
            "es",
            "El presidente de Kenia, William Ruto, se reunió en Rabat con su homólogo colombiano, Gustavo Petro.",
            {"William Ruto", "Gustavo Petro"},
        ),
        (
            "fr",
            "Le ministre français des Armées, Sébastien Lecornu, a rencontré à Rabat le roi Mohammed VI.",
            {"Sébastien Lecornu", "Mohammed VI"},
        ),
        (
            "vi",
            "Thủ tướng Phạm Minh Chính đã hội đàm với Thủ tướng Campuchia Hun Manet tại Hà Nội.",
            {"Phạm Minh Chính", "Hun Manet"},
        ),
    ],
)
def test_meetings(language: str, text: str, people: set[str]) -> None:
    assert read(text, language, PUBLISHED).meetings() == {(frozenset(people), "in_person")}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Kenyan President William Ruto, Ugandan President Yoweri Museveni and Chinese President Xi Jinping spoke.",
        ),
        ("en", "Kenyan President William Ruto attended a summit. Ugandan President Yoweri Museveni attended it too."),
        ("en", "Kenyan President William Ruto criticised Ugandan President Yoweri Museveni in Nairobi."),
        ("en", "Kenyan President William Ruto did not meet Ugandan President Yoweri Museveni."),
        ("en", "Kenyan President William Ruto could meet Ugandan President Yoweri Museveni."),
        ("de", "Der kenianische Präsident William Ruto lobte den litauischen Präsidenten Gitanas Nausėda."),
        ("es", "El presidente de Kenia, William Ruto, elogió al presidente de Colombia, Gustavo Petro."),
        ("fr", "Le président kényan William Ruto a salué le Premier ministre malien Choguel Maïga."),
        ("vi", "Thủ tướng Phạm Minh Chính ca ngợi Thủ tướng Campuchia Hun Manet."),
    ],
)
def test_two_names_beside_each_other_are_no_meeting(language: str, text: str) -> None:
    reading = read(text, language, PUBLISHED)
    assert len(reading.people) >= 2
    assert reading.document.meetings == []


def test_a_pronoun_meets_both_who_are_joined_behind_the_verb() -> None:
    """ "He met A and B" says nothing of A and B."""
    for language, text in (
        ("en", "He met Kenyan President William Ruto and Foreign Minister Musalia Mudavadi."),
        (
            "fr",
            "Il a rencontré le président kényan William Ruto et le ministre des Affaires étrangères Musalia Mudavadi.",
        ),
        ("de", "Er traf den kenianischen Präsidenten William Ruto und Außenminister Musalia Mudavadi."),
    ):
        assert read(text, language, PUBLISHED).meetings() == set(), text


def test_a_queen_beside_a_king_meets_nobody_of_her_own() -> None:
    text = "Jordan's King Abdullah II and Queen Rania were welcomed in Nairobi by Kenyan President William Ruto."
    reading = read(text, "en", PUBLISHED)
    assert len(reading.meetings()) == 1
    assert reading.countries()["Rania"] == "JO"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        # An opening that tells of the meeting, the subject behind it.
        ("en", "During talks with Kenyan President William Ruto, Ugandan President Yoweri Museveni praised trade."),
        (
            "es",
            "Tras reunirse con el presidente de Kenia, William Ruto, el presidente de Uganda, Yoweri Museveni, habló.",
        ),
        (
            "fr",
            "Lors d'une rencontre avec le président kényan William Ruto, le président ougandais Yoweri Museveni a ri.",
        ),
        ("vi", "Tại cuộc hội đàm với Tổng thống Kenya William Ruto, Tổng thống Uganda Yoweri Museveni cảm ơn."),
        # With whom, far behind the verb.
        (
            "fr",
            "Le président kényan William Ruto s'est entretenu dans le cadre des relations bilatérales à Kampala "
            "avec son homologue Yoweri Museveni, président de l'Ouganda.",
        ),
        # A handshake.
        ("vi", "Tổng thống Kenya William Ruto bắt tay Tổng thống Uganda Yoweri Museveni trong lễ đón."),
        ("en", "Kenyan President William Ruto shakes hands with Ugandan President Yoweri Museveni in Kampala."),
    ],
)
def test_one_meeting_in_many_words(language: str, text: str) -> None:
    assert read(text, language, PUBLISHED).meetings() == {(frozenset({"William Ruto", "Yoweri Museveni"}), "in_person")}


def test_two_delegations_sit_at_one_table() -> None:
    text = (
        "Kenyan Foreign Minister Musalia Mudavadi and Kenyan Defence Minister Soipan Tuya met with Ugandan Foreign "
        "Minister Jeje Odongo and Ugandan Defence Minister Jacob Oboth in Kampala."
    )
    assert read(text, "en", PUBLISHED).meetings() == {
        (frozenset({"Musalia Mudavadi", "Soipan Tuya", "Jeje Odongo", "Jacob Oboth"}), "in_person")
    }
