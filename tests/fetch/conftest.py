"""Clients and sites for the tests of fetching."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from extractors.settings import Settings, load_settings
from tests.fetch.sites import Site, running


@pytest.fixture
def site() -> Iterator[Site]:
    with running() as site:
        yield site


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """An empty project that may fetch from 127.0.0.1 and nowhere else that is not public."""
    (tmp_path / "seeds" / "sources").mkdir(parents=True)
    return replace(
        load_settings(),
        project_root=tmp_path,
        data_dir=tmp_path / "data",
        workers=1,
        contact="press@example.org",
        allow_addresses="127.0.0.1",
    )
