"""Posts and the bodies that they belong to: "Deputy Minister of National Defence", "ministro cubano de Salud".

The linguistic pattern: a head noun from the language file ("minister"), before it modifiers, countries and fields
where the language puts them there, after it of-phrases of fields, bodies and countries.
"""

from __future__ import annotations

from extractors.entities.acronyms import is_shortened
from extractors.entities.document import Document
from extractors.entities.gazetteer import shared_cities
from extractors.entities.lexicon import Match
from extractors.entities.name_parts import is_country_without_of, name_parts
from extractors.entities.post import Post, head_noun, read_country, read_flags, town_of
from extractors.entities.post_reach import reach_name
from extractors.entities.tokens import tokenize

_LEFT = frozenset(
    {"modifier", "portfolio", "body", "demonym", "country", "international", "former", "designate", "metonym"}
)
_LEFT_FEW = frozenset({"modifier", "former", "designate"})
_RIGHT = frozenset(
    {"portfolio", "body", "demonym", "country", "international", "city", "modifier", "metonym", "designate"}
)
_SMALL = frozenset({"article", "joiner"})
_FIELD = frozenset({"portfolio", "body"})
_HYPHENATED = frozenset({"designate", "portfolio"})
_MAX_POST_TOKENS = 40
MAX_GLOSS = 4
MAX_INITIALS = 3
MAX_BODY_NAME = 6
MAX_FIELD_WORDS = 6
_ENDS_FIELD = frozenset({"post", "visit_verb", "meet_verb", "reporting", "sign_verb", "rank", "honorific"})


def find_posts(doc: Document) -> list[Post]:
    """All post phrases in order, none overlapping another."""
    for phrase in doc.phrases(0, len(doc.tokens), "post"):
        start, end = phrase.start, phrase.end
        if _is_family_name(doc, start, end) or _is_name_part(doc, start, end) or _is_given_name(doc, start, end):
            doc.forget(start, end, "post")
    for title in doc.phrases(0, len(doc.tokens), "royal"):
        if _is_family_name(doc, title.start, title.end):
            # "Präsident Roman Herzog"
            doc.forget(title.start, title.end, "royal")
    posts: list[Post] = []
    at = floor = 0
    while at < len(doc.tokens):
        match = doc.matches[at]
        if match is None or not _is_head(doc, at):
            at += 1
            continue
        post = _post_at(doc, match.start, match.end, floor)
        posts.append(post)
        at = floor = max(post.end, at + 1)
    return posts


def _is_head(doc: Document, at: int) -> bool:
    match = doc.matches[at]
    if match is None or match.start != at:
        return False
    # "the Archbishop of Gitega" is a post, "Archbishop X" a rank
    is_see = "see" in match and doc.has(match.end, "joiner")
    if not ("post" in match or "counterpart" in match or is_see):
        return False
    return not _is_name_part(doc, match.start, match.end) and not _is_counted(doc, match.start)


def _is_counted(doc: Document, at: int) -> bool:
    """ "a 20-member delegation": how many a group has, no post."""
    is_bound = doc.is_(at - 1, "-") and not doc.tokens[at].space_before
    return is_bound and at > 1 and doc.tokens[at - 2].is_number


def _is_name_part(doc: Document, start: int, end: int) -> bool:
    """ "Amir-Abdollahian": a capitalised head bound by a hyphen to a word that no list knows is part of a name."""
    tokens = doc.tokens
    if not tokens[start].is_capital or doc.language.nouns_capitalised:
        return False
    after = (
        doc.is_(end, "-") and not tokens[end].space_before and end + 1 < len(tokens) and doc.matches[end + 1] is None
    )
    before = doc.is_(start - 1, "-") and not tokens[start].space_before and start > 1 and doc.matches[start - 2] is None
    return bool((after and tokens[end + 1].is_capital) or (before and tokens[start - 2].is_capital))


