"""A fetch that is killed and begun again gives the rows that it would have given."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from extractors.fetch import fetch_source
from extractors.settings import Settings
from tests.fetch.sites import Asked, Site

PAGES = 12
FETCH = """
import sys
from dataclasses import replace
from extractors.fetch import fetch_source
from extractors.settings import load_settings
fetch_source(load_settings(), sys.argv[1], "news")
"""


def items(run: Path) -> list[dict[str, object]]:
    return [json.loads(line) for path in sorted((run / "batches").glob("[!.]*")) for line in path.open()]


@pytest.mark.parametrize("killed_at", [1, 4, 9])
@pytest.mark.parametrize("again_as", ["r1", "r2"])
def test_killed_in_the_middle(settings: Settings, site: Site, killed_at: int, again_as: str) -> None:
    for number in range(PAGES):
        site.page(f"/{number}", f"<html><body><p>Story {number}: the minister arrived on Monday.</p></body></html>")
    links = "".join(f"<item><link>/{number}</link></item>" for number in range(PAGES))
    site.page("/feed", f"<rss>{links}</rss>", "text/xml")
    source = f"name: news\nkind: feed\nurls: ['{site.url('/feed')}']\nenabled: true\n"
    source += "politeness: {requests_per_minute: 6000}\n"
    (settings.seeds_dir / "sources" / "news.yml").write_text(source)

    def hang(asked: Asked) -> None:
        asked.site.closing.wait(30)

    good, site.routes[f"/{killed_at}"] = site.routes[f"/{killed_at}"], hang
    environment = os.environ | {
        "COMMUNIQUE_PROJECT_ROOT": str(settings.project_root),
        "COMMUNIQUE_DATA_DIR": str(settings.data_dir),
        "COMMUNIQUE_CONTACT": "press@example.org",
        "COMMUNIQUE_ALLOW_ADDRESSES": "127.0.0.1",
    }
    with subprocess.Popen([sys.executable, "-c", FETCH, "r1"], env=environment) as process:
        end = time.monotonic() + 60
        while f"/{killed_at}" not in site.paths() and time.monotonic() < end:
            time.sleep(0.02)
        process.kill()
    site.routes[f"/{killed_at}"] = good
    fetch_source(settings, again_as, "news")
    found = items(settings.data_dir / "runs" / again_as)
    assert {item["source_uri"] for item in found} == {site.url(f"/{number}") for number in range(PAGES)}
    assert len(found) == PAGES
    for item in found:
        assert (settings.data_dir / str(item["landing_path"])).stat().st_size == item["bytes"]
    left = [path for path in settings.data_dir.rglob(".tmp-*") if path.parent != settings.data_dir]
    assert len(left) <= 1
