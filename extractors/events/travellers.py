"""Travellers: whose visit a verb or noun of travel tells.

The linguistic patterns: the subject of a verb, before it or, where the language turns clauses round, behind it; the
agent of a noun ("visit by X"), its owner ("X's visit", "his visit"), or the subject of the sentence.
"""

from __future__ import annotations

from extractors.entities.lexicon import Match
from extractors.entities.mentions import Mention
from extractors.events.destinations import Destinations
from extractors.events.drafts import MAX_TO_DESTINATION, MAX_TO_VISITOR, VisitDraft
from extractors.events.scene import Scene, Sentence

MAX_TO_AGENT = 20
MAX_TO_SAYING = 2
MAX_OPENING = 40
MAX_TO_OWNER = 7
MAX_RELATIVE = 3
MAX_NOUN = 3
MAX_OPENED = 4
_AGENTS = frozenset({"agent", "received_by", "accompanied", "invitation"})
_PRONOUNS = frozenset({"relatives", "that"})
_BEFORE_NOUN = frozenset({"article", "indefinite", "joiner"})
_LEADS_OFF = frozenset({"where", "relatives", "that", "past_reference"})
_SMALL = frozenset({"article", "indefinite", "joiner", "location", "function", "on_visit"})
MAX_RELATIVE_CLAUSE = 12
MAX_TO_AFFECTED = 4
_TRAVELS = ("visit_verb", "coming", "attends")
_OTHER_CLAUSE = frozenset({"where", "relatives"})
_ARTICLES = frozenset({"article", "indefinite"})
_ROLES = frozenset({"with", "agent", "destination", "from", "between", "invitation", "accompanied"})


