"""Which country an actor acts for where its own mentions do not say.

In order: what the name's language settles, a place that the sentence opens with, the article's own home, and last the
host country for those whom a visitor meets.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from extractors.entities.document import Document
from extractors.entities.lexicon import Match
from extractors.entities.mentions import Mention
from extractors.entities.office_holders import is_held_by_another
from extractors.entities.offices import HEADS, office_of
from extractors.entities.person import MAX_READ, Person, give_country
from extractors.entities.post import Post, head_noun
from extractors.events.companions import read_companions, row
from extractors.events.home import home_country
from extractors.events.journey import Journey
from extractors.events.scene import Scene, Sentence

MAX_STAND_IN_DISTANCE = 12
MAX_TO_SIGNER = 6
MAX_TO_NAMED = 3
MAX_TO_FURTHER = 12
MIN_FURTHER = 2
MIN_LIST = 3
MAX_TO_HOME = 3
MAX_TO_SIGNERS = 2
# "anunció el portavoz" is read as what somebody may announce too
_SAYING = ("reporting", "pledge_verb")


def settle_opening_places(scene: Scene) -> None:
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
            if person is None or mention is subject or not mention.posts or person.is_resident:
                continue
            if any(at <= mention.start for at in met):
                give_country(person, code)


def settle_home_comers(scene: Scene) -> None:
    """ "General X returned last night to Madrid": whose country nobody tells is of the city that he comes home to."""
    for sentence in scene.sentences:
        for match in scene.doc.phrases(sentence.start, sentence.end, "returns"):
            near = (p for p in sentence.places if p.is_city and match.end < p.start)
            place = next((p for p in near if scene.distance(sentence, match.end, p.start) <= MAX_TO_HOME), None)
            governor = scene.preposition_before(place.start, of_place=True) if place is not None else None
            if place is None or governor is None or "from" in governor or "destination" not in governor:
                continue
            for mention in scene.group_before(sentence, match.start):
                give_country(scene.people.get(mention.ref or ""), place.code)
        for match in scene.doc.phrases(sentence.start, sentence.end, "departure"):
            _settle_leaver(scene, sentence, match)


def _settle_leaver(scene: Scene, sentence: Sentence, match: Match) -> None:
    """ "X leaves Washington this weekend for a week of meetings in South America": who leaves a capital for somewhere
    is of it.
    """
    place = next((p for p in sentence.places if p.is_city and 0 <= p.start - match.end <= 1), None)
    if place is None or not any(scene.doc.has(i, "bound_for") for i in range(place.end, sentence.end)):
        return
    for mention in scene.group_before(sentence, match.start):
        person = scene.people.get(mention.ref or "")
        if person is not None and mention.posts:
            give_country(person, place.code)


def settle_host_officials(scene: Scene) -> None:
    """ "sau khi đến Chile và hội đàm với Thủ tướng nước chủ nhà X": whose post is of the host country is of the place
    told last.
    """
    for sentence in scene.sentences:
        for mention in sentence.mentions:
            person = scene.people.get(mention.ref or "")
            posts = (i for post in mention.posts for i in range(post.start, post.end))
            if person is None or person.country or not any(scene.doc.has(i, "host_word") for i in posts):
                continue
            near = scene.sentences[max(sentence.index - 1, 0) : sentence.index + 1]
            before = [p.code for s in near for p in s.places if p.end <= mention.start]
            behind = [p.code for p in sentence.places if p.start >= mention.end]
            person.country = next(iter([*before[::-1], *behind]), None)


def settle_officials(
    scene: Scene,
    home: str | None,
    main: Journey | None,
    journeys: list[Journey],
    pairs: list[tuple[str, str]],
    places: list[str | None],
) -> None:
    """Who is introduced without a country acts for the article's home, else for a side of its main visit.

    Never for the country of somebody whom the person meets, or whose sole office the person holds too.

    Args:
        home: the article's home country.
        main: the article's main visit.
        journeys: all visits of the article; no visitor acts for a country that he travels to.
        pairs: refs of people who met.
        places: for each such pair the country where they met, where it is told.
    """
    host, visiting = (main.destination, main.origin) if main is not None else (None, None)
    travels = travels_of(journeys)
    _spouses_of_name(scene)
    _share_with_companions(scene)
    _share_with_the_named(scene)
    _share_with_owners(scene)
    _spouses(scene)
    rivals = _Rivals(scene, [*pairs, *_signers(scene)])
    _share_in_lists(scene, rivals)
    sides = [code for code in (host, visiting, home) if code]
    _from_meeting_places(scene, pairs, places, home, rivals)
    _from_tours(scene, pairs, travels, rivals)
    named = [code for code, count in scene.doc.country_counts().most_common() if count > 1]
    announcers = _announcers(scene, journeys)
    for person in _without_country(scene):
        if person.country is not None:
            continue
        excluded = rivals.of(person) | travels.get(person.ref, set())
        if person.is_resident:
            excluded |= {host}
        # "Minister A met his counterpart B": who is named first came with the visitor
        own = (home, visiting) if person.ref in rivals.openers or person.ref in announcers else (home,)
        order = (*own, *sides, *named) if excluded - {None} else (*own, *sides)
        free = (code for code in order if code and code not in excluded)
        person.country = next((c for c in free if not is_held_by_another(scene.doc, person, c, scene.year)), None)
        rivals.note(person)
    _from_partners(scene, pairs, places, sides, rivals)
    _spouses(scene)


def travels_of(journeys: list[Journey]) -> dict[str, set[str]]:
    """For each visitor the countries of destination."""
    found: dict[str, set[str]] = {}
    for journey in journeys:
        for ref in journey.visitors:
            found.setdefault(ref, set()).update([journey.destination] if journey.destination else [])
    return found


def _announcers(scene: Scene, journeys: list[Journey]) -> set[str]:
    """ "X will travel to Iraq on Monday, presidency spokesman Y said": who says it speaks for who will travel.

    Not where he is told to arrive or to be expected, which is how his hosts put it.
    """
    drafts = [draft for journey in journeys if journey.status == "planned" for draft in journey.drafts]
    found: set[str] = set()
    departing = {d.sentence for d in drafts if d.source in {"verb", "noun"} and "arrival" not in d.trigger}
    for sentence in (scene.sentences[i] for i in sorted(departing)):
        said = (p for category in _SAYING for p in scene.doc.phrases(sentence.start, sentence.end, category))
        for phrase in said:
            speaker = scene.speaker_beside(phrase)
            if speaker is not None and speaker.ref and speaker.posts:
                found.add(speaker.ref)
    return found


def _signers(scene: Scene) -> list[tuple[str, str]]:
    """ "Minister A und Minister B unterzeichneten ein Abkommen": two who sign a paper together act for two sides."""
    found: list[tuple[str, str]] = []
    for sentence in scene.sentences:
        if not scene.doc.phrases(sentence.start, sentence.end, "instrument"):
            continue
        for verb in scene.doc.phrases(sentence.start, sentence.end, "sign_verb"):
            group = scene.group_before(sentence, verb.start) or scene.group_after(sentence, verb.end, MAX_TO_SIGNERS)
            refs = scene.refs(group)
            if len(refs) == 1 and scene.doc.has(verb.end, "accompanied"):
                # "A signed together with Minister B an agreement"
                other = scene.refs(scene.group_after(sentence, verb.end, MAX_TO_SIGNER))
                found += [(refs[0], ref) for ref in other[:1] if ref != refs[0]]
            if len(refs) == len(group) == 2 and scene.doc.has(group[0].end, "and"):
                found.append((refs[0], refs[1]))
    return found


def _from_tours(scene: Scene, pairs: list[tuple[str, str]], travels: dict[str, set[str]], rivals: _Rivals) -> None:
    """Whom somebody meets on a tour of several countries acts for that one of them which was named last before."""
    for visitor, met in [*pairs, *((second, first) for first, second in pairs)]:
        person, stops = scene.people[met], travels.get(visitor, set()) - rivals.of(scene.people[met])
        if person.country is not None or met in travels or len(stops) < 2 or not any(m.posts for m in person.mentions):
            continue
        before = range(person.mentions[0].start - 1, -1, -1)
        last = next((code for i in before if (code := _named_at(scene, i)) in stops), None)
        give_country(person, last)
        rivals.note(person)


def _named_at(scene: Scene, at: int) -> str | None:
    return scene.doc.state_at(at) or scene.doc.value(at, "city")


def _from_partners(
    scene: Scene, pairs: list[tuple[str, str]], places: list[str | None], sides: list[str], rivals: _Rivals
) -> None:
    """Of two who met, one's country being known, the other acts for the other side; not where they met elsewhere."""
    for (first, second), code in zip(pairs, places, strict=True):
        if code is not None and code not in sides:
            continue
        for one, other in ((first, second), (second, first)):
            person, partner = scene.people[one], scene.people[other]
            if person.may_be_of_here and partner.country:
                excluded = rivals.of(person)
                person.country = next((code for code in sides if code not in excluded), None)


