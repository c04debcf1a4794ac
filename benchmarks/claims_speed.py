"""How fast the rules engine reads, and whether its time grows with the length of the text and no faster.

    python benchmarks/claims_speed.py [--part articles|start|lengths|bombs] [--language en] [--largest 1000000]

Times are processor seconds of one process, after text extraction.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.bombs import bombs, crowd, text_of  # noqa: E402
from extractors.claims import Article  # noqa: E402
from extractors.engines import get_engine  # noqa: E402

GOLD = ROOT / "tests" / "evaluation"
SIZES = (10_000, 100_000, 1_000_000)
# A text ten times as long may take up to this many times as long for each kB: caches, memory and noise.
GROWTH = 2.5
# Below this time for each kB the clock's own grain shows rather than the text.
GRAIN = 1.0
START = """
import resource, sys, time
begin = time.perf_counter()
sys.path.insert(0, sys.argv[1])
from extractors.claims import Article
from extractors.engines import get_engine
get_engine().extract(Article("a", "a", None, None, sys.argv[2], None, None, "Kenya"))
seconds = time.perf_counter() - begin
print(f"{sys.argv[2]}: {seconds:.2f} s, {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
"""


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def seconds(text: str, language: str) -> float:
    """Processor seconds for the claims of a text."""
    article = Article("a", "a", None, None, language, "2024-06-20", None, text)
    begin = time.process_time()
    get_engine().extract(article)
    return time.process_time() - begin


def articles(languages: list[str]) -> bool:
    """Articles a second over the project's own evaluation texts."""
    texts = [(path.read_text("utf-8"), path.parent.name) for path in sorted(GOLD.rglob("*.txt"))]
    texts = [(text, language) for text, language in texts if language in languages]
    for text, language in texts:
        seconds(text, language)
    spent = sum(seconds(text, language) for _ in range(3) for text, language in texts) / 3
    size = sum(len(text) for text, _ in texts)
    say(f"{len(texts)} articles of {size / len(texts):.0f} characters: {len(texts) / spent:.0f} articles a second")
    say(f"{spent * 1e6 / size:.2f} ms for each kB; {_memory():.0f} MB at most in this process")
    return True


def start(languages: list[str]) -> bool:
    """A new process, from nothing to the first claims document."""
    for language in languages:
        command = [sys.executable, "-c", START, str(ROOT), language]
        say(subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip())  # noqa: S603
    return True


def lengths(languages: list[str], largest: int) -> bool:
    """Articles of 10 kB, 100 kB and 1 MB, made of the evaluation texts of a language one behind the other."""
    good = True
    for language in languages:
        whole = "\n\n".join(path.read_text("utf-8") for path in sorted((GOLD / language).glob("*.txt"))) + "\n\n"
        good &= _grow(f"{language} articles in a row", partial(text_of, whole), language, largest)
    return good


def explode(languages: list[str], largest: int) -> bool:
    """Bombs of 10 kB, 100 kB and 1 MB."""
    good = True
    for language in languages:
        for name, piece in bombs(language).items():
            good &= _grow(f"{language} {name}", partial(text_of, piece), language, largest)
        good &= _grow(f"{language} new people", partial(crowd, language), language, largest)
    return good


def _grow(name: str, make: Callable[[int], str], language: str, largest: int) -> bool:
    """Times for each kB at growing lengths; stops where a step has grown too much."""
    rates: list[float] = []
    linear = True
    for size in (size for size in SIZES if size <= largest):
        rates.append(seconds(make(size), language) * 1e6 / size)
        if len(rates) > 1 and rates[-1] > GROWTH * max(rates[-2], GRAIN):
            linear = False
            break
    ratios = ", ".join(f"x{after / max(before, 0.001):.2f}" for before, after in pairwise(rates))
    shown = " ".join(f"{rate:8.2f}" for rate in rates)
    say(f"{name:38} {shown} ms/kB  {ratios}{'' if linear else '  GROWS FASTER THAN THE TEXT'}")
    return linear


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=("articles", "start", "lengths", "bombs"), action="append")
    parser.add_argument("--language", action="append", help="may be given more than once; default all")
    parser.add_argument("--largest", type=int, default=SIZES[-1], help="longest text in characters")
    chosen = parser.parse_args()
    languages = chosen.language or sorted(path.name for path in GOLD.iterdir() if path.is_dir())
    parts: dict[str, Callable[[], bool]] = {
        "start": lambda: start(languages),
        "articles": lambda: articles(languages),
        "lengths": lambda: lengths(languages, chosen.largest),
        "bombs": lambda: explode(languages, chosen.largest),
    }
    for language in languages:  # word lists are read before anything is timed
        seconds("Kenya", language)
    good = True
    for name in chosen.part or parts:
        say(f"-- {name}")
        good &= parts[name]()
    return 0 if good else 1


if __name__ == "__main__":
    raise SystemExit(main())
