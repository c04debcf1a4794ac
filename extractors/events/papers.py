"""Papers: one instrument or commitment as an article tells it, and when two tellings are one."""

from __future__ import annotations

from dataclasses import dataclass, field

from rapidfuzz import fuzz
from rapidfuzz.utils import default_process

from extractors.claims import Agreement, AgreementKind, AgreementStatus, Party
from extractors.entities.lexicon import Match
from extractors.events.drafts import evidence
from extractors.events.edtf import PartialDate
from extractors.events.scene import Scene

SAME_TITLE = 75
MAX_PAPERS = 150
MAX_TO_TEXT = 8
MAX_TO_TAKE_UP = 4
_ANY_KIND = frozenset({"agreement", "other", "treaty"})
_OPEN = frozenset({"proposed", "negotiating"})
_DONE = frozenset({"signed", "agreed"})


@dataclass(slots=True, eq=False)
class Paper:
    """One instrument or commitment, as one sentence tells of it."""

    kind: AgreementKind
    status: AgreementStatus
    sentences: list[int]
    title: str | None
    subject: str | None
    parties: list[Party]
    signatories: list[str] = field(default_factory=list)
    signed_on: PartialDate | None = None
    valid: tuple[PartialDate, PartialDate | None] | None = None
    areas: list[str] = field(default_factory=list)
    is_specific: bool = False
    is_definite: bool = False
    is_several: bool = False
    is_weak: bool = False
    is_guess: bool = False
    is_old: bool = False
    end: int = 0
    verb: Match | None = None
    trigger: Match | None = None


def add(papers: list[Paper], new: Paper) -> None:
    for known in papers:
        if _is_same(known, new):
            known.sentences += [s for s in new.sentences if s not in known.sentences]
            if (known.is_guess and not new.is_guess) or _names_better(known, new):
                known.parties, known.is_guess = new.parties, new.is_guess
            known.signed_on = _more_exact(known.signed_on, new.signed_on)
            known.valid = known.valid or new.valid
            if known.is_weak and not new.is_weak:
                known.kind, known.title, known.subject, known.is_weak = new.kind, new.title, new.subject, False
                known.status = new.status if new.status == "signed" else known.status
            if new.is_specific and not known.is_specific:
                known.title, known.subject, known.is_specific = new.title, new.subject, True
            if known.status in {"implementing", "proposed"} and new.status == "signed":
                known.status = "signed"
            known.trigger = known.trigger or new.trigger
            known.signatories = known.signatories or new.signatories
            return
    if len(papers) < MAX_PAPERS:
        papers.append(new)


def _more_exact(known: PartialDate | None, new: PartialDate | None) -> PartialDate | None:
    """ "signed in June 2013 ... signed on 5 June 2013": of two dates that agree the one that tells more."""
    if known is None or new is None or known.clashes(new):
        return known or new
    return max(known, new, key=lambda day: sum(part is not None for part in (day.year, day.month, day.day)))


def _is_same(known: Paper, new: Paper) -> bool:
    """Whether two tellings are of one paper."""
    if (known.kind != new.kind and _takes_up(known, new)) or _goes_back(known, new):
        return True
    if known.is_weak and not new.is_weak and _spells_out(known, new):
        return True
    if known.kind != new.kind or _are_others(known, new) or _are_apart(known, new):
        return False
    if known.subject and new.subject:
        return _alike(known.subject, new.subject)
    if known.is_specific and new.is_specific:
        return _alike(known.title or "", new.title or "")
    return True


def _are_apart(known: Paper, new: Paper) -> bool:
    """Whether one sentence, the lines of one list, two dates or two states tell of two papers."""
    if known.sentences == new.sentences and known.is_specific and new.is_specific and known.title != new.title:
        return True
    if known.verb is not None and known.verb is new.verb and known.sentences[-1] != new.sentences[-1]:
        return True
    if known.signed_on and new.signed_on and known.signed_on.clashes(new.signed_on):
        return True
    if known.verb is not None and new.verb is not None and new.is_old and not (known.signed_on or new.is_specific):
        # "signed an agreement on trade ... that agreement which their predecessors had signed in 2023"
        return True
    if {known.status, new.status} & _OPEN and {known.status, new.status} & {"implementing", "in_force", "expired"}:
        return True
    if known.status == "signed" and new.status in _OPEN and new.is_specific and not known.is_specific:
        # "the agreements that they have signed ... it is expected that agreements on trade will be signed"
        return True
    # "they mean to sign a memorandum ... in January two were signed"
    return bool(
        (known.status in _OPEN and new.signed_on) or (new.status in _OPEN and new.is_specific and known.signed_on)
    )


