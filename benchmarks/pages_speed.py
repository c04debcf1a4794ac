"""The whole way from pages to loaded claims, beside what trafilatura alone takes on the same pages.

    python benchmarks/pages_speed.py [FOLDER] [--pages 400] [--rounds 3]

Both use the same number of processes (COMMUNIQUE_WORKERS, default one a core). The way is that of a night: fetch from a
folder, extract, load, and with it the start of its processes. Without FOLDER pages are made, with the weight of real
ones. Both are timed in turn, and the least of the rounds counts: what else the machine does only adds to it.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import trafilatura  # noqa: E402

from benchmarks.warc_memory import page  # noqa: E402
from communique import steps  # noqa: E402
from extractors.settings import Settings, load_settings  # noqa: E402
from extractors.workers import Workers  # noqa: E402

MOST = 1.3
# What a news page of 300 kB has around its story: scripts, pictures as text, teasers.
SCRIPT = "<script>" + "window.settings = {'a': 1, 'b': [2, 3]};" * 400 + "</script>"
TEASERS = "".join(
    f"<div class='card c{n}'><a href='/story/{n}'><h3>Story number {n} of another section</h3></a></div>"
    for n in range(400)
)
SURROUNDINGS = (SCRIPT * 12 + TEASERS).encode()


def alone(jobs: list[Path]) -> list[int]:
    """In a worker: trafilatura as it comes, with metadata, as the pipeline needs them."""
    sizes = []
    for path in jobs:
        found = trafilatura.bare_extraction(path.read_bytes(), with_metadata=True, include_comments=False)
        sizes.append(len(found.text or "") if found is not None else 0)
    return sizes


def time_alone(pages: list[Path], workers: int) -> float:
    began = time.monotonic()
    list(Workers(alone, workers).run(pages))
    return time.monotonic() - began


def time_whole(folder: Path, settings: Settings) -> tuple[float, str]:
    """The seconds of all steps, and what they were."""
    began, run_id = time.monotonic(), steps.new_run_id()
    marks = [began]
    steps.fetch(settings, run_id, folder=str(folder))
    marks.append(time.monotonic())
    for batch in steps.pending_batches(settings, run_id):
        steps.extract(settings, run_id, batch)
    marks.append(time.monotonic())
    counts = steps.load(settings, run_id)
    marks.append(time.monotonic())
    fetch, extract, load = (after - before for before, after in pairwise(marks))
    told = f"fetch {fetch:.1f}, extract {extract:.1f}, load {load:.1f}"
    return marks[-1] - began, f"{told}; {counts['loaded']} loaded, {counts['rejected']} rejected"


def lay_out(source: Path | None, count: int, folder: Path) -> list[Path]:
    """So many pages in a folder; those of a collection are repeated until there are enough."""
    originals = sorted(source.rglob("*.html")) if source else []
    for number in range(count):
        place = folder / f"{number:05}.html"
        if originals:
            shutil.copy(originals[number % len(originals)], place)
        else:
            place.write_bytes(page(number).replace(b"</nav>", SURROUNDINGS + b"</nav>"))
    return sorted(folder.iterdir())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, help="HTML pages, such as a collection of news pages")
    parser.add_argument("--pages", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="communique-speed-") as place:
        folder = Path(place) / "pages"
        folder.mkdir()
        pages = lay_out(chosen.folder, chosen.pages, folder)
        settings = load_settings()
        size = sum(path.stat().st_size for path in pages) / len(pages) / 1000
        print(f"{len(pages)} pages of {size:.0f} kB, {settings.workers} processes")  # noqa: T201
        times: dict[str, list[float]] = {"alone": [], "whole": []}
        for number in range(chosen.rounds):
            times["alone"].append(time_alone(pages, settings.workers))
            seconds, told = time_whole(folder, replace(settings, data_dir=Path(place) / f"data{number}"))
            times["whole"].append(seconds)
            print(f"  trafilatura {times['alone'][-1]:.1f} s, the whole way {seconds:.1f} s ({told})")  # noqa: T201
    ratio = min(times["whole"]) / min(times["alone"])
    print(f"ratio {ratio:.2f} (at most {MOST})")  # noqa: T201
    return 0 if ratio <= MOST else 1


if __name__ == "__main__":
    raise SystemExit(main())
