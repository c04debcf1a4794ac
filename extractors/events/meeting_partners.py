"""What the patterns of meetings share: who is named, who can be the subject, where another clause begins."""

from __future__ import annotations

from extractors.entities.lexicon import Match
from extractors.entities.mentions import Mention
from extractors.events.scene import Scene, Sentence

Partners = tuple[list[Mention], list[Mention]]
MAX_TO_OTHER = 10
MAX_TO_SIDES = 5
MAX_TO_FAR = 24
_BREAKS = frozenset({"reporting", "visit_verb", "meet_verb", "sign_verb", "relatives"})


class PartnerReader:
    """Finds the sides of one mention of a meeting; `scene.topic` is whom the last sentence was about."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.doc = scene.doc

    def named(self, group: list[Mention]) -> list[Mention]:
        return [m for m in group if m.ref]

    def breaks(self, start: int, end: int) -> bool:
        """Whether another clause begins between two tokens."""
        return any(self.doc.any_of(i, _BREAKS) or self.doc.is_(i, ";") for i in range(start, end))

    def has_both_sides(self, sentence: Sentence, match: Match) -> bool:
        """ "The two leaders held talks": the subject is both sides at once."""
        lead = range(max(sentence.start, match.start - MAX_TO_SIDES), match.start)
        return any(self.doc.has(i, "sides") for i in lead)

    def may_lack_subject(self, match: Match) -> bool:
        """A verb without a person before it needs a pronoun, but in languages that drop or invert subjects."""
        language = self.doc.language
        if language.verb_second or language.drops_subjects:
            return True
        return any(self.doc.has(i, "pronouns") for i in range(max(match.start - 3, 0), match.start))

    def has_free_subject(self, sentence: Sentence, after: list[Mention]) -> bool:
        return any(m.start < after[0].start and not self.scene.is_object(m) for m in self.scene.subjects(sentence))
