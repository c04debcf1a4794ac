"""The country whose press or government writes: its officials are named without saying whose they are.

Signs for a country: its news agency, a seat of government in the head ("White House"), the dateline, sentences that say
"our", how often it is named. Signs against it: a visitor whose country is not said travels there, and its officials
are introduced as foreigners are ("the Kenyan president").
"""

from __future__ import annotations

from collections import Counter, defaultdict

from extractors.entities.document import Document
from extractors.entities.mentions import Mention
from extractors.entities.person import MAX_READ
from extractors.events.scene import Scene

HEAD_SENTENCES = 3
# How much each sign says; only their order of size matters much, no figure was fitted to single articles.
AGENCY, AGENCY_ABROAD, SEAT, DATELINE, ASSUMED, WE, NAMED, USES_LANGUAGE = 4.0, 2.5, 2.0, 2.5, 4.0, 2.0, 1.5, 1.5
# A correspondent writes from where the visit leads.
DATELINE_OF_VISIT = 0.5
FOREIGNER, DESTINATION = -1.0, -4.0
MAX_FOREIGNERS = 3
OWN_OFFICIALS, OWN_OFFICIALS_OF_VISITED = 1.0, 0.5
ENOUGH = 1.6
# Where few countries write a language, one of them speaks more surely.
FEW_COUNTRIES = 8


def home_country(scene: Scene, untold: frozenset[str], visited: frozenset[str]) -> str | None:
    """The country that speaks, or None where nothing tells.

    Args:
        scene: the article.
        untold: countries to which people travel whose own country is not said.
        visited: all countries to which people travel.
    """
    doc = scene.doc
    scores = _for(scene, visited)
    for code, count in _foreigners(scene).items():
        scores[code] += FOREIGNER * min(count, MAX_FOREIGNERS)
    for code in untold:
        scores[code] += DESTINATION
    named = doc.country_counts()
    best = max(scores, key=lambda code: (scores[code], named[code], code), default=None)
    return best if best is not None and scores[best] >= ENOUGH else None


def states_of_language(doc: Document) -> set[str]:
    """The states whose press writes the article's language."""
    return {entry.removesuffix("!") for entry in doc.language.home_countries}


def _foreigners(scene: Scene) -> Counter[str]:
    """How many officials of each country the article introduces with their country."""
    people = [p for p in scene.people.values() if p.kind == "person"]
    return Counter(p.country for p in people if p.country and any(_is_foreign(scene.doc, m) for m in p.mentions))


def _is_foreign(doc: Document, mention: Mention) -> bool:
    """Whether a mention has a post and a country that the text adds to it; "Bundeskanzler" needs none."""
    return bool(mention.country and mention.posts) and not any(doc.has(p.head, "post_state") for p in mention.posts)


def _for(scene: Scene, visited: frozenset[str]) -> dict[str, float]:
    """The signs for each country, weighted."""
    doc = scene.doc
    scores: dict[str, float] = defaultdict(float)
    named = doc.country_counts()
    most = max(named.values(), default=0)
    for code, count in named.items():
        scores[code] += NAMED * count / most
    homes = states_of_language(doc)
    uses = USES_LANGUAGE * (2 if len(homes) <= FEW_COUNTRIES else 1)
    for entry in doc.language.home_countries:
        code = entry.removesuffix("!")
        # a country of the language that a longer text names once in passing speaks no more than others
        is_told = code in named and named[code] > min(1, most - 1)
        if is_told or entry.endswith("!"):
            scores[code] += ASSUMED if entry.endswith("!") else uses
    agency = _agency_country(doc)
    if agency and (agency in named or agency in homes):
        # an agency of many countries' news reports on others, where its own is not named
        is_of_others = len(homes) > FEW_COUNTRIES and sum(count > 1 for count in named.values()) > 1
        scores[agency] += AGENCY if agency in named else 0.0 if is_of_others else AGENCY_ABROAD
    for code in _seats(doc):
        scores[code] += SEAT
    dateline = _dateline_country(doc)
    if dateline:
        scores[dateline] += DATELINE_OF_VISIT if dateline in visited else DATELINE
    for code, count in _own_officials(scene).items():
        # of a country that is visited they may be the hosts
        sign = OWN_OFFICIALS_OF_VISITED if code in visited else OWN_OFFICIALS
        scores[code] += sign * min(count, MAX_FOREIGNERS)
    speaker = _speaking_country(scene, visited)
    if speaker:
        scores[speaker] += WE
    return scores


def _own_officials(scene: Scene) -> Counter[str]:
    """How many officials the article names without saying whose they are, of whom the table of office holders knows."""
    people = [p for p in scene.people.values() if p.is_known and p.country and not p.is_resident]
    posts = {p.ref: [q for m in p.mentions[:MAX_READ] for q in m.posts] for p in people}
    bare = [p for p in people if posts[p.ref] and not any(m.country for m in p.mentions[:MAX_READ])]
    return Counter(str(p.country) for p in bare if not any(q.is_counterpart for q in posts[p.ref]))


def _seats(doc: Document) -> list[str]:
    """The seat of government named most in the head of the text: "White House"."""
    seats = Counter(
        str(doc.value(i, "metonym"))
        for start, end in doc.sentences[:HEAD_SENTENCES]
        for i in range(start, end)
        if doc.has(i, "metonym")
    )
    return [code for code, _ in seats.most_common(1)]


def _speaking_country(scene: Scene, visited: frozenset[str]) -> str | None:
    """The country that says "our" and "we": the one most named in such sentences besides those visited.

    A nationality that stands there alone decides nothing ("a Spanish engineer of ours"); between countries named
    as often it speaks for its own.
    """
    doc = scene.doc
    spoken = [s for s in scene.sentences if doc.phrases(s.start, s.end, "home")]
    names, demonyms = (
        Counter(m.values[kind] for s in spoken for m in doc.phrases(s.start, s.end, kind))
        for kind in ("country", "demonym")
    )
    named = doc.country_counts()
    return max(
        (c for c in names if c not in visited),
        key=lambda code: (names[code], demonyms[code], named[code], code),
        default=None,
    )


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
            and doc.tokens[match.end].text in {"-", "–", "—", "(", ",", ".", ":", "/", "["}
        ):
            return str(match.values["city"])
    return None
