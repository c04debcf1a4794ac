"""Joins mentions into actors: full names, later short forms, roles and delegations that point to a named person.

The linguistic patterns: a later short form repeats part of the full name (the family name, or in Vietnamese the given
name, often after a rank); "the Cuban defence minister" names the person of that country and post; a delegation is
its leader's where the text says who leads it.
"""

from __future__ import annotations

from collections import Counter

from rapidfuzz import fuzz

from extractors.claims import Actor, CountryBasis, Position, Span
from extractors.entities.document import Document
from extractors.entities.links import link_delegations, link_ranks, link_roles
from extractors.entities.mentions import Mention
from extractors.entities.name_parts import is_vietnamese, known_share, name_parts
from extractors.entities.names import reigns
from extractors.entities.namesakes import INSIDE_NAMES
from extractors.entities.office_holders import known_head, settle_known
from extractors.entities.person import Person, attach, head_of
from extractors.entities.post import Post, head_noun

SAME_SPELLING = 92
MAX_NAMESAKES = 20
MAX_RECENT = 40
MIN_BARE = 3
# What bears a name: "the Obama administration".
_BEARERS = frozenset({"body", "thing"})
_QUOTES = frozenset({'"', "“", "„", "«", "'", "‘"})


def join_mentions(doc: Document, mentions: list[Mention]) -> list[Person]:
    """Persons and delegations, each mention's `ref` set."""
    people: list[Person] = []
    roll = _Roll(people)
    named = [m for m in mentions if m.name is not None and m.name.words]
    for mention in sorted(named, key=lambda m: (-len(m.name.words), m.is_weak, m.start)):  # type: ignore[union-attr]
        if len(mention.name.words) > 1:  # type: ignore[union-attr]
            _add_full(roll, mention)
    for mention in sorted(named, key=lambda m: (m.is_weak, m.start)):
        if len(mention.name.words) == 1:  # type: ignore[union-attr]
            _add_short(doc, roll, mention)
    for person in people:
        person.mentions.sort(key=lambda m: m.start)
        person.is_weak = all(m.is_weak for m in person.mentions)
        person.name = _full_name(doc, person)
        _read_country(person)
        person.is_historic = _is_history(doc, person)
    # whose country everybody knows, before "the Chinese leader" is looked for
    settle_known(doc, people, _year(doc))
    link_roles(doc, people, mentions)
    link_ranks(people, mentions)
    link_delegations(doc, people, mentions)
    return people


class _Roll:
    """The people found so far, by each word of their names, so that an article of many names stays cheap."""

    def __init__(self, people: list[Person]) -> None:
        self.people = people
        self._by_word: dict[str, list[Person]] = {}
        self._capitalised: Counter[str] = Counter()

    def count(self, doc: Document, word: str) -> int:
        """How often the text has a word with a capital."""
        if not self._capitalised:
            self._capitalised.update(token.fold for token in doc.tokens if token.is_capital)
        return self._capitalised[word]

    def sharing(self, words: tuple[str, ...]) -> list[Person]:
        """People who share a word with a name, in the order in which they were found; `MAX_NAMESAKES` a word."""
        found = {p.ref: p for word in words for p in self._by_word.get(word, ())[-MAX_NAMESAKES:]}
        return sorted(found.values(), key=lambda p: int(p.ref[1:]))

    def call(self, person: Person, mention: Mention, word: str) -> None:
        """A further name of a person, by which the text may go on to call him."""
        self._by_word.setdefault(word, []).append(person)
        attach(person, mention)

    def add(self, mention: Mention, words: tuple[str, ...]) -> None:
        person = Person(f"a{len(self.people) + 1}", words)
        self.people.append(person)
        for word in words:
            self._by_word.setdefault(word, []).append(person)
        attach(person, mention)


def _add_full(people: _Roll, mention: Mention) -> None:
    words = mention.name.words  # type: ignore[union-attr]  # callers pass named mentions
    fitting = [p for p in people.sharing(words) if _same_full_name(p.words, words) and _country_fits(p, mention)]
    if fitting:
        attach(fitting[0], mention)
    elif not mention.is_weak or known_share(words) >= 0.5:
        people.add(mention, words)


def _same_full_name(known: tuple[str, ...], words: tuple[str, ...]) -> bool:
    if set(words) <= set(known) and len(words) >= 2:
        return True
    return len(words) == len(known) and fuzz.ratio(" ".join(known), " ".join(words)) >= SAME_SPELLING


def _country_fits(person: Person, mention: Mention) -> bool:
    codes = {m.country for m in person.mentions[-MAX_RECENT:] if m.country}
    return not mention.country or not codes or mention.country in codes


