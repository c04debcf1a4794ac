"""Commitments: what sides undertook to do without a named document.

The linguistic pattern: a verb of agreeing or promising whose subject is the sides of talks, and behind it what they
will do. Phrases of friendship ("to strengthen ties") are none.
"""

from __future__ import annotations

from extractors.entities.document import Document
from extractors.entities.lexicon import Match
from extractors.events.papers import Paper
from extractors.events.parties import Parties
from extractors.events.scene import Scene, Sentence

MAX_TO_SIDES = 14


class Commitments:
    """Finds the undertakings of a sentence."""

    def __init__(self, scene: Scene, parties: Parties) -> None:
        self.scene = scene
        self.doc = scene.doc
        self.parties = parties

    def of(self, sentence: Sentence) -> list[Paper]:
        """The first undertaking of a sentence, if there is one."""
        for match in self.doc.phrases(sentence.start, sentence.end, "agree_verb"):
            near = self.scene.near
            if near(match, "negation", 3) or near(match, "hypothesis", 3) or near(match, "vague", 0, 3):
                continue
            if match.values["agree_verb"].tense == "base" or not self._has_sides(sentence, match):
                continue
            end = text_end(self.doc, sentence)
            if self.doc.has(match.end, "agent") or self.doc.has(match.end, "vague"):
                continue
            if end - match.end < 4 or self._announces_paper(match, end):
                continue
            parties = self.parties.all(sentence)
            if len(parties) < 2:
                continue
            paper = Paper("commitment", "agreed", [sentence.index], None, self.doc.text(match.end, end), parties[:2])
            paper.areas = areas(self.doc, match.end, end)
            return [paper]
        return []

    def _announces_paper(self, match: Match, end: int) -> bool:
        return any(self.doc.has(i, "sign_verb") for i in range(match.end, min(end, match.end + 4)))

    def _has_sides(self, sentence: Sentence, match: Match) -> bool:
        """The undertaking is that of sides of talks, countries or people, not of an unknown subject."""
        floor = max(sentence.start, match.start - MAX_TO_SIDES)
        if any(self.doc.has(i, "sides") for i in range(floor, match.start)):
            return True
        if len({side.key for side in self.parties.sides.of(sentence) if floor <= side.start < match.start}) > 1:
            return True
        if len(self.scene.group_before(sentence, match.start)) > 1:
            return True
        return any(self.doc.has(i, "sides") for i in range(match.end, min(sentence.end, match.end + 6)))


def areas(doc: Document, start: int, end: int) -> list[str]:
    """The fields of cooperation between two tokens, as written, in small letters."""
    return list(dict.fromkeys(doc.text(m.start, m.end).lower() for m in doc.phrases(start, end, "areas")))


def text_end(doc: Document, sentence: Sentence) -> int:
    """Where the last word of a sentence ends."""
    end = sentence.end
    while end > sentence.start and not doc.tokens[end - 1].is_word:
        end -= 1
    return end
