"""Runs of capitalised words that can be a personal name.

The linguistic pattern: capitalised words that no word list claims, joined by particles ("de", "bin"), hyphens,
apostrophes and initials, perhaps with a suffix ("Jr"). Whether a run is a person, `persons` decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.entities.acronyms import is_shortened
from extractors.entities.document import Document
from extractors.entities.lexicon import SEATED, Match
from extractors.entities.name_parts import families, is_country_without_of, known_names, name_parts

MAX_NAME_TOKENS = 18
MAX_INITIALS = 3
MAX_ACRONYM = 5
MIN_BEFORE_ARTICLE = 2
_ARTICLES = frozenset({"article", "indefinite"})
# "M'Bemba", "N'Golo", "O'Neill": no article elides so before a capital
_NASALS = frozenset({"M", "N", "O", "K"})
_REGNAL = re.compile(r"[IVX]{2,5}|V|X")
_APOSTROPHES = frozenset({"'", "’", "‘", "ʼ", "`"})
# What may stand inside a name although a word list claims it, when name parts stand beside it.
_SOFT = frozenset({"particle", "name_suffix"})
# What may open or close a name behind a post or rank: "Minister Park Jin", "Prime Minister John Major".
_AMBIGUOUS = frozenset({"country", "city", "function", "month", "weekday", "not_name", "thing", "rank", "delegation"})
_BEFORE_COMMA = frozenset({"post", "demonym", "portfolio"})
_HARD = frozenset(
    {
        "post",
        "rank",
        "honorific",
        "not_name",
        "international",
        "demonym",
        "metonym",
        "body",
        "portfolio",
        "genitive",
        "credit",
    }
)


_FIELDS = frozenset({"portfolio", "matters", "topic"})
_TITLES = frozenset({"post", "rank", "honorific"})
_PLACING = frozenset({"location", "destination"})
_PLACES = frozenset({"country", "city"})
_NAMESAKES = frozenset({"body", "not_name", "metonym"})
# "in Jan", "5 Jan": where a month's short form is the month
_DATING = frozenset({"location", "destination", "from", "when", "month", "between"})
_BODIES = frozenset({"body", "thing"})
_VERBS = frozenset({"split", "visit_verb", "meet_verb", "sign_verb", "agree_verb", "pledge_verb", "receives"})


@dataclass(slots=True, eq=False)
class NameRun:
    """A possible name over tokens `start` to `end`; `words` are its folded parts without particles and initials.

    `is_proposed`: a model takes it for a person's name too.
    """

    start: int
    end: int
    words: tuple[str, ...]
    is_proposed: bool = False


def find_runs(doc: Document, taken: list[bool]) -> list[NameRun]:
    """All possible names outside the tokens already taken by posts, in order."""
    runs: list[NameRun] = []
    at = 0
    while at < len(doc.tokens):
        if taken[at] or not (_can_start(doc, at) or _is_word_as_name(doc, at, taken)):
            at += 1
            continue
        end = _run_end(doc, at, taken)
        words = _words(doc, at, end)
        is_body = (len(words) == 1 and _leads_to_body(doc, end)) or (len(words) > 1 and is_shortened(doc, at, end))
        is_body = is_body or _opens_compound(doc, end) or _is_called_town(doc, at)
        verb = _opening_verb(doc, at, words)
        if words and not is_body:
            runs.append(NameRun(at + verb, end, words[verb:]))
        at = max(end, at + 1)
    return _with_repeated(doc, runs, taken)


def _is_called_town(doc: Document, at: int) -> bool:
    """ "thành phố Đông Hà", "la ville de X": behind a word for towns; not "tỉnh Lê Văn A", a person."""
    before = at - 1
    while doc.has(before, "joiner") or doc.has(before, "article"):
        before = doc.phrase_start(before) - 1
    is_town = before >= 0 and doc.has(before, "town_word") and doc.sentence_of[before] == doc.sentence_of[at]
    is_family_first = doc.language.names.order == "family_first"
    return is_town and not (is_family_first and doc.tokens[at].fold in families(doc.language.iso))


def _opening_verb(doc: Document, at: int, words: tuple[str, ...]) -> int:
    """ "Bajaba José Maria Neves.": 1 where a verb opens a sentence before its subject, and all behind it is a name."""
    opens = at == doc.sentences[doc.sentence_of[at]][0] and doc.language.drops_subjects
    is_long = len(words) > 2 and doc.language.names.order != "family_first"
    is_verb = opens and is_long and words[0] not in name_parts()
    return int(is_verb and all(word in name_parts() for word in words[1:]))


def _with_repeated(doc: Document, runs: list[NameRun], taken: list[bool]) -> list[NameRun]:
    """ "François Hollande" without a post: a family name that is a country's too, once a post has introduced it."""
    ends = {run.end - 1: run for run in runs}
    families = {doc.tokens[at].fold for at in ends if doc.has(at, "country")}
    if not families:
        return runs
    for at, token in enumerate(doc.tokens[:-1]):
        family = doc.tokens[at + 1]
        is_pair = token.fold in name_parts() and family.fold in families and at + 1 not in ends and at in ends
        if is_pair and family.is_capital and not (taken[at] or taken[at + 1] or family.line_before):
            run = ends[at]
            run.end, run.words = at + 2, (*run.words, family.fold)
    return runs


