"""Labelled pairs of names: how often the comparison is right."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from extractors.errors import PermanentError
from extractors.matching.compare import LIKELY, match_names

_YES = {"true", "1", "yes", "y", "t", "positive", "pos", "same", "match", "1.0", "+"}
_NO = {"false", "0", "no", "n", "f", "negative", "neg", "different", "no_match", "0.0", "-", "-1"}
_COLUMNS = ("left", "right", "expected")


@dataclass(frozen=True, slots=True)
class LabelledPair:
    """Two names and whether they are one person's."""

    left: str
    right: str
    expected: bool


@dataclass(frozen=True, slots=True)
class PairScores:
    """How a file of labelled pairs came out.

    Attributes:
        threshold: the score from which two names were taken for one.
        right: pairs rightly taken for one.
        wrong: pairs wrongly taken for one.
        missed: pairs wrongly taken for two.
        apart: pairs rightly taken for two.
        mistakes: each wrong answer with its score.
    """

    threshold: float
    right: int
    wrong: int
    missed: int
    apart: int
    mistakes: tuple[tuple[float, LabelledPair], ...]

    @property
    def precision(self) -> float:
        """Of those taken for one, the share that is."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """Of those that are one, the share that was found."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / both if both else 0.0

    def render(self, show_mistakes: int = 0) -> str:
        """The figures, then the first mistakes, the gravest first."""
        count = self.right + self.wrong + self.missed + self.apart
        lines = [
            f"{count} pairs, threshold {self.threshold:g}",
            f"precision {self.precision:.3f}",
            f"recall {self.recall:.3f}",
            f"F1 {self.f1:.3f}",
        ]
        worst = sorted(self.mistakes, key=lambda mistake: -abs(mistake[0] - self.threshold))
        for score, pair in worst[:show_mistakes]:
            lines.append(f"{score:.2f} {'missed' if pair.expected else 'wrong'}: {pair.left} | {pair.right}")
        return "\n".join(lines)


def read_pairs(path: Path) -> list[LabelledPair]:
    """The pairs of a CSV file with the columns left, right and expected.

    Raises:
        PermanentError: a column is missing, or `expected` is neither yes nor no; the message names the line.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            names = {(name or "").strip().lower(): name for name in reader.fieldnames or ()}
            if missing := [column for column in _COLUMNS if column not in names]:
                raise PermanentError(f"{path} lacks the column {missing[0]}; its first line must name {_COLUMNS}.")
            return [_read_row(row, names, f"{path}:{reader.line_num}") for row in reader]
    except (UnicodeDecodeError, csv.Error) as error:
        raise PermanentError(f"{path} is no CSV file in UTF-8 ({error}); save it as one.") from error


def _read_row(row: dict[str | None, str], names: dict[str, str], place: str) -> LabelledPair:
    left, right, expected = ((row.get(names[column]) or "").strip() for column in _COLUMNS)
    label = expected.lower()
    if label not in _YES | _NO:
        raise PermanentError(f"{place}: expected is {expected!r}; write true or false.")
    return LabelledPair(left, right, label in _YES)


def score_pairs(pairs: list[LabelledPair], threshold: float = LIKELY) -> PairScores:
    """Compares every pair; names that score the threshold or more are taken for one."""
    scored = [(match_names(pair.left, pair.right).score, pair) for pair in pairs]
    told = [(score >= threshold, pair.expected) for score, pair in scored]
    mistakes = tuple((score, pair) for score, pair in scored if (score >= threshold) != pair.expected)
    return PairScores(
        threshold,
        right=told.count((True, True)),
        wrong=told.count((True, False)),
        missed=told.count((False, True)),
        apart=told.count((False, False)),
        mistakes=mistakes,
    )
