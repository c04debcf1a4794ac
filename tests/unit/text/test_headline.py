from __future__ import annotations

import pytest

from extractors.text.headline import headline

BODY = "\n\nThe president of Chile visited Spain in July 2023 and met the king in Madrid for talks about trade."


@pytest.mark.parametrize(
    "line",
    [
        "Vietnam and Cuba boost defence cooperation",
        "CHINA'S PRESIDENT ARRIVES IN PARIS",
        "Macron in Berlin: was bleibt?",
        "Putin reist trotz Haftbefehl in die ...",
        "Tổng thống Nga thăm cấp Nhà nước tới Việt Nam",
    ],
)
def test_a_short_line_above_an_article_is_its_headline(line: str) -> None:
    assert headline(line + BODY) == line


def test_marks_of_a_heading_are_not_part_of_it() -> None:
    assert headline("# L'Arménie et l'Italie en discussion" + BODY) == "L'Arménie et l'Italie en discussion"


@pytest.mark.parametrize(
    "text",
    [
        "The president of Chile visited Spain in July 2023." + BODY,
        "Vietnam and Cuba boost defence cooperation",
        "HANOI" + BODY,
        "By our correspondent," + BODY,
        "A line that goes on and on " * 10 + BODY,
        "",
    ],
)
def test_other_first_lines_are_not(text: str) -> None:
    assert headline(text) is None
