"""How journeys stand: their status from tense and date, days that meetings give them, and what went before."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from extractors.claims import VisitStatus
from extractors.entities.person import MAX_READ
from extractors.events.drafts import VisitDraft, status_of
from extractors.events.edtf import PartialDate, from_date
from extractors.events.encounters import Encounter
from extractors.events.journey import Journey
from extractors.events.scene import Scene
from extractors.events.timing import Clock, Settled

LONG_AGO = dt.timedelta(days=45)
NEWS = dt.timedelta(days=6)
MAX_STAY = dt.timedelta(days=365)
JUST_ARRIVED = 1
_MEETING = ("meet_verb", "received_by", "receives")
_TRAVEL = frozenset({"visit_verb", "visit_noun", "on_visit"})


def is_plausible(journey: Journey) -> bool:
    """No journey ends before it starts or lasts longer than a year; such a date is dropped, not the journey."""
    first = journey.start.to_date() if journey.start else None
    last = journey.end.to_date() if journey.end else None
    if first and last and not dt.timedelta(0) <= last - first <= MAX_STAY:
        journey.end = None
    return journey.origin != journey.destination


def month_of_tour(journey: Journey) -> PartialDate | None:
    """A stop of a tour that lies within one month was made in that month, whatever its day."""
    if journey.tour is None:
        return None
    first, last = ((day.year, day.month) for day in journey.tour)
    return PartialDate(*first) if first == last and first[1] is not None else None


def tour_before(scene: Scene, draft: VisitDraft, clock: Clock) -> tuple[PartialDate, PartialDate] | None:
    """ "X will tour Asia from 3 to 14 May. She is to visit A, B and C": the sentence before dates the whole tour,
    by its days or its month.
    """
    if not draft.tour or draft.sentence == 0:
        return None
    before = scene.sentences[draft.sentence - 1]
    ranges = [d for d in before.dates if (d.last is not None and d.has_day) or (d.first.month and not d.has_day)]
    is_travel = any(scene.doc.any_of(i, _TRAVEL) for i in range(before.start, before.end))
    refs = set(scene.refs(draft.visitors))
    is_same = any(mention.ref in refs for mention in before.mentions)
    abroad = {place.code for place in before.places} - {scene.country_of(m) for m in draft.visitors}
    if len(ranges) != 1 or len(before.dates) != 1 or abroad or not (is_travel and is_same):
        return None
    settled = clock.settle(ranges[0], "future" if draft.tense != "past" else "past")
    return (settled.start, settled.end or settled.start) if settled is not None else None


def is_last(journey: Journey, journeys: list[Journey]) -> bool:
    """Whether no journey of the same visitors is told that was, or may have been, later."""
    others = [j for j in journeys if j is not journey and set(j.visitors) & set(journey.visitors)]
    own = _day_of(journey)
    if own is None:
        return not others
    return all(day <= own for j in others if (day := _day_of(j)) is not None and bool(day[0]) == bool(own[0]))


def _day_of(journey: Journey) -> tuple[int, int, int] | None:
    """Year (0 where it is unknown), month and day on which a journey began, or None."""
    start = journey.start
    if start is None or start.month is None or start.day is None:
        return None
    return start.year or 0, start.month, start.day


def mark_earlier(journeys: list[Journey]) -> None:
    """Beside a visitor's current visit, an undated completed one to another country is what went before."""
    for journey in journeys:
        others = [j for j in journeys if j is not journey and set(j.visitors) & set(journey.visitors)]
        current = [j for j in others if j.status == "ongoing" or (j.status == "completed" and j.start and j.start.day)]
        is_vague = journey.start is None or journey.start.day is None
        if (
            journey.status == "completed"
            and is_vague
            and not any(draft.is_sequel for draft in journey.drafts)
            and not any(_is_one_tour(journey, other) for other in others)
            and (
                current
                or (journey.start and _has_current(journeys, journey))
                or any(j.status == "past_reference" and _told_together(j, journey) for j in others)
            )
        ):
            journey.status = "past_reference"


