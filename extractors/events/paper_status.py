"""What happened to an instrument: signed, agreed, to be signed, negotiated, in force, carried out, expired.

The linguistic pattern: the verb or noun of signing nearest to it, unless something is negated, cancelled or only meant;
else the nearest phrase of another state.
"""

from __future__ import annotations

from itertools import takewhile

from extractors.claims import AgreementStatus
from extractors.entities.lexicon import Match
from extractors.events.parties import Parties
from extractors.events.scene import Scene, Sentence

MAX_TO_VERB = 24
MAX_TO_STATE = 14
MAX_TO_OTHER_STATE = 8
MAX_TO_CARRIED_OUT = 4
# "agreed on a plan", but not "agreed to go on with what the plan of 2019 says"
MAX_TO_AGREED = 3
MAX_TO_COULD = 6
MAX_TO_DRAFT = 3
MAX_TO_MEANT = 3
MAX_TO_PLAN = 12
MAX_TO_MANAGED = 8
MAX_OPENING, MAX_TO_PREDICATE = 3, 24
_STATES: tuple[tuple[str, AgreementStatus], ...] = (
    ("negotiating", "negotiating"),
    ("expired", "expired"),
    ("in_force", "in_force"),
    ("announced", "proposed"),
    ("renewed", "implementing"),
    ("implementing", "implementing"),
)
_PREDICATES = frozenset({"negotiating", "in_force", "expired"})
_BEFORE = frozenset({"before", "sequels"})
_ATTENDS = ("attends", "meet_verb")
_PLANS = frozenset({"future", "announced"})
_ARTICLES = frozenset({"article", "indefinite", "plain"})
_NAMES_ON = frozenset({"and", "including"})
# verbs of state that may close a clause, far behind their subject
_LAST = frozenset({"in_force", "expired"})
_INFINITIVE = "en"
_PARTS = frozenset({"visit_verb", "meet_verb", "reporting"})
_TALKS = frozenset({"meet_noun", "gathering", "visit_noun"})
_QUOTES = frozenset({"location", "subject_blockers", "reporting"})


