"""Drafts: what one sentence tells of a visit, before drafts of one journey are joined."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.claims import Span, VisitLevel, VisitStatus
from extractors.entities.lexicon import Match
from extractors.entities.mentions import Mention
from extractors.events.scene import Scene

MAX_TO_DESTINATION = 14
MAX_TO_VISITOR = 8
MAX_TO_PERFECT = 24
MAX_TO_FUTURE = 3
MAX_TO_MAIN = 12
MAX_TO_OPENING = 4
MAX_TO_PLAN = 5
MAX_TO_WOULD = 3
_ANNOUNCED = frozenset({"announced", "reporting"})
_OF_NOUN = frozenset({"joiner", "article", "destination", "country", "city", "level"})
_OVER = frozenset({"ends", "past_reference"})


@dataclass(slots=True, eq=False)
class VisitDraft:
    """One sentence's evidence of a visit, before drafts are joined."""

    sentence: int
    trigger: Match
    visitors: list[Mention] = field(default_factory=list)
    destination: str | None = None
    places: list[str] = field(default_factory=list)
    hosts: list[Mention] = field(default_factory=list)
    companions: list[Mention] = field(default_factory=list)
    inviters: list[Mention] = field(default_factory=list)
    level: VisitLevel | None = None
    tense: str = "base"
    is_past_reference: bool = False
    is_noun: bool = False
    source: str = "verb"
    tour: str = ""
    is_end: bool = False
    # told as a tour that somebody sets out on
    is_outset: bool = False
    # of a guest whom its sentence tells to have been received
    is_received: bool = False
    # dates before this token are another clause's
    clause: int = 0
    # told as what came after another journey
    is_sequel: bool = False
    # of a tour whose stops have dates of their own: the tokens that tell of this one
    stop: tuple[int, int] = (0, 0)


def tour_stop(position: int, stops: int) -> str:
    """Which stop of a tour a destination is: a tour's range begins at the first and ends at the last."""
    if stops == 1:
        return ""
    return "first" if position == 0 else "last" if position == stops - 1 else "middle"


def tense_of(scene: Scene, match: Match, tense: str) -> str:
    """A verb's tense with what an auxiliary or a word of planning before it adds."""
    if tense == "present" and scene.closes_clause(match.end) and _is_perfect(scene, match):
        # "hat am Dienstag X besucht"
        return "past"
    if tense in {"base", "present"} and (told := _told_before(scene, match)) is not None:
        return told
    # "wird am Freitag empfangen": where a participle closes the clause, the auxiliary before it says when
    is_open = tense in {"base", "present"} or (scene.doc.language.verb_second and "received_by" in match)
    if is_open and lies_ahead(scene, match):
        return "future"
    is_infinitive = tense == "base" and scene.doc.has(match.start - 1, "destination")
    if tense == "base" and "visit_noun" not in match and not is_infinitive and scene.near(match, "future", MAX_TO_MAIN):
        # "will start a tour on Tuesday, taking him to"
        return "future"
    if tense == "base" and (is_reported_future(scene, match) or _hangs_on_plan(scene, match) or _is_led(scene, match)):
        return "future"
    if tense == "present" and _is_ahead(scene, match):
        return "future"
    subject = scene.covered_by(match.start - 2) if is_infinitive and scene.doc.sentence_of[match.start] == 0 else None
    if subject is not None and subject.name is not None:
        # a headline's infinitive: "Xi to visit Hungary"
        return "future"
    return tense


def _hangs_on_plan(scene: Scene, match: Match) -> bool:
    """ "plant, nach Peru zu reisen": what the clause before an infinitive's comma plans."""
    return scene.doc.language.verb_second and scene.hangs_on(match, "future")


def _is_perfect(scene: Scene, match: Match) -> bool:
    """ "hat am Dienstag X besucht", "hat einen Kranz niedergelegt und X besucht": without a comma between."""
    doc = scene.doc
    start = doc.sentences[doc.sentence_of[match.start]][0]
    for at in range(match.start - 1, max(start, match.start - MAX_TO_PERFECT) - 1, -1):
        if doc.has(at, "perfect"):
            return True
        if doc.is_(at, ",") and match.start - at > MAX_TO_VISITOR:
            return False
    return False


def lies_ahead(scene: Scene, match: Match) -> bool:
    """Whether a word of what is to come stands close before a trigger.

    Not "announced the loan after talks with X": what is announced is to come, the talks are over.
    """
    if not scene.near(match, "future", MAX_TO_PLAN):
        return False
    start = max(match.start - MAX_TO_PLAN, scene.doc.sentences[scene.doc.sentence_of[match.start]][0])
    last = scene.doc.phrases(start, match.start, "future")[-1:]
    is_told = any(phrase.any_of(_ANNOUNCED) for phrase in last)
    return not (is_told and any(scene.doc.has(i, "past_reference") for i in range(start, match.start)))


def is_reported_future(scene: Scene, match: Match) -> bool:
    """ "said that X would visit A", "X would leave for A tomorrow": behind a verb of saying or beside a coming day no
    hypothesis, but what is to come.
    """
    words = scene.doc.language.markers.reported_future
    start = scene.doc.sentences[scene.doc.sentence_of[match.start]][0]
    near = range(max(start, match.start - MAX_TO_WOULD), match.start)
    at = next((i for i in near if scene.doc.tokens[i].lower in words), None)
    if at is not None and _is_dated_ahead(scene, match):
        return True
    if at is None or any(scene.doc.has(i, "hypothesis") for i in range(start, match.start) if i != at):
        return False
    return any(scene.doc.has(i, "reporting") for i in range(start, at))


