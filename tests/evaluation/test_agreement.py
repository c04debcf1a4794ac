"""Our figures are those of the reference scorer, and the articles that the project was made for are read right.

Needs the folder `shared` beside the project; its texts belong to their publishers and are not bundled.
"""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extractors import evaluation
from extractors.claims import Article, ClaimsDocument
from extractors.engines import get_engine
from extractors.evaluation import Report, evaluate
from extractors.evaluation.score import CLAIM_TYPES, Tally
from extractors.settings import PROJECT_ROOT

SHARED = PROJECT_ROOT.parent / "shared"
SCORER = SHARED / "eval" / "score.py"
SEEDS = SHARED / "gold" / "seeds"
OWN = PROJECT_ROOT / "tests" / "evaluation"
pytestmark = pytest.mark.skipif(not SCORER.exists(), reason=f"{SCORER} is not there: shared lies beside the project")


class Recorder:
    """The rules engine, with every document that it gives kept."""

    def __init__(self) -> None:
        self._engine = get_engine()
        self.name, self.version = self._engine.name, self._engine.version
        self.documents: list[ClaimsDocument] = []

    def extract(self, article: Article) -> ClaimsDocument:
        self.documents.append(self._engine.extract(article))
        return self.documents[-1]


@cache
def read(folder: Path) -> tuple[Report, list[ClaimsDocument]]:
    """Our report on a folder of gold, with the documents that it was made from."""
    recorder = Recorder()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(evaluation, "get_engine", lambda name: recorder)
        return evaluate([folder]), recorder.documents


def scored(folders: list[Path], documents: list[ClaimsDocument], tmp_path: Path) -> dict[str, Any]:
    """What the reference scorer says of the documents."""
    claims = tmp_path / "claims.jsonl"
    claims.write_text("".join(document.to_json() + "\n" for document in documents), "utf-8")
    command = [sys.executable, str(SCORER), "--json", "--pred", str(claims), "--gold", *map(str, folders)]
    figures: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return figures


def ours(tally: Tally) -> dict[str, Any]:
    """A tally in the form of the reference scorer."""
    attributes = {name: f"{tally.attributes_right[name]}/{count}" for name, count in tally.attributes.items()}
    if "signed or not" in attributes:
        attributes["signed?"] = attributes.pop("signed or not")
    return {
        "precision": round(tally.precision, 3),
        "recall": round(tally.recall, 3),
        "f1": round(tally.f1, 3),
        "gold": tally.right + tally.missed,
        "predicted": tally.right + tally.wrong,
        **attributes,
    }


@pytest.mark.parametrize("folder", [OWN, SEEDS], ids=["own gold", "seeds"])
def test_the_reference_scorer_agrees(folder: Path, tmp_path: Path) -> None:
    report, documents = read(folder)
    folders = sorted({path.parent for path in folder.rglob("*.txt")})
    reference = scored(folders, documents, tmp_path)
    assert (reference["articles"], reference["missing"]) == (report.articles, [])
    assert reference["evidence_bad"] == len(report.inexact_evidence) == 0
    # It counts an article without claims as gold missed; ours are told apart as rejected.
    assert report.rejected == []
    for claim_type in CLAIM_TYPES:
        assert ours(report.total(claim_type)) == reference[claim_type], claim_type


def document(number: str) -> ClaimsDocument:
    """The claims of one of the five articles by the number that its file begins with."""
    return next(d for d in read(SEEDS)[1] if Path(d.article.source_uri).name.startswith(number))


ACTORS = [
    ("000", "Miguel Díaz-Canel Bermúdez", "CU", None),
    ("000", "To Lam", "VN", None),
    ("001", "Trinh Van Quyet", "VN", "Senior Lieutenant General"),
    ("001", "Alvaro Lopez Miera", "CU", "Senior Lieutenant General"),
    ("002", "Phan Van Giang", "VN", "General"),
    ("002", "Álvaro López Miera", "CU", "Corps General"),
    ("002", "Trịnh Văn Quyết", "VN", "General"),
    ("003", "Nguyen Tan Cuong", "VN", "Senior Lieutenant General"),
    ("003", "Luong Cuong", "VN", "General"),
    ("003", "Roberto Legra Sotolongo", "CU", "Senior Lieutenant General"),
    ("004", "Nguyễn Tân Cương", "VN", "General"),
    ("004", "Tô Lâm", "VN", None),
]


@pytest.mark.parametrize(("number", "name", "country", "rank"), ACTORS)
def test_actors_of_the_seeds(number: str, name: str, country: str, rank: str | None) -> None:
    (actor,) = [actor for actor in document(number).actors if actor.name == name]
    assert (actor.country, actor.rank) == (country, rank)
    assert actor.positions


VISITS = [
    ("000", "Miguel Díaz-Canel Bermúdez", "CU", "VN", None, None),
    ("001", "Trinh Van Quyet", "VN", "CU", "XXXX-10-05", "XXXX-10-09"),
    ("002", "Álvaro López Miera", "CU", "VN", "2025-08-31", "2025-09-06"),
    ("003", "Roberto Legra Sotolongo", "CU", "VN", "2023-10-24", None),
    ("003", "Álvaro López Miera", "CU", "VN", "2023-06", None),
    ("004", "Nguyễn Tân Cương", "VN", "CU", "2025-06-14", "2025-06-19"),
    ("004", "Álvaro López Miera", "CU", "VN", "2023-06", None),
]


@pytest.mark.parametrize(("number", "name", "origin", "destination", "start", "end"), VISITS)
def test_visits_of_the_seeds(
    number: str, name: str, origin: str, destination: str, start: str | None, end: str | None
) -> None:
    claims = document(number)
    refs = {actor.ref for actor in claims.actors if actor.name == name}
    (visit,) = [visit for visit in claims.visits if refs & set(visit.visitors[:1])]
    assert (visit.origin_country, visit.destination_country) == (origin, destination)
    assert (visit.start_date, visit.end_date) == (start, end)


def test_agreements_of_the_seeds() -> None:
    plans = [a for a in document("000").agreements if a.kind == "agreement"]
    assert [(a.valid_from, a.valid_to) for a in plans if a.valid_from] == [("2023", "2028")]
    memoranda = [a for a in document("002").agreements if a.kind == "memorandum_of_understanding"]
    assert [(a.signed_on or "")[:4] for a in memoranda] == ["2022"]


def test_the_seeds_hold_no_visit_more() -> None:
    assert read(SEEDS)[0].total("visits").wrong == 0
