from __future__ import annotations

import pytest

from extractors.text.dates import edtf_date


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2024-05-26", "2024-05-26"),
        (" 2024-05 ", "2024-05"),
        ("2024", "2024"),
        ("2024-05-26T10:00:00Z", "2024-05-26"),
        ("2024-05-26T23:30:00.000-05:00", "2024-05-26"),
        ("2024-05-26 10:00:00 +0200", "2024-05-26"),
        ("2024-02-29", "2024-02-29"),
    ],
)
def test_dates_that_are_taken(value: str, date: str) -> None:
    assert edtf_date(value) == date


@pytest.mark.parametrize(
    "value",
    [
        "",
        "2023-02-29",
        "2024-13",
        "26.5.2024",
        "05/26/2024",
        "0000-00-00",
        "9999-12-31",
        "10000-01-01",
        "٢٠٢٤",
        "2024-5-6",
    ],
)
def test_what_is_no_date_is_none(value: str) -> None:
    assert edtf_date(value) is None
