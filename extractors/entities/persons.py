"""Mentions of persons: a name with the rank, honorific and posts that stand beside it.

The linguistic patterns: introduction before the name ("Foreign Minister X", "el presidente de Chile, X"), apposition
after it ("X, Minister of Health,"), "X of Kenya", and lists of these. A bare name is kept as weak: it counts only
where it repeats an introduced one or takes part in an event.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.entities.document import Document
from extractors.entities.lexicon import Match
from extractors.entities.mentions import Mention, delegation, is_credit, looks_like_name
from extractors.entities.name_parts import known_share, name_parts
from extractors.entities.names import NameRun, add_proposed, find_runs, reigns
from extractors.entities.namesakes import is_namesake
from extractors.entities.offices import HEADS, office_of
from extractors.entities.plural_posts import share_plural_honorifics, share_plural_posts, share_plural_ranks
from extractors.entities.post import Post, head_noun
from extractors.entities.posts import find_posts

KNOWN_ENOUGH = 0.5
MAX_FIELD = 12
MAX_TO_FORCE = 9
_FIELDS = frozenset({"portfolio", "body"})
_STATES = frozenset({"country", "demonym"})
_OF_FORCE = _FIELDS | _STATES | {"joiner", "article", "areas"}
# "in Bad Ragaz (Switzerland)": a place
_PLACING = frozenset({"location", "destination"})
_IN_LIST = _FIELDS | {"and", "joiner", "article", "modifier"}
_LEAD_IN = frozenset({"leader", "accompanied"})
_VERBS_AND = frozenset({"receives", "received_by", "meet_verb", "visit_verb", "sign_verb", "reporting", "and"})
_PREDICATES = frozenset({"reporting", "sign_verb", "meet_verb", "visit_verb", "agree_verb", "receives"})
_GOES_ON = frozenset({"joiner", "demonym", "rank", "post", "modifier", "body", "and"})


def find_mentions(doc: Document, proposed: Sequence[tuple[int, int]] = ()) -> list[Mention]:
    """Mentions of persons and roles in text order.

    Args:
        doc: the article.
        proposed: token ranges that a model takes for names; see `names.add_proposed`.
    """
    posts = find_posts(doc)
    taken = [False] * len(doc.tokens)
    for post in posts:
        for index in range(post.start, post.end):
            taken[index] = True
    runs = [run for run in add_proposed(doc, find_runs(doc, taken), proposed, taken) if not is_credit(doc, run)]
    for run in runs:
        # "François HOLLANDE", "Santiago Cafiero": inside a name a country or city is none
        doc.forget(run.start, run.end, "country")
        doc.forget(run.start, run.end, "city")
        doc.forget(run.start, run.end, "metonym")
    mentions = _Assembler(doc, posts, runs).assemble()
    return sorted(mentions, key=lambda m: (m.start, m.end))


class _Assembler:
    """Binds posts, ranks and honorifics to names, left to right."""

    def __init__(self, doc: Document, posts: list[Post], runs: list[NameRun]) -> None:
        self.doc = doc
        self.post_ending = {post.end: post for post in posts}
        self.post_starting = {post.start: post for post in posts}
        self.posts = posts
        self.runs = runs
        self.run_starts = {run.start for run in runs}
        # by the words of each post of a country, the names that stand directly behind it
        self.holders: dict[str, set[tuple[str, ...]]] = {}
        names = {run.start: run.words for run in runs}
        for post in posts:
            if post.country is not None and post.end in names:
                self.holders.setdefault(doc.text(post.start, post.end).lower(), set()).add(names[post.end])
        self.run_ends = {run.end for run in runs}
        self.bound: set[int] = set()
        # mentions of a list whose plural post stands before its first name
        self.listed: set[int] = set()
        # mentions whose post stands before a comma and them: a list goes on as it began
        self.led: set[int] = set()
        self.mentions: list[Mention] = []

    def assemble(self) -> list[Mention]:
        before: list[tuple[NameRun, Mention]] = []
        for run in self.runs:
            mention = Mention(run.start, run.end, run, "person")
            self._read_left(mention)
            before.append((run, mention))
            self.mentions.append(mention)
        for position, (_, mention) in enumerate(before):
            previous = before[position - 1][1] if position else None
            if previous is None or previous.end < mention.start - 12 or previous.posts or position == 0:
                self._read_left_comma(mention, previous)
        for position, (_, mention) in enumerate(before):
            following = before[position + 1][1].start if position + 1 < len(before) else len(self.doc.tokens)
            self._read_right(mention, following)
        for position, (_, mention) in enumerate(before):
            previous = before[position - 1][1] if position else None
            self._read_left_comma(mention, previous)
        share_plural_posts(self.doc, [m for _, m in before], self._place_after)
        share_plural_ranks(self.doc, [m for _, m in before])
        share_plural_honorifics(self.doc, [m for _, m in before])
        for _, mention in before:
            if mention.is_plural and mention.name and mention.country is None:
                self._place_after(mention, mention.name.end)
        for position, (_, mention) in enumerate(before):
            if position and self._is_listed_holder(mention, before[position - 1][1]):
                self.listed.add(id(mention))
                mention.has_honorific, mention.country = True, mention.country or before[position - 1][1].country
        for _, mention in before:
            self._finish(mention)
        self.mentions = [m for m in self.mentions if not self._is_author(m)]
        self._add_roles()
        return self.mentions

    def _read_left(self, mention: Mention) -> None:
        """Rank, honorific and posts directly before the name, in any order, without a comma."""
        doc, at = self.doc, mention.start
        name_start = at
        while at > 0:
            left = at - 1
            match = doc.matches[left]
            if doc.tokens[at].line_before:
                break
            post = self.post_ending.get(at)
            if post is not None and post.start not in self.bound:
                self._bind(mention, post)
                at = post.start
            elif doc.is_(left, ")") and doc.has(left - 1, "honorific") and doc.is_(left - 2, "(") and at == name_start:
                # "General (Dr) X"
                at = left - 2
            elif match is not None and ("rank" in match or "honorific" in match) and match.end == at:
                if "rank" in match:
                    mention.rank = mention.rank or match.values["rank"]
                    _take_title(doc, mention, at)
                else:
                    mention.has_honorific = True
                at = match.start
            elif match is not None and "demonym" in match and match.end == at and self._is_inhabitant(mention, at):
                # "la Congolaise X", "der Brasilianer Y"
                mention.country, mention.has_honorific = match.values["demonym"], True
                at = match.start
            elif match is not None and "country" in match and at == name_start and self._is_of_rank(match):
                mention.country, at = match.values["country"], match.start
            elif (
                match is not None
                and "genitive" in match
                and at == name_start
                and doc.has(left - 1, "country")
                and not mention.posts
            ):
                # "Tajikistan's X"
                mention.country, mention.has_honorific = doc.value(left - 1, "country"), True
                at = doc.phrase_start(left - 1)
            elif (doc.is_(left, ",") and mention.posts and self._joins_more(mention, left)) or (
                doc.has(left, "and")
                and mention.posts
                and self.post_ending.get(left)
                and self._same_holder(mention, left)
            ):
                at = self._bind_joined(mention, left)
            else:
                break
        mention.start = at

    def _is_of_rank(self, country: Match) -> bool:
        """ "Chuẩn Đô đốc Trung Quốc X": where the family name comes first, a country between rank and name."""
        return self.doc.language.names.order == "family_first" and self.doc.has(country.start - 1, "rank")

    def _is_inhabitant(self, mention: Mention, at: int) -> bool:
        run = mention.name
        return run is not None and at == run.start and known_share(run.words) >= KNOWN_ENOUGH

    def _bind(self, mention: Mention, post: Post) -> None:
        mention.posts.insert(0, post)
        self.bound.add(post.start)

    def _joins_more(self, mention: Mention, comma: int) -> bool:
        """ "Tổng Bí thư, Chủ tịch nước X": two posts before one name; not "X, minister, President Y"."""
        post = self.post_ending.get(comma)
        if post is None or post.start in self.bound or self._is_held_by_other(post, mention):
            return False
        return self._same_holder(mention, comma)

    def _is_held_by_other(self, post: Post, mention: Mention) -> bool:
        """ "in a meeting with the PM of A, Chairman X said", where the text has "the PM of A, Y" elsewhere."""
        if post.country is None or mention.name is None:
            return False
        held = self.holders.get(self.doc.text(post.start, post.end).lower(), set())
        return bool(held - {mention.name.words})

    def _same_holder(self, mention: Mention, at: int) -> bool:
        post = self.post_ending.get(at)
        if post is None or post.start in self.bound or any(p.is_spouse != post.is_spouse for p in mention.posts):
            # "the President and First Lady X": two people
            return False
        if self._is_of_other(mention, post) or any(self._is_of_one_office(post, own) for own in mention.posts):
            return False
        if self._is_told_before(post) and any(office_of(self.doc, own) in HEADS for own in mention.posts):
            # "between the minister and President X": two people
            return False
        before = post.start - 1
        while before >= 0 and (
            self.doc.has(before, "article") or self.doc.is_(before, ",") or self.doc.has(before, "and")
        ):
            before -= 1
        return before + 1 not in self.run_ends

    def _is_told_before(self, post: Post) -> bool:
        """ "the minister": an article and a head that names no field or country stand for whom the text has told."""
        return (
            self.doc.has(post.start - 1, "article")
            and post.start == post.head
            and post.end == post.head_end
            and self.doc.has(post.head, "ministerial")
        )

    def _is_of_one_office(self, post: Post, own: Post) -> bool:
        """ "invited by the president of A, President X": the second is president of another state."""
        if post.country is None or own.country is not None:
            return False
        text = self.doc.text
        return text(own.start, own.end).lower() in text(post.start, post.end).lower()

    def _bind_joined(self, mention: Mention, at: int) -> int:
        post = self.post_ending[at]
        self._bind(mention, post)
        return post.start

    def _read_right(self, mention: Mention, limit: int) -> None:
        """Appositions after the name: ", Minister of X and Deputy Y,", "of Kenya", "(Kenya)"."""
        at = self._force_after(mention, self._place_after(mention, mention.end))
        doc = self.doc
        stop = min(doc.sentences[doc.sentence_of[mention.end - 1]][1], limit)
        opened = False
        while at < stop:
            following = at
            while following < stop and (
                doc.is_(following, ",")
                or doc.has(following, "article")
                or (opened and doc.has(following, "and"))
                or doc.is_(following, "(")
                # "X (MP), Minister of Trade"
                or (opened and doc.is_(following, ")"))
                or doc.has(following, "former")
            ):
                following += 1
            post = self.post_starting.get(following)
            if post is None and following < stop and doc.has(following, "former"):
                post = self.post_starting.get(following)
            if post is None or post.start in self.bound or post.end > limit:
                break
            if (following == at and not self._follows_at_once(mention, post)) or self._is_of_other(mention, post):
                break
            if not self._is_apposition(mention, post, following, opened):
                break
            mention.posts.append(post)
            self.bound.add(post.start)
            at = mention.end = post.end
            opened = True
        if opened and mention.country is None and mention.posts[-1].country is None:
            self._read_country_behind(mention, stop)

    def _follows_at_once(self, mention: Mention, post: Post) -> bool:
        """ "Professor X President of the Republic of Malawi": without a comma, a post that closes with its country."""
        introduced = mention.has_honorific or mention.rank is not None
        told = any(self.doc.has(i, "country") for i in range(post.head_end, post.end))
        return introduced and not mention.posts and told

    def _read_country_behind(self, mention: Mention, stop: int) -> None:
        """ "X, Permanent Secretary, Mauritius.": the country closes the apposition, and a mark closes it."""
        doc, at = self.doc, mention.end
        match = doc.matches[at + 1] if doc.is_(at, ",") and at + 1 < stop else None
        if match is None or "country" not in match or (match.end < stop and doc.tokens[match.end].is_word):
            return
        mention.country, mention.end = match.values["country"], match.end

    def _is_of_other(self, mention: Mention, post: Post) -> bool:
        """ "the Prime Minister of Nepal X, Indian Prime Minister Y said": nobody holds posts of two countries."""
        codes = {p.country for p in mention.posts if p.country}
        return post.country is not None and bool(codes) and post.country not in codes

    def _is_apposition(self, mention: Mention, post: Post, at: int, opened: bool) -> bool:
        doc = self.doc
        if (
            mention.name
            and len(mention.name.words) == 1
            and not mention.posts
            and not mention.rank
            and not mention.has_honorific
        ):
            # a single bare word is introduced by no apposition: "Palacio de Las Garzas, el presidente"
            return False
        is_marked = doc.is_(mention.end, ",") or doc.is_(mention.end, "(")
        if not opened and not is_marked and not self._follows_at_once(mention, post):
            return False
        # "X, der den Präsidenten empfing": the first of two articles is a pronoun
        is_relative = doc.language.verb_second and sum(doc.has(i, "article") for i in range(mention.end, at)) > 1
        if is_relative or (doc.has(mention.end, "and") and not opened):
            return False
        # a post that a name follows at once introduces that name
        after = post.end
        listed = doc.has(mention.start - 1, "and") or (doc.is_(mention.start - 1, ",") and not opened)
        listed = listed or self._is_spouse(mention)
        chained = self.post_starting.get(after + 1) if doc.has(after, "and") else None
        if not opened and doc.has(at - 1, "and") and chained is not None and self._name_behind(chained.end):
            # "X, and Deputy Prime Minister and Minister of Defence Y": both posts are Y's
            return False
        if (mention.posts or listed) and doc.is_(after, ",") and self._name_behind(after + 1):
            # "the president of A, X, the prime minister of B, Y": the second post is Y's
            return False
        if after in self.run_starts or doc.has(after, "rank") or doc.has(after, "honorific"):
            return False
        if not doc.language.modifiers_before_posts and self._leads_to_name(after):
            # "X, chairman of A, president of B Y": a chain of posts that ends in a name is that one's
            return False
        # "witnessed by the Speaker, X, the president said": who has a post already leads to the subject
        is_led = bool(mention.posts) and doc.is_(mention.end, ",") and doc.any_of(after, _PREDICATES)
        if not opened and (is_led or self._is_governed(mention)) and self._goes_on(at, post):
            # "with his wife X, the president arrived": behind whom a preposition governs comes the subject
            return False
        # ", the president said": an apposition is closed by a comma, a bracket, "and" or the sentence's end
        return opened or not (
            doc.has(at - 1, "article")
            and doc.is_(mention.end, ",")
            and doc.has(after, "reporting")
            and doc.is_(mention.start - 1, ",")
        )

    def _is_spouse(self, mention: Mention) -> bool:
        """ "his wife, X": introduced already."""
        before = mention.start - 1
        return self.doc.has(before - self.doc.is_(before, ","), "spouse")

    def _is_governed(self, mention: Mention) -> bool:
        at = mention.start - 1
        while at > 0 and self.doc.any_of(at, frozenset({"possessives", "article"})) and not self.doc.has(at, "with"):
            at -= 1
        return self.doc.has(at, "with")

    def _goes_on(self, at: int, post: Post) -> bool:
        """Whether a post behind an article is followed by a word at once, as a subject is by its verb."""
        doc, after = self.doc, post.end
        if not doc.has(at - 1, "article") or after >= len(doc.tokens):
            return False
        return doc.tokens[after].is_word and not doc.tokens[after].is_capital and not doc.has(after, "and")

    def _leads_to_name(self, at: int) -> bool:
        """Whether further posts follow, by commas, and the last of them a name at once."""
        while self.doc.is_(at, ",") and (post := self.post_starting.get(at + 1)) is not None:
            at = post.end
            if at in self.run_starts:
                return True
        return False

    def _name_behind(self, at: int) -> bool:
        while self.doc.has(at, "article") or self.doc.has(at, "honorific") or self.doc.has(at, "rank"):
            at += 1
        return at in self.run_starts

    def _place_after(self, mention: Mention, at: int) -> int:
        doc = self.doc
        of = doc.language.joiners[0]
        if doc.is_(at, ",") and self._is_of_place(at + 1, of):
            # "los presidentes Carlos Menem, de Argentina, y Alberto Fujimori, de Perú"
            at += bool(mention.posts)
        # "du Gabon"
        joins = at < len(doc.tokens) and (
            doc.tokens[at].lower == of or (doc.has(at, "joiner") and doc.has(at, "agent"))
        )
        if at < len(doc.tokens) and (joins or doc.is_(at, "(")):
            place = at + 1
            while doc.has(place, "article"):
                place += 1
            code = doc.value(place, "country") if place < len(doc.tokens) and doc.matches[place] else None
            in_brackets = doc.is_(at, "(") and not doc.any_of(mention.start - 1, _PLACING)
            introduced = mention.posts or mention.rank or mention.has_honorific or in_brackets
            if code and (introduced or (not doc.is_(at, "(") and self._is_full_name(mention))):
                mention.country = code
                # "Idriss Mahamat of Chad": a full name that the country introduces
                in_brackets = doc.is_(at, "(") and not (mention.posts or mention.rank)
                mention.has_honorific = mention.has_honorific or not introduced or in_brackets
                end = doc.phrase_end(place)
                end += doc.is_(end, ")")
                mention.end = end
                return end
        return at

    def _force_after(self, mention: Mention, at: int) -> int:
        """ "General X of the Kenya Defence Forces", "el general X, del Ejército peruano": whose officer somebody is."""
        doc = self.doc
        first = at + doc.is_(at, ",")
        if mention.country or mention.posts or mention.rank is None or not doc.has(first, "joiner"):
            return at
        end = first
        while end < min(first + MAX_TO_FORCE, len(doc.tokens)) and doc.any_of(end, _OF_FORCE):
            end = doc.phrase_end(end)
        states = [i for i in range(first, end) if doc.any_of(i, _STATES) and doc.phrase_start(i) == i]
        if len(states) != 1 or not any(doc.has(i, "body") for i in range(first, end)):
            return at
        mention.country, mention.end = doc.state_at(states[0]), end
        return end

    def _is_of_place(self, at: int, of: str) -> bool:
        """Whether "of Kenya" stands at a token and a mark or an "and" closes it."""
        doc = self.doc
        if at + 1 >= len(doc.tokens) or doc.tokens[at].lower != of or not doc.has(at + 1, "country"):
            return False
        end = doc.phrase_end(at + 1)
        return end >= len(doc.tokens) or not doc.tokens[end].is_word or doc.has(end, "and")

    def _is_full_name(self, mention: Mention) -> bool:
        run = mention.name
        return (
            run is not None
            and looks_like_name(self.doc, mention)
            and known_share(run.words) >= KNOWN_ENOUGH
            and self.doc.language.modifiers_before_posts
        )

    def _read_left_comma(self, mention: Mention, previous: Mention | None) -> None:
        """ "el presidente mexicano, Enrique Peña Nieto,": an introduction closed by a comma."""
        doc = self.doc
        if mention.posts or mention.name is None or _length(mention.name) < 2:
            return
        at = mention.start
        while at > 0 and (mention.rank or mention.country) and doc.has(at - 1, "article"):
            at -= 1
        if not doc.is_(at - 1, ",") or doc.tokens[at].line_before:
            return
        rank = doc.matches[at - 2] if at > 1 else None
        if rank is not None and "rank" in rank and mention.rank is None and doc.is_(mention.name.end, ","):
            # "Le général d'armée, X, chef d'état-major": a rank closed by a comma, as a post may be
            mention.rank, mention.start = rank.values["rank"], rank.start
            return
        post = self.post_ending.get(at - 1)
        if post is None or post.start in self.bound or self._is_of_another_state(mention, post):
            return
        # "à Amdjarass au Vice-Ministre, M. X": a bare word without a comma has no apposition
        is_named = previous is not None and (
            (previous.name is not None and _length(previous.name) > 1) or doc.is_(previous.end, ",")
        )
        # "hat Minister X den Präsidenten des Parlaments, Y, empfangen": behind an article alone stands an object
        is_object = previous is not None and previous.end == post.start - 1 and doc.has(previous.end, "article")
        # "Minister X welcomed President of A, Y", "X and the President of A, Y": nor behind a verb or an "and"
        is_object = is_object or (previous is not None and doc.any_of(previous.end, _VERBS_AND))
        # "the Minister of A, X, the Minister of B, Y": where a list sets each post first
        is_object = is_object or (id(previous) in self.led and doc.is_(post.start - 1, ","))
        is_beside = previous is not None and is_named and not is_object and previous.end >= post.start - 1
        if previous is not None and is_beside and doc.sentence_of[previous.start] == doc.sentence_of[post.start]:
            return
        self._bind(mention, post)
        self.led.add(id(mention))
        mention.start = post.start
        left = post.start - 1
        while left > 0 and (doc.has(left, "and") or doc.is_(left, ",")) and self._same_holder(mention, left):
            mention.start = self._bind_joined(mention, left)
            left = mention.start - 1

    def _is_of_another_state(self, mention: Mention, post: Post) -> bool:
        """ "invited by the minister of A, X, minister of B, visited A": the post behind the name tells whose X is."""
        at = mention.name.end + 1 if mention.name is not None and self.doc.is_(mention.name.end, ",") else None
        while at is not None and self.doc.has(at, "article"):
            at += 1
        behind = self.post_starting.get(at) if at is not None else None
        if behind is None or behind.end in self.run_starts:
            return False
        # "the president of A, X, the president of B, Y": each post before its name
        is_next = self.doc.is_(behind.end, ",") and self._name_behind(behind.end + 1)
        return not is_next and len({behind.country, post.country} - {None}) > 1

    def _finish(self, mention: Mention) -> None:
        if mention.country is None and not (mention.is_plural and mention.posts[0].end <= mention.start - 1):
            mention.country = next((p.country for p in mention.posts if p.country and not self._names_several(p)), None)
        if not mention.posts and mention.name and is_namesake(self.doc, mention):
            mention.is_weak, mention.name = True, NameRun(mention.name.start, mention.name.end, ())
            return
        is_titled = mention.posts or mention.rank or mention.has_honorific or reigns(self.doc, mention.name)
        introduced = is_titled or self._is_led_in(mention)
        words = mention.name.words if mention.name else ()
        mention.is_weak = not introduced and not (mention.name and mention.name.is_proposed)
        if introduced and len(words) > 1 and known_share(words) == 0 and not (mention.rank or mention.has_honorific):
            # a post beside capitalised words that are no name anywhere: perhaps a body that no list knows
            mention.is_weak = not looks_like_name(self.doc, mention) or self._is_body_of_many(mention)

    def _is_led_in(self, mention: Mention) -> bool:
        """ "represented by X", "accompagné de X": behind such words a full name needs no post."""
        is_led = self.doc.any_of(mention.start - 1, _LEAD_IN) and not self.doc.tokens[mention.start].line_before
        return is_led and looks_like_name(self.doc, mention) and known_share(mention.name.words) >= KNOWN_ENOUGH  # type: ignore[union-attr]

    def _is_body_of_many(self, mention: Mention) -> bool:
        """ "los miembros del Ejército Defensor de la Nación": the name of a body that several belong to goes on."""
        post = mention.posts[-1] if mention.posts else None
        if post is None or mention.is_plural or mention.name is None or self.doc.language.nouns_capitalised:
            return False
        is_many = head_noun(self.doc, post).endswith("s") and post.end == mention.name.start
        return is_many and self.doc.has(post.end - 1, "body")

    def _is_listed_holder(self, mention: Mention, previous: Mention) -> bool:
        """ "los ministros de Comercio, X; de Defensa, Y, y Energía, Z": behind holders of one plural post a field and a
        comma introduce the next.
        """
        doc, at = self.doc, mention.start - 1
        is_open = id(previous) in self.listed or any(head_noun(doc, post).endswith("s") for post in previous.posts)
        if mention.posts or mention.name is None or _length(mention.name) < 2 or not is_open or not doc.is_(at, ","):
            return False
        between = range(previous.end, at)
        opens = doc.is_(previous.end, ";") or doc.is_(previous.end, ",") or doc.has(previous.end, "and")
        is_field = bool(between) and doc.any_of(at - 1, _FIELDS) and len(between) <= MAX_FIELD
        return opens and is_field and all(doc.any_of(i, _IN_LIST) or doc.tokens[i].text in {";", ","} for i in between)

    def _names_several(self, post: Post) -> bool:
        """ "the leaders of Gabon, Liberia and Senegal": of three countries nobody is the leader."""
        own = range(post.head_end, post.end)
        codes = {self.doc.value(i, "country") for i in own if self.doc.has(i, "country")}
        return len(codes) > 2

    def _is_author(self, mention: Mention) -> bool:
        """ "Statement by Press Secretary X": who issues a text is no actor of it."""
        return self.doc.has(mention.start - 1, "credit") and bool(mention.posts)

    def _add_roles(self) -> None:
        """Posts and ranks without a name, and words for host, guest and delegation."""
        for post in self.posts:
            if post.start in self.bound:
                continue
            self.mentions.append(Mention(post.start, post.end, None, "role", [post], country=post.country))
        taken = {i for m in self.mentions for i in range(m.start, m.end)}
        for match in self.doc.phrases(0, len(self.doc.tokens), "rank"):
            if match.start not in taken and _is_rank_alone(self.doc, match):
                # "The visiting General": the guest
                kind = "guest" if self.doc.has(match.start - 1, "visiting") else "role"
                self.mentions.append(Mention(match.start, match.end, None, kind, rank=match.values["rank"]))
        for sentence in self.doc.sentences:
            for kind in ("host_word", "guest_word"):
                for match in self.doc.phrases(*sentence, kind):
                    # "his host Basha": the name behind tells who
                    is_named = kind == "host_word" and (match.end in self.run_starts or self._is_told(match))
                    if match.start not in taken and not is_named:
                        self.mentions.append(Mention(match.start, match.end, None, kind.removesuffix("_word")))
            for match in self.doc.phrases(*sentence, "delegation"):
                self.mentions.append(delegation(self.doc, match.start, match.end))

    def _is_told(self, word: Match) -> bool:
        """ "his host, Lieutenant General X": behind a comma who it is."""
        return self.doc.is_(word.end, ",") and any(m.start == word.end + 1 and m.name for m in self.mentions)


def _is_rank_alone(doc: Document, match: Match) -> bool:
    """ "the Admiral was received", "le général a salué": a rank behind an article, before no name and no "of"."""
    before = match.start - 1
    before -= doc.has(before, "visiting")
    is_told = doc.has(before, "article") and not doc.has(before, "indefinite")
    if not is_told or match.end >= len(doc.tokens):
        return False
    following = doc.tokens[match.end]
    return not following.is_capital and not doc.any_of(match.end, _GOES_ON)


def _take_title(doc: Document, mention: Mention, behind: int) -> None:
    """ "General Cheikh Wade": a title between a rank and one word is the given name."""
    run = mention.name
    is_title = run is not None and len(run.words) == 1 and run.start == behind + 1 and doc.has(behind, "honorific")
    if run is not None and is_title and doc.tokens[behind].fold in name_parts():
        run.start, run.words = behind, (doc.tokens[behind].fold, *run.words)


def _length(run: NameRun) -> int:
    """Words of a name; a regnal number counts, since "Mohammed VI" is a full name."""
    return len(run.words) + (run.end - run.start > len(run.words))
