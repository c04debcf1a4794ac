"""Agreements: named instruments with what happened to them, and commitments without a document.

The linguistic patterns: an instrument noun ("memorandum of understanding on ...") beside a verb or noun that tells
its state (signed, to be signed, being negotiated, in force, implemented); and "the sides agreed to ...". An instrument
that is only named, with nothing said of it, is no claim.
"""

from __future__ import annotations

from extractors.claims import AgreementStatus, Party
from extractors.entities.lexicon import Match
from extractors.events.commitments import Commitments, areas, text_end
from extractors.events.dates import find_dates
from extractors.events.edtf import PartialDate
from extractors.events.meetings import Encounter
from extractors.events.papers import Paper, add, join_headline, repeats
from extractors.events.parties import Parties
from extractors.events.scene import Scene, Sentence
from extractors.events.timing import Clock
from extractors.events.titles import MAX_COMPLEMENT, Titles

MAX_TO_VERB = 24
MAX_COMMITMENTS = 5
MAX_LINES = 40
MAX_TO_HEADER = 2
MAX_TO_STATE = 14
MAX_TO_ARTICLE = 4
MAX_TO_MATTER = 6
_TAKEN_UP = frozenset({"subject_pronouns", "pronouns", "instrument"})
_SIGNINGS = frozenset({"sign_verb", "signing_nouns"})
_BARE_KINDS = frozenset({"agreement", "treaty", "contract", "other"})
_BULLETS = frozenset({"-", "–", "—", "•", "*", "·", "+"})