def _is_family_name(doc: Document, at: int, end: int) -> bool:
    """ "Eduardo Enrique Reina,", "Bruno Le Maire": a known name part behind a known one, with nothing that a post would
    lead to.
    """
    tokens = doc.tokens
    if end - at > 1 or at < 2 or tokens[at].is_acronym or not tokens[at].is_capital or tokens[at].line_before:
        return False
    given = at - 2 if doc.has(at - 1, "article") and tokens[at - 1].is_capital else at - 1
    names = (tokens[given], tokens[at])
    if any(t.fold not in name_parts() or not t.is_capital for t in names) or doc.matches[given] is not None:
        return False
    # "Eduardo Enrique Reina García": a second family name
    is_double = doc.language.places_need_of and end < len(tokens) and tokens[end].fold in name_parts()
    is_capital = end < len(tokens) and tokens[end].is_capital and not is_double
    # "Präsidentin Eva Herzog vom 21. bis 27. April": of a day nobody is duke
    is_day = end + 1 < len(tokens) and tokens[end + 1].is_number
    is_open = (doc.has(end, "joiner") and not is_day) or doc.has(end, "demonym") or is_capital
    return not is_open and (not doc.language.nouns_capitalised or given < at - 1 or _is_led(doc, given))


def _is_given_name(doc: Document, at: int, end: int) -> bool:
    """ "Sultan bin Mohammed": a title that "son of" follows at once is a given name; "Foreign Minister Amir Khan X"."""
    tokens = doc.tokens
    is_name = end - at == 1 and tokens[at].is_capital and tokens[at].fold in name_parts()
    monarchs = doc.language.posts.sole.get("monarch", ())
    if is_name and tokens[at].lower in monarchs and doc.has(at - 1, "post") and not tokens[at].line_before:
        return all(i < len(tokens) and doc.matches[i] is None and tokens[i].is_capital for i in (end, end + 1))
    is_followed = end + 1 < len(tokens) and tokens[end].lower in doc.language.names.patronymics
    return end - at == 1 and is_followed and tokens[at].is_capital and tokens[at].fold in name_parts()


def _is_led(doc: Document, at: int) -> bool:
    """ "Außenminister Martin König": where all nouns have capitals, a post before makes a name of two words."""
    return doc.any_of(at - 1, frozenset({"post", "rank", "honorific"}))


def _post_at(doc: Document, start: int, end: int, floor: int) -> Post:
    post = Post(start, end, start, end, is_resident=doc.has(start, "resident"))
    post.start = _extend_left(doc, start, max(floor, doc.sentences[doc.sentence_of[start]][0]))
    post.end = _extend_right(doc, post)
    read_flags(doc, post)
    read_country(doc, post)
    return post


def _extend_left(doc: Document, start: int, floor: int) -> int:
    before = doc.language.modifiers_before_posts
    wanted = _LEFT if before else _LEFT_FEW
    at = start
    while at > floor:
        left = at - 1
        match = doc.matches[left]
        is_part = doc.any_of(left, wanted) and match is not None and match.start >= floor and "post" not in match
        if is_part and match is not None and not _is_where(doc, match):
            at = match.start
        elif (
            (doc.is_(left, "-") and left > floor and doc.any_of(left - 1, wanted))
            or (before and doc.has(left, "genitive") and left > floor and _is_owner(doc, left - 1))
            or (before and town_of(doc, left) is not None)
            or (before and match is None and doc.tokens[left].is_acronym and not doc.is_(left, "-"))
            or (before and doc.has(left, "and") and doc.any_of(left - 1, _FIELD) and doc.any_of(at, _FIELD))
        ):
            at = left
        else:
            break
    return _trim_left(doc, at, start)


def _is_where(doc: Document, match: Match) -> bool:
    """ "During his stay in Sudan President X met": a country behind an "in" is where something happens."""
    is_place = "country" in match and "demonym" not in match
    return is_place and doc.has(match.start - 1, "location") and not doc.has(match.start - 1, "joiner")


def _trim_left(doc: Document, at: int, head: int) -> int:
    """A phrase does not open with a joining word or a mark."""
    while at < head and (doc.has(at, "genitive") or doc.has(at, "and") or doc.is_(at, "-")):
        at += 1
    return at


def _is_owner(doc: Document, at: int) -> bool:
    return doc.any_of(at, frozenset({"country", "international", "body", "city"})) or doc.tokens[at].is_acronym


