"""Short texts in, claims out in a form that is easy to compare: names in place of refs."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from extractors.claims import Actor, Article, ClaimsDocument, Visit
from extractors.engines import Engine, get_engine


@cache
def engine() -> Engine:
    return get_engine()


def claims(text: str, language: str = "en", published: str | None = None) -> ClaimsDocument:
    """The claims document of a text."""
    return engine().extract(Article("a1", "a1.txt", None, None, language, published, None, text))


@dataclass(slots=True)
class Reading:
    """The claims of a text with actors by name."""

    document: ClaimsDocument
    names: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.names = {actor.ref: actor.name for actor in self.document.actors}

    @property
    def people(self) -> list[str]:
        return sorted(actor.name for actor in self.document.actors if actor.kind == "person")

    def actor(self, name: str) -> Actor:
        """The one actor of this name."""
        (found,) = [actor for actor in self.document.actors if actor.name == name]
        return found

    def countries(self) -> dict[str, str | None]:
        return {actor.name: actor.country for actor in self.document.actors if actor.kind == "person"}

    def posts(self, name: str) -> list[str]:
        return [" ".join(filter(None, (p.title, p.organization))) for p in self.actor(name).positions]

    def journeys(self) -> list[tuple[str, str, str]]:
        """(leading visitor, destination, status) of each visit, sorted."""
        return sorted(
            (self.names[visit.visitors[0]], visit.destination_country or "", visit.status or "")
            for visit in self.document.visits
        )

    def visit(self) -> Visit:
        """The only visit."""
        (found,) = self.document.visits
        return found

    def meetings(self) -> set[tuple[frozenset[str], str | None]]:
        """Participants and format of each meeting."""
        return {
            (frozenset(self.names[ref] for ref in meeting.participants), meeting.format)
            for meeting in self.document.meetings
        }

    def papers(self) -> list[tuple[str, str | None]]:
        """(kind, status) of each named document, sorted."""
        return sorted((a.kind, a.status) for a in self.document.agreements if a.kind != "commitment")

    @property
    def reasons(self) -> set[str]:
        return {rejection.reason for rejection in self.document.rejected}


def read(text: str, language: str = "en", published: str | None = None) -> Reading:
    """The claims of a text, ready to be compared."""
    return Reading(claims(text, language, published))


@dataclass(frozen=True, slots=True)
class Report:
    """A short report and the lines that tell what a careful reader finds in it."""

    language: str
    published: str
    text: str
    told: tuple[str, ...]


def read_reports(path: Path) -> list[Report]:
    """The reports of a file: each is a line "### language date", a text, and lines "=> what is found"."""
    reports = []
    for block in path.read_text(encoding="utf-8").split("### ")[1:]:
        head, _, body = block.partition("\n")
        lines = body.strip().split("\n")
        told = tuple(line.removeprefix("=> ") for line in lines if line.startswith("=> "))
        text = "\n".join(line for line in lines if not line.startswith("=> "))
        language, published = head.split()
        reports.append(Report(language, published, text, told))
    return reports
