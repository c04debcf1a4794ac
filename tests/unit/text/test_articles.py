"""What the manifest says goes before what the file says, and the file before nothing."""

from __future__ import annotations

import dataclasses
import hashlib
import logging
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.errors import RejectedArticle
from extractors.items import LandingItem
from extractors.text.articles import read_document, read_record

BODY = "The president of Chile visited Spain in July 2023 and met the king in Madrid for talks about trade."
PAGE = f"""<html lang="en"><head><title>Chile in Madrid</title><meta property="og:site_name" content="A Page">
<meta property="article:published_time" content="2023-07-15T08:00:00Z"></head>
<body><article><h1>Chile in Madrid</h1>{"".join(f"<p>{BODY}</p>" for _ in range(5))}</article></body></html>"""


def item(media_type: str = "text/plain", **known: Any) -> LandingItem:
    plain = LandingItem("i", "p", "folder/a.txt", None, None, "en", None, media_type, "", 0)
    return dataclasses.replace(plain, **known)


def test_a_text_file() -> None:
    article = read_document(item(), f"Chile's president in Madrid\r\n\r\n{BODY}".encode())
    assert article.text == f"Chile's president in Madrid\n\n{BODY}"
    assert article.title == "Chile's president in Madrid"
    assert article.id == hashlib.sha256(b"folder/a.txt").hexdigest()[:16]
    assert (article.language, article.published_on, article.source, article.place) == ("en", None, None, None)


def test_a_page_gives_what_no_manifest_gives() -> None:
    article = read_document(item("text/html", source_name="bundled"), PAGE.encode())
    assert (article.title, article.published_on, article.source) == ("Chile in Madrid", "2023-07-15", "A Page")


def test_the_manifest_goes_first() -> None:
    known = item("text/html", title="Other", published_on="2023-07", source="Elsewhere", language="en")
    article = read_document(known, PAGE.encode())
    assert (article.title, article.published_on, article.source) == ("Other", "2023-07", "Elsewhere")


def test_the_configured_source_stands_for_an_unknown_outlet() -> None:
    assert read_document(item(source_name="bundled"), BODY.encode()).source == "bundled"


def test_a_record() -> None:
    values = {
        "body": BODY,
        "url": "https://example.org/1",
        "date": "2023-07-15T08:00:00Z",
        "lang": "en-GB",
        "site": "S",
        "title": "T",
    }
    article = read_record(item("application/jsonl", language=None), 3, values)
    assert (article.source_uri, article.published_on, article.language) == ("https://example.org/1", "2023-07-15", "en")
    assert (article.source, article.title, article.text) == ("S", "T", BODY)


def test_a_record_without_an_address_has_that_of_its_file() -> None:
    assert read_record(item(), 3, {"text": BODY}).source_uri == "folder/a.txt#3"


def test_a_record_may_hold_html() -> None:
    assert read_record(item(), 1, {"text": f"<p>{BODY}</p><p>End.</p>"}).text == f"{BODY}\nEnd."
    assert BODY in read_record(item(), 1, {"content": PAGE}).text


def test_a_malformed_date_is_left_out_with_a_warning(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        assert read_record(item(), 1, {"text": BODY, "date": "15/07/2023"}).published_on is None
    assert "15/07/2023" in caplog.text


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"", "empty"), (b" \n\t", "empty"), (b"too short", "empty"), (b"1234 5678 " * 20, "empty"), (b"\0", "binary")],
)
def test_what_holds_no_article_is_rejected(data: bytes, reason: str) -> None:
    with pytest.raises(RejectedArticle) as caught:
        read_document(item(), data)
    assert (caught.value.stage, caught.value.reason) == ("text", reason)


@pytest.mark.parametrize(
    "values", [{}, {"text": None}, {"text": 5}, {"text": ["a"]}, {"text": "  "}, {"headline": BODY}]
)
def test_a_record_without_text_is_rejected(values: dict[str, Any]) -> None:
    with pytest.raises(RejectedArticle) as caught:
        read_record(item(), 1, values)
    assert caught.value.reason == "no_text"


@given(
    st.dictionaries(
        st.sampled_from(["text", "body", "title", "url", "date", "lang", "source"]),
        st.text() | st.integers() | st.none(),
    )
)
def test_any_record_is_an_article_or_rejected(values: dict[str, Any]) -> None:
    try:
        article = read_record(item(), 1, values)
    except RejectedArticle as error:
        assert error.reason in {"no_text", "empty", "language_not_supported"}
    else:
        article.text.encode("utf-8")
        assert article.source_uri.strip()
