"""Whatever a server does ends as a document or as a named reason, in bounded time and memory."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from ipaddress import ip_network
from pathlib import Path

import pytest

from extractors.fetch.web.client import Budget, Client, OutOfBudget
from extractors.fetch.web.errors import FetchError
from extractors.fetch.web.exchange import Limits
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