class Travellers:
    """Finds the people whose visit a trigger tells."""

    def __init__(self, scene: Scene, destinations: Destinations) -> None:
        self.scene = scene
        self.doc = scene.doc
        self.destinations = destinations

    def of_verb(self, sentence: Sentence, match: Match) -> list[Mention]:
        """The subject of a verb of travel; of "73,000 Americans landed at" none of the people whom the text names."""
        if self._are_many(match.start - 1) or self._is_of_thing(sentence, match.start):
            return []
        return (
            self._of_participle(sentence, match)
            or self._first_of_frame(sentence, match)
            or self._included(sentence, match)
            or self._relative_subject(sentence, match.start)
            or self.of_subjunctive(sentence, match)
            or self._adjacent_subject(sentence, match)
            or self._subject_before(sentence, match)
            or self._inverted_subject(sentence, match)
            or (self._agents(sentence, match) if match.start == sentence.start else [])
            or self._fallback(sentence, match.start)
        )

    def _subject_before(self, sentence: Sentence, match: Match) -> list[Mention]:
        """The people before the verb; not who said what things do: "X said that aid convoys had arrived in Sudan"."""
        group = self._over_relative(sentence, match.start) or self.scene.group_before(sentence, match.start)
        if group and self._is_of_opening(sentence, group, match.start):
            return self.scene.topics.topic_before(sentence)
        reports = self.doc.phrases(group[-1].end, match.start, "reporting") if group else []
        if not reports:
            return group
        between = range(reports[-1].end, match.start)
        is_taken_up = any(self.doc.has(i, "pronouns") for i in between)
        return group if is_taken_up or not any(self._is_unknown_noun(i) for i in between) else []

    def _of_participle(self, sentence: Sentence, match: Match) -> list[Mention]:
        """ "s'est entretenu avec X, Président du Y, arrivé hier à Z": whom a participle stands behind."""
        mention = self.scene.named_before(match.start) if self.doc.has(match.start, "participle") else None
        return [mention] if mention is not None and mention.start > sentence.start else []

    def _over_relative(self, sentence: Sentence, at: int) -> list[Mention]:
        """ "President X, who was greeted by Y, left for Z": the subject before a clause that a comma closes."""
        commas = [i for i in range(sentence.start, at) if self.doc.is_(i, ",")][-2:]
        if len(commas) < 2 or commas[-1] != at - 1 or not self._is_relative(commas[0] + 1):
            return []
        before = [m for m in sentence.mentions if m.ref and m.end == commas[0]]
        is_free = bool(before) and not (self.scene.is_governed(before[0]) or self.scene.is_object(before[0]))
        return before if is_free else []

    def _is_relative(self, at: int) -> bool:
        is_article = self.doc.language.verb_second and self.doc.has(at, "article")
        return is_article or self.doc.has(at, "relatives")

    def _is_of_opening(self, sentence: Sentence, group: list[Mention], at: int) -> bool:
        """ "Reçue par la présidente X, elle entamait une visite": an agent inside the opening, and a pronoun behind."""
        before = range(sentence.start, group[0].start)
        opens = len(before) <= MAX_OPENED and any(self.doc.any_of(i, _AGENTS) for i in before)
        is_closed = opens and self.doc.is_(group[-1].end, ",")
        return is_closed and self.scene.topics.has_pronoun(group[-1].end, at)

    def _is_unknown_noun(self, at: int) -> bool:
        is_free = self.doc.matches[at] is None and self.scene.covered_by(at) is None
        return is_free and self.doc.tokens[at].is_word

    def _are_many(self, at: int) -> bool:
        """Whether a token is the plural of a people's name, which no post follows."""
        is_plural = at >= 0 and self.doc.tokens[at].lower.endswith("s") and not self.doc.language.verb_second
        return is_plural and self.doc.has(at, "demonym") and self.scene.covered_by(at) is None

    def of_subjunctive(self, sentence: Sentence, match: Match) -> list[Mention]:
        """ "Está previsto que el ministro X viaje a Fiyi": behind "that" and a person a noun's form is a verb, too."""
        if not self.doc.language.drops_subjects or match.end - match.start > 1:
            return []
        mention = self.scene.covered_by(match.start - 1 - self.doc.is_(match.start - 1, ","))
        # the word may be part of a phrase: "está previsto que"
        words = self.doc.language.markers.that
        before = range(sentence.start, mention.start) if mention is not None else range(0)
        is_told = any(self.doc.tokens[i].lower in words for i in before)
        return [mention] if is_told and mention is not None and mention.ref else []

    def _is_of_thing(self, sentence: Sentence, at: int) -> bool:
        """ "al contingente de cascos azules que partirá a X": a relative clause about a noun that stands for nobody."""
        if self._takes(at):
            return False
        pronoun = self.doc.phrase_start(at - 1)
        if not self.doc.any_of(pronoun, _PRONOUNS) or self.doc.phrases(sentence.start, pronoun, "reporting"):
            return False
        noun = pronoun - 1
        while pronoun - noun <= MAX_NOUN and self._is_unknown_noun(noun) and not self.doc.tokens[noun].is_capital:
            noun -= 1
        return noun < pronoun - 1 and self.doc.any_of(noun, _BEFORE_NOUN)

    def _takes(self, at: int) -> bool:
        """ "un recorrido que lo llevará a X": the verb has the traveller as its object."""
        return self.doc.tokens[at].lower in self.doc.language.markers.clitics

    def _first_of_frame(self, sentence: Sentence, match: Match) -> list[Mention]:
        """ "X hat am Dienstag in Brüssel Y besucht": of two before a verb that closes its clause the first travels."""
        if not self.doc.language.verb_second or not self.scene.closes_clause(match.end):
            return []
        stops = [i for i in range(sentence.start, match.start) if self.doc.tokens[i].text in {",", ";", ":"}]
        groups = self.scene.groups_between(sentence, stops[-1] + 1 if stops else sentence.start, match.start)
        free = [g for g in groups if g[0].ref and not self.scene.is_governed(g[0]) and not self._owns(g[-1])]
        return free[0] if len(free) > 1 else []

    def _owns(self, mention: Mention) -> bool:
        """ "Merz' Außenminister X": a name in the genitive before another."""
        return mention.end < len(self.doc.tokens) and self.doc.tokens[mention.end].text in {"'", "’"}

    def from_elsewhere(
        self, sentence: Sentence, match: Match, draft: VisitDraft, stops: list[VisitDraft]
    ) -> list[Mention]:
        """ "A met B during his visit to A's country": who is of another country is meant by the pronoun; so is he of
        "her tour of A, B and C", if one of the stops is the other one's country.
        """
        countries = {self.scene.country_of(m) for m in draft.visitors}
        home = countries.pop() if len(countries) == 1 else None
        if home is None or draft.destination is None or home not in {d.destination for d in stops}:
            return draft.visitors
        if not self._possessive_before(match.start) and self.scene.topics.pronoun_before(sentence, match.start) is None:
            return draft.visitors
        before = [m for m in sentence.mentions if m.end <= match.start]
        earlier = self.scene.sentences[sentence.index - 1].mentions if sentence.index and not before else []
        foreign = [m for m in [*earlier, *before] if self._is_person_of_other(m, home)]
        return foreign[-1:] or draft.visitors

    def _is_person_of_other(self, mention: Mention, code: str) -> bool:
        person = self.scene.people.get(mention.ref or "")
        return person is not None and person.kind == "person" and person.country not in (None, code)

    def _included(self, sentence: Sentence, match: Match) -> list[Mention]:
        """ "several ministers visited X, among them A and B": those named behind stand for the group."""
        for phrase in self.doc.phrases(sentence.start, sentence.end, "including"):
            group = self.scene.group_after(sentence, phrase.end, 2)
            subject = any(m.kind == "role" or m.ref is None for m in self.scene.group_before(sentence, match.start))
            named = self.scene.group_before(sentence, match.start)
            if group and phrase.start > match.end and (subject or not named):
                return group
        return []

    def _relative_subject(self, sentence: Sentence, at: int) -> list[Mention]:
        """ "talks with X, who arrived in Y", "X, quien realizó una visita": whom the pronoun stands behind."""
        pronouns = self.doc.phrases(max(sentence.start, at - MAX_RELATIVE_CLAUSE), at, "relatives")
        if not pronouns:
            return []
        pronoun = pronouns[-1]
        is_broken = any(self.doc.is_(i, ";") for i in range(pronoun.end, at))
        if is_broken or any(pronoun.end <= m.start < at for m in self.scene.subjects(sentence, end=at)):
            return []
        groups = self.scene.groups_between(sentence, sentence.start, pronoun.start)
        gap = pronoun.start - groups[-1][-1].end if groups else MAX_RELATIVE
        return [m for m in groups[-1] if m.ref] if gap <= 1 else []

    def relative_start(self, sentence: Sentence, at: int, visitors: list[Mention]) -> int:
        """Where the relative clause about the travellers begins that holds a verb and a date of its own, or 0."""
        pronouns = self.doc.phrases(max(sentence.start, at - MAX_RELATIVE_CLAUSE), at, "relatives")
        start = pronouns[-1].start if pronouns else 0
        is_theirs = bool(visitors) and 0 <= start - visitors[-1].end <= 1
        return start if is_theirs and any(d.start >= start for d in sentence.dates) else 0

    def _adjacent_subject(self, sentence: Sentence, match: Match) -> list[Mention]:
        """ "talks with X, who is visiting Y": whom the verb follows at once is its subject."""
        at = match.start
        while (
            at > sentence.start
            and (
                self.doc.is_(at - 1, ",")
                or (self.doc.has(at - 1, "function") and self.scene.covered_by(at - 1) is None)
            )
            and match.start - at < MAX_RELATIVE
        ):
            at -= 1
        mention = self.scene.covered_by(at - 1) if at > sentence.start else None
        if mention is not None and at == match.start and self.scene.is_object(mention):
            # "đón Đoàn X thăm Việt Nam": whom the host receives is who visits
            return [mention]
        has_comma = any(self.doc.is_(i, ",") for i in range(at, match.start))
        return (
            [mention]
            if mention is not None
            and mention.ref
            and mention.name
            and has_comma
            and next(match.values[kind] for kind in _TRAVELS if kind in match).tense == "present"
            else []
        )

    def of_noun(self, sentence: Sentence, match: Match) -> list[Mention]:
        """By agent ("visit by X"), by owner ("X's visit", "his visit"), else by the subject of the sentence."""
        host_verb = next(
            (
                p
                for c in ("receives", "received_by")
                for p in self.doc.phrases(sentence.start, match.start, c)
                if self.scene.is_verb(p)
            ),
            None,
        )
        is_hosts = host_verb is not None and not self._opens_clause(host_verb.end, match.start)
        if host_verb is not None and is_hosts and not self._possessive_before(match.start):
            is_active = "receives" in host_verb
            guests = (
                self.scene.group_after(sentence, host_verb.end, MAX_TO_VISITOR)
                if is_active
                else self.scene.group_before(sentence, host_verb.start)
            )
            # "X received Y a day after Z had come back from a visit": the visit of who stands between
            between = self.scene.subjects(sentence, guests[-1].end, match.start) if is_active and guests else iter(())
            if next(between, None) is None:
                return guests
        owner = self._owner_before(sentence, match.start)
        if owner is not None:
            return [owner]
        guests = self._received(sentence, host_verb) if host_verb is not None else []
        if guests:
            return guests
        told = self._agents(sentence, match)
        if told:
            return told
        owner = self._owner_of_tour(sentence, match.start)
        return [owner] if owner is not None else self._subject_of_noun(sentence, match)

    def _received(self, sentence: Sentence, verb: Match) -> list[Mention]:
        """ "the king received President Y at the start of his visit": of a host whose country nobody tells, and a
        guest whose country is told, the guest is the one who travels.
        """
        hosts = self.scene.group_before(sentence, verb.start)
        guests = self.scene.group_after(sentence, verb.end, MAX_TO_VISITOR) if "receives" in verb else []
        is_plain = bool(hosts and guests) and self.scene.country_of(hosts[0]) is None
        return guests if is_plain and self.scene.country_of(guests[0]) is not None else []

    def _agents(self, sentence: Sentence, match: Match) -> list[Mention]:
        """ "visit by X", "Besuch der Ministerin X": who stands behind the noun as its agent or in the genitive."""
        after = [m for m in sentence.mentions if match.end <= m.start <= match.end + MAX_TO_AGENT]
        if after and self.doc.has(match.end, "that") and self._is_of_clause(sentence, match.end, after[0]):
            return after[:1]
        for mention in after:
            governor = self.scene.preposition_before(mention.start)
            if (
                governor is not None
                and "agent" in governor
                and not self.destinations.crosses(match.end, mention.start)
                and not self._is_told_apart(match.end, mention.start)
                # "said on a visit to A that the mandate of X is over", "the first visit since that of X"
                and not any(self.doc.any_of(i, _LEADS_OFF) for i in range(match.end, mention.start))
                and not self._is_behind_comma(sentence, match.end, governor.start)
            ):
                return self.scene.group_after(sentence, mention.start, 0) or [mention]
        genitive = [
            m
            for m in after
            if self.doc.language.verb_second and all(self.doc.has(i, "article") for i in range(match.end, m.start))
        ]
        is_owned = genitive and (genitive[0].start > match.end or self._is_genitive(genitive[0]))
        return genitive[:1] if is_owned else []

    def _is_of_clause(self, sentence: Sentence, start: int, first: Mention) -> bool:
        """ "la visita que el presidente X realizará a Y", "la visita que inicia hoy en Madrid el presidente X"."""
        if first.start - start <= MAX_RELATIVE:
            return True
        near = self.scene.distance(sentence, start, first.start) <= MAX_RELATIVE_CLAUSE
        commas = any(self.doc.is_(i, ",") for i in range(start, first.start))
        return near and not commas and not self.scene.is_governed(first)

    def _is_behind_comma(self, sentence: Sentence, start: int, end: int) -> bool:
        """ "a visit, accepting an invitation extended by X": a comma that is no date's or place's opens a clause."""
        dated = sentence.dated
        inside = {i for p in sentence.places for i in range(p.start, p.end + 1)}
        return any(self.doc.is_(i, ",") and not {i, i + 1} & (dated | inside) for i in range(start, end))

    def _subject_of_noun(self, sentence: Sentence, match: Match) -> list[Mention]:
        """ "X is on a visit to", "During his visit, X said": the subject of the sentence that holds the noun."""
        relative = self._relative_subject(sentence, match.start)
        if relative and not self._possessive_before(match.start):
            return relative
        light = self.doc.phrases(max(sentence.start, match.start - MAX_TO_VISITOR), match.start, "light_verb")
        # "Il avait auparavant effectué une visite": the subject is that of the verb before the noun
        subject = self.scene.group_before(sentence, light[-1].start if light else match.start)
        if light and not subject and self.doc.language.verb_second:
            # "Im Juli stattet X Japan einen Besuch ab": the subject behind the verb
            subject = list(self.scene.subjects(sentence, light[-1].end, match.start))[:1]
        if subject and not self._possessive_before(match.start):
            return [] if self._is_reported(subject[-1].end, match.start) else subject
        if self._possessive_before(match.start):
            later = self._owners_behind(sentence, match) if self._opens(sentence, match.start) else []
            return subject or later or list(self.scene.topic)
        behind = self._behind_opening(sentence, match) if self._opens(sentence, match.start) else []
        others = self._beside(sentence, match.start) or behind
        if others:
            return others
        is_about = match.start - sentence.start < MAX_TO_VISITOR and self.scene.near(match, "possessives", 3)
        return list(self.scene.topic) if is_about or self._is_left_out(sentence, match) else []

    def _owners_behind(self, sentence: Sentence, match: Match) -> list[Mention]:
        """ "During his visit, X said"; "During their visit, X and Y said": the subject behind the opening."""
        later = list(self.scene.subjects(sentence, match.end))[:1]
        several = later and self._are_several(sentence, match)
        group = self.scene.group_after(sentence, later[0].start, 0) if several else later
        return [m for m in group if m.ref]

    def _are_several(self, sentence: Sentence, match: Match) -> bool:
        """ "Lors de leur visite": whether a visit is owned by several; the word may be part of a phrase."""
        words = self.doc.language.markers.plural_possessives
        return any(self.doc.tokens[i].lower in words for i in range(sentence.start, match.end))

    def _is_reported(self, start: int, end: int) -> bool:
        """ "X erklärte, Y habe über die Reise informiert": what a speaker tells of is not his own journey."""
        for at in range(start, end):
            if self.doc.has(at, "reporting"):
                return any(self.doc.is_(i, ",") for i in range(at, end))
        return False

    def _is_left_out(self, sentence: Sentence, match: Match) -> bool:
        """ "para emprender un nuevo viaje a Panamá": a light verb whose subject the language leaves out."""
        if not self.doc.language.drops_subjects or any(m.ref for m in sentence.mentions):
            return False
        return self.scene.near(match, "light_verb", MAX_RELATIVE)

    def _is_genitive(self, mention: Mention) -> bool:
        """ "Besuch Merkels", "Besuch Merz’": a name in the genitive."""
        last = self.doc.tokens[mention.end - 1]
        return last.lower.endswith("s") or self.doc.tokens[min(mention.end, len(self.doc.tokens) - 1)].text in {
            "’",
            "'",
        }

    def _beside(self, sentence: Sentence, at: int) -> list[Mention]:
        """ "a deal brokered by X during a visit to Y": the person whom only small words part from the visit."""
        left = at - 1
        while left > sentence.start and at - left <= MAX_TO_OWNER and self.scene.covered_by(left) is None:
            if not (self.doc.any_of(left, _SMALL) or self._may_qualify(left)):
                return []
            left -= 1
        mention = self.scene.covered_by(left)
        return [mention] if mention is not None and mention.ref else []

    def _behind_opening(self, sentence: Sentence, match: Match) -> list[Mention]:
        """ "During a visit to Bishkek, X and Y signed": the first of those behind who is not of the place himself."""
        here = {p.code for p in sentence.places if p.start >= match.end}
        groups = self.scene.groups_between(sentence, match.end, sentence.end)
        spoken = [g for g in groups if self.doc.has(g[0].start - 1, "reporting")]
        subjects = next((g for g in groups if not self.scene.is_governed(g[0]) and g not in spoken), [])
        found = [m for m in subjects if m.ref and self.scene.country_of(m) not in here]
        return found if self._are_several(sentence, match) else found[:1]

    def _is_told_apart(self, start: int, end: int) -> bool:
        """Whether words that no list knows stand between: "the visit as part of ties forged by X"."""
        plain = [
            i
            for i in range(start, end)
            if self.doc.matches[i] is None and self.doc.tokens[i].is_word and not self.doc.tokens[i].is_capital
        ]
        return len(plain) > 1

    def _opens_clause(self, start: int, end: int) -> bool:
        """Whether an "and" that joins no people stands between two tokens: another clause."""
        return any(self.doc.has(i, "and") and self.scene.covered_by(i + 1) is None for i in range(start, end))

    def _opens(self, sentence: Sentence, at: int) -> bool:
        return at - sentence.start <= MAX_TO_VISITOR

    def _owner_before(self, sentence: Sentence, at: int) -> Mention | None:
        """The possessor directly before a noun: "Sotolongo's visit", "President Biden's official trip"."""
        left = at - 1
        while left > sentence.start and at - left < MAX_TO_OWNER and self._may_qualify(left):
            left -= 1
        owner = self.scene.owner_at(left)
        return owner if owner is not None and (owner.ref or owner.country) else None

    def _owner_of_tour(self, sentence: Sentence, at: int) -> Mention | None:
        """ "Demir's tour will continue with visits to A and B": the visits are those of the tour's owner."""
        for noun in self.doc.phrases(sentence.start, at, "visit_noun"):
            owner = self._owner_before(sentence, noun.start)
            if owner is not None:
                return owner
        return None

    def _may_qualify(self, at: int) -> bool:
        """Words between an owner and a visit: "Xi's sixth trip", "Modi's two-day maiden visit"."""
        token = self.doc.tokens[at]
        if self.doc.has(at, "genitive"):
            return False
        plain = self.doc.matches[at] is None and not token.is_capital
        kinds = frozenset({"level", "modifier", "former", "function", "international", "not_name"})
        return plain or token.is_number or token.text == "-" or self.doc.any_of(at, kinds)

    def _possessive_before(self, at: int) -> bool:
        return any(self.doc.has(i, "possessives") for i in range(max(0, at - 4), at))

    def _inverted_subject(self, sentence: Sentence, match: Match) -> list[Mention]:
        """ "Am Montag reist Scholz nach Peking", "Llegó a La Habana el presidente ...": the subject behind the verb."""
        language = self.doc.language
        if not (language.verb_second or language.drops_subjects) and not self._opens(sentence, match.start):
            return []
        limit = MAX_OPENING if self._opens(sentence, match.start) else MAX_TO_DESTINATION
        for group in self.scene.groups_between(sentence, match.end, sentence.end):
            if group[0].start - match.end > limit:
                break
            is_usual = language.verb_second or language.drops_subjects
            if is_usual and any(self.doc.any_of(i, _OTHER_CLAUSE) for i in range(match.end, group[0].start)):
                # "se desplaza a Santiago, donde le espera el presidente X"
                return []
            if not self.scene.is_governed(group[0]):
                return [] if self._only_says(match.end, group) else group
        return []

    def _only_says(self, start: int, group: list[Mention]) -> bool:
        """ "Kenyan tourists visited Peru, President X said", "..., dijo el presidente X": behind a comma who tells of
        it.
        """
        first, last = group[0].start, group[-1].end
        if not any(self.doc.is_(i, ",") for i in range(start, first)):
            return False
        near = (*range(max(start, first - MAX_TO_SAYING), first), *range(last, last + MAX_TO_SAYING))
        return any(self.doc.has(i, "reporting") for i in near)

    def _is_affected(self, mention: Mention) -> bool:
        """Whether a preposition before a mention tells of no company, direction or agent: "for"."""
        governor = self.scene.preposition_before(mention.start)
        return governor is not None and not governor.any_of(_ROLES)

    def _fallback(self, sentence: Sentence, at: int) -> list[Mention]:
        """No person before the verb: a pronoun or a left-out subject stands for the last subject."""
        mentions = [m for m in sentence.mentions if m.ref or m.kind == "role"]
        if self.doc.language.verb_second:
            # "Morgen geht es für Merkel weiter nach Tunesien", "Für Merkel geht es morgen nach Tunesien"
            near = [m for m in mentions if at < m.start <= at + MAX_TO_AFFECTED and self._is_affected(m)]
            near += [m for m in mentions if m.end == at and m.start > sentence.start and self._is_affected(m)]
            if near:
                return near[:1]
            mentions = [m for m in mentions if not self.scene.is_governed(m)]
        if self.doc.language.drops_subjects:
            # "fue recibido por X y participará en": who is met is no subject
            mentions = [m for m in mentions if not self.scene.is_object(m) and not self.scene.is_governed(m)]
        others = bool(mentions) or any(self.doc.has(i, "country") for i in range(sentence.start, at))
        if any(self.doc.has(i, "sides") for i in range(sentence.start, at)):
            # "the two ministers will be in Lima"
            return self.scene.topics.last_several(sentence)
        is_other = others or self._is_of_other(sentence, at) or self._has_subject(sentence, at)
        return [] if is_other else list(self.scene.topic)

    def _has_subject(self, sentence: Sentence, at: int) -> bool:
        """ "La selección de fútbol viajó a", "a container takes weeks to arrive in": a noun that opens the sentence."""
        if self._is_bare_noun(sentence, at - 1):
            return True
        opener = next((i for i in range(sentence.start, at) if self.doc.tokens[i].is_word), at)
        noun = opener + 1
        if noun >= at or not self.doc.any_of(opener, _ARTICLES) or opener in sentence.dated:
            return False
        return self._is_unknown_noun(noun) and noun not in sentence.dated

    def _is_bare_noun(self, sentence: Sentence, at: int) -> bool:
        """ "...; passengers go through Panama": a plural that opens its clause at once before the verb."""
        is_plural = at >= sentence.start and self._is_unknown_noun(at) and self.doc.tokens[at].lower.endswith("s")
        opens = at == sentence.start or self.doc.tokens[at - 1].text in {";", ",", ":", "—", "–"}
        return is_plural and opens and not (self.doc.language.verb_second or self.doc.language.drops_subjects)

    def _is_of_other(self, sentence: Sentence, at: int) -> bool:
        """ "La pareja presidencial china vuela a": a nationality in the subject that is not that of the last one."""
        codes = {self.scene.country_of(m) for m in self.scene.topic}
        told = [self.doc.value(i, "demonym") for i in range(sentence.start, at) if self.doc.has(i, "demonym")]
        return bool(told) and not codes & set(told)
