"""Which country an actor acts for where its own mentions do not say.

In order: what the name's language settles, a place that the sentence opens with, the article's own home, and last the
host country for those whom a visitor meets.
"""

from __future__ import annotations

from collections import Counter

from extractors.entities.document import Document
from extractors.entities.mentions import Mention
from extractors.entities.person import Person
from extractors.entities.posts import Post
from extractors.events.scene import Scene

HEAD_SENTENCES = 3
MAX_STAND_IN_DISTANCE = 12


def settle_countries(scene: Scene) -> str | None:
    """Gives countries to people that have none, and returns the article's home country where it can be seen."""
    home = home_country(scene.doc)
    _from_opening_places(scene)
    return home


def _from_opening_places(scene: Scene) -> None:
    """ "In Gabon, Mr X met with President Y": officials without a country behind an opening place are of that place."""
    for sentence in scene.sentences:
        if not sentence.places or sentence.places[0].start - sentence.start > 3:
            continue
        codes = {place.code for place in sentence.places}
        if len(codes) != 1:
            continue
        code = codes.pop()
        met = [
            p.end
            for c in ("meet_verb", "received_by", "meet_noun")
            for p in scene.doc.phrases(sentence.start, sentence.end, c)
        ]
        subject = next((m for m in scene.subjects(sentence) if not met or m.start < max(met)), None)
        if subject is not None and scene.country_of(subject) == code:
            continue
        for mention in sentence.mentions:
            person = scene.people.get(mention.ref or "")
            if person is None or person.country or person.is_international or mention is subject or not mention.posts:
                continue
            if not any(at <= mention.start for at in met):
                continue
            person.country = code


def home_country(doc: Document) -> str | None:
    """The country that speaks: a seat of government in the head of the text ("White House")."""
    seats = Counter(
        doc.value(i, "metonym")
        for start, end in doc.sentences[:HEAD_SENTENCES]
        for i in range(start, end)
        if doc.has(i, "metonym")
    )
    if seats:
        return str(seats.most_common(1)[0][0])
    return press_country(doc)


def press_country(doc: Document) -> str | None:
    """The state whose press writes: the dateline's, else of those that use the language the one most named.

    A language with a `!` behind one of its countries assumes that one where none is named.
    """
    homes = [entry.removesuffix("!") for entry in doc.language.home_countries]
    assumed = next((entry[:-1] for entry in doc.language.home_countries if entry.endswith("!")), None)
    agency = _agency_country(doc)
    if agency:
        return agency
    dateline = _dateline_country(doc)
    if dateline in homes:
        return dateline
    counts = doc.country_counts()
    named = [code for code in homes if counts[code]]
    if assumed in named or not named:
        return assumed
    return max(named, key=lambda code: counts[code]) if len(homes) > 1 else named[0]


def speaking_country(scene: Scene, others: set[str]) -> str | None:
    """The country that says "our" and "we": the one most named in such sentences besides the countries spoken of."""
    doc = scene.doc
    counts: Counter[str] = Counter()
    for sentence in scene.sentences:
        if doc.phrases(sentence.start, sentence.end, "home"):
            counts.update(m.values["country"] for m in doc.phrases(sentence.start, sentence.end, "country"))
    return next((code for code, _ in counts.most_common() if code not in others), None)


def _agency_country(doc: Document) -> str | None:
    """The country of the news agency named in the head or in the last line: "Belga", "(TTXVN)"."""
    ends = [*doc.sentences[: HEAD_SENTENCES + 1], *doc.sentences[-2:]]
    found = [doc.value(i, "agency") for start, end in ends for i in range(start, end) if doc.has(i, "agency")]
    return str(found[0]) if found else None


def _dateline_country(doc: Document) -> str | None:
    """ "Bern (sda) - ", "MADRID.- ", "DAKAR, 12 mars": a city that opens a paragraph and is closed by a mark."""
    for start, _ in doc.sentences[: HEAD_SENTENCES + 1]:
        match = doc.matches[start] if start < len(doc.tokens) else None
        if (
            match is not None
            and "city" in match
            and match.end < len(doc.tokens)
            and doc.tokens[match.end].text in {"-", "–", "—", "(", ",", ".", ":", "/"}
        ):
            return str(match.values["city"])
    return None


def settle_officials(
    scene: Scene,
    home: str | None,
    host: str | None,
    pairs: list[tuple[str, str]],
    places: list[str | None],
    speaker: str | None,
    travellers: frozenset[str],
) -> None:
    """Those met by a visitor act for the host country; who is left acts for the article's home.

    Args:
        home: the article's home country.
        host: the destination of the article's main visit.
        pairs: refs of people who met.
        places: for each such pair the country where they met, where it is told.
        speaker: the visitor's country.
        travellers: refs of visitors, who never act for the host country by default.
    """
    _share_with_companions(scene)
    _spouses(scene)
    homes = {entry.removesuffix("!") for entry in scene.doc.language.home_countries}
    press = next((code for code in (speaker, host) if code in homes), None) or home
    sides = [code for code in (host, speaker, home) if code]
    _from_meeting_places(scene, pairs, places)
    _counterparts(scene, sides)
    _from_partners(scene, pairs, sides)
    for person in _without_country(scene):
        if not any(post.is_counterpart for m in person.mentions for post in m.posts) and person.ref not in travellers:
            person.country = press
    _from_partners(scene, pairs, sides)
    for person in _without_country(scene):
        if person.ref in travellers:
            continue
        person.country = next((code for code in sides if code != press), None)


