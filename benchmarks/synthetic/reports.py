"""Articles of an invented world, as claims documents, with what is true of them."""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from benchmarks.synthetic.people import COUNTRIES, LANGUAGES, POSTS, RANKS, TITLES, Person
from benchmarks.synthetic.spelling import written_name

SENTENCES = {
    "en": "{leader} {verb} {place} {when}. {host} received the guest and spoke of long years of friendship. "
    "Among those present were {other} and {aide}, and the two sides agreed on cooperation in {area} number {number}.",
    "de": "{leader} {verb} {place} {when}. {host} empfing den Gast und sprach von langen Jahren der Freundschaft. "
    "Anwesend waren auch {other} und {aide}, und beide Seiten vereinbarten Zusammenarbeit bei {area} Nummer {number}.",
    "es": "{leader} {verb} {place} {when}. {host} recibió al huésped y habló de largos años de amistad. "
    "Estuvieron presentes {other} y {aide}, y las dos partes acordaron cooperar en {area} número {number}.",
    "fr": "{leader} {verb} {place} {when}. {host} a reçu son hôte et a parlé de longues années d'amitié. "
    "{other} et {aide} étaient présents, et les deux parties ont convenu de coopérer en {area} numéro {number}.",
    "vi": "{leader} {verb} {place} {when}. {host} tiếp khách và nói về những năm dài hữu nghị giữa hai bên. "
    "Cùng dự có {other} và {aide}, và hai bên nhất trí hợp tác về {area} số {number}.",
}
VERBS = {
    "planned": ["will visit", "wird besuchen", "visitará", "se rendra à", "sẽ thăm"],
    "ongoing": ["is visiting", "besucht", "visita", "visite", "đang thăm"],
    "completed": ["visited", "besuchte", "visitó", "a visité", "đã thăm"],
    "past_reference": ["had visited", "hatte besucht", "había visitado", "avait visité", "từng thăm"],
}
AREAS = ["health", "energy", "fisheries", "railways", "education", "customs", "tourism", "water"]
KINDS = ("memorandum_of_understanding", "agreement", "protocol")


@dataclass(frozen=True, slots=True)
class Visit:
    """One true visit."""

    number: int
    leader: Person
    host: Person
    companion: Person
    aide: Person
    destination: str
    start: date
    end: date
    is_signed: bool


@dataclass(slots=True)
class Truth:
    """Who and what the claims are about.

    Attributes:
        people: (article id, ref) -> number of the person.
        visits: (article id, claim index) -> number of the visit.
    """

    people: dict[tuple[str, str], int] = field(default_factory=dict)
    visits: dict[tuple[str, int], int] = field(default_factory=dict)


def make_visits(people: list[Person], count: int, chance: random.Random) -> list[Visit]:
    """Visits within their leader's time; one in six repeats an earlier journey at another time."""
    by_country: dict[str, list[Person]] = {}
    for person in people:
        by_country.setdefault(person.country, []).append(person)
    countries = [country for country in sorted(by_country) if len(by_country[country]) >= 2]
    visits: list[Visit] = []
    days: dict[tuple[int, str], list[date]] = {}
    named: Counter[int] = Counter()
    while len(visits) < count:
        again = visits[chance.randrange(len(visits))] if visits and chance.random() < 1 / 6 else None
        leader = again.leader if again else people[chance.randrange(len(people))]
        destination = again.destination if again else chance.choice(countries)
        if destination == leader.country:
            continue
        start = leader.first_day + timedelta(days=chance.randrange(max(1, (leader.last_day - leader.first_day).days)))
        known = days.setdefault((leader.number, destination), [])
        if any(abs((start - day).days) < 75 for day in known):
            continue
        known.append(start)
        host = _someone(by_country[destination], start, chance)
        companion = _someone(by_country[leader.country], start, chance)
        aide = _seldom_named(by_country[destination], start, named)
        end = start + timedelta(days=chance.randrange(5))
        visits.append(Visit(len(visits), leader, host, companion, aide, destination, start, end, chance.random() < 0.3))
    return visits


def _someone(people: list[Person], day: date, chance: random.Random) -> Person:
    for _ in range(30):
        person = chance.choice(people)
        if person.first_day <= day <= person.last_day:
            return person
    return chance.choice(people)


