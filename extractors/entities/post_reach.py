"""Posts over words that no list knows, up to the name that they introduce.

The linguistic pattern: an apposition. Behind a head noun stands a phrase of fields and bodies, and then a name, at once
or behind a comma: "the Chief Executive of the Investment Promotion Agency, X", "der Leiter der Europaabteilung im
Außenministerium X". The name tells where the phrase ends; without one nothing is read.
"""

from __future__ import annotations

from extractors.entities.document import Document
from extractors.entities.name_parts import families, name_parts

MAX_REACH = 16
MAX_SMALL_UNKNOWN = 2
MAX_GLOSS = 6
_LEADS = frozenset({"joiner", "location", "bound_for", "fused_article"})
_BEFORE_FIELDS = _LEADS | {"article", "and"}
_TITLES = frozenset({"honorific", "rank"})
_INSIDE = frozenset({"joiner", "article", "and", "location", "function", "portfolio", "body", "thing", "modifier"})
_INSIDE |= {"bound_for", "fused_article"}
_PLACES = frozenset({"country", "city", "demonym", "international", "metonym", "not_name", "worldwide", "areas"})
_PLACES |= {"capital_word", "town_word", "topic", "matters"}
_ENDS = frozenset(
    {"with", "relatives", "visit_verb", "meet_verb", "sign_verb", "reporting", "receives", "received_by", "passive"}
)
_ENDS |= {"perfect", "subject_pronouns", "weekday", "month", "delegation", "agree_verb", "pledge_verb", "belonging"}
_ENDS |= {"presence"} | _TITLES
_SMALL = frozenset({"joiner", "article"})
_FIELDS = frozenset({"portfolio", "body", "modifier", "areas", "topic", "matters"})
_MARKS = frozenset({"-", "&", "'", "’"})


def reach_name(doc: Document, head_end: int, at: int, stop: int) -> int:
    """The token at which a post ends that goes on to a name, or `at` where it leads to none.

    Args:
        head_end: behind the post's head noun.
        at: where the phrase would end by what the word lists know.
        stop: the end of the sentence.
    """
    if at > head_end and _closes_body(doc, at):
        return at + 1
    if not _opens(doc, head_end, at):
        return at
    small, end = 0, min(stop, at + MAX_REACH)
    index = reached = at
    while index < end:
        if (index > at and _is_name_at_once(doc, index)) or _closes_apposition(doc, index):
            return index
        step = _step(doc, index, end)
        small += _is_small_unknown(doc, index)
        if step == index or small > MAX_SMALL_UNKNOWN:
            break
        if _is_owner(doc, index):
            reached = step
        index = step
    return reached


def _step(doc: Document, at: int, end: int) -> int:
    """The token after the next one or ones of a phrase of fields, or `at` where it goes on no further."""
    if doc.is_(at, ","):
        return at + _is_listed(doc, at, end)
    if doc.is_(at, "("):
        # "(SFA)", "(FAD'H)", "(P-dg)"
        close = next((i for i in range(at + 2, min(end, at + MAX_GLOSS)) if doc.is_(i, ")")), None)
        return close + 1 if close is not None and doc.tokens[at + 1].is_word else at
    # a verb with its object
    is_verb = _is_small_unknown(doc, at) and doc.has(at + 1, "article")
    return at + 1 if _is_inside(doc, at) and not is_verb else at


def _is_owner(doc: Document, at: int) -> bool:
    """ "der Agentur für ... von Kenia", "Cơ quan Xúc tiến đầu tư Oman": a country that an "of" ties to the body."""
    end = doc.phrase_end(at)
    if not doc.has(at, "country") or (end < len(doc.tokens) and doc.tokens[end].is_capital):
        # "Phùng Đức Tiến", "of Kenya William Ruto"
        return False
    is_tied = doc.has(at - 1, "article") and doc.has(at - 2, "joiner")
    return doc.language.names.order == "family_first" or doc.has(at - 1, "joiner") or is_tied


def _closes_apposition(doc: Document, comma: int) -> bool:
    """Whether a comma stands there and two words with capitals that no list knows, perhaps behind a form of address.

    Where nouns have capitals too, one of them is a known part of a name; where families come first, no comma parts a
    post and its holder.
    """
    if not doc.is_(comma, ","):
        return False
    at = comma + 1
    while at < len(doc.tokens) and doc.any_of(at, _TITLES):
        at = doc.phrase_end(at)
    if doc.language.names.order == "family_first" or not _is_part(doc, at):
        return False
    following = at + 1
    while following < len(doc.tokens) and (doc.has(following, "particle") or doc.is_(following, "-")):
        following += 1
    is_known = any(doc.tokens[i].fold in name_parts() for i in (at, following) if i < len(doc.tokens))
    is_open = doc.has(following + 1, "and") or doc.language.nouns_capitalised
    return _is_part(doc, following) and (is_known or not is_open)