def _is_group(doc: Document, post: Post) -> bool:
    """ "leaders X and Y": a plural of no one post says nothing of a country."""
    return doc.has(post.head, "generic") and doc.tokens[post.head_end - 1].lower.endswith("s")


def _from_meeting_places(scene: Scene, pairs: list[tuple[str, str]], places: list[str | None]) -> None:
    """Whom a foreigner meets in a country, and of whom nothing else is said, acts for that country."""
    for (first, second), code in zip(pairs, places, strict=True):
        for one, other in ((first, second), (second, first)):
            person, partner = scene.people[one], scene.people[other]
            is_host = partner.country not in (None, code) or (partner.country is None and one == second)
            if code and person.country is None and not person.is_international and is_host:
                person.country = code


def _without_country(scene: Scene) -> list[Person]:
    return [
        p
        for p in scene.people.values()
        if p.country is None
        and not p.is_international
        and p.kind == "person"
        and any(not _is_group(scene.doc, post) for m in p.mentions for post in m.posts)
    ]


def _from_partners(scene: Scene, pairs: list[tuple[str, str]], sides: list[str]) -> None:
    """Of two who met, one's country being known, the other acts for the other side."""
    for first, second in pairs:
        for one, other in ((first, second), (second, first)):
            person, partner = scene.people[one], scene.people[other]
            if person.country is None and not person.is_international and partner.country:
                person.country = next((code for code in sides if code != partner.country), None)


def _spouses(scene: Scene) -> None:
    """A spouse acts for the country of the one who shares the name, else of the person named before, else behind."""
    families: dict[str, set[str]] = {}
    for other in scene.people.values():
        if other.country and len(other.words) > 1:
            families.setdefault(other.words[-1], set()).add(other.country)
    for sentence in scene.sentences:
        for position, mention in enumerate(sentence.mentions):
            person = scene.people.get(mention.ref or "")
            if person is None or person.country is not None or not any(p.is_spouse for p in mention.posts):
                continue
            family = families.get(person.words[-1], set()) if len(person.words) > 1 else set()
            others = [*reversed(sentence.mentions[:position]), *sentence.mentions[position + 1 :]]
            near = next((scene.country_of(m) for m in others if scene.country_of(m)), None)
            person.country = next(iter(family)) if len(family) == 1 else near


def _counterparts(scene: Scene, sides: list[str]) -> None:
    """ "son homologue X" never acts for the country of the one whose counterpart he is."""
    for sentence in scene.sentences:
        for mention in sentence.mentions:
            person = scene.people.get(mention.ref or "")
            if person is None or person.country or not any(p.is_counterpart for p in mention.posts):
                continue
            subject = next(
                (scene.country_of(m) for m in sentence.mentions if m is not mention and scene.country_of(m)), None
            )
            if subject:
                person.country = next((code for code in sides if code != subject), None)


def _share_with_companions(scene: Scene) -> None:
    """Who accompanies somebody acts for the same country; spouses too."""
    for sentence in scene.sentences:
        for match in scene.doc.phrases(sentence.start, sentence.end, "accompanied"):
            group = scene.group_after(sentence, match.end, 3)
            leaders = scene.group_before(sentence, match.start) or [
                m for m in sentence.mentions if m.start > (group[-1].end if group else 0)
            ]
            code = next((scene.country_of(m) for m in leaders if scene.country_of(m)), None)
            for mention in group:
                person = scene.people.get(mention.ref or "")
                if person is not None and person.country is None and not person.is_international:
                    person.country = code


def settle_visitors(scene: Scene, home: str | None, routes: list[tuple[list[str], str]]) -> None:
    """A visitor without a country comes from the article's home, else from the country named most besides the hosts.

    Args:
        home: the article's home country.
        routes: visitors' refs with the destination of each visit.
    """
    counts = scene.doc.country_counts()
    abroad = {code for _, code in routes[:2]}
    speaker = (home if home not in abroad else None) or speaking_country(scene, abroad)
    for refs, first in routes:
        hosts = {code for others, code in routes if set(others) & set(refs)}
        told = [c for c, n in counts.most_common() if c not in hosts and (n > 1 or len(counts) <= len(hosts) + 1)]
        origin = (
            home
            if home and home not in hosts and home != first
            else speaker
            if speaker and speaker != first
            else next(iter(told), None)
        )
        for ref in refs:
            person = scene.people[ref]
            if person.country is None and not person.is_international:
                person.country = origin


def settle_hosts(scene: Scene, hosts: list[tuple[list[str], str]]) -> None:
    """Who receives a visitor in a country acts for it."""
    for refs, code in hosts:
        for ref in refs:
            person = scene.people[ref]
            if person.country is None and not person.is_international:
                person.country = code


def settle_stand_ins(scene: Scene, visitor: str | None, host: str | None) -> None:
    """ "the host" and "the guest" stand for the last named person of the host country and for the main visitor."""
    for mention in scene.stand_ins:
        mention.ref = visitor if mention.kind == "guest" else _last_of_country(scene, mention, host)


def _last_of_country(scene: Scene, mention: Mention, host: str | None) -> str | None:
    """The last named person of a country before a mention, within a few sentences."""
    here = scene.doc.sentence_of[mention.start]
    for index in range(here, max(here - MAX_STAND_IN_DISTANCE, -1), -1):
        for other in reversed(scene.sentences[index].mentions):
            if other.name and other.start < mention.start and host and scene.country_of(other) == host:
                return other.ref
    return None
