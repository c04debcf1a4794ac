"""Short reports in the voice of agencies, ministries and papers, with the meetings and papers that they tell of.

`paper_reports.txt` holds them: a head `### language publication-date`, the report, for each meeting a line
`=> name + name | date` and for each paper or commitment a line `=> kind status | date of signing | parties`, where `-`
stands for what is not told. The reports are made up to show a form of words; they report no event.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from extractors.claims import ClaimsDocument
from tests.unit.engine.reading import claims

REPORTS = Path(__file__).with_name("paper_reports.txt")


class Report(NamedTuple):
    language: str
    published: str
    text: str
    expected: Counter[str]


def read_reports() -> list[Report]:
    reports = []
    for block in REPORTS.read_text(encoding="utf-8").split("### ")[1:]:
        head, _, body = block.partition("\n")
        lines = body.strip().split("\n")
        told = Counter(line.removeprefix("=> ") for line in lines if line.startswith("=> "))
        text = "\n".join(line for line in lines if not line.startswith("=> "))
        language, published = head.split()
        reports.append(Report(language, published, text, told))
    return reports


def as_lines(document: ClaimsDocument) -> Counter[str]:
    names = {actor.ref: actor.name for actor in document.actors}
    lines = [
        f"{' + '.join(sorted(names[ref] for ref in meeting.participants))} | {meeting.date or '-'}"
        for meeting in document.meetings
    ]
    for paper in document.agreements:
        parties = " + ".join(sorted(party.country or party.name or "" for party in paper.parties))
        lines.append(f"{paper.kind} {paper.status} | {paper.signed_on or '-'} | {parties}")
    return Counter(lines)


@pytest.mark.parametrize("report", read_reports(), ids=lambda report: f"{report.language}: {report.text[:40]}")
def test_meetings_and_papers_of_a_report(report: Report) -> None:
    assert as_lines(claims(report.text, report.language, report.published)) == report.expected
