"""Days of signing that another sentence tells: the talks, another paper of the same occasion, a visit of one day.

The linguistic pattern: what the same two sides sign in a report of their talks or visit is signed there and then,
unless its own sentence has a date.
"""

from __future__ import annotations

import datetime as dt

from extractors.entities.document import Document
from extractors.entities.lexicon import Match
from extractors.events.date_mention import DateMention
from extractors.events.dates import find_dates
from extractors.events.edtf import PartialDate, from_date
from extractors.events.encounters import Encounter
from extractors.events.journey import Journey
from extractors.events.paper_dates import is_of_plan
from extractors.events.papers import Paper
from extractors.events.scene import Scene, Sentence
from extractors.events.sides import Sides
from extractors.events.timing import Clock

MAX_TO_TALKS = 2
MAX_TO_PAPER = 3
MAX_TO_LEAD = 4
MAX_TO_STORY = 2
MAX_TO_BACK = 4
LONG_STAY = 7
MAX_TO_NOUN = 4
TWO = 2
NEWS = dt.timedelta(days=6)
_WAY = ("arrival", "departure", "returns", "future", "past_reference")
Evidence = tuple[PartialDate, int]


def date_signings(
    scene: Scene, clock: Clock, papers: list[Paper], encounters: list[Encounter], journeys: list[Journey]
) -> None:
    """Dates papers that were signed or issued and have no date of their own; the sentence that dates is evidence."""
    undated = [paper for paper in papers if _is_open(scene, paper)]
    if not undated:
        return
    named = Sides(scene)
    pair = _only_pair(scene, encounters, journeys)
    news = _day_of_news(scene, clock)
    for paper in undated:
        sides = _sides(paper)
        # of "Lawrow unterzeichnete ein Abkommen" only one side is known: the other is whom the article is about
        sides = pair if sides and sides < pair else sides
        found = (
            _by_talks(scene, paper, sides, encounters, MAX_TO_TALKS)
            or _by_paper(clock, paper, papers)
            or _by_story(scene, clock, paper)
            or _by_talks(scene, paper, sides, encounters, len(scene.sentences))
            or _by_lead(scene, clock, named, paper, sides)
            or _by_journey(paper, sides, journeys)
            or (news if paper.status == "signed" and _is_of_pair(sides, pair) else None)
            or _by_month(clock, paper, sides, journeys)
        )
        if found is not None:
            paper.signed_on, sentence = found
            paper.sentences += [sentence] if sentence not in paper.sentences else []


def _is_open(scene: Scene, paper: Paper) -> bool:
    """A paper that was signed in what the article reports, with no date in its sentence."""
    if paper.trigger is None or paper.signed_on is not None or paper.status not in {"signed", "agreed"}:
        return False
    sentence = scene.sentences[scene.doc.sentence_of[paper.trigger.start]]
    if _is_looked_back_on(scene, paper.trigger) or scene.near(paper.trigger, "implementing", 4):
        return False
    dates = find_dates(scene.doc, sentence.start, sentence.end, elsewhere=True)
    return not any(d.has_day or (scene.covered_by(d.start) is None and not _is_term(scene.doc, d)) for d in dates)


def _is_looked_back_on(scene: Scene, trigger: Match) -> bool:
    """ "signed last year", "Damals hatten ..."; not "signed after the talks", which is the same occasion."""
    opening = scene.doc.sentences[scene.doc.sentence_of[trigger.start]][0]
    words = scene.doc.text(opening, min(opening + MAX_TO_BACK, len(scene.doc.tokens))).lower()
    if any(words == term or words.startswith(f"{term} ") for term in scene.doc.language.dates.back_then):
        return True
    return any(
        not any(scene.doc.has(i, "meet_noun") for i in range(phrase.end, phrase.end + MAX_TO_NOUN))
        for phrase in scene.phrases_near(trigger, "past_reference", MAX_TO_BACK, MAX_TO_BACK)
    )


def _is_term(doc: Document, date: DateMention) -> bool:
    """ "an agreement for 2014-2020", "a plan for 2021": years in which something holds are no day of signing."""
    years_only = date.first.month is None and (date.last is None or date.last.month is None)
    return years_only and (date.last is not None or is_of_plan(doc, date))


def _sides(paper: Paper) -> set[str]:
    return {party.country for party in paper.parties if party.country}


def _only_pair(scene: Scene, encounters: list[Encounter], journeys: list[Journey]) -> set[str]:
    """The two countries that the article's meetings and visits are of; empty where they are of several pairs."""
    met = [{scene.people[ref].country for ref in e.participants} for e in encounters]
    travelled = [{j.origin, j.destination} for j in journeys if not j.is_past_reference]
    pairs = {frozenset(c for c in codes if c) for codes in (*met, *travelled)}
    return set(pairs.pop()) if len(pairs) == 1 else set()


def _by_talks(scene: Scene, paper: Paper, sides: set[str], encounters: list[Encounter], limit: int) -> Evidence | None:
    """The one day on which the article lets the two sides meet, told not too far before."""
    at = max(paper.sentences)
    fitting = [
        e
        for e in encounters
        if e.date is not None
        and e.date.day is not None
        and e.tense != "future"
        and 0 <= at - e.sentence <= limit
        and len(sides) == 2
        and sides == {scene.people[ref].country for ref in e.participants}
    ]
    days = {e.date for e in fitting}
    return (fitting[0].date, fitting[0].sentence) if len(days) == 1 and fitting[0].date is not None else None