def _is_dated_ahead(scene: Scene, match: Match) -> bool:
    """Whether a coming day, week or month stands close behind a verb: "tomorrow", "next week"."""
    dates = scene.sentences[scene.doc.sentence_of[match.start]].dates
    near = (d for d in dates if 0 <= d.start - match.end <= MAX_TO_VISITOR)
    return any(d.offset is not None and d.offset[1] > 0 for d in near)


def _is_ahead(scene: Scene, match: Match) -> bool:
    """ "is coming to Vienna next week", "kommt nächsten Monat": the present of what a coming week or month holds."""
    sentence = scene.sentences[scene.doc.sentence_of[match.start]]
    near = [d for d in sentence.dates if abs(d.start - match.start) <= MAX_TO_VISITOR and not d.is_end]
    return any(d.offset is not None and d.offset[0] != "day" and d.offset[1] > 0 for d in near)


def _told_before(scene: Scene, match: Match) -> str | None:
    """ "began a tour on Saturday, travelling to A", "inició una gira, visitando A": a participle behind a comma has the
    tense of the verb before it.
    """
    doc, endings = scene.doc, tuple(scene.doc.language.markers.participle_endings)
    if not endings or not doc.is_(match.start - 1, ",") or not doc.tokens[match.start].lower.endswith(endings):
        return None
    start = doc.sentences[doc.sentence_of[match.start]][0]
    kinds = ("light_verb", "visit_verb", "meet_verb")
    verbs = [(v.start, v.values[kind].tense) for kind in kinds for v in doc.phrases(start, match.start, kind)]
    return max((verb for verb in verbs if verb[1] != "base"), default=(0, None))[1]


def _is_led(scene: Scene, match: Match) -> bool:
    """ "sẽ dẫn đầu Đoàn đại biểu ... thăm chính thức": who will lead a delegation will travel with it."""
    start = scene.doc.sentences[scene.doc.sentence_of[match.start]][0]
    return any(scene.doc.has(m.start - 1, "future") for m in scene.doc.phrases(start, match.start, "leading"))


def _opens_plan(scene: Scene, match: Match) -> bool:
    """ "Durant son séjour à A, X s'entretiendra avec Y": a stay that opens what is to come."""
    start, end = scene.doc.sentences[scene.doc.sentence_of[match.start]]
    is_over = any(scene.doc.any_of(i, _OVER) for i in range(start, match.start))
    if match.start - start > MAX_TO_OPENING or is_over:
        return False
    told = [m.values["meet_verb"].tense for m in scene.doc.phrases(match.end, end, "meet_verb")]
    return bool(told) and told[0] == "future"


def noun_tense(scene: Scene, match: Match) -> str:
    """The tense that a light verb before a noun gives it, or a verb behind it.

    "paid a state visit", "begins a visit"; "una gira que lo llevó a", "a tour that will include stops in".
    """
    doc = scene.doc
    sentence = scene.sentences[doc.sentence_of[match.start]]
    end = sentence.end
    light = doc.phrases(sentence.start, match.start, "light_verb")[-1:]
    light = [p for p in light if scene.distance(sentence, p.end, match.start) <= MAX_TO_VISITOR]
    verbs = doc.phrases(match.end, min(end, match.end + MAX_TO_FUTURE), "visit_verb")
    if not light and doc.has(match.end, "that"):
        # "la visita que X realizará a Y"
        light = doc.phrases(match.end, min(end, match.end + MAX_TO_MAIN), "light_verb")[:1]
    if not light and doc.language.verb_second:
        # "der Kuba einen Besuch abstattet"
        light = [p for p in doc.phrases(match.end, min(end, match.end + 2), "light_verb") if p.start == match.end]
    if not light and verbs:
        return tense_of(scene, verbs[0], verbs[0].values["visit_verb"].tense)
    if not light and _is_put_ahead(scene, match, end):
        return "future"
    if not light and _opens_plan(scene, match):
        return "future"
    tense = tense_of(scene, match, light[-1].values["light_verb"].tense if light else "base")
    # "will be the first since the visit of X": what a word directly before the noun looks back on is not ahead
    is_open = (
        tense == "base"
        and not scene.near_ahead(match, "hypothesis", MAX_TO_VISITOR)
        and not doc.has(match.start - 1, "past_reference")
    )
    return "future" if is_open and (_is_ahead(scene, match) or _is_dated_ahead(scene, match)) else tense


def _is_put_ahead(scene: Scene, noun: Match, end: int) -> bool:
    """ "The visit of president X to A will begin on Monday": whose and where may stand before the verb.

    Not "will end on Monday"; not "After the visit of X to A a treaty is expected".
    """
    words, is_over = 0, scene.near(noun, "past_reference", MAX_TO_WOULD)
    for at in range(noun.end, end):
        if scene.doc.has(at, "future"):
            return at < noun.end + MAX_TO_FUTURE or not (is_over or scene.doc.has(at, "ends"))
        words += scene.covered_by(at) is None and not scene.doc.any_of(at, _OF_NOUN)
        if words >= MAX_TO_FUTURE:
            return False
    return False


def evidence(scene: Scene, sentences: list[int]) -> list[Span]:
    """The sentences that a claim was read from, each once."""
    return [scene.doc.sentence_span(index) for index in dict.fromkeys(sentences)]


def status_of(tense: str, past_reference: bool) -> VisitStatus:
    if past_reference:
        return "past_reference"
    return {"future": "planned", "present": "ongoing"}.get(tense, "completed")  # type: ignore[return-value]  # closed
