"""Agreements: named instruments with what happened to them, and commitments without a document.

The linguistic patterns: an instrument noun ("memorandum of understanding on ...") beside a verb or noun that tells
its state (signed, to be signed, being negotiated, in force, implemented); and "the sides agreed to ...". An instrument
that is only named, with nothing said of it, is no claim.
"""

from __future__ import annotations

from dataclasses import replace

from extractors.claims import AgreementStatus
from extractors.entities.lexicon import Match
from extractors.events.commitments import Commitments, areas, text_end
from extractors.events.encounters import Encounter
from extractors.events.journey import Journey
from extractors.events.listed_papers import ListedPapers
from extractors.events.paper_dates import PaperDates, continues_list, is_short_form
from extractors.events.paper_status import PaperStatus
from extractors.events.papers import Paper, add, join_headline, repeats
from extractors.events.parties import Parties
from extractors.events.scene import Scene, Sentence
from extractors.events.timing import Clock
from extractors.events.titles import Titles

MAX_COMMITMENTS = 5
MAX_TO_ARTICLE = 4
MAX_TO_MATTER = 6
MAX_TO_BETWEEN = 4
MAX_TO_OTHER = 7
MAX_TO_OBJECT = 6
MAX_TO_PAPER_OF = 5
MAX_TO_NAMED = 2
MAX_TO_SEVERAL = 4
_ITEM_WORDS = frozenset({"article", "indefinite", "plain", "joiner"})
_TAKEN_UP = frozenset({"subject_pronouns", "pronouns", "instrument"})
_SIGNINGS = frozenset({"sign_verb", "signing_nouns"})
_SIGNED_OR_MEANT = frozenset({"signed", "proposed"})
_BARE_KINDS = frozenset({"agreement", "treaty", "contract", "other"})


