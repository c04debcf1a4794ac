"""Offices that one person of a country holds at a time: two presidents in one article are of two countries."""

from __future__ import annotations

from extractors.entities.document import Document
from extractors.entities.post import Post

# heads of state and of government
HEADS = frozenset({"president", "prime_minister", "chancellor", "monarch"})
_SMALL = frozenset({"country", "demonym", "metonym", "joiner", "article", "genitive"})


def office_of(doc: Document, post: Post) -> str | None:
    """The office that a post is, where one person of a country holds it at a time: "the President of Chile"."""
    if post.is_former or post.is_designate or post.is_spouse:
        return None
    tokens = [doc.tokens[i] for i in range(post.start, post.end) if not doc.any_of(i, _SMALL)]
    small, forms = doc.lexicon.small_words, doc.lexicon.state_words
    words = [token.fold for token in tokens if token.is_word and token.fold not in small]
    offices = doc.lexicon.sole_offices
    # "President of the Federal Republic of Somalia": what a state calls itself is no field
    return offices.get(" ".join(words)) or offices.get(" ".join(word for word in words if word not in forms))
