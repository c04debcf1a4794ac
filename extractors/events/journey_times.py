"""When journeys took place and how they stand: dates of drafts, status from tense and date, what went before."""

from __future__ import annotations

import datetime as dt

from extractors.claims import VisitStatus
from extractors.entities.document import Document
from extractors.entities.lexicon import Match
from extractors.entities.person import MAX_READ
from extractors.events.dates import DateMention
from extractors.events.drafts import VisitDraft, status_of
from extractors.events.edtf import PartialDate
from extractors.events.encounters import Encounter
from extractors.events.journey import Journey
from extractors.events.scene import Scene
from extractors.events.timing import Clock, Settled

LONG_AGO = dt.timedelta(days=45)
NEWS = dt.timedelta(days=6)
MAX_TO_DATE = 40
MAX_TO_NAMED = 15
MAX_STAY = dt.timedelta(days=365)
MAX_FRONTED = 3
_DATED = frozenset({"country", "city", "month", "weekday", "function"})
_EVENTS = frozenset({"receives", "received_by", "meet_verb", "visit_verb", "attends"})


def is_plausible(journey: Journey) -> bool:
    """No journey ends before it starts or lasts longer than a year; such a date is dropped, not the journey."""
    first = journey.start.to_date() if journey.start else None
    last = journey.end.to_date() if journey.end else None
    if first and last and not dt.timedelta(0) <= last - first <= MAX_STAY:
        journey.end = None
    return journey.origin != journey.destination


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


def _is_one_tour(one: Journey, other: Journey) -> bool:
    """ "returned after a tour of A and B": stops of one tour are over together."""
    triggers = {id(d.trigger) for d in one.drafts[:MAX_READ]}
    return other.status == "completed" and any(id(d.trigger) in triggers and d.is_end for d in other.drafts[:MAX_READ])


def _told_together(one: Journey, other: Journey) -> bool:
    """ "visited A in 2021 on a tour that also took him to B": one sentence tells both."""
    return bool({d.sentence for d in one.drafts[:MAX_READ]} & {d.sentence for d in other.drafts[:MAX_READ]})


def _has_current(journeys: list[Journey], journey: Journey) -> bool:
    """Whether another journey of the article has a day, so that one known by its month alone went before."""
    return any(j is not journey and j.start and j.start.day and j.status in {"ongoing", "completed"} for j in journeys)


def fill_dates(journeys: list[Journey], encounters: list[Encounter], clock: Clock) -> None:
    """Presence known on one day only: the visitor's meeting with the hosts dates a visit that nothing else dates."""
    for journey in journeys:
        if journey.start is not None or journey.status == "planned" or any(d.is_end for d in journey.drafts):
            # who is met at a visit's end has been there for some days
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
            day = first.date.to_date() if first.date else None
            if journey.status == "past_reference" and day and clock.day and abs(clock.day - day) <= NEWS:
                # "earlier in the week"
                journey.status = "completed"


def date_of(scene: Scene, draft: VisitDraft, clock: Clock, triggers: list[tuple[Match, str | None]]) -> Settled | None:
    """The sentence's date that stands nearest to the trigger, ranges before single dates, anniversaries left out.

    Args:
        triggers: all triggers of the sentence with their destinations.
    """
    sentence = scene.sentences[draft.sentence]
    anniversaries = [m.start for m in scene.doc.phrases(sentence.start, sentence.end, "anniversary")]
    candidates = []
    for date in sentence.dates:
        fronted = date.start - sentence.start <= MAX_FRONTED
        if _is_of_another(scene, date, draft, triggers) or (not fronted and _stands_apart(scene, date, draft)):
            continue
        distance = min(abs(date.start - draft.trigger.end), abs(draft.trigger.start - date.end))
        if fronted:
            distance = min(distance, MAX_FRONTED)
        nearest = min((abs(date.start - a) for a in anniversaries), default=MAX_TO_DATE)
        is_anniversary = nearest <= min(12, distance) and not draft.is_past_reference
        # "criticised the trip as irresponsible, because on Monday": a visit only named is dated close by
        is_vague = draft.is_noun and draft.destination is None and date.first.day is None
        reach = MAX_TO_NAMED if is_vague else MAX_TO_DATE
        if distance > reach or (is_anniversary and date.last is None):
            continue
        is_of_talks = _is_of_talks(scene, draft.trigger.end, date.start)
        candidates.append((is_of_talks, date.last is None, not date.has_day, distance, date))
    direction = (
        "future"
        if draft.tense == "future"
        else "past"
        if draft.tense == "past" or draft.is_past_reference
        else "ahead"
        if draft.tense == "present" and draft.source == "verb" and "visit_noun" not in draft.trigger
        else "present"
    )
    for is_of_talks, _, _, _, date in sorted(candidates, key=lambda c: c[:4]):
        settled = clock.settle(date, "past" if is_of_talks else direction)  # type: ignore[arg-type]  # one of the four directions
        if settled is not None and settled.start.edtf() is not None:
            return Settled(PartialDate(), settled.start, settled.basis) if date.is_end else settled
    is_of_heading = sentence.heading and draft.tense != "future" and not draft.is_past_reference
    return clock.settle(sentence.heading[0], "past") if is_of_heading else None


