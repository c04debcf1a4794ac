"""How long a journey lasts: a number of days beside its noun gives the end of one that begins, the start of one over.

The linguistic patterns: "a two-day visit", "una visita de tres días", with a date of arrival, of departure or to come.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from extractors.entities.person import MAX_READ
from extractors.events.drafts import VisitDraft
from extractors.events.edtf import from_date
from extractors.events.journey import Journey
from extractors.events.scene import Scene
from extractors.events.timing import Settled

MAX_TO_NOUN = 5
MAX_TO_START = 10
MAX_TO_BEGUN = 20
MAX_TO_ENDED = 14
_NO_WORDS = re.compile(r"[^\w'’]+")
_VISITS = frozenset({"visit_noun", "on_visit"})


def with_length(scene: Scene, draft: VisitDraft, settled: Settled) -> Settled:
    """A journey's dates with the end, or for a journey that ends the start, that its length in days gives."""
    # "returned from Paris after a five-day tour": the length may be that of more than one stop
    is_of_one = draft.destination is not None and not (draft.tour or draft.is_sequel or draft.source == "departure")
    days = _days(scene, draft) if is_of_one else None
    first, last = settled.start, settled.end
    if days is None or (first.day is None) == (last is None):
        return settled
    if last is not None or draft.is_end:
        end = last or first
        return replace(settled, start=end.moved(1 - days) or settled.start, end=end)
    return replace(settled, end=first.moved(days - 1)) if _begins(scene, draft) else settled


def bare_nouns(scene: Scene, drafts: list[VisitDraft]) -> list[VisitDraft]:
    """ "at the beginning of the three-day stay": nouns of visiting in sentences that tell of no journey themselves."""
    told = {draft.sentence for draft in drafts if draft.destination and draft.visitors}
    return [
        VisitDraft(sentence.index, match, is_past_reference=scene.near(match, "past_reference", MAX_TO_NOUN))
        for sentence in scene.sentences
        if sentence.index not in told
        for kind in _VISITS
        for match in scene.doc.phrases(sentence.start, sentence.end, kind)
    ]


def end_by_length(scene: Scene, journey: Journey, bare: list[VisitDraft], *, is_only: bool) -> None:
    """ "began his visit on Monday ... On the agenda of the three-day stay are": a length that another sentence tells.

    Only where one sentence dates the journey's beginning, and all lengths that are told of it are the same.

    Args:
        bare: further mentions of the visit that name neither who travels nor where to.
        is_only: whether the article tells of no other journey, so that a length without a place is this one's.
    """
    if journey.start is None or journey.start.day is None or journey.end is not None or journey.tour is not None:
        return
    drafts = [d for d in journey.drafts[:MAX_READ] if not (d.tour or d.is_sequel or d.source == "departure")]
    is_begun = any(_begins(scene, d) and not d.is_end and scene.sentences[d.sentence].dates for d in drafts)
    told = [*drafts, *bare] if is_only else [d for d in drafts if d.destination]
    lengths = {days for d in told if not d.is_past_reference and (days := _days(scene, d)) is not None}
    if is_begun and len(lengths) == 1:
        journey.end = journey.start.moved(lengths.pop() - 1)


def from_nth_day(scene: Scene, draft: VisitDraft, settled: Settled) -> Settled:
    """ "was received on Wednesday, on the second day of his visit": the day before was the first."""
    sentence, first = scene.sentences[draft.sentence], settled.start.to_date()
    found = scene.doc.phrases(sentence.start, sentence.end, "nth_day")
    if len(found) != 1 or first is None or settled.end is not None or draft.is_end or draft.tour:
        return settled
    behind = range(found[0].end, min(sentence.end, found[0].end + MAX_TO_NOUN))
    if not any(scene.doc.any_of(i, _VISITS) for i in behind):
        return settled
    return replace(settled, start=from_date(first - timedelta(days=found[0].values["nth_day"] - 1)))


def _begins(scene: Scene, draft: VisitDraft) -> bool:
    """Whether the date is the first day's: "will arrive on Monday"; "met on Monday during his visit" tells of any."""
    sentence = scene.sentences[draft.sentence]
    is_arrival = draft.source == "arrival" or bool(scene.doc.phrases(sentence.start, sentence.end, "arrival"))
    return draft.tense == "future" or is_arrival or tells_start(scene, draft)


def tells_start(scene: Scene, draft: VisitDraft) -> bool:
    """ "began a two-day visit", "travels to A for a two-day visit": a word of setting out at the trigger."""
    return _stands_by(scene, draft, scene.doc.lexicon.visit_begins, MAX_TO_START)


def tells_begun(scene: Scene, draft: VisitDraft) -> bool:
    """ "began a visit on Saturday": a form at the trigger that tells of a beginning that is over."""
    return _stands_by(scene, draft, scene.doc.lexicon.visit_begun, MAX_TO_BEGUN)


def tells_ended(scene: Scene, draft: VisitDraft) -> bool:
    """ "returned home on Sunday after a visit": a form before the trigger that tells of an end that is past."""
    return draft.is_end and _stands_by(scene, draft, scene.doc.lexicon.visit_ended, MAX_TO_ENDED)


def _stands_by(scene: Scene, draft: VisitDraft, terms: frozenset[str], reach: int) -> bool:
    """Whether one of some terms stands before a trigger, or near behind it where verbs may stand there."""
    sentence = scene.sentences[draft.sentence]
    behind = MAX_TO_START if scene.doc.language.verb_second else 0
    start = max(sentence.start, draft.trigger.start - reach)
    end = min(sentence.end, draft.trigger.end + behind)
    words = _NO_WORDS.sub(" ", f" {scene.doc.text(start, end).lower()} ")
    return any(f" {word} " in words for word in terms)


def _days(scene: Scene, draft: VisitDraft) -> int | None:
    """The number of days that stands beside the noun of the visit, where the sentence gives one number alone."""
    doc, sentence = scene.doc, scene.sentences[draft.sentence]
    found = doc.phrases(sentence.start, sentence.end, "length")
    inside = _days_inside(scene, draft)
    if len(found) + len(inside) != 1:
        return None
    if inside:
        return inside[0]
    around = range(max(sentence.start, found[0].start - MAX_TO_NOUN), min(sentence.end, found[0].end + MAX_TO_NOUN))
    is_of_visit = any(doc.any_of(i, _VISITS) or draft.trigger.start <= i < draft.trigger.end for i in around)
    days: int = found[0].values["length"]
    return days if is_of_visit and days > 1 else None


def _days_inside(scene: Scene, draft: VisitDraft) -> list[int]:
    """ "zu einem dreitägigen Besuch", "a two-day official visit": the length inside a phrase of the word lists."""
    doc, sentence = scene.doc, scene.sentences[draft.sentence]
    phrases = {id(m): m for kind in _VISITS | {"level"} for m in doc.phrases(sentence.start, sentence.end, kind)}
    texts = [f" {doc.text(m.start, m.end).lower()} " for m in phrases.values() if "length" not in m]
    lengths = doc.lexicon.lengths
    return [days for text in texts for words, days in lengths.items() if days > 1 and f" {words} " in text]