class _Rivals:
    """Countries that a person cannot act for: of whom the person meets or is the counterpart of, of who holds the same
    sole office.

    Attributes:
        openers: refs of those whose counterparts are named behind them.
    """

    def __init__(self, scene: Scene, pairs: list[tuple[str, str]]) -> None:
        self.scene = scene
        self.partners: dict[str, set[str]] = {}
        counterparts = list(_counterparts(scene))
        self.openers = {other for _, other in counterparts}
        for first, second in (*pairs, *counterparts):
            self.partners.setdefault(first, set()).add(second)
            self.partners.setdefault(second, set()).add(first)
        self.holders: dict[str, set[str]] = {}
        for person in scene.people.values():
            self.note(person)

    def note(self, person: Person) -> None:
        if person.country:
            for office in self._offices(person):
                self.holders.setdefault(office, set()).add(person.country)

    def of(self, person: Person) -> set[str | None]:
        met = {self.scene.people[ref].country for ref in self.partners.get(person.ref, ())}
        return met.union(person.foreign_to, *(self.holders.get(office, set()) for office in self._offices(person)))

    def _offices(self, person: Person) -> set[str]:
        posts = (p for m in person.mentions[:MAX_READ] for p in m.posts if not m.is_plural)
        return {office for post in posts if (office := office_of(self.scene.doc, post))}


