"""Papers told in a list: "signed the following documents:" and a line for each.

The linguistic pattern: a sentence that ends with a colon, and behind it numbered or marked lines.
"""

from __future__ import annotations

from dataclasses import replace

from extractors.claims import Party
from extractors.entities.lexicon import Match
from extractors.events.commitments import areas, text_end
from extractors.events.paper_dates import PaperDates
from extractors.events.papers import Paper
from extractors.events.parties import Parties
from extractors.events.scene import Scene, Sentence
from extractors.events.titles import Titles

MAX_LINES = 40
MAX_TO_HEADER = 2
MAX_TO_OPENER = 6
MIN_MATTER = 3
MAX_TO_NUMBER = 4
_LEADS_ON = frozenset({"and", "function", "that"})
# "(iii)", "b)": numbers and letters of lists
_LETTERS = frozenset({"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", *"abcdefgh"})
_ANY_PAPER = frozenset({"agreement", "other"})
_TELLS_OF_PAPER = frozenset({"instrument", "function", "area_openers", "presence", "light_verb"})
_BULLETS = frozenset({"-", "–", "—", "•", "*", "·", "+"})


class ListedPapers:
    """Reads lists of papers."""

    def __init__(self, scene: Scene, titles: Titles, parties: Parties, dates: PaperDates) -> None:
        self.scene = scene
        self.doc = scene.doc
        self.titles = titles
        self.parties = parties
        self.dates = dates

    def header(self, sentence: Sentence) -> Paper | None:
        """ "signed the following documents:": the head of a list whose lines name the papers."""
        verb = next(iter(self.doc.phrases(sentence.start, sentence.end, "sign_verb")), None)
        if verb is None or verb.values["sign_verb"].tense != "past" or not self.doc.is_(sentence.end - 1, ":"):
            return None
        if self.scene.near(verb, "negation", 3, 3) or self.scene.near(verb, "future", 6):
            return None
        parties = self.parties.all(sentence)
        header = Paper("agreement", "signed", [sentence.index], None, None, parties, verb=verb)
        header.signed_on = self.dates.signed(sentence, verb, verb)
        return header

    def items(self, sentence: Sentence, header: Paper, papers: list[Paper]) -> list[Paper]:
        """ "The agreements signed are:" and a line for each: numbered or marked lines are papers of their own."""
        if not any(self.doc.is_(i, ":") for i in range(sentence.end - 1, sentence.end)):
            return []
        near = (p.signed_on for p in papers if p.signed_on and sentence.index - p.sentences[0] <= MAX_TO_HEADER)
        day = header.signed_on or next(near, None)
        # lines below one head are papers of their own
        head = header.verb or Match(sentence.end - 1, sentence.end, {})
        found = []
        for line in self.scene.sentences[sentence.index + 1 : sentence.index + 1 + MAX_LINES]:
            start = self._item_start(line)
            if start is None:
                break
            if header.title is None and not self.doc.phrases(start, line.end, "instrument"):
                break
            found.append(self._item(sentence, line, (start, self._title_end(line)), header, head))
            found[-1].signed_on = day
        self._share_parties(found, papers)
        return found

    def _item(self, sentence: Sentence, line: Sentence, title: tuple[int, int], header: Paper, head: Match) -> Paper:
        """The paper of one item, whose title stands between two tokens of a line."""
        start, end = title
        first = next(iter(self.doc.phrases(start, end, "instrument")), None)
        own = [Party(country=code) for code in self.parties.codes(line)[:2]]
        between = self.parties.between(line, first) if first is not None else []
        parties = next((found for found in (between, own) if len(found) > 1), list(header.parties))
        kind = first.values["instrument"] if first is not None else header.kind
        text = self.doc.text(start, end)
        sentences = list(dict.fromkeys([sentence.index, line.index]))
        item = Paper(kind, header.status, sentences, text, text, parties)
        item.is_specific, item.signed_on, item.verb = True, header.signed_on, head
        item.areas = areas(self.doc, start, end)
        return item

    def run_on(self, sentence: Sentence, header: Paper) -> list[Paper]:
        """ "These include: Agreement on A; Memorandum on B.": papers that marks part, in a row, over paragraphs too."""
        colons = (i for i in range(sentence.start, sentence.end - 1) if self.doc.is_(i, ":"))
        colon = next((i for i in colons if self._opens_item(i + 1)), None)
        if colon is None:
            return []
        head = Match(colon, colon + 1, {})
        found: list[Paper] = []
        for line in self.scene.sentences[sentence.index : sentence.index + MAX_LINES]:
            start = colon + 1 if line is sentence else line.start
            if line is not sentence and not (self.doc.tokens[start].line_before and self._opens_item(start)):
                break
            found += [self._item(sentence, line, item, header, head) for item in self._parted(line, start)]
        return found

    def named(self, sentence: Sentence, header: Paper) -> list[Paper]:
        """ "Two papers were signed. Il s'agit d'un accord sur A et d'un mémorandum sur B": those it names."""
        opener = self._opener(sentence, self.doc.lexicon.named_as)
        if opener is None:
            return []
        found: list[Paper] = []
        end = opener.end
        for match in self.doc.phrases(opener.end, sentence.end, "instrument"):
            if match.start >= end:
                start, end = self.titles.range(sentence, match)
                if self.titles.tells_more(start, end, match):
                    found.append(self._item(sentence, sentence, (start, end), header, opener))
        return found

    def nth(self, sentence: Sentence, header: Paper, *, goes_on: bool) -> list[Paper]:
        """ "Four papers were signed. ... The second is for cooperation in education", "El primero trata de A, mientras
        que el segundo prevé B": some of several, by their number.

        Args:
            header: the papers told together.
            goes_on: whether another one of them was told before, so that "the third" is no third of anything else.
        """
        opener = self._opener(sentence, self.doc.lexicon.one_of)
        end = text_end(self.doc, sentence)
        if opener is None or end - opener.end < MIN_MATTER or not header.is_several:
            return []
        is_told = self.doc.any_of(opener.end, _TELLS_OF_PAPER)
        if not (is_told or goes_on) or self.doc.tokens[opener.end].is_capital:
            return []
        further = self._further(opener.end + MIN_MATTER, end)
        return [
            self._numbered(sentence, header, one, stop)
            for one, stop in zip([opener, *further], [*(f.start for f in further), end], strict=True)
        ]

    def _further(self, start: int, end: int) -> list[Match]:
        """ "..., while the second": the next numbers of a sentence, behind a comma and small words."""
        found: list[Match] = []
        at = start
        while at < end:
            number = self._longest(at, end, self.doc.lexicon.one_of)
            is_apart = any(self.doc.is_(i, ",") or self.doc.has(i, "and") for i in range(at - MAX_TO_NUMBER, at))
            if number is not None and is_apart and end - number.end >= MIN_MATTER:
                found.append(number)
                at = number.end
            at += 1
        return found

    def _numbered(self, sentence: Sentence, header: Paper, opener: Match, end: int) -> Paper:
        """The paper that a number opens and the next number or the sentence's end closes."""
        while end > opener.end + 1 and (self.doc.is_(end - 1, ",") or self.doc.any_of(end - 1, _LEADS_ON)):
            end -= 1
        paper = self._item(sentence, sentence, (opener.start, end), header, opener)
        paper.kind, paper.title, paper.parties = header.kind, None, list(header.parties)
        paper.subject = self.doc.text(opener.end, end)
        return paper

    def counts(self, sentence: Sentence) -> bool:
        """ "The first agreement was signed": an ordinal with a word for any paper, which says nothing of its kind."""
        opener = self._opener(sentence, self.doc.lexicon.one_of)
        match = self.doc.matches[opener.end] if opener is not None and opener.end < sentence.end else None
        return match is not None and match.values.get("instrument") in _ANY_PAPER

    def by_matters(self, sentence: Sentence, match: Match, paper: Paper) -> list[Paper]:
        """ "huit protocoles d'accord sur A ; dans le secteur B ; sur C": one of several papers for each matter.

        Only where every matter behind the first mark opens as the matter of a paper does.
        """
        end = text_end(self.doc, sentence)
        marks = [i for i in range(match.end, end) if self.doc.is_(i, ";")]
        if not paper.is_several or not marks or not paper.is_specific:
            return []
        firsts = [match.end, *(self._behind_and(mark + 1) for mark in marks)]
        openers = self.titles.complement_words
        if not all(self.doc.tokens[first].lower in openers for first in firsts[1:]):
            return []
        found = []
        for first, last in zip(firsts, [*marks, end], strict=True):
            matter = self.doc.text(first, last)
            title = self.doc.text(match.start, last) if first == match.end else matter
            item = replace(paper, subject=matter, title=title, areas=areas(self.doc, first, last))
            item.sentences, item.parties, item.end = list(paper.sentences), list(paper.parties), end
            found.append(item)
        return found

    def _behind_and(self, at: int) -> int:
        return at + self.doc.has(at, "and")

    def _opener(self, sentence: Sentence, phrases: frozenset[str]) -> Match | None:
        """The longest of some phrases that opens a sentence."""
        return self._longest(sentence.start, sentence.end, phrases)

    def _longest(self, at: int, stop: int, phrases: frozenset[str]) -> Match | None:
        """The longest of some phrases that begins at a token."""
        ends = range(min(at + MAX_TO_OPENER, stop), at, -1)
        end = next((end for end in ends if self.doc.text(at, end).lower() in phrases), None)
        return Match(at, end, {}) if end is not None else None

    def _opens_item(self, at: int) -> bool:
        """Whether a paper's official title begins at a token."""
        return self.doc.has(at, "instrument") and self.doc.tokens[at].is_capital

    def _parted(self, line: Sentence, start: int) -> list[tuple[int, int]]:
        """The tokens of each title between the marks of a line."""
        end, found = self._title_end(line), []
        marks = [i for i in range(start, end) if self.doc.is_(i, ";")]
        for first, last in zip([start, *(i + 1 for i in marks)], [*marks, end], strict=True):
            at = first
            while at < last and (self.doc.has(at, "and") or self.doc.is_(at, ",")):
                at += 1
            if at < last and self._opens_item(at):
                found.append((at, last))
        return found

    def _share_parties(self, items: list[Paper], papers: list[Paper]) -> None:
        """Papers of one list have the same parties; where neither head nor line names them, another line does."""
        told = next((i.parties for i in items if len(i.parties) > 1), None)
        told = told or next((p.parties for p in reversed(papers) if len(p.parties) > 1), None)
        for item in items:
            if not item.parties and told:
                item.parties = list(told)

    def _title_end(self, line: Sentence) -> int:
        """ "Protocol on Mangoes; and": what only leads on to the next line is no part of the title."""
        end = text_end(self.doc, line)
        while end > line.start + 1 and (self.doc.has(end - 1, "and") or self.doc.tokens[end - 1].text in {";", ","}):
            end -= 1
        return end

    def _item_start(self, line: Sentence) -> int | None:
        """Where the text of a line begins that is numbered, marked or opened by a paper; None where it is no item."""
        doc, at = self.doc, line.start
        if not doc.tokens[at].line_before:
            return None
        if doc.has(at, "instrument"):
            return at
        if doc.tokens[at].is_number and at + 2 < line.end and doc.tokens[at + 1].text in {")", ".", "-", "/"}:
            return at + 2
        if doc.tokens[at].text in _BULLETS and at + 1 < line.end:
            return at + 1
        opens = at + doc.is_(at, "(")
        closed = opens + 1 < line.end and doc.tokens[opens + 1].text in {")", "."}
        is_mark = closed and (doc.tokens[opens].lower in _LETTERS or (opens > at and doc.tokens[opens].is_number))
        return opens + 2 if is_mark and opens + 2 < line.end else None
