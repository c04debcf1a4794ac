"""Links roles and delegations to the named people that they stand for."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass

from rapidfuzz import fuzz

from extractors.entities.document import Document
from extractors.entities.gender import gender_of
from extractors.entities.mentions import Mention
from extractors.entities.name_parts import known_share
from extractors.entities.offices import HEADS, office_of
from extractors.entities.person import Person, attach, give_country, head_of
from extractors.entities.post import Post, head_noun

MAX_TO_LED, MAX_BEFORE_LED = 2, 8
MAX_TO_ARTICLE, MAX_TO_TRAVEL = 3, 6
MAX_LEADER_DISTANCE = 30
MAX_MAIN_PEOPLE = 60
MAX_RECENT = 40
MIN_STEM = 5
_MET = frozenset({"agent", "with", "received_by"})
_ARTICLES = frozenset({"article", "possessives", "genitive", "indefinite"})
HEADLINES = 1
MAX_TO_SUBJECT = 3
MAX_TO_INTRODUCED = 2
MAX_LIST = 24
_BODY = frozenset({"body", "international"})
LIKE_POST = 60
MAX_ENDING = 2
MAX_AGENTS = 4


@dataclass(slots=True)
class _Profile:
    """What roles are compared with: a person's distinct posts and the places of the mentions by name."""

    person: Person
    posts: dict[str, str]
    offices: set[str]
    starts: list[int]
    # starts of mentions behind "by" or "with": whom somebody else met
    met: frozenset[int]
    # offices that nobody else of the article holds, whatever his country
    sole: set[str]
    # whether a post names a field: "minister of finance"
    has_field: bool
    # offices told without a country: "the President of the Republic, X"
    at_home: set[str | None]
    # whether posts are told and none of them is a former one
    in_office: bool
    # the genders that the posts tell
    genders: set[str]

    def last_before(self, at: int) -> int:
        """The start of the last mention by name before a token, or -1."""
        position = bisect_left(self.starts, at)
        return self.starts[position - 1] if position else -1


def link_roles(doc: Document, people: list[Person], mentions: list[Mention], *, introduces: bool = True) -> None:
    """ "the Cuban defence minister" is the person of that country and post whom the article names.

    Args:
        introduces: whether a role may introduce the bare name before it.
    """
    roles = [m for m in mentions if m.kind == "role" and m.posts and not _is_plural(doc, m.posts[0])]
    if not roles:
        return
    main = _most_named(people)
    profiles, holders = _profiles(doc, main), _holders(doc, people)
    for role in roles:
        sure = _surely(doc, profiles, holders, mentions, role)
        if sure is not None:
            role.ref = sure
            continue
        fitting = [(score, p) for p in profiles if (score := _role_score(doc, p, role))[0] > 0]
        scored = [(score, p.person) for score, p in _of_same_gender(doc, role, fitting)]
        best = max(scored, key=lambda pair: pair[0], default=None)
        if best is not None and not role.posts[0].country:
            best = _subject_rather(doc, profiles, scored, best)
        compatriot = _only_of_country(doc, profiles, role) if best is not None and best[1].country is None else None
        if compatriot is not None:
            role.ref = compatriot
        elif best is not None and best[1].is_known and not _has_post(best[1]):
            # whom only the table knows: the role is the post that the text gives
            attach(best[1], role)
        elif best is not None:
            role.ref = best[1].ref
        elif role.posts[0].is_counterpart:
            role.ref = _counterpart(profiles, role)
        elif introduces and _may_introduce(doc, role):
            _introduce(doc, main, role)


def _surely(
    doc: Document, profiles: list[_Profile], holders: dict[str, str], mentions: list[Mention], role: Mention
) -> str | None:
    """Whom a role stands for where its short form, an apposition or "the visiting" before it leaves no choice."""
    holder = holders.get(doc.tokens[role.posts[0].head].text)
    if holder is not None:
        return holder
    beside = _apposed(doc, role, mentions) if role.posts[0].is_counterpart else None
    if beside is not None:
        return beside.ref
    return _counterpart_abroad(profiles, role) if doc.has(role.start - 1, "visiting") else None