def _names_better(known: Paper, new: Paper) -> bool:
    """Whether the same parties have fuller names: "EU", then "European Union"."""
    lands = [{p.country for p in paper.parties if p.country} for paper in (known, new)]
    if len(known.parties) != len(new.parties) or lands[0] != lands[1]:
        return False
    return _length(new) > _length(known)


def _length(paper: Paper) -> int:
    return sum(len(p.name or "") for p in paper.parties if not p.country)


def _takes_up(known: Paper, new: Paper) -> bool:
    """ "signed a memorandum ... The accord was signed by X": a paper told before, under a wider name."""
    if not new.is_definite or new.is_specific or new.kind not in _ANY_KIND or known.kind == "commitment":
        return False
    if new.signed_on is not None and (
        (new.is_old and known.is_specific)
        or new.signed_on.to_date() is None
        or (known.signed_on and known.signed_on.clashes(new.signed_on))
    ):
        # "does not mention the treaty that they signed in 2000"
        return False
    is_done = known.status in _DONE and new.status in _DONE
    one, other = ({p.country or p.name or "" for p in paper.parties} for paper in (known, new))
    return is_done and bool(one & other) and 0 <= new.sentences[0] - known.sentences[0] <= MAX_TO_TAKE_UP


def _goes_back(known: Paper, new: Paper) -> bool:
    """ "A treaty was signed. They began to negotiate the treaty in May": what went before the signing."""
    is_back = known.status == "signed" and new.status in _OPEN and new.is_definite and not new.is_specific
    one, other = ({p.country or p.name or "" for p in paper.parties} for paper in (known, new))
    return is_back and new.kind in _ANY_KIND and one == other


def _spells_out(known: Paper, new: Paper) -> bool:
    """ "sealed an energy partnership ... put their names to a letter of intent": the paper of what was told before."""
    near = 0 <= new.sentences[0] - known.sentences[0] <= 1
    return near and new.status in _DONE and not _are_others(known, new)


def _are_others(known: Paper, new: Paper) -> bool:
    """ "A similar agreement with C was signed": two papers of two sides each that are not the same two."""
    if known.is_guess != new.is_guess:
        # one sentence tells the parties, the other only the paper; one party must fit where it names one
        told, other_parties = (new, known) if known.is_guess else (known, new)
        return not {p.country for p in other_parties.parties[:1]} & {p.country for p in told.parties}
    one, other = ({p.country or p.name or "" for p in paper.parties} for paper in (known, new))
    lands = [{p.country for p in paper.parties if p.country} for paper in (known, new)]
    if len(one) == len(other) == 2 and lands[0] == lands[1] and len(lands[0]) == 1:
        # a body has many names: "EU", "European Union"
        return False
    return len(one) == len(other) == 2 and not all(any(_alike(a, b) for b in other) for a in one)


def join_headline(scene: Scene, papers: list[Paper]) -> list[Paper]:
    """What a headline tells in few words ("A and B sign agreement") is the first such paper of the text."""
    headline = next((p for p in papers if p.sentences == [0] and p.signed_on is None), None)
    if headline is None or not scene.has_headline or headline.status in _OPEN:
        return papers
    told = [p for p in papers if p is not headline and p.status not in _OPEN and not _are_others(headline, p)]
    fitting = [p for p in told if p.kind == headline.kind or headline.kind in _ANY_KIND]
    if not fitting or min(fitting[0].sentences) > MAX_TO_TEXT:
        return papers
    fitting[0].sentences.append(0)
    if fitting[0].is_guess and not headline.is_guess:
        fitting[0].parties, fitting[0].is_guess = headline.parties, False
    return [p for p in papers if p is not headline]


def repeats(known: list[Paper], new: Paper) -> bool:
    return any(_alike(k.subject or "", new.subject or "") for k in known)


def _alike(one: str, other: str) -> bool:
    return fuzz.token_set_ratio(one, other, processor=default_process) >= SAME_TITLE


def to_agreement(scene: Scene, paper: Paper) -> Agreement:
    """The agreement as the claims document gives it."""
    valid_from, valid_to = paper.valid or (None, None)
    return Agreement(
        kind=paper.kind,
        title=paper.title,
        subject=paper.subject,
        parties=paper.parties,
        signatories=paper.signatories,
        status=paper.status,
        signed_on=paper.signed_on.edtf() if paper.signed_on else None,
        valid_from=valid_from.edtf() if valid_from else None,
        valid_to=valid_to.edtf() if valid_to else None,
        areas=paper.areas,
        evidence=evidence(scene, paper.sentences),
        confidence=_confidence(paper),
    )


def _confidence(paper: Paper) -> float:
    """How often such a claim is right on gold articles: what is only meant is wrong more often than what was done."""
    if paper.kind == "commitment":
        return 0.65
    return 0.8 if paper.status in _OPEN else 0.88
