"""When two tellings are of one journey, and what their joining makes of dates and people."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from extractors.entities.person import MAX_READ
from extractors.events.edtf import PartialDate, from_date
from extractors.events.journey import Journey
from extractors.events.scene import Scene

ONE_STAY = dt.timedelta(days=6)

# An arrival told behind what happened on a day of the visit lies few days before it.
MAX_TO_ARRIVAL = 3


def is_same_journey(scene: Scene, known: Journey, new: Journey) -> bool:
    """Whether two tellings are of one journey: destination, people and dates agree or leave each other open."""
    if known.destination != new.destination or known.destination in (known.origin, new.origin):
        return False
    if known.origin and new.origin and known.origin != new.origin:
        return False
    apart = known.visitors and new.visitors and not set(known.visitors) & set(new.visitors)
    if apart and not _one_is_group(scene, known, new) and not _is_one_delegation(known, new):
        return False
    if known.start and new.start and known.start.clashes(new.start) and not within(known, new):
        if _on_near_days(known, new):
            return True
        # a reception is evidence of a visit, never of a second one: papers misprint days
        return new.drafts[0].source in {"reception", "visiting"} or known.drafts[0].source in {"reception", "visiting"}
    if known.is_past_reference != new.is_past_reference:
        if known.start and known.start == new.start and known.start.day:
            return True
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
    mine, other = known.drafts[:MAX_READ], new.drafts[:MAX_READ]
    planned = {d.tense == "future" for d in (*mine, *other)}
    if planned == {True} and {d.sentence for d in mine} & {d.sentence for d in other}:
        # "will travel to A to prepare the visit of the president": two journeys of one sentence
        return False
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


def within(known: Journey, new: Journey) -> bool:
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


def merge(known: Journey, new: Journey) -> None:
    """Adds to a journey what another telling of it says."""
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
    known.tour = known.tour or new.tour
    if arrived_before(known, new):
        known.start = new.start
        return
    if _on_near_days(known, new) and (_widen(known, new) or _came_before(known, new)):
        return
    if _is_better_date(known, new):
        known.start, known.end, known.basis = new.start, new.end, new.basis


def arrived_before(known: Journey, new: Journey) -> bool:
    """ "The visit was overshadowed on Thursday. He had arrived on Wednesday": the arrival is the start."""
    arrived, started = _day_of(new), known.start.to_date() if known.start is not None else None
    is_arrival = all(d.source == "arrival" and d.tense == "past" for d in new.drafts) and new.start is not None
    return bool(is_arrival and arrived and started and 0 < (started - arrived).days <= MAX_TO_ARRIVAL)


def _came_before(known: Journey, new: Journey) -> bool:
    """ "arrived on the 4th for an official visit from the 5th to the 9th": the arrival opens the stay."""
    for arrived, stay in ((known, new), (new, known)):
        first = arrived.start.to_date() if arrived.start and not arrived.end else None
        begun = stay.start.to_date() if stay.start and stay.end else None
        # "left Nairobi on the 15th for a visit from the 16th": who has left has not yet come
        told = any(
            d.tense == "past" and not d.is_noun and "departure" not in d.trigger for d in arrived.drafts[:MAX_READ]
        )
        if first and begun and told and 0 < (begun - first).days <= MAX_TO_ARRIVAL:
            known.start, known.end, known.basis = arrived.start, stay.end, stay.basis
            return True
    return False


def _widen(known: Journey, new: Journey) -> bool:
    """Two single days make the span of a stay; false where one side tells a range, which is better."""
    if (known.start and known.end) or (new.start and new.end):
        return False
    days = sorted(d for d in (_day_of(known), _day_of(new)) if d is not None)
    if days[0] == days[1]:
        return False
    # "was received on Monday. She is on a visit that began on Friday": the later day is not the last
    goes_on = any(d.tense == "present" and d.sentence > 0 and d.is_noun for d in known.drafts[:MAX_READ])
    known.start, known.end = from_date(days[0]), None if goes_on else from_date(days[1])
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
