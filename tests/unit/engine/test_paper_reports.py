"""Short reports in the voice of agencies, ministries and papers, with the meetings and papers that they tell of.

`paper_reports.txt` holds them: a head `### language publication-date`, the report, for each meeting a line
`=> name + name | date` and for each paper or commitment a line `=> kind status | date of signing | parties`, where `-`
stands for what is not told. The reports are made up to show a form of words; they report no event.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from extractors.claims import ClaimsDocument
from tests.unit.engine.reading import Report, claims, read_reports

REPORTS = Path(__file__).with_name("paper_reports.txt")


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


@pytest.mark.parametrize("report", read_reports(REPORTS), ids=lambda report: f"{report.language}: {report.text[:40]}")
def test_meetings_and_papers_of_a_report(report: Report) -> None:
    assert as_lines(claims(report.text, report.language, report.published)) == Counter(report.told)
