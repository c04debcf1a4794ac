"""What is not told but follows: who is met or signs abroad has travelled there."""

from __future__ import annotations

from dataclasses import replace

from extractors.entities.lexicon import Match
from extractors.entities.person import MAX_READ, Person
from extractors.events.drafts import VisitDraft
from extractors.events.edtf import from_date
from extractors.events.encounters import Encounter
from extractors.events.journey import Journey
from extractors.events.journey_dates import date_of
from extractors.events.journey_times import status
from extractors.events.journeys import MAX_JOURNEYS, impossible
from extractors.events.openings import opening_in_city
from extractors.events.papers import Paper
from extractors.events.same_journey import is_same_journey
from extractors.events.scene import Scene
from extractors.events.timing import Clock

MAX_TO_DATELINE = 1
MAX_TO_PLACE = 6
MAX_TO_SIGNING = 2
_SIGNINGS = ("sign_verb", "signing_nouns")


def imply_journeys(scene: Scene, journeys: list[Journey], encounters: list[Encounter], clock: Clock) -> None:
    """Who is met abroad has travelled there: a meeting in a place of one side's country is a visit of the other side.

    Only for people of whom no visit to that country is told, and never for those who live there as envoys.
    """
    for encounter in encounters:
        code = encounter.place_code
        people = [scene.people[ref] for ref in encounter.participants]
        if encounter.format != "in_person" or code is None or people[0].country == people[1].country:
            continue
        for guest in people[:1] if encounter.in_clause else people:
            if (
                guest.country in (None, code)
                or guest.is_international
                or any(j.destination == code and guest.ref in j.visitors for j in journeys)
            ):
                continue
            draft = VisitDraft(
                encounter.sentence, encounter.trigger, destination=code, tense=encounter.tense, source="meeting"
            )
            hosts = [p.ref for p in people if p.country == code]
            journey = Journey(
                [guest.ref], guest.country, code, [draft], [encounter.place] if encounter.place else [], hosts=hosts
            )
            if encounter.date is not None:
                journey.start, journey.basis = encounter.date, encounter.basis
            if impossible(scene, journey) is None:
                _add(scene, journeys, journey, clock)


def imply_from_statements(scene: Scene, journeys: list[Journey], clock: Clock) -> None:
    """ "We thank Germany," the Danish prime minister said in Berlin: who speaks in a foreign city is there."""
    for sentence in scene.sentences:
        for phrase in scene.doc.phrases(sentence.start, sentence.end, "reporting"):
            speaker = scene.speaker_beside(phrase)
            person = scene.people.get(speaker.ref or "") if speaker is not None else None
            if len(journeys) >= MAX_JOURNEYS:
                return
            if speaker is None or person is None or not _may_speak_abroad(person, journeys):
                continue
            at = max(speaker.end, phrase.end)
            place = next((p for p in sentence.places if 0 <= p.start - at <= MAX_TO_PLACE and scene.is_where(p)), None)
            is_spot = place is not None and (place.is_city or scene.doc.phrases(place.start, place.end, "capital_word"))
            if place is None or not is_spot or place.code == person.country:
                continue
            draft = VisitDraft(sentence.index, phrase, [speaker], place.code, place.cities, tense="past", source="said")
            _add_spoken(scene, journeys, draft, [at], clock)


def imply_from_openings(scene: Scene, journeys: list[Journey], clock: Clock) -> None:
    """ "In Lima, President X said", "Speaking to reporters in Lima, X said": who acts in a foreign city is there."""
    for sentence in scene.sentences:
        opened = opening_in_city(scene, sentence)
        person = scene.people.get(opened.subject.ref or "") if opened is not None else None
        if opened is None or person is None or len(journeys) >= MAX_JOURNEYS:
            continue
        place = opened.place
        if _may_speak_abroad(person, journeys) and person.country != place.code:
            people, names = [opened.subject], place.cities
            draft = VisitDraft(sentence.index, opened.trigger, people, place.code, names, tense="past", source="said")
            _add_spoken(scene, journeys, draft, [opened.told, opened.trigger.end], clock)


def _add_spoken(scene: Scene, journeys: list[Journey], draft: VisitDraft, around: list[int], clock: Clock) -> None:
    """Adds the journey of who speaks or acts abroad, dated by what stands around the first of some tokens."""
    visitors = scene.refs(draft.visitors)
    journey = Journey(visitors, scene.people[visitors[0]].country, draft.destination, [draft], draft.places)
    found = (date_of(scene, replace(draft, trigger=Match(at, at, {})), clock, []) for at in around)
    settled = next((date for date in found if date is not None), None)
    if settled is not None:
        journey.start, journey.basis = settled.start, settled.basis
    elif clock.day is not None and not scene.sentences[draft.sentence].dates:
        # what is told without a day was said on the day of the report
        journey.start, journey.basis = from_date(clock.day), "publication_date"
    if impossible(scene, journey) is None:
        _add(scene, journeys, journey, clock)


