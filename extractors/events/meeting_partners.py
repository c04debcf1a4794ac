"""What the patterns of meetings share: who is named, who can be the subject, where another clause begins."""

from __future__ import annotations

from extractors.entities.lexicon import Match
from extractors.entities.mentions import Mention
from extractors.events.hosts import has_clitic
from extractors.events.scene import Scene, Sentence

Partners = tuple[list[Mention], list[Mention]]
MAX_TO_OTHER = 10
MAX_TO_SIDES = 5
MAX_TO_FAR = 24
MAX_TO_TAKEN_UP = 5
MAX_TO_NEXT = 7
_WITH = frozenset({"with"})
_BREAKS = frozenset({"reporting", "visit_verb", "meet_verb", "sign_verb", "relatives"})


class PartnerReader:
    """Finds the sides of one mention of a meeting; `scene.topic` is whom the last sentence was about."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.doc = scene.doc
        self._object_pronouns = frozenset(self.doc.language.markers.object_pronouns)

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

    def by_pronoun(self, sentence: Sentence, match: Match) -> Partners:
        """ "X received him", "X met with him", "lo recibió X": one of whom the text was just about was met."""
        at = match.end + self.doc.has(match.end, "with")
        is_behind = self._is_word(at, self._object_pronouns) and not self._is_possessive(at)
        is_noun = match.any_of(frozenset({"meet_noun", "courtesy"}))
        if not is_behind and (is_noun or not has_clitic(self.doc, match)):
            return [], []
        sides = self.named(self.scene.group_before(sentence, match.start))
        if not sides and self.may_lack_subject(match):
            sides = self.named(self.scene.group_after(sentence, match.end, MAX_TO_OTHER))
        sides = [m for m in sides if not self.scene.is_governed(m)]
        return (sides, self.taken_up(sentence, sides)) if sides else ([], [])

    def more_with(self, sentence: Sentence, group: list[Mention]) -> list[Mention]:
        """ "traf mit A, sodann mit B und C zusammen", "met with A and later with B": further sides behind a "with"."""
        return self.more_governed(sentence, group, _WITH)

    def more_governed(self, sentence: Sentence, group: list[Mention], kinds: frozenset[str]) -> list[Mention]:
        """Further people whom a preposition of the same kind, behind a mark or an "and", adds to a group."""
        found = list(group)
        for mention in (m for m in sentence.mentions if group and m.ref and m.start > group[-1].end):
            governor = self.scene.preposition_before(mention.start)
            between = range(found[-1].end, governor.start if governor is not None else mention.start)
            if mention in found:
                continue
            is_next = governor is not None and governor.any_of(kinds) and len(between) <= MAX_TO_NEXT
            joins = any(self.doc.has(i, "and") or self.doc.tokens[i].text in {",", ";"} for i in between)
            is_other = any(self.doc.any_of(i, _BREAKS) for i in between)
            if governor is None or not is_next or not joins or is_other:
                break
            found += self.named(self.scene.group_after(sentence, governor.end, MAX_TO_OTHER))
        return found

    def taken_up(self, sentence: Sentence, sides: list[Mention]) -> list[Mention]:
        """The last subject of another country than those who met him: the visitor, not a host named in between."""
        own = self.scene.country_of(sides[0])
        for index in range(sentence.index - 1, max(sentence.index - MAX_TO_TAKEN_UP, -1), -1):
            first = self.scene.topics.subject_of(self.scene.sentences[index])
            if first is not None and first.ref and self.scene.country_of(first) not in (None, own):
                return [first]
        return []

    def _is_word(self, at: int, words: frozenset[str]) -> bool:
        return 0 <= at < len(self.doc.tokens) and self.doc.tokens[at].lower in words

    def _is_possessive(self, at: int) -> bool:
        """ "received her counterpart": a word that may be a possessive, before whom it owns."""
        return self.doc.has(at, "possessives") and self.scene.covered_by(at + 1) is not None