class PaperStatus:
    """Reads the state of instruments."""

    def __init__(self, scene: Scene, parties: Parties) -> None:
        self.scene = scene
        self.doc = scene.doc
        self.parties = parties

    def of(self, sentence: Sentence, match: Match) -> tuple[AgreementStatus | None, Match | None]:
        """The state of an instrument and the phrase that tells it."""
        verb = self._nearest(sentence, match, ("sign_verb", "signing_nouns"), MAX_TO_VERB)
        carried_out = self._nearest(sentence, match, ("implementing",), MAX_TO_CARRIED_OUT)
        if carried_out is not None and any(self.doc.any_of(i, _TALKS) for i in range(carried_out.end, match.start)):
            # "unterzeichneten im Rahmen des Treffens ein Abkommen"
            carried_out = None
        if (
            verb is not None
            and carried_out is not None
            and abs(verb.start - match.end) > MAX_TO_CARRIED_OUT
            and abs(match.start - verb.end) > MAX_TO_CARRIED_OUT
        ):
            # "the implementation of the agreement (2023-2028) and of the papers signed between ..."
            verb = None
        if verb is not None and self._is_of_talks(match, verb):
            return "negotiating", verb
        if verb is not None and self._is_inside_other(match, verb):
            return None, None
        if verb is not None:
            return self._signed(match, self._meant(sentence, match, verb) or verb)
        if self.scene.near(match, "negation", 2):
            # "there was no deal, and none was being negotiated"
            return None, None
        if match.values["instrument"] == "joint_statement" and self._is_quoted(sentence, match):
            return "agreed", match
        status, phrase = self._told(sentence, match)
        return ("negotiating", match) if status is None and self._is_draft(match) else (status, phrase)

    def _told(self, sentence: Sentence, match: Match) -> tuple[AgreementStatus | None, Match | None]:
        """The state that the nearest phrase other than of signing tells."""
        for category, status in _STATES:
            phrase = self._nearest(sentence, match, (category,), self._reach(sentence, match, category))
            if phrase is not None and phrase.start - match.end > MAX_TO_OTHER_STATE and self._is_after(phrase):
                # "was announced after two weeks of negotiations"
                continue
            if phrase is not None and category == "announced" and self._is_managed(phrase):
                return "signed", phrase
            if phrase is not None and not (status == "implementing" and self._is_no_state(match, phrase)):
                return status, phrase
        return None, None

    def _reach(self, sentence: Sentence, match: Match, category: str) -> int:
        """How far from an instrument the phrase may stand that tells its state."""
        if self.doc.language.verb_second and category in _LAST:
            return MAX_TO_VERB
        if category in _PREDICATES and self._is_subject(sentence, match):
            return MAX_TO_PREDICATE
        return MAX_TO_STATE if category == "in_force" else MAX_TO_OTHER_STATE

    def _is_after(self, phrase: Match) -> bool:
        return self.scene.near_ahead(phrase, "past_reference", MAX_TO_COULD)

    def _is_managed(self, verb: Match) -> bool:
        """ "used the occasion to sign": what was taken is the chance, what was done is the signing."""
        return self.scene.near_ahead(verb, "managed", MAX_TO_MANAGED)

    def _is_subject(self, sentence: Sentence, match: Match) -> bool:
        """ "Un accord sur A, qui faciliterait B, reste en négociation": the one paper of its sentence, its subject."""
        before = range(sentence.start, match.start)
        opens = len(before) <= MAX_OPENING and not any(self.scene.covered_by(i) for i in before)
        return opens and len(self.doc.phrases(sentence.start, sentence.end, "instrument")) == 1

    def _meant(self, sentence: Sentence, match: Match, verb: Match) -> Match | None:
        """ "will sign a memorandum, and witnessed the signing of": the verb behind is another paper's."""
        meant = self._nearest(sentence, match, ("announced",), MAX_TO_MEANT) if verb.start >= match.end else None
        is_before = meant is not None and meant.end <= match.start
        return meant if meant is not None and is_before and self._means_signing(meant) else None

    def _means_signing(self, meant: Match) -> bool:
        """ "will sign", "doivent signer": not "proposed" or "planned"."""
        words = {token.lower for token in self.doc.tokens[meant.start : meant.end]}
        return len(words) > 1 and not words.isdisjoint(self.doc.lexicon.sign_forms)

    def _signed(self, match: Match, verb: Match) -> tuple[AgreementStatus | None, Match | None]:
        """The state that a verb or noun of signing tells, with what stands around it."""
        near, is_noun = self.scene.near, "signing_nouns" in verb
        # what happens to a signing stands behind its noun, what happens to who signs before the verb
        behind = MAX_TO_VERB if is_noun else 0
        if near(verb, "negation", 3, 3) or near(match, "negation", 2) or near(verb, "cancelled", 5, behind or 5):
            return None, None
        tense = verb.values["sign_verb"].tense if "sign_verb" in verb else "past"
        if tense == "base" and self.scene.is_refused(verb):
            return None, None
        if tense == "base" and self._is_managed(verb):
            return "signed", verb
        planned = (
            near(verb, "future", 10 if is_noun else 6, behind)
            or near(verb, "announced", 5, behind)
            or "announced" in verb
            or self._is_intended(verb)
            or near(verb, "hypothesis", 4)
            or (is_noun and self._lies_ahead(match, verb))
        )
        if self._is_draft(match) and (is_noun or planned):
            return "negotiating", verb
        if planned or tense in {"base", "future"}:
            return "proposed", verb
        return ("agreed" if "issue_verb" in verb else "signed"), verb

    def _is_intended(self, verb: Match) -> bool:
        """ "will am Freitag ein Abkommen unterzeichnen", "unterzeichnen wollen": an infinitive closes the clause, far
        behind its modal verb or directly before it.
        """
        doc = self.doc
        if not doc.language.verb_second or not doc.tokens[verb.end - 1].lower.endswith(_INFINITIVE):
            return False
        if doc.has(verb.end, "future"):
            return True
        closes = verb.end >= len(doc.tokens) or not doc.tokens[verb.end].is_word
        before = range(verb.start - 1, doc.sentences[doc.sentence_of[verb.start]][0] - 1, -1)
        clause = takewhile(lambda i: not doc.any_of(i, _PARTS) and doc.tokens[i].text not in ",;:", before)
        return closes and any(doc.has(i, "future") for i in clause)

    def _lies_ahead(self, match: Match, noun: Match) -> bool:
        """ "the signing will take place in July", "whose signing could open a new era"."""
        start = max(noun.end, match.end)
        end = self.doc.sentences[self.doc.sentence_of[noun.start]][1]
        held = self.doc.phrases(start, min(end, start + MAX_TO_VERB), "held")
        could = any(self.doc.has(i, "hypothesis") for i in range(start, min(end, start + MAX_TO_COULD)))
        if could or self._is_behind_plan(noun):
            return True
        return any(p.values["held"].tense == "future" for p in held)

    def _is_behind_plan(self, noun: Match) -> bool:
        """ "is to meet X before attending the signing", "will attend the signing": the object of what is to come."""
        start = self.doc.sentences[self.doc.sentence_of[noun.start]][0]
        near = max(start, noun.start - MAX_TO_PLAN)
        verbs = [phrase.values[kind] for kind in _ATTENDS for phrase in self.doc.phrases(near, noun.start, kind)]
        if any(verb.tense == "future" for verb in verbs):
            return True
        before = any(self.doc.any_of(i, _BEFORE) for i in range(near, noun.start))
        return before and any(self.doc.any_of(i, _PLANS) for i in range(start, noun.start))

    def _is_draft(self, match: Match) -> bool:
        """ "a draft agreement", "projet d'accord", "Entwurf eines Abkommens"."""
        near = range(max(match.start - MAX_TO_DRAFT, 0), match.start)
        draft = next((i for i in near if self.doc.has(i, "drafts")), None)
        return draft is not None and not any(self.doc.has(i, "instrument") for i in range(draft + 1, match.start))

    def _is_of_talks(self, match: Match, verb: Match) -> bool:
        """ "concluded negotiations on an agreement": the talks are closed, the paper is not yet signed."""
        between = range(min(verb.end, match.end), max(verb.start, match.start))
        return any(self.doc.has(i, "negotiating") for i in between)

    def _is_inside_other(self, match: Match, verb: Match) -> bool:
        """ "signed a protocol amending the agreement": what is signed is the first, the second is what it is about."""
        other = next(iter(self.doc.phrases(verb.end, match.start, "instrument")), None)
        if other is None or other.values["instrument"] == "other" or other.end == match.start:
            # "signed the Strategic Partnership Agreement" names one paper
            return False
        # "ký ba văn kiện gồm Bản ghi nhớ về A": the papers are named
        between = range(other.end, match.start)
        return not any(self.doc.any_of(i, _NAMES_ON) or not self.doc.tokens[i].is_word for i in between)

    def _is_quoted(self, sentence: Sentence, match: Match) -> bool:
        """ "A and B said in a joint statement": what is quoted has been issued."""
        if self.scene.near(match, "negation", 3) or self.scene.near(match, "future", 6):
            return False
        if self.scene.near(match, "sides", 8, 4):
            return True
        lead = match.start - 1
        while self.doc.any_of(lead, _ARTICLES):
            lead -= 1
        return len(self.parties.sides.keys(sentence)) > 1 and self.doc.any_of(lead, _QUOTES)

    def _is_no_state(self, match: Match, phrase: Match) -> bool:
        """ "aims to carry out agreements": with no paper yet; "accord concernant la mise en œuvre de": its matter."""
        if phrase.start >= match.end and (self.doc.any_of(match.end, frozenset({"joiner", "area_openers"}))):
            return True
        return self.scene.near(phrase, "purpose", 3) or self.scene.near(phrase, "future", 4)

    def _nearest(self, sentence: Sentence, match: Match, categories: tuple[str, ...], limit: int) -> Match | None:
        found = [p for c in categories for p in self.doc.phrases(sentence.start, sentence.end, c)]
        distance = {id(p): min(abs(p.start - match.end), abs(match.start - p.end)) for p in found}
        limits = {id(p): MAX_TO_AGREED if "agree_verb" in p else limit for p in found}
        near = [p for p in found if distance[id(p)] <= limits[id(p)] and p is not match]
        return min(near, key=lambda p: distance[id(p)], default=None)
