"""Files of labelled pairs, and the command that reads them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from communique.cli import main
from extractors.errors import PermanentError
from extractors.matching.pairs import read_pairs, score_pairs

BENCHMARK = "COMMUNIQUE_NAME_PAIRS"


def _file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "pairs.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_figures(tmp_path: Path) -> None:
    text = "Left,RIGHT,expected\nXi Jinping,习近平,1\nAna Li,Li Ana,same\nA B,C D,no\nAli Hasan,Ali Hasan,different\n"
    found = score_pairs(read_pairs(_file(tmp_path, text + "Bob Li,Zed Kahn,Positive\n")))
    assert (found.right, found.wrong, found.missed, found.apart) == (2, 1, 1, 1)
    assert (round(found.precision, 3), round(found.recall, 3), round(found.f1, 3)) == (0.667, 0.667, 0.667)


def test_a_stricter_threshold_takes_fewer(tmp_path: Path) -> None:
    pairs = read_pairs(_file(tmp_path, "left,right,expected\nEmmanuel Marcon,Emmanuel Macron,true\n"))
    assert score_pairs(pairs).right == 1
    assert score_pairs(pairs, 0.95).missed == 1


@pytest.mark.parametrize(
    "text", ["left,right\na,b\n", "left,right,expected\na,b,maybe\n", "left,right,expected\na,b\n"]
)
def test_a_bad_file_is_named(tmp_path: Path, text: str) -> None:
    with pytest.raises(PermanentError, match=r"pairs\.csv"):
        read_pairs(_file(tmp_path, text))


def test_the_command(tmp_path: Path) -> None:
    runner = CliRunner()
    one = runner.invoke(main, ["match", "Wladimir Putin", "Владимир Путин"])
    assert one.exit_code == 0
    assert "likely one name" in one.output
    path = _file(tmp_path, "left,right,expected\nWladimir Putin,Vladimir Putin,yes\n")
    several = runner.invoke(main, ["match", "--pairs", str(path)])
    assert "F1 1.000" in several.output
    assert runner.invoke(main, ["match", "one name only"]).exit_code == 2
    bad = runner.invoke(main, ["match", "--pairs", str(_file(tmp_path, "a\n1\n"))])
    assert bad.exit_code == 1
    assert "lacks the column" in bad.output


def test_the_public_benchmark_of_person_names() -> None:
    """Set COMMUNIQUE_NAME_PAIRS to a file made as docs/decisions/0010-resolution.md says."""
    path = os.environ.get(BENCHMARK)
    if not path:
        pytest.skip(f"{BENCHMARK} names no file of pairs; the public ones are not ours to copy")
    assert score_pairs(read_pairs(Path(path))).f1 >= 0.85
