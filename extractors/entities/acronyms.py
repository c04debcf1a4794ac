"""Short forms that an article explains itself: "Vietnam People's Army (VPA)", "Chief of Defence Staff (CDS)"."""

from __future__ import annotations

from extractors.entities.document import Document
from extractors.entities.lexicon import Match

MAX_POST_WORDS = 12
MIN_SHORT_FORM, MAX_SHORT_FORMS = 3, 20
_SMALL = frozenset({"article", "joiner", "function", "country", "demonym"})


def find_acronyms(doc: Document) -> None:
    """Notes short forms that the text explains beside a body of a country: "Vietnam People's Army (VPA)"."""
    for at, token in enumerate(doc.tokens):
        if token.text != "(" or at + 2 >= len(doc.tokens) or not doc.tokens[at + 1].is_acronym:
            continue
        if doc.tokens[at + 2].text != ")":
            continue
        for left in range(at - 1, max(at - 8, doc.sentences[doc.sentence_of[at]][0] - 1), -1):
            code = doc.state_at(left)
            if code:
                short = doc.tokens[at + 1].text
                doc.acronyms[short] = code
                doc.full_names[short] = doc.text(_body_start(doc, at), at)
                break


def find_post_acronyms(doc: Document) -> None:
    """Notes posts that the text shortens, "chef d'état-major des armées (CEMA)", and reads the short form as a post."""
    for at, token in enumerate(doc.tokens[:-2]):
        short = doc.tokens[at + 1]
        is_explained = token.text == "(" and short.is_acronym and doc.is_(at + 2, ")")
        if is_explained and _stands_for_post(doc, at, short.fold):
            doc.post_acronyms.setdefault(short.text, at)
            # no body of a country: whose post it is
            doc.acronyms.pop(short.text, None)
            doc.full_names.pop(short.text, None)
    _find_initials(doc)
    for token in doc.tokens if doc.post_acronyms else ():
        explained = doc.post_acronyms.get(token.text)
        if explained is not None and token.index != explained + 1 and doc.matches[token.index] is None:
            doc.assign(Match(token.index, token.index + 1, {"post": None}))


def _find_initials(doc: Document) -> None:
    """ "External Affairs Minister X ... EAM", "Chief of Defence Staff Y ... the CDS": short forms of a post before a
    name that the text need not explain.
    """
    unknown = dict.fromkeys(t.text for t in doc.tokens if t.is_acronym and _is_free(doc, t.index))
    for short in list(unknown)[:MAX_SHORT_FORMS]:
        letters = short.lower()
        ends = (t.index + 1 for t in doc.tokens if t.is_word and t.fold[0] == letters[-1])
        end = next((e for e in ends if _is_before_name(doc, e) and _stands_for_post(doc, e, letters)), None)
        if end is not None:
            doc.post_acronyms[short] = end


def _is_free(doc: Document, at: int) -> bool:
    token = doc.tokens[at]
    match = doc.matches[at]
    # "EAM": what the word lists know as a post may be short for one that the text tells in full
    is_open = match is None or ("post" in match and match.end - match.start == 1)
    is_known = token.text in doc.acronyms or token.text in doc.post_acronyms
    return len(token.text) >= MIN_SHORT_FORM and is_open and not is_known


def _is_before_name(doc: Document, at: int) -> bool:
    at += doc.is_(at, ",")
    return at < len(doc.tokens) and doc.tokens[at].is_capital and not doc.tokens[at].is_acronym


def is_shortened(doc: Document, start: int, end: int) -> bool:
    """ "Janatha Vimukthi Peramuna (JVP)": whether a bracket behind the words has their initials."""
    if end + 2 >= len(doc.tokens) or not (doc.is_(end, "(") and doc.is_(end + 2, ")")):
        return False
    short, words = doc.tokens[end + 1], [t for t in doc.tokens[start:end] if t.is_word and t.is_capital]
    return short.is_acronym and short.fold == "".join(word.fold[0] for word in words)


def _stands_for_post(doc: Document, end: int, letters: str) -> bool:
    """Whether the words before a token, but for small ones and countries, are a post's and have its initials."""
    floor = max(doc.sentences[doc.sentence_of[end]][0], end - MAX_POST_WORDS)
    initials = ""
    for at in range(end - 1, floor - 1, -1):
        token = doc.tokens[at]
        if token.is_word and not doc.any_of(at, _SMALL) and token.fold not in doc.lexicon.small_words:
            initials = token.fold[0] + initials
        if len(initials) == len(letters):
            is_post = doc.has(at, "post") or doc.has(end - 1, "post")
            return initials == letters and is_post and doc.phrase_start(at) == at
    return False


def _body_start(doc: Document, end: int) -> int:
    """Where the name of a body begins that ends at a token: at an article, a comma or a small word."""
    at = end
    kinds = frozenset({"body", "portfolio", "country", "demonym", "modifier", "genitive"})
    while at > doc.sentences[doc.sentence_of[end]][0] and (doc.any_of(at - 1, kinds) or doc.tokens[at - 1].is_capital):
        at -= 1
    return min(at, end - 1)
