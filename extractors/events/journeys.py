"""Joins drafts of one journey and settles its dates and status."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace

from extractors.claims import DateBasis, Rejection, Visit, VisitLevel, VisitStatus
from extractors.entities.lexicon import Match
from extractors.events.agreements import Paper
from extractors.events.drafts import VisitDraft, evidence, status_of
from extractors.events.edtf import PartialDate, from_date
from extractors.events.meetings import Encounter
from extractors.events.scene import Scene
from extractors.events.timing import Clock, Settled

LONG_AGO = dt.timedelta(days=45)
MAX_TO_DATE = 40
MAX_STAY = dt.timedelta(days=365)
MAX_FRONTED = 3
_LEVELS: tuple[VisitLevel, ...] = ("state", "official", "working", "friendly", "transit")


@dataclass(slots=True, eq=False)
class Journey:
    """One journey of one delegation to one country, as this article tells it."""

    visitors: list[str]
    origin: str | None
    destination: str | None
    drafts: list[VisitDraft] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    start: PartialDate | None = None
    end: PartialDate | None = None
    basis: DateBasis | None = None
    status: VisitStatus | None = None
    levels: list[VisitLevel] = field(default_factory=list)
    hosts: list[str] = field(default_factory=list)
    inviters: list[str] = field(default_factory=list)

    @property
    def is_past_reference(self) -> bool:
        return all(draft.is_past_reference for draft in self.drafts)


def build_journeys(
    scene: Scene,
    drafts: list[VisitDraft],
    clock: Clock,
    rejected: list[Rejection],
    *,
    partners: dict[str, set[str]] | None = None,
    needs_origin: bool = True,
) -> list[Journey]:
    """Journeys from drafts: those with a destination first, then what only adds to them.

    Args:
        partners: for each actor the countries of those whom it met, for visits whose destination is not said.
    """
    journeys: list[Journey] = []
    triggers = [draft.trigger for draft in drafts]
    for draft in drafts:
        for part in _by_origin(scene, draft) if draft.destination is not None else ():
            _place(scene, journeys, _journey(scene, part, clock, triggers), rejected)
    for draft in drafts:
        if draft.destination is None:
            _add_bare(scene, journeys, draft, _journey(scene, draft, clock, triggers), rejected, partners or {})
    for journey in journeys:
        journey.status = _status(journey, clock)
    _mark_earlier(journeys)
    return [j for j in journeys if (not needs_origin or j.origin or _for_body(scene, j)) and _is_plausible(j)]


def imply_journeys(scene: Scene, journeys: list[Journey], encounters: list[Encounter], clock: Clock) -> None:
    """Who is met abroad has travelled there: a meeting in a place of one side's country is a visit of the other side.

    Only for people of whom no visit to that country is told, and never for those who live there as envoys.
    """
    for encounter in encounters:
        code = encounter.place_code
        people = [scene.people[ref] for ref in encounter.participants]
        if encounter.format != "in_person" or code is None or people[0].country == people[1].country:
            continue
        for guest in people:
            if guest.country in (None, code) or any(
                j.destination == code and guest.ref in j.visitors for j in journeys
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
            if _impossible(scene, journey) is None and not any(
                _is_same(scene, j, journey) and not j.visitors for j in journeys
            ):
                journey.status = _status(journey, clock)
                journeys.append(journey)


def _is_plausible(journey: Journey) -> bool:
    """No journey ends before it starts or lasts longer than a year; such a date is dropped, not the journey."""
    first = journey.start.to_date() if journey.start else None
    last = journey.end.to_date() if journey.end else None
    if first and last and not dt.timedelta(0) <= last - first <= MAX_STAY:
        journey.end = None
    return journey.origin != journey.destination


def imply_from_signing(scene: Scene, journeys: list[Journey], papers: list[Paper], clock: Clock) -> None:
    """Who signs a paper in a foreign place has travelled there."""
    for paper in papers:
        sentence = scene.sentences[paper.sentences[0]]
        code = next((p.code for p in sentence.places if _is_where(scene, p.start)), None)
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
            if _impossible(scene, journey) is None:
                journey.status = _status(journey, clock)
                journeys.append(journey)


def _is_where(scene: Scene, start: int) -> bool:
    governor = scene.preposition_before(start, of_place=True)
    return governor is not None and "location" in governor


def _mark_earlier(journeys: list[Journey]) -> None:
    """Beside a visitor's current visit, an undated completed one to another country is what went before."""
    for journey in journeys:
        others = [j for j in journeys if j is not journey and set(j.visitors) & set(journey.visitors)]
        current = [j for j in others if j.status == "ongoing" or (j.status == "completed" and j.start and j.start.day)]
        is_vague = journey.start is None or journey.start.day is None
        if (
            journey.status == "completed"
            and is_vague
            and (current or (journey.start and _has_current(journeys, journey)))
        ):
            journey.status = "past_reference"


