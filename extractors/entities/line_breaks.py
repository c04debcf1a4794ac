"""Line breaks that only wrap a text, as mail and scanned print have them, told from those that end a paragraph.

A break wraps where the next line goes on in small letters, or where, in lines that all keep to one width, the first
word of the next line would not have fitted. A headline, which opens the text and ends with no small letters, a list,
and paragraphs of one line each are not wrapped.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

MAX_WIDTH = 120
MIN_LINES = 3
# Of the breaks inside sentences as many must lie where a line was full.
MIN_FULL = 0.55
_OPEN_ENDS = frozenset(",-–")


class _Line(NamedTuple):
    """A line of the text from code point `start` to `end`, white space at its ends left out."""

    start: int
    end: int
    text: str

    @property
    def is_open(self) -> bool:
        """Whether a sentence may go on behind the line."""
        return self.text[-1].isalnum() or self.text[-1] in _OPEN_ENDS


def soft_breaks(text: str) -> frozenset[int]:
    """Offsets of the line feeds of a text that end no line of thought."""
    found: set[int] = set()
    for is_first, block in _blocks(text):
        width = max(len(line.text) for line in block)
        breaks = [pair for pair in pairwise(block) if pair[0].is_open and pair[1].text[0].isalpha()]
        full = [_is_full(one, other, width) for one, other in breaks]
        is_wrapped = len(block) >= MIN_LINES and sum(full) >= max(2, MIN_FULL * len(breaks))
        for (one, other), was_full in zip(breaks, full, strict=True):
            is_headline = is_first and one is block[0] and not one.text.split()[-1].islower()
            # "el coronel general / Víctor Ivanov": in wrapped text a line that ends in a small word goes on
            goes_on = was_full or one.text.split()[-1].islower()
            if other.text[0].islower() or (is_wrapped and goes_on and not is_headline):
                found.add(one.end)
    return frozenset(found)


def _is_full(line: _Line, following: _Line, width: int) -> bool:
    return len(line.text) + 1 + len(following.text.split(None, 1)[0]) > width


def _blocks(text: str) -> Iterator[tuple[bool, list[_Line]]]:
    """Lines of moderate width that follow each other, without an empty one between; whether they open the text."""
    block: list[_Line] = []
    is_first, offset = True, 0
    for raw in text.split("\n"):
        line = raw.strip()
        if line and len(line) <= MAX_WIDTH:
            block.append(_Line(offset, offset + len(raw), line))
        elif block:
            yield is_first, block
            is_first, block = False, []
        else:
            is_first = is_first and not line
        offset += len(raw) + 1
    if block:
        yield is_first, block