def _counterparts(scene: Scene) -> Iterator[tuple[str, str]]:
    """ "son homologue X": the counterpart with the one before, whose counterpart he is."""
    for sentence in scene.sentences:
        named = [m for m in sentence.mentions if m.ref in scene.people]
        signs = bool(scene.doc.phrases(sentence.start, sentence.end, "sign_verb"))
        for position, mention in enumerate(named):
            other = next((m for m in reversed(named[:position]) if m.ref != mention.ref), None)
            # "and his host, Minister B"
            is_host = any(scene.doc.has(i, "host_word") for i in range(max(mention.start - 2, 0), mention.start))
            is_other = is_host or any(post.is_counterpart for post in mention.posts)
            if other is not None and (is_other or (signs and _is_of_another(scene, other, mention))):
                yield str(mention.ref), str(other.ref)


def _is_of_another(scene: Scene, first: Mention, second: Mention) -> bool:
    """ "signed by A, minister of X, and B, Chilean minister of Y": whose country is told is of the other side."""
    is_bare = first.country is None and bool(first.posts) and bool(second.posts)
    between = range(first.end, second.start)
    is_next = len(between) <= MAX_TO_SIGNER and any(scene.doc.has(i, "and") for i in between)
    return is_bare and second.country is not None and is_next


def _is_group(doc: Document, post: Post) -> bool:
    """ "leaders X and Y": a plural of no one post says nothing of a country."""
    return doc.has(post.head, "generic") and head_noun(doc, post).endswith("s")


