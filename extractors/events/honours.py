"""Honours: orders, medals and gifts of state.

The linguistic pattern: a verb of conferring with an honour noun in the same sentence; passive verbs have the recipient
before them, active ones behind.
"""

from __future__ import annotations

from extractors.claims import Honour
from extractors.entities.lexicon import Match
from extractors.entities.mentions import Mention
from extractors.events.scene import Scene, Sentence

MAX_TO_NOUN = 16


def read_honours(scene: Scene) -> list[Honour]:
    """Honours of an article, one a verb and honour noun."""
    found: list[Honour] = []
    for sentence in scene.sentences:
        for category in ("honour_passive", "honour_verb"):
            for match in scene.doc.phrases(sentence.start, sentence.end, category):
                honour = _honour(scene, sentence, match, passive=category == "honour_passive")
                if honour is not None and not any(h.evidence == honour.evidence for h in found):
                    found.append(honour)
    return found


def _honour(scene: Scene, sentence: Sentence, match: Match, *, passive: bool) -> Honour | None:
    doc = scene.doc
    noun = next((p for p in doc.phrases(match.end, min(sentence.end, match.end + MAX_TO_NOUN), "honour_noun")), None)
    if noun is None or scene.near(match, "negation", 3):
        return None
    before = scene.group_before(sentence, match.start)
    after = [m for m in sentence.mentions if m.start >= match.end and m.ref and m.kind == "person"]
    recipients = scene.refs(before if passive else after)
    if not recipients:
        return None
    givers = scene.refs([m for m in after if _is_giver(scene, m)] if passive else before)
    return Honour(
        recipient=recipients[-1] if not passive else recipients[0],
        name=_name(scene, sentence, match, noun),
        conferred_by=givers[0] if givers and givers[0] not in recipients else None,
        evidence=[doc.sentence_span(sentence.index)],
        confidence=0.7,
    )


def _is_giver(scene: Scene, mention: Mention) -> bool:
    """ "was decorated by X": the giver stands behind an agent's preposition."""
    governor = scene.preposition_before(mention.start)
    of = scene.doc.language.joiners[0]
    return governor is not None and "agent" in governor and scene.doc.tokens[governor.start].lower != of


def _name(scene: Scene, sentence: Sentence, match: Match, noun: Match) -> str:
    """The honour as written: capitals before the noun, and behind it what of-phrases and capitals add."""
    doc = scene.doc
    start, end = noun.start, noun.end
    while start > match.end and doc.tokens[start - 1].is_capital:
        start -= 1
    inner = frozenset({"joiner", "article", "demonym", "modifier", "honour_noun", "country", "thing"})
    while end < sentence.end and doc.tokens[end].is_word and (doc.tokens[end].is_capital or doc.any_of(end, inner)):
        end += 1
    while end > noun.end and doc.any_of(end - 1, frozenset({"joiner", "article"})):
        end -= 1
    return doc.text(start, end)
