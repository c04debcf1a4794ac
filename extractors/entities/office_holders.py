"""Whose country everybody knows: heads of state and government and their ministers, from `seeds/office_holders.csv`.

A paper names "President Obama" without saying of which country. The table settles that, where the article does not.
It never gives a post and never overrules what the text says; of words that the rules do not take for a name it makes a
person only of the bare family name of a head of state or government of the year, where his country is named too.
"""

from __future__ import annotations

from functools import cache

from extractors.entities.document import Document
from extractors.entities.fold import fold
from extractors.entities.office_table import Table, Term, head_named, load_table, office_table
from extractors.entities.offices import office_of
from extractors.entities.person import MAX_READ, Person
from extractors.languages import load_language, supported

# The words of the language files for an office ("premier") and those of the table.
_OFFICES = {
    "president": frozenset({"head_of_state", "head_of_government"}),
    "monarch": frozenset({"head_of_state"}),
    "prime_minister": frozenset({"head_of_government"}),
    "chancellor": frozenset({"head_of_government"}),
    "foreign_minister": frozenset({"foreign_minister"}),
    "defence_minister": frozenset({"defence_minister"}),
}
# What a paper calls the holder of an office of the table.
_CALLED = {
    "head_of_state": frozenset({"president", "monarch"}),
    "head_of_government": frozenset({"prime_minister", "chancellor"}),
    "foreign_minister": frozenset({"foreign_minister"}),
    "defence_minister": frozenset({"defence_minister"}),
}


def settle_known(doc: Document, people: list[Person], year: int | None) -> None:
    """Gives office holders of no told country theirs.

    Args:
        doc: the article.
        people: its persons; `country` and `is_known` are set.
        year: of publication, or None.
    """
    table = load_table(office_table(), _particles())
    for person in people:
        # a Chinese name in Vietnamese spelling looks Vietnamese, but for the table
        if not person.is_told and person.kind == "person" and not person.is_international:
            parts = _parts(person)
            codes = _codes(doc, table, person, parts, year)
            is_bare = not any(m.posts or m.rank for m in person.mentions)
            if is_bare and not codes and (code := known_head(person.words, year)):
                codes, person.is_weak = {code}, False
            if len(codes) == 1:
                person.country, person.is_known = next(iter(codes)), True
                for mention in person.mentions:
                    mention.country = person.country if mention.country else None
                person.offices = _offices(table, parts, person.country, year)
                # a bare name in passing ("ties that X began") is one of somebody who can be told of
                person.is_weak = person.is_weak and len(person.words) < 2


def known_head(words: tuple[str, ...], year: int | None) -> str | None:
    """The country of the head of state or government of a year whose bare family name this is, else None."""
    return head_named(load_table(office_table(), _particles()), words[0], year) if len(words) == 1 else None


def is_held_by_another(doc: Document, person: Person, code: str, year: int | None) -> bool:
    """Whether the table has others in a person's office of a country throughout a year: "King X" is not of Spain.

    Not of names that the language writes in its own way.
    """
    if year is None or doc.language.names.order == "family_first" or person.is_known:
        return False
    table = load_table(office_table(), _particles())
    told = {office_of(doc, post) or "" for mention in person.mentions[:MAX_READ] for post in mention.posts}
    for office in told & _OFFICES.keys():
        terms = [term for kind in _OFFICES[office] for term in table.by_office.get((code, kind), ())]
        in_office = [term for term in terms if term.spans(year)]
        if in_office and not any(term.words & set(person.words) for term in terms if term.covers(year)):
            return True
    return False


def _parts(person: Person) -> tuple[str, ...]:
    """The words of a name without its small ones."""
    particles = _particles()
    return tuple(word for word in person.words if word not in particles) or person.words


def _codes(doc: Document, table: Table, person: Person, parts: tuple[str, ...], year: int | None) -> set[str]:
    """The countries of those in the table who bear the name, or its family name and the office told of him."""
    words = frozenset(parts)
    names = (name for name in _full_names(parts) if name in table.by_name and not _is_turned(table, parts, name))
    names = (name for name in names if name == words or name not in table.by_family or _is_high(doc, person))
    named = next((table.by_name[name] for name in names), None)
    if named is not None:
        named = named if len(named) == 1 else _of_year(table, parts, named, year)
        if len(named) == 1:
            return named
    elif len(parts) > 1 and (shorter := _of_longer_name(table, parts, year)):
        return shorter
    offices = set().union(
        *(
            _OFFICES.get(office_of(doc, post) or "", frozenset())
            for mention in person.mentions[:MAX_READ]
            for post in mention.posts
        )
    )
    return {
        term.code
        for family, term in _terms(table, parts, year)
        if term.office in offices and (words == family or words & (term.words - family))
    }


def _is_high(doc: Document, person: Person) -> bool:
    """Whether somebody is told to hold an office of the table: vice-minister "Juan Carlos Mera" is not Juan Carlos, who
    bears no family name.
    """
    posts = [post for mention in person.mentions[:MAX_READ] for post in mention.posts]
    return not posts or any(office_of(doc, post) in _OFFICES for post in posts)


def _is_turned(table: Table, parts: tuple[str, ...], name: frozenset[str]) -> bool:
    """ "Vidal Francisco Soberón" is not Francisco Vidal: of a longer name a family name is not the first word."""
    first = frozenset(parts[:1])
    return name != frozenset(parts) and any(name <= term.words for term in table.by_family.get(first, ()))


def _terms(table: Table, parts: tuple[str, ...], year: int | None) -> list[tuple[frozenset[str], Term]]:
    """Terms in a year of bearers of what may be the name's family name, with that family name."""
    families = {frozenset(part) for part in (parts, parts[:1], parts[-1:], parts[-2:])}
    return [(family, term) for family in families for term in table.by_family.get(family, ()) if term.covers(year)]


def _of_longer_name(table: Table, parts: tuple[str, ...], year: int | None) -> set[str]:
    """ "Eduardo Frei" of Eduardo Frei Ruiz-Tagle: given and family name of one who held an office in a year."""
    bearers = [term for family, term in _terms(table, parts, year) if family < set(parts) <= term.words]
    return {term.code for term in bearers}


def _of_year(table: Table, parts: tuple[str, ...], codes: set[str], year: int | None) -> set[str]:
    """Of namesakes those who held an office in a year, heads of state or government rather than ministers."""
    terms = [term for _, term in _terms(table, parts, year) if term.code in codes and set(parts) <= term.words]
    heads = {term.code for term in terms if term.office.startswith("head_of")}
    return heads or {term.code for term in terms}


def _offices(table: Table, parts: tuple[str, ...], code: str, year: int | None) -> frozenset[str]:
    """The offices that the bearer of a full name held in a year, as papers call them."""
    if len(parts) < 2 or year is None:
        return frozenset()
    terms = [term for _, term in _terms(table, parts, year) if term.code == code and set(parts) <= term.words]
    return frozenset().union(*(_CALLED.get(term.office, frozenset()) for term in terms))


@cache
def _particles() -> frozenset[str]:
    """The small words of names in all languages, so that one table serves them all."""
    return frozenset(fold(particle) for iso in supported() for particle in load_language(iso).names.particles)


def _full_names(words: tuple[str, ...]) -> list[frozenset[str]]:
    """A name, and the name without one of its later words: "Miguel Díaz-Canel Bermúdez"."""
    shorter = [frozenset(words[:i] + words[i + 1 :]) for i in range(len(words) - 1, 0, -1)]
    return [name for name in (frozenset(words), *shorter) if len(name) > 1]