def add_proposed(
    doc: Document, runs: list[NameRun], proposed: Sequence[tuple[int, int]], taken: list[bool]
) -> list[NameRun]:
    """The runs with those that a model proposes: a full name that is one of them is marked, others are added.

    Added is only what no post, no run and no word list has a part of, in two words or more that begin with capitals:
    where a model and the lists disagree, the lists are right more often.
    """
    known: dict[tuple[int, int], NameRun] = {(run.start, run.end): run for run in runs}
    added: list[NameRun] = []
    used = [*taken]
    for start, end in known:
        used[start:end] = [True] * (end - start)
    for start, end in proposed:
        run = known.get((start, end))
        words = _words(doc, start, end)
        if run is not None:
            run.is_proposed = len(words) > 1 and not any(t.is_acronym for t in doc.tokens[start:end])
        elif len(words) > 1 and not any(used[start:end]) and _plain(doc, start) and _plain(doc, end - 1):
            added.append(NameRun(start, end, words, is_proposed=True))
            used[start:end] = [True] * (end - start)
    return sorted([*runs, *added], key=lambda r: r.start) if added else runs


def _plain(doc: Document, at: int) -> bool:
    """A capitalised word that no list claims, and that does not end as nouns do and names do not."""
    token = doc.tokens[at]
    if not (token.is_word and token.is_capital and doc.matches[at] is None):
        return False
    endings = doc.lexicon.noun_endings
    return not endings or not token.lower.endswith(endings) or token.fold in name_parts()