def _seldom_named(people: list[Person], day: date, named: Counter[int]) -> Person:
    """So that everybody is named somewhere: who was named least, of those in office if there are any."""
    active = [person for person in people if person.first_day <= day <= person.last_day] or people
    person = min(active, key=lambda candidate: named[candidate.number])
    named[person.number] += 1
    return person


def make_reports(
    visits: list[Visit], articles_each: float, chance: random.Random, truth: Truth
) -> Iterator[dict[str, Any]]:
    """Claims documents: on the average `articles_each` a visit, in the order of the visits."""
    for visit in visits:
        stories = _stories(chance, articles_each)
        written: list[dict[str, Any]] = []
        for position, status in enumerate(stories):
            if status == "copy" and written:
                document = _copied(chance.choice(written), visit.number, position)
            else:
                document = _report(visit, "completed" if status == "copy" else status, position, chance)
                written.append(document)
            article = document["article"]["id"]
            for actor, person in zip(
                document["actors"], (visit.leader, visit.host, visit.companion, visit.aide), strict=True
            ):
                truth.people[article, actor["ref"]] = person.number
            truth.visits[article, 0] = visit.number
            yield document


def _stories(chance: random.Random, mean: float) -> list[str]:
    stories = [chance.choice(("completed", "ongoing", "completed"))]
    while len(stories) < 12 and chance.random() < 1 - 1 / mean:
        stories.append(
            chance.choice(("planned", "ongoing", "completed", "completed", "past_reference", "copy", "copy"))
        )
    return stories


def _copied(original: dict[str, Any], number: int, position: int) -> dict[str, Any]:
    uri = f"synthetic://outlet-{position}/{number}"
    article = original["article"] | {"id": _id(uri), "source_uri": uri, "source": f"Outlet {position}"}
    return original | {"article": article}


def _report(visit: Visit, status: str, position: int, chance: random.Random) -> dict[str, Any]:
    language = chance.choice(LANGUAGES)
    uri = f"synthetic://{language}-{chance.randrange(40)}/{visit.number}/{position}"
    published = _published(visit, status, chance)
    people = [visit.leader, visit.host, visit.companion, visit.aide]
    actors = [_actor(person, f"a{at}", visit, language, chance) for at, person in enumerate(people)]
    text, spans = _text(visit, status, language, actors, chance)
    for actor, span in zip(actors, spans[1:], strict=True):
        actor["mentions"] = [span]
    article = {
        "id": _id(uri),
        "source_uri": uri,
        "source": uri.split("/")[2],
        "title": f"{actors[0]['name']} {visit.destination}",
        "language": language,
        "published_on": published.isoformat() if chance.random() < 0.9 else None,
        "place": None,
        "text": text,
    }
    claim = _visit_claim(visit, status, actors, spans[0], published, chance)
    meetings = [] if status in {"planned", "past_reference"} else [_meeting(actors, spans[2], chance)]
    agreements = [_agreement(visit, actors, spans[3], status)] if visit.is_signed and status == "completed" else []
    return {
        "schema_version": "1.0",
        "extractor": {"name": "rules", "version": "synthetic"},
        "article": article,
        "actors": actors,
        "visits": [claim],
        "meetings": meetings,
        "agreements": agreements,
        "honours": [],
        "rejected": [],
    }


def _id(uri: str) -> str:
    return hashlib.sha256(uri.encode()).hexdigest()[:16]


def _published(visit: Visit, status: str, chance: random.Random) -> date:
    if status == "planned":
        return visit.start - timedelta(days=chance.randrange(1, 40))
    if status == "ongoing":
        return visit.start + timedelta(days=chance.randrange((visit.end - visit.start).days + 1))
    if status == "completed":
        return visit.end + timedelta(days=chance.randrange(4))
    return visit.end + timedelta(days=chance.randrange(60, 500))