def _extend_right(doc: Document, post: Post) -> int:
    stop = min(doc.sentences[doc.sentence_of[post.head]][1], post.head + _MAX_POST_TOKENS)
    at = post.head_end
    direct = not doc.language.modifiers_before_posts
    while at < stop:
        step = max(_right_step(doc, post, at, stop, direct), _unknown_field(doc, post, at, stop))
        if step == at:
            break
        at, direct = step, True
    return reach_name(doc, post.head_end, at, doc.sentences[doc.sentence_of[post.head]][1])


def _right_step(doc: Document, post: Post, at: int, stop: int, direct: bool) -> int:
    """The token after the next part of the phrase, or `at` where the phrase ends."""
    match = doc.matches[at]
    # "Prime Minister-Designate", "président-élu", "Regierungschefin-Stellvertreterin"
    is_compound = at == post.head_end and doc.language.nouns_capitalised and doc.has(at + 1, "post")
    if doc.is_(at, "-") and at + 1 < stop and (is_compound or doc.any_of(at + 1, _HYPHENATED)):
        return doc.phrase_end(at + 1)
    if doc.is_(at, "("):
        return _bracket_end(doc, post, at, stop)
    if doc.has(at, "genitive") and direct and at > post.head_end:
        return at + 1
    is_owned = match is not None and at == post.head_end and _is_genitive(doc, match)
    if match is not None and ((direct and _is_part(doc, at, post)) or _is_world(doc, at) or is_owned):
        return match.end
    if direct and at > post.head_end and doc.tokens[at].is_acronym and match is None:
        return at if _are_initials(doc, at) else at + 1
    is_sent = doc.has(post.head, "resident") or any(doc.has(i, "delegation") for i in range(post.head_end, at))
    if is_sent and doc.has(at, "destination"):
        place = match.end if match is not None else at
        while place < stop and doc.has(place, "article"):
            place += 1
        if place < stop and doc.any_of(place, frozenset({"country", "city"})):
            return doc.phrase_end(place)
    after = _after_joiner(doc, at, stop)
    if after > at:
        return _joined(doc, post, at, after, stop)
    if doc.has(at, "and") or (doc.is_(at, ",") and not _is_given_field(doc, at + 1)):
        listed = max(_in_charge(doc, at, stop), _fields_listed(doc, at, stop), _field_of_country(doc, at, stop))
        return max(listed, _coordinated(doc, post, at, stop))
    return _force_of_country(doc, post, at) or _capitals_to_country(doc, post, at, stop)


def _force_of_country(doc: Document, post: Post, at: int) -> int:
    """ "Commander Kenya Army": in the style of the services without an "of"; 0 where nothing of the kind follows."""
    body = doc.phrase_end(at)
    is_next = at == post.head_end and doc.has(at, "country") and body < len(doc.tokens)
    return doc.phrase_end(body) if is_next and doc.has(body, "body") and doc.tokens[body].is_capital else 0


def _in_charge(doc: Document, at: int, stop: int) -> int:
    """ "Ministre délégué auprès du Chef du Gouvernement, chargé de l'Administration de la Défense": the token behind
    the field that a comma and several words of joining lead to, or `at`.
    """
    if not doc.has(at + 1, "in_charge"):
        return at
    field = _after_joiner(doc, at + 1, stop)
    return doc.phrase_end(field) if field > at + 1 and doc.any_of(field, _FIELD) else at


def _capitals_to_country(doc: Document, post: Post, at: int, stop: int) -> int:
    """ "director del Servicio Federal Contra las Drogas de Rusia": a body's name of capitals up to its country.

    Or up to its own initials: "Inspecteur Général des Forces Armées Royales (FAR)".
    """
    has_body = any(doc.has(i, "body") for i in range(post.head_end, at))
    is_open = doc.language.places_need_of and has_body
    is_small = doc.matches[at] is None or doc.has(at, "function")
    if not is_open or not is_small or not (doc.tokens[at].is_word and doc.tokens[at].is_capital):
        return at
    for end in range(at + 1, min(stop, at + MAX_BODY_NAME)):
        if doc.has(end, "joiner") and end + 1 < stop and doc.has(end + 1, "country"):
            return end
        if is_shortened(doc, doc.phrase_start(at - 1), end):
            return end
        token = doc.tokens[end]
        if not token.is_word or not (token.is_capital or doc.any_of(end, _SMALL)) or doc.has(end, "post"):
            return at
    return at


