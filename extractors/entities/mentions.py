"""Mentions of people, roles and delegations: what stands where in the text."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.entities.document import Document
from extractors.entities.names import MAX_INITIALS, NameRun
from extractors.entities.post import Post
from extractors.entities.tokens import DASHES

MAX_TO_SENDER = 12
MAX_DATELINE = 8
_PLACES = ("country", "city", "demonym")


@dataclass(slots=True, eq=False)
class Mention:
    """One mention of a person, a role without a name, or a delegation.

    Attributes:
        start, end: tokens of the whole noun phrase, with posts and rank.
        name: the name's run, or None for a role or a delegation.
        kind: person | role | delegation.
        country: as this mention itself says.
        is_weak: nothing but capitals speaks for a person here.
        ref: the actor, set when mentions are joined.
    """

    start: int
    end: int
    name: NameRun | None
    kind: str
    posts: list[Post] = field(default_factory=list)
    rank: tuple[str, int] | None = None
    has_honorific: bool = False
    country: str | None = None
    is_weak: bool = False
    is_plural: bool = False
    ref: str | None = None

    @property
    def is_envoy(self) -> bool:
        """Whether one of the posts told here is held in the country of posting, as an ambassador's is."""
        return any(post.is_resident for post in self.posts)


def is_credit(doc: Document, run: NameRun) -> bool:
    """ "Photo: X", "Foto X", "Harare (Blue News) - ": a credit or the agency of a dateline names no actor."""
    at = run.start - 1
    if doc.is_(at, "(") and doc.is_(run.end, ")") and _in_dateline(doc, at, run.end + 1):
        return True
    if at >= 0 and doc.tokens[at].text in {":", "/", "|", "©"}:
        if doc.tokens[at].text == "©":
            return True
        at -= 1
    return doc.has(at, "credit") and not (at + 1 < run.start and doc.is_(run.start - 1, "."))


def _in_dateline(doc: Document, bracket: int, behind: int) -> bool:
    """Whether a city opens the line close before a bracket, and a dash stands behind it: "ANKARA, 3. Mai (X) -"."""
    if behind >= len(doc.tokens) or doc.tokens[behind].text not in DASHES | {"_"}:
        return False
    start = doc.sentences[doc.sentence_of[bracket]][0]
    return doc.has(start, "city") and bracket - start <= MAX_DATELINE and doc.opens_line(start)


def looks_like_name(doc: Document, mention: Mention) -> bool:
    """Two to five capitalised words, none an acronym but initials at once behind a post: "Minister MK Alamgir"."""
    run = mention.name
    if run is None or not 2 <= len(run.words) <= 5:
        return False
    tokens = doc.tokens[run.start : run.end]
    is_given_first = doc.language.names.order != "family_first"
    is_behind = is_given_first and any(post.end == run.start for post in mention.posts)
    has_initials = is_behind and len(tokens[0].text) <= MAX_INITIALS
    return not any(t.is_acronym for t in tokens[1 if has_initials else 0 :])


def _leads_away(doc: Document, at: int) -> bool:
    """ "a delegation to Peru": a preposition that may join, but tells of where one goes."""
    return doc.has(at, "destination") and doc.tokens[at].lower != doc.language.joiners[0]


def delegation(doc: Document, start: int, end: int) -> Mention:
    """ "a high-ranking Vietnamese delegation", "la délégation d'Arménie": the country beside it is the sender."""
    first = doc.sentences[doc.sentence_of[start]][0]
    country = None
    left = start
    while left > first and start - left < 6:
        code = next((doc.value(left - 1, kind) for kind in _PLACES if doc.has(left - 1, kind)), None)
        if code:
            country, left = code, doc.phrase_start(left - 1)
            break
        if doc.matches[left - 1] is None or not doc.any_of(
            left - 1, frozenset({"portfolio", "body", "modifier", "level"})
        ):
            break
        left -= 1
    at = end
    while (
        country is None
        and at < len(doc.tokens)
        and at - end < MAX_TO_SENDER
        and not doc.has(at, "visit_verb")
        and not _leads_away(doc, at)
        and (
            doc.has(at, "joiner")
            or doc.has(at, "from")
            or doc.has(at, "article")
            or doc.any_of(at, frozenset({"body", "portfolio", "country", "demonym", "modifier", "level"}))
            or doc.is_(at, "’")
            or doc.is_(at, "'")
        )
    ):
        country = doc.state_at(at)
        at += 1
    return Mention(
        left if country and at == end else start,
        at if country and at > end else end,
        None,
        "delegation",
        country=country,
    )