def _opens(doc: Document, head_end: int, at: int) -> bool:
    """An "of", "in" or "for" or a bracket behind the head, or an "and" or a capital inside the phrase."""
    if doc.any_of(at, _LEADS) or doc.is_(at, "("):
        return True
    is_inside = at > head_end
    return is_inside and (doc.has(at, "and") or doc.is_(at, ",") or doc.has(at, "thing") or _is_field(doc, at))


def _closes_body(doc: Document, at: int) -> bool:
    """ "Military Region 7 X", "director de la Autoridad Portuaria,": a body's number or last capital before a mark."""
    is_behind = doc.has(at - 1, "body") or (doc.has(at - 2, "body") and not doc.tokens[at - 1].is_capital)
    if not is_behind or at + 1 >= len(doc.tokens):
        return False
    token, following = doc.tokens[at], doc.tokens[at + 1]
    if token.is_number:
        return following.text == "," or (following.is_word and following.is_capital)
    is_unknown = _is_part(doc, at) and doc.matches[at] is None and token.fold not in name_parts()
    return is_unknown and following.text in {",", ".", ")"} and doc.language.places_need_of


def _is_field(doc: Document, at: int) -> bool:
    """ "Investment | Promotion Agency": a single capital that no name has; where all parts of a name have capitals,
    one before a small word ("Cơ quan Xúc tiến đầu tư").
    """
    if not _is_part(doc, at) or at + 1 >= len(doc.tokens):
        return False
    following = doc.tokens[at + 1]
    if doc.language.names.order == "family_first":
        is_small = following.is_word and not following.is_capital and not doc.has(at + 1, "particle")
        is_family = doc.tokens[at].fold in families(doc.language.iso)
        return is_small or (not is_family and doc.has(at - 1, "body") and _is_owner(doc, at + 1))
    if not following.is_word and following.text != ",":
        # "Kassym-Jomart"
        return False
    is_single = not _is_part(doc, at + 1) or (doc.has(at - 1, "body") and _is_name_at_once(doc, at + 1))
    return is_single and doc.tokens[at].fold not in name_parts()


def _is_part(doc: Document, at: int) -> bool:
    """A word with a capital that no list claims; a month's short form may be a given name ("Jan")."""
    if at >= len(doc.tokens) or doc.tokens[at].line_before:
        return False
    token = doc.tokens[at]
    is_free = doc.matches[at] is None or doc.has(at, "particle") or doc.has(at, "month")
    return token.is_word and token.is_capital and is_free


def _is_name_at_once(doc: Document, at: int) -> bool:
    """A known given name before a further capital, with no "of" or article before it."""
    is_led = doc.any_of(at - 1, _BEFORE_FIELDS) or doc.is_(at - 1, ",")
    is_known = doc.tokens[at].fold in name_parts() and doc.matches[at] is None
    return not is_led and is_known and _is_part(doc, at) and _is_part(doc, at + 1)


def _is_listed(doc: Document, comma: int, end: int) -> bool:
    """ "Economy, Budget and Finance", "de l'Agriculture, de l'Élevage et de la Pêche": behind the comma one more field,
    and then an "and" or another comma.
    """
    at = comma + 1
    while at < end and doc.any_of(at, _SMALL):
        at += 1
    first = at
    while at < end and doc.any_of(at, _FIELDS) and not doc.has(at, "and"):
        at += 1
    at += at == first and at < end and doc.matches[at] is None and doc.tokens[at].is_word
    return first < at < end and (doc.has(at, "and") or doc.is_(at, ","))


def _is_inside(doc: Document, at: int) -> bool:
    token, match = doc.tokens[at], doc.matches[at]
    if token.line_before:
        return False
    if not token.is_word:
        return token.text in _MARKS
    if match is None:
        return True
    if "post" in match:
        # "beim Bundesminister der Verteidigung X"; in "von Präsidentin X" the name is the president's
        return doc.any_of(at - 1, _LEADS) and not match.any_of(_TITLES) and not _is_part(doc, match.end)
    if doc.any_of(at, _LEADS):
        # "bei den Vereinten Nationen", "auprès du": a "with" that a body follows
        return True
    return match.any_of(_INSIDE | _PLACES) and not match.any_of(_ENDS)


def _is_small_unknown(doc: Document, at: int) -> bool:
    token = doc.tokens[at]
    return token.is_word and not token.is_capital and doc.matches[at] is None