def _from_meeting_places(
    scene: Scene, pairs: list[tuple[str, str]], places: list[str | None], home: str | None, rivals: _Rivals
) -> None:
    """Whom a foreigner meets in a country, and of whom nothing else is said, acts for that country."""
    for (first, second), code in zip(pairs, places, strict=True):
        for one, other in ((first, second), (second, first)):
            person, partner = scene.people[one], scene.people[other]
            is_host = partner.country not in (None, code) and (one == second or home in (None, code))
            if code and person.may_be_of_here and is_host:
                person.country = None if code in rivals.of(person) else code
                rivals.note(person)


def _without_country(scene: Scene) -> list[Person]:
    """Officials of no known country; "the presidents X and Y" are of two, and nothing says which is whose."""
    return [
        p
        for p in scene.people.values()
        if p.country is None
        and not p.is_international
        and p.kind == "person"
        and any(not m.is_plural and not _is_group(scene.doc, post) for m in p.mentions for post in m.posts)
    ]


def _spouses(scene: Scene) -> None:
    """A spouse acts for the country of the one who shares the name, else of the person named before, else behind."""
    _spouses_of_name(scene)
    for sentence in scene.sentences:
        for position, mention in enumerate(sentence.mentions):
            if _is_spouse(scene, sentence, position):
                others = [*reversed(sentence.mentions[:position]), *sentence.mentions[position + 1 :]]
                near = next((scene.country_of(m) for m in others if scene.country_of(m)), None)
                give_country(scene.people.get(mention.ref or ""), near)


def _spouses_of_name(scene: Scene) -> None:
    """ "President A Y ... the first lady, B Y": a spouse acts for the country of the one of the same family name."""
    families: dict[str, set[str]] = {}
    for other in scene.people.values():
        if other.country and len(other.words) > 1:
            families.setdefault(other.words[-1], set()).add(other.country)
    for sentence in scene.sentences:
        for position, mention in enumerate(sentence.mentions):
            person = scene.people.get(mention.ref or "")
            family = families.get(person.words[-1], set()) if person is not None and len(person.words) > 1 else set()
            if len(family) == 1 and _is_spouse(scene, sentence, position):
                give_country(person, next(iter(family)))


def _is_spouse(scene: Scene, sentence: Sentence, position: int) -> bool:
    """ "his wife X", and who reigns beside one who reigns: "King A and Queen B"."""
    mention = sentence.mentions[position]
    if any(post.is_spouse for post in mention.posts):
        return True
    before = sentence.mentions[position - 1] if position else None
    return (
        before is not None
        and _joined(scene, before, mention)
        and all(any(office_of(scene.doc, post) == "monarch" for post in m.posts) for m in (before, mention))
    )


def _share_with_companions(scene: Scene) -> None:
    """Who accompanies somebody acts for the same country; spouses too."""
    for sentence in scene.sentences:
        for leaders, group in read_companions(scene, sentence):
            code = next((scene.country_of(m) for m in leaders if scene.country_of(m)), None)
            further = row(scene, sentence, group[-1].end, MAX_TO_FURTHER) if group else []
            if len(group) == 1 and sum(bool(m.posts) for m in further) < MIN_FURTHER:
                # "accompanied by X, President Y said": who follows one companion alone is another
                further = []
            for mention in [*group, *further]:
                give_country(scene.people.get(mention.ref or ""), code)


def _share_in_lists(scene: Scene, rivals: _Rivals) -> None:
    """ "Fiji's Prime Minister A, Foreign Minister B and Minister C": a country before a list is that of all.

    Not of a head of state or government behind another: "the Kenyan president A and Prime Minister B" may have met.
    Nor of whom an ambassador is named with, who is rather of the country where he lives.
    """
    for sentence in scene.sentences:
        for group in scene.groups_between(sentence, sentence.start, sentence.end):
            code = _code_before(scene, group[0]) or _code_of_several(scene, group)
            if code is None or not _is_closed_list(scene, group) or _is_resident(scene, group[0]):
                continue
            for mention in group:
                person = scene.people.get(mention.ref or "")
                offices = {office_of(scene.doc, post) for post in mention.posts}
                is_open = person is not None and not person.country and not person.is_international
                if person is None or not is_open or not mention.posts or offices & HEADS:
                    continue
                if code not in rivals.of(person):
                    person.country = code
                    rivals.note(person)


