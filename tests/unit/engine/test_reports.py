"""Short reports in the voice of agencies, ministries and papers, with the visits that a careful reader finds in them.

`reports.txt` holds them: a head `### language publication-date`, the report, and for each visit a line
`=> leader+companions ORIGIN>DESTINATION start end status`, where `-` stands for what is not told. The reports are made
up to show a form of words; they report no event.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.claims import Visit
from tests.unit.engine.reading import Report, claims, read_reports

REPORTS = Path(__file__).with_name("reports.txt")


def as_line(visit: Visit, names: dict[str, str]) -> str:
    who = "+".join(names[ref] for ref in visit.visitors)
    where = f"{visit.origin_country or '-'}>{visit.destination_country or '-'}"
    return f"{who} {where} {visit.start_date or '-'} {visit.end_date or '-'} {visit.status}"


@pytest.mark.parametrize("report", read_reports(REPORTS), ids=lambda report: f"{report.language}: {report.text[:40]}")
def test_visits_of_a_report(report: Report) -> None:
    document = claims(report.text, report.language, report.published)
    names = {actor.ref: actor.name for actor in document.actors}
    assert {as_line(visit, names) for visit in document.visits} == set(report.told)
