"""Short forms that an article explains itself: "Vietnam People's Army (VPA)"."""

from __future__ import annotations

from extractors.entities.document import Document


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


def _body_start(doc: Document, end: int) -> int:
    """Where the name of a body begins that ends at a token: at an article, a comma or a small word."""
    at = end
    kinds = frozenset({"body", "portfolio", "country", "demonym", "modifier", "genitive"})
    while at > doc.sentences[doc.sentence_of[end]][0] and (doc.any_of(at - 1, kinds) or doc.tokens[at - 1].is_capital):
        at -= 1
    return min(at, end - 1)
