"""Which date of its sentence is a journey's: the nearest that no other clause, stop, journey or report claims."""

from __future__ import annotations

from extractors.entities.document import Document
from extractors.entities.lexicon import Match
from extractors.events.date_mention import DateMention
from extractors.events.dates import is_taken_up
from extractors.events.drafts import VisitDraft
from extractors.events.edtf import PartialDate
from extractors.events.lengths import tells_begun, tells_ended
from extractors.events.scene import Scene
from extractors.events.timing import Clock, Direction, Settled

MAX_TO_DATE = 40
MAX_TO_NAMED = 15
MAX_FRONTED = 3
MAX_AHEAD = 2
MAX_TO_REPORT = 4
_RELATIVES = frozenset({"relatives", "that"})
_DATED = frozenset({"country", "city", "month", "weekday", "function"})
_EVENTS = frozenset({"receives", "received_by", "meet_verb", "visit_verb", "attends"})
_DATED_VERBS = ("meet_verb", "receives", "attends")
_AHEAD = frozenset({"present", "future"})
_TO_COME = frozenset({"receives", "received_by", "meet_verb", "attends", "purpose"})
_HOMEWARD = frozenset({"arrival", "returns"})


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
        if _is_of_purpose(scene, date, draft, clock):
            continue
        distance = min(abs(date.start - draft.trigger.end), abs(draft.trigger.start - date.end))
        if fronted:
            distance = min(distance, MAX_FRONTED)
        beside = (a for a in anniversaries if not _is_before_occasion(scene, date, a))
        nearest = min((abs(date.start - a) for a in beside), default=MAX_TO_DATE)
        is_anniversary = nearest <= min(12, distance) and not draft.is_past_reference
        # "criticised the trip as irresponsible, because on Monday": a visit only named is dated close by
        is_vague = draft.is_noun and draft.destination is None and date.first.day is None
        reach = MAX_TO_NAMED if is_vague else MAX_TO_DATE
        if distance > reach or (is_anniversary and date.last is None):
            continue
        is_of_talks = _is_of_talks(scene, draft.trigger.end, date.start)
        is_elsewhere = not _opens_clause(scene, date, draft.trigger)
        candidates.append((is_elsewhere, is_of_talks, date.last is None, not date.has_day, distance, date))
    direction = _direction(scene, draft)
    for _, is_of_talks, _, _, _, date in sorted(candidates, key=lambda c: c[:5]):
        # "stays until Sunday": the end of what goes on lies ahead
        lies_ahead = date.is_end and draft.tense != "past"
        is_over = is_of_talks or (draft.tense == "present" and _is_begun_before(scene, draft, date))
        lies_ahead = lies_ahead or _is_told_ahead(scene, draft, date)
        settled = clock.settle(date, "future" if lies_ahead else "past" if is_over else direction)
        if settled is not None and settled.start.edtf() is not None:
            return Settled(PartialDate(), settled.start, settled.basis) if date.is_end else settled
    is_agenda = bool(sentence.heading) and sentence.heading[0].weekday is not None
    is_of_heading = sentence.heading and (draft.tense != "future" or is_agenda) and not draft.is_past_reference
    return clock.settle(sentence.heading[0], "past") if is_of_heading else None


def _is_told_ahead(scene: Scene, draft: VisitDraft, date: DateMention) -> bool:
    """ "flew on to A, where he meets X on Tuesday": a clause of place behind a past verb that tells what is to come."""
    if draft.tense != "past" or date.start < draft.trigger.end:
        return False
    near = range(date.start, max(draft.trigger.end, date.start - MAX_TO_DATE), -1)
    where = next((i for i in near if scene.doc.has(i, "where")), None)
    end = scene.sentences[draft.sentence].end
    verbs = [v for kind in _DATED_VERBS for v in scene.doc.phrases(where, end, kind)] if where is not None else []
    first = min(verbs, key=lambda v: v.start, default=None)
    return first is not None and any(first.values[k].tense in _AHEAD for k in _DATED_VERBS if k in first)


