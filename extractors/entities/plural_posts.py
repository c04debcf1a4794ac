"""Posts that several people share: "Presidents X of A and Y of B", "the prime ministers of A and B, X and Y"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from extractors.entities.document import Document
from extractors.entities.mentions import Mention
from extractors.entities.post import Post, head_noun

MAX_BETWEEN = 12
MAX_PARTING = 6
# Reads "of Kenya" behind a token into a mention and returns the token after it.
PlaceAfter = Callable[[Mention, int], int]


def share_plural_posts(doc: Document, mentions: list[Mention], place_after: PlaceAfter) -> None:
    """ "Presidents X of A and Y of B", "los ministros de Hacienda, X, y de Industria, Y": one post of several people.

    The second holder has the first one's post, not its country or field.
    """
    chain = 1
    opener: Mention | None = None
    for first, second in pairwise(mentions):
        if second.posts or not first.posts or second.start - first.end > MAX_BETWEEN:
            continue
        between = _outside_brackets(doc, first.end, second.start)
        head = head_noun(doc, first.posts[-1])
        if (
            first.posts[-1].end <= (first.name.start if first.name else 0)
            and head.endswith("s")
            and 0 < len(between) <= MAX_PARTING
            and all(
                doc.has(i, "and")
                or doc.tokens[i].text in {",", ";"}
                or doc.any_of(i, frozenset({"joiner", "article", "country", "portfolio", "demonym"}))
                for i in between
            )
        ):
            continues = first.is_plural and opener is not None
            chain, opener = (chain + 1, opener) if continues else (1, first)
            _share(doc, place_after, opener or first, first, second, between, chain)


def _outside_brackets(doc: Document, start: int, end: int) -> list[int]:
    """The tokens between two holders but for what one's brackets tell: "Secretaries A (Interior), B (Trade) and C"."""
    depth, found = 0, []
    for at in range(start, end):
        depth += doc.is_(at, "(")
        if depth <= 0:
            found.append(at)
        depth -= doc.is_(at, ")")
    return found


def _share(
    doc: Document,
    place_after: PlaceAfter,
    opener: Mention,
    first: Mention,
    second: Mention,
    between: list[int],
    chain: int,
) -> None:
    """The country stands behind the name ("Y of B"), before it ("y de B, Y"), or in the post's own list."""
    second.posts = [replace(post, start=post.head, end=post.head_end, country=None) for post in first.posts]
    second.is_plural = first.is_plural = True
    place_after(second, second.end)
    if second.country is None:
        kinds = [(i, kind) for i in between for kind in ("country", "demonym") if doc.has(i, kind)]
        second.country = next((doc.value(i, kind) for i, kind in kinds), None)
    listed = [doc.value(i, "country") for p in opener.posts for i in range(p.start, p.end) if doc.has(i, "country")]
    if second.country is None and len(dict.fromkeys(listed)) > chain:
        second.country = list(dict.fromkeys(listed))[chain]
    each = _of_each(doc, opener.posts[-1])
    if second.country is None and len(each) > chain:
        opener.country = opener.posts[-1].country = each[0]
        second.country = each[chain]
    head = opener.posts[-1]
    if second.country is None and any(doc.has(i, "demonym") for i in range(head.start, head.head)):
        # "the U.S. envoys X and Y": what stands before the head is true of all
        second.country = head.country


def _of_each(doc: Document, post: Post) -> list[str]:
    """ "her Indian and Nepalese counterparts X and Y": the countries of adjectives before a post, one for each."""
    codes: list[str] = []
    at = post.head - 1
    while at >= 0 and (doc.has(at, "demonym") or (codes and (doc.has(at, "and") or doc.is_(at, ",")))):
        codes += [doc.value(at, "demonym")] if doc.has(at, "demonym") else []
        at = doc.phrase_start(at) - 1
    return codes[::-1] if len(codes) > 1 else []


def share_plural_honorifics(doc: Document, mentions: list[Mention]) -> None:
    """ "MM. X, Y et Z", "Messrs X and Y": one form of address of several people, whom only marks and an "and" part."""
    several: set[int] = set()
    for first, second in pairwise(mentions):
        between = range(first.end, second.start)
        opens = first.name is not None and doc.has(first.name.start - 1, "honorific_plural")
        is_next = bool(between) and all(doc.has(i, "and") or doc.is_(i, ",") for i in between)
        if is_next and (opens or id(first) in several) and second.name is not None:
            second.has_honorific = True
            several.add(id(second))


def share_plural_ranks(doc: Document, mentions: list[Mention]) -> None:
    """ "los coroneles X, Y y Z", "Generals X and Y": one rank of several people, whom only marks and an "and" part."""
    several: set[int] = set()
    for first, second in pairwise(mentions):
        rank = doc.matches[first.name.start - 1] if first.name is not None and first.name.start else None
        is_plural = rank is not None and "rank" in rank and doc.tokens[rank.start].lower.endswith("s")
        between = range(first.end, second.start)
        is_next = bool(between) and all(doc.has(i, "and") or doc.is_(i, ",") for i in between)
        is_bare = second.rank is None and not second.posts and not second.has_honorific and second.name is not None
        if first.rank is not None and is_next and is_bare and (is_plural or id(first) in several):
            second.rank = first.rank
            several.add(id(second))
