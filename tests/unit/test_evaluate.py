"""The evaluation as a feature: confidence with its picture, baselines pinned and held."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from communique.cli import main
from extractors.evaluation.reliability import bins, sure_claims, write_plot

GOLD = {
    "id": "a",
    "lang": "en",
    "published": "2024-06-20",
    "negative": False,
    "actors": [{"name": "William Ruto", "variants": [], "country": "KE", "positions": [], "rank": None}],
    "visits": [
        {
            "visitors": ["William Ruto"],
            "from": "KE",
            "to": "UG",
            "cities": [],
            "start": "2024-06-14",
            "end": None,
            "status": "completed",
            "level": None,
        }
    ],
    "meetings": [],
    "agreements": [],
}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "a.txt").write_text("Kenyan President William Ruto visited Uganda on 14 June 2024.", encoding="utf-8")
    (folder / "a.json").write_text(json.dumps(GOLD), encoding="utf-8")
    return folder


def _evaluate(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["evaluate", *arguments])
    return result.exit_code, result.output


def test_confidences_are_sorted_into_tenths_that_hold_their_lower_bound() -> None:
    found = bins([(0.9, True), (0.92, False), (0.89, True), (1.0, True)])
    assert [(b.claims, b.right) for b in found] == [(1, 1), (3, 2)]
    assert found[1].stated == pytest.approx(0.94)
    assert sure_claims([(0.9, True), (0.92, False), (0.89, True)]) == (1, 2)


def test_the_plot_has_a_point_for_each_tenth(tmp_path: Path) -> None:
    path = tmp_path / "plot.svg"
    write_plot([(0.95, True)] * 9 + [(0.95, False), (0.55, True), (0.55, False)], path, "Confidence")
    heights = re.findall(r'<circle [^>]*cy="([0-9.]+)"', path.read_text(encoding="utf-8"))
    assert len(heights) == 2
    # The higher the share that is right, the smaller y: 9 of 10 stands above 1 of 2.
    assert float(heights[1]) < float(heights[0])


def test_figures_plot_and_baseline_are_written_and_held(gold: Path, tmp_path: Path) -> None:
    plot, pinned = tmp_path / "plot.svg", tmp_path / "baseline.json"
    code, output = _evaluate(str(gold), "--plot", str(plot), "--pin", str(pinned))
    assert code == 0
    assert "1 of 1 claims given 0.9 or more are right" in output
    assert plot.exists()
    assert json.loads(pinned.read_text())["figures"]["en"]["visits"] == 1.0
    assert _evaluate(str(gold), "--baseline", str(pinned))[0] == 0
    (gold / "a.txt").write_text("Nothing of the kind was reported on that day.", encoding="utf-8")
    code, output = _evaluate(str(gold), "--baseline", str(pinned))
    assert code == 1
    assert "en visits: F1 0.0000 is below 1.0000" in output


def test_misses_are_shown_without_a_number_too(gold: Path) -> None:
    (gold / "a.txt").write_text("Nothing of the kind was reported on that day.", encoding="utf-8")
    assert "- a visits" in _evaluate(str(gold), "--show-misses")[1]
    assert "- a visits" not in _evaluate(str(gold))[1]


@pytest.mark.parametrize("content", ["", "[]", '{"figures": 3}', "{}"])
def test_what_is_no_baseline_is_said_to_be_none(gold: Path, tmp_path: Path, content: str) -> None:
    path = tmp_path / "other.json"
    path.write_text(content, encoding="utf-8")
    code, output = _evaluate(str(gold), "--baseline", str(path))
    assert code == 1
    assert "is no baseline" in output


def test_a_plot_that_cannot_be_written_is_an_error_with_a_reason(gold: Path, tmp_path: Path) -> None:
    code, output = _evaluate(str(gold), "--plot", str(tmp_path / "nowhere" / "plot.svg"))
    assert code == 1
    assert "cannot be written" in output