def _has_current(journeys: list[Journey], journey: Journey) -> bool:
    """Whether another journey of the article has a day, so that one known by its month alone went before."""
    return any(j is not journey and j.start and j.start.day and j.status in {"ongoing", "completed"} for j in journeys)


def fill_dates(journeys: list[Journey], encounters: list[Encounter]) -> None:
    """Presence known on one day only: the visitor's meeting with the hosts dates a visit that nothing else dates."""
    for journey in journeys:
        if journey.start is not None or journey.status == "planned":
            continue
        days = [
            e
            for e in encounters
            if e.date
            and e.date.day
            and e.format == "in_person"
            and set(e.participants) & set(journey.visitors)
            and (
                e.place_code == journey.destination
                or set(e.participants) & set(journey.hosts)
                or e.host_code == journey.destination
            )
        ]
        if days:
            first = min(days, key=lambda e: (e.date.year or 0, e.date.month or 0, e.date.day or 0))  # type: ignore[union-attr]
            journey.start, journey.basis = first.date, first.basis


def _by_origin(scene: Scene, draft: VisitDraft) -> list[VisitDraft]:
    """People of several countries who travel to one place make one visit a country."""
    codes = list(dict.fromkeys(scene.country_of(m) for m in draft.visitors))
    known = [code for code in codes if code]
    if len(known) < 2:
        return [draft]
    return [replace(draft, visitors=[m for m in draft.visitors if scene.country_of(m) == code]) for code in known]


def _journey(scene: Scene, draft: VisitDraft, clock: Clock, triggers: list[Match]) -> Journey:
    refs = scene.refs(draft.visitors)
    companions = [ref for ref in scene.refs(draft.companions) if ref not in refs]
    origin = next((code for m in draft.visitors if (code := scene.country_of(m))), None)
    companions = [ref for ref in companions if scene.people[ref].country in (None, origin)]
    hosts = [ref for ref in scene.refs(draft.hosts) if ref not in refs]
    journey = Journey(refs + companions, origin, draft.destination, [draft], list(draft.places), hosts=hosts)
    journey.inviters = [ref for ref in scene.refs(draft.inviters) if ref not in refs]
    journey.levels = [draft.level] if draft.level else []
    settled = date_of(scene, draft, clock, triggers)
    if settled is not None:
        is_range = settled.end is not None and draft.tour != ""
        journey.start = None if is_range and draft.tour != "first" else settled.start
        journey.end = None if is_range and draft.tour != "last" else settled.end
        journey.basis = settled.basis
        if draft.source == "departure" or (draft.is_end and settled.end is None and settled.start.day is not None):
            journey.start, journey.end = None, settled.start
    return journey


def date_of(scene: Scene, draft: VisitDraft, clock: Clock, triggers: list[Match]) -> Settled | None:
    """The sentence's date that stands nearest to the trigger, ranges before single dates, anniversaries left out."""
    sentence = scene.sentences[draft.sentence]
    anniversaries = [m.start for m in scene.doc.phrases(sentence.start, sentence.end, "anniversary")]
    candidates = []
    for date in sentence.dates:
        distance = min(abs(date.start - draft.trigger.end), abs(draft.trigger.start - date.end))
        if any(draft.trigger.end <= t.start < date.start for t in triggers):
            # a date behind a later trigger is that one's
            continue
        fronted = date.start - sentence.start <= MAX_FRONTED
        if date.end <= draft.trigger.start and not fronted and _is_apart(scene, date.end, draft.trigger.start):
            continue
        if fronted:
            distance = min(distance, MAX_FRONTED)
        if distance > MAX_TO_DATE or any(-12 <= date.start - a <= 12 for a in anniversaries) and date.last is None:
            continue
        candidates.append((date.last is None, not date.has_day, distance, date))
    direction = (
        "future"
        if draft.tense == "future"
        else "past"
        if draft.tense == "past" or draft.is_past_reference
        else "present"
    )
    for _, _, _, date in sorted(candidates, key=lambda c: c[:3]):
        settled = clock.settle(date, direction)  # type: ignore[arg-type]  # one of the three directions
        if settled is not None and settled.start.edtf() is not None:
            return settled
    return None


