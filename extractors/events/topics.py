"""Whom a text is about: what pronouns, "they" and "the two ministers" stand for.

The linguistic patterns: a pronoun keeps to the subject before it, of its own sentence or an earlier one; "the latter"
is the person named last; "they" are those who were a subject together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.entities.gender import genders_of
from extractors.entities.mentions import Mention

if TYPE_CHECKING:
    from extractors.events.scene import Scene, Sentence

MAX_TO_PRONOUN = 4
MAX_TO_FIRST_VERB = 16
MAX_TOPIC_DISTANCE = 6
MAX_TO_SEVERAL = 4
MAX_TO_MEMBER = 3
MAX_TO_BESIDE = 2
_COMPANY = ("accompanied", "including")
_STAND_INS = frozenset({"subject_pronouns", "latter_one"})


class Topics:
    """Finds the people that words other than names stand for."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.doc = scene.doc
        self._genders: dict[str, set[str]] = {}

    def pronoun_before(self, sentence: Sentence, at: int) -> int | None:
        """A subject pronoun close before a verb: "In Cairo he held talks with X, and was received by Y"."""
        is_second = self.doc.has(at - 1, "and") or self.doc.has(at - 1, "sequels")
        steps = MAX_TO_FIRST_VERB if is_second else MAX_TO_PRONOUN
        for index in range(at - 1, sentence.start - 1, -1):
            if self.scene.covered_by(index) is not None:
                continue
            if self.doc.any_of(index, _STAND_INS):
                return index
            steps -= 1
            if steps == 0:
                break
        return None

    def of_pronoun(self, sentence: Sentence, at: int) -> list[Mention]:
        """Whom a pronoun stands for: the last subject before it, of this sentence or an earlier one."""
        if self.doc.has(at, "latter_one"):
            return self._last_named(sentence, at)
        here = next((m for m in self.scene.subjects(sentence, end=at) if self._agrees(m, at)), None)
        if here is not None:
            return [here]
        if self.doc.has(at, "plural_pronouns"):
            several = self.last_several(sentence)
            if several:
                return several
        subjects = []
        for index in range(sentence.index - 1, max(sentence.index - MAX_TOPIC_DISTANCE, -1), -1):
            first = self.subject_of(self.scene.sentences[index])
            if first is not None and self._agrees(first, at):
                subjects.append(first)
        # a person of the story rather than one who is named in passing; a new paragraph takes up the story's own
        weight = {
            m.ref: len(self.scene.people[m.ref].mentions) for m in subjects if m.ref and m.ref in self.scene.people
        }
        if not subjects and self._gender_at(at) is not None:
            return self._last_of_gender(sentence, at)
        heaviest = max(weight.values(), default=0)
        needed = 1 if self.doc.tokens[sentence.start].line_before else 2
        return next(([m] for m in subjects if needed * weight.get(m.ref or "", 0) >= heaviest), [])

    def settle(self, sentence: Sentence) -> None:
        """ "President X met Minister Y (a woman) ... She said": the topic is nobody whom the pronoun cannot mean."""
        told = self.doc.phrases(sentence.start, sentence.end, "subject_pronouns")
        pronoun = next((p.start for p in told if self._gender_at(p.start) is not None), None)
        if pronoun is not None and any(not self._agrees(m, pronoun) for m in self.scene.topic):
            self.scene.topic = self.of_pronoun(sentence, pronoun)

    def _agrees(self, mention: Mention, at: int) -> bool:
        """Whether a pronoun at a token may mean somebody: unless all that is told of him is the other sex's."""
        gender, person = self._gender_at(at), self.scene.people.get(mention.ref or "")
        if gender is None or person is None:
            return True
        told = self._genders.setdefault(person.ref, genders_of(self.doc, person))
        return not told or gender in told

    def _last_of_gender(self, sentence: Sentence, at: int) -> list[Mention]:
        """ "Mrs X met Mr Y. He will travel to A": of no subject's sex, but of one who was named beside her."""
        near = self.scene.sentences[max(sentence.index - MAX_TO_BESIDE, 0) : sentence.index]
        named = [m for other in near for m in other.mentions if m.name and m.ref]
        told = (m for m in reversed(named) if self._agrees(m, at) and self._genders.get(m.ref or ""))
        return next(([m] for m in told), [])

    def _gender_at(self, at: int) -> str | None:
        """The gender of a subject pronoun outside of names."""
        if not self.doc.has(at, "subject_pronouns") or self.scene.covered_by(at) is not None:
            return None
        word = self.doc.tokens[at].lower
        markers = self.doc.language.markers
        return "f" if word in markers.women else "m" if word in markers.men else None

    def last_several(self, sentence: Sentence) -> list[Mention]:
        """ "A and B arrived ... They met": the last people who were a subject together."""
        for index in range(sentence.index - 1, max(sentence.index - MAX_TO_SEVERAL, -1), -1):
            earlier = self.scene.sentences[index]
            first = self.subject_of(earlier)
            groups = self.scene.groups_between(earlier, earlier.start, earlier.end) if first is not None else []
            group = next((g for g in groups if first in g), [])
            if len([m for m in group if m.ref]) > 1:
                return [m for m in group if m.ref]
        return self._led_by(sentence)

    def _led_by(self, sentence: Sentence) -> list[Mention]:
        """ "The mission will be led by A and B. They will visit": the only people whom the sentence before joins."""
        earlier = self.scene.sentences[sentence.index - 1] if sentence.index else None
        groups = self.scene.groups_between(earlier, earlier.start, earlier.end) if earlier is not None else []
        several = [[m for m in g if m.ref] for g in groups]
        several = [g for g in several if len(g) > 1]
        return several[0] if len(several) == 1 else []

    def topic_before(self, sentence: Sentence) -> list[Mention]:
        """Whom a pronoun at a sentence's beginning stands for."""
        return self.of_pronoun(sentence, sentence.start)

    def subject_of(self, sentence: Sentence) -> Mention | None:
        """The first person who can be a sentence's subject; none where a pronoun stands before, and people are met."""
        first = next((m for m in self.scene.subjects(sentence) if not self.scene.is_object(m)), None)
        return None if first is not None and self.has_pronoun(sentence.start, first.start) else first

    def continues_topic(self, sentence: Sentence) -> bool:
        """Whether a pronoun is a sentence's first subject, so that it goes on about whom the last one was about."""
        first = next(self.scene.subjects(sentence), None)
        is_pronoun = self.has_pronoun(sentence.start, first.start if first is not None else sentence.end)
        return is_pronoun or self.brings_companions(sentence)

    def brings_companions(self, sentence: Sentence) -> bool:
        """ "A and B accompany the president", "The delegation includes A": none whom the next sentence is about."""
        first = next(self.scene.subjects(sentence), None)
        if first is None:
            return False
        if any(p.start > first.start for p in self.doc.phrases(sentence.start, sentence.end, "accompanies")):
            return True
        told = [p for kind in _COMPANY for p in self.doc.phrases(sentence.start, first.start, kind)]
        return first.kind == "person" and any(0 <= first.start - p.end <= MAX_TO_MEMBER for p in told)

    def has_pronoun(self, start: int, end: int) -> bool:
        """Whether a pronoun that can be a subject stands between two tokens, outside of names."""
        return any(self.doc.has(i, "subject_pronouns") and self.scene.covered_by(i) is None for i in range(start, end))

    def _last_named(self, sentence: Sentence, at: int) -> list[Mention]:
        """ "the latter": the person named last before it."""
        before = [m for m in sentence.mentions if m.end <= at and m.name]
        earlier = self.scene.sentences[sentence.index - 1].mentions if sentence.index else []
        named = before or [m for m in earlier if m.name]
        return named[-1:]
