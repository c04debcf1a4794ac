"""Companions: who travels along with whom.

The linguistic patterns: "A, accompanied by B and C", "He was accompanied by B", "B and C are accompanying the
president", "Acompañaron al visitante B y C"; "a delegation composed of B, C and D".
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.entities.lexicon import Match
from extractors.entities.mentions import Mention
from extractors.events.scene import Scene, Sentence

MAX_TO_COMPANION = 3
MAX_TO_LEADER = 4
MAX_TO_SPOUSE = 3
MAX_SPOUSE_NAME = 5
MAX_TO_LISTED = 4
# "the delegation | also | includes": between the noun and the verb that tells who belongs to it
MAX_TO_BELONGING = 4
MAX_TO_MEMBER = 3
MAX_TO_GUEST = 4
MAX_TO_PRONOUN = 4
_VISITS = ("on_visit", "visit_noun")
MAX_TO_NEXT = 16
_OTHER_DOINGS = frozenset({"visit_verb", "meet_verb", "reporting", "sign_verb", "received_by", "receives", "relatives"})
_LISTING = frozenset({"and", "article", "joiner"})


def read_companions(
    scene: Scene, sentence: Sentence, within: int | None = None
) -> Iterator[tuple[list[Mention], list[Mention]]]:
    """Leaders and those who accompany them.

    Args:
        within: of a sentence only phrases among its first so many tokens, where the sentence tells of nothing else.
    """
    end = sentence.end if within is None else min(sentence.end, sentence.start + within)
    for match in scene.doc.phrases(sentence.start, end, "accompanied"):
        group = scene.group_after(sentence, _behind_spouse(scene, sentence, match.end), MAX_TO_COMPANION)
        yield _leaders_of(scene, sentence, match, group), group
    yield from agents_before(scene, sentence)
    yield from _members(scene, sentence)
    for match in scene.doc.phrases(sentence.start, sentence.end, "accompanies"):
        fronted = _fronted(scene, sentence, match.start, match.end)
        if fronted is not None:
            yield fronted
            continue
        leaders = scene.group_after(sentence, match.end, MAX_TO_LEADER) or scene.topics.topic_before(sentence)
        group = scene.group_before(sentence, match.start)
        # "A, B, C and senior officials are accompanying the president": all who are named before
        several = [m for m in sentence.mentions if m.name and m.ref and m.end <= match.start]
        yield leaders, several if group and group[-1] in several and not scene.is_governed(several[0]) else group


def _behind_spouse(scene: Scene, sentence: Sentence, at: int) -> int:
    """ "accompanied by his wife Suluweti and Minister B": behind a spouse whom no title introduces."""
    spouses = scene.doc.phrases(at, min(at + MAX_TO_SPOUSE, sentence.end), "spouse")
    if not spouses:
        return at
    start = named = spouses[-1].end + scene.doc.is_(spouses[-1].end, ",")
    while named < min(start + MAX_SPOUSE_NAME, sentence.end) and scene.doc.tokens[named].text[:1].isupper():
        named += 1
    is_mention = any(start < m.end and m.start < named for m in sentence.mentions)
    is_parted = named < sentence.end and _parts_list(scene, named)
    return named if is_parted and not is_mention else at


def _members(scene: Scene, sentence: Sentence) -> Iterator[tuple[list[Mention], list[Mention]]]:
    """ "the delegation includes A and B", "Members of the delegation were A and B", "Teil der Delegation war A"."""
    for group in (m for m in sentence.mentions if m.kind == "delegation"):
        verbs = scene.doc.phrases(group.end, sentence.end, "including")
        verbs += scene.doc.phrases(group.end, min(sentence.end, group.end + MAX_TO_BELONGING), "belonging")
        for verb in verbs:
            is_next = not any(group.end <= m.start < verb.start for m in sentence.mentions)
            named = listed(scene, sentence, verb.end, MAX_TO_MEMBER) if is_next else []
            members = [m for m in named if m.name and m.kind == "person" and not m.is_envoy]
            if members:
                yield [group] if group.ref else scene.topics.topic_before(sentence), members
                break


def listed(scene: Scene, sentence: Sentence, start: int, within: int) -> list[Mention]:
    """ "including A, minister of X; B, director; and C": people behind a token whom only marks and an "and" part."""
    found: list[Mention] = []
    at, reach = start, within
    for mention in (m for m in sentence.mentions if m.start >= start):
        is_near = mention.start - at <= reach
        if not is_near or not all(_parts_list(scene, i) for i in range(at, mention.start) if found):
            break
        found.append(mention)
        at, reach = mention.end, MAX_TO_LISTED
    return found


def row(scene: Scene, sentence: Sentence, start: int, within: int) -> list[Mention]:
    """People named in a row behind a token, whatever titles stand between them, up to the next verb.

    Wider than `listed`: enough to say whose they are, not that they travelled or met.
    """
    found: list[Mention] = []
    at = start
    for mention in (m for m in sentence.mentions if m.start >= start and m.ref):
        between = range(at, mention.start)
        is_parted = any(_parts_list(scene, i) for i in between)
        if any(scene.doc.any_of(i, _OTHER_DOINGS) for i in between) or len(between) > MAX_TO_NEXT:
            break
        if not (is_parted if found else len(between) <= within):
            break
        found.append(mention)
        at = mention.end
    return found


def _parts_list(scene: Scene, at: int) -> bool:
    return scene.doc.tokens[at].text in {",", ";"} or scene.doc.any_of(at, _LISTING)


def agents_before(scene: Scene, sentence: Sentence) -> Iterator[tuple[list[Mention], list[Mention]]]:
    """ "X, der von Y begleitet wurde", "X wurde von Y begleitet": the companions as agents before the participle."""
    for match in scene.doc.phrases(sentence.start, sentence.end, "accompanied_last"):
        groups = scene.groups_between(sentence, sentence.start, match.start)
        governor = scene.preposition_before(groups[-1][0].start) if groups else None
        if governor is None or "agent" not in governor or groups[-1][-1].end != match.start:
            continue
        antecedent = _antecedent(scene, sentence, groups[-1][0].start)
        before = [antecedent] if antecedent is not None else groups[-2] if len(groups) > 1 else []
        yield before or scene.topics.topic_before(sentence), groups[-1]


def _fronted(scene: Scene, sentence: Sentence, start: int, end: int) -> tuple[list[Mention], list[Mention]] | None:
    """ "Accompanying the president are A and B": the leader behind the opening, the companions behind the verb."""
    leader = next((m for m in sentence.mentions if 0 <= m.start - end <= 1), None)
    if start != sentence.start:
        return None
    if leader is None or leader.kind == "guest":
        # "Acompañaron al distinguido visitante A, ministro de X; B": who came
        guest = next((m for m in sentence.mentions if m.kind == "guest" and 0 <= m.start - end <= MAX_TO_LEADER), None)
        leader = _guest_before(scene, sentence) if guest is not None else None
        return ([leader], listed(scene, sentence, guest.end, 1)) if guest is not None and leader is not None else None
    return [leader], scene.group_after(sentence, leader.end, MAX_TO_COMPANION)


def _antecedent(scene: Scene, sentence: Sentence, at: int) -> Mention | None:
    """ "was greeted by A, who was accompanied by B": whom the relative clause stands behind."""
    near = range(at - 1, max(at - MAX_TO_PRONOUN, sentence.start), -1)
    pronoun = next((i for i in near if scene.doc.has(i, "relatives")), None)
    if pronoun is None or not scene.doc.is_(pronoun - 1, ","):
        return None
    return next((m for m in sentence.mentions if m.ref and m.end == pronoun - 1), None)


def _guest_before(scene: Scene, sentence: Sentence) -> Mention | None:
    """Whom "the visitor" stands for: the last one of whom the sentences before tell that he is on a visit."""
    for earlier in reversed(scene.sentences[max(sentence.index - MAX_TO_GUEST, 0) : sentence.index]):
        noun = next((p for k in _VISITS for p in scene.doc.phrases(earlier.start, earlier.end, k)), None)
        before = [m for m in earlier.mentions if noun is not None and m.ref and m.name and m.end <= noun.start]
        if before:
            return before[-1]
    return None


def _leaders_of(scene: Scene, sentence: Sentence, match: Match, group: list[Mention]) -> list[Mention]:
    """Before the phrase, behind the companions ("Accompanied by B, A arrived"), or the one that went before."""
    at, behind = match.start, group[-1].end if group else sentence.start
    markers = scene.doc.language.markers
    is_taken_up = at == sentence.start and any(
        scene.doc.tokens[i].lower in markers.object_pronouns for i in range(at, match.end)
    )
    if scene.doc.tokens[at].lower in markers.clitics or is_taken_up:
        # "También lo acompaña B", "Viajan con ella A, B y C"
        return scene.topics.topic_before(sentence)
    antecedent = _antecedent(scene, sentence, at)
    if antecedent is not None:
        return [antecedent]
    return (
        scene.group_before(sentence, at)
        or list(scene.subjects(sentence, behind))[:1]
        or (scene.topics.topic_before(sentence) if group else [])
    )
