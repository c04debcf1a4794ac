"""Companions: who travels along with whom.

The linguistic patterns: "A, accompanied by B and C", "He was accompanied by B", "B and C are accompanying the
president".
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.entities.mentions import Mention
from extractors.events.scene import Scene, Sentence

MAX_TO_COMPANION = 3
MAX_TO_LEADER = 4


def read_companions(
    scene: Scene, sentence: Sentence, within: int | None = None
) -> Iterator[tuple[list[Mention], list[Mention]]]:
    """Leaders and those who accompany them.

    Args:
        within: of a sentence only phrases among its first so many tokens, where the sentence tells of nothing else.
    """
    end = sentence.end if within is None else min(sentence.end, sentence.start + within)
    for match in scene.doc.phrases(sentence.start, end, "accompanied"):
        group = scene.group_after(sentence, match.end, MAX_TO_COMPANION)
        yield _leaders_of(scene, sentence, match.start, group), group
    for match in scene.doc.phrases(sentence.start, sentence.end, "accompanies"):
        fronted = _fronted(scene, sentence, match.start, match.end)
        if fronted is not None:
            yield fronted
            continue
        leaders = scene.group_after(sentence, match.end, MAX_TO_LEADER) or scene.topics.topic_before(sentence)
        yield leaders, scene.group_before(sentence, match.start)


def _fronted(scene: Scene, sentence: Sentence, start: int, end: int) -> tuple[list[Mention], list[Mention]] | None:
    """ "Accompanying the president are A and B": the leader behind the opening, the companions behind the verb."""
    leader = next((m for m in sentence.mentions if 0 <= m.start - end <= 1), None)
    if start != sentence.start or leader is None:
        return None
    return [leader], scene.group_after(sentence, leader.end, MAX_TO_COMPANION)


def _leaders_of(scene: Scene, sentence: Sentence, at: int, group: list[Mention]) -> list[Mention]:
    """Before the phrase, behind the companions ("Accompanied by B, A arrived"), or the one that went before."""
    behind = group[-1].end if group else sentence.start
    return (
        scene.group_before(sentence, at)
        or list(scene.subjects(sentence, behind))[:1]
        or (scene.topics.topic_before(sentence) if group else [])
    )
