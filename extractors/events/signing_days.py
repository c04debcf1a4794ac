"""Days of signing that another sentence tells: the talks, another paper of the same occasion, a visit of one day.

The linguistic pattern: what the same two sides sign in a report of their talks or visit is signed there and then,
unless its own sentence has a date.
"""

from __future__ import annotations

from extractors.events.date_mention import DateMention
from extractors.events.dates import find_dates
from extractors.events.edtf import PartialDate
from extractors.events.encounters import Encounter
from extractors.events.journey import Journey
from extractors.events.papers import Paper
from extractors.events.scene import Scene, Sentence
from extractors.events.sides import Sides
from extractors.events.timing import Clock

MAX_TO_TALKS = 2
MAX_TO_PAPER = 3
MAX_TO_LEAD = 4
_WAY = ("arrival", "departure", "future", "past_reference")
Evidence = tuple[PartialDate, int]


def date_signings(
    scene: Scene, clock: Clock, papers: list[Paper], encounters: list[Encounter], journeys: list[Journey]
) -> None:
    """Dates papers that were signed or issued and have no date of their own; the sentence that dates is evidence."""
    sides = Sides(scene)
    for paper in papers:
        if not _is_open(scene, paper):
            continue
        found = (
            _by_talks(scene, paper, encounters, MAX_TO_TALKS)
            or _by_paper(paper, papers)
            or _by_talks(scene, paper, encounters, len(scene.sentences))
            or _by_lead(scene, clock, sides, paper)
            or _by_journey(paper, journeys)
            or _by_month(paper, journeys)
        )
        if found is not None:
            paper.signed_on, sentence = found
            paper.sentences += [sentence] if sentence not in paper.sentences else []


def _is_open(scene: Scene, paper: Paper) -> bool:
    """A paper that was signed in what the article reports, with no date in its sentence."""
    if paper.trigger is None or paper.signed_on is not None or paper.status not in {"signed", "agreed"}:
        return False
    sentence = scene.sentences[scene.doc.sentence_of[paper.trigger.start]]
    if scene.near(paper.trigger, "past_reference", 4, 4) or scene.near(paper.trigger, "implementing", 4):
        return False
    dates = find_dates(scene.doc, sentence.start, sentence.end, elsewhere=True)
    return not any(d.has_day or (scene.covered_by(d.start) is None and not _is_validity(d)) for d in dates)


def _is_validity(date: DateMention) -> bool:
    """ "an agreement for 2014-2020": years from which to which something holds are no day of signing."""
    return date.last is not None and date.first.month is None and date.last.month is None


def _sides(paper: Paper) -> set[str]:
    return {party.country for party in paper.parties if party.country}


def _by_talks(scene: Scene, paper: Paper, encounters: list[Encounter], limit: int) -> Evidence | None:
    """The one day on which the article lets the two sides meet, told not too far before."""
    at, sides = max(paper.sentences), _sides(paper)
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


def _by_paper(paper: Paper, papers: list[Paper]) -> Evidence | None:
    """ "A second agreement was also signed": the day of the paper told just before, of the same parties."""
    at, sides = paper.sentences[0], _sides(paper)
    fitting = [
        p
        for p in papers
        if p.signed_on is not None
        and p.signed_on.to_date() is not None
        and p.status in {"signed", "agreed"}
        and 0 <= at - p.sentences[0] <= MAX_TO_PAPER
        and _sides(p) == sides
    ]
    days = {p.signed_on for p in fitting}
    return (fitting[0].signed_on, fitting[0].sentences[0]) if len(days) == 1 and fitting[0].signed_on else None


def _by_lead(scene: Scene, clock: Clock, sides: Sides, paper: Paper) -> Evidence | None:
    """The day of the sentence before that names both sides: "A and B met on Monday at the border. They signed ..." """
    wanted = _sides(paper)
    for index in range(paper.sentences[0] - 1, max(paper.sentences[0] - MAX_TO_LEAD, 0) - 1, -1):
        sentence = scene.sentences[index]
        if len(wanted) != 2 or not wanted <= sides.keys(sentence) or not sentence.dates:
            continue
        days = [d for d in sentence.dates if d.has_day]
        if len(sentence.dates) != 1 or not days or days[0].last is not None or _is_of_way(scene, sentence):
            return None
        settled = clock.settle(days[0], "past")
        if settled is None or settled.start.to_date() is None or clock.is_future(settled.start):
            return None
        return settled.start, index
    return None


def _is_of_way(scene: Scene, sentence: Sentence) -> bool:
    """A day of arrival or departure, or one that is to come or long past, is not that of the signing."""
    return any(scene.doc.phrases(sentence.start, sentence.end, category) for category in _WAY)


def _by_month(paper: Paper, journeys: list[Journey]) -> Evidence | None:
    """The month in which the only visit between the two sides lies, where its day is not known or it has several."""
    sides = _sides(paper)
    between = [j for j in journeys if len(sides) == 2 and {j.origin, j.destination} == sides and j.status != "planned"]
    months = {(d.year, d.month) for j in between for d in (j.start, j.end) if d is not None}
    if len(months) != 1 or any(j.start is None for j in between):
        return None
    year, month = months.pop()
    if year is None or month is None:
        return None
    return PartialDate(year, month), next((d.sentence for d in between[0].drafts), paper.sentences[0])


def _by_journey(paper: Paper, journeys: list[Journey]) -> Evidence | None:
    """The only visit between the two sides, if it is known to be of one day."""
    sides = _sides(paper)
    between = [j for j in journeys if len(sides) == 2 and {j.origin, j.destination} == sides]
    days = {j.start for j in between}
    if len(days) != 1 or any(j.status == "planned" or j.start is None or j.end not in {None, j.start} for j in between):
        return None
    start = between[0].start
    if start is None or start.day is None:
        return None
    return start, next((d.sentence for d in between[0].drafts), paper.sentences[0])