def _can_start(doc: Document, at: int) -> bool:
    if _is_dotted(doc, at):
        return doc.matches[at] is None and _after_introduction(doc, at) and _plain(doc, at + 1)
    if _is_first_initial(doc, at) or (doc.tokens[at].text in _NASALS and _is_elided(doc, at)):
        return True
    if _plain(doc, at):
        is_short = doc.tokens[at].is_acronym and len(doc.tokens[at].text) <= MAX_ACRONYM
        # "M. NIANG": behind a form of address a family name in capitals
        return not is_short or _are_initials(doc, at) or doc.has(at - 1, "honorific")
    if _is_title_before_name(doc, at):
        return True
    if doc.has(at, "particle") and doc.tokens[at].is_capital and _followed_by_name(doc, at):
        # "LA PRESIDENTE DE ...": in a line of capitals an article is one
        opens = at == 0 or doc.tokens[at].line_before
        is_article = opens and doc.tokens[at].is_acronym and doc.has(at, "article")
        return not doc.any_of(at, _HARD) and not is_article
    if (
        _is_month_as_name(doc, at)
        or _is_particle_of_name(doc, at)
        or _is_bound_particle(doc, at)
        or _is_glottal(doc, at)
    ):
        return True
    if doc.has(at, "rank") and at + 2 < len(doc.tokens) and (_plain(doc, at + 2) or _closes_name(doc, at + 1)):
        # "Cardinal Pietro Parolin" is a rank and a name, "Gen Nakatani" a name
        return False
    is_field = doc.has(at - 1, "honorific") and _is_everyday(doc, at) and _closes_name(doc, at)
    if is_field or _is_body_as_name(doc, at):
        return True
    return _is_ambiguous(doc, at) and (
        (_followed_by_name(doc, at) and _after_introduction(doc, at))
        or _is_given_name(doc, at)
        or _is_addressed(doc, at)
        or _is_family_name(doc, at)
        or _is_royal(doc, at)
        or (_followed_by_name(doc, at) and (doc.tokens[at].fold, doc.tokens[at + 1].fold) in known_names())
    )


def _is_first_initial(doc: Document, at: int) -> bool:
    """ "La ministre S. Jaishankar": a letter with a full stop, behind a post or form of address, before a capital."""
    is_initial = doc.tokens[at].is_initial and doc.is_(at + 1, ".") and not doc.any_of(at, _TITLES)
    if not is_initial or at + 2 >= len(doc.tokens) or not doc.any_of(at - 1, _TITLES):
        return False
    return _plain(doc, at + 2) and not doc.tokens[at + 2].line_before


def _is_word_as_name(doc: Document, at: int, taken: list[bool]) -> bool:
    """ "ministro de Hacienda, Jerson Posada, ...", "of the Fishing Authority, Jan Robinson, ...": behind a post's comma
    a town, or a given name that is an everyday word too, and a word that no list knows.
    """
    is_behind_post = at > 1 and doc.is_(at - 1, ",") and taken[at - 2] and not doc.tokens[at].line_before
    if not is_behind_post or not doc.tokens[at].is_capital or doc.phrase_end(at) != at + 1:
        return False
    is_given = doc.tokens[at].fold in name_parts() and not doc.any_of(at, _TITLES)
    if not (doc.has(at, "city") or is_given):
        return False
    return _plain(doc, at + 1) and not doc.tokens[at + 1].line_before and doc.is_(at + 2, ",")


def _leads_to_body(doc: Document, end: int) -> bool:
    """ "the Public Accounts Committee", "the Naval College": a body or a building that has the word in its name."""
    if end >= len(doc.tokens) or not doc.language.modifiers_before_posts or doc.tokens[end].line_before:
        return False
    return doc.tokens[end].is_capital and doc.any_of(end, _BODIES) and not doc.language.nouns_capitalised


def _opens_compound(doc: Document, end: int) -> bool:
    """ "Lux-Development-Chef Manuel Tonnar": what a hyphen joins to a post is whose chief somebody is."""
    is_tight = doc.is_(end, "-") and not doc.tokens[end].space_before and end + 1 < len(doc.tokens)
    return (
        is_tight
        and doc.language.nouns_capitalised
        and doc.has(end + 1, "post")
        and not doc.tokens[end + 1].space_before
    )


def _is_title_before_name(doc: Document, at: int) -> bool:
    """ "Monsieur Cheikh Niang": behind a form of address a second one, before one word: a given name too."""
    match = doc.matches[at]
    is_single = match is not None and "honorific" in match and match.end == at + 1 and doc.tokens[at].is_capital
    is_second = is_single and doc.has(at - 1, "honorific") and doc.tokens[at].fold in name_parts()
    is_pair = at + 2 >= len(doc.tokens) or not _plain(doc, at + 2)
    return is_second and is_pair and at + 1 < len(doc.tokens) and _plain(doc, at + 1)