def _are_initials(doc: Document, at: int) -> bool:
    """ "Prime Minister of Nepal KP Sharma Oli": letters before a name, not those of a body."""
    follows = at + 1 < len(doc.tokens) and doc.matches[at + 1] is None and doc.tokens[at + 1].is_capital
    return len(doc.tokens[at].text) <= MAX_INITIALS and follows and doc.tokens[at + 1].fold in name_parts()


def _is_world(doc: Document, at: int) -> bool:
    """ "Organización Mundial": where adjectives stand behind, part of a body's name."""
    return doc.has(at, "worldwide") and not doc.language.modifiers_before_posts


def _unknown_field(doc: Document, post: Post, at: int, stop: int) -> int:
    """ "Bộ trưởng Dầu mỏ X": where every part of a name has a capital, a small word behind one makes it a field."""
    is_behind = at == post.head_end or doc.has(at - 1, "body")
    if not is_behind or at + 2 >= stop or doc.language.names.order != "family_first":
        return at
    first, second, third = doc.tokens[at], doc.tokens[at + 1], doc.tokens[at + 2]
    is_unknown = doc.matches[at] is None and doc.matches[at + 1] is None
    is_small = second.is_word and not second.is_capital
    return at + 2 if is_unknown and first.is_capital and first.is_word and is_small and third.is_capital else at


def _bracket_end(doc: Document, post: Post, at: int, stop: int) -> int:
    """The token behind a bracket that explains a body: "Army (VPA)", "the Riigikogu (Parliament), X"; else `at`."""
    if at + 2 < stop and doc.tokens[at + 1].is_acronym and doc.is_(at + 2, ")"):
        return at + 3
    if at == post.head_end:
        return at
    close = next((i for i in range(at + 2, min(stop, at + MAX_GLOSS + 2)) if doc.is_(i, ")")), None)
    if close is None or not all(doc.tokens[i].is_word for i in range(at + 1, close)):
        return at
    leads_on = doc.has(close + 1, "joiner") or (doc.is_(close + 1, ",") and close + 2 < stop)
    return close + 1 if leads_on else at


def _is_part(doc: Document, at: int, post: Post) -> bool:
    match = doc.matches[at]
    if match is None or not match.any_of(_RIGHT) or "post" in match or "rank" in match:
        return False
    # a bare modifier belongs to what comes ("and Deputy ...") unless a field or body follows it
    if "modifier" in match and not match.any_of(_RIGHT - {"modifier"}):
        return doc.any_of(match.end, _FIELD) or _qualifies(doc, match, post)
    if (at == post.head_end and _opens_name(doc, at)) or _is_given_name_abroad(doc, at):
        return False
    # "Foreign Minister Israel Katz": in English a country needs an of before it
    return not (at == post.head_end and doc.language.modifiers_before_posts)


def _is_given_name_abroad(doc: Document, at: int) -> bool:
    """ "Tổng thống Botswana Duma Boko", "Tổng thống Paraguay Santiago Peña": a parliament's own name or a name that
    many places share, before a known part of a name.
    """
    kind = "city" if doc.tokens[at].fold in shared_cities() else "metonym"
    is_own = doc.has(at, kind) and doc.phrase_end(at) == at + 1 and doc.tokens[at].fold in name_parts()
    after = doc.tokens[at + 1] if at + 1 < len(doc.tokens) else None
    is_name = after is not None and after.is_capital and doc.matches[at + 1] is None and after.fold in name_parts()
    return is_own and is_name and (doc.has(at - 1, "country") or doc.has(at - 1, "post"))


def _is_genitive(doc: Document, match: Match) -> bool:
    """ "der Außenminister Kenias, X": a country in the genitive, whose name is one without its last letter too."""
    name = doc.text(match.start, match.end)
    if "country" not in match or not doc.language.verb_second or not name.endswith("s"):
        return False
    base = doc.lexicon.match(tokenize(name[:-1]))[0]
    return base is not None and base.values.get("country") == match.values["country"]


