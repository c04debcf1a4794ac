"""An installation of its own for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.settings import Settings


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("COMMUNIQUE_DATA_DIR", str(tmp_path / "data"))
    return Settings(data_dir=tmp_path / "data")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two articles and an empty file."""
    path = tmp_path / "inbox"
    path.mkdir()
    (path / "a.txt").write_text(
        "The foreign minister of Vietnam visited Cuba on 5 May 2024 for talks on trade.\n", "utf-8"
    )
    (path / "b.txt").write_text("Die Außenministerin reiste am 5. Mai 2024 zu Gesprächen nach Vietnam.\n", "utf-8")
    (path / "empty.txt").write_bytes(b"")
    return path