def _is_particle_of_name(doc: Document, at: int) -> bool:
    """ "Foreign Minister al Sadiq al Mahdi": between a post and a name a particle that is elsewhere bound ("al-")."""
    match = doc.matches[at]
    is_bound = f"{doc.tokens[at].lower}-" in doc.language.names.particles
    is_particle = is_bound and match is not None and match.values.keys() == {"particle"} and match.end == at + 1
    is_titled = doc.any_of(at - 1, _TITLES)
    if not is_particle and not doc.language.nouns_capitalised:
        # "M. de Kerchove": behind a form of address
        is_particle = doc.has(at, "particle") and doc.matches[at - 1] is not None and doc.has(at - 1, "honorific")
    return is_particle and is_titled and at + 1 < len(doc.tokens) and _plain(doc, at + 1)


def _closes_name(doc: Document, at: int) -> bool:
    """ "Gen Ibrahim" beside "Zakaria Ibrahim": whether the text has the word as the end of a longer name."""
    return any(i != at for i in doc.name_ends().get(doc.tokens[at].fold, ()))


def _is_given_name(doc: Document, at: int) -> bool:
    """ "canciller Santiago Cafiero": a city's name directly behind a post, before a capital that no list knows."""
    is_city = doc.has(at, "city") and doc.tokens[at].is_capital
    # "su homólogo argentino, Santiago Cafiero"
    introduced = doc.has(at - 1, "post") or (doc.is_(at - 1, ",") and doc.any_of(at - 2, _BEFORE_COMMA))
    if not is_city or at == 0 or not introduced or doc.tokens[at].line_before:
        return False
    return at + 1 < len(doc.tokens) and _plain(doc, at + 1) and not doc.tokens[at + 1].line_before


def _is_month_as_name(doc: Document, at: int) -> bool:
    """ "Foreign Minister Jan Lipavský": a month's short form that is a given name, before a family name, in no date."""
    token = doc.tokens[at]
    is_month = doc.has(at, "month") and doc.phrase_end(at) == at + 1 and token.fold in name_parts()
    if not is_month or not token.is_capital or at + 1 >= len(doc.tokens) or doc.tokens[at + 1].line_before:
        return False
    is_dated = at > 0 and (doc.tokens[at - 1].is_number or doc.any_of(at - 1, _DATING))
    return _plain(doc, at + 1) and not is_dated


def _is_glottal(doc: Document, at: int) -> bool:
    """ "La'aulialemalietoa": what is a particle alone opens a name that a glottal stop goes on in small letters."""
    token = doc.tokens[at]
    if at + 2 >= len(doc.tokens) or not token.is_capital or len(token.text) < 2 or not doc.has(at, "particle"):
        return False
    mark, rest = doc.tokens[at + 1], doc.tokens[at + 2]
    is_tight = mark.text in _APOSTROPHES and not mark.space_before and not rest.space_before
    return is_tight and rest.is_word and not rest.is_capital and len(rest.text) > 2


def _is_bound_particle(doc: Document, at: int) -> bool:
    """ "al-Sudani"."""
    is_bound = doc.tokens[at].is_word and doc.has(at, "particle") and doc.is_(at + 1, "-")
    return is_bound and at + 2 < len(doc.tokens) and _plain(doc, at + 2)


def _is_body_as_name(doc: Document, at: int) -> bool:
    """ "Präsident Duma Boko": directly behind a post what is elsewhere a parliament's name, before a family name."""
    is_own_name = doc.has(at, "metonym") and doc.phrase_end(at) == at + 1 and doc.tokens[at].fold in name_parts()
    is_behind = is_own_name and _after_introduction(doc, at) and not doc.tokens[at].line_before
    return is_behind and _followed_by_name(doc, at)


def _is_royal(doc: Document, at: int) -> bool:
    """ "Crown Princess Victoria and": behind a royal title a given name that a town has too."""
    is_behind = at > 0 and doc.has(at - 1, "royal") and not doc.tokens[at].line_before
    return is_behind and doc.has(at, "city") and doc.phrase_end(at) == at + 1