def mark_ahead(journeys: list[Journey]) -> None:
    """ "arrived in A on Monday ... The tour takes him to B as well": of who is in A, an undated present is ahead."""
    for journey in journeys:
        drafts = [d for d in journey.drafts[:MAX_READ] if not d.is_noun]
        is_open = journey.status == "ongoing" and journey.start is None and journey.end is None
        if is_open and drafts and all(d.tense == "present" and d.sentence for d in drafts):
            others = (j for j in journeys if j.destination != journey.destination)
            if any(_is_told_before(j, drafts) for j in others if set(j.visitors) & set(journey.visitors)):
                journey.status = "planned"


def _is_told_before(other: Journey, drafts: list[VisitDraft]) -> bool:
    """Whether a journey that has begun, or of a tour one that is ahead, is told before some drafts."""
    first = min(draft.trigger.start for draft in drafts)
    is_tour = all(draft.tour for draft in drafts)
    if other.status not in {"ongoing", "completed"} and not (is_tour and other.status == "planned"):
        return False
    return any(d.trigger.start < first and (is_tour or d.tense != "future") for d in other.drafts[:MAX_READ])


def _is_one_tour(one: Journey, other: Journey) -> bool:
    """ "returned after a tour of A and B": stops of one tour are over together."""
    triggers = {id(d.trigger) for d in one.drafts[:MAX_READ]}
    return other.status == "completed" and any(
        id(d.trigger) in triggers and (d.is_end or (d.tour and other.start is not None))
        for d in other.drafts[:MAX_READ]
    )


def _told_together(one: Journey, other: Journey) -> bool:
    """ "visited A in 2021 on a tour that also took him to B": one sentence tells both.

    Not "after visits to A he travelled to B": what a noun looks back on is not what the verb tells.
    """
    told = {d.sentence for d in one.drafts[:MAX_READ] if not d.is_past_reference or other.drafts[0].is_noun}
    return bool(told & {d.sentence for d in other.drafts[:MAX_READ]})


def _has_current(journeys: list[Journey], journey: Journey) -> bool:
    """Whether another journey of the article has a day, so that one known by its month alone went before."""
    return any(j is not journey and j.start and j.start.day and j.status in {"ongoing", "completed"} for j in journeys)


def fill_dates(journeys: list[Journey], encounters: list[Encounter], clock: Clock) -> None:
    """Presence known on one day only: the visitor's meeting with the hosts dates a visit that nothing else dates."""
    for journey in journeys:
        if journey.start is not None or any(d.is_end for d in journey.drafts):
            # who is met at a visit's end has been there for some days
            continue
        days = [
            e
            for e in encounters
            if e.date
            and e.date.day
            and _is_at(e, journey)
            # "has arrived" and "will meet him tomorrow": what is to come dates no journey that has begun
            and clock.is_future(e.date) == (journey.status == "planned")
        ]
        if days:
            first = min(days, key=lambda e: (e.date.year or 0, e.date.month or 0, e.date.day or 0))  # type: ignore[union-attr]
            journey.start, journey.basis = first.date, first.basis
            day = first.date.to_date() if first.date else None
            if journey.status == "past_reference" and day and clock.day and abs(clock.day - day) <= NEWS:
                # "earlier in the week"
                journey.status = "completed"


def begin_by_meetings(journeys: list[Journey], encounters: list[Encounter], clock: Clock) -> None:
    """ "met X on the 9th ... The day after he was received by Y", "will travel to the south on Thursday": who met
    somebody in the country a few days before the day that dates his journey was there already.
    """
    for journey in journeys:
        first = journey.start.to_date() if journey.start else None
        if first is None or journey.status == "past_reference":
            continue
        met = (e.date.to_date() for e in encounters if e.date and _is_over_verb(e) and _is_at(e, journey))
        day = min((d for d in met if d and dt.timedelta(0) < first - d <= NEWS), default=None)
        if day is not None:
            journey.start = from_date(day)
            is_open = journey.status == "planned" and clock.day is not None and day <= clock.day
            journey.status = "ongoing" if is_open else journey.status


