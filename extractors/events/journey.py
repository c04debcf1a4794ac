"""A journey: one delegation to one country, as one article tells it."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.claims import DateBasis, VisitLevel, VisitStatus
from extractors.events.drafts import VisitDraft
from extractors.events.edtf import PartialDate


@dataclass(slots=True, eq=False)
class Journey:
    """One journey of one delegation to one country, as this article tells it.

    `tour` holds the first and the last day of a tour of several countries that the journey is part of.
    """

    visitors: list[str]
    origin: str | None
    destination: str | None
    drafts: list[VisitDraft] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    start: PartialDate | None = None
    end: PartialDate | None = None
    basis: DateBasis | None = None
    tour: tuple[PartialDate, PartialDate] | None = None
    status: VisitStatus | None = None
    levels: list[VisitLevel] = field(default_factory=list)
    hosts: list[str] = field(default_factory=list)
    inviters: list[str] = field(default_factory=list)
    is_past_reference: bool = False

    def __post_init__(self) -> None:
        self.is_past_reference = all(draft.is_past_reference for draft in self.drafts)