def _is_addressed(doc: Document, at: int) -> bool:
    """ "Herrn Nikolaus Marschik": an everyday word behind a form of address or a rank, before a capital."""
    is_led = doc.has(at - 1, "honorific") or doc.has(at - 1, "rank")
    is_next = at > 0 and at + 1 < len(doc.tokens) and not doc.tokens[at].line_before
    return is_led and is_next and _plain(doc, at + 1) and not doc.tokens[at + 1].line_before


def _is_family_name(doc: Document, at: int) -> bool:
    """ "le président Hollande": a country's name directly behind a post, where a country would need an "of"."""
    return at > 0 and doc.has(at - 1, "post") and is_country_without_of(doc, at)


def _is_dotted(doc: Document, at: int) -> bool:
    """ "G.L. Peiris": initials without a space between them, before a family name."""
    text, following = doc.tokens[at].text, at + 1
    if not text.endswith(".") or following >= len(doc.tokens) or doc.tokens[following].line_before:
        return False
    return text.isupper() and not doc.tokens[following].is_acronym


def _is_ambiguous(doc: Document, at: int) -> bool:
    """A single capitalised word that is a place or an everyday word and may be a name too: Israel, Jordan, May."""
    match = doc.matches[at]
    return (
        match is not None
        and match.end - match.start == 1
        and doc.tokens[at].is_capital
        and match.any_of(_AMBIGUOUS)
        and not match.any_of(_HARD - _AMBIGUOUS)
        and doc.tokens[at].fold in name_parts()
    )


def _after_introduction(doc: Document, at: int) -> bool:
    kinds = frozenset({"post", "rank", "honorific", "demonym", "portfolio", "country", "body", "counterpart"})
    before = at - 2 if doc.is_(at - 1, ",") else at - 1
    return before >= 0 and doc.any_of(before, kinds)


def _are_initials(doc: Document, at: int) -> bool:
    """ "Air Chief Marshal BS Dhanoa", "VK Singh": initials written as one word, before a name."""
    is_led = len(doc.tokens[at].text) <= MAX_INITIALS and _after_introduction(doc, at) and not doc.is_(at - 1, ",")
    follows = at + 1 < len(doc.tokens) and _plain(doc, at + 1) and not doc.tokens[at + 1].line_before
    return _followed_by_name(doc, at) or (is_led and follows and not doc.tokens[at + 1].is_acronym)


def _followed_by_name(doc: Document, at: int) -> bool:
    following = at + 1
    if following >= len(doc.tokens) or doc.tokens[following].line_before:
        return False
    return _plain(doc, following) and doc.tokens[following].fold in name_parts()


def _run_end(doc: Document, start: int, taken: list[bool]) -> int:
    at = start + 1
    stop = min(doc.sentences[doc.sentence_of[start]][1], start + MAX_NAME_TOKENS)
    while at < stop and not taken[at] and not doc.tokens[at].line_before:
        step = _next_part(doc, start, at, stop, taken)
        if step == at:
            break
        at = step
    return _with_suffix(doc, at, stop)


def _next_part(doc: Document, start: int, at: int, stop: int, taken: list[bool]) -> int:
    token = doc.tokens[at]
    previous = doc.tokens[at - 1]
    if _plain(doc, at):
        return at + 1
    syllables = 1 if _closes_as_article(doc, start, at, stop) else 3 if _is_transcribed(doc, start, at, stop) else 0
    bound = max(_initial(doc, at), at + syllables)
    if bound > at:
        return bound
    if token.text in _APOSTROPHES and at + 1 < stop and not token.space_before:
        # "O'Brien", "Shia’ al-Sudani"; "Quyết’s" is not one word with its s
        if _plain(doc, at + 1) or (doc.has(at + 1, "particle") and doc.tokens[at + 1].space_before):
            return at + 1
        following = doc.tokens[at + 1]
        if following.is_word and not following.space_before and len(previous.text) > 1 and following.lower != "s":
            # "Sa'ar", "Mata'afa"
            return at + 2
        return at
    if token.text in {"-", "‑"}:
        return _hyphen(doc, at, stop)
    if doc.has(at, "particle") and not taken[at] and not doc.has(at, "and"):
        return _particles(doc, at, stop, taken)
    if token.is_capital and token.is_word and _fits_inside(doc, start, at):
        return at + 1
    return max(_small_part(doc, at, stop), _place_inside(doc, start, at))


