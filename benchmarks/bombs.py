"""Texts made to be slow: long runs of whatever the engine's patterns and word lists repeat, join or search for."""

from __future__ import annotations

import random
from collections.abc import Iterator

from extractors.languages import expand, load_language
from extractors.languages.schema import LanguageFile

# Runs of marks, numbers and capitals, the same in every language.
MARKS = {
    "one small letter": "a",
    "one capital": "A",
    "one digit": "1",
    "blanks": " ",
    "combining marks": "\u0301",
    "initials": "A. ",
    "initials without blanks": "A.B.",
    "dotted capitals": "U.S.",
    "lines of one letter": "a\n",
    "brackets that open": "((((",
    "brackets in pairs": "(A) ",
    "quotation marks": '“Kofi” "',
    "commas": ", , ,",
    "hyphens": "Kofi-",
    "apostrophes": "d'",
    "numbers": "14 15 16 ",
    "slashes": "1/2/",
    "dashes": "1-2-",
    "ranges": "14 – 19 – ",
    "full dates": "14.06.2024 – ",
}
NAME, OTHER_NAME = "Kofi Mensah", "Ama Owusu"


def bombs(language: str) -> dict[str, str]:
    """By name, the piece of text that a bomb repeats."""
    file = load_language(language)
    return MARKS | _names(file) | _lists(file) | _events(file)


def text_of(piece: str, length: int) -> str:
    """A piece repeated to a length in characters."""
    return (piece * (length // len(piece) + 1))[:length]


def crowd(language: str, length: int) -> str:
    """A text in which every sentence names two new people: nobody is said twice."""
    head, met = _first(load_language(language).posts.heads), _first(load_language(language).meetings.verbs[0].terms)
    names = _new_names()
    pieces: list[str] = []
    size = 0
    while size < length:
        pieces.append(f"{head.capitalize()} {next(names)} {met} {head} {next(names)} in Kenya. ")
        size += len(pieces[-1])
    return "".join(pieces)[:length]


def _new_names() -> Iterator[str]:
    draw = random.Random(1)
    syllables = ["ka", "ko", "mi", "ra", "tu", "sen", "don", "ber", "lo", "ri", "va", "na"]
    while True:
        yield " ".join("".join(draw.choices(syllables, k=3)).title() for _ in range(2))


def _names(file: LanguageFile) -> dict[str, str]:
    head, joined = _first(file.posts.heads).capitalize(), _first(file.coordinators)
    return {
        "capitalised words": "Kofi Anan Mensah Okello ",
        "names and commas": f"{NAME}, {OTHER_NAME}, ",
        "names and coordinators": f"{NAME} {joined} ",
        "lines of names": f"{NAME}\n",
        "posts and names": f"{head} {NAME} ",
        "posts of posts": f"{head} {_first(file.joiners)} ",
        "explained short forms": "Kofi Anan Mensah (KAM) ",
    }


def _lists(file: LanguageFile) -> dict[str, str]:
    lists = {
        "heads of posts": file.posts.heads,
        "modifiers of posts": file.posts.modifiers,
        "joiners": file.joiners,
        "heads of bodies": file.bodies.heads,
        "portfolios": file.bodies.portfolio,
        "delegations": file.bodies.delegations,
        "ranks": [spelling for rank in file.ranks.terms for spelling in rank],
        "honorifics": file.names.honorifics,
        "particles": ["Kofi", *file.names.particles],
        "things": file.names.things,
        "words of dates": [*file.dates.range_from, "14", *file.dates.fillers, "6", *file.dates.range_to],
        "anniversaries": ["60", *file.dates.anniversary],
        "areas": file.agreements.areas or ["trade"],
        "pronouns": file.markers.subject_pronouns or ["he"],
        "negations": file.markers.negation or ["not"],
    }
    return {name: " ".join(_some(terms)) + " " for name, terms in lists.items() if terms}


def _events(file: LanguageFile) -> dict[str, str]:
    head = _first(file.posts.heads).capitalize()
    visited, met = _first(file.visits.verbs[0].terms), _first(file.meetings.verbs[0].terms)
    paper, signed = _first(file.agreements.instruments["agreement"]), _first(file.agreements.signed[0].terms)
    return {
        "visits in sentences": f"{head} {NAME} {visited} Kenya. ",
        "visits without an end": f"{head} {NAME} {visited} Kenya, ",
        "nouns of visits": f"{_first(file.visits.nouns)} Kenya ",
        "meetings": f"{head} {NAME} {met} {head} {OTHER_NAME} ",
        "signatures": f"Kenya {signed} {paper} ",
        "commitments": f"Kenya {_first(file.agreements.agreed[0].terms)} ",
        "honours": f"{NAME} {_first(file.honours.nouns)} ",
        "countries": "Kenya Uganda Cuba ",
    }


def _first(terms: list[str]) -> str:
    """A term's first phrase; of a verb in two parts the first."""
    return expand(terms[0])[0].split("...")[0].strip()


def _some(terms: list[str]) -> list[str]:
    return [phrase.replace("...", " ") for term in terms[:60] for phrase in expand(term)][:200]