def _only_of_country(doc: Document, profiles: list[_Profile], role: Mention) -> str | None:
    """ "Tajik speaker in Islamabad" above "Speaker X and the chairman of Tajikistan's assembly, Y": of a headline's
    state rather the one official of whom the text tells that state than who only has the like post.
    """
    if role.country is None or doc.sentence_of[role.start] > HEADLINES:
        return None
    own = [p.person.ref for p in profiles if p.posts and p.person.country == role.country]
    return own[0] if len(own) == 1 else None


def _counterpart(profiles: list[_Profile], role: Mention) -> str | None:
    """ "will welcome his Croatian counterpart": the only official of that country whom the text has named so far."""
    named = [p.person for p in profiles if p.posts and p.last_before(role.start) >= 0]
    own = [person.ref for person in named if role.country is not None and person.country == role.country]
    return own[0] if len(own) == 1 else None


def _counterpart_abroad(profiles: list[_Profile], role: Mention) -> str | None:
    """ "received his counterpart X ... The visiting president": the only one so far who is told of as a counterpart."""
    named = [p for p in profiles if p.last_before(role.start) >= 0]
    fellows = [
        p.person.ref for p in named if any(q.is_counterpart for m in p.person.mentions[:MAX_RECENT] for q in m.posts)
    ]
    return fellows[0] if len(fellows) == 1 and role.country is None else None


def _apposed(doc: Document, role: Mention, mentions: list[Mention]) -> Mention | None:
    """ "mit seinem Amtskollegen, dem polnischen Präsidenten X": who stands behind a counterpart's comma is he."""
    at = role.end + 1
    while doc.has(at, "article"):
        at += 1
    return next((m for m in mentions if m.start == at and m.name and m.ref), None) if doc.is_(role.end, ",") else None


def link_ranks(people: list[Person], mentions: list[Mention]) -> None:
    """ "Admiral X arrived. The Admiral met ...": the only one of the rank whom the text has named so far."""
    first: dict[tuple[str, int], dict[str, int]] = {}
    for person in people:
        for mention in person.mentions[:MAX_RECENT]:
            if mention.rank is not None:
                starts = first.setdefault(mention.rank, {})
                starts[person.ref] = min(mention.start, starts.get(person.ref, mention.start))
    # of each rank the first two to be named: from the second on the rank alone tells neither
    told = {rank: sorted(starts.items(), key=lambda pair: pair[1])[:2] for rank, starts in first.items()}
    for role in (m for m in mentions if m.kind == "role" and m.rank and not m.posts):
        named = [ref for ref, start in told.get(role.rank or ("", 0), []) if start < role.start]
        role.ref = named[0] if len(named) == 1 else None


def _holders(doc: Document, people: list[Person]) -> dict[str, str]:
    """ "Chief of Defence Staff (CDS) X ... the CDS": for each post that the article shortens the ref of its holder."""
    found: dict[str, str] = {}
    if not doc.post_acronyms:
        return found
    explained = {at: short for short, at in doc.post_acronyms.items()}
    for person in people:
        for post in (q for m in person.mentions[:MAX_RECENT] for q in m.posts):
            for at in range(post.start + 1, post.end + 1):
                if at in explained:
                    found.setdefault(explained[at], person.ref)
    return found


def _profiles(doc: Document, main: list[Person]) -> list[_Profile]:
    """What is known of those whom a role may stand for; an office that two share tells neither."""
    profiles = [_profile(doc, p) for p in main if p.kind == "person" and not p.is_weak]
    holders = Counter(office for profile in profiles for office in profile.offices)
    compatriots = Counter((office, p.person.country) for p in profiles for office in p.offices)
    for profile in profiles:
        country = profile.person.country
        profile.sole = {office for office in profile.offices if holders[office] == 1}
        if country is not None:
            profile.offices = {office for office in profile.offices if compatriots[(office, country)] == 1}
        else:
            profile.offices = profile.sole
    return profiles


def _is_met(doc: Document, at: int) -> bool:
    """Whether "by" or "with" stands before a mention, small words between: "mit seinem Kollegen X"."""
    before = at - 1
    start = max(doc.sentences[doc.sentence_of[at]][0], at - MAX_LIST)
    # "will X mit dem Präsidenten A, Minister B und Minister C zusammentreffen": where verbs stand last, lists are one
    is_list = doc.language.verb_second
    while before > start and not doc.any_of(before, _MET):
        is_part = is_list and (doc.tokens[before].is_capital or doc.is_(before, ",") or doc.has(before, "and"))
        if not is_part and not doc.any_of(before, _ARTICLES):
            break
        before -= 1
    return doc.any_of(before, _MET)


