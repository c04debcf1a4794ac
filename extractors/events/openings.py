"""Openings: sentences that begin with a city where somebody speaks or acts.

The linguistic patterns: "In Lima, President X said", "Speaking to reporters in Lima on Tuesday, X said", "In Lima sagte
Ministerin X".
"""

from __future__ import annotations

from typing import NamedTuple

from extractors.entities.lexicon import Match
from extractors.entities.mentions import Mention
from extractors.events.places import Place
from extractors.events.scene import Scene, Sentence

MAX_OPENING = 12
MAX_TO_SPEAKER = 4
MAX_TO_ACT = 6
_ACTS = frozenset({"reporting", "meet_verb", "act", "sign_verb", "pledge_verb", "attends"})
_SPEAKS = frozenset({"speaking", "attends", "gathering", "act", "meet_noun"})
_SMALL = frozenset({"function", "article", "indefinite", "location", "destination", "joiner", "level"})


class Opening(NamedTuple):
    """A city that opens a sentence, with the words before it as trigger, the official who acts there, and the token
    behind his verb.
    """

    place: Place
    subject: Mention
    trigger: Match
    told: int


def opening_in_city(scene: Scene, sentence: Sentence) -> Opening | None:
    """The city that a sentence opens with and who follows it at once, or None."""
    place = next(iter(sentence.places), None)
    if place is None or not place.is_city or not scene.is_where(place) or not _only_speaks(scene, sentence, place):
        return None
    subject = next(scene.subjects(sentence, place.end), None)
    if subject is None or scene.distance(sentence, place.end, subject.start) > MAX_TO_SPEAKER:
        return None
    # "In New York, Peru's ambassador said": envoys live there
    is_official = bool(subject.posts) and not subject.is_envoy
    acts = range(place.end, min(sentence.end, subject.end + MAX_TO_ACT))
    act = next((i for i in acts if scene.doc.any_of(i, _ACTS)), None)
    if not is_official or act is None:
        return None
    told = max(subject.end, scene.doc.phrase_end(act))
    return Opening(place, subject, Match(sentence.start, place.start, {}), told)


def _only_speaks(scene: Scene, sentence: Sentence, place: Place) -> bool:
    """Whether nothing stands before a place but its preposition, or that somebody speaks: "In a speech today in"."""
    doc, dated = scene.doc, sentence.dated
    governor = scene.preposition_before(place.start, of_place=True)
    if governor is None or governor.start == sentence.start:
        return governor is not None
    before = range(sentence.start, governor.start)
    if len(before) > MAX_OPENING or not any(doc.any_of(i, _SPEAKS) for i in before):
        return False
    return all(i in dated or doc.any_of(i, _SPEAKS | _SMALL) or doc.tokens[i].text.islower() for i in before)
