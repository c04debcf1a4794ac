"""Guests and hosts that stand apart from their verb: behind a participle that opens, or about a ceremony.

The linguistic patterns: "Reçu mardi à Yaoundé par X, Y a salué"; "B gave a state dinner in honour of A"; "Recibe X al
presidente Y", "lo recibió X".
"""

from __future__ import annotations

from extractors.entities.document import Document
from extractors.entities.lexicon import Match
from extractors.entities.mentions import Mention
from extractors.events.scene import Scene, Sentence

MAX_TO_AGENT = 2
MAX_OPENING = 2
MAX_TO_RECEIVED = 3
MAX_IN_OPENING = 12
MAX_TO_GIVER = 4
_RELATIVE = frozenset({"relatives", "that"})
MAX_TO_CALLED = 4
MAX_TO_FURTHER = 20
MAX_THING = 6
_CALLED = frozenset({"destination", "with"})
_SMALL = frozenset({"location", "destination", "article", "function"})
_OWNERS = frozenset({"joiner", "agent"})
_CLAUSES = frozenset({"reporting", "visit_verb", "meet_verb", "relatives"})
_PLACING = frozenset({"location", "destination"})
_BEFORE_POST = frozenset({"article", "modifier", "demonym"})
_SOURCES = frozenset({"origin", "from", "invitation"})
_GIVERS = _SOURCES | {"agent"}
_NO_THINGS = frozenset(
    {"visit_noun", "meet_noun", "courtesy", "delegations", "relatives", "that", "location", "destination", "with"}
)


def opened_by_participle(scene: Scene, sentence: Sentence, match: Match) -> tuple[list[Mention], list[Mention]] | None:
    """Guest and hosts of "Reçu mardi à Yaoundé par X, Y a salué": a participle opens, its subject comes behind."""
    if match.start != sentence.start:
        return None
    seat = next((p for p in sentence.places if p.start >= match.end), None)
    governor = scene.preposition_before(seat.start, of_place=True) if seat is not None else None
    is_place = governor is not None and governor.any_of(_PLACING)
    if seat is not None and is_place and scene.doc.is_(seat.end, ","):
        # "Reçue mercredi à l'Élysée, Y a remercié la France"
        guest = next(scene.subjects(sentence, seat.end), None)
        return ([guest], []) if guest is not None else None
    # "received by" may be one phrase of the word lists
    is_closed = scene.doc.tokens[match.end - 1].lower in scene.doc.language.visits.agent
    agents = (p.end for p in scene.doc.phrases(match.end, sentence.end, "agent"))
    agent = match.end if is_closed else next(agents, None)
    hosts = scene.group_after(sentence, agent, MAX_TO_AGENT) if agent is not None else []
    comma = _comma_behind(scene, sentence, hosts[-1].end) if hosts else None
    if comma is None:
        return None
    guest = next(scene.subjects(sentence, comma), None)
    return ([guest], [m for m in hosts if m.ref]) if guest is not None else None


def _received_in_opening(scene: Scene, sentence: Sentence, match: Match) -> tuple[list[Mention], list[Mention]]:
    """Guests and hosts of "Receiving minister X at the palace, president Y said", "Al recibirlo, Y elogió".

    The guest is who stands before the comma, or with a pronoun whom the text was about.
    """
    if match.start - sentence.start > MAX_OPENING:
        return [], []
    people = [m for m in sentence.mentions if m.start >= match.end and m.ref]
    is_pronoun = "receives_them" in match or scene.doc.has(match.end, "pronouns")
    guest = None if is_pronoun or not people or people[0].start - match.end > MAX_TO_RECEIVED else people[0]
    start = guest.end if guest is not None else match.end
    comma = next((i for i in range(start, min(start + MAX_IN_OPENING, sentence.end)) if scene.doc.is_(i, ",")), None)
    host = next(scene.subjects(sentence, comma), None) if comma is not None else None
    guests = [guest] if guest is not None else list(scene.topic) if is_pronoun else []
    is_pair = host is not None and bool(guests) and host.ref not in {g.ref for g in guests}
    return (guests, [host]) if host is not None and is_pair else ([], [])


def received_apart(scene: Scene, sentence: Sentence, match: Match) -> tuple[list[Mention], list[Mention]]:
    """Guests and hosts of a reception that opens a sentence, or whose guest is a pronoun: "President X granted him an
    audience", "l'audience que lui a accordée X".
    """
    opened = _received_in_opening(scene, sentence, match)
    if opened[0] or "receives_them" not in match:
        return opened
    hosts = scene.group_before(sentence, match.start) or scene.group_after(sentence, match.end, MAX_TO_GIVER)
    hosts = [m for m in hosts if m.ref and not scene.is_governed(m)]
    guests = [m for m in scene.topic if m.ref not in {h.ref for h in hosts}]
    return (guests, hosts) if guests and hosts else ([], [])


def _comma_behind(scene: Scene, sentence: Sentence, at: int) -> int | None:
    """The comma that closes an opening, places and dates before it: "by X in Lima on Monday, Y"."""
    placed = {i for p in sentence.places for i in range(p.start, p.end)} | sentence.dated
    while at < sentence.end and (at in placed or scene.doc.any_of(at, _SMALL)):
        at += 1
    return at if scene.doc.is_(at, ",") else None


def antecedent_of(scene: Scene, sentence: Sentence, host: Mention) -> list[Mention]:
    """The guest of "X, que le président Y recevra", "X, whom Y will receive": who stands before the relative clause."""
    doc, at = scene.doc, host.start - 1
    while doc.any_of(at, _BEFORE_POST):
        at -= 1
    if not doc.any_of(at, _RELATIVE):
        return []
    start = doc.phrase_start(at)
    before = [m for m in sentence.mentions if m.ref and 0 <= start - m.end <= 1]
    if before:
        return before[-1:]
    # "X est la première personnalité que Y recevra": the predicate of a subject without a comma between
    subject = next(scene.subjects(sentence, end=start), None)
    is_plain = subject is not None and not any(doc.is_(i, ",") for i in range(subject.end, start))
    return [subject] if subject is not None and is_plain else []


