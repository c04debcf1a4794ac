"""Whatever a server does ends as a document or as a named reason, in bounded time and memory."""

from __future__ import annotations

import json
import resource
from collections.abc import Iterator
from ipaddress import ip_network
from pathlib import Path

import pytest

from extractors.extract import extract_batch
from extractors.fetch import fetch_source
from extractors.fetch.web.client import Budget, Client, OutOfBudget
from extractors.fetch.web.errors import FetchError
from extractors.fetch.web.exchange import Limits
from extractors.settings import Settings
from tests.fetch.hostile import BAD
from tests.fetch.sites import Site, running

LIMITS = Limits(2_000_000, 0.7)
ONLY_THIS = (ip_network("127.0.0.1/32"),)


@pytest.fixture(scope="module")
def hostile() -> Iterator[Site]:
    with running() as site:
        site.routes |= {f"/{name}": route for name, (route, _) in BAD.items()}
        yield site


def client(folder: Path) -> Client:
    return Client(
        "Tests/1.0", Budget(600, 10**9), folder / "hosts", interval=0.0, allowed=ONLY_THIS, sleep=lambda _: None
    )


def outcome(client: Client, url: str) -> str:
    try:
        client.get(url, LIMITS, "*/*")
    except FetchError as error:
        assert error.detail
        return error.reason
    except OutOfBudget:
        return "left"
    return "ok"


def test_there_are_many() -> None:
    assert len(BAD) >= 40


@pytest.mark.parametrize("name", sorted(BAD))
def test_misbehaviour(name: str, hostile: Site, tmp_path: Path) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert outcome(client(tmp_path), hostile.url(f"/{name}")) in BAD[name][1]
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 150_000, f"{grown} KiB"


def test_a_night_with_all_of_them(hostile: Site, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Good pages between the bad ones are loaded, and every other one is a row with its reason."""
    monkeypatch.setattr("extractors.fetch.pages.PAGE_SECONDS", 0.7)
    monkeypatch.setattr("extractors.fetch.begin.SLEEP", lambda seconds: None)
    hostile.page("/good", "<html><body><p>The minister arrived in Madrid on Monday for talks.</p></body></html>")
    hostile.page("/nested", "<html><body>" + "<div>" * 900_000)
    urls = [hostile.url(f"/{name}") for name in ["nested", *BAD]]
    for place in range(0, len(urls), 5):
        urls.insert(place, hostile.url(f"/good?{place}"))
    (settings.project_root / "list.txt").write_text("\n".join(urls))
    source = "name: bad\nkind: url_list\npath: list.txt\nenabled: true\npoliteness: {requests_per_minute: 6000}\n"
    (settings.seeds_dir / "sources" / "bad.yml").write_text(source)
    run = settings.data_dir / "runs" / "r1"
    batches = fetch_source(settings, "r1", "bad")
    counts = [extract_batch(settings, "r1", batch) for batch in batches]
    report = json.loads((run / "fetch" / "bad.json").read_text())
    assert report["files"] == report["new"] + report["rejected"] == len(urls)
    assert sum(count.articles + count.rejected for count in counts) == report["new"]
    rows = [json.loads(line) for line in (run / "rejected" / "bad-fetch.jsonl").open()]
    assert all(row["stage"] == "fetch" and row["reason"] and row["detail"] for row in rows)
    read = {json.loads(line)["article"]["source_uri"] for line in (run / "claims" / "bad-001.jsonl").open()}
    assert {url for url in urls if "/good" in url} <= read