def _is_transcribed(doc: Document, start: int, at: int, stop: int) -> bool:
    """ "Ê-xtê-ban La-xô": where foreign names are written by syllables, a further word of them, whatever its first
    syllable means alone.
    """
    if doc.language.names.order != "family_first" or at + 2 >= stop or not doc.tokens[at].is_capital:
        return False
    is_tight = doc.is_(at + 1, "-") and not (doc.tokens[at + 1].space_before or doc.tokens[at + 2].space_before)
    is_small = doc.tokens[at + 2].is_word and not doc.tokens[at + 2].is_capital
    return is_tight and is_small and any(doc.is_(i, "-") for i in range(start, at))


def _closes_as_article(doc: Document, start: int, at: int, stop: int) -> bool:
    """ "Kim Jong Un, líder norcoreano": behind two words of a name an article's letters with a capital are its last."""
    token = doc.tokens[at]
    is_article = token.is_capital and len(token.text) > 1 and doc.any_of(at, _ARTICLES)
    if not is_article or at - start < MIN_BEFORE_ARTICLE or doc.tokens[at - 1].fold not in name_parts():
        return False
    return at + 1 >= stop or not doc.tokens[at + 1].is_capital


def _is_elided(doc: Document, at: int) -> bool:
    """ "Sassou N'Guesso": a capital letter, an apostrophe and a capitalised word, whatever the letter means alone."""
    token = doc.tokens[at]
    if (
        at + 2 >= len(doc.tokens)
        or len(token.text) != 1
        or not token.is_capital
        or doc.tokens[at + 1].text not in _APOSTROPHES
    ):
        return False
    return _plain(doc, at + 2) and not (doc.tokens[at + 1].space_before or doc.tokens[at + 2].space_before)


def _small_part(doc: Document, at: int, stop: int) -> int:
    """The token after "ki-Moon" in "Ban ki-Moon": a small syllable bound by a hyphen to a name part; else `at`."""
    token = doc.tokens[at]
    if not (token.is_word and len(token.text) == 2 and at + 2 < stop and doc.is_(at + 1, "-") and _plain(doc, at + 2)):
        return at
    is_tight = not doc.tokens[at + 1].space_before and not doc.tokens[at + 2].space_before
    return at + 3 if is_tight else at


def _initial(doc: Document, at: int) -> int:
    """The token after an initial or its full stop: "William E. Ward", a letter that may be a word too."""
    token, previous = doc.tokens[at], doc.tokens[at - 1]
    if _is_elided(doc, at):
        return at + 3
    if token.text == "." and previous.is_initial and not token.space_before:
        return at + 1
    return at + 2 if token.is_word and token.is_initial and doc.is_(at + 1, ".") else at


def _place_inside(doc: Document, start: int, at: int) -> int:
    """The token after a place's name inside a person's: "Nguyễn Tân Cương" beside the place Tân Cương."""
    match = doc.matches[at]
    is_place = match is not None and match.any_of(frozenset({"country", "city"}))
    return match.end if match is not None and is_place and _in_family_first_name(doc, start, match.end) else at


