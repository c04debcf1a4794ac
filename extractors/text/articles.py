"""Landing items to articles: what the file says, joined with what is known of it from outside."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from extractors.claims import Article
from extractors.errors import RejectedArticle
from extractors.items import PAGE_TYPES, LandingItem, article_id
from extractors.text.cleaning import clean_line, clean_text
from extractors.text.dates import edtf_date
from extractors.text.decoding import decode
from extractors.text.headline import headline
from extractors.text.language import language_code, settle_language
from extractors.text.metadata import authors, web_address
from extractors.text.page_types import refuse_page_type
from extractors.text.signature import signature

logger = logging.getLogger(__name__)

TEXT_KEYS = ("text", "body", "content")
URI_KEYS = ("source_uri", "url")
DATE_KEYS = ("published_on", "date")
LANGUAGE_KEYS = ("language", "lang")
SOURCE_KEYS = ("source", "site")
AUTHOR_KEYS = ("author", "authors")
LEAST_LETTERS = 20
LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Found:
    """What the file itself says, before it is cleaned."""

    text: str
    title: str | None = None
    published_on: str | None = None
    source: str | None = None
    language: str | None = None
    is_page: bool = False
    authors: tuple[str, ...] = ()
    canonical_uri: str | None = None


def read_document(item: LandingItem, data: bytes) -> Article:
    """The article of a .txt or .html file.

    Raises:
        RejectedArticle: stage `text`; reasons `binary`, `undecodable`, `empty`, `html_too_deep`,
            `language_not_supported`.
    """
    if not data.strip():
        raise RejectedArticle("text", "empty", "the file is empty")
    if item.media_type in PAGE_TYPES:
        return _article(
            item, _found_in_page(decode(data, markup=True, told=item.charset), web_address(item.source_uri))
        )
    return _article(item, Found(decode(data, told=item.charset)))


def read_record(item: LandingItem, number: int, values: Mapping[str, Any]) -> Article:
    """The article of one record of a .json or .jsonl file; without an address of its own it is `<file>#<number>`.

    Raises:
        RejectedArticle: stage `text`; reasons `no_text` (no text field), `empty`, `language_not_supported`.
    """
    text = _field(values, TEXT_KEYS)
    if text is None:
        keys = ", ".join(TEXT_KEYS)
        raise RejectedArticle("text", "no_text", f"record {number} has no text under any of: {keys}")
    address = record_uri(item, number, values)
    found = _found_in_markup(text, web_address(address))
    found = replace(
        found,
        title=_field(values, ("title",)) or found.title,
        published_on=_field(values, DATE_KEYS) or found.published_on,
        source=_field(values, SOURCE_KEYS) or found.source,
        authors=authors(_field(values, AUTHOR_KEYS)) or found.authors,
    )
    told = language_code(_field(values, LANGUAGE_KEYS))
    known = replace(item, source_uri=address, language=item.language or told)
    return _article(known, found)


def record_uri(item: LandingItem, number: int, values: Mapping[str, Any]) -> str:
    """The address of a record: its own, else that of the file with the record's number."""
    return clean_line(_field(values, URI_KEYS)) or f"{item.source_uri}#{number}"


def _article(item: LandingItem, found: Found) -> Article:
    text = clean_text(found.text)
    if sum(1 for _ in islice(LETTER.finditer(text), LEAST_LETTERS)) < LEAST_LETTERS:
        raise RejectedArticle("text", "empty", f"there are fewer than {LEAST_LETTERS} letters of text")
    title = clean_line(item.title) or clean_line(found.title) or headline(text)
    if not found.is_page:
        refuse_page_type(title, text)  # a page was looked at with its markup
    language = settle_language(text, told=language_code(item.language), page=language_code(found.language))
    return Article(
        id=article_id(item.source_uri),
        source_uri=item.source_uri,
        source=clean_line(item.source) or clean_line(found.source) or item.source_name,
        title=title,
        language=language,
        published_on=_published_on(item, found),
        place=None,
        text=text,
        authors=list(found.authors),
        canonical_uri=found.canonical_uri,
        signature=signature(text),
    )


def _published_on(item: LandingItem, found: Found) -> str | None:
    for value in (item.published_on, found.published_on):
        if value and (day := edtf_date(value)):
            return day
        if value:
            logger.warning(
                "%s: publication date %.40r is not YYYY-MM-DD, YYYY-MM or YYYY; left out", item.source_uri, value
            )
    return None


def _found_in_page(markup: str, url: str | None) -> Found:
    from extractors.text.pages import read_page  # noqa: PLC0415  (0.6 s: only when there is a page to read)

    page = read_page(markup, url)
    return Found(
        page.text,
        page.title,
        page.published_on,
        page.site,
        page.language,
        is_page=True,
        authors=page.authors,
        canonical_uri=page.canonical_uri,
    )


def _found_in_markup(text: str, url: str | None) -> Found:
    if "<" not in text:
        return Found(text)
    from extractors.text.pages import fragment_text, is_markup, is_whole_page  # noqa: PLC0415  (as above)

    if is_whole_page(text):
        return _found_in_page(text, url)
    return Found(fragment_text(text) if is_markup(text) else text)


def _field(values: Mapping[str, Any], keys: Iterable[str]) -> str | None:
    """The first of the keys that holds a text which is not blank."""
    for key in keys:
        value = values.get(key)
        if isinstance(value, str) and value.strip():
            return value
    return None