def _names_gathering(scene: Scene, date: DateMention) -> bool:
    """ "the 2024 Forum", "Expo 2020": a year that is part of a name."""
    tokens = scene.doc.tokens
    is_year = date.first.year is not None and date.first.month is None and date.last is None
    if not is_year or scene.doc.language.nouns_capitalised:
        return False
    sentence = scene.sentences[scene.doc.sentence_of[date.start]]
    return any(
        sentence.start < at < sentence.end
        and tokens[at].is_word
        and tokens[at].is_capital
        and scene.covered_by(at) is None
        and not scene.doc.any_of(at, _DATED)
        for at in (date.start - 1, date.end)
    )


def _is_this_year(date: DateMention) -> bool:
    """ "his second visit this year" counts visits."""
    return date.offset == ("year", 0)


def _in_other_clause(scene: Scene, start: int, end: int) -> bool:
    """ "the first visit in 41 years: in 1983 X had come": what a colon opens has a date of its own."""
    return any(scene.doc.tokens[at].text in {":", ";"} for at in range(start, end))


def _is_of_another(
    scene: Scene, date: DateMention, draft: VisitDraft, triggers: list[tuple[Match, str | None]]
) -> bool:
    """Whether a date is none of a journey's: a span of years, a name, another clause's, stop's or journey's."""
    if date.last is not None and date.first.year is not None and date.first.month is None:
        # "President from 2005 to 2015": a range of years is no journey's
        return True
    if any(draft.stop) and not draft.stop[0] <= date.start < draft.stop[1]:
        return True
    if _names_gathering(scene, date) or (_is_this_year(date) and draft.tense != "future"):
        return True
    if date.start < draft.clause or any(draft.trigger.end <= t.start < date.start for t, _ in triggers):
        # a date behind a later trigger is that one's
        return True
    if any(_is_dated_by(scene.doc, date, t, draft) and to not in (None, draft.destination) for t, to in triggers):
        # "on Thursday she travels to A before going on to B"
        return True
    return (
        _is_of_relative(scene, draft.trigger.end, date.start)
        or _went_before(scene, date, draft)
        or _is_of_report(scene, date, draft.trigger)
        or _in_other_clause(scene, draft.trigger.end, date.start)
        or (draft.source == "reception" and scene.opens_other(draft.trigger.end, date.start))
        or _opens_next(scene, date, draft, triggers)
    )


def _opens_next(scene: Scene, date: DateMention, draft: VisitDraft, triggers: list[tuple[Match, str | None]]) -> bool:
    """ "will travel to A next week, and from 3 January will visit B": behind an "and" the date opens what follows."""
    if not any(draft.trigger.end < date.start and date.end <= t.start <= date.end + MAX_FRONTED for t, _ in triggers):
        return False
    between = range(draft.trigger.end, date.start)
    return any(scene.doc.has(i, "and") and scene.covered_by(i) is None for i in between)


def _is_of_talks(scene: Scene, start: int, end: int) -> bool:
    """ "X, currently visiting France, met Y on Tuesday": the date of talks behind a comma, on which X was there too."""
    return any(scene.doc.has(i, "meet_verb") and scene.doc.is_(i - 1, ",") for i in range(start, end))


def _stands_apart(scene: Scene, date: DateMention, draft: VisitDraft) -> bool:
    """Whether something else opens between a date and the trigger behind it."""
    if date.end > draft.trigger.start:
        return False
    # "will hold talks on Tuesday with X, who is visiting": the date is the talks' own
    is_of_talks = any(date.end <= m.start < draft.trigger.start and scene.is_governed(m) for m in draft.visitors)
    is_earlier = _is_of_earlier(scene, date, draft)
    return (
        is_of_talks
        or is_earlier
        or _is_told_beside(scene, date, draft)
        or _is_apart(scene, date.end, draft.trigger.start)
    )


def _is_of_earlier(scene: Scene, date: DateMention, draft: VisitDraft) -> bool:
    """ "will hold talks on Monday before flying to Berlin": the date is that of the verb before it."""
    start = scene.sentences[draft.sentence].start
    told = any(scene.doc.phrases(start, date.start, kind) for kind in ("meet_verb", "attends"))
    return told and any(scene.doc.has(i, "sequels") for i in range(date.end, draft.trigger.start))


def _is_told_beside(scene: Scene, date: DateMention, draft: VisitDraft) -> bool:
    """ "landed on Tuesday, on the last leg of a tour that took him to A": what a relative clause tells by the way."""
    at = draft.trigger.start - 1
    is_relative = scene.doc.any_of(at, frozenset({"relatives", "that"}))
    has_comma = any(scene.doc.is_(i, ",") for i in range(date.end, at))
    return is_relative and has_comma


