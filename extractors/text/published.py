"""The day on which a page was published, as far as the page sets it apart from its story."""

from __future__ import annotations

import re
from copy import deepcopy

from htmldate import find_date
from lxml.html import HtmlElement

from extractors.text.dates import edtf_date

# The library's own extensive search takes the first date of the text for the day of publication where nothing better
# is found: the day of a visit ten years ago would become that of the article. So it is switched off for the page ...
QUICK_SEARCH = {"extensive_search": False, "original_date": True}
DECLARED = ("datepublished", "datecreated", "datemodified", "published_time", "modified_time", "pubdate", "publishdate")
META_NAMES = "//meta/@name | //meta/@property | //meta/@itemprop"
# The basic form of ISO 8601, which the library does not read.
BASIC_FORM = re.compile(r'"datePublished"\s*:\s*"(\d{4})(\d{2})(\d{2})(?:T|")')
STORY = "//p | //blockquote | //li | //td | //dd | //figcaption"
# ... and allowed where the story is taken away: paragraphs are longer than a line that says when and by whom.
LONGEST_DATELINE = 80
# A year alone (of a copyright notice, say) comes back as its first day.
YEAR_ALONE = "-01-01"


def publication_date(tree: HtmlElement, markup: str, quick: str | None, url: str | None = None) -> str | None:
    """The day of publication as `YYYY-MM-DD`; None where the page does not say.

    Args:
        tree: the page; it is not changed.
        markup: the page as text.
        quick: what the quick search found.
        url: the page's address; a date in it counts.
    """
    basic = {"-".join(day) for day in BASIC_FORM.findall(markup)}
    if len(basic) == 1 and (day := edtf_date(basic.pop())):
        return day
    if quick or _declares(tree, markup):
        return quick
    found: str | None = find_date(_without_story(tree), extensive_search=True, original_date=True, url=url)
    return None if found is None or found.endswith(YEAR_ALONE) else found


def _declares(tree: HtmlElement, markup: str) -> bool:
    """Whether the page names a date of publication for machines, which then was not one."""
    small = markup.lower()
    return any(name in small for name in DECLARED) or any("date" in name.lower() for name in tree.xpath(META_NAMES))


def _without_story(tree: HtmlElement) -> HtmlElement:
    rest = deepcopy(tree)
    for paragraph in rest.xpath(STORY):
        if paragraph.getparent() is not None and len(" ".join(paragraph.itertext())) > LONGEST_DATELINE:
            paragraph.drop_tree()
    return rest
