"""Encounters: two people who met, and the meetings that the claims document gives of them."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.claims import DateBasis, Meeting, MeetingFormat
from extractors.entities.lexicon import Match
from extractors.events.drafts import evidence
from extractors.events.edtf import PartialDate
from extractors.events.scene import Scene


@dataclass(slots=True, eq=False)
class Encounter:
    """One meeting: refs of the participants, and the sentence and trigger that tell of it."""

    participants: tuple[str, ...]
    sentence: int
    trigger: Match
    format: MeetingFormat
    place: str | None = None
    place_code: str | None = None
    date: PartialDate | None = None
    basis: DateBasis | None = None
    tense: str = "past"
    host_code: str | None = None
    # told in a clause of place: "flew to X, where he met B"; of B nothing is said
    in_clause: bool = False
    # all who met together, where they were more than the two
    together: tuple[str, ...] = ()


def unique(found: list[Encounter]) -> list[Encounter]:
    """One encounter for a pair and date; later sentences add what the first one left open."""
    known: dict[tuple[str, ...], list[Encounter]] = {}
    for encounter in found:
        key = tuple(sorted(encounter.participants))
        same = next(
            (e for e in known.get(key, []) if not (e.date and encounter.date and e.date.clashes(encounter.date))), None
        )
        if same is None:
            known.setdefault(key, []).append(encounter)
            continue
        same.date = same.date or encounter.date
        same.place = same.place or encounter.place
        same.place_code = same.place_code or encounter.place_code
    return [encounter for encounters in known.values() for encounter in encounters]


def to_meetings(scene: Scene, encounters: list[Encounter]) -> list[Meeting]:
    """The meetings as the claims document gives them: one for those who met together."""
    groups: dict[tuple[str, ...], list[Encounter]] = {}
    for position, encounter in enumerate(encounters):
        together = (*encounter.together, str(encounter.sentence)) if encounter.together else (str(position),)
        groups.setdefault(together, []).append(encounter)
    return [_to_meeting(scene, group) for group in groups.values()]


def _to_meeting(scene: Scene, group: list[Encounter]) -> Meeting:
    first = group[0]
    date = next((e.date for e in group if e.date is not None), None)
    return Meeting(
        participants=list(first.together if len(group) > 1 else first.participants),
        date=date.edtf() if date else None,
        place=next((e.place for e in group if e.place), None),
        format=first.format,
        evidence=evidence(scene, [first.sentence]),
        confidence=_confidence(scene, first),
    )


def _confidence(scene: Scene, encounter: Encounter) -> float:
    """How often such a claim is right on gold articles: a verb of meeting says more than a reception."""
    if encounter.trigger.any_of(frozenset({"receives", "received_by"})):
        return 0.75
    people = [scene.people[ref] for ref in encounter.participants]
    return 0.92 if all(person.is_told for person in people) else 0.87
