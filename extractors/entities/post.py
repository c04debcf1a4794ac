"""One post phrase: its tokens, and what its words say of country, time and kind of holder."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from extractors.entities.document import Document
from extractors.entities.tokens import tokenize

_FIELD = frozenset({"portfolio", "body"})
_GENITIVE = "s"
_PLACE = ("demonym", "country", "metonym")


@dataclass(slots=True, eq=False)
class Post:
    """A post phrase over tokens `start` to `end`; `head` is the token of its head noun."""

    start: int
    end: int
    head: int
    head_end: int
    country: str | None = None
    international: bool = False
    body_start: int | None = None
    is_former: bool = False
    is_designate: bool = False
    is_resident: bool = False
    is_counterpart: bool = False
    is_spouse: bool = False
    # a title of several states: its country is the one that the article names most
    is_shared: bool = False


def head_noun(doc: Document, post: Post) -> str:
    """The noun of a post in small letters, where its list names the field too: "Minister of External Affairs"."""
    small = doc.lexicon.small_words
    words = [token.fold for token in doc.tokens[post.head : post.head_end]]
    end = next((i for i in range(1, len(words)) if words[i] in small), len(words))
    return doc.tokens[post.head + end - 1].lower


def read_flags(doc: Document, post: Post) -> None:
    """Sets whether the post is former, designate, resident, a counterpart's or a spouse's."""
    near = range(max(post.start - 1, 0), min(post.end + 1, len(doc.tokens)))
    post.is_former = any(doc.has(i, "former") for i in near if i <= post.head_end)
    post.is_designate = any(doc.has(i, "designate") for i in near)
    post.is_resident = doc.has(post.head, "resident")
    post.is_counterpart = doc.has(post.head, "counterpart")
    post.is_spouse = any(doc.has(i, "spouse") for i in range(max(post.start - 1, 0), post.head_end))


def read_country(doc: Document, post: Post) -> None:
    """Sets the country or international body that the words of the post name."""
    state = doc.value(post.head, "post_state") or (None, False)
    if state[1]:
        post.country = state[0]
        return
    order = [*range(post.head - 1, post.start - 1, -1), *range(post.head_end, post.end)]
    for at in order:
        if post.body_start is None and at >= post.head_end and doc.has(at, "body"):
            post.body_start = at
        if (doc.has(at, "international") and not _is_further_field(doc, post, at)) or _is_worldwide(doc, post, at):
            post.international = True
            return
        for kind in _PLACE:
            if doc.has(at, kind) and not _is_posting(doc, post, at):
                post.country = doc.value(at, kind)
                return
        acronym = doc.acronyms.get(doc.tokens[at].text)
        if acronym:
            post.country = acronym
            return
        if doc.has(at, "city") and at > post.head and not post.is_resident:
            post.country = doc.value(at, "city")
        if at < post.head and not post.country:
            post.country = town_of(doc, at)
    if post.end == post.head_end or not doc.any_of(post.head_end + 1, _FIELD):
        post.is_shared = post.country is None and "|" in (state[0] or "")
        post.country = post.country or _national(doc, state[0], post)


def town_of(doc: Document, at: int) -> str | None:
    """ "Pekings Außenminister", "der Wiener Bürgermeister": the country of a town as owner or adjective."""
    token, language = doc.tokens[at], doc.language
    if not language.town_adjectives or not token.is_word or not token.is_capital:
        return None
    for ending in (_GENITIVE, *language.town_adjectives):
        if token.lower.endswith(ending):
            town = doc.lexicon.match(tokenize(token.text.removesuffix(ending)))[0]
            if town is not None and "city" in town.values:
                return str(town.values["city"])
    return None


def _is_further_field(doc: Document, post: Post, at: int) -> bool:
    """ "chargée du Développement, de la Francophonie et des Partenariats": behind another field one of a minister's."""
    before = range(post.head_end, doc.phrase_start(at))
    return doc.has(at, "portfolio") and any(doc.has(i, "portfolio") and not doc.has(i, "body") for i in before)


def _is_worldwide(doc: Document, post: Post, at: int) -> bool:
    """ "the World Intellectual Property Organization", "Banco Interamericano": no country's body.

    Not "the Office for International Cooperation of the Army": what an "of" parts from the body does not describe it.
    """
    if not doc.has(at, "worldwide"):
        return False
    of = doc.language.joiners[0]
    if any(doc.has(i, "country") and _led_by(doc, i, of) for i in range(at + 1, post.end)):
        return False
    is_before = doc.language.modifiers_before_posts
    around = range(at + 1, post.end) if is_before else range(at - 1, post.head_end - 1, -1)
    near = takewhile(lambda i: not doc.has(i, "joiner"), around)
    return any(doc.has(i, "body") for i in near)


def _led_by(doc: Document, at: int, word: str) -> bool:
    """Whether a word stands before a token, articles between: "of the Gambia"."""
    before = at - 1
    while before > 0 and doc.has(before, "article") and doc.tokens[before].lower != word:
        before -= 1
    return doc.tokens[before].lower == word


def _national(doc: Document, code: str | None, post: Post) -> str | None:
    """The state of a national post; of several that have it ("DE|AT") the one that the article names most.

    Not that of "his Austrian counterpart" in the same sentence.
    """
    if code is None or "|" not in code:
        return code
    others = _of_counterparts(doc, post)
    candidates = [c for c in code.split("|") if c not in others] or code.split("|")
    counts = doc.country_counts()
    return max(candidates, key=lambda c: (counts[c], -candidates.index(c)))


def _of_counterparts(doc: Document, post: Post) -> set[str]:
    """The countries of a sentence's counterparts: "traf seinen österreichischen Amtskollegen"."""
    found = doc.phrases(*doc.sentences[doc.sentence_of[post.head]], "counterpart")
    return {str(doc.value(m.start - 1, "demonym")) for m in found if doc.has(m.start - 1, "demonym")}


def _is_posting(doc: Document, post: Post, at: int) -> bool:
    """ "ambassadeur de France en Afghanistan": behind another preposition than "of" stands the country of posting."""
    if not post.is_resident or at < post.head_end:
        return False
    before = at - 1
    while before > post.head and doc.has(before, "article") and not doc.has(before, "destination"):
        before -= 1
    return doc.has(before, "destination") and doc.tokens[before].lower != doc.language.joiners[0]