def _qualifies(doc: Document, match: Match, post: Post) -> bool:
    """ "le président par intérim X", "el presidente interino, X": behind a head, with the name or an "of" after it."""
    if match.start != post.head_end or doc.language.modifiers_before_posts or match.end >= len(doc.tokens):
        return False
    after = doc.tokens[match.end]
    opens_name = after.is_word and after.is_capital and not doc.has(match.end, "post")
    return opens_name or after.text == "," or doc.has(match.end, "joiner")


def _opens_name(doc: Document, at: int) -> bool:
    """ "canciller Santiago Cafiero", "le président Hollande": a place's name directly behind a post is a person's.

    Only where a language needs an "of" before a place: a city before an unknown capital, or a country alone.
    """
    after = at + 1
    if is_country_without_of(doc, at) and doc.tokens[at].fold in name_parts():
        return doc.tokens[at].is_capital and doc.phrase_end(at) == at + 1
    if not doc.has(at, "city") or doc.has(at, "country"):
        return False
    if doc.language.names.order == "family_first" and doc.tokens[at].fold not in shared_cities():
        # "Tổng thống Santiago Peña", but "Chủ tịch Hà Nội X"
        return False
    if after >= len(doc.tokens) or doc.tokens[after].line_before or doc.matches[after] is not None:
        return False
    return doc.tokens[after].is_word and doc.tokens[after].is_capital


def _after_joiner(doc: Document, at: int, stop: int) -> int:
    """The token after "of", "of the", "de la", or `at` where no joiner stands."""
    start = at
    if doc.has(at, "joiner") and doc.phrase_start(at) == at:
        at = doc.phrase_end(at)
        while at < stop and (doc.has(at, "article") or doc.is_(at, "’") or doc.is_(at, "'")):
            at += 1
        return at if at < stop else start
    return start


def _fields_listed(doc: Document, at: int, stop: int) -> int:
    """ "ministre de l'Agriculture, de la pêche maritime et des eaux et forêts, X": fields that no list knows, each
    behind an "of", where a comma and a name close them.
    """
    if not doc.language.places_need_of or not doc.any_of(at - 1, _FIELD):
        return at
    end = at
    while end < stop and (following := _one_field(doc, end, stop)) > end:
        end = following
    closes = end > at and doc.is_(end, ",") and end + 1 < len(doc.tokens)
    return end if closes and doc.tokens[end + 1].is_capital and doc.tokens[end + 1].is_word else at


def _one_field(doc: Document, at: int, stop: int) -> int:
    """The token behind ", de la pêche maritime" or "et des eaux et forêts", or `at`."""
    if not (doc.is_(at, ",") or doc.has(at, "and")):
        return at
    start = _after_joiner(doc, at + 1, stop)
    end = start
    while start > at + 1 and end < min(stop, start + MAX_FIELD_WORDS) and _is_field_word(doc, end):
        end += 1
    return end if end > start and (doc.is_(end, ",") or doc.has(end, "and")) else at


def _is_field_word(doc: Document, at: int) -> bool:
    """A word in small letters, or an "and" between two such; a field that a list knows may have a capital."""
    token = doc.tokens[at]
    if doc.has(at, "and"):
        following = doc.tokens[at + 1] if at + 1 < len(doc.tokens) else token
        return following.is_word and not following.is_capital and not doc.has(at + 1, "joiner")
    is_small = token.is_word and not token.is_capital and not doc.any_of(at, _ENDS_FIELD)
    return is_small or doc.any_of(at, _FIELD)


def _is_noun_of_field(doc: Document, at: int, after: int) -> bool:
    """ "für Außenhandel und Auslandsinvestitionen": behind a field and an "and" a noun that can be no name."""
    endings = doc.lexicon.noun_endings
    is_noun = bool(endings) and doc.matches[after] is None and doc.tokens[after].lower.endswith(endings)
    return is_noun and doc.has(at, "and") and doc.any_of(at - 1, _FIELD)


