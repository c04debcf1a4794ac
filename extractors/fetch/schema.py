"""The fields that source files may have. What all kinds share is here; each kind adds its own in `kinds/`."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from extractors.fetch.contact import check_contact
from extractors.fetch.patterns import check_pattern
from extractors.fetch.web.addresses import check_address

NAME = re.compile(r"[a-z][a-z0-9_]{1,39}")
Schedule = Literal["nightly", "weekly", "monthly", "manual"]


class Strict(BaseModel):
    """A model that takes no unknown field and converts no type."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class SourceBase(Strict):
    """What sources of all kinds have.

    Attributes:
        name: the file's name without its ending; lower-case letters, digits and `_`.
        description: one sentence for the operator.
        outlet: who publishes the articles; default what each page says of itself.
        language: ISO 639-1, where all its articles are in one language.
        country: ISO 3166-1 alpha-2 of the outlet's country.
        tier: 1 for a state body or a news agency, 2 for a newspaper of record, 3 for the rest.
        schedule: when a nightly run reads it; `manual`: only when it is named.
        include: an article is taken only if its address fits one of these; empty for all.
        exclude: and not if it fits one of these.
        min_count: fewer articles than this on offer, or fewer that could be had, stop the source for the night.
        max_count: more than this on offer give a warning.
        enabled: whether the nightly run reads it.
    """

    name: Annotated[str, Field(pattern=NAME.pattern)]
    description: str = ""
    outlet: Annotated[str, Field(min_length=1, max_length=200)] | None = None
    language: Annotated[str, Field(pattern="^[a-z]{2}$")] | None = None
    country: Annotated[str, Field(pattern="^[A-Z]{2}$")] | None = None
    tier: Annotated[int, Field(ge=1, le=3)] | None = None
    schedule: Schedule = "nightly"
    include: list[str] = []
    exclude: list[str] = []
    min_count: Annotated[int, Field(ge=0)] = 0
    max_count: Annotated[int, Field(ge=1)] | None = None
    enabled: bool

    @field_validator("name")
    @classmethod
    def _whole_name(cls, name: str) -> str:
        if not NAME.fullmatch(name):
            raise ValueError("use 2 to 40 lower-case letters, digits and _, beginning with a letter")
        return name

    @field_validator("include", "exclude")
    @classmethod
    def _patterns(cls, patterns: list[str]) -> list[str]:
        return [check_pattern(pattern) for pattern in patterns]


class Politeness(Strict):
    """How a source's servers are treated; robots.txt may ask for more patience, never for less.

    Attributes:
        requests_per_minute: at most this many to one host.
        contact: an e-mail address or web page for the operators of the servers; default `COMMUNIQUE_CONTACT`.
    """

    requests_per_minute: Annotated[int, Field(ge=1, le=6000)] = 30
    contact: str | None = None

    @field_validator("contact")
    @classmethod
    def _contact(cls, contact: str | None) -> str | None:
        return check_contact(contact) if contact else None


class Budget(Strict):
    """What one night (a day in UTC) may cost; what is left over is taken in the next.

    Attributes:
        minutes: time from the first to the last request.
        megabytes: bytes received, as they come over the wire.
    """

    minutes: Annotated[float, Field(gt=0, le=100)] = 20
    megabytes: Annotated[float, Field(gt=0, le=10_000)] = 200


class NetworkSource(SourceBase):
    """What sources have whose articles are fetched from the network.

    Attributes:
        kind: each kind has its own.
        politeness: see there.
        budget: see there.
        max_age_days: articles that the listing dates earlier than this are passed over.
        revisit: `always`: an address that is listed again is asked for again, conditionally; `changed`: only when the
            listing's own date of change is later than the last visit.
    """

    kind: str
    politeness: Politeness = Politeness()
    budget: Budget = Budget()
    max_age_days: Annotated[int, Field(ge=1, le=36_500)] | None = None
    revisit: Literal["always", "changed"] = "always"


WebAddress = Annotated[str, Field(min_length=1, max_length=2000)]


def check_addresses(urls: list[str]) -> list[str]:
    """For validators of kinds that name addresses in their file.

    Raises:
        ValueError: one is not an address that may be fetched; the message says why.
    """
    for url in urls:
        check_address(url)
    return urls
