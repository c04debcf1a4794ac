"""Evaluation: precision, recall and F1 of an engine against folders of gold facts."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extractors.claims import SCHEMA_VERSION, Article, ClaimsDocument, ExtractorInfo
from extractors.engines import get_engine
from extractors.errors import PermanentError, RejectedArticle
from extractors.evaluation.reliability import sure_claims
from extractors.evaluation.score import CLAIM_TYPES, ArticleScore, Miss, Tally, evidence_is_exact


@dataclass(slots=True)
class Report:
    """Figures of an evaluation: tallies by language and claim type, misses, rejected articles."""

    engine: str
    articles: int = 0
    negatives: int = 0
    wrong_visits_in_negatives: int = 0
    inexact_evidence: list[str] = field(default_factory=list)
    rejected: list[str] = field(default_factory=list)
    tallies: dict[str, dict[str, Tally]] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)

    def total(self, claim_type: str) -> Tally:
        """The tally of a claim type over all languages."""
        total = Tally()
        for tallies in self.tallies.values():
            total.add(tallies[claim_type])
        return total

    def outcomes(self) -> list[tuple[float, bool]]:
        """Confidence and outcome of every claim that has a confidence: all but actors."""
        kinds = [claim_type for claim_type in CLAIM_TYPES if claim_type != "actors"]
        return [outcome for claim_type in kinds for outcome in self.total(claim_type).confidences]

    def figures(self) -> dict[str, dict[str, float]]:
        """F1 by language and claim type, `all` for all languages: what a baseline pins."""
        rows = {language: {c: round(t[c].f1, 4) for c in CLAIM_TYPES} for language, t in sorted(self.tallies.items())}
        rows["all"] = {c: round(self.total(c).f1, 4) for c in CLAIM_TYPES}
        return rows

    def below(self, baseline: dict[str, dict[str, float]], tolerance: float = 0.0005) -> list[str]:
        """What fell below a pinned baseline, one line a figure."""
        ours = self.figures()
        return [
            f"{language} {claim_type}: F1 {ours.get(language, {}).get(claim_type, 0):.4f} is below {wanted:.4f}"
            for language, row in baseline.items()
            for claim_type, wanted in row.items()
            if ours.get(language, {}).get(claim_type, 0.0) < wanted - tolerance
        ]

    def render(self, show_misses: int = 0) -> str:
        """The report as text, with up to so many misses."""
        faults = f"{len(self.rejected)} rejected, {len(self.inexact_evidence)} with inexact evidence"
        lines = [f"{self.articles} articles, engine {self.engine}; {faults}"]
        for language in [*sorted(self.tallies), "all"]:
            for claim_type in CLAIM_TYPES:
                tally = self.total(claim_type) if language == "all" else self.tallies[language][claim_type]
                lines.append(_row(language, claim_type, tally))
        lines.append(
            f"negatives: {self.wrong_visits_in_negatives} wrong visits in {self.negatives} articles without one"
        )
        right, sure = sure_claims(self.outcomes())
        lines.append(f"confidence: {right} of {sure} claims given 0.9 or more are right")
        lines += [f"{m.sign} {m.article} {m.claim_type}: {m.text}" for m in self.misses[:show_misses]]
        lines += [f"rejected: {line}" for line in self.rejected]
        return "\n".join(lines)


def _row(language: str, claim_type: str, tally: Tally) -> str:
    attributes = "  ".join(
        f"{name} {tally.attributes_right[name]}/{count}" for name, count in sorted(tally.attributes.items())
    )
    return (
        f"{language:4} {claim_type:12} P {tally.precision:.3f}  R {tally.recall:.3f}  F1 {tally.f1:.3f}"
        f"  (gold {tally.right + tally.missed}, found {tally.right + tally.wrong})  {attributes}".rstrip()
    )


def evaluate(gold_dirs: list[Path], engine: str = "rules", language: str | None = None) -> Report:
    """Runs an engine over the articles of gold folders and compares its claims with the gold facts.

    Args:
        gold_dirs: folders with `NAME.txt` and `NAME.json` pairs, also in subfolders.
        engine: the engine's name.
        language: only articles of this language.

    Raises:
        PermanentError: a folder is missing or has no gold article.
    """
    reader = get_engine(engine)
    report = Report(engine=f"{reader.name} {reader.version}")
    for path, gold in _gold_articles(gold_dirs):
        if language and gold["lang"] != language:
            continue
        report.articles += 1
        article = Article(
            path.stem,
            str(path),
            None,
            None,
            gold["lang"],
            gold.get("published"),
            None,
            path.read_text(encoding="utf-8"),
        )
        try:
            document = reader.extract(article)
        except RejectedArticle as error:
            report.rejected.append(f"{path.name}: {error}")
            # What a rejected article holds is missed.
            document = ClaimsDocument(SCHEMA_VERSION, ExtractorInfo(reader.name, reader.version), article)
        _add(report, gold, ArticleScore(document, gold))
        if not evidence_is_exact(document):
            report.inexact_evidence.append(path.name)
    if not report.articles:
        raise PermanentError(
            f"No gold article in {', '.join(map(str, gold_dirs))}: expected NAME.txt beside NAME.json."
        )
    return report


def _gold_articles(folders: list[Path]) -> Iterator[tuple[Path, dict[str, Any]]]:
    for folder in folders:
        if not folder.is_dir():
            raise PermanentError(f"Gold folder {folder} does not exist; give a folder of NAME.txt and NAME.json pairs.")
        published = _published(folder / "manifest.csv")
        for path in sorted(folder.rglob("*.json")):
            text = path.with_suffix(".txt")
            gold = json.loads(path.read_text(encoding="utf-8"))
            if text.exists() and "actors" in gold:
                yield text, {**gold, "published": published.get(text.name) or gold.get("published")}


def _published(manifest: Path) -> dict[str, str]:
    if not manifest.exists():
        return {}
    with manifest.open(encoding="utf-8", newline="") as file:
        return {row["path"]: row.get("published_on") or "" for row in csv.DictReader(file)}


def _add(report: Report, gold: dict[str, Any], score: ArticleScore) -> None:
    tallies = report.tallies.setdefault(gold["lang"], {claim_type: Tally() for claim_type in CLAIM_TYPES})
    for claim_type, tally in score.tallies.items():
        tallies[claim_type].add(tally)
    report.misses.extend(score.misses)
    if gold.get("negative"):
        report.negatives += 1
        report.wrong_visits_in_negatives += score.tallies["visits"].wrong