def _by_paper(clock: Clock, paper: Paper, papers: list[Paper]) -> Evidence | None:
    """ "A second agreement was also signed": the day of the paper told just before, of the same parties.

    Not of one that was signed long before the report: "the agreement of 2017 ... the two sides signed a protocol".
    """
    at, sides = paper.sentences[0], _sides(paper)
    fitting = [
        p
        for p in papers
        if p.signed_on is not None
        and p.signed_on.to_date() is not None
        and p.status in {"signed", "agreed"}
        and 0 <= at - p.sentences[0] <= MAX_TO_PAPER
        and _sides(p) == sides
        and not clock.is_long_before(p.signed_on)
    ]
    days = {p.signed_on for p in fitting}
    return (fitting[0].signed_on, fitting[0].sentences[0]) if len(days) == 1 and fitting[0].signed_on else None


def _by_lead(scene: Scene, clock: Clock, named: Sides, paper: Paper, sides: set[str]) -> Evidence | None:
    """The day of the sentence before that names both sides: "A and B met on Monday at the border. They signed ..." """
    for index in range(paper.sentences[0] - 1, max(paper.sentences[0] - MAX_TO_LEAD, 0) - 1, -1):
        sentence = scene.sentences[index]
        if len(sides) != 2 or not sides <= named.keys(sentence) or not sentence.dates:
            continue
        days = [d for d in sentence.dates if d.has_day]
        if len(sentence.dates) != 1 or not days or days[0].last is not None or _is_of_way(scene, sentence):
            return None
        settled = clock.settle(days[0], "past")
        if settled is None or settled.start.to_date() is None or clock.is_future(settled.start):
            return None
        return settled.start, index
    return None


def _by_story(scene: Scene, clock: Clock, paper: Paper) -> Evidence | None:
    """ "On Tuesday he was received by X. Afterwards the ministers signed ...": the day on which the story stands, as
    the sentences just before tell it.
    """
    if paper.status != "signed":
        return None
    for index in range(paper.sentences[0] - 1, max(paper.sentences[0] - MAX_TO_STORY, 0) - 1, -1):
        sentence = scene.sentences[index]
        told = [d for d in sentence.dates if d.has_day and scene.covered_by(d.start) is None]
        days = [d for d in told if d.last is None]
        if not told:
            continue
        is_plain = len(days) == 1 and days[0].direction <= 0
        settled = clock.settle(days[0], "past") if is_plain and not _is_of_way(scene, sentence) else None
        if settled is None or settled.start.to_date() is None or clock.is_future(settled.start):
            return None
        return None if clock.is_long_before(settled.start) else (settled.start, index)
    return None


def _is_of_pair(sides: set[str], pair: set[str]) -> bool:
    """Whether a paper is of the two states of the news: not "with India a like treaty has been concluded already"."""
    return sides <= pair if pair else len(sides) == TWO


def _day_of_news(scene: Scene, clock: Clock) -> Evidence | None:
    """ "On Monday X was received by Y ... The ministers signed": the one day of these of which the news tells."""
    if clock.day is None:
        return None
    days: dict[dt.date, int] = {}
    for sentence in scene.sentences:
        told = [d for d in sentence.dates if d.has_day and d.last is None and d.direction <= 0]
        free = [d for d in told if scene.covered_by(d.start) is None]
        is_other = _is_of_way(scene, sentence) or bool(scene.doc.phrases(sentence.start, sentence.end, "in_force"))
        for date in [] if is_other else free:
            settled = clock.settle(date, "past")
            day = settled.start.to_date() if settled is not None else None
            if day is not None and dt.timedelta(0) <= clock.day - day <= NEWS:
                days.setdefault(day, sentence.index)
    if len(days) != 1:
        return None
    day, index = next(iter(days.items()))
    return from_date(day), index


def _is_of_way(scene: Scene, sentence: Sentence) -> bool:
    """A day of arrival or departure, or one that is to come or long past, is not that of the signing."""
    return any(scene.doc.phrases(sentence.start, sentence.end, category) for category in _WAY)


def _between(sides: set[str], journeys: list[Journey]) -> list[Journey]:
    """The visits between two sides that are no memory of long ago."""
    told = (j for j in journeys if j.status != "past_reference")
    return [j for j in told if len(sides) == 2 and {j.origin, j.destination} == sides]


def _by_month(clock: Clock, paper: Paper, sides: set[str], journeys: list[Journey]) -> Evidence | None:
    """The month in which the only visit between the two sides lies, where its day is not known or it has several."""
    between = [j for j in _between(sides, journeys) if j.status != "planned"]
    months = {month for j in between for month in _months(clock, j)}
    if len(months) != 1:
        return None
    year, month = months.pop()
    if year is None or month is None:
        return None
    return PartialDate(year, month), next((d.sentence for d in between[0].drafts), paper.sentences[0])


def _months(clock: Clock, journey: Journey) -> set[tuple[int | None, int | None]]:
    """Year and month of a journey's days; of one that goes on when it is reported, that of the report.

    In a month's first days it may have begun in the month before.
    """
    if journey.start is not None:
        return {(d.year, d.month) for d in (journey.start, journey.end) if d is not None}
    day = clock.day
    if day is None or day.day <= LONG_STAY or journey.status != "ongoing" or journey.end is not None:
        return {(None, None)}
    return {(day.year, day.month)}


def _by_journey(paper: Paper, sides: set[str], journeys: list[Journey]) -> Evidence | None:
    """The only visit between the two sides, if it is known to be of one day."""
    between = _between(sides, journeys)
    days = {j.start for j in between}
    if len(days) != 1 or any(j.status == "planned" or j.start is None or j.end not in {None, j.start} for j in between):
        return None
    start = between[0].start
    if start is None or start.day is None:
        return None
    return start, next((d.sentence for d in between[0].drafts), paper.sentences[0])