def _joined(doc: Document, post: Post, at: int, after: int, stop: int) -> int:
    match = doc.matches[after]
    if _is_elsewhere(doc, post, at, after):
        return at
    if doc.has(at - 1, "office_body"):
        # "head of the Office of the Kenyan President"
        inner = doc.phrase_end(after) if doc.has(after, "demonym") else after
        if inner < stop and doc.has(inner, "post") and not doc.any_of(inner, _FIELD):
            return doc.phrase_end(inner)
    if match is not None and (match.any_of(_RIGHT) or "post" in match) and "rank" not in match:
        if "post" in match and not match.any_of(_FIELD):
            # "secretary of the president": one level of nesting, the inner head ends the phrase
            return match.end if at == post.head_end and not _is_agent(doc, at) else at
        return match.end
    token = doc.tokens[after]
    if match is not None and ("not_name" in match or "worldwide" in match) and token.is_capital:
        return _named_body(doc, after, stop) or _party_of_country(doc, after, stop) or at
    if doc.language.nouns_capitalised and token.is_word and not token.is_capital:
        return at
    if token.is_capital and not token.is_acronym and match is None:
        return _unknown_capitals(doc, after, stop)
    is_plain = match is None and token.is_word
    return after + 1 if is_plain or (token.is_number and at > post.head_end) else at


def _is_agent(doc: Document, at: int) -> bool:
    """ "wurde die Ministerin von Präsident X empfangen": behind a passive's verb "von" tells who did it.

    So does "vom" before a post: "war der Präsident vom Kanzler empfangen worden".
    """
    if doc.has(at, "agent") and doc.has(at, "fused_article") and doc.has(at + 1, "post"):
        return True
    opening = doc.sentences[doc.sentence_of[at]][0]
    is_passive = doc.language.verb_second and any(doc.has(i, "passive") for i in range(opening, at))
    # "von", not the genitive "des"
    is_by = doc.has(at, "agent") and not doc.has(at, "article")
    return is_passive and is_by and not doc.has(at + 1, "article")


def _is_elsewhere(doc: Document, post: Post, at: int, after: int) -> bool:
    """ "the visit of the Prime Minister to Ghana": no part of the post; "adviser to the president" is one."""
    if doc.has(at, "location") and doc.has(after, "thing") and not doc.has(doc.phrase_end(after), "joiner"):
        # "recibió al ministro en Palacio"
        return not post.is_resident
    if not doc.has(at, "destination") or doc.tokens[at].lower == doc.language.joiners[0] or post.is_resident:
        return False
    places = frozenset({"country", "city", "demonym"})
    if doc.matches[after] is None and doc.has(after + 1, "portfolio"):
        # "minister for womens affairs"
        return False
    return not doc.any_of(after, _FIELD | {"post"}) or doc.any_of(after, places)


def _named_body(doc: Document, at: int, stop: int) -> int:
    """ "the Southern Ocean Bank": the end of capitals that close with a body, or 0."""
    end = at
    while end < min(stop, at + MAX_BODY_NAME) and _is_capital_part(doc, end):
        if doc.any_of(end, frozenset({"post", "rank", "honorific"})):
            break
        end += 1
    return end if end > at and doc.any_of(end - 1, frozenset({"body", "international"})) else 0


def _party_of_country(doc: Document, at: int, stop: int) -> int:
    """ "del Partido Popular Revolucionario de Laos": the end of capitals that "of" and a country follow, or 0."""
    end = at
    while end < min(stop, at + MAX_BODY_NAME) and _is_capital_part(doc, end) and not doc.has(end, "post"):
        end += 1
    is_open = doc.language.places_need_of and end > at
    return end if is_open and _leads_to_country(doc, end, stop) else 0


def _leads_to_country(doc: Document, at: int, stop: int) -> bool:
    """Whether "of Kiribati" or "of the Republic of Kiribati" stands at a token."""
    after = _after_joiner(doc, at, stop)
    if after > at and after + 1 < stop and doc.has(after, "not_name") and not doc.has(after, "country"):
        return doc.has(_after_joiner(doc, doc.phrase_end(after), stop), "country")
    return after > at and doc.has(after, "country")


def _is_capital_part(doc: Document, at: int) -> bool:
    """A word with a capital, or the hyphen inside "Inter-American"."""
    token, match = doc.tokens[at], doc.matches[at]
    inside = match is not None and match.start < at < match.end - 1
    return (token.is_word and token.is_capital) or (inside and doc.is_(at, "-"))