def _code_of_several(scene: Scene, group: list[Mention]) -> str | None:
    """ "in his train foreign minister A, minister B and the head of the office, C": of three and more officials in
    a row the country of the one whose country the table of office holders knows.
    """
    if any(mention.country for mention in group):
        # "A, assistant chief, and Zambia's adviser, B": whose country is told is the odd one out
        return None
    people = [scene.people.get(mention.ref or "") for mention in group if mention.posts]
    codes = {person.country for person in people if person is not None and person.country}
    return codes.pop() if len(codes) == 1 and len(people) == len(group) >= MIN_LIST else None


def _is_closed_list(scene: Scene, group: list[Mention]) -> bool:
    """Whether an "and" ends a list of officials: "President A, Foreign Minister B said" lists nobody."""
    return len(group) > 1 and any(scene.doc.has(i, "and") for i in range(group[-2].end, group[-1].start))


def _is_resident(scene: Scene, mention: Mention) -> bool:
    person = scene.people.get(mention.ref or "")
    return person is not None and person.is_resident


def _code_before(scene: Scene, mention: Mention) -> str | None:
    """The country said before a person's name, and so before a list that the person opens."""
    told = mention.name is not None and any(post.country and post.end <= mention.name.start for post in mention.posts)
    return scene.country_of(mention) if told else None


def _joined(scene: Scene, first: Mention, second: Mention) -> bool:
    """Whether nothing but an "and" and an article stands between two mentions."""
    between = range(first.end, second.start)
    return scene.doc.has(first.end, "and") and all(scene.doc.has(i, "article") for i in between[1:])


def _share_with_the_named(scene: Scene) -> None:
    """ "accompanied the French president, among them Minister A": those named behind are of the country before."""
    for sentence in scene.sentences:
        for phrase in scene.doc.phrases(sentence.start, sentence.end, "including"):
            before = [m for m in sentence.mentions if m.end <= phrase.start]
            code = next((c for m in reversed(before) if (c := scene.country_of(m))), None)
            for mention in row(scene, sentence, phrase.end, MAX_TO_NAMED) if code else ():
                give_country(scene.people.get(mention.ref or ""), code)


def _share_with_owners(scene: Scene) -> None:
    """ "President X's envoy, Minister Y": who belongs to somebody acts for his country."""
    for sentence in scene.sentences:
        for owner, mention in pairwise(sentence.mentions):
            owns = scene.doc.has(owner.end, "genitive") and not scene.doc.is_(owner.end, ",")
            if owns and mention.start == owner.end + 1:
                give_country(scene.people.get(mention.ref or ""), scene.country_of(owner))


def settle_visitors(scene: Scene, routes: list[tuple[list[str], str]]) -> str | None:
    """Gives visitors without a country one: the article's home, else the country named most besides the hosts.

    Args:
        routes: visitors' refs with the destination of each visit.

    Returns:
        The article's home country where it can be seen.
    """
    counts = scene.doc.country_counts()
    untold = [(refs, code) for refs, code in routes if refs and scene.people[refs[0]].country is None]
    home = home_country(scene, frozenset(code for _, code in untold), frozenset(code for _, code in routes))
    for refs, first in routes:
        hosts = {first, *(code for others, code in routes if set(others) & set(refs))}
        told = [c for c, n in counts.most_common() if c not in hosts and (n > 1 or len(counts) <= MIN_FURTHER)]
        # who travels along with somebody acts for his country
        known = next((code for ref in refs if (code := scene.people[ref].country)), None)
        origin = known or (home if home and home not in hosts else next(iter(told), None))
        for ref in refs:
            give_country(scene.people[ref], origin)
    return home


def settle_hosts(scene: Scene, hosts: list[tuple[list[str], str]]) -> None:
    """Who receives a visitor in a country acts for it; not an ambassador, who lives abroad."""
    for refs, code in hosts:
        for person in (scene.people[ref] for ref in refs):
            if person.may_be_of_here:
                give_country(person, code)


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
