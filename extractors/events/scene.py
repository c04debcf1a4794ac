"""What stands where in each sentence: people, places, dates, and who can be the subject of what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from extractors.entities.document import Document
from extractors.entities.lexicon import Match
from extractors.entities.mentions import Mention
from extractors.entities.name_parts import name_parts
from extractors.entities.person import Person
from extractors.events.date_joins import anchor_dates, settle_that_year
from extractors.events.date_mention import DateMention
from extractors.events.datelines import countries_of_datelines, dateline_of, dates_of_headings, told_dates
from extractors.events.dates import find_dates
from extractors.events.places import Place, PlaceReader
from extractors.events.topics import Topics

_SKIP = frozenset(
    {"article", "amounts", "modifier", "visiting", "level", "former", "genitive", "possessives", "spouse"}
)
_GOVERNORS = frozenset(
    {"subject_blockers", "with", "agent", "destination", "from", "between", "invitation", "accompanied"}
)
_NO_VERBS = frozenset(
    {"and", "article", "subject_blockers", "destination", "location", "relatives", "from", "with", "agent", "joiner"}
    | {"past_reference", "when", "where", "accompanied", "possessives", "former", "modifier", "post", "body"}
)
_DATE_WORDS = frozenset({"weekday", "month"})
MAX_HEAD = 5
MAX_PREPOSITION_DISTANCE = 4
MAX_TO_COUNTRY = 3
STOPS = frozenset({".", "!", "?", "…"})
QUOTES = frozenset({'"', "“", "”", "„", "«", "»"})
_OTHERS = frozenset({"future", "visit_verb", "sign_verb", "attends", "departure"})
_SEPARATORS = frozenset({",", ";"})
_NOUN_LEADS = frozenset({"article", "possessives", "genitive"})
_BEFORE_NOUNS = _NOUN_LEADS | {"level", "modifier", "demonym", "country", "with", "light_verb"}
_TOWN_WORDS = frozenset({"town_word", "capital_word"})
_BEFORE_PLACES = _TOWN_WORDS | {"portfolio", "body", "not_name", "demonym"}
VERB_FRAME = 16
MAX_TO_CONDITION = 3
MAX_TO_DENIAL = 30
MAX_TO_COMMA = 40
MAX_TO_REFUSAL = 3
MAX_TO_PREDICATE = 4
MAX_TO_VERB = 6
MAX_QUOTATION = 400


@dataclass(slots=True, eq=False)
class Sentence:
    index: int
    start: int
    end: int
    mentions: list[Mention] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    dates: list[DateMention] = field(default_factory=list)
    heading: list[DateMention] = field(default_factory=list)

    @property
    def dated(self) -> set[int]:
        """The tokens that its dates cover."""
        return {at for date in self.dates for at in range(date.start, date.end)}


class Scene:
    """An article's sentences with their people, places and dates."""

    def __init__(self, doc: Document, mentions: list[Mention], people: list[Person]) -> None:
        self.doc = doc
        self.people = {person.ref: person for person in people}
        self.stand_ins: list[Mention] = []
        self.topic: list[Mention] = []
        self.sentences = [
            Sentence(i, start, end, dates=find_dates(doc, start, end)) for i, (start, end) in enumerate(doc.sentences)
        ]
        settle_that_year(doc, [sentence.dates for sentence in self.sentences])
        anchor_dates(doc, [sentence.dates for sentence in self.sentences])
        self.dates = [date for sentence in self.sentences for date in sentence.dates]
        for sentence in self.sentences[:MAX_HEAD]:
            sentence.dates = told_dates(doc, sentence.start, sentence.dates)
        for sentence, heading in zip(
            self.sentences, dates_of_headings(doc, [s.dates for s in self.sentences]), strict=True
        ):
            sentence.heading = heading
        self.dateline = dateline_of(doc)
        # of publication, once it is known
        self.year: int | None = None
        self.here = countries_of_datelines(doc)
        self._inside: list[Mention | None] = [None] * len(doc.tokens)
        for mention in mentions:
            if mention.kind == "person" and mention.ref is None:
                continue
            self.stand_ins += [mention] if mention.kind in {"host", "guest"} else []
            self.sentences[doc.sentence_of[mention.start]].mentions.append(mention)
            for index in range(mention.start, mention.end):
                self._inside[index] = mention
        self.topics = Topics(self)
        reader = PlaceReader(doc, self._inside)
        for sentence in self.sentences:
            earlier = self.sentences[max(0, sentence.index - MAX_TO_COUNTRY) : sentence.index]
            named = next((other.places[-1].code for other in reversed(earlier) if other.places), None)
            sentence.places = reader.read(sentence.start, sentence.end, named)
            sentence.mentions = [m for m in sentence.mentions if not self._is_town(sentence, m)]

    def _is_town(self, sentence: Sentence, mention: Mention) -> bool:
        """Whether a bare name is a town that the place around it explains: "in Bad Ragaz (Switzerland)"."""
        is_bare = mention.kind == "person" and mention.is_weak and not mention.posts
        return is_bare and any(p.start <= mention.start and mention.end < p.end for p in sentence.places)

    def place_home(self, code: str) -> None:
        """ "stayed in our country": the publisher's state, once it is known, is a place like one that is named."""
        for sentence in self.sentences:
            for match in self.doc.phrases(sentence.start, sentence.end, "home_land"):
                if not self._is_in_quotation(match.start):
                    name = self.doc.text(match.start, match.end)
                    sentence.places.append(Place(match.start, match.end, code, name, False))
            sentence.places.sort(key=lambda place: place.start)

    def _is_in_quotation(self, at: int) -> bool:
        """Whether a quotation that its line opened is not closed before a token: an odd number of marks."""
        floor = max(at - MAX_QUOTATION, 0)
        first = next((i for i in range(at, floor, -1) if self.doc.opens_line(i)), floor)
        return sum(token.text in QUOTES for token in self.doc.tokens[first:at]) % 2 == 1

    @property
    def has_headline(self) -> bool:
        """Whether the first sentence stands on a line of its own and ends without a stop."""
        start, end = self.doc.sentences[0] if self.doc.sentences else (0, 0)
        closes = end >= len(self.doc.tokens) or self.doc.tokens[end].line_before
        return closes and end > start and self.doc.tokens[end - 1].text not in STOPS

    def covered_by(self, index: int) -> Mention | None:
        """The mention that covers a token."""
        return self._inside[index] if 0 <= index < len(self._inside) else None

    def country_of(self, mention: Mention) -> str | None:
        """The country that a mention acts for: its person's, else its own."""
        person = self.people.get(mention.ref or "")
        return (person.country if person else None) or mention.country

    def preposition_before(self, start: int, *, of_place: bool = False) -> Match | None:
        """The phrase that governs what begins at a token, articles and adjectives skipped, or None."""
        doc = self.doc
        floor = doc.sentences[doc.sentence_of[start]][0] if start < len(doc.tokens) else 0
        at = start - 1
        while at >= floor and start - at <= MAX_PREPOSITION_DISTANCE:
            match = doc.matches[at]
            if of_place and (doc.is_(at, ",") or match is None):
                town = self._town_before(at) if doc.is_(at, ",") else at
                if town == at:
                    return None
                at = town - 1
                continue
            if match is None and not of_place and doc.language.nouns_capitalised and doc.tokens[at].text.islower():
                # "mit seinen drei baltischen Amtskollegen": a small word before a noun is its adjective
                at -= 1
                continue
            if match is None:
                return None
            if not of_place and "and" in match and doc.has(at - 1, "demonym"):
                # "with his Indian and Nepalese counterparts"
                at = doc.phrase_start(at - 1) - 1
                continue
            if of_place and "joiner" in match and doc.any_of(match.start - 1, _TOWN_WORDS):
                # "in the city of Basra"
                at = doc.phrase_start(match.start - 1) - 1
                continue
            if match.any_of(_GOVERNORS):
                return match
            if match.any_of(_DATE_WORDS):
                return None
            if not match.any_of(_SKIP) and not (of_place and match.any_of(_BEFORE_PLACES)):
                return None
            at = match.start - 1
        return None

    def is_where(self, place: Place) -> bool:
        """Whether a preposition says that something is or takes place there."""
        governor = self.preposition_before(place.start, of_place=True)
        if governor is None and place.start:
            # "was in Lima": the preposition is part of the verb
            return self.doc.tokens[place.start - 1].lower in self.doc.language.visits.location
        return governor is not None and "location" in governor

    def _town_before(self, comma: int) -> int:
        """ "in Opatija, Croatia": where a town that no list knows begins before a comma, or the comma."""
        at = comma
        while (
            at > 0
            and self.doc.matches[at - 1] is None
            and self.doc.tokens[at - 1].is_word
            and self.doc.tokens[at - 1].is_capital
        ):
            at -= 1
        return at if comma - at <= 3 else comma

    def is_governed(self, mention: Mention) -> bool:
        """Whether a preposition stands before a mention, so that it is no subject."""
        before = mention.start - 1
        if (
            self.doc.any_of(before, frozenset({"body", "portfolio"}))
            and self.covered_by(before) is None
            and mention.start > self.doc.sentences[self.doc.sentence_of[mention.start]][0]
        ):
            # "in the administration of X", "chính quyền Tổng thống X": part of a body's name
            return self.doc.language.names.order == "family_first"
        return self.preposition_before(mention.start) is not None

    def subjects(self, sentence: Sentence, start: int = 0, end: int | None = None) -> Iterator[Mention]:
        """Known actors, between two tokens of a sentence, that no preposition governs: who can be its subject."""
        for mention in sentence.mentions:
            inside = start <= mention.start and (end is None or mention.end <= end)
            if inside and mention.ref and not self.is_governed(mention) and not self._goes_on_list(sentence, mention):
                yield mention

    def _goes_on_list(self, sentence: Sentence, mention: Mention) -> bool:
        """ "met with A; the prime minister of X, B": behind a semicolon a list goes on that a preposition governs."""
        at = mention.start - 1
        while at > sentence.start and self.doc.has(at, "article"):
            at -= 1
        if not self.doc.is_(at, ";"):
            return False
        before = next((m for m in reversed(sentence.mentions) if m.end <= at), None)
        return before is not None and self._coordinated(before, mention)

    def group_before(self, sentence: Sentence, at: int, floor: int | None = None) -> list[Mention]:
        """The subject before a token: the last ungoverned people, with those coordinated before them."""
        if self._is_bare_name(at - 1):
            # "that March when Fidel was received": somebody of whom the text tells no more
            return []
        floor = sentence.start if floor is None else floor
        pronoun = self.topics.pronoun_before(sentence, at)
        later = self.subjects(sentence, start=pronoun or sentence.start, end=at)
        if pronoun is not None and all(self.is_object(m) for m in later):
            return self.topics.of_pronoun(sentence, pronoun)
        before = [m for m in sentence.mentions if floor <= m.start and m.end <= at and self._is_agent(m)]
        for position in range(len(before) - 1, -1, -1):
            group = [before[position]]
            left = position
            is_list = False
            while left > 0 and self._coordinated(before[left - 1], before[left]):
                is_list = is_list or self._has_and(before[left - 1], before[left])
                if not is_list or (
                    self.is_governed(before[left - 1]) and not self._has_and(before[left - 1], before[left])
                ):
                    # a list ends with "and": a comma alone opens something new, and closes what a preposition governs
                    break
                left -= 1
                group.insert(0, before[left])
            if not self.is_governed(group[0]) and not self._owns(group[-1]) and not self.is_object(group[0]):
                return group
        return []

    def _is_bare_name(self, at: int) -> bool:
        """A single given name that is no actor of the article, directly behind a word in small letters."""
        if self.doc.language.nouns_capitalised or at < 1 or self._inside[at] is not None:
            return False
        token, before = self.doc.tokens[at], self.doc.tokens[at - 1]
        is_name = token.is_capital and not token.is_acronym and self.doc.matches[at] is None
        return is_name and before.is_word and not before.is_capital and token.fold in name_parts()

    def _has_and(self, first: Mention, second: Mention) -> bool:
        return any(self.doc.has(i, "and") for i in range(first.end, second.start))

    def _has_with(self, first: Mention, second: Mention) -> bool:
        return any(self.doc.has(i, "with") for i in range(first.end, second.start))

    def group_after(self, sentence: Sentence, at: int, limit: int) -> list[Mention]:
        """The first people after a token, within `limit` tokens, with those coordinated behind them."""
        after = [m for m in sentence.mentions if m.start >= at and self._is_agent(m)]
        if not after or self.distance(sentence, at, after[0].start) > limit:
            return []
        if any(self.doc.is_(i, ";") for i in range(at, after[0].start)):
            return []
        group = [after[0]]
        is_list = False
        for mention in after[1:]:
            if not self._coordinated(group[-1], mention):
                break
            # a list ends with "and": what a comma adds behind it is something else; "as well as with" opens another
            has_and, is_next = self._has_and(group[-1], mention), self._has_with(group[-1], mention)
            is_list = is_list or has_and
            group.append(mention)
            if has_and and not is_next:
                return group
        # "During talks with X, Y praised": without an "and" a comma closes what the preposition governs
        is_closed = self.doc.has(group[-1].end, "and")
        return group[:1] if self.is_governed(group[0]) and not (is_closed or is_list) else group

    def distance(self, sentence: Sentence, start: int, end: int) -> int:
        """Tokens between two places of a sentence, dates not counted: "recibió, el 25 de agosto, al ministro"."""
        dated = sum(d.end - d.start for d in sentence.dates if start <= d.start and d.end <= end)
        return end - start - dated

    def groups_between(self, sentence: Sentence, start: int, end: int) -> list[list[Mention]]:
        """People between two tokens, coordinated ones together."""
        groups: list[list[Mention]] = []
        for mention in sentence.mentions:
            if start <= mention.start and mention.end <= end and self._is_agent(mention):
                if groups and self._coordinated(groups[-1][-1], mention):
                    groups[-1].append(mention)
                else:
                    groups.append([mention])
        return groups

    def clause_end(self, at: int) -> int:
        """Where a relative clause between commas ends that holds a token, else where the sentence does.

        "X, who was greeted by Y, is to meet Z on Thursday": what stands behind the second comma is the main clause's.
        """
        start, end = self.doc.sentences[self.doc.sentence_of[at]]
        opened = [r for r in self.doc.phrases(start, at, "relatives") if self.doc.is_(r.start - 1, ",")]
        # "X, que en 2022 había pasado por Y, regresa"
        opened = opened or [r for r in self.doc.phrases(start, at, "that") if self.named_before(r.start)]
        if not opened or any(self.doc.is_(i, ",") and self._goes_on(i + 1) for i in range(opened[-1].end, at)):
            return end
        return next((i for i in range(at, end) if self.doc.is_(i, ",") and self._goes_on(i + 1)), end)

    def named_before(self, at: int) -> Mention | None:
        """Who stands before a token with a comma between, or None."""
        mention = self.covered_by(at - 2) if self.doc.is_(at - 1, ",") else None
        return mention if mention is not None and mention.ref is not None else None

    def _goes_on(self, at: int) -> bool:
        """Whether a small word that is no preposition, article or joining word stands behind a comma: a verb."""
        doc = self.doc
        is_small = at < len(doc.tokens) and doc.tokens[at].is_word and doc.tokens[at].text.islower()
        return is_small and not doc.any_of(at, _NO_VERBS)

    def closes_clause(self, at: int) -> bool:
        """Whether a clause ends before a token."""
        return at >= len(self.doc.tokens) or not self.doc.tokens[at].is_word or self.doc.has(at, "and")

    def _is_agent(self, mention: Mention) -> bool:
        if (mention.kind == "role" and self._is_predicate(mention)) or self._is_of_history(mention):
            return False
        return mention.ref is not None or (mention.country is not None and mention.kind != "person")

    def _is_of_history(self, mention: Mention) -> bool:
        person = self.people.get(mention.ref or "")
        return person is not None and person.is_historic

    def _is_predicate(self, mention: Mention) -> bool:
        """ "X, who was himself President until 2015, will travel": what X was acts in nothing."""
        near = range(max(mention.start - MAX_TO_PREDICATE, 0), mention.start)
        pronoun = next((i for i in near if self.doc.has(i, "relatives")), None)
        return pronoun is not None and not any(self.doc.is_(i, ",") for i in range(pronoun, mention.start))

    def speaker_beside(self, phrase: Match) -> Mention | None:
        """Who stands directly beside a word of saying: "X said", "sagte die Ministerin X", "X, lo anunció"."""
        clitic = self.doc.tokens[phrase.start - 1].lower in self.doc.language.markers.clitics
        before = phrase.start - 1 - clitic
        for at in (before - self.doc.is_(before, ","), phrase.end, phrase.end + 1):
            mention = self.covered_by(at)
            if mention is not None and mention.name and self.doc.sentence_of[at] == self.doc.sentence_of[phrase.start]:
                return mention
        return None

    def is_object(self, mention: Mention) -> bool:
        """Directly behind a verb stands its object, but for languages with the subject there ("traf der Kanzler").

        An article may tell an object too: "traf den Präsidenten".
        """
        at = mention.start - 1
        if at >= 0 and self.doc.tokens[at].lower in self.doc.language.object_articles:
            return True
        while at > 0 and self.doc.any_of(at, _SKIP):
            at -= 1
        verbs = frozenset({"receives", "received_by", "meet_verb", "visit_verb", "honour_verb"})
        # "Visiting Minister X met Y": what describes somebody is no verb before an object
        return (
            not self.doc.language.verb_second
            and not self.doc.has(at, "visiting")
            and self.doc.any_of(at, verbs)
            and self.doc.sentence_of[at] == self.doc.sentence_of[mention.start]
        )

    def owner_at(self, at: int) -> Mention | None:
        """ "President X's visit": whose possessive mark stands at a token."""
        return self.covered_by(at - 1) if at > 0 and self.doc.has(at, "genitive") else None

    def _owns(self, mention: Mention) -> bool:
        """ "Biden's visit": a possessor is no subject."""
        return self.doc.has(mention.end, "genitive") and self.doc.tokens[mention.end].text != ","

    def _coordinated(self, first: Mention, second: Mention) -> bool:
        # "X (SPD), Y (CDU) und Z": what stands in brackets parts nobody
        between = self._outside_brackets(first.end, second.start)
        if len(between) > 6:
            return False
        doc = self.doc
        joined = any(doc.has(i, "and") or doc.tokens[i].text in _SEPARATORS for i in between)
        allowed = frozenset(
            {
                "and",
                "article",
                "modifier",
                "not_name",
                "with",
                "visiting",
                "possessives",
                "honorific",
                "spouse",
                "host_word",
            }
        )
        if first.is_plural:
            # "the presidents of A, X, and of B, Y"
            allowed |= {"joiner", "country", "portfolio", "demonym"}
        repeated = self._repeated(first)
        return joined and all(
            doc.tokens[i].text in _SEPARATORS
            or doc.any_of(i, allowed)
            or (doc.tokens[i].lower in repeated and (doc.has(i - 1, "and") or doc.tokens[i - 1].text == ","))
            for i in between
        )

    def _repeated(self, first: Mention) -> set[str]:
        """ "called on Minister A and on President B", "accompagné de son ministre A et du ministre B": the prepositions
        that may stand again before the second of two.
        """
        doc = self.doc
        at = first.start - 1
        possessives = doc.language.markers.possessives
        while at > 0 and (doc.tokens[at].lower in possessives or doc.has(at, "spouse")):
            at -= 1
        word = doc.tokens[max(at, 0)].lower
        return {word} | {form for forms in doc.language.contractions if word in forms for form in forms}

    def _outside_brackets(self, start: int, end: int) -> list[int]:
        """The tokens of a range but for those in brackets."""
        depth, found = 0, []
        for at in range(start, end):
            text = self.doc.tokens[at].text
            depth += text == "("
            if depth == 0:
                found.append(at)
            depth -= text == ")" and depth > 0
        return found

    def is_verb(self, match: Match) -> bool:
        """A form that is noun and verb is a noun behind an article, a possessive or an adjective of level."""
        at = match.start - 1
        nouns = frozenset({"visit_noun", "meet_noun", "host_word", "guest_word", "signing_nouns", "generic"})
        if self.doc.sentence_of[at] != self.doc.sentence_of[match.start]:
            return True
        has_articles_apart = self.doc.language.modifiers_before_posts and not self.doc.language.verb_second
        if match.any_of(nouns):
            is_noun = self.doc.language.nouns_capitalised and self.doc.tokens[match.start].is_capital
            if is_noun and "visit_noun" in match:
                # "Nach Besuchen in A"
                return False
            if self.doc.is_(at - 1, "-"):
                # "a two-day visit"
                return False
            if self._is_adjective(at) and self.doc.any_of(at - 1, _NOUN_LEADS):
                # "Le récent voyage"
                return False
            if self.doc.has(at, "joiner") and not self.doc.has(at, "destination"):
                # "au premier jour de la visite"
                return False
            return not self.doc.any_of(
                at, _NOUN_LEADS | {"level", "modifier", "demonym", "country", "with", "light_verb"}
            )
        # elsewhere articles and pronouns look alike ("la recibió")
        return not (has_articles_apart and self.doc.any_of(at, _NOUN_LEADS | {"demonym"}))

    def _is_adjective(self, at: int) -> bool:
        """Whether a small word that no list of nouns has stands there: "recent", or what no list knows at all."""
        token, match = self.doc.tokens[at], self.doc.matches[at]
        plain = match is None or match.any_of(frozenset({"past_reference", "upcoming", "former"}))
        return plain and token.is_word and not token.is_capital and self._inside[at] is None

    def part_of(self, sentence: Sentence, at: int) -> tuple[int, int]:
        """ "In A he will speak; in B he will meet X": the part between semicolons that holds a token."""
        marks = [i for i in range(sentence.start, sentence.end) if self.doc.is_(i, ";")]
        start = max((i + 1 for i in marks if i < at), default=sentence.start)
        return start, min((i for i in marks if i >= at), default=sentence.end)

    def opens_other(self, start: int, end: int) -> bool:
        """ "met X and will address parliament on Friday": whether behind an "and" something else is told of a date."""
        for at in range(start, end):
            if self.doc.has(at, "and") and self.covered_by(at + 1) is None:
                return any(self.doc.any_of(i, _OTHERS) for i in range(at + 1, end + MAX_TO_VERB))
        return False

    def refs(self, mentions: list[Mention]) -> list[str]:
        """The actors of mentions, each once, in order."""
        return list(dict.fromkeys(m.ref for m in mentions if m.ref))

    def near_ahead(self, match: Match, category: str, before: int) -> bool:
        """Like `near`, before the trigger only and without counting the words of people's names and posts."""
        start = self.doc.sentences[self.doc.sentence_of[match.start]][0]
        at = match.start - 1
        while at >= start and before > 0:
            if self.doc.has(at, category):
                return True
            before -= self._inside[at] is None
            at -= 1
        return False

    def is_conditional(self, match: Match) -> bool:
        """ "if President X visits Y": the word before the subject makes a condition of what the verb tells."""
        return self.near_ahead(match, "conditionals", MAX_TO_CONDITION)

    def is_refused(self, verb: Match) -> bool:
        """ "war nicht bereit, ein Abkommen zu unterzeichnen": what the clause denies that an infinitive hangs on."""
        return self.hangs_on(verb, "negation")

    def hangs_on(self, infinitive: Match, category: str) -> bool:
        """ "plant, nach Peru zu reisen": whether a phrase closes the clause that a comma parts from an infinitive."""
        start = self.doc.sentences[self.doc.sentence_of[infinitive.start]][0]
        floor = max(start, infinitive.start - MAX_TO_COMMA)
        comma = next((i for i in range(infinitive.start - 1, floor, -1) if self.doc.is_(i, ",")), start)
        return any(self.doc.has(i, category) for i in range(max(start, comma - MAX_TO_REFUSAL), comma))

    def is_denied_behind(self, match: Match) -> bool:
        """ "reiste nicht zum Gipfel", "traf X nicht": the negation behind a verb that stands second in its clause.

        Not "nicht weit entfernt", which is of the word behind it.
        """
        if not self.doc.language.verb_second:
            return False
        stop = min(self.doc.sentences[self.doc.sentence_of[match.start]][1], match.end + MAX_TO_DENIAL)
        end = next((i for i in range(match.end, stop) if self.closes_clause(i)), stop)
        for phrase in self.doc.phrases(match.end, end, "negation_behind"):
            behind = phrase.end
            if behind >= end or self.doc.matches[behind] is not None:
                return True
        return False

    def near(self, match: Match, category: str, before: int, after: int = 0) -> bool:
        """Whether a phrase of a category stands within so many tokens before or after a trigger, in its sentence."""
        return any(category in phrase.values for phrase in self._around(match, before, after))

    def phrases_near(self, match: Match, category: str, before: int, after: int) -> list[Match]:
        """The phrases for which `near` holds."""
        return [phrase for phrase in self._around(match, before, after) if category in phrase.values]

    def _around(self, match: Match, before: int, after: int) -> Iterator[Match]:
        start, end = self.doc.sentences[self.doc.sentence_of[match.start]]
        if self.doc.language.verb_second:
            # the auxiliary stands second in the clause, the verb last: "würde lieber ... empfangen"
            before = max(before, VERB_FRAME)
            start = max(
                (i for i in range(start, match.start) if self.doc.tokens[i].text in {",", ";", ":"}), default=start
            )
        window = (*range(max(start, match.start - before), match.start), *range(match.end, min(end, match.end + after)))
        matches = self.doc.matches
        return (found for i in window if (found := matches[i]) is not None)