def _is_apart(scene: Scene, start: int, end: int) -> bool:
    """A date before the trigger is the trigger's only where no other clause opens between them."""
    doc = scene.doc
    for at in range(start, end):
        joins_people = scene.covered_by(at - 1) is not None and scene.covered_by(at + 1) is not None
        if doc.is_(at, ";") or (doc.has(at, "and") and not joins_people and scene.covered_by(at) is None):
            return True
    return False


def _place(scene: Scene, journeys: list[Journey], new: Journey, rejected: list[Rejection]) -> None:
    reason = _impossible(scene, new)
    if reason:
        span = scene.doc.span(new.drafts[0].trigger.start, new.drafts[0].trigger.end)
        rejected.append(Rejection(reason, span.start, span.end, span.text))
        return
    for journey in journeys:
        if _is_same(scene, journey, new):
            _merge(journey, new)
            return
    journeys.append(new)


def _impossible(scene: Scene, journey: Journey) -> str | None:
    if journey.origin is not None and journey.origin == journey.destination:
        return "own country"
    people = [scene.people[ref] for ref in journey.visitors if ref in scene.people]
    if people and any(post.is_resident for m in people[0].mentions for post in m.posts):
        return "resident ambassador"
    return None


def _for_body(scene: Scene, journey: Journey) -> bool:
    """A visitor of an international body comes from no country."""
    return any(scene.people[ref].is_international for ref in journey.visitors if ref in scene.people)


def _is_same(scene: Scene, known: Journey, new: Journey) -> bool:
    if known.destination != new.destination or known.destination in (known.origin, new.origin):
        return False
    if known.origin and new.origin and known.origin != new.origin:
        return False
    if known.visitors and new.visitors and not set(known.visitors) & set(new.visitors):
        if not _one_is_group(scene, known, new) and not _is_one_delegation(known, new):
            return False
    if known.start and new.start and known.start.clashes(new.start) and not _within(known, new):
        # a reception is evidence of a visit, never of a second one: papers misprint days
        return new.drafts[0].source in {"reception", "visiting"} or known.drafts[0].source in {"reception", "visiting"}
    if known.is_past_reference != new.is_past_reference:
        return (
            not (known.start and new.start)
            and not (known.is_past_reference and known.start)
            and not (new.is_past_reference and new.start)
        )
    return True


def _one_is_group(scene: Scene, known: Journey, new: Journey) -> bool:
    """A delegation and a person of the same country on the same journey are one delegation."""
    kinds = [{scene.people[r].kind for r in j.visitors if r in scene.people} for j in (known, new)]
    return "organization" in kinds[0] | kinds[1]


def _is_one_delegation(known: Journey, new: Journey) -> bool:
    """Two people of one country in one country at no told different time travel together."""
    if known.origin is None or known.origin != new.origin or known.is_past_reference or new.is_past_reference:
        return False
    planned = {d.tense == "future" for d in (*known.drafts, *new.drafts)}
    return len(planned) == 1


def _within(known: Journey, new: Journey) -> bool:
    """Whether one journey's day lies inside the other's range."""
    for outer, inner in ((known, new), (new, known)):
        if outer.start and outer.end and inner.start and inner.end is None:
            low, high, day = (_as_day(d) for d in (outer.start, outer.end, inner.start))
            if low and high and day and low <= day <= high:
                return True
    return False


def _as_day(date: PartialDate) -> dt.date | None:
    """A day of a year that is not known is taken in one and the same year."""
    return replace(date, year=date.year or 2000).to_date()


def _merge(known: Journey, new: Journey) -> None:
    known.drafts += new.drafts
    known.origin = known.origin or new.origin
    for mine, other in (
        (known.visitors, new.visitors),
        (known.places, new.places),
        (known.hosts, new.hosts),
        (known.inviters, new.inviters),
    ):
        mine.extend(item for item in other if item not in mine)
    known.levels += new.levels
    if _is_better_date(known, new):
        known.start, known.end, known.basis = new.start, new.end, new.basis


def _is_better_date(known: Journey, new: Journey) -> bool:
    if new.start is None and new.end is not None and known.end is None and known.start is not None:
        # a departure closes what an arrival opened
        known.end = new.end
        return False
    if new.start is None:
        return known.start is None and new.end is not None and known.end is None
    if known.start is None:
        return True
    if (new.end is not None) != (known.end is not None):
        return new.end is not None
    return known.start.day is None and new.start.day is not None


