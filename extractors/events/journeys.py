"""Joins drafts of one journey and settles its dates and status."""

from __future__ import annotations

from dataclasses import replace

from extractors.claims import Rejection, Visit, VisitLevel
from extractors.entities.lexicon import Match
from extractors.entities.person import MAX_READ
from extractors.events.drafts import VisitDraft, evidence
from extractors.events.edtf import from_date
from extractors.events.journey import Journey
from extractors.events.journey_dates import date_of
from extractors.events.journey_times import (
    drop_later_start,
    is_last,
    is_later_stop,
    is_news,
    is_plausible,
    lies_back,
    mark_ahead,
    mark_earlier,
    month_of_tour,
    status,
    tour_before,
)
from extractors.events.lengths import bare_nouns, end_by_length, from_nth_day, with_length
from extractors.events.same_journey import arrived_before, is_same_journey, merge, within
from extractors.events.scene import Scene
from extractors.events.timing import Clock

# No article tells of more journeys; a list of thousands is no news.
MAX_JOURNEYS = 150
MAX_TO_ARRIVAL = 3
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
    triggers: dict[int, list[tuple[Match, str | None]]] = {}
    for draft in drafts:
        triggers.setdefault(draft.sentence, []).append((draft.trigger, draft.destination))
    for draft in drafts:
        parts = [*_by_origin(scene, draft), *_foreign_companions(scene, draft)] if draft.destination else []
        for part in parts:
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
    # "his ten-day tour" may be of more than the one stop that is current
    is_only = len(journeys) == 1
    bare = bare_nouns(scene, drafts) if is_only else []
    for journey in journeys:
        drop_later_start(journey, clock)
        end_by_length(scene, journey, bare, is_only=is_only)
        journey.status = status(journey, clock, has_headline=scene.has_headline, is_latest=is_last(journey, journeys))
    mark_earlier(journeys)
    mark_ahead(journeys)
    plausible = [j for j in journeys if is_plausible(j)]
    told = [j for j in plausible if not needs_origin or j.origin or _for_body(scene, j)]
    for journey in plausible:
        if journey not in told:
            rejected.append(_rejection(scene, journey, "country of the visitor unknown"))
        elif not journey.visitors:
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


def _foreign_companions(scene: Scene, draft: VisitDraft) -> list[VisitDraft]:
    """ "travelled to Cairo together with the prime ministers of A and B": visits of their own, one a country."""
    own = {scene.country_of(m) for m in draft.visitors}
    codes = dict.fromkeys(scene.country_of(m) for m in draft.companions if m.ref)
    abroad = [code for code in codes if code and code not in own and code != draft.destination]
    return [
        replace(draft, visitors=[m for m in draft.companions if m.ref and scene.country_of(m) == code], companions=[])
        for code in abroad
    ]


def _journey(scene: Scene, draft: VisitDraft, clock: Clock, triggers: list[tuple[Match, str | None]]) -> Journey:
    refs = scene.refs(draft.visitors)
    companions = [ref for ref in scene.refs(draft.companions) if ref not in refs]
    origin = next((code for m in draft.visitors if (code := scene.country_of(m))), None)
    companions = [ref for ref in companions if scene.people[ref].country in (None, origin)]
    hosts = [ref for ref in scene.refs(draft.hosts) if ref not in refs]
    journey = Journey(refs + companions, origin, draft.destination, [draft], list(draft.places), hosts=hosts)
    journey.inviters = [ref for ref in scene.refs(draft.inviters) if ref not in refs]
    journey.levels = [draft.level] if draft.level else []
    settled = date_of(scene, draft, clock, triggers)
    if settled is None:
        journey.tour = tour_before(scene, draft, clock)
    else:
        settled = from_nth_day(scene, draft, with_length(scene, draft, settled))
        # a tour's dates are its first stop's and its last one's, but where each stop has its own; "on 2 August X
        # travelled to A and B" tells of one day
        is_one_day = settled.end is None and (
            settled.start.day is None or (draft.tense == "past" and not draft.is_noun)
        )
        is_shared = draft.tour != "" and not any(draft.stop) and not is_one_day
        journey.start = None if is_shared and draft.tour != "first" else settled.start
        journey.end = None if is_shared and draft.tour != "last" else settled.end
        journey.basis = settled.basis
        if is_shared and settled.end is not None:
            journey.tour = (settled.start, settled.end)
        if settled.start.edtf() is None:
            journey.start = None
        # what was long ago is no part of the journey that the article is about
        journey.is_past_reference = (draft.is_past_reference and not is_news(draft, settled, clock)) or lies_back(
            journey, clock
        )
        if draft.source == "departure" or (draft.is_end and settled.end is None and settled.start.day is not None):
            # "home after a tour of A, B and C": the day of the return ends the last stop's stay
            journey.start, journey.end = None, settled.start if draft.tour in {"", "last"} else None
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
            merge(journey, new)
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
    if people and people[0].is_resident:
        return "resident ambassador"
    return None


