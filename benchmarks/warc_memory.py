"""Peak memory of a web archive's way from file to raw tables, at two sizes: it must not grow with the archive.

    python benchmarks/warc_memory.py [--pages 1000 10000] [--plain]

Each size is a process of its own, in a folder that is thrown away.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from communique import steps  # noqa: E402
from extractors.settings import load_settings  # noqa: E402

COUNTRIES = ("Cuba", "Vietnam", "Kenya", "Chile", "Spain", "Germany", "France", "Peru")
# What surrounds the story on a real page, so that a page has some weight.
CHROME = "".join(
    f"<li class='item-{n}'><a href='/section/{n}'>Section number {n} of the paper</a></li>" for n in range(150)
)


def page(number: int) -> bytes:
    """A page about a visit that no other page has."""
    draw = random.Random(number)
    guest, host = draw.sample(COUNTRIES, 2)
    story = "".join(
        f"<p>The foreign minister of {guest} visited {host} on {draw.randint(1, 28)} May {draw.randint(1990, 2024)} for"
        f" talks on trade and transport, item {number} of part {part}. They spoke of {draw.randint(2, 90)} plans.</p>"
        for part in range(8)
    )
    title = f"<title>Minister of {guest} visits {host}, report {number}</title>"
    head = f"{title}<meta property='og:type' content='article'>"
    body = f"<nav><ul>{CHROME}</ul></nav><article>{story}</article>"
    return f"<html lang='en'><head>{head}</head><body>{body}</body></html>".encode()


def write_archive(path: Path, pages: int, plain: bool) -> None:
    """An archive of so many pages, a request and an image now and then between them."""
    with path.open("wb") as file:
        for number in range(pages):
            http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page(number)
            head = (
                "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\n"
                f"WARC-Target-URI: https://news{number % 50}.example/story/{number}\r\n"
                f"WARC-Date: 2024-05-26T12:00:00Z\r\nContent-Length: {len(http)}\r\n\r\n"
            )
            record = head.encode() + http + b"\r\n\r\n"
            file.write(record if plain else gzip.compress(record, 6))


def measure(pages: int, plain: bool) -> None:
    """One size, in this process: prints its peak and that of its largest worker."""
    with tempfile.TemporaryDirectory(prefix="communique-warc-") as folder:
        root = Path(folder)
        archive = root / ("news.warc" if plain else "news.warc.gz")
        write_archive(archive, pages, plain)
        sources = root / "seeds" / "sources"
        sources.mkdir(parents=True)
        fields = {"name": "archive", "kind": "warc", "path": str(archive), "enabled": True, "schedule": "manual"}
        (sources / "archive.yml").write_text(json.dumps(fields), "utf-8")
        settings = replace(load_settings(), data_dir=root / "data", project_root=root)
        began, run_id = time.monotonic(), steps.new_run_id()
        times = {}
        steps.fetch(settings, run_id, source="archive")
        times["fetch"] = time.monotonic() - began
        for batch in steps.pending_batches(settings, run_id):
            steps.extract(settings, run_id, batch)
        times["extract"] = time.monotonic() - began - times["fetch"]
        counts = steps.load(settings, run_id)
        times["load"] = time.monotonic() - began - times["fetch"] - times["extract"]
    own, workers = (
        resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    told = ", ".join(f"{name} {seconds:.0f} s" for name, seconds in times.items())
    print(f"{pages:>7,} pages: peak {own:.0f} MB, largest worker {workers:.0f} MB; {counts['loaded']:,} loaded; {told}")  # noqa: T201


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--plain", action="store_true", help=".warc instead of .warc.gz")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.here:
        measure(chosen.pages[0], chosen.plain)
        return 0
    for pages in chosen.pages:
        command = [sys.executable, __file__, "--here", "--pages", str(pages), *(["--plain"] if chosen.plain else [])]
        subprocess.run(command, check=True, env=dict(os.environ), cwd=ROOT)  # noqa: S603
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
