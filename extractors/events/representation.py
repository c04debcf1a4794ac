"""For which state somebody acts, told beside what he does.

The linguistic patterns: "X signed the paper for Fiji", "firmó por Cuba la ministra X"; "on the Kenyan side, X was
present", "por la parte cubana asistieron X y Y", "du côté congolais".
"""

from __future__ import annotations

from extractors.entities.lexicon import Match
from extractors.entities.mentions import Mention
from extractors.entities.person import give_country
from extractors.events.scene import Scene, Sentence

MAX_TO_FOR = 8
MAX_TO_STATE = 4
MAX_TO_PEOPLE = 6
_STATE_WORDS = frozenset({"country", "demonym"})
_BEFORE_STATE = frozenset({"article", "joiner", "body", "indefinite", "not_name"})
_CLAUSES = frozenset({"sign_verb", "and", "reporting"})
_STOPS = _CLAUSES | {"instrument"}
_LEADS = frozenset({"location", "from", "agent", "function", "signs_for"})


def settle_represented(scene: Scene) -> None:
    """Gives those a country of whom a sentence says for which state they sign or on whose side they are."""
    for sentence in scene.sentences:
        for verb in scene.doc.phrases(sentence.start, sentence.end, "sign_verb"):
            _by_signing(scene, sentence, verb)
            _by_opening(scene, sentence, verb)
        for word in scene.doc.phrases(sentence.start, sentence.end, "side_words"):
            _by_side(scene, sentence, word)


def _by_signing(scene: Scene, sentence: Sentence, verb: Match) -> None:
    """ "X signed the letter for the Government of Fiji": who stands before the verb, else behind the state."""
    doc = scene.doc
    lead = next(iter(doc.phrases(verb.end, min(sentence.end, verb.end + MAX_TO_FOR), "signs_for")), None)
    if lead is None or any(doc.is_(i, ",") or doc.any_of(i, _CLAUSES) for i in range(verb.end, lead.start)):
        return
    state = _state_behind(scene, lead.end)
    if state is None:
        return
    before = [m for m in sentence.mentions if m.end <= verb.start]
    near = before[-1] if before else None
    is_subject = near is not None and not any(doc.any_of(i, _STOPS) for i in range(near.end, verb.start))
    people = [near] if near is not None and is_subject else scene.group_after(sentence, state.end, 1)
    _give(scene, people, state)


def _by_opening(scene: Scene, sentence: Sentence, verb: Match) -> None:
    """ "Pour le PCC, il a été paraphé par X": who signs for the body or state that opens the sentence."""
    doc = scene.doc
    # "pour le" may be one phrase of going as well
    if doc.tokens[sentence.start].lower not in doc.language.agreements.signs_for:
        return
    at = doc.phrase_end(sentence.start)
    at += doc.has(at, "article")
    code = doc.acronyms.get(doc.tokens[at].text) if at < sentence.end else None
    state = _state_behind(scene, at)
    code = code or (doc.state_at(state.start) if state is not None else None)
    people = scene.group_after(sentence, verb.end, 1) if code and doc.is_(at + 1, ",") else []
    for mention in people:
        give_country(scene.people.get(mention.ref or ""), code)


def _by_side(scene: Scene, sentence: Sentence, word: Match) -> None:
    """ "On the Kenyan side, X was present": those named behind, near by."""
    doc = scene.doc
    before = doc.matches[word.start - 1] if word.start > sentence.start else None
    is_before = before is not None and before.any_of(_STATE_WORDS)
    state = before if is_before else _state_behind(scene, word.end, closed=False)
    if state is None:
        return
    first = state.start if is_before else word.start
    while first > sentence.start and doc.has(first - 1, "article"):
        first -= 1
    if not is_before or (first > sentence.start and doc.any_of(first - 1, _LEADS)):
        start = max(word.end, state.end)
        _give(scene, scene.group_after(sentence, start, MAX_TO_PEOPLE), state)
        _other_side(scene, sentence, word, start)


def _other_side(scene: Scene, sentence: Sentence, word: Match, start: int) -> None:
    """ "Por la parte dominicana firmó X, y por la barbadense el ministro Y": the word of the first side left out."""
    doc = scene.doc
    lead = doc.tokens[max(word.start - 2, sentence.start)].lower
    for state in doc.phrases(start, sentence.end, "demonym"):
        first = state.start - 1
        first -= doc.has(first, "article")
        if first > start and doc.tokens[first].lower == lead and scene.covered_by(state.start) is None:
            _give(scene, scene.group_after(sentence, state.end, 1), state)


def _state_behind(scene: Scene, at: int, *, closed: bool = True) -> Match | None:
    """The state that a phrase ends with: "the Government of Fiji"; closed where nothing else belongs to it."""
    doc = scene.doc
    for place in range(at, min(at + MAX_TO_STATE, len(doc.tokens))):
        match = doc.matches[place]
        if match is not None and match.any_of(_STATE_WORDS):
            return match if not closed or _is_closed(scene, match.end) else None
        if not doc.any_of(place, _BEFORE_STATE):
            return None
    return None


def _is_closed(scene: Scene, at: int) -> bool:
    """Whether a state's name ends a phrase: not "for Kenya Airways"; "por Chile la ministra X" names who signs."""
    doc = scene.doc
    if at >= len(doc.tokens) or not doc.tokens[at].is_word or doc.has(at, "and"):
        return True
    return scene.covered_by(at + doc.has(at, "article")) is not None


def _give(scene: Scene, people: list[Mention], state: Match) -> None:
    for mention in people:
        give_country(scene.people.get(mention.ref or ""), scene.doc.state_at(state.start))
