"""Papers told in a list: "signed the following documents:" and a line for each.

The linguistic pattern: a sentence that ends with a colon, and behind it numbered or marked lines.
"""

from __future__ import annotations

from extractors.claims import Party
from extractors.entities.lexicon import Match
from extractors.events.commitments import areas, text_end
from extractors.events.paper_dates import PaperDates
from extractors.events.papers import Paper
from extractors.events.parties import Parties
from extractors.events.scene import Scene, Sentence

MAX_LINES = 40
MAX_TO_HEADER = 2
# "(iii)", "b)": numbers and letters of lists
_LETTERS = frozenset({"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", *"abcdefgh"})
_BULLETS = frozenset({"-", "–", "—", "•", "*", "·", "+"})


class ListedPapers:
    """Reads lists of papers."""

    def __init__(self, scene: Scene, parties: Parties, dates: PaperDates) -> None:
        self.scene = scene
        self.doc = scene.doc
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
            kinds = [m.values["instrument"] for m in self.doc.phrases(start, line.end, "instrument")]
            title = self.doc.text(start, self._title_end(line))
            own = self.parties.codes(line)[:2]
            parties = [Party(country=code) for code in own] if len(own) > 1 else list(header.parties)
            sentences = [sentence.index, line.index]
            item = Paper(kinds[0] if kinds else header.kind, header.status, sentences, title, title, parties)
            item.is_specific, item.signed_on, item.verb = True, day, head
            item.areas = areas(self.doc, start, line.end)
            found.append(item)
        self._share_parties(found, papers)
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
