"""Faults of a language file are told by file and key, and a language is there when its file is."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from extractors.claims import Article
from extractors.engines import get_engine
from extractors.errors import PermanentError, RejectedArticle
from extractors.languages import expand, load_language, supported

# The least that a language file can be: Esperanto, with the few words that its test article needs.
TOY: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "toy_eo.yml").read_text("utf-8"))
Change = Callable[[dict[str, Any]], Any]


def write(folder: Path, content: dict[str, Any] | str, iso: str = "eo") -> Path:
    path = folder / f"{iso}.yml"
    path.write_text(content if isinstance(content, str) else yaml.safe_dump(content, allow_unicode=True), "utf-8")
    return path


def changed(change: Change) -> dict[str, Any]:
    content = copy.deepcopy(TOY)
    change(content)
    return content


def fault(folder: Path, iso: str = "eo") -> str:
    with pytest.raises(PermanentError) as caught:
        load_language(iso, folder)
    assert not isinstance(caught.value, RejectedArticle)
    return str(caught.value)


def test_the_toy_language_is_whole(tmp_path: Path) -> None:
    write(tmp_path, TOY)
    assert load_language("eo", tmp_path).visits.nouns == TOY["visits"]["nouns"]


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (lambda c: c.update(surnames=[]), "surnames"),
        (lambda c: c["visits"].update(verb=[]), "visits.verb"),
        (lambda c: c["visits"]["verbs"][0].update(tence="past"), "visits.verbs.0.tence"),
        (lambda c: c["visits"]["verbs"][0].update(tense="perfect"), "visits.verbs.0.tense"),
        (lambda c: c["visits"]["levels"].update(holiday=["feria"]), "visits.levels.holiday"),
        (lambda c: c["agreements"]["instruments"].update(mou=["noto"]), "agreements.instruments.mou"),
        (lambda c: c["names"].update(order="surname_first"), "names.order"),
        (lambda c: c["posts"].update(heads="prezidanto"), "posts.heads"),
        (lambda c: c["dates"].update(day_offsets={"hodiaŭ": ["hodiaŭ"]}), "dates.day_offsets"),
        (lambda c: c["ranks"].update(terms=["generalo"]), "ranks.terms.0"),
        (lambda c: c["honours"].update(nouns=[1]), "honours.nouns.0"),
        (lambda c: c.pop("joiners"), "joiners"),
        (lambda c: c["meetings"].pop("with"), "meetings.with"),
        (lambda c: c.update(iso="epo"), "iso"),
    ],
)
def test_a_fault_names_file_and_key(tmp_path: Path, change: Change, key: str) -> None:
    path = write(tmp_path, changed(change))
    message = fault(tmp_path)
    assert str(path) in message
    assert f"{key}: " in message or f"{key}." in message
    assert "docs/adding_a_language.md" in message


def test_a_file_named_for_another_language(tmp_path: Path) -> None:
    path = write(tmp_path, TOY, "ia")
    message = fault(tmp_path, "ia")
    assert str(path) in message
    assert "iso: eo" in message


@pytest.mark.parametrize("content", ["iso: [eo", "\tiso: eo", "iso: *unknown"])
def test_what_is_no_yaml_names_the_file(tmp_path: Path, content: str) -> None:
    path = write(tmp_path, content)
    assert str(path) in fault(tmp_path)


@pytest.mark.parametrize("content", ["", "- eo", "eo"])
def test_what_is_no_mapping_names_the_file(tmp_path: Path, content: str) -> None:
    path = write(tmp_path, content)
    assert str(path) in fault(tmp_path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert str(tmp_path / "eo.yml") in fault(tmp_path)


def test_words_that_yaml_takes_for_truth_are_words(tmp_path: Path) -> None:
    content = "\n".join(
        "coordinators: [on, no, off, yes, y, n]" if line.startswith("coordinators") else line
        for line in (Path(__file__).parent / "toy_eo.yml").read_text("utf-8").splitlines()
    )
    write(tmp_path, content)
    assert load_language("eo", tmp_path).coordinators == ["on", "no", "off", "yes", "y", "n"]


def test_supported_languages_are_the_files(tmp_path: Path) -> None:
    assert supported(tmp_path) == frozenset()
    write(tmp_path, TOY)
    (tmp_path / "notes.txt").write_text("no language", "utf-8")
    assert supported(tmp_path) == {"eo"}


@pytest.mark.parametrize(
    ("term", "phrases"),
    [
        ("visited", ["visited"]),
        ("{held|had} talks", ["held talks", "had talks"]),
        ("{held|had} {|bilateral} talks", ["held talks", "held bilateral talks", "had talks", "had bilateral talks"]),
        ("{a|a} b", ["a b"]),
        ("visit{|s}", ["visit", "visits"]),
    ],
)
def test_alternatives(term: str, phrases: list[str]) -> None:
    assert expand(term) == phrases


@pytest.mark.parametrize("language", ["", "xx", "eo", "EN", "en-GB", "../en"])
def test_a_language_without_a_file_is_not_misread(language: str) -> None:
    article = Article("a", "a.txt", None, None, language, None, None, "La prezidanto vizitis Kubon.")
    with pytest.raises(RejectedArticle) as caught:
        get_engine().extract(article)
    assert (caught.value.stage, caught.value.reason) == ("extract", "language_not_supported")