def _hyphen(doc: Document, at: int, stop: int) -> int:
    if at + 1 >= stop:
        return at
    following = doc.tokens[at + 1]
    tight = not doc.tokens[at].space_before and not following.space_before
    if tight and following.is_word and not doc.any_of(at + 1, _HARD | {"country", "city"}):
        return at + 2
    # "QĐND Online - Sáng 10-6": what a number follows is no name
    is_dated = at + 2 < len(doc.tokens) and doc.tokens[at + 2].is_number
    loose = doc.tokens[at].space_before and following.space_before and not is_dated
    keeps = doc.language.keep_diacritics
    return at + 2 if loose and keeps and _plain(doc, at + 1) and at + 2 <= stop else at


def _particles(doc: Document, at: int, stop: int, taken: list[bool]) -> int:
    """ "de la", "bin", "al-" only when a further name part follows."""
    end = at
    while (
        end < stop
        and not taken[end]
        and end - at < 3
        and ((doc.has(end, "particle") and not doc.has(end, "and")) or doc.is_(end, "-"))
    ):
        end += 1
    is_next = end < stop and not taken[end] and not doc.tokens[end].line_before
    if is_next and (_plain(doc, end) or _is_seat(doc, end) or _is_title_as_name(doc, end)):
        return end + 1
    if is_next and _is_title_inside(doc, end):
        return end + 2
    # "Hanenna Ould Sidi": particles that hold the last name, all with capitals
    phrase = doc.phrase_end(at)
    is_whole = phrase - at > 1 and phrase <= stop and all(t.is_capital for t in doc.tokens[at:phrase])
    return phrase if is_whole else at


def _is_title_inside(doc: Document, at: int) -> bool:
    """ "Abdul Razak bin Haji Ladi": behind "son of" the father's title and name."""
    is_father = doc.tokens[at - 1].lower in doc.language.names.patronymics
    is_title = is_father and doc.has(at, "honorific") and doc.tokens[at].is_capital and doc.phrase_end(at) == at + 1
    return is_title and at + 1 < len(doc.tokens) and _plain(doc, at + 1) and not doc.tokens[at + 1].line_before


def _is_title_as_name(doc: Document, at: int) -> bool:
    """ "Ahmed Al Sayed": behind a particle a form of address, and no name behind it, closes a name."""
    match = doc.matches[at]
    is_title = match is not None and "honorific" in match and match.end == at + 1 and doc.tokens[at].is_capital
    is_last = at + 1 >= len(doc.tokens) or not _plain(doc, at + 1)
    return is_title and is_last and doc.tokens[at].fold in name_parts()


def _is_seat(doc: Document, at: int) -> bool:
    """ "Alois von und zu Liechtenstein": behind so many particles a place is a family's."""
    match = doc.matches[at - 1]
    is_long = match is not None and match.end == at and at - match.start >= SEATED and "particle" in match
    return is_long and doc.tokens[at].is_capital and doc.any_of(at, _PLACES)