class AgreementReader:
    """Finds instruments and commitments in the sentences of a scene."""

    def __init__(
        self, scene: Scene, clock: Clock, pair: list[str], encounters: list[Encounter], journeys: list[Journey]
    ) -> None:
        self.scene = scene
        self.doc = scene.doc
        self.titles = Titles(scene)
        is_firm = any({j.origin, j.destination} == set(pair) for j in journeys)
        self.parties = Parties(scene, self.titles, pair, encounters, is_firm=is_firm)
        self.status = PaperStatus(scene, self.parties)
        self.dates = PaperDates(scene, clock)
        self.lists = ListedPapers(scene, self.titles, self.parties, self.dates)
        self.commitments = Commitments(scene, self.parties)
        self.named: tuple[Sentence, Match] | None = None
        self.last_told = -MAX_TO_NAMED - 1
        # papers told together, which the next sentences name one by one, and the last sentence that did so
        self.header: Paper | None = None
        self.header_at = 0

    def read(self) -> list[Paper]:
        papers: list[Paper] = []
        commitments: list[Paper] = []
        for sentence in self.scene.sentences:
            told: list[Paper] = []
            for match in self.doc.phrases(sentence.start, sentence.end, "instrument"):
                paper = self._instrument(sentence, match, told[-1] if told else None)
                if paper is not None:
                    told += self.lists.by_matters(sentence, match, paper) or [paper]
            if self.lists.counts(sentence) or not any(paper.is_specific for paper in told):
                told = self._named(sentence, papers) or told
            self.last_told = sentence.index if told else self.last_told
            for paper in told:
                self.parties.is_firm |= {p.country for p in paper.parties} == set(self.parties.pair)
                add(papers, paper)
            header = self._list_header(sentence, told, papers)
            for item in self.lists.items(sentence, header, papers) if header is not None else ():
                add(papers, item)
            if not told:
                self._add_run_on(sentence, papers)
            for commitment in self.commitments.of(sentence) if len(commitments) < MAX_COMMITMENTS else ():
                if not repeats(commitments, commitment):
                    commitments.append(commitment)
        return join_headline(self.scene, papers) + commitments[:MAX_COMMITMENTS]

    def _list_header(self, sentence: Sentence, told: list[Paper], papers: list[Paper]) -> Paper | None:
        """ "signed the following documents:", "will proceed to the signing of three papers:": what heads a list."""
        if not told:
            return self.lists.header(sentence) or self._listed_below(sentence, papers)
        return told[-1] if told[-1].verb is not None or told[-1].status in _SIGNED_OR_MEANT else None

    def _add_run_on(self, sentence: Sentence, papers: list[Paper]) -> None:
        """ "Seven agreements were signed. They are: Agreement on A; Memorandum on B": what names them replaces them."""
        last = papers[-1] if papers else None
        if last is None or last.verb is None or not 0 < sentence.index - max(last.sentences) <= 1:
            return
        items = self.lists.run_on(sentence, last)
        if len(items) > 1 and not last.is_specific:
            papers.remove(last)
        for item in items if len(items) > 1 else ():
            add(papers, item)

    def _is_text_of(self, match: Match) -> bool:
        """ "the text of the Investment Treaty": what the text is of is the paper."""
        if match.values["instrument"] != "other" or not self.doc.has(match.end, "joiner"):
            return False
        start = self.doc.phrase_end(match.end)
        end = min(start + MAX_TO_PAPER_OF, self.doc.sentences[self.doc.sentence_of[match.start]][1])
        return any(p.values["instrument"] != "other" for p in self.doc.phrases(start, end, "instrument"))

    def _named(self, sentence: Sentence, papers: list[Paper]) -> list[Paper]:
        """ "These are an accord on A and a memorandum on B", "The second concerns C": papers told before."""
        header = self._told_lately(sentence, papers)
        if header is None:
            return []
        found = self.lists.named(sentence, header) or self.lists.nth(sentence, header, goes_on=self.header is not None)
        if found:
            self.header, self.header_at = header, sentence.index
            for bare in [p for p in papers if not p.is_specific and p.sentences[0] == header.sentences[0]]:
                papers.remove(bare)
        return found

    def _told_lately(self, sentence: Sentence, papers: list[Paper]) -> Paper | None:
        """The signed papers that a sentence may go on about."""
        if self.header is not None and 0 < sentence.index - self.header_at <= MAX_TO_NAMED:
            return self.header
        near = [p for p in papers if p.trigger is not None and 0 < sentence.index - max(p.sentences) <= MAX_TO_SEVERAL]
        near = [p for p in near if p.is_several or sentence.index - max(p.sentences) <= MAX_TO_NAMED]
        return near[-1] if near else None

    def _listed_below(self, sentence: Sentence, papers: list[Paper]) -> Paper | None:
        """ "witnessed the exchange of papers. The papers are:": the lines below name those that were just signed."""
        last = papers[-1] if papers else None
        names = self.doc.is_(sentence.end - 1, ":") and self.doc.phrases(sentence.start, sentence.end, "instrument")
        is_near = last is not None and 0 < sentence.index - last.sentences[-1] <= 1
        # without a title, so that only lines that name a paper count
        return replace(last, title=None) if names and is_near and last is not None and last.verb else None

    def _instrument(self, sentence: Sentence, match: Match, before: Paper | None) -> Paper | None:
        if (
            self.scene.covered_by(match.start) is not None
            or is_short_form(self.doc, match)
            or (continues_list(self.doc, match) and not self._has_own_title(sentence, match))
            or (before is not None and match.start < before.end)
            or self._is_text_of(match)
            or self._is_matter_of_other(sentence, match)
        ):
            return None
        status, verb = self.status.of(sentence, match)
        if status is None and before is not None and self._is_next_item(match):
            status, verb = before.status, before.trigger
        if status is None and "matters" not in match and self.dates.of_paper(sentence, match):
            status, verb = "signed", match
        if status is None:
            self.named = (sentence, match) if match.values["instrument"] != "other" else self.named
            return None
        taken_up = self._taken_up(sentence, match, status, verb)
        if taken_up is not None:
            return taken_up
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
        paper.end, paper.is_guess = end, self.parties.is_guess
        paper.is_definite, paper.is_weak = self._is_definite(match), "matters" in match
        paper.is_several = self._are_several(match)
        if not paper.parties or not self._is_claim(sentence, match, paper, verb) or self._is_any(match, paper, verb):
            return None
        if paper.is_guess and (verb is match or not self._may_be_theirs(sentence, status)):
            return None
        paper.areas = areas(self.doc, match.start, end)
        if not paper.is_specific and status in {"signed", "agreed"}:
            self._add_matter(sentence, paper)
            self._add_lead(sentence, match, paper)
        self._add_dates(sentence, match, paper, verb)
        return paper

    def _taken_up(self, sentence: Sentence, match: Match, status: AgreementStatus, verb: Match | None) -> Paper | None:
        """ "... a new treaty. The two presidents signed the document": what is signed is the one named before."""
        if self.named is None or match.values["instrument"] != "other" or verb is None or "sign_verb" not in verb:
            return None
        lead, first = self.named
        if sentence.index - self.last_told <= MAX_TO_NAMED:
            # that one was told as a paper
            return None
        near = 0 <= sentence.index - lead.index <= MAX_TO_NAMED and abs(match.start - verb.end) <= MAX_TO_OTHER
        if not near or status not in {"signed", "agreed"} or not self._is_definite(match):
            return None
        start, end = self.titles.range(lead, first)
        parties = self.parties.of(sentence, match)
        if len(parties) < 2 or self.parties.is_guess:
            parties = self.parties.of(lead, first)
        if len(parties) < 2:
            return None
        paper = Paper(first.values["instrument"], status, [sentence.index], self.doc.text(start, end), None, parties)
        paper.sentences += [lead.index] if lead.index != sentence.index else []
        paper.is_specific, paper.end = self.titles.tells_more(start, end, first), match.end
        self.named = None
        self._add_dates(sentence, match, paper, verb)
        return paper

    def _may_be_theirs(self, sentence: Sentence, status: AgreementStatus) -> bool:
        """Whether a paper of which only the article's countries can be the parties is theirs: not a wage agreement."""
        if self.parties.is_firm:
            return True
        return status not in {"implementing", "expired"} and bool(
            self.parties.sides.of(sentence) or self.doc.phrases(sentence.start, sentence.end, "sides")
        )

    def _has_own_title(self, sentence: Sentence, match: Match) -> bool:
        """ "an Extradition Treaty and a Memorandum on Fisheries": official titles, each a paper of its own."""
        if self.doc.language.nouns_capitalised or not self.doc.tokens[match.start].is_capital:
            return False
        start, end = self.titles.range(sentence, match)
        return self.titles.tells_more(start, end, match)

    def _is_matter_of_other(self, sentence: Sentence, match: Match) -> bool:
        """ "a ceasefire agreement", "an agreement on a loan": what is a paper alone is what another one is about."""
        if "matters" not in match:
            return False
        near = (*range(max(sentence.start, match.start - MAX_TO_OTHER), match.start), *range(match.end, match.end + 3))
        return any(self.doc.has(i, "instrument") and not self.doc.has(i, "matters") for i in near)

    def _is_object(self, match: Match, verb: Match) -> bool:
        """ "signed a loan", "haben eine Waffenruhe vereinbart": directly behind its verb, or before one that closes."""
        if verb.end <= match.start:
            return match.start - verb.end <= MAX_TO_OBJECT
        between = range(match.end, verb.start)
        is_last = self.doc.language.verb_second and self.scene.closes_clause(verb.end)
        return is_last and len(between) <= MAX_TO_OBJECT and not any(self.doc.is_(i, ",") for i in between)

    def _is_next_item(self, match: Match) -> bool:
        """ "signed a protocol on A; (ii) a memorandum on B": a further paper of a list, far from its verb."""
        at = match.start - 1
        while self.doc.any_of(at, _ITEM_WORDS) or self.doc.tokens[at].text in {"(", ")", "i", "ii", "iii", "iv", "v"}:
            at -= 1
        return self.doc.has(at, "and") or self.doc.tokens[at].text in {",", ";", ":"}

    def _is_claim(self, sentence: Sentence, match: Match, paper: Paper, verb: Match | None) -> bool:
        """Whether enough is said of a paper."""
        if "matters" in match:
            # "signed a loan", "agreed to a ceasefire"; but not "called for a ceasefire", "the loan is paid out"
            is_done = verb is not None and "sign_verb" in verb and paper.status in {"signed", "agreed"}
            return is_done and verb is not None and self._is_object(match, verb)
        is_told = paper.is_specific or self.titles.is_compound(match)
        if paper.status in {"implementing", "in_force"} and not is_told:
            is_renewed = verb is not None and "renewed" in verb and self.parties.are_told(sentence)
            return is_renewed or self._is_of_two(sentence, match, paper.status)
        if paper.kind == "declaration":
            # a declaration is first of all what somebody said
            is_shared = len(paper.parties) > 1 and self._is_told_by(sentence, match, paper)
            return is_shared and verb is not None and verb.any_of(_SIGNINGS)
        if paper.kind == "joint_statement" and verb is match and self._is_of_one(match, paper):
            return False
        if paper.kind == "other":
            # "the document" is any paper, but for one that is signed and told what it is about
            is_told = paper.subject is not None and not self.doc.has(match.end, "location")
            is_told = is_told or match.end - match.start > 1
            is_near = verb is not None and min(abs(match.start - verb.end), abs(verb.start - match.end)) <= MAX_TO_OTHER
            return is_told and is_near and verb is not None and verb.any_of(_SIGNINGS)
        # "the union signed an agreement": neither with whom nor about what
        if paper.is_specific or len(paper.parties) > 1 or paper.kind not in _BARE_KINDS:
            return True
        return bool({p.country or p.name for p in paper.parties} & self.parties.sides.keys(sentence))

    def _is_told_by(self, sentence: Sentence, match: Match, paper: Paper) -> bool:
        """Whether somebody declares: not "the participants issued a declaration of support for X"."""
        acting = [s for s in self.parties.sides.of(sentence) if not match.end <= s.start < paper.end]
        together = self.doc.phrases(sentence.start, sentence.end, "sides")
        return bool(acting or together) or bool(self.doc.phrases(match.end, paper.end, "between"))

    def _is_of_one(self, match: Match, paper: Paper) -> bool:
        """ "according to a communiqué of the Kenyan Foreign Ministry": what one side publishes."""
        own = range(match.end, paper.end)
        codes = {self.doc.state_at(i) for i in own if self.doc.state_at(i)}
        return self.doc.has(match.end, "joiner") and len(codes) == 1 and any(self.doc.has(i, "body") for i in own)

    def _add_dates(self, sentence: Sentence, match: Match, paper: Paper, verb: Match | None) -> None:
        """When it was signed and by whom, and its period of validity."""
        status = paper.status
        if status in {"signed", "agreed", "implementing"} and verb is not None:
            paper.signed_on = self.dates.signed(sentence, match, verb)
        if status in {"signed", "agreed"} and verb is not None and verb is not match:
            paper.trigger = verb
            if "sign_verb" in verb:
                paper.verb = verb
                paper.signatories = self._signatories(sentence, match, verb)
        paper.is_old = paper.signed_on is not None and self.dates.clock.is_long_before(paper.signed_on)
        paper.valid = self.dates.valid(sentence, match)
        if status == "in_force" and verb is not None and paper.valid is None:
            entered = self.dates.signed(sentence, match, verb, since=True)
            paper.valid = (entered, None) if entered is not None else None

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

    def _is_definite(self, match: Match) -> bool:
        """ "the accord", "das Abkommen", "del acuerdo": one that was told of before."""
        at = match.start - 1
        # the word may be part of a phrase: "la firma del"
        is_fused = at >= 0 and self.doc.tokens[at].lower in self.doc.language.agreements.of_the
        return is_fused or (self.doc.has(at, "article") and not self.doc.has(at, "indefinite"))

    def _are_several(self, match: Match) -> bool:
        """ "four memoranda", "mehrere Abkommen", "the agreements": a number or a plural that the word's end shows."""
        at = match.start - 1
        while self.doc.any_of(at, _ITEM_WORDS):
            at -= 1
        is_counted = at >= 0 and (self.doc.tokens[at].is_number or self.doc.has(at, "amounts"))
        words = self.doc.tokens[match.start : match.end]
        return is_counted or (
            not self.doc.language.nouns_capitalised and any(word.lower.endswith("s") for word in words)
        )

    def _add_lead(self, sentence: Sentence, match: Match, paper: Paper) -> None:
        """ "They settled the dispute. The accord was signed ...": the sentence before tells which one it is."""
        if sentence.index == 0 or paper.subject is not None:
            return
        keys = {party.country or party.name for party in paper.parties}
        before = self.parties.sides.keys(self.scene.sentences[sentence.index - 1])
        if paper.is_definite or (len(keys) == 2 and keys <= before):
            paper.sentences.append(sentence.index - 1)

    def _is_any(self, match: Match, paper: Paper, verb: Match | None) -> bool:
        """ "to reach an agreement", "the deal was reached": nothing tells which, unlike "A and B struck a deal"."""
        if verb is None or "issue_verb" not in verb or paper.kind not in _BARE_KINDS:
            return False
        if verb.values["issue_verb"].tense == "base" and not self.scene.near(verb, "future", 6):
            return True
        is_new = any(self.doc.has(i, "indefinite") for i in range(match.start - MAX_TO_ARTICLE, match.start))
        return len(paper.parties) < 2 or not (paper.is_specific or is_new)

    def _is_of_two(self, sentence: Sentence, match: Match, status: AgreementStatus) -> bool:
        """ "the agreement between A and B entered into force", "under the 2012 agreement between A and B"."""
        if len(self.parties.sides.keys(sentence)) < 2:
            return False
        return status == "in_force" or bool(self.doc.phrases(match.end, match.end + MAX_TO_BETWEEN, "between"))

    def _signatories(self, sentence: Sentence, match: Match, verb: Match) -> list[str]:
        """Who signs: the subject of the verb, or behind it "signed by X and Y".

        "X said that the treaty signed in Lima": of a paper before its verb nobody told before it is the subject.
        """
        agents = [
            m for m in sentence.mentions if verb.end < m.start <= verb.end + 2 and self.doc.has(verb.end, "agent")
        ]
        if agents:
            return self.scene.refs(self.scene.group_after(sentence, verb.end, 2))
        is_behind = match.end <= verb.start and not self.doc.language.verb_second
        floor = match.end if is_behind else None
        return self.scene.refs(self.scene.group_before(sentence, verb.start, floor))
