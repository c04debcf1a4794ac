"""Who travels for himself: sportsmen, artists, tourists.

The linguistic pattern: a calling beside a name, and no post or rank anywhere in the article: "Kenyan singer X flew to
Lima", "la tenista polaca X".
"""

from __future__ import annotations

from extractors.entities.mentions import Mention
from extractors.entities.person import MAX_READ
from extractors.events.scene import Scene

MAX_TO_NAME = 2
_BETWEEN = frozenset({"demonym", "country", "article", "indefinite"})


def private_people(scene: Scene) -> frozenset[str]:
    """Refs of the people whom a calling introduces and nothing makes an official."""
    found = set()
    for sentence in scene.sentences:
        for word in scene.doc.phrases(sentence.start, sentence.end, "calling"):
            beside = (m for m in sentence.mentions if m.ref and m.name and _is_beside(scene, word.start, word.end, m))
            found |= {m.ref for m in beside if m.ref}
    return frozenset(ref for ref in found if not _is_official(scene, ref))


def _is_beside(scene: Scene, start: int, end: int, mention: Mention) -> bool:
    """Whether a calling stands at once before a name, or behind it and a comma, with a nationality between at most."""
    doc = scene.doc
    before, behind = range(end, mention.start), range(mention.end, start)
    if end <= mention.start:
        return len(before) <= MAX_TO_NAME and all(doc.any_of(i, _BETWEEN) for i in before)
    is_close = 0 < len(behind) <= MAX_TO_NAME + 1 and doc.is_(mention.end, ",")
    return is_close and all(doc.any_of(i, _BETWEEN) for i in behind[1:])


def _is_official(scene: Scene, ref: str) -> bool:
    person = scene.people[ref]
    return person.is_international or any(m.posts or m.rank for m in person.mentions[:MAX_READ])
