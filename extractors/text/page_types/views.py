"""A page as the rules look at it; what costs time is made only when a rule asks for it."""

from __future__ import annotations

import re
from functools import cached_property

from extractors.text.page_types.patterns import fold
from extractors.text.page_types.signals import Signals

# Between the headline and the name of the site.
PARTS = re.compile(r"\s+[|–—·•»:-]\s+|\s*[|»]\s*")
WORD = re.compile(r"[^\W_]+")
OPENING_LINES = 12
NEIGHBOURS = 8
# A list of links: at least so many lines, most of the text in them, and no run of text between two of them.
LEAST_LINKS = 5
LINKED_SHARE = 0.5
LONGEST_LINK = 250
LONGEST_RUN = 450
LEAST_TEASERS, LEAST_HEADLINES, SHORTEST_HEADLINE = 3, 10, 25


class View:
    """The headline, the lines and the surroundings of a text.

    Attributes:
        title: the headline; None where there is none.
        signals: what the markup says.
    """

    def __init__(self, title: str | None, text: str, signals: Signals) -> None:
        self.title = title
        self.signals = signals
        self._raw_lines = [line.strip(" -•*|\t") for line in text.splitlines() if line.strip(" -•*|\t")]
        if title and self._raw_lines and self._raw_lines[0] == title.strip():
            self._raw_lines = self._raw_lines[1:]

    @cached_property
    def words(self) -> int:
        """Words of the text, the headline left out."""
        return sum(len(WORD.findall(line)) for line in self._raw_lines)

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text, folded."""
        return [fold(line) for line in self._raw_lines]

    @cached_property
    def folded(self) -> str:
        """The whole text, folded."""
        return "\n".join([fold(self.title or ""), *self.lines])

    @property
    def folded_title(self) -> str:
        """The whole headline, folded."""
        return fold(self.title or "")

    @cached_property
    def title_parts(self) -> list[str]:
        """The parts that marks divide the headline into, folded; where there is no mark, the whole of it."""
        return [folded for part in PARTS.split(self.title or "") if (folded := fold(part))]

    @property
    def opening(self) -> list[str]:
        """The headline and the first lines, as sentences too; of an empty text what stands on the page."""
        lines = self._raw_lines[:OPENING_LINES] or [block for block in self.signals.blocks() if block][:OPENING_LINES]
        sentences = [part for line in [self.title or "", *lines] for part in re.split(r"(?<=[.!?…])\s+", line)]
        return [fold(sentence) for sentence in [*lines, *sentences]]

    @cached_property
    def blocks(self) -> list[str]:
        """The visible blocks of the whole page, folded."""
        return [fold(block) for block in self.signals.blocks()]

    @cached_property
    def page(self) -> str:
        """All that is visible on the page, folded."""
        return "\n".join(self.blocks)

    @cached_property
    def neighbours(self) -> list[str]:
        """The blocks just before the text's first line and just after its last one."""
        if not self.lines or not self.blocks:
            return []
        first = _index(self.blocks, self.lines[0])
        last = _index(self.blocks[::-1], self.lines[-1])
        before = [] if first is None else self.blocks[max(0, first - NEIGHBOURS) : first]
        after = [] if last is None else self.blocks[len(self.blocks) - last :][:NEIGHBOURS]
        return before + after

    @cached_property
    def linked_lines(self) -> int | None:
        """How many lines are links or teasers below one; None for a page that is no list of links."""
        if self.signals.tree is None or max(map(len, self._raw_lines), default=0) > LONGEST_RUN:
            return None
        return self._headlines() or (None if self.signals.is_article else self._teasers())

    def _headlines(self) -> int | None:
        """Lines that are links, where most of the text is."""
        if len(self._raw_lines) < LEAST_LINKS:
            return None
        anchors = self.signals.anchors()
        linked = [line for line in self._raw_lines if len(line) <= LONGEST_LINK and line in anchors]
        if len(linked) < LEAST_LINKS or _longest_run(self._raw_lines, set(linked)) > LONGEST_RUN:
            return None
        return len(linked) if sum(map(len, linked)) >= LINKED_SHARE * sum(map(len, self._raw_lines)) else None

    def _teasers(self) -> int | None:
        """Lines that stand apart, each between two headlines that are links, on a page full of those."""
        if len(self._raw_lines) < LEAST_TEASERS:
            return None
        links = {fold(anchor) for anchor in self.signals.anchors() if len(anchor) >= SHORTEST_HEADLINE}
        wanted = set(self.lines)
        between = [block for block in self.blocks if block in wanted or block in links]
        teasers = [block for block in between if block not in links]
        if len(teasers) < LEAST_TEASERS or len(links) < max(LEAST_HEADLINES, len(teasers)):
            return None
        stand_apart = _longest_run(between, links) <= LONGEST_RUN and _runs(between, links) >= LEAST_TEASERS
        return len(teasers) if stand_apart else None


def _index(blocks: list[str], line: str) -> int | None:
    return next((number for number, block in enumerate(blocks) if block == line), None)


def _longest_run(lines: list[str], links: set[str]) -> int:
    """Letters between two links."""
    longest = run = 0
    for line in lines:
        run = 0 if line in links else run + len(line)
        longest = max(longest, run)
    return longest


def _runs(lines: list[str], links: set[str]) -> int:
    """Pieces of text that links stand between."""
    return sum(line not in links and (number == 0 or lines[number - 1] in links) for number, line in enumerate(lines))