def _is_begun_before(scene: Scene, draft: VisitDraft, date: DateMention) -> bool:
    """ "is in A for a visit which began on Tuesday": a beginning that is over, told between a trigger and a date."""
    between = f" {scene.doc.text(draft.trigger.end, date.start).lower()} " if date.start > draft.trigger.end else ""
    return any(f" {word} " in between for word in scene.doc.lexicon.visit_begun)


def _opens_clause(scene: Scene, date: DateMention, trigger: Match) -> bool:
    """Whether the clause that takes a date up tells of a trigger behind it."""
    is_behind = date.end < trigger.start and is_taken_up(scene.doc, date)
    return is_behind and not _in_other_clause(scene, date.end, trigger.start)


def _is_before_occasion(scene: Scene, date: DateMention, anniversary: int) -> bool:
    """ "the visit of October 2017 on the occasion of the anniversary": the date is that of what stands before it."""
    return any(scene.doc.has(at, "title_ends") for at in range(date.end, anniversary))


def _direction(scene: Scene, draft: VisitDraft) -> Direction:
    """Where a date without a year is to be looked for: a plain present, "arrives on Monday", tells what comes."""
    if draft.tense == "future":
        return "future"
    if draft.tense == "past" or draft.is_past_reference or tells_begun(scene, draft) or tells_ended(scene, draft):
        return "past"
    is_plain = draft.tense == "present" and draft.source == "verb" and "visit_noun" not in draft.trigger
    return "ahead" if is_plain else "present"


def _is_of_purpose(scene: Scene, date: DateMention, draft: VisitDraft, clock: Clock) -> bool:
    """ "has arrived to take part on Monday in a summit", told on Sunday: the day of what is still to come."""
    has_come = draft.tense == "past" and "arrival" in draft.trigger
    if not has_come or date.weekday is None or date.first.day is not None or clock.day is None:
        return False
    is_near = 0 < (date.weekday - clock.day.weekday()) % 7 <= MAX_AHEAD
    between = range(draft.trigger.end, date.start)
    return is_near and any(_is_verb_like(scene, at) for at in between)


def _is_verb_like(scene: Scene, at: int) -> bool:
    """A verb of an event, or a word in small letters that no list knows."""
    token, doc = scene.doc.tokens[at], scene.doc
    is_plain = token.is_word and not token.is_capital and doc.matches[at] is None
    return is_plain or doc.any_of(at, _TO_COME)


def _names_gathering(scene: Scene, date: DateMention) -> bool:
    """ "the 2024 Forum", "Expo 2020": a year that is part of a name."""
    tokens = scene.doc.tokens
    is_year = date.first.year is not None and date.first.month is None and date.last is None
    if not is_year:
        return False
    if _follows_gathering(scene, date.start):
        return True
    if scene.doc.language.nouns_capitalised:
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


def _follows_gathering(scene: Scene, at: int) -> bool:
    """ "Triển lãm Quốc phòng quốc tế Việt Nam năm 2022": a year behind the capitals of a gathering's name."""
    doc, before = scene.doc, at - 1
    before -= doc.tokens[before].lower in doc.language.dates.fillers
    while before > 0 and _is_of_name(doc, before):
        before -= 1
    return at - before > 1 and doc.has(before, "gathering")


def _is_of_name(doc: Document, at: int) -> bool:
    token = doc.tokens[at]
    is_mark = not token.is_word and token.text != ","
    return (token.is_capital or is_mark or doc.has(at, "portfolio")) and not doc.has(at, "gathering")


def _is_this_year(date: DateMention) -> bool:
    """ "his second visit this year" counts visits."""
    return date.offset == ("year", 0)


def _in_other_clause(scene: Scene, start: int, end: int) -> bool:
    """ "the first visit in 41 years: in 1983 X had come": what a colon opens has a date of its own."""
    return any(scene.doc.tokens[at].text in {":", ";"} for at in range(start, end))


