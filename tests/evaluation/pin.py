"""The pinned figures of the rules engine, and how they are pinned again: `python -m tests.evaluation.pin [--lower]`.

Two sets of figures, F1 each: `tests/evaluation/baseline.json` over the gold articles here, by language and claim type;
`tests/golden/pinned/figures.json` over the bundled articles as the whole extraction reads them, by article and claim
type. Without `--lower` a figure only goes up.
"""

from __future__ import annotations

import hashlib
import json
import sys
from functools import cache
from pathlib import Path
from typing import Any

from extractors.claims import ClaimsDocument
from extractors.evaluation import Report, evaluate
from extractors.evaluation.score import CLAIM_TYPES, ArticleScore
from extractors.extract import extract_paths
from extractors.items import Rejected
from extractors.settings import PROJECT_ROOT, load_settings

GOLD = PROJECT_ROOT / "tests" / "evaluation"
GOLDEN = PROJECT_ROOT / "tests" / "golden"
ARTICLES = PROJECT_ROOT / "seeds" / "articles"
BASELINE = GOLD / "baseline.json"
GOLDEN_FIGURES = GOLDEN / "pinned" / "figures.json"
Figures = dict[str, dict[str, float]]


@cache
def report() -> Report:
    """The evaluation of the rules engine on the gold articles of this folder."""
    return evaluate([GOLD])


def corpus_sha256() -> str:
    """A fingerprint of texts and facts: figures over another corpus cannot be compared."""
    digest = hashlib.sha256()
    for path in sorted(GOLD.rglob("*/*")):
        if path.suffix in {".txt", ".json"}:
            digest.update(path.relative_to(GOLD).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


@cache
def golden_documents() -> dict[str, ClaimsDocument]:
    """The claims documents of the bundled articles by the name of their file, from the whole extraction."""
    outcomes = extract_paths([ARTICLES], load_settings())
    return {Path(o.article.source_uri).stem: o for o in outcomes if not isinstance(o, Rejected)}


def golden_figures() -> Figures:
    """F1 by bundled article and claim type."""
    figures: Figures = {}
    for path in sorted(GOLDEN.glob("*.json")):
        score = ArticleScore(golden_documents()[path.stem], json.loads(path.read_text("utf-8")))
        figures[path.stem] = {claim_type: round(score.tallies[claim_type].f1, 4) for claim_type in CLAIM_TYPES}
    return figures


def baseline() -> dict[str, Any]:
    """What `baseline.json` holds of the engine as it is now."""
    return {
        "corpus_sha256": corpus_sha256(),
        "articles": report().articles,
        "wrong_visits_in_negatives": report().wrong_visits_in_negatives,
        "figures": report().figures(),
    }


def lowered(before: Figures, after: Figures) -> list[str]:
    """The figures that would go down, one line each."""
    return [
        f"{name} {claim_type}: {pinned} -> {after[name][claim_type]}"
        for name, row in before.items()
        for claim_type, pinned in row.items()
        if name in after and after[name][claim_type] < pinned
    ]


def read(path: Path) -> dict[str, Any]:
    """A file of pinned figures, empty where there is none yet."""
    pinned: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return pinned


def main() -> int:
    ours, golden = baseline(), golden_figures()
    down = lowered(read(BASELINE).get("figures", {}), ours["figures"]) + lowered(read(GOLDEN_FIGURES), golden)
    if down and "--lower" not in sys.argv[1:]:
        sys.stderr.write(
            "These figures would go down; pin them with --lower if that is meant:\n" + "\n".join(down) + "\n"
        )
        return 1
    GOLDEN_FIGURES.parent.mkdir(exist_ok=True)
    for path, content in ((BASELINE, ours), (GOLDEN_FIGURES, golden)):
        path.write_text(json.dumps(content, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
