"""Scores one article's claims against its gold facts, claim type by claim type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from extractors.claims import Actor, Agreement, ClaimsDocument, Honour, Meeting, Span, Visit
from extractors.evaluation.matching import (
    SAME_PHRASE,
    SAME_SPELLING,
    SAME_SUBJECT,
    Claim,
    accepts,
    alike,
    gives_all,
    gold_date,
    pair_up,
    same_name,
    share_name,
)
from extractors.events.edtf import parse_edtf

CLAIM_TYPES = ("actors", "visits", "meetings", "agreements", "commitments")
MAX_QUOTE = 160
SIGNED = frozenset({"signed", "in_force", "implementing", "expired"})
OPEN = frozenset({"proposed", "negotiating"})
_SAME_KIND = {
    "mou": "memorandum_of_understanding",
    "memorandum": "memorandum_of_understanding",
    "program": "programme",
    "accord": "agreement",
}


@dataclass(slots=True)
class Tally:
    """Right, wrong and missed claims, how many attributes of the right ones are right, and confidences with outcome."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    attributes_right: Counter[str] = field(default_factory=Counter)
    attributes: Counter[str] = field(default_factory=Counter)
    confidences: list[tuple[float, bool]] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def add(self, other: Tally) -> None:
        self.right += other.right
        self.wrong += other.wrong
        self.missed += other.missed
        self.attributes_right += other.attributes_right
        self.attributes += other.attributes
        self.confidences += other.confidences

    def check(self, name: str, is_right: bool) -> None:
        self.attributes[name] += 1
        self.attributes_right[name] += is_right


@dataclass(frozen=True, slots=True)
class Miss:
    """A wrong claim (`+`) or a missed fact (`-`) of an article."""

    article: str
    claim_type: str
    sign: str
    text: str


class ArticleScore:
    """The tallies and misses of one article.

    Args:
        document: the claims.
        gold: the facts, in the format of `tests/golden/README.md`.
    """

    def __init__(self, document: ClaimsDocument, gold: dict[str, Any]) -> None:
        self.document = document
        self.gold = gold
        self.tallies = {claim_type: Tally() for claim_type in CLAIM_TYPES}
        self.misses: list[Miss] = []
        self._names = {a.ref: [a.name, *a.variants] for a in document.actors}
        self._score()

    def _score(self) -> None:
        for actor, fact in self._matched(
            "actors", [a for a in self.document.actors if a.kind == "person"], self.gold.get("actors", []), _actor_score
        ):
            self._check_actor(actor, fact)
        for visit, fact in self._matched(
            "visits", self.document.visits, self.gold.get("visits", []), self._visit_score
        ):
            self._check_visit(visit, fact)
        for _ in self._matched("meetings", self.document.meetings, self.gold.get("meetings", []), self._meeting_score):
            pass
        for claim_type in ("agreements", "commitments"):
            wants = claim_type == "commitments"
            claims = [a for a in self.document.agreements if (a.kind == "commitment") == wants]
            facts = [f for f in self.gold.get("agreements", []) if (f["kind"] == "commitment") == wants]
            for agreement, fact in self._matched(claim_type, claims, facts, _agreement_score):
                self._check_agreement(claim_type, agreement, fact)

    def _matched(
        self,
        claim_type: str,
        claims: Sequence[Claim],
        facts: list[dict[str, Any]],
        score: Callable[[Claim, dict[str, Any]], float],
    ) -> Iterator[tuple[Claim, dict[str, Any]]]:
        tally = self.tallies[claim_type]
        pairs = pair_up(claims, facts, score)
        for i, j in pairs:
            if not facts[j].get("optional"):
                tally.right += 1
                tally.confidences.append((getattr(claims[i], "confidence", 1.0), True))
                yield claims[i], facts[j]
        for i in set(range(len(claims))) - {i for i, _ in pairs}:
            tally.wrong += 1
            tally.confidences.append((getattr(claims[i], "confidence", 1.0), False))
            self.misses.append(Miss(self.gold["id"], claim_type, "+", self._describe(claims[i])))
        for j in set(range(len(facts))) - {j for _, j in pairs}:
            if not facts[j].get("optional"):
                tally.missed += 1
                self.misses.append(Miss(self.gold["id"], claim_type, "-", str(facts[j])))

    def _describe(self, claim: Any) -> str:
        refs = [
            self._names.get(r, [r])[0] for r in [*getattr(claim, "visitors", []), *getattr(claim, "participants", [])]
        ]
        spans: list[Span] = getattr(claim, "evidence", [])
        quote = spans[0].text[:MAX_QUOTE] if spans else ""
        if isinstance(claim, Actor):
            return f"{claim.name} {claim.country} {[p.title for p in claim.positions]}"
        if isinstance(claim, Visit):
            route = f"{claim.origin_country}->{claim.destination_country}"
            return f"{refs} {route} {claim.start_date}/{claim.end_date} {claim.status}: {quote}"
        if isinstance(claim, Agreement):
            parties = [p.country or p.name for p in claim.parties]
            return f"{claim.kind} {claim.status} {parties} {claim.title or claim.subject}: {quote}"
        return f"{refs}: {quote}"

    def _visit_score(self, visit: Visit, fact: dict[str, Any]) -> float:
        if (
            visit.origin_country not in (fact.get("from_any") or [fact["from"]])
            or visit.destination_country != fact["to"]
        ):
            return 0
        start, gold_start = parse_edtf(visit.start_date), gold_date(fact, "start")
        if start and gold_start and start.clashes(gold_start):
            return 0
        names = [name for ref in visit.visitors for name in self._names.get(ref, [])]
        wanted = list(fact["visitors"])
        people = [a for a in self.gold.get("actors", []) if share_name([a["name"]], fact["visitors"])]
        wanted += [variant for a in people for variant in a.get("variants", [])]
        is_visitor = share_name(names, wanted) or any(
            alike(mine, other) >= SAME_PHRASE for mine in names for other in wanted if len(other.split()) > 2
        )
        if people and not is_visitor:
            return 0
        return 1 + 4 * is_visitor + 2 * bool(gold_start and gives_all(start, gold_start))

    def _meeting_score(self, meeting: Meeting, fact: dict[str, Any]) -> float:
        names = [self._names.get(ref, [ref]) for ref in meeting.participants]
        found = sum(any(share_name(mine, [wanted]) for mine in names) for wanted in fact["participants"])
        return found if found >= min(2, len(fact["participants"])) else 0

    def _check_actor(self, actor: Actor, fact: dict[str, Any]) -> None:
        tally = self.tallies["actors"]
        if fact.get("country"):
            tally.check("country", actor.country == fact["country"])
        if fact.get("rank"):
            tally.check("rank", bool(actor.rank) and alike(actor.rank or "", fact["rank"]) >= SAME_SPELLING - 2)
        titles = [" ".join(filter(None, (p.title, p.organization))) for p in actor.positions]
        for wanted in fact.get("positions", []):
            tally.check("positions", any(alike(title, wanted) >= SAME_PHRASE for title in titles))

    def _check_visit(self, visit: Visit, fact: dict[str, Any]) -> None:
        tally = self.tallies["visits"]
        for key, ours in (("start", visit.start_date), ("end", visit.end_date)):
            wanted = gold_date(fact, key)
            if wanted is not None:
                tally.check(key, gives_all(parse_edtf(ours), wanted))
        if fact.get("status"):
            tally.check("status", accepts(visit.status, fact, "status"))
        if fact.get("level"):
            tally.check("level", accepts(visit.level, fact, "level"))

    def _check_agreement(self, claim_type: str, agreement: Agreement, fact: dict[str, Any]) -> None:
        tally = self.tallies[claim_type]
        tally.check("kind", _is_kind(agreement, fact))
        states = [fact["status"], *(fact.get("status_alt") or [])]
        tally.check("signed or not", any((agreement.status in SIGNED) == (state in SIGNED) for state in states))
        for key in ("signed_on", "valid_from", "valid_to"):
            wanted = gold_date(fact, key)
            if wanted is not None:
                tally.check(key, gives_all(parse_edtf(getattr(agreement, key)), wanted))


