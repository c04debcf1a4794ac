"""What a page's markup says of its kind, and the blocks of its visible text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

ARTICLE_TYPE = re.compile(r'"@type"\s*:\s*\[?\s*"(?:\w*Article|\w*BlogPosting|Report)"')
VIDEO_TYPE = re.compile(r'"@type"\s*:\s*\[?\s*"VideoObject"')
FREE = re.compile(r'"isAccessibleForFree"\s*:\s*"?([TtFf](?:rue|alse|RUE|ALSE))')
META = "//meta[@property='og:type' or @property='og:video' or @property='article:content_tier']"
PLAYERS = (
    "//video | //iframe[contains(@src, 'youtube') or contains(@src, 'vimeo') or contains(@src, 'dailymotion')"
    " or contains(@src, 'video') or contains(@src, 'player')]"
)
HIDDEN = frozenset({"script", "style", "noscript", "template", "head", "svg", "select", "option", "iframe"})
INLINE = frozenset({"a", "abbr", "b", "bdi", "cite", "em", "font", "i", "mark", "q", "small", "span", "strong", "sub"})
# More blocks than this, and the page is no stub.
MOST_BLOCKS = 3000


@dataclass(frozen=True, slots=True)
class Signals:
    """What the markup says.

    Attributes:
        tree: the page; None for a text without markup.
        is_article: it declares an article.
        is_video: it declares a video as its subject.
        has_player: there is a player on it.
        is_free: whether it can be read without paying; None where it does not say.
    """

    tree: HtmlElement | None
    is_article: bool
    is_video: bool
    has_player: bool
    is_free: bool | None

    def blocks(self) -> list[str]:
        """The visible blocks of the page in their order."""
        return [] if self.tree is None else [block for block in _blocks(self.tree) if block]

    def anchors(self) -> set[str]:
        """The texts of the page's links."""
        if self.tree is None:
            return set()
        return {" ".join("".join(link.itertext()).split()) for link in self.tree.iter("a")}


def no_signals() -> Signals:
    """Of a text without markup."""
    return Signals(None, False, False, False, None)


def read_signals(tree: HtmlElement, markup: str) -> Signals:
    """The signals of a page.

    Args:
        tree: the page, as parsed.
        markup: the same page as text; JSON-LD is searched there, as it is often not valid.
    """
    meta = {(tag.get("property"), (tag.get("content") or "").lower()) for tag in tree.xpath(META)}
    types = {value for name, value in meta if name == "og:type"}
    is_article = "article" in types or ARTICLE_TYPE.search(markup) is not None
    return Signals(
        tree=tree,
        is_article=is_article,
        is_video=any(kind.startswith("video") for kind in types) or VIDEO_TYPE.search(markup) is not None,
        has_player=bool(tree.xpath(PLAYERS)),
        is_free=_is_free(markup, {value for name, value in meta if name == "article:content_tier"}),
    )


def _is_free(markup: str, tiers: set[str]) -> bool | None:
    said = {value.lower() for value in FREE.findall(markup)}
    if tiers & {"locked", "metered"} or "false" in said:
        return False
    return True if "true" in said or "free" in tiers else None


def _blocks(tree: HtmlElement) -> Iterator[str]:
    """Texts between the edges of blocks, without what is not shown."""
    parts: list[str] = []
    count = 0
    for event, text in _pieces(tree):
        if event == "text":
            parts.append(text)
            continue
        if parts:
            yield " ".join("".join(parts).split())
            parts, count = [], count + 1
            if count > MOST_BLOCKS:
                return
    yield " ".join("".join(parts).split())


def _pieces(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    from lxml.etree import iterwalk  # noqa: PLC0415  (loaded with the page reader)

    walk = iterwalk(tree, events=("start", "end"))
    for event, node in walk:
        shown = isinstance(node.tag, str) and node.tag not in HIDDEN
        if node.tag not in INLINE:
            yield "edge", ""
        if event == "start":
            if not shown:
                walk.skip_subtree()
            elif node.text:
                yield "text", node.text
        elif node.tail:
            yield "text", node.tail
