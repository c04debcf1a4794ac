"""Towns of the world: a gate for words behind prepositions of place."""

from __future__ import annotations

import gzip
from pathlib import Path

import pycountry
import pytest

from extractors.entities.towns import towns
from extractors.errors import PermanentError
from extractors.settings import load_settings
from tests.unit.engine.reading import claims

PUBLISHED = "2024-06-20"


@pytest.mark.parametrize(
    ("language", "text", "country", "town"),
    [
        ("en", "Chinese President Xi Jinping arrived in Nadi on Monday, the first in Fiji.", "FJ", "Nadi"),
        ("de", "Der kenianische Präsident William Ruto ist am Montag in Graz eingetroffen.", "AT", "Graz"),
        ("es", "El presidente chileno, Gabriel Boric, viajó el lunes a Porto Alegre.", "BR", "Porto Alegre"),
        ("fr", "Le président français Emmanuel Macron est arrivé lundi à Bouaké.", "CI", "Bouaké"),
    ],
)
def test_a_town_that_the_language_file_does_not_know_is_a_destination(
    language: str, text: str, country: str, town: str
) -> None:
    (visit,) = claims(text, language, PUBLISHED).visits
    assert (visit.destination_country, visit.places) == (country, [town])


@pytest.mark.parametrize(
    "text",
    [
        # A house with a town's name, a person's name, a town that two countries have.
        "Kenyan President William Ruto spoke at Hyderabad House on Monday.",
        "Kenyan President William Ruto sent a letter to Lincoln on Monday.",
        "Kenyan President William Ruto arrived in San Fernando on Monday.",
    ],
)
def test_what_only_bears_a_town_s_name_is_no_destination(text: str) -> None:
    assert [v.destination_country for v in claims(text, "en", PUBLISHED).visits if v.destination_country] == []


def test_every_row_of_the_seed_is_sound() -> None:
    for name, codes in towns().items():
        assert 1 <= len(name.split()) <= 3 and name == name.lower(), name
        assert codes and all(code == "XK" or pycountry.countries.get(alpha_2=code) for code in codes), name


@pytest.mark.parametrize(
    "content",
    [b"", b"no gzip", gzip.compress(b"a town without a code\n", mtime=0)],
    ids=["empty", "no gzip", "no code"],
)
def test_a_broken_seed_is_an_error_that_names_the_file(
    content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "towns.txt.gz").write_bytes(content)
    settings = load_settings()
    monkeypatch.setattr(type(settings), "seeds_dir", property(lambda _: tmp_path / "seeds"))
    towns.cache_clear()
    with pytest.raises(PermanentError, match=r"towns\.txt\.gz"):
        towns()
    monkeypatch.undo()
    towns.cache_clear()