def _fits_inside(doc: Document, start: int, at: int) -> bool:
    """A word that a list claims, inside a name: "Phan Anh", "Lee White May" only where it is a known name part."""
    match = doc.matches[at]
    if match is not None and match.end - match.start == 1 and "honorific" in match and at + 1 < len(doc.tokens):
        # "Ould Cheikh El Ghazouani", "Tsai Ing-wen": a title inside a name is a given name
        is_tied = doc.is_(at + 1, "-") and not doc.tokens[at + 1].space_before
        return _plain(doc, at + 1) or doc.has(at + 1, "particle") or is_tied
    # "Hon. Dr. Stergomena Tax,"
    is_field = doc.has(start - 1, "honorific") and _is_everyday(doc, at) and _is_closed(doc, at + 1)
    if (at > start and is_field) or (at - start > 1 and _is_last_family_name(doc, at)):
        return True
    # "President Kagame In Kenya": a headline's preposition
    is_placing = match is not None and match.any_of(_PLACING) and doc.any_of(at + 1, _PLACES)
    if match is None or match.end - match.start > 1 or match.any_of(_HARD - _AMBIGUOUS) or is_placing:
        return False
    is_small = _is_small_word(match)
    if doc.language.nouns_capitalised and at - start == 1 and (is_small or match.values.keys() <= _VERBS):
        # "Bernard Bot": a capital where verbs have none; "Bundesratspräsident Peter Samt", where a post introduces it
        is_led = _after_introduction(doc, start) if is_small else doc.tokens[at].fold in name_parts()
        return is_led and doc.tokens[start].fold in name_parts()
    if match.any_of(_SOFT):
        return at + 1 < len(doc.tokens) and _plain(doc, at + 1)
    if at - start > 1 and match.values.keys() <= {"city"} and doc.tokens[at - 1].fold in name_parts():
        # "María Ángela Holguín": a town's name that closes a given and a middle name
        return doc.tokens[start].fold in name_parts() and doc.tokens[at].fold in name_parts()
    if at - start == 1 and doc.tokens[start].fold in name_parts() and match.any_of(_AMBIGUOUS):
        # "François Hollande": a family name that is a country's name too, behind a given name that a post introduces
        is_known = (doc.tokens[start].fold, doc.tokens[at].fold) in known_names()
        # "the Nigerian Naval College" is none
        is_body = "thing" in match and doc.has(start - 1, "demonym")
        return is_known or (not is_body and _after_introduction(doc, start) and doc.tokens[at].fold in name_parts())
    if match.any_of(_HARD):
        return False
    family_first = doc.language.names.order == "family_first"
    return family_first and at - start >= 1 and doc.tokens[start].fold in name_parts() and "function" not in match


def _is_last_family_name(doc: Document, at: int) -> bool:
    """ "Thérèse Kayikwamba Wagner": where only names have capitals inside a sentence, what is a body's name alone."""
    match = doc.matches[at]
    is_single = match is not None and match.end - match.start == 1 and match.values.keys() <= _NAMESAKES
    return is_single and doc.language.places_need_of and doc.tokens[at].fold in name_parts()


def _is_everyday(doc: Document, at: int) -> bool:
    """A single word with a capital that is the name of a field and nothing else, where nouns have none."""
    match = doc.matches[at]
    if match is None or doc.language.nouns_capitalised or not doc.tokens[at].is_capital:
        return False
    return match.end - match.start == 1 and match.values.keys() <= _FIELDS


def _is_closed(doc: Document, at: int) -> bool:
    return at >= len(doc.tokens) or doc.tokens[at].text in {",", "(", "."}


def _is_small_word(match: Match) -> bool:
    return "function" in match.values and not match.any_of(_HARD | {"month", "weekday", "country", "city"})


def _in_family_first_name(doc: Document, start: int, end: int) -> bool:
    """Whether a family name of the language opens a run of at most four capitalised words."""
    if doc.language.names.order != "family_first" or end - start > 4:
        return False
    return doc.tokens[start].fold in families(doc.language.iso) and all(t.is_capital for t in doc.tokens[start:end])


def _with_suffix(doc: Document, end: int, stop: int) -> int:
    at = end
    if doc.is_(at, ","):
        at += 1
    if at < stop and doc.has(at, "name_suffix"):
        after = doc.phrase_end(at)
        return after + 1 if doc.is_(after, ".") and doc.tokens[after - 1].text.lower() in {"jr", "sr"} else after
    return end


def reigns(doc: Document, run: NameRun | None) -> bool:
    """ "Felipe VI", "Leo XIV": a given name with a number is a monarch's or a pope's."""
    is_named = run is not None and run.end - run.start == 2 and doc.tokens[run.start].fold in name_parts()
    return run is not None and is_named and _REGNAL.fullmatch(doc.tokens[run.end - 1].text) is not None


def _words(doc: Document, start: int, end: int) -> tuple[str, ...]:
    return tuple(
        t.fold
        for t in doc.tokens[start:end]
        if t.is_word
        and len(t.text) > 1
        and not (t.is_initial and doc.is_(t.index + 1, "."))
        and not t.text.endswith(".")
        and not doc.has(t.index, "particle")
        and not doc.has(t.index, "name_suffix")
    )
