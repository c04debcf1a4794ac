"""Grammatical gender of posts: "mandataria" is said of a woman, "mandatario" of a man, "canciller" of either."""

from __future__ import annotations

from extractors.entities.document import Document
from extractors.entities.person import Person
from extractors.entities.post import head_noun

MAX_READ = 40


def gender_of(doc: Document, noun: str) -> str | None:
    """The gender that a post's noun in small letters tells: "f", "m", or None where both are called so."""
    feminine, masculine = doc.lexicon.gendered_posts
    if doc.language.nouns_capitalised:
        # "Außenministerin": the last part of a compound tells
        if noun.endswith(feminine):
            return "f"
        return "m" if noun.endswith(masculine) else None
    if noun in feminine:
        return "f"
    return "m" if noun in masculine else None


def genders_of(doc: Document, person: Person) -> set[str]:
    """The genders that a person's posts and the forms of address before the name tell; one, or both where they err."""
    women, men = doc.language.names.women, doc.language.names.men
    found: set[str] = set()
    for mention in person.mentions[:MAX_READ]:
        found |= {g for p in mention.posts if not p.is_spouse and (g := gender_of(doc, head_noun(doc, p)))}
        start = mention.name.start if mention.name is not None else mention.start
        for token in doc.tokens[mention.start : start]:
            found |= {"f"} if token.lower in women else {"m"} if token.lower in men else set()
    return found
