"""Whether confidence means something: how often claims of a stated confidence are right, in figures and a picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SURE = 0.9
STEP = 0.1
SIZE, MARGIN = 360, 48
MAX_RADIUS = 22.0


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims whose confidences lie in one tenth: their number, how many are right, their mean confidence (0 to 1)."""

    claims: int
    right: int
    stated: float

    @property
    def observed(self) -> float:
        return self.right / self.claims


def bins(outcomes: Sequence[tuple[float, bool]]) -> list[Bin]:
    """Confidences with their outcomes, sorted into tenths; tenths without a claim are left out."""
    grouped: dict[int, list[tuple[float, bool]]] = {}
    for confidence, is_right in outcomes:
        # A tenth holds its lower bound: 0.9 belongs to the claims that are called sure.
        grouped.setdefault(min(int(confidence / STEP + 1e-9), 9), []).append((confidence, is_right))
    return [
        Bin(len(group), sum(ok for _, ok in group), sum(c for c, _ in group) / len(group))
        for _, group in sorted(grouped.items())
    ]


def sure_claims(outcomes: Sequence[tuple[float, bool]]) -> tuple[int, int]:
    """(right, all) of the claims given a confidence of 0.9 or more."""
    sure = [is_right for confidence, is_right in outcomes if confidence >= SURE]
    return sum(sure), len(sure)


def write_plot(outcomes: Sequence[tuple[float, bool]], path: Path, title: str) -> None:
    """Writes a reliability diagram as SVG: stated confidence across, share that is right upwards, size by number.

    A point on the dotted line is a confidence that keeps its word; below it claims too much.
    """
    points = bins(outcomes)
    most = max((p.claims for p in points), default=1)
    shapes = [_point(p, most) for p in points]
    path.write_text("\n".join([*_frame(title), *shapes, "</svg>", ""]), encoding="utf-8")


def _at(share: float, *, upwards: bool) -> float:
    span = SIZE - 2 * MARGIN
    return round(SIZE - MARGIN - share * span if upwards else MARGIN + share * span, 1)


def _point(point: Bin, most: int) -> str:
    x, y = _at(point.stated, upwards=False), _at(point.observed, upwards=True)
    radius = round(3 + MAX_RADIUS * (point.claims / most) ** 0.5 / 2, 1)
    label = f"{point.right} of {point.claims} right at {point.stated:.2f}"
    return (
        f'<circle cx="{x}" cy="{y}" r="{radius}" fill="#2f6f8f" fill-opacity="0.7"><title>{label}</title></circle>'
        f'<text x="{x}" y="{round(y + radius + 11, 1)}" class="n">{point.right}/{point.claims}</text>'
    )


def _frame(title: str) -> list[str]:
    low, high, top = _at(0, upwards=False), _at(1, upwards=False), _at(1, upwards=True)
    bottom = _at(0, upwards=True)
    ticks = [
        f'<text x="{_at(t, upwards=False)}" y="{bottom + 16}" class="n">{t:.1f}</text>'
        f'<text x="{low - 8}" y="{_at(t, upwards=True) + 4}" class="t">{t:.1f}</text>'
        for t in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
    ]
    return [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}" font-family="sans-serif">',
        "<style>text{font-size:11px;fill:#333}.n{text-anchor:middle}.t{text-anchor:end}</style>",
        f'<rect width="{SIZE}" height="{SIZE}" fill="#fff"/>',
        f'<text x="{SIZE / 2}" y="24" class="n">{title}</text>',
        f'<rect x="{low}" y="{top}" width="{high - low}" height="{bottom - top}" fill="none" stroke="#999"/>',
        f'<line x1="{low}" y1="{bottom}" x2="{high}" y2="{top}" stroke="#999" stroke-dasharray="3 4"/>',
        f'<text x="{SIZE / 2}" y="{SIZE - 8}" class="n">stated confidence</text>',
        f'<text x="14" y="{SIZE / 2}" class="n" transform="rotate(-90 14 {SIZE / 2})">share that is right</text>',
        *ticks,
    ]