def _is_over_verb(encounter: Encounter) -> bool:
    """Whether a verb tells that people have met: what a noun names may be ahead."""
    verbs = [encounter.trigger.values[kind] for kind in _MEETING if kind in encounter.trigger]
    return encounter.tense == "past" and any(verb.tense == "past" for verb in verbs)


def _is_at(encounter: Encounter, journey: Journey) -> bool:
    """Whether somebody met a visitor in the country of his journey."""
    is_theirs = encounter.format == "in_person" and bool(set(encounter.participants) & set(journey.visitors))
    is_there = journey.destination in {encounter.place_code, encounter.host_code}
    return is_theirs and (is_there or bool(set(encounter.participants) & set(journey.hosts)))


def lies_back(journey: Journey, clock: Clock) -> bool:
    """Whether a journey with a year of its own ended long before the article."""
    last = journey.end or journey.start
    return bool(clock.day and last and last.year and _is_long_ago(last, clock.day))


def is_news(draft: VisitDraft, settled: Settled, clock: Clock) -> bool:
    """ "the first to visit since 1979 when he arrived on Tuesday": what a verb dates to these days is no history."""
    day = settled.start.to_date()
    return not draft.is_noun and day is not None and clock.day is not None and abs(clock.day - day) <= NEWS


def status(journey: Journey, clock: Clock, *, has_headline: bool = True, is_latest: bool = True) -> VisitStatus:
    """How a journey stands on the day of its article.

    Args:
        has_headline: whether the first sentence is one.
        is_latest: whether the article tells of no journey that its visitors made later.
    """
    told = _told(journey, clock, has_headline=has_headline, is_latest=is_latest)
    first = journey.start.to_date() if journey.start else None
    last = (journey.end.to_date() if journey.end else None) or first
    told = _in_tour(journey, told, clock)
    if clock.day is not None and first is None and last is not None and told in {"ongoing", "completed"}:
        # "said before he left on Wednesday"
        told = "ongoing" if last > clock.day else "completed" if last < clock.day else told
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


def _told(journey: Journey, clock: Clock, *, has_headline: bool, is_latest: bool) -> VisitStatus:
    """How the article's own words put a journey, before its days are held against the day of the report."""
    drafts = [d for d in journey.drafts if not d.is_past_reference] or journey.drafts
    # headlines tell everything in the present
    body = [d for d in drafts if d.sentence > 0 and (d.tense == "future" or d.is_end)] if has_headline else []
    drafts = [d for d in drafts if d.sentence > 0 or d.tense != "present"] if body else drafts
    tenses = {"past" if d.is_end and d.tense != "future" else d.tense for d in drafts}
    told = status_of(
        "future" if "future" in tenses else "present" if "present" in tenses else "past", journey.is_past_reference
    )
    if told == "completed" and "past" not in tenses and clock.day is not None and journey.start is None:
        # a visit that is only named in the day's news ("on his official visit") goes on
        told = "ongoing"
    if _is_ahead(journey, clock) and (told == "ongoing" or (told == "completed" and tenses <= {"base", "present"})):
        told = "planned"
    first = journey.start.to_date() if journey.start else None
    if told == "completed" and is_latest and _is_still_there(journey, drafts, first, clock.day):
        told = "ongoing"
    elif told == "ongoing" and _is_over(journey, drafts, clock.day):
        told = "completed"
    if told == "planned" and _has_begun(drafts, tenses, first, clock.day):
        told = "ongoing"
    if told == "completed" and _is_outset(drafts) and _is_on_the_way(journey, clock):
        told = "planned" if is_later_stop(journey) else "ongoing"
    return told


def _is_outset(drafts: list[VisitDraft]) -> bool:
    """Whether all that tells of a journey is one sentence, in which somebody sets out on a tour."""
    return any(d.is_outset for d in drafts) and len({d.sentence for d in drafts}) == 1


def _is_on_the_way(journey: Journey, clock: Clock) -> bool:
    """Whether who set out may still travel: on a day that nothing holds against the report, or in these days."""
    first = journey.start.to_date() if journey.start else None
    is_known = journey.start is not None and journey.start.year is not None
    return not is_known or (first is not None and clock.day is not None and first <= clock.day <= first + NEWS)


