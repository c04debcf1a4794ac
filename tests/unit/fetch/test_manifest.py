"""manifest.csv: good rows are used, each bad one gives a warning that names its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.fetch.manifest import Known, Manifest, read_manifest


def manifest(folder: Path, content: str | bytes) -> Manifest:
    data = content if isinstance(content, bytes) else content.encode("utf-8")
    (folder / "manifest.csv").write_bytes(data)
    return read_manifest(folder)


def test_no_manifest(tmp_path: Path) -> None:
    assert (read_manifest(tmp_path).rows, read_manifest(tmp_path).warnings) == ({}, [])


def test_all_columns(tmp_path: Path) -> None:
    found = manifest(
        tmp_path,
        "path,source_uri,published_on,language,title,source\n"
        'a.txt,https://example.org/a,2024-05,de-AT,"Titel, mit Komma",Abendbote\n'
        "sub/b.html,,,,,\n",
    )
    assert found.warnings == []
    assert found.rows == {
        "a.txt": Known("https://example.org/a", "2024-05", "de", "Titel, mit Komma", "Abendbote"),
        "sub/b.html": Known(),
    }


@pytest.mark.parametrize("content", ["\ufeffpath,published_on\na.txt,2024", "PATH , Published_On\r\n./a.txt,2024\r\n"])
def test_any_subset_of_columns_and_the_files_of_spreadsheets(tmp_path: Path, content: str) -> None:
    assert manifest(tmp_path, content).rows == {"a.txt": Known(published_on="2024")}


@pytest.mark.parametrize(
    ("row", "warning"),
    [
        ("a.txt,2024-02-31,,", "line 2: published_on '2024-02-31' is not valid"),
        ("a.txt,,klingon,", "line 2: language 'klingon' is not valid"),
        ("a.txt,,,A title, with a comma", "line 2: more fields than columns"),
        ("../a.txt,,,", "line 2: '../a.txt' is not a path inside the folder"),
        ("/etc/passwd,,,", "line 2: '/etc/passwd' is not a path inside the folder"),
        (",2024,,", "line 2: '' is not a path inside the folder"),
        ('"a.txt,2024', "cannot be read from here on"),
    ],
)
def test_bad_rows_are_warned_of(tmp_path: Path, row: str, warning: str) -> None:
    found = manifest(tmp_path, f"path,published_on,language,title\n{row}\n")
    assert len(found.warnings) == 1
    assert warning in found.warnings[0]


def test_a_bad_cell_does_not_cost_the_row(tmp_path: Path) -> None:
    found = manifest(tmp_path, "path,published_on,title\na.txt,yesterday,T\n")
    assert found.rows == {"a.txt": Known(title="T")}


def test_the_first_of_two_rows_for_a_file_is_used(tmp_path: Path) -> None:
    found = manifest(tmp_path, "path,title\na.txt,One\na.txt,Two\n")
    assert found.rows == {"a.txt": Known(title="One")}
    assert "second time" in found.warnings[0]


@pytest.mark.parametrize(
    ("content", "warning"),
    [
        ("file,title\na.txt,T\n", "no column 'path'"),
        ("", "no column 'path'"),
        (b"path\0\xff\xfe\x00\x01" * 10, "cannot be read"),
        ("path,colour\na.txt,red\n", "not known and not used: colour"),
    ],
)
def test_a_file_that_is_no_manifest(tmp_path: Path, content: str | bytes, warning: str) -> None:
    assert any(warning in w for w in manifest(tmp_path, content).warnings)
