"""Which language is a text in, and is it one that can be read here?

A text is compared with all languages that the identifier knows, not only with the supported ones: forced to
choose between five, it would call Portuguese Spanish and misread it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from extractors.errors import RejectedArticle
from extractors.languages import supported

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

SAMPLE = 600
BODY_AT_LEAST = 200
# How many times likelier another language must be than the best supported one before a text is turned away.
# Short texts seldom reach it, languages near to a supported one (Portuguese, Catalan, Dutch) do within a sentence.
ODDS = 20.0
# A language that the page itself names is believed until the text speaks clearly against it: content systems
# often serve every page with one fixed attribute.
ODDS_AGAINST_PAGE = 1000.0
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+")
OTHER_LETTERS = re.compile(r"[^\W\d_A-Za-z\u00c0-\u024f\u1e00-\u1eff]+")
CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9-_]{1,30})?")
THREE_LETTERS = {"eng": "en", "deu": "de", "ger": "de", "spa": "es", "fra": "fr", "fre": "fr", "vie": "vi"}


def language_code(value: str | None) -> str | None:
    """ISO 639-1 of a language tag such as `de-AT`, `en_US` or `vie`; None where it is not a tag."""
    value = (value or "").strip()
    if not CODE.fullmatch(value):
        return None
    primary = re.split("[-_]", value)[0].lower()
    return THREE_LETTERS.get(primary, primary)


def settle_language(text: str, *, told: str | None = None, page: str | None = None) -> str:
    """The language of a text.

    Args:
        text: the cleaned text.
        told: what a manifest or the record says; believed.
        page: what the page's markup says; believed unless the text speaks clearly against it.

    Raises:
        RejectedArticle: stage `text`, reason `language_not_supported`; the detail names the language.
    """
    known = supported()
    if told:
        return _required(told, known)
    ranking = identify(text)
    odds = ODDS_AGAINST_PAGE if page in known else ODDS
    candidates = frozenset({page}) if page in known else known
    return _required(_choice(ranking, candidates, odds), known)


def identify(text: str) -> dict[str, float]:
    """Probability of every language for a text, from its letters alone, likeliest first."""
    return dict(_identifier().rank(_sample(text)))


def warm_up() -> None:
    """Load the identifier's model, so that worker processes made after this share it."""
    _identifier()


def _choice(ranking: dict[str, float], candidates: frozenset[str | None], odds: float) -> str:
    likeliest = next(iter(ranking))
    best = max(candidates & ranking.keys(), key=lambda code: ranking[code or ""], default=None)
    if best is None or ranking[likeliest] > odds * ranking[best]:
        return likeliest
    return best


def _required(code: str, known: frozenset[str]) -> str:
    if code not in known:
        raise RejectedArticle(
            "text",
            "language_not_supported",
            f"the text is in {code!r}; languages that can be read: {', '.join(sorted(known)) or 'none'}",
        )
    return code


def _sample(text: str) -> str:
    """Two stretches of the body: without the headline, which may be in another language, and in one script."""
    body = text.strip().partition("\n")[2].strip()
    body = body if len(body) >= BODY_AT_LEAST else text
    middle = max(SAMPLE, len(body) // 2)
    sample = body[:SAMPLE] + " " + body[middle : middle + SAMPLE]
    lines = (line.lower() if line.isupper() else line for line in sample.split("\n"))
    return _one_script("\n".join(lines))


def _one_script(sample: str) -> str:
    """Drop the smaller of Latin and other letters: a line of Armenian below a French article outweighs it all."""
    latin = sum(map(len, LATIN.findall(sample)))
    other = sum(map(len, OTHER_LETTERS.findall(sample)))
    return (OTHER_LETTERS if latin >= other else LATIN).sub(" ", sample)


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415  (0.9 s: only when no one says)

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