class AgreementReader:
    """Finds instruments and commitments in the sentences of a scene."""

    def __init__(self, scene: Scene, clock: Clock, pair: list[str], encounters: list[Encounter]) -> None:
        self.scene = scene
        self.doc = scene.doc
        self.clock = clock
        self.titles = Titles(scene)
        self.parties = Parties(scene, self.titles, pair, encounters)
        self.commitments = Commitments(scene, self.parties)

    def read(self) -> list[Paper]:
        papers: list[Paper] = []
        commitments: list[Paper] = []
        for sentence in self.scene.sentences:
            told = [
                paper
                for match in self.doc.phrases(sentence.start, sentence.end, "instrument")
                if (paper := self._instrument(sentence, match)) is not None
            ]
            for paper in told:
                add(papers, paper)
            header = (told[-1] if told[-1].verb else None) if told else self._unnamed(sentence)
            for item in self._listed(sentence, header, papers) if header is not None else ():
                add(papers, item)
            for commitment in self.commitments.of(sentence) if len(commitments) < MAX_COMMITMENTS else ():
                if not repeats(commitments, commitment):
                    commitments.append(commitment)
        return join_headline(self.scene, papers) + commitments[:MAX_COMMITMENTS]

    def _unnamed(self, sentence: Sentence) -> Paper | None:
        """ "signed the following documents:": the head of a list whose lines name the papers."""
        verb = next(iter(self.doc.phrases(sentence.start, sentence.end, "sign_verb")), None)
        if verb is None or verb.values["sign_verb"].tense != "past" or not self.doc.is_(sentence.end - 1, ":"):
            return None
        if self.scene.near(verb, "negation", 3, 3) or self.scene.near(verb, "future", 6):
            return None
        parties = self.parties.all(sentence)
        header = Paper("agreement", "signed", [sentence.index], None, None, parties, verb=verb)
        header.signed_on = self._date(sentence, verb, verb)
        return header

    def _listed(self, sentence: Sentence, header: Paper, papers: list[Paper]) -> list[Paper]:
        """ "The agreements signed are:" and a line for each: numbered or marked lines are papers of their own."""
        if not any(self.doc.is_(i, ":") for i in range(sentence.end - 1, sentence.end)):
            return []
        near = (p.signed_on for p in papers if p.signed_on and sentence.index - p.sentences[0] <= MAX_TO_HEADER)
        day = header.signed_on or next(near, None)
        found = []
        for line in self.scene.sentences[sentence.index + 1 : sentence.index + 1 + MAX_LINES]:
            start = self._item_start(line)
            if start is None:
                break
            if header.title is None and not self.doc.phrases(start, line.end, "instrument"):
                break
            kinds = [m.values["instrument"] for m in self.doc.phrases(start, line.end, "instrument")]
            title = self.doc.text(start, text_end(self.doc, line))
            own = self.parties.codes(line)[:2]
            parties = [Party(country=code) for code in own] if len(own) > 1 else list(header.parties)
            sentences = [sentence.index, line.index]
            item = Paper(kinds[0] if kinds else header.kind, header.status, sentences, title, title, parties)
            item.is_specific, item.signed_on, item.verb = True, day, header.verb
            item.areas = areas(self.doc, start, line.end)
            found.append(item)
        return found

    def _item_start(self, line: Sentence) -> int | None:
        """Where the text of a numbered or marked line begins, or None where a line is no item of a list."""
        doc, at = self.doc, line.start
        if not doc.tokens[at].line_before:
            return None
        if doc.tokens[at].is_number and at + 2 < line.end and doc.tokens[at + 1].text in {")", ".", "-", "/"}:
            return at + 2
        return at + 1 if doc.tokens[at].text in _BULLETS and at + 1 < line.end else None

    def _instrument(self, sentence: Sentence, match: Match) -> Paper | None:
        if self.scene.covered_by(match.start) is not None or self._is_short_form(match) or self._continues_list(match):
            return None
        status, verb = self._status(sentence, match)
        if status is None:
            return None
        start, end = self.titles.range(sentence, match)
        if not self.titles.tells_more(start, end, match):
            end = match.end
        subject = self.doc.text(match.end, end) if end > match.end else None
        paper = Paper(
            match.values["instrument"],
            status,
            [sentence.index],
            self.doc.text(start, end),
            subject,
            self.parties.of(sentence, match),
        )
        paper.is_specific = self.titles.tells_more(start, end, match)
        if status in {"implementing", "in_force"} and not paper.is_specific and not self._is_of_two(sentence, status):
            return None
        if paper.kind == "declaration" and (verb is None or not verb.any_of(_SIGNINGS)):
            # a declaration is first of all what somebody said
            return None
        is_told = end > match.end and not self.doc.has(match.end, "location")
        if not paper.parties or self._is_any(match, paper, verb):
            return None
        if paper.kind == "other" and not (is_told and verb is not None and "sign_verb" in verb):
            # "the document" is any paper, but for one that is signed and told what it is about
            return None
        paper.areas = areas(self.doc, match.start, end)
        if not paper.is_specific and status in {"signed", "agreed"}:
            self._add_matter(sentence, paper)
        if status in {"signed", "agreed", "implementing"} and verb is not None:
            paper.signed_on = self._date(sentence, match, verb)
        if status in {"signed", "agreed"} and verb is not None and verb is not match:
            paper.trigger = verb
            if "sign_verb" in verb:
                paper.verb = verb
                paper.signatories = self._signatories(sentence, verb)
        paper.valid = self._validity(sentence, match, end)
        if status == "in_force" and verb is not None and paper.valid is None:
            entered = self._date(sentence, match, verb, since=True)
            paper.valid = (entered, None) if entered is not None else None
        return paper

    def _add_matter(self, sentence: Sentence, paper: Paper) -> None:
        """ "22 agreements were signed. They cover trade and water.": the next sentence tells what about."""
        if sentence.index + 1 >= len(self.scene.sentences):
            return
        following = self.scene.sentences[sentence.index + 1]
        lead = range(following.start, min(following.end, following.start + MAX_TO_MATTER))
        opener = next((p for p in self.doc.phrases(lead.start, lead.stop, "area_openers")), None)
        if opener is None or not any(self.doc.any_of(i, _TAKEN_UP) for i in range(lead.start, opener.start)):
            return
        end = text_end(self.doc, following)
        paper.subject, paper.is_specific = self.doc.text(opener.start, end), True
        paper.areas = areas(self.doc, opener.start, end)
        paper.sentences.append(following.index)

    def _is_any(self, match: Match, paper: Paper, verb: Match | None) -> bool:
        """ "to reach an agreement", "the deal was reached": nothing tells which, unlike "A and B struck a deal"."""
        if verb is None or "issue_verb" not in verb or paper.kind not in _BARE_KINDS:
            return False
        if verb.values["issue_verb"].tense == "base" and not self.scene.near(verb, "future", 6):
            return True
        is_new = any(self.doc.has(i, "indefinite") for i in range(match.start - MAX_TO_ARTICLE, match.start))
        return len(paper.parties) < 2 or not (paper.is_specific or is_new)

    def _is_of_two(self, sentence: Sentence, status: AgreementStatus) -> bool:
        """ "the fisheries agreement between A and B entered into force": known by its parties."""
        return status == "in_force" and len(self.parties.codes(sentence)) > 1

    def _signatories(self, sentence: Sentence, verb: Match) -> list[str]:
        """Who signs: the subject of the verb, or behind it "signed by X and Y"."""
        agents = [
            m for m in sentence.mentions if verb.end < m.start <= verb.end + 2 and self.doc.has(verb.end, "agent")
        ]
        if agents:
            return self.scene.refs(self.scene.group_after(sentence, verb.end, 2))
        return self.scene.refs(self.scene.group_before(sentence, verb.start))

    def _continues_list(self, match: Match) -> bool:
        """ "accords, contrats et conventions": one batch of papers, told once."""
        at = match.start - 1
        return at > 0 and (self.doc.has(at, "and") or self.doc.is_(at, ",")) and self.doc.has(at - 1, "instrument")

    def _is_short_form(self, match: Match) -> bool:
        """ "Memorandum of Understanding (MoU)": the bracket repeats the name."""
        return self.doc.is_(match.start - 1, "(") and self.doc.is_(match.end, ")")

    def _status(self, sentence: Sentence, match: Match) -> tuple[AgreementStatus | None, Match | None]:
        """The state of an instrument and the phrase that tells it."""
        verb = self._nearest(sentence, match, ("sign_verb", "signing_nouns"), MAX_TO_VERB)
        carried_out = self._nearest(sentence, match, ("implementing",), 4)
        if (
            verb is not None
            and carried_out is not None
            and abs(verb.start - match.end) > 4
            and abs(match.start - verb.end) > 4
        ):
            # "the implementation of the agreement (2023-2028) and of the papers signed between ..."
            verb = None
        if verb is not None and self._is_of_talks(match, verb):
            return "negotiating", verb
        if verb is not None:
            near = self.scene.near
            if near(verb, "negation", 3, 3) or near(match, "negation", 2) or near(verb, "cancelled", 5, 5):
                return None, None
            tense = verb.values["sign_verb"].tense if "sign_verb" in verb else "past"
            planned = (
                near(verb, "future", 6)
                or near(verb, "announced", 5, MAX_TO_VERB if "signing_nouns" in verb else 0)
                or "announced" in verb
                or near(verb, "hypothesis", 4)
            )
            if planned or tense in {"base", "future"}:
                return "proposed", verb
            return ("agreed" if "issue_verb" in verb else "signed"), verb
        told: tuple[tuple[str, AgreementStatus], ...] = (
            ("negotiating", "negotiating"),
            ("expired", "expired"),
            ("in_force", "in_force"),
            ("announced", "proposed"),
            ("implementing", "implementing"),
        )
        if match.values["instrument"] == "joint_statement" and self._is_quoted(sentence, match):
            return "agreed", match
        for category, status in told:
            phrase = self._nearest(sentence, match, (category,), MAX_TO_STATE if category == "in_force" else 8)
            if phrase is not None and not (status == "implementing" and self._is_purpose(phrase)):
                return status, phrase
        return None, None

    def _is_of_talks(self, match: Match, verb: Match) -> bool:
        """ "concluded negotiations on an agreement": the talks are closed, the paper is not yet signed."""
        between = range(min(verb.end, match.end), max(verb.start, match.start))
        return any(self.doc.has(i, "negotiating") for i in between)

    def _is_quoted(self, sentence: Sentence, match: Match) -> bool:
        """ "A and B said in a joint statement": what is quoted has been issued."""
        if self.scene.near(match, "negation", 3) or self.scene.near(match, "future", 6):
            return False
        is_of_two = len(self.parties.sides.keys(sentence)) > 1
        return self.scene.near(match, "sides", 8, 4) or (
            is_of_two and self.scene.preposition_before(match.start) is not None
        )

    def _is_purpose(self, phrase: Match) -> bool:
        """ "aims to carry out agreements": what somebody means to do is done with no paper yet."""
        return self.scene.near(phrase, "purpose", 3) or self.scene.near(phrase, "future", 4)

    def _nearest(self, sentence: Sentence, match: Match, categories: tuple[str, ...], limit: int) -> Match | None:
        found = [p for c in categories for p in self.doc.phrases(sentence.start, sentence.end, c)]
        distance = {id(p): min(abs(p.start - match.end), abs(match.start - p.end)) for p in found}
        near = [p for p in found if distance[id(p)] <= limit and p is not match]
        return min(near, key=lambda p: distance[id(p)], default=None)

    def _date(self, sentence: Sentence, match: Match, verb: Match, *, since: bool = False) -> PartialDate | None:
        dates = find_dates(self.doc, sentence.start, sentence.end, elsewhere=True) if since else sentence.dates
        single = [
            d for d in dates if d.last is None and min(abs(d.start - verb.end), abs(verb.start - d.end)) <= MAX_TO_VERB
        ]
        single = [d for d in single if not self._nearer_to_other(sentence, match, d.start)]
        if not single:
            return None
        nearest = min(single, key=lambda d: min(abs(d.start - verb.end), abs(verb.start - d.end)))
        settled = self.clock.settle(nearest, "past")
        if settled is None or self.clock.is_future(settled.start):
            return None
        return settled.start

    def _nearer_to_other(self, sentence: Sentence, match: Match, at: int) -> bool:
        """Whether another instrument of the sentence stands between this one and a date."""
        low, high = sorted((match.start, at))
        return any(
            low < p.start < high and p is not match and not self._is_short_form(p) and not self._continues_list(p)
            for p in self.doc.phrases(sentence.start, sentence.end, "instrument")
            if p.values["instrument"] != "other"
        )

    def _validity(self, sentence: Sentence, match: Match, end: int) -> tuple[PartialDate, PartialDate | None] | None:
        for date in sentence.dates:
            years_only = date.first.year and date.first.month is None
            if (
                years_only
                and date.last is not None
                and date.last.year
                and 0 <= date.start - match.end <= MAX_COMPLEMENT
            ):
                return date.first, date.last
        return None
