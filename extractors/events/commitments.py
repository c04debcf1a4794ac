"""Commitments: what sides undertook to do without a named document.

The linguistic patterns: a verb of agreeing whose subject is the sides of talks, and behind it what they will do; one
side's promise or offer of something definite, a deed or a number, to the other ("pledged $50 million", "will open a
consulate"). Phrases of friendship ("to strengthen ties") are none.
"""

from __future__ import annotations

from extractors.entities.document import Document
from extractors.entities.lexicon import Match
from extractors.events.papers import Paper
from extractors.events.parties import Parties
from extractors.events.scene import Scene, Sentence
from extractors.events.sides import Side

MAX_TO_SIDES = 14
MAX_TO_SUBJECT = 8
MAX_TO_TIES = 8
MAX_TO_DEED = 7
MAX_TO_PAPER = 4
MAX_TO_BOTH = 5
MAX_TO_SAID = 12
MAX_SET_APART = 10
MAX_TO_RECALL = 6
MAX_TO_DATE = 10
# "mở đại sứ quán", "restore full diplomatic relations": a deed that names what it is done to
MIN_WITH_OBJECT = 3
MAX_TO_VISIT = 4
MIN_WORDS = 3
MIN_LETTERS = 4
MAX_EMPTY_WORDS = 2
# "will open a consulate", "will reopen their embassies"
_THINGS = frozenset({"indefinite", "possessives"})
_WILL_DO = frozenset({"deeds", "future", "amounts"})
_CALLS = frozenset({"visit_noun", "courtesy"})
_MARKS = frozenset({",", ";", ":", "-", "–", "—"})
_MATTERS = frozenset({"areas", "deeds", "instrument"})
_OTHER_DOINGS = frozenset({"sign_verb", "meet_verb", "visit_verb", "reporting"})
_DOINGS = frozenset({"agree_verb", "sign_verb", "meet_verb", "visit_verb", "visit_noun", "meet_noun", "instrument"})