def _add_bare(
    scene: Scene,
    journeys: list[Journey],
    draft: VisitDraft,
    new: Journey,
    rejected: list[Rejection],
    partners: dict[str, set[str]],
) -> None:
    """ "During his stay", "the visit": adds to the visitor's journey, or is one where the host country is plain."""
    fitting = [j for j in journeys if set(j.visitors) & set(new.visitors)] if new.visitors else journeys[:1]
    if not new.visitors and (new.start is None or scene.doc.has(draft.trigger.end, "agent")):
        return
    current = [j for j in fitting if j.is_past_reference == draft.is_past_reference]
    if current:
        host = current[0]
        if not (host.start and new.start and host.start.clashes(new.start) and not _within(host, new)):
            new.destination = host.destination
            _merge(host, new)
        return
    if not new.visitors or new.origin is None or draft.is_past_reference:
        return
    sentence = scene.sentences[draft.sentence]
    governors = {p.start: scene.preposition_before(p.start) for p in sentence.places}
    codes = {p.code for p in sentence.places if (g := governors[p.start]) is not None and "destination" in g} - {
        new.origin
    }
    if not codes and not any(not j.is_past_reference for j in journeys):
        codes = set().union(*(partners.get(ref, set()) for ref in new.visitors)) - {new.origin}
    if len(codes) == 1:
        new.destination = codes.pop()
        new.places = [p.name for p in sentence.places if p.is_city and p.code == new.destination]
        _place(scene, journeys, new, rejected)


def _status(journey: Journey, clock: Clock) -> VisitStatus:
    drafts = [d for d in journey.drafts if not d.is_past_reference] or journey.drafts
    tenses = {"past" if d.is_end and d.tense == "base" else d.tense for d in drafts}
    told = status_of(
        "future" if "future" in tenses else "present" if "present" in tenses else "past", journey.is_past_reference
    )
    if told == "completed" and "past" not in tenses and clock.day is not None and journey.start is None:
        # a visit that is only named in the day's news ("on his official visit") goes on
        told = "ongoing"
    first = journey.start.to_date() if journey.start else None
    last = (journey.end.to_date() if journey.end else None) or first
    if clock.day is None or first is None or last is None:
        if clock.day and journey.start and journey.start.year and _is_long_ago(journey.start, clock.day):
            return "past_reference"
        return told
    if clock.day - last > LONG_AGO:
        return "past_reference"
    if first > clock.day:
        return "planned"
    if told == "past_reference":
        return told
    if journey.end is None:
        return (
            "completed" if told == "completed" and last < clock.day else "ongoing" if told != "planned" else "planned"
        )
    if last < clock.day or (last == clock.day and told == "completed"):
        return "completed"
    return "ongoing" if first < clock.day or told != "planned" else "planned"


def _is_long_ago(start: PartialDate, day: dt.date) -> bool:
    """A month or year that is over by more than the time that news stays news."""
    end = dt.date(start.year or day.year, start.month or 12, 28)
    return day - end > LONG_AGO


def to_visit(scene: Scene, journey: Journey, clock: Clock) -> Visit:
    """The visit as the claims document gives it."""
    start, basis = journey.start, journey.basis
    if start is None and journey.status == "ongoing" and clock.day is not None:
        # who is there on the day of the report was there on that day; where the article names other days, only the month is safe
        day = from_date(clock.day)
        start, basis = (PartialDate(day.year, day.month) if _names_days(scene, clock) else day), "publication_date"
    return Visit(
        visitors=journey.visitors,
        origin_country=journey.origin,
        destination_country=journey.destination,
        places=list(dict.fromkeys(journey.places)),
        start_date=start.edtf() if start else None,
        end_date=journey.end.edtf() if journey.end else None,
        date_basis=basis if start else None,
        status=journey.status,
        level=max(_LEVELS, key=journey.levels.count) if journey.levels else None,
        invited_by=journey.inviters,
        hosts=journey.hosts,
        evidence=evidence(scene, [draft.sentence for draft in journey.drafts]),
        confidence=_confidence(journey),
    )


def _names_days(scene: Scene, clock: Clock) -> bool:
    """Whether the article names a day of its own month besides that of its publication."""
    for sentence in scene.sentences:
        for date in sentence.dates:
            settled = clock.settle(date, "present") if date.has_day else None
            day = settled.start.to_date() if settled else None
            if day and clock.day and day != clock.day and abs(day - clock.day) < LONG_AGO:
                return True
    return False


def _confidence(journey: Journey) -> float:
    """Higher where a named visitor, a plain destination and a date are told, lower where a part was concluded."""
    score = 0.55
    score += 0.15 * any(d.source in {"verb", "noun"} and d.destination for d in journey.drafts)
    score += 0.1 * bool(journey.visitors)
    score += 0.1 * (journey.start is not None)
    score += 0.05 * (len(journey.drafts) > 1)
    return round(score, 2)
