"""Every language file: what the schema cannot say of its contents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

import pycountry
import pytest
import yaml

from extractors.languages import FOLDER, expand, load_language, supported
from extractors.languages.schema import LanguageFile

LANGUAGES = sorted(supported())
MAX_PHRASES = 25_000
# A state's code, with or without `!`.
STATE = re.compile(r"([A-Z]{2})!?")
PLACES_OF_ALTERNATIVES = re.compile(r"\{[^{}]*\}")
# Lists without which nothing of the kind could ever be found in a text of the language.
REQUIRED = (
    "function_words",
    "joiners",
    "coordinators",
    "names.honorifics",
    "names.not_names",
    "names.things",
    "names.credits",
    "ranks.terms",
    "posts.heads",
    "posts.former",
    "posts.resident",
    "posts.counterparts",
    "posts.spouses",
    "bodies.heads",
    "bodies.portfolio",
    "bodies.international",
    "bodies.delegations",
    "bodies.leaders",
    "dates.range_to",
    "dates.day_offsets",
    "dates.anniversary",
    "visits.verbs",
    "visits.nouns",
    "visits.destination",
    "visits.agent",
    "visits.received_by",
    "visits.receives",
    "visits.levels",
    "visits.invitation",
    "visits.accompanied",
    "visits.not_destinations",
    "meetings.verbs",
    "meetings.nouns",
    "meetings.with_",
    "meetings.phone",
    "meetings.video",
    "meetings.letter",
    "agreements.instruments",
    "agreements.signed",
    "agreements.agreed",
    "agreements.announced",
    "agreements.negotiating",
    "agreements.vague",
    "honours.nouns",
    "markers.future",
    "markers.past_reference",
    "markers.hypothesis",
    "markers.negation",
    "markers.cancelled",
    "markers.reporting",
    "markers.subject_blockers",
)


@cache
def words_of(iso: str) -> list[tuple[str, str]]:
    """(key, term) of every list of words of a language."""
    return list(_walk("", load_language(iso).model_dump()))


def _walk(key: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _walk(f"{key}.{name}".lstrip("."), inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _walk(key, inner)


def at(language: LanguageFile, path: str) -> Any:
    value: Any = language
    for name in path.split("."):
        value = getattr(value, name)
    return value


def test_the_five_languages_are_there() -> None:
    assert supported() >= {"en", "de", "es", "fr", "vi"}


def test_every_yaml_file_is_named_for_its_language() -> None:
    assert [path.name for path in FOLDER.glob("*.y*ml") if not re.fullmatch(r"[a-z]{2}\.yml", path.name)] == []


@pytest.mark.parametrize("iso", LANGUAGES)
def test_the_file_fits_the_schema_and_its_name(iso: str) -> None:
    language = load_language(iso)
    assert language.iso == iso
    assert pycountry.languages.get(alpha_2=iso) is not None
    assert language.name == pycountry.languages.get(alpha_2=iso).name


@pytest.mark.parametrize("iso", LANGUAGES)
def test_no_key_stands_twice(iso: str) -> None:
    """YAML keeps only the last of two equal keys, without a word."""
    repeated: list[str] = []

    def check(node: yaml.Node) -> None:
        if isinstance(node, yaml.MappingNode):
            keys = Counter(key.value for key, _ in node.value)
            repeated.extend(key for key, count in keys.items() if count > 1)
            for _, value in node.value:
                check(value)
        elif isinstance(node, yaml.SequenceNode):
            for value in node.value:
                check(value)

    check(yaml.compose((FOLDER / f"{iso}.yml").read_text("utf-8")))
    assert repeated == []


@pytest.mark.parametrize("iso", LANGUAGES)
def test_no_term_is_empty(iso: str) -> None:
    assert [key for key, term in words_of(iso) if not term.strip()] == []


@pytest.mark.parametrize("iso", LANGUAGES)
def test_braces_are_closed_and_leave_no_mark_behind(iso: str) -> None:
    """Alternatives do not nest, and none is left open."""
    bad = [
        (key, term)
        for key, term in words_of(iso)
        if any(mark in PLACES_OF_ALTERNATIVES.sub("", term) for mark in "{}|")
    ]
    assert bad == []


@pytest.mark.parametrize("iso", LANGUAGES)
def test_every_term_expands_to_words(iso: str) -> None:
    bad = [(key, term) for key, term in words_of(iso) if not all(expand(term))]
    assert bad == []


@pytest.mark.parametrize("iso", LANGUAGES)
def test_a_language_stays_small(iso: str) -> None:
    """Alternatives multiply: a few careless braces would cost every process its memory and start."""
    assert sum(len(expand(term)) for _, term in words_of(iso)) <= MAX_PHRASES


@pytest.mark.parametrize("iso", LANGUAGES)
def test_required_lists_are_filled(iso: str) -> None:
    language = load_language(iso)
    assert [path for path in REQUIRED if not at(language, path)] == []


@pytest.mark.parametrize("iso", LANGUAGES)
def test_no_spelling_stands_in_two_ranks(iso: str) -> None:
    owners: Counter[str] = Counter()
    for spellings in load_language(iso).ranks.terms:
        owners.update({phrase for term in spellings for phrase in expand(term)})
    assert [phrase for phrase, count in owners.items() if count > 1] == []


@pytest.mark.parametrize("iso", LANGUAGES)
def test_each_rank_has_one_name_of_its_own(iso: str) -> None:
    ranks = load_language(iso).ranks.terms
    assert all(ranks)
    names = [spellings[0] for spellings in ranks]
    assert len(set(names)) == len(names)
    assert [name for name in names if expand(name) != [name]] == []


@pytest.mark.parametrize("iso", LANGUAGES)
def test_numbers_of_months_and_weekdays(iso: str) -> None:
    dates = load_language(iso).dates
    assert set(dates.months) <= set(range(1, 13))
    assert set(dates.weekdays) <= set(range(7))


@pytest.mark.parametrize("iso", LANGUAGES)
@pytest.mark.parametrize("unit", ["months", "weekdays", "day_offsets", "week_offsets", "month_offsets", "year_offsets"])
def test_a_date_word_has_one_meaning(iso: str, unit: str) -> None:
    table: dict[int, list[str]] = getattr(load_language(iso).dates, unit)
    owners = Counter(p.lower() for terms in table.values() for p in {p for t in terms for p in expand(t)})
    assert [word for word, count in owners.items() if count > 1] == []


@pytest.mark.parametrize("iso", LANGUAGES)
def test_states_are_of_iso(iso: str) -> None:
    language = load_language(iso)
    shared = [code for codes in language.posts.states for code in codes.split("|")]
    for code in (*language.home_countries, *shared):
        match = STATE.fullmatch(code)
        assert match, code
        assert pycountry.countries.get(alpha_2=match[1]) is not None, code


@pytest.mark.parametrize("iso", LANGUAGES)
@pytest.mark.parametrize("group", ["visits.verbs", "visits.receives", "meetings.verbs", "agreements.signed"])
def test_past_and_future_can_be_told_apart(iso: str, group: str) -> None:
    """Status follows from tense; a group with forms of one tense only would call all events so."""
    tenses = {verbs.tense for verbs in at(load_language(iso), group)}
    assert "past" in tenses
    assert tenses & {"present", "base", "future"}


@pytest.mark.parametrize("iso", LANGUAGES)
@pytest.mark.parametrize("group", ["visits.verbs", "visits.receives", "meetings.verbs", "agreements.signed"])
def test_no_form_is_past_and_future(iso: str, group: str) -> None:
    seen: dict[str, set[str]] = {}
    for verbs in at(load_language(iso), group):
        for phrase in (p for term in verbs.terms for p in expand(term)):
            seen.setdefault(phrase.lower(), set()).add(verbs.tense)
    assert {phrase: tenses for phrase, tenses in seen.items() if {"past", "future"} <= tenses} == {}


@pytest.mark.parametrize("iso", LANGUAGES)
def test_a_verb_of_two_parts_has_both(iso: str) -> None:
    bad = [
        (key, phrase)
        for key, term in words_of(iso)
        for phrase in expand(term)
        if "..." in phrase and not all(part.strip() for part in phrase.split("...", 1))
    ]
    assert bad == []
