"""A person in the making: the mentions that were found to be one actor."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.entities.document import Document
from extractors.entities.mentions import Mention
from extractors.entities.name_parts import is_vietnamese
from extractors.entities.post import Post

# A person's posts are told in the first mentions, if at all; what is read of very many is the first of them.
MAX_READ = 40


@dataclass(slots=True, eq=False)
class Person:
    """One actor in the making; `ref` is its name within the document."""

    ref: str
    words: tuple[str, ...]
    mentions: list[Mention] = field(default_factory=list)
    kind: str = "person"
    country: str | None = None
    is_international: bool = False
    is_weak: bool = True
    is_historic: bool = False
    is_known: bool = False
    # offices that the table of office holders gives, by which "the head of state" stands for the person
    offices: frozenset[str] = frozenset()
    name: str = ""

    @property
    def is_told(self) -> bool:
        """Whether a mention or the table of office holders says the person's country, so that it is not concluded."""
        return self.is_known or any(mention.country and not _is_shared(mention) for mention in self.mentions)

    @property
    def is_resident(self) -> bool:
        """Whether the person is an ambassador or consul, who lives where he does not come from.

        Not of whom the bare word is a title beside another post: "viceministro de Relaciones Exteriores, embajador X".
        """
        posts = [p for mention in self.mentions[:MAX_READ] for p in mention.posts if not p.is_former]
        abroad = [post for post in posts if post.is_resident]
        is_title = all(post.end - post.start == 1 for post in abroad)
        return bool(abroad) and not (is_title and any(_is_full(post) for post in posts if not post.is_resident))

    @property
    def may_be_of_here(self) -> bool:
        """Whether the country where the person is met may be concluded for him: none is known, and he is no envoy."""
        return self.country is None and not self.is_international and not self.is_resident

    @property
    def foreign_to(self) -> frozenset[str]:
        """Countries for which the form of the name rules the person out: no Vietnamese is called Kang Yu-jung."""
        is_foreign = self.kind == "person" and len(self.words) > 1 and not is_vietnamese(self.words)
        return frozenset({"VN"}) if is_foreign else frozenset()


def _is_full(post: Post) -> bool:
    """Whether a post says of what it is: not "diplomat", but "vice-minister of foreign affairs"."""
    return post.end - post.start > 1 and not (post.is_spouse or post.is_counterpart)


def _is_shared(mention: Mention) -> bool:
    """ "Bundeskanzler", a title of several states: what it says of a country is a guess."""
    return any(post.is_shared and post.country == mention.country for post in mention.posts)


def head_of(doc: Document, post: Post) -> str:
    return doc.text(post.head, post.head_end).lower()


def attach(person: Person, mention: Mention) -> None:
    person.mentions.append(mention)
    mention.ref = person.ref


def give_country(person: Person | None, code: str | None) -> None:
    """Settles the country of a person of none; officials of international bodies have none."""
    if person is None or person.country is not None or person.is_international:
        return
    if code not in person.foreign_to:
        person.country = code