def _actor(person: Person, ref: str, visit: Visit, language: str, chance: random.Random) -> dict[str, Any]:
    name = written_name(person, language, chance)
    if chance.random() < 0.04:
        name = f"{chance.choice(TITLES[language])} {name}"
    post = person.post_on(visit.start)
    at = LANGUAGES.index(language)
    positions = [{"title": POSTS[post][at], "organization": None}] if post and chance.random() < 0.75 else []
    known = chance.random()
    return {
        "ref": ref,
        "kind": "person",
        "name": name,
        "variants": [],
        "country": person.country if known < 0.95 else None,
        "country_basis": "text" if known < 0.95 else None,
        "rank": RANKS[post][at] if post in RANKS and chance.random() < 0.7 else None,
        "positions": positions,
        "mentions": [],
    }


def _text(
    visit: Visit, status: str, language: str, actors: list[dict[str, Any]], chance: random.Random
) -> tuple[str, list[dict[str, Any]]]:
    names = [actor["name"] for actor in actors]
    text = SENTENCES[language].format(
        leader=names[0],
        verb=VERBS[status][LANGUAGES.index(language)],
        place=visit.destination,
        when=visit.start.strftime("%d.%m.%Y"),
        host=names[1],
        other=names[2],
        aide=names[3],
        area=chance.choice(AREAS),
        number=f"{visit.number}",
    )
    first_end = text.index(". ") + 1
    spans, after = [_span(text, 0, len(names[0]) + 1)], 0
    for name in names:
        start = text.index(name, after)
        spans.append(_span(text, start, start + len(name)))
        after = start + len(name)
    spans[0] = _span(text, 0, max(first_end, spans[1]["end"]))
    return text, spans


def _span(text: str, start: int, end: int) -> dict[str, Any]:
    return {"start": start, "end": end, "text": text[start:end]}


def _visit_claim(
    visit: Visit,
    status: str,
    actors: list[dict[str, Any]],
    span: dict[str, Any],
    published: date,
    chance: random.Random,
) -> dict[str, Any]:
    start, end, basis = _dates(visit, status, chance)
    return {
        "visitors": ["a0", "a2"],
        "origin_country": visit.leader.country if chance.random() < 0.9 else None,
        "destination_country": visit.destination,
        "places": [f"City of {visit.destination}"] if chance.random() < 0.6 else [],
        "start_date": start,
        "end_date": end,
        "date_basis": basis,
        "status": status,
        "level": chance.choice(("official", "official", "working", "state", None)),
        "purpose": None,
        "invited_by": [],
        "hosts": ["a1"],
        "evidence": [span],
        "confidence": round(0.5 + chance.random() / 2, 2),
    }


def _dates(visit: Visit, status: str, chance: random.Random) -> tuple[str | None, str | None, str | None]:
    start, end = visit.start.isoformat(), visit.end.isoformat()
    kind = chance.random()
    if status == "past_reference":
        if kind < 0.5:
            return start[:7], None, "explicit"
        return (start, None, "explicit") if kind < 0.75 else (start[:4], None, "explicit")
    if kind < 0.45:
        return start, end, "explicit"
    if kind < 0.65:
        return start, None, "publication_date" if status == "ongoing" else "explicit"
    if kind < 0.75:
        return f"XXXX{start[4:]}", f"XXXX{end[4:]}", "explicit"
    return (start[:7], None, "context") if kind < 0.88 else (None, None, None)


def _meeting(actors: list[dict[str, Any]], span: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    refs = ["a0", "a1"]
    return {
        "participants": refs,
        "date": None,
        "place": None,
        "format": "in_person",
        "evidence": [span],
        "confidence": 0.8,
    }


def _agreement(visit: Visit, actors: list[dict[str, Any]], span: dict[str, Any], status: str) -> dict[str, Any]:
    area = AREAS[visit.number % len(AREAS)]
    return {
        "kind": KINDS[visit.number % len(KINDS)],
        "title": f"Memorandum on {area}",
        "subject": area,
        "parties": [
            {"country": country, "ref": None, "name": None} for country in (visit.leader.country, visit.destination)
        ],
        "signatories": ["a0", "a1"],
        "status": "signed",
        "signed_on": visit.start.isoformat(),
        "valid_from": None,
        "valid_to": None,
        "areas": [area],
        "evidence": [span],
        "confidence": 0.8,
    }


def all_countries() -> list[str]:
    """Every state of the world."""
    return sorted({country for countries in COUNTRIES.values() for country in countries})