def _actor_score(actor: Actor, fact: dict[str, Any]) -> float:
    if same_name(actor.name, fact["name"]):
        return 3
    theirs = [name for name in (fact["name"], *fact.get("variants", [])) if len(name.split()) > 1]
    return float(share_name([actor.name, *actor.variants], theirs))


def _is_kind(agreement: Agreement, fact: dict[str, Any]) -> bool:
    kinds = [fact["kind"], *(fact.get("kind_alt") or [])]
    return agreement.kind in {_SAME_KIND.get(kind, kind) for kind in kinds}


def _agreement_score(agreement: Agreement, fact: dict[str, Any]) -> float:
    codes = {party.country or party.name for party in agreement.parties}
    names = [party.name for party in agreement.parties if party.name]
    wanted = fact["parties"]

    def is_party(party: str) -> bool:
        return (
            party in codes
            if len(party) == 2 and party.isupper()
            else any(alike(party, name) >= SAME_PHRASE for name in names)
        )

    if sum(map(is_party, wanted)) < min(len(wanted), 2):
        return 0
    if not any(
        (agreement.status in OPEN) == (state in OPEN) for state in [fact["status"], *(fact.get("status_alt") or [])]
    ):
        return 0
    told = " ".join(filter(None, (agreement.title, agreement.subject, *(span.text for span in agreement.evidence))))
    likeness = alike(told, fact["subject"])
    return likeness + 30 * _is_kind(agreement, fact) if likeness >= SAME_SUBJECT else 0


def evidence_is_exact(document: ClaimsDocument) -> bool:
    """Whether every claim has evidence and every span holds exactly the text that it quotes."""
    text = document.article.text
    claims: list[Visit | Meeting | Agreement | Honour] = [
        *document.visits,
        *document.meetings,
        *document.agreements,
        *document.honours,
    ]
    return all(claim.evidence and all(text[s.start : s.end] == s.text for s in claim.evidence) for claim in claims)
