"""The claims document: what one article says, before any article is compared with another.

One `ClaimsDocument` an article; `to_json` gives the line that is written and that the raw tables are loaded
from, `from_json` reads it back and checks it. Offsets count Unicode code points of `article.text`, end exclusive.
Dates are EDTF level 1 text; countries ISO 3166-1 alpha-2; languages ISO 639-1.
"""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from extractors.errors import RejectedArticle

SCHEMA_VERSION = "1.0"

ActorKind = Literal["person", "organization"]
CountryBasis = Literal["text", "name", "reference", "context"]
DateBasis = Literal["explicit", "publication_date", "anniversary", "context"]
VisitStatus = Literal["completed", "ongoing", "planned", "past_reference"]
VisitLevel = Literal["state", "official", "working", "friendly", "transit"]
MeetingFormat = Literal["in_person", "phone", "video"]
AgreementKind = Literal[
    "treaty",
    "agreement",
    "memorandum_of_understanding",
    "protocol",
    "plan",
    "programme",
    "contract",
    "joint_statement",
    "declaration",
    "letter_of_intent",
    "commitment",
    "other",
]
AgreementStatus = Literal["signed", "agreed", "in_force", "implementing", "proposed", "negotiating", "expired"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the article: `text` is exactly `article.text[start:end]`."""

    start: int
    end: int
    text: str


@dataclass(slots=True)
class ExtractorInfo:
    name: str
    version: str


@dataclass(slots=True)
class Article:
    """One article's text and what is known of it from outside.

    `authors` and `canonical_uri` are what its page says; `signature` tells near-duplicates (extractors/text/signature).
    """

    id: str
    source_uri: str
    source: str | None
    title: str | None
    language: str
    published_on: str | None
    place: str | None
    text: str
    authors: list[str] = field(default_factory=list)
    canonical_uri: str | None = None
    signature: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Position:
    """A post as written: title and, where the text names it, the body that it belongs to."""

    title: str
    organization: str | None = None


@dataclass(slots=True)
class Actor:
    """One person or body. `country_basis` says how the country is known: told beside a mention, by the name's language,
    by the table of office holders, or concluded from the article's surroundings (its press, the host country), which
    later articles may correct."""

    ref: str
    kind: ActorKind
    name: str
    variants: list[str] = field(default_factory=list)
    country: str | None = None
    rank: str | None = None
    positions: list[Position] = field(default_factory=list)
    mentions: list[Span] = field(default_factory=list)
    country_basis: CountryBasis | None = None


@dataclass(slots=True)
class Visit:
    visitors: list[str] = field(default_factory=list)
    origin_country: str | None = None
    destination_country: str | None = None
    places: list[str] = field(default_factory=list)
    start_date: str | None = None
    end_date: str | None = None
    date_basis: DateBasis | None = None
    status: VisitStatus | None = None
    level: VisitLevel | None = None
    purpose: str | None = None
    invited_by: list[str] = field(default_factory=list)
    hosts: list[str] = field(default_factory=list)
    evidence: list[Span] = field(default_factory=list)
    confidence: float = 0.5


@dataclass(slots=True)
class Meeting:
    participants: list[str] = field(default_factory=list)
    date: str | None = None
    place: str | None = None
    format: MeetingFormat | None = None
    evidence: list[Span] = field(default_factory=list)
    confidence: float = 0.5


@dataclass(slots=True)
class Party:
    country: str | None = None
    ref: str | None = None
    name: str | None = None


@dataclass(slots=True)
class Agreement:
    kind: AgreementKind
    title: str | None = None
    subject: str | None = None
    parties: list[Party] = field(default_factory=list)
    signatories: list[str] = field(default_factory=list)
    status: AgreementStatus | None = None
    signed_on: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    areas: list[str] = field(default_factory=list)
    evidence: list[Span] = field(default_factory=list)
    confidence: float = 0.5


@dataclass(slots=True)
class Honour:
    recipient: str | None = None
    name: str | None = None
    conferred_by: str | None = None
    evidence: list[Span] = field(default_factory=list)
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class Rejection:
    """What looked like a claim and was turned down, for review."""

    reason: str
    start: int
    end: int
    text: str


@dataclass(slots=True)
class ClaimsDocument:
    schema_version: str
    extractor: ExtractorInfo
    article: Article
    actors: list[Actor] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    agreements: list[Agreement] = field(default_factory=list)
    honours: list[Honour] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)

    def to_json(self) -> str:
        """The document as one line of JSON, without a line break inside."""
        return json.dumps(dataclasses.asdict(self), ensure_ascii=False)


@cache
def _adapter() -> TypeAdapter[ClaimsDocument]:
    return TypeAdapter(ClaimsDocument)


def from_json(line: str | bytes) -> ClaimsDocument:
    """A claims document from its JSON line, with names, types, closed lists and spans checked.

    Raises:
        RejectedArticle: stage `load`, reason `invalid_claims`; the detail names the first fields at fault.
    """
    try:
        document = _adapter().validate_json(line)
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()[:3])
        raise RejectedArticle("load", "invalid_claims", faults) from error
    _check_refs(document)
    _check_spans(document)
    return document


def _check_refs(document: ClaimsDocument) -> None:
    refs = [actor.ref for actor in document.actors]
    if len(set(refs)) < len(refs):
        raise RejectedArticle("load", "invalid_claims", "two actors of the article have the same ref")


def _check_spans(document: ClaimsDocument) -> None:
    text = document.article.text
    spans: list[Span | Rejection] = [s for a in document.actors for s in a.mentions]
    claims: list[Visit | Meeting | Agreement | Honour]
    claims = [*document.visits, *document.meetings, *document.agreements, *document.honours]
    for claim in claims:
        if not claim.evidence:
            raise RejectedArticle("load", "invalid_claims", f"a {type(claim).__name__.lower()} has no evidence")
        spans.extend(claim.evidence)
    spans.extend(document.rejected)
    for span in spans:
        if not 0 <= span.start < span.end <= len(text) or text[span.start : span.end] != span.text:
            raise RejectedArticle(
                "load", "invalid_claims", f"span {span.start}-{span.end} does not hold the text that it quotes"
            )
