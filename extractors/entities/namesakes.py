"""Names that a thing or a body bears, not a person: "Diori Hamani airport", "Parteiuniversität Ñico López"."""

from __future__ import annotations

from extractors.entities.document import Document
from extractors.entities.mentions import Mention

# What bears a name without being a person.
_BEARERS = frozenset({"thing", "honour_noun"})
MAX_TO_THING = 7
_QUOTES = frozenset({'"', "“", "„", "«", "'", "‘", "”"})
# "aéroport international Président X"
INSIDE_NAMES = frozenset({"joiner", "article", "portfolio", "not_name", "international", "modifier"})


def is_namesake(doc: Document, mention: Mention) -> bool:
    """ "Parteiuniversität X": a name behind a body, without a comma, is the body's."""
    at = mention.start - 1
    if mention.rank or mention.has_honorific or at < 0 or doc.tokens[mention.start].line_before:
        return False
    if doc.has(at, "fused_article") or _is_behind_article(doc, at):
        # "am Brandenburger Tor", "at the Jubilee Lounge"
        return True
    if doc.has(at, "body") and not doc.has(at, "delegation"):
        return True
    if _is_where(doc, mention):
        return True
    if _is_thing(doc, mention) or (doc.language.places_need_of and _is_behind_thing(doc, mention.start)):
        return True
    token = doc.tokens[at]
    return doc.language.nouns_capitalised and token.is_word and token.is_capital and doc.matches[at] is None


def _is_where(doc: Document, mention: Mention) -> bool:
    """ "was received at Beit-Salam": a single word behind a preposition of place, which no longer name ends with."""
    at, name = mention.start - 1, mention.name
    if name is None or not doc.has(at, "location") or doc.has(at, "with"):
        return False
    if any(token.space_before for token in doc.tokens[name.start + 1 : name.end]):
        return False
    is_place_only = not (doc.has(at, "joiner") or doc.has(at, "agent"))
    return is_place_only and all(i == name.end - 1 for i in doc.name_ends().get(doc.tokens[name.end - 1].fold, ()))


def _is_behind_article(doc: Document, at: int) -> bool:
    """Whether an article stands at a token, in languages whose bare names have none."""
    names = doc.language.names
    is_bare = names.order == "given_first" and not doc.language.nouns_capitalised
    return is_bare and doc.has(at, "article") and not doc.tokens[at].is_capital and doc.tokens[at].is_word


def _is_behind_thing(doc: Document, start: int) -> bool:
    """ "École de maintien de la paix X": a thing with a capital, and the small words that say what it is for."""
    at = start - 1
    while at > 0 and start - at <= MAX_TO_THING and not doc.any_of(at, _BEARERS):
        if not (doc.any_of(at, INSIDE_NAMES) or _is_plain(doc, at)):
            return False
        at -= 1
    return at >= 0 and doc.any_of(at, _BEARERS) and doc.tokens[at].is_capital


def _is_plain(doc: Document, at: int) -> bool:
    token = doc.tokens[at]
    return token.is_word and not token.is_capital and doc.matches[at] is None


def _is_thing(doc: Document, mention: Mention) -> bool:
    """ "aéroport Diori-Hamani", "puente internacional X", "X Airport": a thing beside the name bears it."""
    at = mention.start - 1
    if doc.tokens[at].text in _QUOTES and at > 1 and doc.tokens[at - 1].text.islower():
        # "Flughafen namens „X“", "airport named “X”"
        return doc.any_of(at - 2, _BEARERS)
    while at > 0 and mention.start - at <= 3 and doc.any_of(at, INSIDE_NAMES) and not doc.any_of(at, _BEARERS):
        at -= 1
    return doc.any_of(at, _BEARERS) or (doc.language.modifiers_before_posts and doc.has(mention.end, "thing"))