def _subject_rather(
    doc: Document,
    profiles: list[_Profile],
    scored: list[tuple[tuple[int, int, int], Person]],
    best: tuple[tuple[int, int, int], Person],
) -> tuple[tuple[int, int, int], Person]:
    """ "President A arrived, greeted by President B. The president ...": rather the subject than whom he met."""
    known = {p.person.ref: p for p in profiles}
    (fit, likeness, nearest), person = best
    if nearest < 0 or nearest not in known[person.ref].met:
        return best
    sentence = doc.sentence_of[nearest]
    rivals = [
        (score, other)
        for score, other in scored
        if score[0] == fit
        and score[1] == likeness
        and other is not person
        and score[2] >= 0
        and 0 <= sentence - doc.sentence_of[score[2]] <= MAX_TO_SUBJECT
        and score[2] not in known[other.ref].met
    ]
    return max(rivals, key=lambda pair: pair[0], default=best)


def _profile(doc: Document, person: Person) -> _Profile:
    own = [p for m in person.mentions[:MAX_RECENT] for p in m.posts if not p.is_spouse]
    posts = {doc.text(p.start, p.end).lower(): head_of(doc, p) for p in own}
    # the table's offices are for whom the text gives no post: a president may be head of government too
    offices = {office for p in own if (office := office_of(doc, p))} if own else set(person.offices)
    named = [m for m in person.mentions if m.name is not None]
    met = frozenset(m.start for m in named if _is_met(doc, m.start))
    has_field = any(doc.has(i, "portfolio") for p in own for i in range(p.start, p.end))
    at_home = {office_of(doc, p) for p in own if p.country is None}
    in_office = bool(own) and not any(p.is_former for p in own)
    genders = {gender for p in own if (gender := gender_of(doc, head_noun(doc, p)))}
    starts = sorted(m.start for m in named)
    return _Profile(person, posts, offices, starts, met, set(), has_field, at_home, in_office, genders)


def _of_same_gender(
    doc: Document, role: Mention, scored: list[tuple[tuple[int, int, int], _Profile]]
) -> list[tuple[tuple[int, int, int], _Profile]]:
    """ "La mandataria" behind "el presidente X" and "su homóloga Y": not who is only called as the other sex is."""
    gender = gender_of(doc, head_noun(doc, role.posts[0]))
    if gender is None:
        return scored
    told = [(score, p) for score, p in scored if gender in p.genders] if gender == "f" else []
    return told or [(score, p) for score, p in scored if not p.genders or gender in p.genders] or scored


def _is_plural(doc: Document, post: Post) -> bool:
    """ "ministers" without a country are nobody; languages without an s in the plural tell it otherwise."""
    if doc.language.nouns_capitalised and not post.country and not post.is_counterpart:
        # "Spitzenpolitiker kritisierten": but in a headline one politician has an article
        # "der SPD-Politiker"
        first = post.start - 2 if doc.is_(post.start - 1, "-") else post.start
        return doc.sentence_of[post.start] > HEADLINES and not doc.any_of(first - 1, _ARTICLES)
    ends_in_s = head_noun(doc, post).endswith("s")
    return ends_in_s and not post.country and doc.language.iso in {"en", "es", "fr"}


def _most_named(people: list[Person]) -> list[Person]:
    """The people that a role can stand for: in an article of very many, those named most."""
    if len(people) <= MAX_MAIN_PEOPLE:
        return people
    return sorted(people, key=lambda p: (-len(p.mentions), p.ref))[:MAX_MAIN_PEOPLE]


def _may_introduce(doc: Document, role: Mention) -> bool:
    """A post of a country; "had been received by the Pope" introduces nobody before it."""
    post = role.posts[0]
    return post.country is not None and not doc.has(post.head, "generic") and not _is_met(doc, role.start)


def _has_post(person: Person) -> bool:
    return any(mention.posts for mention in person.mentions[:MAX_RECENT])


