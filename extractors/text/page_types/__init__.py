"""Pages that hold no article: error pages, consent pages, paywall stubs, video pages, lists of links.

What such pages say is data: one YAML file a language beside this module, all of them tried on every page, since a
Vietnamese site may show its errors in English. A page is turned down only for what it says *and* for how little else
it says: a real article must never be thrown away, a stub that gets through costs little.
"""

from __future__ import annotations

from extractors.errors import RejectedArticle
from extractors.text.page_types.patterns import Phrases, phrases
from extractors.text.page_types.signals import Signals, no_signals
from extractors.text.page_types.views import LONGEST_RUN, View

# Words of body text; a page with more than this is an article whatever else stands on it.
ERROR_WORDS, CONSENT_WORDS, PAYWALL_WORDS, VIDEO_WORDS = 150, 500, 200, 80
LONGEST_SUSPECT = 10 * CONSENT_WORDS
# A text of this many words is as good as none: what stands around it then says what the page is.
BARE_WORDS = 60
CONSENT_PHRASES, WORDS_A_CONSENT_PHRASE = 3, 45


def refuse_page_type(title: str | None, text: str, signals: Signals | None = None) -> None:
    """Turn down what is no article.

    Args:
        title: the headline, where one is known.
        text: the text, with or without the headline on top.
        signals: what the page's markup says; None for a text without markup.

    Raises:
        RejectedArticle: stage `text`; reason `error_page`, `consent_page`, `paywall`, `video_page` or `link_list`; the
            detail quotes what gave it away.
    """
    view = View(title, text, signals or no_signals())
    for reason, finder in FINDERS.items():
        if found := finder(view, phrases()):
            raise RejectedArticle("text", reason, found)


def is_suspect(text: str) -> bool:
    """Whether a text may be that of a page without an article: it is short, or has no paragraph. A quick look."""
    return len(text) < LONGEST_SUSPECT or max(map(len, text.splitlines()), default=0) <= LONGEST_RUN


def _error(view: View, known: Phrases) -> str | None:
    if view.words > ERROR_WORDS:
        return None
    if known.error_titles.fits(view.folded_title):
        return f"the headline is {view.title!r}, that of an error page"
    # Beside the name of the site; or a headline of two parts, which an article may have too.
    if view.words <= BARE_WORDS and (part := known.error_titles.first(p for p in view.title_parts if " " in p)):
        return f"the headline says {part!r}, and there are {view.words} words of text"
    if found := known.error_lines.first(view.opening):
        return f"the page says {found!r}"
    return None


def _consent(view: View, known: Phrases) -> str | None:
    if view.words > CONSENT_WORDS:
        return None
    found = known.consent.count(view.folded)
    if found >= CONSENT_PHRASES and found * WORDS_A_CONSENT_PHRASE >= view.words:
        return f"{found} phrases of a consent form in {view.words} words"
    if view.words > BARE_WORDS or (around := known.consent.count(view.page)) < 2 * CONSENT_PHRASES:
        return None
    return f"{view.words} words of text under a consent form with {around} of its phrases"


def _paywall(view: View, known: Phrases) -> str | None:
    if view.words > PAYWALL_WORDS or view.signals.is_free is True:
        return None
    if found := known.paywall.first([*view.lines, *view.neighbours]):
        return f"the text ends after {view.words} words with {found!r}"
    # Elsewhere on the page it may belong to a window that every reader can close.
    if (view.words <= BARE_WORDS or view.signals.is_free is False) and (found := known.paywall.first(view.blocks)):
        return f"there are {view.words} words of text, and the page says {found!r}"
    if view.signals.is_free is False and view.words <= BARE_WORDS:
        return f"there are {view.words} words of text, and the page's markup says that it is not free"
    return None


def _video(view: View, known: Phrases) -> str | None:
    signals = view.signals
    if view.words > VIDEO_WORDS or not (signals.is_video or signals.has_player):
        return None
    if signals.is_video and not signals.is_article:
        return f"the markup says that it is a video; {view.words} words of text"
    if signals.has_player and known.video_titles.first([view.folded_title, *view.title_parts]):
        return f"a player under the headline {view.title!r}; {view.words} words of text"
    return None


def _link_list(view: View, known: Phrases) -> str | None:
    if (links := view.linked_lines) is None:
        return None
    return f"{links} of its {len(view.lines)} lines are links to other pages"


FINDERS = {
    "error_page": _error,
    "consent_page": _consent,
    "paywall": _paywall,
    "video_page": _video,
    "link_list": _link_list,
}