def _is_before_semicolon(scene: Scene, date: DateMention, draft: VisitDraft) -> bool:
    """ "had arrived on Wednesday; he flies on to B": the date before a semicolon is none of what stands behind it."""
    return any(scene.doc.is_(at, ";") for at in range(date.end, draft.trigger.start))


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
    # "reached home on Monday after a tour of A": the day of the return is the tour's end
    home = {scene.country_of(m) for m in draft.visitors}
    own = home if draft.is_end else set()
    others = [(t, to) for t, to in triggers if to not in own or not t.any_of(_HOMEWARD)]
    # "leaves Nairobi on Monday for a visit to A": who leaves his own country sets out on that day
    others = [(t, to) for t, to in others if to not in home or "departure" not in t]
    if any(_is_dated_by(scene.doc, date, t, draft) and to not in (None, draft.destination) for t, to in others):
        # "on Thursday she travels to A before going on to B"
        return True
    return (
        _is_of_relative(scene, draft.trigger.end, date.start)
        or _is_of_invitation(scene, draft.trigger.end, date.start)
        or (date.is_of_clause and date.start >= draft.trigger.end)
        or date.start >= scene.clause_end(draft.trigger.start)
        or _went_before(scene, date, draft)
        or is_of_report(scene, date, draft.trigger)
        or _in_other_clause(scene, draft.trigger.end, date.start)
        or _is_before_semicolon(scene, date, draft)
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
        or _is_inside_relative(scene, date, draft)
        or _is_told_beside(scene, date, draft)
        or _is_apart(scene, date.end, draft.trigger.start)
    )


def _is_inside_relative(scene: Scene, date: DateMention, draft: VisitDraft) -> bool:
    """ "X, who was in parliament yesterday, will travel to A": the date of a clause between commas."""
    doc, start = scene.doc, scene.sentences[draft.sentence].start
    opening = next(
        (i for i in range(date.start - 1, max(start, date.start - MAX_TO_NAMED), -1) if doc.is_(i, ",")), None
    )
    closing = range(date.end, min(draft.trigger.start, date.end + MAX_TO_DATE))
    if opening is None or not any(doc.is_(i, ",") for i in closing):
        return False
    if not any(0 <= opening - m.end <= MAX_TO_REPORT for m in draft.visitors):
        return False
    pronoun = opening + 1
    is_article = doc.language.verb_second and doc.has(pronoun, "article") and scene.covered_by(pronoun) is None
    return doc.any_of(pronoun, _RELATIVES) or (is_article and not scene.covered_by(pronoun + 1))


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


def _is_of_invitation(scene: Scene, start: int, end: int) -> bool:
    """ "follows an invitation that X extended in January": the day of the invitation."""
    doc = scene.doc
    asked = [m.end for kind in ("invitation", "hypothesis") for m in doc.phrases(start, end, kind)]
    return any(doc.any_of(at, _RELATIVES) for at in asked if at < end)


def _went_before(scene: Scene, date: DateMention, draft: VisitDraft) -> bool:
    """ "arrived late on Sunday after a visit to Kenya": the date is that of what followed the visit."""
    between = range(date.end, draft.trigger.start)
    is_earlier = (draft.is_noun or draft.is_past_reference) and not draft.is_end and len(between) < MAX_TO_DATE
    # "hatte 2018 der damalige Minister X das Land besucht": a word of the post says nothing of the date
    return is_earlier and any(scene.doc.has(i, "past_reference") and scene.covered_by(i) is None for i in between)


def is_of_report(scene: Scene, date: DateMention, trigger: Match) -> bool:
    """ "On 7 August the presidency announced that X will visit", "said on Monday that": the day of the report."""
    if any(_reports(scene, at) for at in range(date.end, trigger.start)) and date.end <= trigger.start:
        return True
    if any(scene.doc.has(at, "when") for at in (date.end, date.end + 1)):
        # "were announced in February, when X travelled": the date is that of what follows
        return False
    if any(_reports(scene, at) for at in (date.start - 1, date.start - 2, date.end)):
        return True
    # "the visit to A, X wrote on Twitter yesterday", "besuche A, teilte das Amt am Freitag mit"
    commas = [at for at in range(trigger.end, date.start) if scene.doc.is_(at, ",")]
    clause = range(commas[-1] + 1, date.start) if commas else range(0)
    opens = any(_reports(scene, at) for at in clause[:MAX_TO_REPORT])
    return opens and not any(scene.doc.any_of(at, _EVENTS) for at in clause)


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