def _is_introduced(person: Person) -> bool:
    """Whether more than a bare name, an honorific or the table of office holders tells who a person is."""
    is_bare = person.is_weak or person.country is None
    return _has_post(person) or not (is_bare or person.is_known)


def _introduce(doc: Document, people: list[Person], role: Mention) -> None:
    """ "Gegen X ... den russischen Präsidenten": a post of a country introduces the bare name just before it."""
    sentence = doc.sentence_of[role.start]
    families = {p.words[-1] for p in people if p.words and _is_introduced(p)}
    near = [
        (m.start, p)
        for p in people
        if p.kind == "person"
        and not _is_introduced(p)
        and p.country in (None, role.country)
        and known_share(p.words) >= 0.5
        and p.words[-1] not in families
        for m in p.mentions
        if m.name is not None and m.start < role.start and sentence - doc.sentence_of[m.start] <= MAX_TO_INTRODUCED
    ]
    if near and len({p.ref for _, p in near}) == 1:
        person = near[0][1]
        attach(person, role)
        person.is_weak, person.country = False, role.country
    if role.ref is None:
        _introduce_next(doc, people, role)


def _introduce_next(doc: Document, people: list[Person], role: Mention) -> None:
    """ "welcomed the head of the Argentine navy. Admiral X laid a wreath": of a force's post the officer whom the next
    sentences name first, where nothing else is told of him.
    """
    post, sentence = role.posts[0], doc.sentence_of[role.start]
    if not any(doc.has(i, "body") for i in range(post.head_end, post.end)):
        return
    named = [
        (m.start, p)
        for p in people
        for m in p.mentions[:1]
        if m.rank is not None and 0 <= doc.sentence_of[m.start] - sentence <= MAX_TO_INTRODUCED and m.start > role.start
    ]
    first = min(named, key=lambda pair: pair[0], default=None)
    if first is not None and first[1].country is None and not _has_post(first[1]):
        attach(first[1], role)
        first[1].country = role.country


def _role_score(doc: Document, profile: _Profile, role: Mention) -> tuple[int, int, int]:
    """(fit, likeness of the posts, nearness); fit 0 where the role cannot be this person's."""
    post, country = role.posts[0], profile.person.country
    # "der Bundespräsident" in Vienna may be the German one: a title of several states tells no country of its own
    told = None if post.is_shared else post.country
    if (told and country and told != country) or not _shares_body(doc, profile, post):
        return 0, 0, 0
    if post.is_former and profile.in_office:
        # "the last president who came" is not the one of today
        return 0, 0, 0
    head = head_of(doc, post)
    same_head = any(_same_head(doc, known, head) for known in profile.posts.values())
    # "the premier" is the prime minister
    same_office = office_of(doc, post) in (profile.offices if told else profile.sole)
    nearness = profile.last_before(role.start)
    is_generic = doc.has(post.head, "generic") and nearness >= 0 and not _holds_other(doc, profile, post)
    # "the minister" is no president
    is_generic = is_generic and not (doc.has(post.head, "ministerial") and profile.offices & HEADS)
    if told and post.end - post.start > 1:
        if is_generic and country == told and not same_head:
            # "the Bosnian leader": rather a head of state or government than who was named last
            return 1, int(bool(profile.offices & HEADS)), nearness
        phrase = doc.text(post.start, post.end).lower()
        likeness = max((int(fuzz.token_set_ratio(phrase, known)) for known in profile.posts), default=0)
        fit = 2 + (country == told) if (same_head and likeness >= LIKE_POST) or same_office else 0
        return fit, likeness, nearness
    if (same_head or same_office) and nearness >= 0:
        return 2, int(_has_same_form(doc, profile, head)), nearness
    if is_generic and not told and office_of(doc, post) in profile.offices - {None}:
        # "le chef de l'État": rather one who holds the office than who was named last, most of all whose country the
        # text need not tell
        return 1, 1 + (office_of(doc, post) in profile.at_home), nearness
    is_named = same_office or (post.end - post.start > 1 and doc.text(post.start, post.end).lower() in profile.posts)
    if is_named and not told and _is_named_next(doc, profile, role):
        return 1, 0, nearness
    return (1, 0, nearness) if is_generic and profile.posts and not told else (0, 0, 0)


