"""Joins drafts of one journey and settles its dates and status."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from extractors.claims import Rejection, Visit, VisitLevel
from extractors.entities.lexicon import Match
from extractors.events.drafts import VisitDraft, evidence
from extractors.events.edtf import PartialDate, from_date
from extractors.events.journey import Journey
from extractors.events.journey_times import date_of, is_plausible, mark_earlier, names_days, status
from extractors.events.scene import Scene
from extractors.events.timing import Clock

# No article tells of more journeys; a list of thousands is no news.
MAX_JOURNEYS = 150
# A person's post is told in the first mentions, if at all.
MAX_READ = 40
ONE_STAY = dt.timedelta(days=6)
_LEVELS: tuple[VisitLevel, ...] = ("state", "official", "working", "friendly", "transit")


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
    triggers: dict[int, list[Match]] = {}
    for draft in drafts:
        triggers.setdefault(draft.sentence, []).append(draft.trigger)
    for draft in drafts:
        for part in _by_origin(scene, draft) if draft.destination is not None else ():
            _place(scene, journeys, _journey(scene, part, clock, triggers[part.sentence]), rejected)
    for draft in drafts:
        if draft.destination is None:
            _add_bare(
                scene,
                journeys,
                draft,
                _journey(scene, draft, clock, triggers[draft.sentence]),
                rejected,
                partners or {},
            )
    for journey in journeys:
        journey.status = status(journey, clock)
    mark_earlier(journeys)
    told = [j for j in journeys if (not needs_origin or j.origin or _for_body(scene, j)) and is_plausible(j)]
    for journey in told:
        if not journey.visitors:
            # "the Turkish president visited": whose journey it was, another article may tell
            rejected.append(_rejection(scene, journey, "nobody named"))
    return [j for j in told if j.visitors]


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
        if settled.start.edtf() is None:
            journey.start = None
        if draft.source == "departure" or (draft.is_end and settled.end is None and settled.start.day is not None):
            journey.start, journey.end = None, settled.start
    return journey


def _place(scene: Scene, journeys: list[Journey], new: Journey, rejected: list[Rejection]) -> None:
    reason = impossible(scene, new)
    if reason:
        rejected.append(_rejection(scene, new, reason))
        return
    if len(journeys) >= MAX_JOURNEYS:
        return
    for journey in journeys:
        if is_same_journey(scene, journey, new):
            _merge(journey, new)
            return
    journeys.append(new)


def _rejection(scene: Scene, journey: Journey, reason: str) -> Rejection:
    trigger = journey.drafts[0].trigger
    span = scene.doc.span(trigger.start, trigger.end)
    return Rejection(reason, span.start, span.end, span.text)


def impossible(scene: Scene, journey: Journey) -> str | None:
    if journey.origin is not None and journey.origin == journey.destination:
        return "own country"
    people = [scene.people[ref] for ref in journey.visitors if ref in scene.people]
    if people and any(post.is_resident for m in people[0].mentions[:MAX_READ] for post in m.posts):
        return "resident ambassador"
    return None


def _for_body(scene: Scene, journey: Journey) -> bool:
    """A visitor of an international body comes from no country."""
    return any(scene.people[ref].is_international for ref in journey.visitors if ref in scene.people)


def is_same_journey(scene: Scene, known: Journey, new: Journey) -> bool:
    if known.destination != new.destination or known.destination in (known.origin, new.origin):
        return False
    if known.origin and new.origin and known.origin != new.origin:
        return False
    apart = known.visitors and new.visitors and not set(known.visitors) & set(new.visitors)
    if apart and not _one_is_group(scene, known, new) and not _is_one_delegation(known, new):
        return False
    if known.start and new.start and known.start.clashes(new.start) and not _within(known, new):
        if _on_near_days(known, new):
            return True
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
    planned = {d.tense == "future" for d in (*known.drafts[:MAX_READ], *new.drafts[:MAX_READ])}
    return len(planned) == 1


def _on_near_days(known: Journey, new: Journey) -> bool:
    """Days of one week on which somebody is told to be in one country are days of one stay."""
    days = [d for d in (_day_of(known), _day_of(new)) if d is not None]
    return (
        len(days) == 2 and abs(days[0] - days[1]) <= ONE_STAY and not (known.is_past_reference or new.is_past_reference)
    )


def _day_of(journey: Journey) -> dt.date | None:
    day = journey.start or journey.end
    return day.to_date() if day else None


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
    known.is_past_reference = known.is_past_reference and new.is_past_reference
    known.origin = known.origin or new.origin
    for mine, other in (
        (known.visitors, new.visitors),
        (known.places, new.places),
        (known.hosts, new.hosts),
        (known.inviters, new.inviters),
    ):
        mine.extend(item for item in other if item not in mine)
    known.levels += new.levels
    if _on_near_days(known, new) and _widen(known, new):
        return
    if _is_better_date(known, new):
        known.start, known.end, known.basis = new.start, new.end, new.basis


def _widen(known: Journey, new: Journey) -> bool:
    """Two single days make the span of a stay; false where one side tells a range, which is better."""
    if (known.start and known.end) or (new.start and new.end):
        return False
    days = sorted(d for d in (_day_of(known), _day_of(new)) if d is not None)
    if days[0] == days[1]:
        return False
    known.start, known.end = from_date(days[0]), from_date(days[1])
    known.basis = known.basis or new.basis
    return True


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


def to_visit(scene: Scene, journey: Journey, clock: Clock) -> Visit:
    """The visit as the claims document gives it."""
    start, basis = journey.start, journey.basis
    if start is None and journey.status == "ongoing" and clock.day is not None:
        # who is there on the day of the report was there on that day; beside other days only the month is safe
        day = from_date(clock.day)
        start, basis = (PartialDate(day.year, day.month) if names_days(scene, clock) else day), "publication_date"
    return Visit(
        visitors=journey.visitors,
        origin_country=journey.origin,
        destination_country=journey.destination,
        places=list(dict.fromkeys(journey.places)),
        start_date=start.edtf() if start else None,
        end_date=journey.end.edtf() if journey.end else None,
        date_basis=basis if start else None,
        status=journey.status,
        level=_level(journey),
        invited_by=journey.inviters,
        hosts=journey.hosts,
        evidence=evidence(scene, [draft.sentence for draft in journey.drafts]),
        confidence=_confidence(scene, journey),
    )


def _level(journey: Journey) -> VisitLevel | None:
    """The level said most often, the higher one of two said as often."""
    best: VisitLevel | None = None
    for level in _LEVELS:
        if journey.levels.count(level) > (journey.levels.count(best) if best else 0):
            best = level
    return best


def _confidence(scene: Scene, journey: Journey) -> float:
    """How often such a claim is right on gold articles: a told country of the visitor counts most, then a told journey.

    See docs/decisions/0012 for the figures behind it.
    """
    leader = scene.people.get(journey.visitors[0]) if journey.visitors else None
    if leader is None:
        return 0.4
    is_told = any(mention.country for mention in leader.mentions)
    is_direct = any(d.source in {"verb", "noun"} for d in journey.drafts)
    return {(True, True): 0.92, (True, False): 0.85, (False, True): 0.65, (False, False): 0.5}[is_told, is_direct]
