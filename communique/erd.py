"""Draws `docs/erd.svg`: the published tables with their keys, from the relations that dbt tests."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape

from extractors.settings import PROJECT_ROOT

ERD = PROJECT_ROOT / "docs" / "erd.svg"
WIDTH, ROW, GAP, LEFT, TOP = 250, 16, 26, 20, 50
COLUMN_GAP = 170
# Who is pointed to stands left of who points.
COLUMNS = (
    ("Dimensions", ("dim_",)),
    ("Facts", ("fct_",)),
    ("Bridges", ("bridge_",)),
    ("Histories and exchange tables", ("",)),
)
COLOURS = ("#2f6f9f", "#9f4f2f", "#4f7f3f", "#6f5f8f")


@dataclass(slots=True)
class Box:
    """One table: its keys, and the tables that they point to, by column."""

    name: str
    keys: list[str]
    references: dict[str, str] = field(default_factory=dict)
    column: int = 0
    x: int = 0
    y: int = 0

    @property
    def height(self) -> int:
        return ROW * (1 + len(self.keys)) + 10

    def row(self, key: str) -> int:
        """The height at which a key stands."""
        return self.y + ROW * (1 + self.keys.index(key)) + ROW // 2 + 4


def erd(manifest: dict[str, Any]) -> str:
    """The picture as SVG.

    Args:
        manifest: dbt's manifest; marts, their primary keys and the relations that it tests are drawn.
    """
    boxes = _boxes(manifest)
    _place(boxes)
    by_name = {box.name: box for box in boxes}
    lines = [_line(box, key, by_name[to]) for box in boxes for key, to in box.references.items() if to in by_name]
    height = max(box.y + box.height for box in boxes) + GAP
    width = LEFT * 2 + len(COLUMNS) * WIDTH + (len(COLUMNS) - 1) * COLUMN_GAP
    heads = [
        f'<text x="{LEFT + number * (WIDTH + COLUMN_GAP)}" y="30" class="head">{title}</text>'
        for number, (title, _) in enumerate(COLUMNS)
    ]
    return "\n".join([_opening(width, height), *lines, *heads, *map(_draw, boxes), "</svg>", ""])


def _boxes(manifest: dict[str, Any]) -> list[Box]:
    nodes = manifest["nodes"].values()
    marts = {n["unique_id"]: n for n in nodes if n["resource_type"] == "model" and n["schema"] == "marts"}
    references: dict[str, dict[str, str]] = {key: {} for key in marts}
    for node in nodes:
        test = node.get("test_metadata")
        if node["resource_type"] == "test" and test and test["name"] == "relationships":
            target = re.sub(r".*ref\('(\w+)'\).*", r"\1", test["kwargs"]["to"])
            if node["attached_node"] in references and target != "dim_dates":
                references[node["attached_node"]][node["column_name"].strip('"')] = target
    return [_box(marts[key], references[key]) for key in sorted(marts, key=lambda key: str(marts[key]["name"]))]


def _box(node: dict[str, Any], references: dict[str, str]) -> Box:
    constrained = {
        name
        for name, column in node["columns"].items()
        if any(constraint["type"] == "primary_key" for constraint in column["constraints"])
    }
    keys = [name for name in node["columns"] if name in constrained or name in references]
    return Box(node["name"], keys, {name: references[name] for name in keys if name in references})


def _place(boxes: list[Box]) -> None:
    heights = [TOP] * len(COLUMNS)
    for box in boxes:
        box.column = next(n for n, (_, heads) in enumerate(COLUMNS) if any(box.name.startswith(h) for h in heads))
        box.x = LEFT + box.column * (WIDTH + COLUMN_GAP)
        box.y = heights[box.column]
        heights[box.column] += box.height + GAP


def _line(box: Box, key: str, target: Box) -> str:
    start, end = box.row(key), target.y + ROW // 2 + 4
    if box.column == target.column:
        out = box.x - 18 - 4 * (abs(start - end) // 120)
        path = f"M{box.x},{start} C{out},{start} {out},{end} {target.x},{end}"
    elif box.column > target.column:
        right = target.x + WIDTH
        middle = (box.x + right) // 2
        path = f"M{box.x},{start} C{middle},{start} {middle},{end} {right},{end}"
    else:
        right = box.x + WIDTH
        middle = (target.x + right) // 2
        path = f"M{right},{start} C{middle},{start} {middle},{end} {target.x},{end}"
    return f'<path d="{path}" stroke="{COLOURS[target.column]}" class="line"/>'


def _draw(box: Box) -> str:
    colour = COLOURS[box.column]
    rows = [
        f'<text x="{box.x + 8}" y="{box.y + ROW * (2 + number) + 2}" class="{"fk" if key in box.references else "pk"}">'
        f"{escape(key)}</text>"
        for number, key in enumerate(box.keys)
    ]
    return "\n".join(
        [
            f'<rect x="{box.x}" y="{box.y}" width="{WIDTH}" height="{box.height}" class="box" stroke="{colour}"/>',
            f'<rect x="{box.x}" y="{box.y}" width="{WIDTH}" height="{ROW + 4}" fill="{colour}"/>',
            f'<text x="{box.x + 8}" y="{box.y + ROW - 2}" class="name">{escape(box.name)}</text>',
            *rows,
        ]
    )


def _opening(width: int, height: int) -> str:
    return f"""\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="12">
<title>The published tables and how they point to one another</title>
<style>
.box {{ fill: #fdfdfb; }} .name {{ fill: #fff; font-weight: bold; }} .head {{ font-size: 16px; fill: #333; }}
.pk {{ font-weight: bold; fill: #222; }} .fk {{ fill: #444; }} .line {{ fill: none; opacity: 0.55; }}
</style>
<rect width="{width}" height="{height}" fill="#fff"/>"""