def _has_same_form(doc: Document, profile: _Profile, head: str) -> bool:
    """ "Ministerin A, accompanied by Minister B. Die Ministerin ...": of one head, who has it in the same gender."""
    feminine = tuple(doc.language.posts.feminine_endings)
    known = [known for known in profile.posts.values() if _same_head(doc, known, head)]
    return bool(feminine) and any(form.endswith(feminine) == head.endswith(feminine) for form in known)


def _is_named_next(doc: Document, profile: _Profile, role: Mention) -> bool:
    """ "The head of state left on Monday. President X ...": whom the first sentence means, the next ones name."""
    sentence = doc.sentence_of[role.start]
    first = profile.starts[0] if profile.starts else role.start
    return sentence <= HEADLINES and 0 < doc.sentence_of[first] - sentence <= MAX_TO_SUBJECT


def _holds_other(doc: Document, profile: _Profile, post: Post) -> bool:
    """ "the Mexican head of state" is not the foreign minister; a monarch is a head of state too."""
    office = office_of(doc, post)
    if office is None:
        return False
    if not profile.offices:
        # a minister of finance is no head of state
        return profile.has_field
    return office not in profile.offices | ({"president"} if "monarch" in profile.offices else set())


def _shares_body(doc: Document, profile: _Profile, post: Post) -> bool:
    """ "the President of the Commission" is the head of a commission, no other president."""
    bodies = {doc.tokens[i].lower for i in range(post.head_end, post.end) if doc.any_of(i, _BODY)}
    return not bodies or any(all(body in known for body in bodies) for known in profile.posts)


def _same_head(doc: Document, known: str, head: str) -> bool:
    """Equal but for inflection ("Präsident", "Präsidenten"); where compounds are usual, their last part counts."""
    if known == head or (doc.language.nouns_capitalised and known.endswith(head)):
        return True
    shared = next((i for i, (a, b) in enumerate(zip(known, head, strict=False)) if a != b), min(len(known), len(head)))
    return shared >= MIN_STEM and shared >= max(len(known), len(head)) - MAX_ENDING


def link_delegations(doc: Document, people: list[Person], mentions: list[Mention]) -> None:
    """A delegation is its leader's; one without takes the last delegation of its country, else stands alone."""
    latest: dict[str | None, str] = {}
    by_ref = {person.ref: person for person in people}
    main = _most_named(people)
    for mention in mentions:
        if mention.kind != "person" and (head := _accompanied_by(doc, mention, mentions, by_ref)) is not None:
            mention.ref = head.ref
            give_country(head, mention.country)
            continue
        if mention.kind != "delegation":
            continue
        near = _leader_before(doc, mention, mentions, MAX_TO_LED)
        leader = near or _leader(doc, mention, mentions) or _leader_before(doc, mention, mentions, MAX_BEFORE_LED)
        if leader is not None and leader.ref:
            mention.ref = leader.ref
            person = by_ref[leader.ref]
            told = latest.get(mention.country) if mention.country else next(reversed(latest.values()), None)
            taken = _take_over(people, by_ref.get(told or ""), person)
            give_country(person, mention.country or taken)
            mention.country = mention.country or person.country
        elif not _is_another(doc, mention) and (owner := _main_traveller(main, mention)) is not None:
            mention.ref = owner.ref
        elif mention.country in latest or (mention.country is None and latest):
            mention.ref = latest.get(mention.country) or list(latest.values())[-1]
            group = by_ref[mention.ref]
            if group.kind == "organization":
                group.mentions.append(mention)
        elif mention.country is None and doc.sentence_of[mention.start] > HEADLINES and not _is_another(doc, mention):
            # "Rời Tanzania, Đoàn đến Mozambique": the one that the article is about, once it is known who travels
            mention.kind = "guest"
        elif mention.country is not None and not doc.text(mention.start, mention.end).lower().endswith("s"):
            person = Person(f"o{len(by_ref) + 1}", (), kind="organization", country=mention.country, is_weak=False)
            person.name = doc.text(mention.start, mention.end)
            people.append(person)
            by_ref[person.ref] = person
            attach(person, mention)
        if mention.ref:
            latest[mention.country] = mention.ref


def _take_over(people: list[Person], group: Person | None, leader: Person) -> str | None:
    """ "A delegation of A arrived. The delegation, led by X, ...": whose leader is told later was his from the first.

    Returns:
        The country of the delegation that is taken over.
    """
    if group is None or group.kind != "organization" or not group.mentions:
        return None
    for mention in group.mentions:
        mention.ref = leader.ref
    group.mentions = []
    people.remove(group)
    return group.country