def honoured_by(scene: Scene, sentence: Sentence, match: Match, limit: int) -> tuple[list[Mention], list[Mention]]:
    """Guests and hosts of "B gave a state dinner in honour of A", "A welcoming ceremony was held for A"; also of "A
    attended a state dinner given by B".
    """
    guests = scene.group_after(sentence, match.end, limit)
    if not guests or not (scene.is_governed(guests[0]) or match.end == guests[0].start):
        return [], []
    governor = scene.preposition_before(guests[0].start)
    if governor is not None and "agent" in governor and scene.doc.phrases(sentence.start, match.start, "attends"):
        return [m for m in scene.group_before(sentence, match.start) if m.ref], guests
    return guests, [m for m in scene.group_before(sentence, match.start) if m.ref and m not in guests]


def more_objects(scene: Scene, sentence: Sentence, group: list[Mention]) -> list[Mention]:
    """ "recibió a X, enviado especial de Y, y al ministro Z": a further object behind an apposition, where an "a" marks
    objects.
    """
    doc = scene.doc
    if not group or not doc.language.drops_subjects or doc.language.names.order == "family_first":
        return []
    for mention in (m for m in sentence.mentions if m.start > group[-1].end and m.ref and m.name):
        governor = scene.preposition_before(mention.start)
        start = governor.start if governor is not None else mention.start
        is_object = governor is not None and "destination" in governor and doc.has(start - 1, "and")
        between = range(group[-1].end, start)
        if is_object and len(between) <= MAX_TO_FURTHER and not any(doc.any_of(i, _CLAUSES) for i in between):
            return [mention]
    return []


def has_clitic(doc: Document, verb: Match) -> bool:
    """ "lo recibió", "l'a reçu": an object before its verb, which the word list may have as one phrase with it."""
    clitics = doc.language.markers.clitics
    before = verb.start - 2 if doc.tokens[verb.start - 1].text in {"'", "’"} else verb.start - 1
    return any(at >= 0 and doc.tokens[at].lower in clitics for at in (before, verb.start))


def object_behind(scene: Scene, sentence: Sentence, verb: Match, subject: Mention) -> list[Mention]:
    """ "Recibe X al presidente Y": the guests where a verb that opens the sentence has its subject behind it and an
    "a" marks the object.
    """
    is_opened = scene.doc.language.drops_subjects and verb.start == sentence.start
    if not is_opened or scene.is_governed(subject):
        return []
    second = next((m for m in sentence.mentions if m.start >= subject.end and m.ref), None)
    governor = scene.preposition_before(second.start) if second is not None else None
    if second is None or governor is None or "destination" not in governor:
        return []
    return scene.group_after(sentence, second.start, 0)


def called_by(scene: Scene, sentence: Sentence, noun: Match) -> tuple[list[Mention], list[Mention]]:
    """ "Visite du ministre X auprès du conseiller Y": who calls directly behind the noun, on whom behind a "with"."""
    people = [m for m in sentence.mentions if m.start >= noun.end and m.ref][:2]
    governors = [g for m in people if (g := scene.preposition_before(m.start)) is not None]
    if len(governors) < len(people) or len(people) < 2:
        return [], []
    is_owner = governors[0].start == noun.end and governors[0].any_of(_OWNERS)
    is_next = governors[1].start - people[0].end <= 1 and "with" in governors[1]
    return (people[:1], people[1:]) if is_owner and is_next else ([], [])


def called_on(scene: Scene, sentence: Sentence, noun: Match) -> list[Mention]:
    """ "une visite d'amitié à X", "a visit to the minister X": whom a noun of visiting leads to, no place first."""
    group = [m for m in scene.group_after(sentence, noun.end, MAX_TO_CALLED) if m.ref and (m.name or m.posts)]
    governor = scene.preposition_before(group[0].start) if group else None
    if governor is None or governor.start < noun.end or not governor.any_of(_CALLED):
        return []
    is_placed = any(noun.end <= p.start < group[0].start for p in sentence.places)
    is_clause = any(scene.doc.any_of(i, _CLAUSES) for i in range(noun.end, governor.start))
    return [] if is_placed or is_clause or scene.doc.has(group[-1].end, "genitive") else group[:1]


def receives_thing(scene: Scene, sentence: Sentence, verb: Match) -> bool:
    """ "received an invitation from X", "a reçu mardi un appel de X": the object of the verb is a thing, of whom a
    preposition stands between.

    Not "received the visit of X", "received a delegation led by X", "received in the office of President X minister Y".
    """
    doc = scene.doc
    giver = next((m for m in sentence.mentions if m.start >= verb.end and m.kind == "person"), None)
    governor = scene.preposition_before(giver.start) if giver is not None else None
    if governor is None or governor.start <= verb.end or not governor.any_of(_GIVERS):
        return False
    # "received on Monday": the preposition of a date is the date's
    days = sentence.dated
    dated = days | {i - 1 for i in days}
    thing = [i for i in range(verb.end, governor.start) if i not in dated]
    # "received warmly by X" has no noun
    is_noun = len(thing) > 1 or (bool(thing) and governor.any_of(_SOURCES))
    if not is_noun or len(thing) > MAX_THING:
        return False
    return not any(doc.any_of(i, _NO_THINGS) or scene.covered_by(i) or not doc.tokens[i].is_word for i in thing)