def _may_speak_abroad(person: Person, journeys: list[Journey]) -> bool:
    """An official of a told country of whom no journey is told."""
    travels = any(person.ref in journey.visitors for journey in journeys)
    has_post = any(m.posts for m in person.mentions[:MAX_READ])
    return person.is_told and person.country is not None and has_post and not person.is_international and not travels


def place_by_dateline(scene: Scene, encounters: list[Encounter]) -> None:
    """ "ANKARA (AP) - X met the Turkish foreign minister": the report comes from where they met.

    Only of what its first sentences tell to have happened, where no other place is told, and one side is at home there.
    """
    if scene.dateline is None:
        return
    first, city = scene.dateline
    for encounter in encounters:
        near = first <= encounter.sentence <= first + MAX_TO_DATELINE
        sides = {scene.people[ref].country for ref in encounter.participants}
        is_open = encounter.place_code is None and encounter.tense == "past" and not encounter.in_clause
        others = [p for p in scene.sentences[encounter.sentence].places if p.start != city.start]
        if near and is_open and not others and city.values["city"] in sides:
            encounter.place, encounter.place_code = scene.doc.text(city.start, city.end), city.values["city"]


def _add(scene: Scene, journeys: list[Journey], journey: Journey, clock: Clock) -> None:
    """Who is met in the country where a delegation of his own country is came with it."""
    known = next((j for j in journeys if is_same_journey(scene, j, journey)), None)
    if known is None:
        journey.status = status(journey, clock)
        journeys.append(journey)
    elif known.visitors:
        known.visitors += [ref for ref in journey.visitors if ref not in known.visitors]


def date_by_signing(scene: Scene, journeys: list[Journey], papers: list[Paper], clock: Clock) -> None:
    """Who signed a paper in a place on a day was there on that day, and so were those who travelled with him."""
    for paper in papers:
        day = paper.signed_on
        told = [p for index in paper.sentences[:MAX_READ] for p in scene.sentences[index].places]
        where = {p.code for p in told if scene.is_where(p)}
        if day is None or day.day is None or paper.status not in {"signed", "agreed"} or len(where) != 1:
            continue
        undated = [j for j in journeys if j.start is None and j.end is None and j.destination in where]
        signed = [j for j in undated if set(paper.signatories) & set(j.visitors) and j.status != "planned"]
        triggers = {id(draft.trigger) for j in signed for draft in j.drafts[:MAX_READ]}
        for journey in undated:
            together = any(id(draft.trigger) in triggers for draft in journey.drafts[:MAX_READ])
            if journey in signed or together:
                journey.start, journey.basis = day, "context"
                journey.status = status(journey, clock)


def imply_from_signing(scene: Scene, journeys: list[Journey], papers: list[Paper], clock: Clock) -> None:
    """Who signs a paper in a foreign place has travelled there."""
    for paper in papers:
        sentence = scene.sentences[paper.sentences[0]]
        code = _where_signed(scene, paper)
        if code is None or paper.verb is None or paper.status not in {"signed", "agreed"}:
            continue
        for ref in paper.signatories:
            person = scene.people[ref]
            told = any(j.destination == code and ref in j.visitors for j in journeys)
            if told or person.country == code or (person.country is None and not person.is_international):
                continue
            draft = VisitDraft(sentence.index, paper.verb, destination=code, tense="past", source="meeting")
            journey = Journey([ref], person.country, code, [draft])
            settled = date_of(scene, draft, clock, [])
            if settled is not None:
                journey.start, journey.end, journey.basis = settled.start, settled.end, settled.basis
            elif paper.signed_on is not None and paper.signed_on.day is not None:
                journey.start, journey.basis = paper.signed_on, "context"
            if impossible(scene, journey) is None:
                journey.status = status(journey, clock)
                journeys.append(journey)


def _where_signed(scene: Scene, paper: Paper) -> str | None:
    """The country of the place where a paper was signed, as its first sentence tells it, else those behind.

    None for "simultaneous ceremonies in Warsaw and Prague", which do not say who signed where.
    """
    told = scene.doc.sentence_of[paper.verb.start] if paper.verb is not None else paper.sentences[0]
    for index in (i for i in paper.sentences[:MAX_READ] if abs(i - told) <= MAX_TO_SIGNING):
        sentence = scene.sentences[index]
        tells = any(scene.doc.phrases(sentence.start, sentence.end, kind) for kind in _SIGNINGS)
        places = sentence.places if tells else []
        where = next((p.code for p in places if scene.is_where(p)), None)
        if where is not None:
            return where if len({p.code for p in places if p.is_city or scene.is_where(p)}) == 1 else None
    return None