def _accompanied_by(doc: Document, group: Mention, mentions: list[Mention], by_ref: dict[str, Person]) -> Person | None:
    """ "X cùng Đoàn đại biểu nước A": who is named together with a delegation of a country is of it."""
    joint = doc.matches[group.start - 1] if group.start and group.country and not group.ref else None
    if joint is None or "accompanied" not in joint:
        return None
    beside = next((m for m in mentions if m.kind == "person" and m.ref and m.end == joint.start), None)
    person = by_ref.get(beside.ref or "") if beside is not None else None
    return person if person is not None and person.country in (None, group.country) else None


def _is_another(doc: Document, delegation: Mention) -> bool:
    """ "una misión técnica dominicana viajará": behind an indefinite article a group of which the text has not told,
    where it is yet to travel.
    """
    start = delegation.start
    before = any(doc.has(i, "indefinite") for i in range(max(start - MAX_TO_ARTICLE, 0), start + 1))
    behind = range(delegation.end, min(delegation.end + MAX_TO_TRAVEL, len(doc.tokens)))
    return before and any(doc.has(i, "future") or _is_planned(doc, i) for i in behind)


def _is_planned(doc: Document, at: int) -> bool:
    match = doc.matches[at]
    verb = match.values.get("visit_verb") if match is not None else None
    return verb is not None and verb.tense == "future"


def _main_traveller(people: list[Person], delegation: Mention) -> Person | None:
    """ "the Cuban delegation" behind a Cuban leader who is named first: one and the same journey."""
    fitting = [
        p for p in people if p.kind == "person" and p.country and p.country == delegation.country and not p.is_weak
    ]
    before = [p for p in fitting if p.mentions[0].start < delegation.start and any(m.posts for m in p.mentions)]
    return min(before, key=lambda p: p.mentions[0].start, default=None)


def _leader(doc: Document, delegation: Mention, mentions: list[Mention]) -> Mention | None:
    """The person after "led by" behind the delegation, in the same sentence."""
    sentence = doc.sentence_of[delegation.start]
    stop = doc.sentences[sentence][1]
    if doc.language.verb_second and doc.has(delegation.end, "passive"):
        return _passive_leader(doc, delegation, mentions, stop)
    found = doc.phrases(delegation.end, min(stop, delegation.end + MAX_LEADER_DISTANCE), "leader")
    if not found:
        # "the delegation of Rear Admiral X"
        start = delegation.end + 1
        start += doc.has(start, "article")
        if not doc.has(delegation.end, "joiner") or start >= stop:
            return None
        return next((m for m in mentions if m.kind == "person" and m.name and m.start == start), None)
    after = [
        m for m in mentions if m.kind == "person" and found[0].end <= m.start < found[0].end + 6 and m.start < stop
    ]
    return min(after, key=lambda m: m.start, default=None)


def _passive_leader(doc: Document, delegation: Mention, mentions: list[Mention], stop: int) -> Mention | None:
    """ "Die Delegation wurde von X geleitet": the agent before the participle of a phrase of leading."""
    first = bisect_left(mentions, delegation.end, key=lambda m: m.start)
    behind = mentions[first : first + MAX_AGENTS]
    agent = next((m for m in behind if m.kind == "person" and m.name and m.start < stop), None)
    if agent is None or agent.end >= stop or not doc.has(agent.start - 1, "agent"):
        return None
    return agent if doc.tokens[agent.end].lower in doc.lexicon.leading_participles else None


def _leader_before(doc: Document, delegation: Mention, mentions: list[Mention], limit: int) -> Mention | None:
    """ "X at the head of a delegation": the leading words stand between the leader and the delegation."""
    start = doc.sentences[doc.sentence_of[delegation.start]][0]
    found = doc.phrases(max(start, delegation.start - MAX_BEFORE_LED), delegation.start, "leading")
    if not found or delegation.start - found[-1].end > limit:
        return None
    before = [m for m in mentions if m.kind == "person" and start <= m.start and m.end <= found[-1].start]
    return max(before, key=lambda m: m.start, default=None)