def _for_body(scene: Scene, journey: Journey) -> bool:
    """A visitor of an international body comes from no country."""
    return any(scene.people[ref].is_international for ref in journey.visitors if ref in scene.people)


def _add_bare(
    scene: Scene,
    journeys: list[Journey],
    draft: VisitDraft,
    new: Journey,
    rejected: list[Rejection],
    partners: dict[str, set[str]],
) -> None:
    """ "During his stay", "the visit": adds to the visitor's journey, or is one where the host country is plain."""
    if _is_of_own_line(scene, draft, new):
        new.destination = scene.here[draft.sentence]
        _place(scene, journeys, new, rejected)
        return
    fitting = [j for j in journeys if set(j.visitors) & set(new.visitors)] if new.visitors else journeys[:1]
    if not new.visitors and (new.start is None or scene.doc.has(draft.trigger.end, "agent")):
        return
    is_past = new.is_past_reference if draft.source == "arrival" else draft.is_past_reference
    current = [j for j in fitting if j.is_past_reference == is_past and not _lies_ahead(j, draft)]
    here = _held_here(scene, draft, new)
    there = next((j for j in current if j.destination == here), None)
    if current and not (here and there is None and _is_told_first(draft, current)):
        _add_to(scene, there or _nearest_stop(current, draft), new)
        return
    if fitting and new.start is None and draft.source != "arrival":
        # "on that visit": the one long back that was just told
        return
    if is_past and draft.is_noun and new.visitors and len({j.destination for j in fitting}) == 1:
        # "His last visit was in 2009", beside the one that the article is about
        new.destination, new.origin = fitting[0].destination, fitting[0].origin
        _place(scene, journeys, new, rejected)
        return
    is_come = draft.source == "arrival" and scene.here[draft.sentence] is not None
    if not new.visitors or is_past or (new.origin is None and not is_come):
        return
    codes = {here} if here and not fitting else _plain_hosts(scene, journeys, draft, new, partners)
    if len(codes) == 1:
        new.destination = codes.pop()
        # "At the end of the visit A and B witnessed a signing": the host is no visitor
        new.visitors = [ref for ref in new.visitors if scene.people[ref].country != new.destination]
        cities = (p for p in scene.sentences[draft.sentence].places if p.is_city)
        new.places = [p.name for p in cities if p.code == new.destination]
        _place(scene, journeys, new, rejected)


def _held_here(scene: Scene, draft: VisitDraft, new: Journey) -> str | None:
    """ "The talks took place in A during his visit": the one foreign country that a sentence puts it in."""
    if not (draft.is_noun and new.origin and new.visitors):
        return None
    codes = {p.code for p in scene.sentences[draft.sentence].places if scene.is_where(p)} - {new.origin}
    return codes.pop() if len(codes) == 1 else None


def _nearest_stop(journeys: list[Journey], draft: VisitDraft) -> Journey:
    """ "The first stop was A, where he met X. The next day he was received by Y": of a tour the stop told last; what
    "the visit" says is of the first.
    """
    if draft.is_noun or draft.source == "headline":
        return journeys[0]
    told = [(max((d.sentence for d in j.drafts if d.sentence <= draft.sentence), default=-1), j) for j in journeys]
    return max(told, key=lambda pair: pair[0])[1]