def _add_short(doc: Document, people: _Roll, mention: Mention) -> None:
    word = mention.name.words[0]  # type: ignore[union-attr]  # callers pass named mentions
    if doc.language.nouns_capitalised and word.endswith("s") and not people.sharing((word,)):
        # the genitive of a name: "Besuch Merkels"
        word = word[:-1] if people.sharing((word[:-1],)) else word
    fitting = [p for p in people.sharing((word,)) if _country_fits(p, mention)]
    bearer = None if fitting else _called_so(doc, people, mention)
    if bearer is not None:
        people.call(bearer, mention, word)
        return
    best = max(fitting, key=lambda p: _short_form_score(doc, p, mention, word), default=None)
    if best is not None:
        attach(best, mention)
    elif (
        (not mention.is_weak and _may_stand_alone(doc, mention))
        or _has_initial(doc, people, mention, word)
        or _is_bare_head(doc, mention, word)
    ):
        people.add(mention, (word,))


def _called_so(doc: Document, people: _Roll, mention: Mention) -> Person | None:
    """'Pushpa Kamal Dahal "Prachanda"': a name in quotation marks directly behind another is the same person's."""
    at = mention.start - 1
    if at < 1 or doc.tokens[at].text not in _QUOTES or not doc.tokens[at].space_before:
        return None
    return next((p for p in people.people if any(m.name and m.end == at for m in p.mentions)), None)


def _is_bare_head(doc: Document, mention: Mention, word: str) -> bool:
    """ "Obama" in a headline of 2016: a head of state or government of the year, his country being named too."""
    # Vietnamese calls nobody by a bare family name, and its words without their tones are names elsewhere
    is_word = doc.language.keep_diacritics or len(word) <= MIN_BARE
    if not mention.is_weak or is_word or _is_part_of_more(doc, mention.end):
        return False
    return known_head((word,), _year(doc)) in doc.country_counts()


def _is_part_of_more(doc: Document, at: int) -> bool:
    """ "the Biden Administration", "die Trump-Regierung": a name inside another."""
    if at >= len(doc.tokens) or doc.tokens[at].line_before:
        return False
    token = doc.tokens[at]
    is_tied = token.text == "-" and not token.space_before
    return is_tied or (token.is_word and token.is_capital) or doc.any_of(at, _BEARERS)


def _year(doc: Document) -> int | None:
    """The year of publication, where it is known from outside the text."""
    published = doc.article.published_on
    return int(published[:4]) if published and published[:4].isdigit() else None


def _may_stand_alone(doc: Document, mention: Mention) -> bool:
    """A single name needs a post of one person or a rank: "Bundeskanzler Scholz", not "Chief Executive Board"."""
    run = mention.name
    tokens = doc.tokens[run.start : run.end] if run else []
    words = [t for t in tokens if t.is_word and len(t.text) > 1 and not doc.has(t.index, "name_suffix")]
    if not words or words[-1].is_acronym or _names_field(doc, mention, words[0].index):
        return False
    return bool(mention.posts or mention.rank) or reigns(doc, run)


def _names_field(doc: Document, mention: Mention, at: int) -> bool:
    """ "ministros de Justicia Iberoamericanos", "Chef der tschechischen Diplomatie": a word that is no name anywhere
    does not name whom a plural post or a post with an adjective behind it tells of.
    """
    has_initial = mention.name is not None and len(doc.tokens[mention.name.start].text) == 1
    if doc.tokens[at].fold in name_parts() or has_initial:
        return False
    many = any(head_noun(doc, p).endswith("s") for p in mention.posts) and not doc.language.verb_second
    behind = doc.has(at - 1, "demonym") and any(p.head < at - 1 for p in mention.posts)
    return many or behind


def _has_initial(doc: Document, people: _Roll, mention: Mention, word: str) -> bool:
    """ "S Jaishankar", who is Jaishankar elsewhere in the text: a full name, its first part a letter."""
    run = mention.name
    if run is None or len(doc.tokens[run.start].text) > 1:
        return False
    return people.count(doc, word) > 1 or word in name_parts()


def _short_form_score(doc: Document, person: Person, mention: Mention, word: str) -> tuple[int, ...]:
    known = person.mentions[-MAX_RECENT:]
    ranks = {m.rank[0] for m in known if m.rank}
    heads = {head_of(doc, post) for m in known for post in m.posts}
    rank = int(mention.rank[0] in ranks) if mention.rank and ranks else 0
    if mention.rank and ranks and not rank:
        rank = -1
    post = int(any(head_of(doc, p) in heads for p in mention.posts)) if mention.posts else 0
    expected = word == (person.words[-1] if len(person.words) else "")
    before = [m.start for m in known if m.start < mention.start]
    holds_post = int(any(m.posts and not any(p.is_spouse for p in m.posts) for m in known))
    return rank, post, int(expected), holds_post, max(before, default=-1)