class Commitments:
    """Finds the undertakings of a sentence."""

    def __init__(self, scene: Scene, parties: Parties) -> None:
        self.scene = scene
        self.doc = scene.doc
        self.parties = parties

    def of(self, sentence: Sentence) -> list[Paper]:
        """The first undertaking of a sentence, if there is one."""
        end = text_end(self.doc, sentence)
        for match in self.doc.phrases(sentence.start, sentence.end, "agree_verb"):
            if self._is_asserted(match, end) and self._is_joint(sentence, match, end):
                return self._paper(sentence, self._behind_partner(sentence, match), end)
            frame = self._frame(sentence, match)
            if frame is not None and not self.scene.near(match, "negation", 3):
                return self._paper(sentence, frame, match.start)
        for match in self._pledges(sentence):
            if self._announces_paper(match, end):
                continue
            if self._is_asserted(match, end) and self._is_of_one(sentence, match, end):
                start = match.end if "deeds" not in match else match.start
                return self._paper(sentence, sentence.start if self._is_final(match) else start, end)
        return []

    def _frame(self, sentence: Sentence, match: Match) -> int | None:
        """ "haben sich auf eine Mission mit 2000 Mann verständigt": what was agreed before a verb that closes."""
        before = [s for s in self.parties.sides.of(sentence) if s.end <= match.start]
        is_last = self.doc.language.verb_second and self.scene.closes_clause(match.end)
        if not is_last or len({side.key for side in before}) < 2 or self._announces_paper(match, match.end):
            return None
        dated = sentence.dated
        acting = [s for s in before if s.role != "location"]
        frame = range(max((s.end for s in acting[:2]), default=match.start), match.start)
        is_definite = any((self._is_amount(i) and i not in dated) or self.doc.has(i, "deeds") for i in frame)
        if not is_definite or any(self.doc.any_of(i, _DOINGS) or self.doc.is_(i, ",") for i in frame):
            return None
        return next((i for i in frame if self.doc.has(i, "subject_blockers") and i not in dated), None)

    def _paper(self, sentence: Sentence, start: int, end: int) -> list[Paper]:
        parties = self.parties.all(sentence)
        if len(parties) < 2 or not self.parties.are_told(sentence):
            return []
        end = next((i for i in range(start, end) if self._is_next_clause(i) or self._is_attribution(i, end)), end)
        while start < end and self.doc.tokens[start].text in _MARKS:
            start += 1
        paper = Paper("commitment", "agreed", [sentence.index], None, self.doc.text(start, end), parties[:2])
        paper.areas = areas(self.doc, start, end)
        return [paper]

    def _is_next_clause(self, at: int) -> bool:
        """ "... and signed an agreement": what else they did."""
        return self.doc.is_(at, ";") or (self.doc.has(at, "and") and self.doc.any_of(at + 1, _OTHER_DOINGS))

    def _is_attribution(self, at: int, end: int) -> bool:
        """ "..., the minister said in Lima": who tells of it."""
        if not self.doc.is_(at, ","):
            return False
        said = next((i for i in range(at + 1, min(end, at + MAX_TO_SAID)) if self.doc.has(i, "reporting")), None)
        if said is None or any(self.doc.is_(i, ",") for i in range(at + 1, said)):
            return False
        # "will pay 500 million, he promised, and prolong its mission"
        return not any(self.doc.is_(i, ",") and self.doc.has(i + 1, "and") for i in range(said, end - 1))

    def _is_asserted(self, match: Match, end: int) -> bool:
        near = self.scene.near
        is_meant = near(match, "hypothesis", 3) and not self._is_reported(match)
        if near(match, "negation", 3) or is_meant or near(match, "vague", 0, 3):
            return False
        if self.doc.has(match.end, "agent") or self.doc.has(match.end, "vague"):
            return False
        if self._is_final(match):
            return True
        return end - match.end >= MIN_WORDS and not self._is_friendship(match.end, end)

    def _is_reported(self, match: Match) -> bool:
        """ "X said Y would supply 20 buses": what will be done, told in the past."""
        before = range(match.start - 1, match.start - 3, -1)
        would = any(self.doc.has(i, "hypothesis") and self.doc.has(i, "future") for i in before)
        return would and self.scene.near(match, "reporting", MAX_TO_SIDES)

    def _is_joint(self, sentence: Sentence, match: Match, end: int) -> bool:
        """ "the two sides agreed to ..." """
        if match.values["agree_verb"].tense == "base" or self._announces_paper(match, end):
            return False
        if (
            "impersonal" not in match
            and self._opens_view(match)
            and not any(self.doc.any_of(i, _WILL_DO) for i in range(match.end, end))
        ):
            return False
        return end - match.end > MIN_WORDS and self._has_sides(sentence, match)

    def _opens_view(self, match: Match) -> bool:
        """ "agreed that peace is important": what they think, not what they will do."""
        at = match.end
        while self.doc.is_(at, ","):
            at += 1
        words = {self.doc.tokens[i].lower for i in (match.end - 1, at) if i < len(self.doc.tokens)}
        return not words.isdisjoint(self.doc.language.agreements.clause_openers)

    def _behind_partner(self, sentence: Sentence, match: Match) -> int:
        """ "agreed with his counterpart X to ...": what they will do stands behind the partner."""
        if not self.doc.has(match.end, "with"):
            return match.end
        partner = next((s for s in self.parties.sides.of(sentence) if s.start >= match.end), None)
        return partner.end if partner is not None and partner.role == "with" else match.end

    def _pledges(self, sentence: Sentence) -> list[Match]:
        """Verbs of promising and giving, and deeds that "will" announces."""
        told = [
            *self.doc.phrases(sentence.start, sentence.end, "pledge_verb"),
            *self.doc.phrases(sentence.start, sentence.end, "agree_verb"),
        ]
        deeds = self.doc.phrases(sentence.start, sentence.end, "deeds")
        return told + [m for m in deeds if self._is_to_come(m) and not self._is_of_visit(m)]

    def _is_to_come(self, deed: Match) -> bool:
        """ "will open", "would, from 1 June, supply": a word of the future before a deed."""
        reach = MAX_TO_SIDES if self.doc.language.verb_second else 2
        at = self._before_brackets(deed.start)
        return any(self.doc.has(at - i, "future") for i in range(1, reach + 1))

    def _before_brackets(self, at: int) -> int:
        """Where what two commas set apart before a verb begins, else the verb."""
        if not self.doc.is_(at - 1, ","):
            return at
        floor = self.doc.sentences[self.doc.sentence_of[at]][0]
        opens = range(at - 2, max(floor, at - MAX_SET_APART), -1)
        return next((i for i in opens if self.doc.is_(i, ",")), at)

    def _is_of_visit(self, match: Match) -> bool:
        """ "is expected to pay an official visit": a journey is no undertaking."""
        return any(self.doc.any_of(i, _CALLS) for i in range(match.end, match.end + MAX_TO_VISIT))

    def _is_of_one(self, sentence: Sentence, match: Match, end: int) -> bool:
        """ "India pledged a grant of 10 million to Nepal": one of two sides, and something definite."""
        subject = self._subject(sentence, match)
        if self._is_told_again(match):
            return False
        if not self._is_definite(match, min(end, match.end + MAX_TO_DEED)):
            return False
        if subject is None:
            return self._is_of_both(sentence, match)
        others = {side.key for side in self.parties.sides.of(sentence)} - {subject.key}
        met = {self.scene.people[ref].country for e in self.parties.encounters for ref in e.participants}
        before = {party.country or party.name for party in self.parties.before(sentence)}
        return bool(others) or subject.key in met or (len(before) == 2 and subject.key in before)

    def _is_told_again(self, match: Match) -> bool:
        """ "promised last year", "recalled that it had given"; but "pledged aid after the floods" is news."""
        if self.scene.near(match, "past_reference", MAX_TO_RECALL):
            return True
        behind = self.scene.phrases_near(match, "past_reference", 0, MAX_TO_DATE)
        return any("occasion" not in phrase for phrase in behind)

    def _is_of_both(self, sentence: Sentence, match: Match) -> bool:
        """ "Both countries will open consulates": the sides together, who were told before."""
        close = range(max(sentence.start, match.start - MAX_TO_BOTH), match.start)
        is_future = any(self.doc.has(i, "future") for i in close) or "pledge_verb" in match
        return is_future and "deeds" in match and any(self.doc.has(i, "sides") for i in close)

    def _subject(self, sentence: Sentence, match: Match) -> Side | None:
        """The side right before a verb, with nothing that happens between them."""
        before = [s for s in self.parties.sides.of(sentence) if s.end <= match.start]
        if self._is_final(match) and before:
            return before[0] if not before[0].role and match.start - before[0].end <= MAX_TO_SIDES else None
        if not before or before[-1].role or match.start - before[-1].end > MAX_TO_SUBJECT:
            return None
        between = range(before[-1].end, match.start)
        return None if any(self.doc.any_of(i, _DOINGS) for i in between) else before[-1]

    def _is_definite(self, match: Match, limit: int) -> bool:
        """A deed or a number that is no date stands behind the verb."""
        dated = self._sentence(match).dated
        if self._is_final(match):
            frame = range(max(self._sentence(match).start, match.start - MAX_TO_SIDES), match.start)
            own = range(max(frame.start, match.start - MAX_TO_DEED), match.start)
            given = any(self.doc.has(i, "indefinite") for i in own)
            return given or any(self._is_amount(i) and i not in dated for i in frame)
        if "deeds" in match:
            if match.end - match.start >= MIN_WITH_OBJECT:
                return True
            return self.doc.any_of(match.end, _THINGS) or any(
                self._is_amount(i) and i not in dated for i in range(match.end, limit)
            )
        return any((self._is_amount(i) and i not in dated) or self.doc.has(i, "deeds") for i in range(match.end, limit))

    def _is_amount(self, at: int) -> bool:
        return self.doc.tokens[at].is_number or self.doc.has(at, "amounts")

    def _is_final(self, match: Match) -> bool:
        """ "wird der Ukraine 20 Panzer liefern": the deed at the clause's end, its object before it."""
        return "deeds" in match and self.doc.language.verb_second and not self.doc.has(match.start - 1, "future")

    def _sentence(self, match: Match) -> Sentence:
        return self.scene.sentences[self.doc.sentence_of[match.start]]

    def _is_friendship(self, start: int, end: int) -> bool:
        """ "to deepen their ties in various fields": neither a field, a number nor a deed is said."""
        ties = next((i for i in range(start, min(end, start + MAX_TO_TIES)) if self.doc.has(i, "ties")), None)
        if ties is None or any(self.doc.tokens[i].is_number or self.doc.any_of(i, _MATTERS) for i in range(start, end)):
            return False
        words = (self.doc.tokens[i] for i in range(ties + 1, end) if self.doc.matches[i] is None)
        return sum(word.is_word and len(word.text) >= MIN_LETTERS for word in words) <= MAX_EMPTY_WORDS

    def _announces_paper(self, match: Match, end: int) -> bool:
        """ "agreed to sign ...", "agreed on a memorandum": what follows is a paper."""
        close = range(match.end, min(end, match.end + MAX_TO_PAPER))
        talks = next((i for i in close if self.doc.has(i, "negotiating")), None)
        if talks is not None and any(
            self.doc.has(i, "instrument") for i in range(talks, min(end, talks + MAX_TO_DEED))
        ):
            # "agreed to open negotiations on a treaty"
            return True
        if self.doc.language.verb_second and self.doc.is_(match.end, ","):
            # "haben sich auf ein Abkommen geeinigt, das ..."
            close = range(max(self._sentence(match).start, match.start - MAX_TO_SIDES), match.start)
        return any(self.doc.has(i, "sign_verb") for i in close) or (
            "issue_verb" in match and any(self.doc.has(i, "instrument") for i in close)
        )

    def _has_sides(self, sentence: Sentence, match: Match) -> bool:
        """The undertaking is that of sides of talks, countries or people, not of an unknown subject."""
        floor = max(sentence.start, match.start - MAX_TO_SIDES)
        if any(self.doc.has(i, "sides") for i in range(floor, match.start)):
            return True
        if len({side.key for side in self.parties.sides.of(sentence) if floor <= side.start < match.start}) > 1:
            return True
        if len(self.scene.group_before(sentence, match.start)) > 1:
            return True
        if self._behind_partner(sentence, match) > match.end or self._is_understood(sentence, match):
            return True
        return any(self.doc.has(i, "sides") for i in range(match.end, min(sentence.end, match.end + 6)))

    def _is_understood(self, sentence: Sentence, match: Match) -> bool:
        """ "It was agreed that ...", "en el encuentro acordaron ...": those who met, without being named again."""
        met = any(0 <= sentence.index - e.sentence <= 2 for e in self.parties.encounters)
        if "impersonal" in match:
            return met or self.parties.is_firm
        at_meeting = any(self.doc.has(i, "meet_noun") for i in range(sentence.start, match.start))
        opens = not any(s.end <= match.start for s in self.parties.sides.of(sentence))
        return self.doc.language.drops_subjects and opens and (met or at_meeting)


def areas(doc: Document, start: int, end: int) -> list[str]:
    """The fields of cooperation between two tokens, as written, in small letters."""
    return list(dict.fromkeys(doc.text(m.start, m.end).lower() for m in doc.phrases(start, end, "areas")))


def text_end(doc: Document, sentence: Sentence) -> int:
    """Where the last word of a sentence ends."""
    end = sentence.end
    while end > sentence.start and not doc.tokens[end - 1].is_word:
        end -= 1
    return end