def _in_tour(journey: Journey, told: VisitStatus, clock: Clock) -> VisitStatus:
    """A stop of a tour that is over is over; one whose own days are untold is planned where the tour is ahead."""
    if journey.tour is None or clock.day is None or journey.is_past_reference:
        return told
    first, last = journey.tour
    last_day = last.to_date()
    if last_day is not None and last_day < clock.day and told != "past_reference":
        return "completed"
    return "planned" if journey.start is None and _lies_behind(first, clock.day) else told


def _lies_behind(start: PartialDate, day: dt.date) -> bool:
    """Whether a day, or a month, comes after the day of the report."""
    if start.year is None or start.month is None:
        return False
    return (start.year, start.month, start.day or 0) > (day.year, day.month, day.day if start.day else 0)


def _is_still_there(journey: Journey, drafts: list[VisitDraft], first: dt.date | None, day: dt.date | None) -> bool:
    """ "arrived on Wednesday to attend a summit": of who has just arrived, and has not left, the visit goes on."""
    has_arrived = any("arrival" in d.trigger and d.tense == "past" for d in drafts)
    has_left = any(d.is_end or d.source == "departure" for d in journey.drafts)
    if day is None:
        is_recent = journey.start is None or (journey.start.year is None and journey.start.day is not None)
    else:
        is_recent = first is not None and 0 <= (day - first).days <= JUST_ARRIVED
    return has_arrived and not has_left and is_recent and journey.tour is None


def _is_over(journey: Journey, drafts: list[VisitDraft], day: dt.date | None) -> bool:
    """ "ended his visit", "is back home after a tour": whose end is told, and lies on no day to come."""
    last = journey.end.to_date() if journey.end else None
    is_ahead = last is not None and day is not None and last >= day
    # told at once: "during his stay, which ends on Friday" comes further below
    has_ended = any(d.is_end and d.tense != "future" and d.sentence <= 1 for d in drafts)
    return has_ended and not is_ahead and journey.end is None


def _has_begun(drafts: list[VisitDraft], tenses: set[str], first: dt.date | None, day: dt.date | None) -> bool:
    """ "was welcomed on Tuesday and will travel on to Y", "is on a visit": what is planned is but the rest of it."""
    if first is None or day is None:
        is_on = any(d.tense == "present" and d.is_noun and d.destination and d.sentence > 0 for d in drafts)
        return is_on or _is_there(drafts)
    is_today = first == day and bool(tenses & {"present", "past"})
    return is_today or (_is_there(drafts) and first <= day <= first + NEWS)


def _is_there(drafts: list[VisitDraft]) -> bool:
    """ "arrived on Sunday and will hold talks", "is in Lima and will hold talks": what is ahead are the talks."""
    return _has_come(drafts) or any("presence" in d.trigger and d.tense != "future" for d in drafts)


def _has_come(drafts: list[VisitDraft]) -> bool:
    return any(
        d.is_received or (d.tense == "past" and ("arrival" in d.trigger or d.source == "reception")) for d in drafts
    )


def drop_later_start(journey: Journey, clock: Clock) -> None:
    """ "was received in A. On Wednesday she travels to the south of A": of who is there no later day is the first."""
    if journey.start is not None and clock.is_future(journey.start) and _has_come(journey.drafts[:MAX_READ]):
        journey.start = journey.basis = None


def is_later_stop(journey: Journey) -> bool:
    """A tour's second stop is reached on a day that nobody tells."""
    return all(draft.tour in {"middle", "last"} for draft in journey.drafts)


def _is_ahead(journey: Journey, clock: Clock) -> bool:
    """ "begins a tour of A, B and C": B and C are still ahead; so is "when he visits Astana in June" in May."""
    start, day = journey.start, clock.day
    if start is None:
        return is_later_stop(journey)
    return day is not None and _lies_behind(replace(start, day=None), day)


def _is_long_ago(start: PartialDate, day: dt.date) -> bool:
    """A month or year that is over by more than the time that news stays news."""
    end = dt.date(start.year or day.year, start.month or 12, 28)
    return day - end > LONG_AGO
