"""Gatherings: visits that are told by who takes part in something abroad.

The linguistic patterns: "will attend the summit in Paris", "took part in Paris in a summit", "the joint committee met
in X. The delegation of A was led by Y".
"""

from __future__ import annotations

from extractors.entities.lexicon import Match
from extractors.entities.mentions import Mention
from extractors.events.drafts import MAX_TO_DESTINATION, VisitDraft, tense_of
from extractors.events.places import Place
from extractors.events.scene import Scene, Sentence
from extractors.events.travellers import Travellers

MAX_TO_GATHERING = 14
MAX_TO_DELEGATIONS = 4
MAX_FRONTED = 2
MAX_MATTER = 3
MAX_TO_OPENING = 8
MAX_TO_ATTENDANT = 4
MAX_TO_OWNER = 3
MAX_TO_CLAUSE = 40
_OF = frozenset({"joiner", "article"})


class Gatherings:
    """Finds drafts of visits in sentences that tell of a gathering."""

    def __init__(self, scene: Scene, travellers: Travellers) -> None:
        self.scene = scene
        self.doc = scene.doc
        self.travellers = travellers
        self._told: dict[str, Place] = {}

    def by_attendance(self, sentence: Sentence, match: Match) -> list[VisitDraft]:
        """ "will attend the summit in Paris": who takes part in a gathering in a foreign place travels there."""
        is_free = self.doc.language.verb_second
        start, stop = (sentence.start, sentence.end) if is_free else (match.end, match.end + MAX_TO_GATHERING)
        gathering = next(iter(self.doc.phrases(start, min(stop, sentence.end), "gathering")), None)
        if gathering is None and self.doc.language.drops_subjects:
            # "En la reunión de Lima participaron X y Y"
            gathering = next(iter(self.doc.phrases(sentence.start, match.start, "gathering")), None)
        if gathering is None or self.scene.near(match, "video", 8, 16):
            return []
        place = self._place_of(sentence, match, gathering) or self._told_place(sentence, gathering)
        place = place or self._place_of_rite(sentence, gathering)
        if place is not None:
            self._told[self._word(gathering)] = place
        visitors = self.travellers.of_verb(sentence, match)
        if place is None:
            return []
        tense = tense_of(self.scene, match, match.values["attends"].tense)
        return self._each_country(sentence, match, visitors, place, tense)

    def by_attended(self, sentence: Sentence, match: Match) -> list[VisitDraft]:
        """ "the summit in A was attended by X and Y", "con asistencia de X": those named behind were there."""
        gatherings = self.doc.phrases(sentence.start, match.start, "gathering")
        place = self._place_of(sentence, match, gatherings[-1]) if gatherings else None
        if place is None or self.scene.near(match, "video", 8, 16):
            return []
        groups = self.scene.groups_between(sentence, match.end, sentence.end)
        if not groups or self.scene.distance(sentence, match.end, groups[0][0].start) > MAX_TO_ATTENDANT:
            return []
        return self._each_country(sentence, match, groups[0], place, "past")

    def _each_country(
        self, sentence: Sentence, match: Match, people: list[Mention], place: Place, tense: str
    ) -> list[VisitDraft]:
        """A draft for those of each country but the one where a gathering takes place."""
        groups: dict[str | None, list[Mention]] = {}
        for mention in people:
            groups.setdefault(self.scene.country_of(mention), []).append(mention)
        return [
            VisitDraft(sentence.index, match, group, place.code, place.cities, tense=tense, source="attendance")
            for code, group in groups.items()
            if code != place.code
        ]

    def _place_of_rite(self, sentence: Sentence, gathering: Match) -> Place | None:
        """ "the inauguration of the Peruvian president X", "the funeral of Pope Y": held in that person's country."""
        if "rite" not in gathering:
            return None
        code = self._owner_before(gathering)
        if code is not None:
            return Place(
                gathering.start, gathering.end, code, self.doc.text(gathering.start, gathering.end), is_city=False
            )
        owner = next((m for m in sentence.mentions if 0 < m.start - gathering.end <= MAX_TO_OWNER), None)
        code = self.scene.country_of(owner) if owner is not None else None
        if owner is None or code is None or not owner.posts:
            return None
        if not all(self.doc.any_of(i, _OF) for i in range(gathering.end, owner.start)):
            return None
        return Place(owner.start, owner.end, code, self.doc.text(owner.start, owner.end), is_city=False)

    def _owner_before(self, gathering: Match) -> str | None:
        """ "Malawi's independence celebrations", "the Malawian inauguration": whose rite it is."""
        at = gathering.start - 1
        at -= self.doc.has(at, "genitive")
        return self.doc.state_at(at)

    def _word(self, gathering: Match) -> str:
        return self.doc.text(gathering.start, gathering.end).lower()

    def _told_place(self, sentence: Sentence, gathering: Match) -> Place | None:
        """ "President X, who attended the ceremony": the gathering whose place a sentence before has told."""
        definite = self.doc.has(gathering.start - 1, "article") and not self.doc.has(gathering.start - 1, "indefinite")
        return self._told.get(self._word(gathering)) if definite and not sentence.places else None

    def _place_of(self, sentence: Sentence, match: Match, gathering: Match) -> Place | None:
        """Where a gathering takes place: "a summit in Paris", "took part in Paris in a summit", "sommet de Paris"."""
        start, end = self.scene.part_of(sentence, match.start)
        for place in (p for p in sentence.places if start <= p.start < end):
            opens = place.start - start <= MAX_FRONTED and place.end <= match.start
            behind = 0 <= place.start - gathering.end <= MAX_TO_DESTINATION or self._is_held_in(gathering, place)
            between = match.start < place.start < gathering.start or place.end < gathering.start < match.start
            owns = place.is_city and (self._is_named_by(gathering, place) or self._is_named_before(gathering, place))
            if owns or ((behind or between or opens) and self.scene.is_where(place)):
                return place
        return None

    def _is_held_in(self, gathering: Match, place: Place) -> bool:
        """ "the summit of a body with a long name, which takes place this week in Paris": a clause that says where."""
        if not 0 <= place.start - gathering.end <= MAX_TO_CLAUSE:
            return False
        first = max(gathering.end, place.start - MAX_TO_DESTINATION)
        return bool(self.doc.phrases(first, place.end + MAX_TO_DESTINATION, "held"))

    def _is_named_by(self, gathering: Match, place: Place) -> bool:
        """ "sommet de Paris", "Conférence sur la sécurité de Munich": an "of" joins the city, with a matter between."""
        joined = place.start - 1
        between = range(gathering.end, joined)
        is_near = len(between) <= MAX_MATTER and joined >= gathering.end
        return is_near and self.doc.has(joined, "joiner") and not any(self._parts(i) for i in between)

    def _is_named_before(self, gathering: Match, place: Place) -> bool:
        """ "the Munich Security Conference": a city opens the gathering's name."""
        between = range(place.end, gathering.start)
        is_near = len(between) <= MAX_MATTER and self.doc.language.modifiers_before_posts
        return is_near and all(self.doc.tokens[i].is_capital for i in between) and gathering.start >= place.end

    def _parts(self, at: int) -> bool:
        """Whether a token cannot stand inside the name of a gathering."""
        return not self.doc.tokens[at].is_word or self.scene.covered_by(at) is not None or self.doc.has(at, "and")

    def by_delegations(self, sentence: Sentence, match: Match) -> list[VisitDraft]:
        """ "The joint committee met in X. The delegation of A was led by Y": those who lead foreign ones travelled."""
        # "Am Dienstag fand in X die vierte Runde der Konsultationen statt": the verb's second part may close the clause
        stop = sentence.end if self.doc.language.verb_second else match.start
        nouns = [p for c in ("gathering", "meet_noun") for p in self.doc.phrases(sentence.start, stop, c)]
        if "meet_verb" in match:
            # "Diplomats of A and B are holding talks in X. The delegation of A is led by Y"
            named = any(m.name and m.ref and m.end <= match.start for m in sentence.mentions)
            nouns = [] if named else [match]
        place = next((p for p in sentence.places if self.scene.is_where(p)), None)
        if not nouns or place is None or self.scene.near(match, "video", 20, 16):
            return []
        tense, names = match.values["meet_verb" if "meet_verb" in match else "held"].tense, place.cities
        drafts = []
        for other in self.scene.sentences[sentence.index : sentence.index + MAX_TO_DELEGATIONS]:
            for mention in other.mentions:
                leader = self.scene.people.get(mention.ref or "")
                if mention.kind != "delegation" or leader is None or leader.kind != "person":
                    continue
                if leader.country in (None, place.code):
                    continue
                draft = VisitDraft(sentence.index, match, [mention], place.code, names, tense=tense, source="gathering")
                for phrase in self.doc.phrases(other.start, other.end, "accompanied"):
                    draft.companions.extend(self.scene.group_after(other, phrase.end, 3))
                drafts.append(draft)
        return drafts

    def by_opening(self, sentence: Sentence, match: Match) -> list[VisitDraft]:
        """ "At the summit held in X on 6 May, president Y accused": who speaks at a gathering abroad is there."""
        if match.start == sentence.start or match.start - sentence.start > MAX_TO_OPENING:
            return []
        governor = self.scene.preposition_before(match.start)
        if governor is not None and "from" in governor and "joiner" not in governor:
            # "Fresh from the summit in X"
            return []
        place = next(
            (p for p in sentence.places if 0 <= p.start - match.end <= MAX_TO_GATHERING and self.scene.is_where(p)),
            None,
        )
        if place is None or not place.is_city or self.scene.near(match, "video", 8, 16):
            return []
        subjects = list(self.scene.subjects(sentence))[:1]
        closed = any(self.doc.is_(i, ",") for i in range(place.end, subjects[0].start)) if subjects else False
        code = self.scene.country_of(subjects[0]) if subjects else None
        if not closed or code in (None, place.code) or not subjects[0].posts:
            return []
        return [VisitDraft(sentence.index, match, subjects, place.code, place.cities, tense="past", source="gathering")]
