"""A folder's files in the order of their paths; what cannot be read has a row and a reason."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from extractors.errors import PermanentError
from extractors.fetch.folder import Listing, list_folder, list_path

LIMIT = 1000


def reasons(listing: Listing) -> dict[str, str]:
    return {row.source_uri.rsplit("/", 1)[-1]: row.reason for row in listing.rejected}


def names(listing: Listing) -> list[str]:
    return [file.path.name for file in listing.files]


def test_files_of_all_kinds_in_order(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("b.txt", "a.HTML", "c.htm", "sub/d.json", "e.jsonl"):
        (tmp_path / name).write_text("x")
    listing = list_folder(tmp_path, LIMIT, "given/folder/")
    assert [f.source_uri for f in listing.files] == [
        f"given/folder/{name}" for name in ("a.HTML", "b.txt", "c.htm", "e.jsonl", "sub/d.json")
    ]
    assert (listing.rejected, listing.warnings) == ([], [])


def test_addresses_begin_with_the_folder_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "here").mkdir()
    (tmp_path / "in" / "a.txt").write_text("x")
    monkeypatch.chdir(tmp_path / "here")
    assert list_folder(Path("../in"), LIMIT).files[0].source_uri == "../in/a.txt"
    assert list_path(Path("../in/a.txt"), LIMIT).files[0].source_uri == "../in/a.txt"


def test_what_is_no_article_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    for name in ("manifest.csv", "README.md", "LICENSE", ".hidden.txt", ".git/a.txt", "a.txt"):
        (tmp_path / name).write_text("path\na.txt" if name == "manifest.csv" else "x")
    listing = list_folder(tmp_path, LIMIT)
    assert names(listing) == ["a.txt"]
    assert listing.rejected == []


def test_notes_beside_a_text_are_passed_over_and_counted(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "a.json").write_text('{"id": "a", "actors": []}')
    (tmp_path / "b.json").write_text('{"id": "b"}')
    (tmp_path / "c.txt").write_text("x")
    (tmp_path / "c.json").write_text('{"text": "an article of its own"}')
    listing = list_folder(tmp_path, LIMIT)
    assert names(listing) == ["a.txt", "b.json", "c.json", "c.txt"]
    assert "1 .json without text" in listing.warnings[0]


def test_rejected_files(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (tmp_path / "outside.txt").write_text("secret")
    (folder / "picture.png").write_text("x")
    (folder / "large.txt").write_bytes(b"x" * (LIMIT + 1))
    (folder / "large.jsonl").write_bytes(b"x" * (LIMIT + 1))
    (folder / "out.txt").symlink_to(tmp_path / "outside.txt")
    (folder / "gone.txt").symlink_to(folder / "nowhere.txt")
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    (folder / "in.txt").symlink_to(folder / "large.jsonl")
    (folder / "linked").symlink_to(tmp_path)
    os.mkfifo(folder / "pipe.txt")
    (folder / "dir.txt").mkdir()
    listing = list_folder(folder, LIMIT)
    assert reasons(listing) == {
        "picture.png": "unsupported_type",
        "large.txt": "too_large",
        "out.txt": "outside_folder",
        "gone.txt": "unreadable",
        "loop.txt": "unreadable",
        "in.txt": "too_large",
        "pipe.txt": "unreadable",
    }
    assert names(listing) == ["large.jsonl"]


@pytest.mark.parametrize(
    "name",
    [
        "a\nb.txt",
        "a b.txt",
        "-rf.txt",
        "$(id).txt",
        "; id.txt",
        "名前.txt",
        "'.txt",
        "{{x}}.txt",
        "%2e%2e%2f.txt",
        "\u202e.txt",
    ],
)
def test_odd_names(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("x")
    (file,) = list_folder(tmp_path, LIMIT, "in").files
    assert file.path.read_text() == "x"
    assert file.source_uri.isprintable()


def test_a_name_that_is_not_utf8(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\xff.txt")).write_text("x")
    assert list_folder(tmp_path, LIMIT, "in").files[0].source_uri == "in/a\\xff.txt"


def test_the_manifest_names_addresses_and_missing_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "manifest.csv").write_text("path,source_uri,source\na.txt,https://example.org/a,Bote\nb.txt,,\n")
    listing = list_folder(tmp_path, LIMIT)
    assert [(f.source_uri, f.known.source) for f in listing.files] == [("https://example.org/a", "Bote")]
    assert listing.warnings == ["manifest.csv names files that are not there: b.txt"]
    assert list_path(tmp_path / "a.txt", LIMIT).files[0].source_uri == "https://example.org/a"


def test_one_address_is_one_article(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("x")
    (tmp_path / "manifest.csv").write_text("path,source_uri\na.txt,urn:x\nb.txt,urn:x\n")
    listing = list_folder(tmp_path, LIMIT)
    assert names(listing) == ["a.txt"]
    assert reasons(listing) == {"urn:x#b.txt": "duplicate_uri"}


@pytest.mark.parametrize("listed", [list_folder, list_path])
def test_a_place_that_is_not_there(tmp_path: Path, listed: Callable[[Path, int], Listing]) -> None:
    with pytest.raises(PermanentError, match="nowhere"):
        listed(tmp_path / "nowhere", LIMIT)