def _is_told_first(draft: VisitDraft, journeys: list[Journey]) -> bool:
    """Whether a sentence comes before all that tell of the journeys."""
    return all(draft.sentence < d.sentence for j in journeys for d in j.drafts[:MAX_READ])


def _is_of_own_line(scene: Scene, draft: VisitDraft, new: Journey) -> bool:
    """In an agenda each arrival is where its own line is dated from."""
    has_several = len({code for code in scene.here if code}) > 1
    is_arrival = draft.source == "arrival" and has_several and bool(new.visitors)
    return is_arrival and scene.here[draft.sentence] not in (None, new.origin)


def _add_to(scene: Scene, host: Journey, new: Journey) -> None:
    """Adds a journey without a destination to the one that it is part of, unless it tells of another day."""
    is_other_day = host.start and new.start and host.start.clashes(new.start) and not within(host, new)
    if is_other_day and not arrived_before(host, new):
        return
    new.destination = host.destination
    new.visitors = [r for r in new.visitors if scene.people[r].country in (None, host.origin)]
    merge(host, new)


def _plain_hosts(
    scene: Scene, journeys: list[Journey], draft: VisitDraft, new: Journey, partners: dict[str, set[str]]
) -> set[str]:
    """The countries that a journey without a destination may lead to, from the nearest that is told to the farthest."""
    places = scene.sentences[draft.sentence].places
    governors = {p.start: scene.preposition_before(p.start) for p in places}
    # "who flew in on Thursday, will travel to A": not where the journey leads that is still to come
    ahead = {j.destination for j in journeys if _lies_ahead(j, draft)}
    own = {new.origin, *(ahead if scene.here[draft.sentence] not in {None, *ahead} else ())}
    codes = {p.code for p in places if (g := governors[p.start]) is not None and "destination" in g} - own
    is_arrival, here = draft.source == "arrival", scene.here[draft.sentence]
    if not codes and is_arrival and here is not None:
        # "CIUDAD DE MÉXICO.- Arriba el mandatario chino"
        codes = {here} - own
    if not codes and is_arrival:
        # "The president of A arrived in the country. The president of B came a day later"
        codes = _told_before(journeys, draft) - own
    if not codes and not any(not j.is_past_reference for j in journeys):
        codes = set().union(*(partners.get(ref, set()) for ref in new.visitors)) - own
        if not codes and is_arrival:
            # "The Indian president landed at Ivato airport", in an article of India and one other country
            codes = set(scene.doc.country_counts()) - own
    return {code for code in codes if code is not None}


def _lies_ahead(journey: Journey, draft: VisitDraft) -> bool:
    """ "landed at the airport on Sunday. He leaves for Sydney today": an arrival is none of a journey told later."""
    is_arrival = draft.source == "arrival" and draft.tense == "past"
    return is_arrival and all(
        d.trigger.start > draft.trigger.start and not d.is_noun and d.tense in {"present", "future"}
        for d in journey.drafts
    )


def _told_before(journeys: list[Journey], draft: VisitDraft) -> set[str]:
    """Where those travelled of whom the sentences just before tell."""
    near = range(draft.sentence - MAX_TO_ARRIVAL, draft.sentence + 1)
    current = [j for j in journeys if j.destination and not j.is_past_reference]
    return {str(j.destination) for j in current if any(d.sentence in near for d in j.drafts[:MAX_READ])}


def to_visit(scene: Scene, journey: Journey, clock: Clock) -> Visit:
    """The visit as the claims document gives it."""
    start, basis = journey.start or month_of_tour(journey), journey.basis
    if start is None and journey.status == "ongoing" and clock.day is not None and not is_later_stop(journey):
        # who is there on the day of the report was there on that day
        start, basis = from_date(clock.day), "publication_date"
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
    is_direct = any(d.source in {"verb", "noun"} for d in journey.drafts)
    return {(True, True): 0.92, (True, False): 0.85, (False, True): 0.65, (False, False): 0.5}[
        leader.is_told, is_direct
    ]
