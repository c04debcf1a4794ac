"""Pages: the article and its metadata, without what stands around it; nothing is cut off silently."""

from __future__ import annotations

import pytest

from extractors.errors import RejectedArticle
from extractors.settings import PROJECT_ROOT
from extractors.text.pages import fragment_text, is_markup, is_whole_page, read_page

SENTENCE = "<p>The president of Chile visited Spain in July 2023 and met the king in Madrid for talks about trade.</p>"


def page(body: str) -> str:
    return f"<html lang='en'><head><title>A title of the page</title></head><body>{body}</body></html>"


@pytest.mark.parametrize("name", ["en_manila_access_courier", "en_manila_access_gazette", "vi_putin_ha_noi"])
def test_chrome_is_left_out_and_metadata_are_read(name: str) -> None:
    found = read_page((PROJECT_ROOT / "seeds" / "articles" / f"{name}.html").read_text("utf-8"))
    assert found.title and found.text.startswith(found.title + "\n\n")
    assert found.text.count(found.title) == 1
    assert found.published_on in {"2024-07-08", "2024-07-09", "2024-06-20"}
    assert found.site and found.site.endswith(("(sample)", "(mẫu)"))
    assert found.language == name[:2]
    for chrome in ("Advertisement", "Quảng cáo", "umbrellas", "Áo mưa", "balcony", "ban công", "cookie", "rights"):
        assert chrome not in found.text


@pytest.mark.parametrize(
    ("around", "date"),
    [
        ("<time datetime='2023-07-16'>Sunday</time>", "2023-07-16"),
        ("<span class='date'>16 July 2023</span>", "2023-07-16"),
        ("<footer>© 2019 Example</footer>", None),
        ("", None),
    ],
)
def test_a_date_of_the_story_is_no_publication_date(around: str, date: str | None) -> None:
    story = SENTENCE.replace("in July 2023", "on July 25, 2013") * 4
    assert read_page(page(f"<article>{story}</article>{around}")).published_on == date


def test_what_stands_behind_deep_nesting_is_kept() -> None:
    found = read_page(page("<div>" * 400 + SENTENCE + "</div>" * 400 + SENTENCE.replace("Chile", "Peru")))
    assert "Chile" in found.text
    assert "Peru" in found.text


def test_nesting_beyond_the_parser_is_rejected() -> None:
    with pytest.raises(RejectedArticle) as caught:
        read_page(page("<div>" * 6000 + SENTENCE))
    assert caught.value.reason == "html_too_deep"


def test_a_very_short_page_is_read() -> None:
    found = read_page(page("<h1>Chile's president in Madrid</h1>" + SENTENCE))
    assert "met the king in Madrid" in found.text


@pytest.mark.parametrize("body", ["", "<script>var a</script>", "<!-- nothing -->"])
def test_a_page_without_text_is_rejected(body: str) -> None:
    with pytest.raises(RejectedArticle) as caught:
        read_page(page(body))
    assert caught.value.reason == "empty"


def test_fragments_keep_their_blocks_apart() -> None:
    assert fragment_text(
        "<p>Le président a reçu<br>le roi.</p><ul><li>Un</li><li>Deux</li></ul><script>x</script>"
    ) == ("Le président a reçu\nle roi.\nUn\nDeux")


@pytest.mark.parametrize(
    ("text", "markup", "whole"),
    [("a < b and c > d", False, False), ("<p>Text</p>", True, False), ("<!DOCTYPE html><html><body>x", True, True)],
)
def test_markup_is_told_from_text(text: str, markup: bool, whole: bool) -> None:
    assert is_markup(text) == markup
    assert is_whole_page(text) == whole


STORY = "".join(SENTENCE.replace("July 2023", f"June {year}") for year in range(1990, 1998))


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("<meta property='article:published_time' content='2023-07-16T08:00:00+02:00'>", "2023-07-16"),
        ('<script type="application/ld+json">{"datePublished": "20230716T055000+0900"}</script>', "2023-07-16"),
        ("", None),
    ],
)
def test_declared_dates(head: str, date: str | None) -> None:
    assert read_page(page(STORY).replace("</head>", f"{head}</head>")).published_on == date


def test_the_line_below_the_headline_and_the_address_date_a_page() -> None:
    assert read_page(page(f"<h1>Chile</h1><div>By Ana, 16 July 2023</div>{STORY}")).published_on == "2023-07-16"
    assert read_page(page(STORY), "https://news.example/2023/07/16/chile").published_on == "2023-07-16"


def test_authors_and_the_canonical_address() -> None:
    head = "<meta name='author' content='Ana Example; Ben Example'><link rel='canonical' href='/chile?a=1'>"
    found = read_page(page(STORY).replace("</head>", f"{head}</head>"), "https://news.example/x?utm_source=mail")
    assert found.authors == ("Ana Example", "Ben Example")
    assert found.canonical_uri == "https://news.example/chile?a=1"


@pytest.mark.parametrize(
    "value",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "//",
        "http://",
        "http://[::1",
        "https://user:secret@news.example/",
        "x",
    ],
)
def test_an_odd_canonical_address_is_none(value: str) -> None:
    assert read_page(page(f"<link rel='canonical' href='{value}'>" + STORY)).canonical_uri is None
