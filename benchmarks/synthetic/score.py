"""How well clusters that were found fit those that are true."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scores:
    """Precision, recall and their harmonic mean."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __str__(self) -> str:
        return f"P {self.precision:.4f} R {self.recall:.4f} F1 {self.f1:.4f}"


def b_cubed(found: Mapping[Hashable, Hashable], true: Mapping[Hashable, Hashable]) -> Scores:
    """B-cubed of items to clusters; what was not found at all is a cluster of its own."""
    cells, found_sizes, true_sizes = _cells(found, true)
    count = sum(cells.values())
    precision = sum(n * n / found_sizes[f] for (f, _), n in cells.items()) / count
    recall = sum(n * n / true_sizes[t] for (_, t), n in cells.items()) / count
    return Scores(precision, recall)


def pair_scores(found: Mapping[Hashable, Hashable], true: Mapping[Hashable, Hashable]) -> Scores:
    """Of the pairs put together those that belong together, and the other way round."""
    cells, found_sizes, true_sizes = _cells(found, true)
    both, put, belong = (sum(n * (n - 1) // 2 for n in sizes.values()) for sizes in (cells, found_sizes, true_sizes))
    return Scores(both / put if put else 1.0, both / belong if belong else 1.0)


def mixed(found: Mapping[Hashable, Hashable], true: Mapping[Hashable, Hashable]) -> int:
    """Clusters that hold more than one true thing."""
    members: dict[Hashable, set[Hashable]] = defaultdict(set)
    for item, cluster in found.items():
        if item in true:
            members[cluster].add(true[item])
    return sum(len(things) > 1 for things in members.values())


def _cells(
    found: Mapping[Hashable, Hashable], true: Mapping[Hashable, Hashable]
) -> tuple[Counter[tuple[Hashable, Hashable]], Counter[Hashable], Counter[Hashable]]:
    cells = Counter((found.get(item, ("alone", item)), thing) for item, thing in true.items())
    found_sizes: Counter[Hashable] = Counter()
    true_sizes: Counter[Hashable] = Counter()
    for (cluster, thing), count in cells.items():
        found_sizes[cluster] += count
        true_sizes[thing] += count
    return cells, found_sizes, true_sizes
