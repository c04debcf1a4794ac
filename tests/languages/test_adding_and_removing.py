"""A language comes and goes with its file: the package is copied, one file is added or removed, articles are read."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from extractors.settings import PROJECT_ROOT

TOY = Path(__file__).parent / "toy_eo.yml"
ESPERANTO = """La kenja prezidanto vojaĝis al Kubo

NAIROBI, 3 junio 2024. La prezidanto de Kenjo William Ruto vojaĝis al Kubo hieraŭ. Li subskribis nenion, sed en la
urbo li parolis pri komerco, turismo kaj la estonteco de ambaŭ landoj.
"""
GERMAN = """Der Bundespräsident besuchte gestern die Hauptstadt und sprach dort mit dem Ministerpräsidenten über den
Handel zwischen beiden Ländern. Am Abend reiste Bundespräsident Frank-Walter Steinmeier weiter nach Kenia, wo ihn
Präsident William Ruto empfangen wird.
"""
ENGLISH = """The president of Kenya, William Ruto, visited Uganda on 3 June 2024. In Kampala he met the country's
president for talks about trade, roads and the price of grain, and both said that they would meet again in autumn.
"""
READ = """
import json, sys
from pathlib import Path
from extractors.extract import extract_paths
from extractors.settings import load_settings
for outcome in extract_paths([Path(sys.argv[1])], load_settings()):
    print(outcome.to_json())
"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the extraction package, whose folder of languages a test may change."""
    copy = tmp_path / "copy"
    shutil.copytree(PROJECT_ROOT / "extractors", copy / "extractors", ignore=shutil.ignore_patterns("__pycache__"))
    return copy


def read(package: Path, articles: dict[str, str]) -> dict[str, dict[str, Any]]:
    """The outcomes of articles by their file's name, as the copied package gives them."""
    folder = package / "articles"
    folder.mkdir()
    for name, text in articles.items():
        (folder / name).write_text(text, "utf-8")
    environment = os.environ | {"COMMUNIQUE_PROJECT_ROOT": str(PROJECT_ROOT), "PYTHONPATH": str(package)}
    run = subprocess.run(
        [sys.executable, "-c", READ, str(folder)],
        cwd=package,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    outcomes = [json.loads(line) for line in run.stdout.splitlines()]
    return {Path(o.get("source_uri") or o["article"]["source_uri"]).name: o for o in outcomes}


def reason(outcome: dict[str, Any]) -> str | None:
    return outcome.get("reason")


def test_a_file_alone_adds_a_language(package: Path) -> None:
    shutil.copy(TOY, package / "extractors" / "languages" / "eo.yml")
    claims = read(package, {"eo.txt": ESPERANTO, "en.txt": ENGLISH})
    assert reason(claims["eo.txt"]) is None, claims["eo.txt"]
    assert claims["eo.txt"]["article"]["language"] == "eo"
    actors = {actor["ref"]: actor for actor in claims["eo.txt"]["actors"]}
    assert [actor["name"] for actor in actors.values()] == ["William Ruto"]
    journeys = {
        (actors[v["visitors"][0]]["name"], v["destination_country"], v["status"]) for v in claims["eo.txt"]["visits"]
    }
    assert journeys == {("William Ruto", "CU", "completed")}
    assert claims["en.txt"]["visits"], "the other languages go on"


def test_without_its_file_a_language_is_not_supported(package: Path) -> None:
    before = package / "extractors" / "languages" / "de.yml"
    before.unlink()
    outcomes = read(package, {"de.txt": GERMAN, "en.txt": ENGLISH})
    assert reason(outcomes["de.txt"]) == "language_not_supported"
    assert outcomes["en.txt"]["visits"], "the other languages go on"


def test_a_broken_file_stops_with_its_name(package: Path) -> None:
    path = package / "extractors" / "languages" / "en.yml"
    path.write_text(path.read_text("utf-8").replace("\nhonours:", "\nhonors:"), "utf-8")
    with pytest.raises(AssertionError, match=r"en\.yml does not fit the schema"):
        read(package, {"en.txt": ENGLISH})
