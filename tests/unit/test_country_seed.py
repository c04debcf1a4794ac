"""The country seed is what its generator writes."""

from __future__ import annotations

from communique.country_seed import SEED, country_csv, country_rows


def test_the_committed_seed_is_up_to_date() -> None:
    assert SEED.read_text(encoding="utf-8") == country_csv(), "run `python -m communique.country_seed` and commit"


def test_every_country_has_a_name_in_every_language() -> None:
    header, *rows = country_rows()
    assert len(rows) == 250
    assert all(all(value for name, value in zip(header, row, strict=True) if name != "numeric_code") for row in rows)
    assert ["VN", "VNM", "704", "Vietnam", "Vietnam", "Vietnam", "Viêt Nam", "Việt Nam"] in rows