def _is_history(doc: Document, person: Person) -> bool:
    """Whether an introduction of a person is one of the dead: "national hero X", "the statue of President Y"."""
    introduced = [m for m in person.mentions if m.posts]
    if any(doc.has(m.start - 1, "historic") for m in person.mentions):
        # "al prócer X"
        return True
    return any(
        any(doc.has(i, "historic") for p in m.posts for i in range(max(p.start - 2, 0), p.end)) or _is_on_thing(doc, m)
        for m in introduced
    )


def _is_on_thing(doc: Document, mention: Mention) -> bool:
    at = mention.start - 1
    while at > 0 and mention.start - at <= 3 and doc.any_of(at, INSIDE_NAMES):
        at -= 1
    # "aéroport international Président X": where adjectives follow, so does whom a thing is called after
    return doc.has(at, "thing") and (at < mention.start - 1 or not doc.language.modifiers_before_posts)


def _full_name(doc: Document, person: Person) -> str:
    named = [m for m in person.mentions if m.name is not None]
    longest = max(named, key=lambda m: (len(m.name.words), m.name.end - m.name.start, -m.start))  # type: ignore[union-attr]
    return doc.text(longest.name.start, longest.name.end)  # type: ignore[union-attr]


def _read_country(person: Person) -> None:
    codes = Counter(m.country for m in person.mentions if m.country)
    person.is_international = any(p.international for m in person.mentions for p in m.posts)
    person.country = codes.most_common(1)[0][0] if codes else None
    if person.country is None and not person.is_international and is_vietnamese(person.words):
        person.country = "VN"


def to_actor(doc: Document, person: Person) -> Actor:
    """The actor as the claims document gives it."""
    variants: list[str] = []
    positions: dict[str, Position] = {}
    spans: list[Span] = []
    ranks: Counter[tuple[str, int]] = Counter()
    for mention in person.mentions:
        if mention.name is None:
            spans.append(doc.span(mention.start, mention.end))
            if person.kind == "organization":
                variants.append(doc.text(mention.start, mention.end))
            for post in mention.posts:
                position = to_position(doc, post)
                positions.setdefault(f"{position.title} {position.organization or ''}".lower(), position)
            continue
        spans.append(doc.span(mention.name.start, mention.name.end))
        variants.append(doc.text(mention.name.start, mention.name.end))
        if mention.rank:
            ranks[mention.rank] += 1
        if (
            mention.end == mention.name.end
            and mention.start < mention.name.start
            and mention.name.end - mention.start <= 8
        ):
            variants.append(doc.text(mention.start, mention.end))
        for post in mention.posts:
            position = to_position(doc, post)
            positions.setdefault(f"{position.title} {position.organization or ''}".lower(), position)
    rank = min(ranks, key=lambda r: (-ranks[r], r[1]))[0] if ranks else None
    return Actor(
        ref=person.ref,
        kind="organization" if person.kind == "organization" else "person",
        name=person.name,
        variants=[v for v in dict.fromkeys(variants) if v != person.name],
        country=person.country,
        rank=rank,
        country_basis=_country_basis(person),
        positions=list(positions.values()),
        mentions=spans,
    )


def _country_basis(person: Person) -> CountryBasis | None:
    if person.country is None:
        return None
    if any(m.country == person.country for m in person.mentions):
        return "text"
    if person.is_known:
        return "reference"
    return "name" if person.country == "VN" and is_vietnamese(person.words) else "context"


def to_position(doc: Document, post: Post) -> Position:
    """The post's title and, behind an of-phrase, the body that it belongs to."""
    body = post.body_start
    if body is None or body <= post.head_end:
        return Position(doc.text(post.start, post.end))
    cut = body
    while cut > post.head_end and not doc.has(cut - 1, "joiner"):
        cut -= 1
    title_end = cut
    while title_end > post.head_end and (doc.has(title_end - 1, "joiner") or doc.has(title_end - 1, "article")):
        title_end -= 1
    if title_end <= post.head_end - 1 or cut <= post.head_end:
        return Position(doc.text(post.start, post.end))
    start = cut
    while start < body and doc.has(start, "article"):
        start += 1
    return Position(doc.text(post.start, title_end), doc.text(start, post.end))
