"""A news page in HTML: its text without navigation and adverts, and what its metadata say."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass

import trafilatura
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring, fragment_fromstring

from extractors.errors import RejectedArticle
from extractors.text.metadata import authors, canonical_address
from extractors.text.page_types import is_suspect, refuse_page_type
from extractors.text.page_types.signals import read_signals
from extractors.text.published import QUICK_SEARCH, publication_date

# Pages that hold no article are a normal case here and end as rejected rows, not as the library's own warnings.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)

BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "footer", "header", "hr"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "li", "main", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul"}
)
MARKUP = re.compile(
    r"<(?:p|div|br|h[1-6]|ul|ol|li|span|a|strong|em|b|i|article|section|html|body|!doctype)\b[^>]*>", re.IGNORECASE
)
WHOLE_PAGE = re.compile(r"<(?:!doctype|html|body)\b", re.IGNORECASE)
QUIET = frozenset({"script", "style", "noscript", "template"})
SPACE = re.compile(r"[ \t\r\f\v]*\n\s*")


@dataclass(frozen=True, slots=True)
class Page:
    """What a page gives: its text with the headline on top, and its metadata where it has them."""

    text: str
    title: str | None
    published_on: str | None
    site: str | None
    language: str | None
    authors: tuple[str, ...] = ()
    canonical_uri: str | None = None


def read_page(markup: str, url: str | None = None) -> Page:
    """The article of a page.

    Args:
        markup: the page.
        url: its address, where it has one of the web: it may hold the date.

    Raises:
        RejectedArticle: stage `text`; reason `empty` (no markup or no article in it), `html_too_deep` (elements
            nested so deep that the parser would drop the rest of the page), or a kind of page without an article
            (`extractors/text/page_types`).
    """
    tree = parse(markup)
    language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    found = trafilatura.bare_extraction(
        tree, url=url, with_metadata=True, include_comments=False, date_extraction_params=dict(QUICK_SEARCH)
    )
    if found is None or isinstance(found, dict):
        refuse_page_type(_title(tree), "", read_signals(tree, markup))
        raise RejectedArticle("text", "empty", "the page holds no text, or needs a script to show it")
    if is_suspect(found.text or ""):
        refuse_page_type(found.title, found.text or "", read_signals(tree, markup))
    text = _with_headline(found.title, found.text or "")
    return Page(
        text,
        found.title,
        publication_date(tree, markup, found.date, url),
        found.sitename,
        language,
        authors(found.author),
        canonical_address(tree, url),
    )


def _title(tree: HtmlElement) -> str | None:
    return next((" ".join(text.split()) for text in tree.xpath("//title/text()")), None)


def parse(markup: str) -> HtmlElement:
    """A page's tree, refusing what the parser would cut off silently."""
    for huge in (False, True):
        parser = HTMLParser(
            encoding="utf-8",
            remove_comments=True,
            remove_pis=True,
            collect_ids=False,
            default_doctype=False,
            huge_tree=huge,
        )
        # One class for all elements: the library's own choice calls Python for each, on every look at the tree.
        parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
        try:
            tree = document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
        except (etree.ParserError, etree.XMLSyntaxError) as error:
            raise RejectedArticle("text", "empty", f"the page cannot be parsed: {error}") from error
        if not any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
            return tree
    raise RejectedArticle("text", "html_too_deep", "the page nests its elements too deep to be read as a whole")


def is_markup(value: str) -> bool:
    """Whether a text field of a record holds HTML."""
    return MARKUP.search(value[:5000]) is not None


def is_whole_page(value: str) -> bool:
    """Whether a text field of a record holds a page with a head and a body of its own."""
    return WHOLE_PAGE.search(value[:2000]) is not None


def fragment_text(markup: str) -> str:
    """The text of a piece of HTML that holds an article's body and nothing else, a line a block."""
    return _block_text(fragment_fromstring(markup, create_parent="div"))


def _with_headline(title: str | None, body: str) -> str:
    """The headline carries facts that the body may not repeat, so it stands on top of the text."""
    if not title or not title.strip():
        return body
    return f"{title.strip()}\n\n{body.lstrip().removeprefix(title.strip()).lstrip()}"


def _block_text(element: HtmlElement) -> str:
    parts: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        _collect(event, node, parts)
    return SPACE.sub("\n", "".join(parts)).strip()


def _collect(event: str, node: HtmlElement, parts: list[str]) -> None:
    block = node.tag in BLOCKS
    if event == "start":
        parts.append("\n" if block else "")
        if node.tag not in QUIET and isinstance(node.tag, str):
            parts.append(" ".join(re.split(r"[\r\n]+", node.text or "")))
        return
    parts.append("\n" if block else "")
    parts.append(" ".join(re.split(r"[\r\n]+", node.tail or "")))