def _unknown_capitals(doc: Document, at: int, stop: int) -> int:
    end = at
    while end < stop and doc.matches[end] is None and doc.tokens[end].is_word and doc.tokens[end].is_capital:
        end += 1
    if end < stop and end - at <= MAX_BODY_NAME and (doc.is_(end, ",") or doc.is_(end, "(")):
        # "President of the Southern Ocean Bank (SOB), X": the mark behind it tells body and name apart
        return end
    # "Governor of Utah Gary Herbert": a long run is a place and a name
    return end if end - at <= 2 else at + 1


def _field_of_country(doc: Document, at: int, stop: int) -> int:
    """ "ministro de Salud y Servicios Médicos de la República de Kiribati": a second field that no list knows."""
    is_open = at + 1 < stop and doc.has(at, "and") and doc.any_of(at - 1, _FIELD)
    return (_party_of_country(doc, at + 1, stop) or at) if is_open and _is_unknown_capital(doc, at + 1) else at


def _is_unknown(doc: Document, at: int) -> bool:
    """A word with a capital that no list claims."""
    return doc.matches[at] is None and doc.tokens[at].is_word and doc.tokens[at].is_capital


def _is_unknown_capital(doc: Document, at: int) -> bool:
    return _is_unknown(doc, at) and doc.tokens[at].fold not in name_parts()


def _is_field_only(doc: Document, at: int) -> bool:
    """A field that is no body: not "the president and the parliament"."""
    return doc.has(at, "portfolio") and not doc.has(at, "body")


def _is_given_field(doc: Document, at: int) -> bool:
    """ "du Commerce et du Développement, Ville Tavio, ...": a given name that is a field too, before a family name."""
    if at + 2 >= len(doc.tokens) or doc.phrase_end(at) != at + 1 or doc.tokens[at].fold not in name_parts():
        return False
    return doc.tokens[at].is_capital and _is_unknown(doc, at + 1) and doc.is_(at + 2, ",")


def _coordinated(doc: Document, post: Post, at: int, stop: int) -> int:
    """ "Trade and Industry", "Women, Family and Community": goes on only with a further field, never a further post."""
    after = at + 1
    while after < stop and (doc.has(after, "article") or (doc.is_(at, ",") and doc.has(after, "and"))):
        after += 1
    joined = _after_joiner(doc, after, stop)
    # "ministre des Affaires étrangères, de la Francophonie": a head that names its field, and a further "of"
    # "Bộ trưởng Ngoại giao và Hợp tác quốc tế": and one with an "and", where fields stand behind their post
    is_further = doc.has(at, "and") and not doc.language.modifiers_before_posts and _is_field_only(doc, after)
    has_field = at == post.head_end and post.head_end - post.head > 1 and (joined > after or is_further)
    after = max(after, joined)
    while after < stop and doc.has(after, "article"):
        after += 1
    is_plural = head_noun(doc, post).endswith("s")
    if is_plural and after < stop and doc.has(at - 1, "country") and doc.has(after, "country"):
        # "the Prime Ministers of Belgium, Greece and Italy"
        return doc.phrase_end(after)
    if after < stop and doc.has(after, "demonym") and doc.has(doc.phrase_end(after), "portfolio"):
        # "et des Marocains résidant à l'étranger"
        after = doc.phrase_end(after)
    if after < stop and _is_noun_of_field(doc, at, after):
        return after + 1
    if after >= stop or not doc.any_of(after, _FIELD):
        return at
    if not has_field and (at == post.head_end or not doc.any_of(at - 1, _FIELD)):
        return at
    look = after
    while look < stop and doc.any_of(look, _LEFT) and not doc.has(look, "post"):
        look = doc.phrase_end(look)
        if look < stop and doc.is_(look, "-"):
            look += 1
    if look < stop and (doc.has(look, "post") or doc.has(look, "rank")):
        return at
    if doc.has(after, "post") or (doc.is_(at, ",") and not doc.tokens[after].is_capital and not has_field):
        return at
    return doc.phrase_end(after)
