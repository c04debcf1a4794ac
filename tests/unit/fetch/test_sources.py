"""Source files: valid ones are listed, a fault is named with its file and field."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from extractors.errors import PermanentError
from extractors.fetch import find_source, list_sources
from extractors.settings import Settings, load_settings

GOOD = "name: mine\nkind: folder\npath: in\nenabled: false\n"


def project(root: Path, **files: str) -> Settings:
    folder = root / "seeds" / "sources"
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / f"{name}.yml").write_text(content, "utf-8")
    return replace(load_settings(), project_root=root, data_dir=root / "data")


def test_the_sources_of_the_project() -> None:
    bundled = find_source(load_settings(), "bundled")
    assert (bundled.kind, bundled.path, bundled.enabled) == ("folder", "seeds/articles", True)


def test_sources_are_listed_by_name(tmp_path: Path) -> None:
    settings = project(tmp_path, mine=GOOD, also=GOOD.replace("mine", "also") + "language: vi\ncountry: VN\n")
    assert [(s.name, s.language, s.enabled) for s in list_sources(settings)] == [
        ("also", "vi", False),
        ("mine", None, False),
    ]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (GOOD.replace("kind: folder", "kind: telex"), "kind"),
        (GOOD.replace("path: in", "path: ''"), "path"),
        (GOOD.replace("path: in\n", ""), "path"),
        (GOOD.replace("false", "'maybe'"), "enabled"),
        (GOOD + "language: german\n", "language"),
        (GOOD + "country: de\n", "country"),
        (GOOD + "colour: red\n", "colour"),
        (GOOD.replace("mine", "other"), "must be the file's name"),
        (GOOD.replace("mine", "../mine"), "name"),
        ("", "file"),
        ("- a\n- b\n", "file"),
        ("name: [", "cannot be read as YAML"),
        ("!!python/object/apply:os.getcwd []", "cannot be read as YAML"),
    ],
)
def test_faults_are_named(tmp_path: Path, content: str, fault: str) -> None:
    with pytest.raises(PermanentError) as caught:
        list_sources(project(tmp_path, mine=content))
    assert str(caught.value).startswith("mine.yml")
    assert fault in str(caught.value)


def test_an_unknown_source_names_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(PermanentError, match="Sources: mine"):
        find_source(project(tmp_path, mine=GOOD), "yours")