def _is_dated_by(doc: Document, date: DateMention, other: Match, draft: VisitDraft) -> bool:
    """Whether another journey stands between a date and a trigger; who leaves a place is elsewhere on that day."""
    if date.end <= other.start < draft.trigger.start:
        return "departure" not in other
    # "touched down in A on Saturday at the start of a tour with stops in B"
    is_behind = other.end <= date.start and date.end <= draft.trigger.start
    return is_behind and not any(doc.is_(i, ",") or doc.has(i, "and") for i in range(other.end, date.start))


def _is_of_relative(scene: Scene, start: int, end: int) -> bool:
    """ "to attend a summit, which opens on Wednesday": a clause that tells of something else, behind a comma."""
    doc = scene.doc
    return any(doc.is_(m.start - 1, ",") for m in doc.phrases(start, end, "relatives"))


def _went_before(scene: Scene, date: DateMention, draft: VisitDraft) -> bool:
    """ "arrived late on Sunday after a visit to Kenya": the date is that of what followed the visit."""
    between = range(date.end, draft.trigger.start)
    is_earlier = (draft.is_noun or draft.is_past_reference) and not draft.is_end and len(between) < MAX_TO_DATE
    return is_earlier and any(scene.doc.has(i, "past_reference") for i in between)


def _is_of_report(scene: Scene, date: DateMention, trigger: Match) -> bool:
    """ "On 7 August the presidency announced that X will visit", "said on Monday that": the day of the report."""
    if any(_reports(scene, at) for at in range(date.end, trigger.start)) and date.end <= trigger.start:
        return True
    if any(scene.doc.has(at, "when") for at in (date.end, date.end + 1)):
        # "were announced in February, when X travelled": the date is that of what follows
        return False
    return any(_reports(scene, at) for at in (date.start - 1, date.start - 2, date.end))


def _reports(scene: Scene, at: int) -> bool:
    """Whether a word tells that somebody says something, and is no verb of an event too ("welcomed")."""
    doc = scene.doc
    return doc.has(at, "reporting") and scene.covered_by(at) is None and not doc.any_of(at, _EVENTS)


def _is_apart(scene: Scene, start: int, end: int) -> bool:
    """A date before the trigger is the trigger's only where no other clause opens between them."""
    doc = scene.doc
    for at in range(start, end):
        joins_people = scene.covered_by(at - 1) is not None and scene.covered_by(at + 1) is not None
        if doc.is_(at, ";") or (doc.has(at, "and") and not joins_people and scene.covered_by(at) is None):
            return True
    return False


def lies_back(journey: Journey, clock: Clock) -> bool:
    """Whether a journey with a year of its own ended long before the article."""
    last = journey.end or journey.start
    return bool(clock.day and last and last.year and _is_long_ago(last, clock.day))


def is_news(draft: VisitDraft, settled: Settled, clock: Clock) -> bool:
    """ "the first to visit since 1979 when he arrived on Tuesday": what a verb dates to these days is no history."""
    day = settled.start.to_date()
    return not draft.is_noun and day is not None and clock.day is not None and abs(clock.day - day) <= NEWS


def status(journey: Journey, clock: Clock) -> VisitStatus:
    drafts = [d for d in journey.drafts if not d.is_past_reference] or journey.drafts
    # headlines tell everything in the present
    body = [d for d in drafts if d.sentence > 0 and (d.tense == "future" or d.is_end)]
    drafts = [d for d in drafts if d.sentence > 0 or d.tense != "present"] if body else drafts
    tenses = {"past" if d.is_end and d.tense != "future" else d.tense for d in drafts}
    told = status_of(
        "future" if "future" in tenses else "present" if "present" in tenses else "past", journey.is_past_reference
    )
    if told == "completed" and "past" not in tenses and clock.day is not None and journey.start is None:
        # a visit that is only named in the day's news ("on his official visit") goes on
        told = "ongoing"
    if told == "ongoing" and journey.start is None and is_later_stop(journey):
        # "begins a tour of A, B and C": B and C are still ahead
        told = "planned"
    first = journey.start.to_date() if journey.start else None
    if told == "planned" and _has_begun(drafts, tenses, first, clock.day):
        told = "ongoing"
    last = (journey.end.to_date() if journey.end else None) or first
    if clock.day is not None and first is None and last is not None and last > clock.day and told == "completed":
        return "ongoing"
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


def _has_begun(drafts: list[VisitDraft], tenses: set[str], first: dt.date | None, day: dt.date | None) -> bool:
    """ "was welcomed on Tuesday and will travel on to Y", "is on a visit": what is planned is but the rest of it."""
    if first is None:
        return any(d.tense == "present" and d.is_noun and d.destination and d.sentence > 0 for d in drafts)
    return first == day and bool(tenses & {"present", "past"})


def is_later_stop(journey: Journey) -> bool:
    """A tour's second stop is reached on a day that nobody tells."""
    return all(draft.tour in {"middle", "last"} for draft in journey.drafts)


def _is_long_ago(start: PartialDate, day: dt.date) -> bool:
    """A month or year that is over by more than the time that news stays news."""
    end = dt.date(start.year or day.year, start.month or 12, 28)
    return day - end > LONG_AGO
