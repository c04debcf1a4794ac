"""Dates in running text: days, months, ranges, weekdays and relative words, with their token places.

Each unit of a sentence (a word, a number, a phrase of the word lists) becomes one letter; a few patterns over these
letters then find the dates of every language, since languages differ in words and order, not in the kinds of parts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractors.entities.document import Document
from extractors.entities.lexicon import Match
from extractors.entities.tokens import DASHES
from extractors.events.date_joins import join_dates
from extractors.events.date_mention import DateMention
from extractors.events.date_patterns import PATTERNS
from extractors.events.edtf import PartialDate
from extractors.languages import expand, load_language

MAX_TO_ELSEWHERE = 5
MONTHS = 12
DAYS = 31
MAX_WORDS = 3
# What goes on since a day that opens the sentence.
_STAYS = frozenset({"presence", "visit_verb", "visit_noun", "on_visit"})
# Days before "of this month": one, or two with a range's word between them.
_DAYS_BEFORE = re.compile(r"(?:do?p?[ta-]+[pkf]*)?do?[pf]*$")
# Lists of the language file whose words are parts of a date, by their letters in the patterns.
_CODED = {"p": "fillers", "f": "range_from", "t": "range_to", "k": "day_word", "h": "month_word"}
_NUMERIC = re.compile(r"(\d{1,2})\.(\d{1,2})(?:\.(\d{4}))?")


@dataclass(frozen=True, slots=True)
class _Words:
    """A language's small words of dates; `codes` gives the letters of those that are parts of a date's pattern."""

    ordinals: frozenset[str]
    day_word: frozenset[str]
    month_word: frozenset[str]
    last: frozenset[str]
    next: frozenset[str]
    elsewhere: frozenset[str]
    since: frozenset[str]
    until: frozenset[str]
    slash_dates: bool
    codes: dict[str, str]


@cache
def _words(iso: str) -> _Words:
    dates = load_language(iso).dates

    def lower(name: str) -> frozenset[str]:
        return frozenset(word.lower() for term in getattr(dates, name) for word in expand(term))

    codes: dict[str, str] = {mark: mark for mark in (",", ".", "/")} | dict.fromkeys(DASHES, "-")
    for code, name in _CODED.items():
        codes |= {word: "-" if word in DASHES else code for word in lower(name)}
    names = ("ordinals", "day_word", "month_word", "last", "next", "elsewhere", "since", "until")
    sets = {name: lower(name) for name in names}
    sets["elsewhere"] |= sets["since"]
    return _Words(**sets, slash_dates=iso != "en", codes=codes)


def find_dates(doc: Document, start: int, end: int, *, elsewhere: bool = False) -> list[DateMention]:
    """Dates between two tokens, in order, none overlapping; `elsewhere`: also those of another event ("since 2014")."""
    words = _words(doc.language.iso)
    units, codes = _encode(doc, start, end, words)
    found: list[DateMention] = []
    fronted: list[DateMention] = []
    if not set(codes) & set("mwdyhrD"):
        return found
    at = 0
    while at < len(codes):
        mention, step = _read(doc, units, codes, at, words)
        at += step
        if mention is None:
            continue
        is_since = _is_since(doc, mention, start, words)
        if mention.weekday is not None and not mention.direction and is_since:
            mention.direction = -1
        mention.is_end = _is_behind(doc, mention.start, start, words.until)
        if is_since and doc.is_(mention.end, ","):
            fronted.append(mention)
        elif elsewhere or is_since or not _is_elsewhere(doc, mention, start, words):
            found.append(mention)
        elif is_taken_up(doc, mention):
            mention.is_of_clause = True
            found.append(mention)
    if not found and any(doc.any_of(i, _STAYS) for i in range(start, end)):
        # "Since Tuesday, X has been in Dakar"
        found = fronted[:1]
    return join_dates(doc, found)


def _is_behind(doc: Document, at: int, floor: int, phrases: frozenset[str]) -> bool:
    """Whether one of the phrases, in small letters and of few words, ends directly before a token: "jusqu'au"."""
    return any(
        doc.text(first, at).lower().replace("’", "'") in phrases for first in range(max(floor, at - MAX_WORDS), at)
    )


def is_taken_up(doc: Document, mention: DateMention) -> bool:
    """ "for the first time since May 2017, when X travelled to A": a date that the clause behind it tells of."""
    return doc.is_(mention.end, ",") and doc.has(mention.end + 1, "when")


def _is_elsewhere(doc: Document, mention: DateMention, start: int, words: _Words) -> bool:
    """ "established relations in 1994", "since his election in 2018": the date of something else."""
    floor = max(start, mention.start - MAX_TO_ELSEWHERE)
    floor = max([floor, *(i for i in range(floor, mention.start) if doc.tokens[i].text in {":", ";"})])
    return any(_is_behind(doc, end, floor, words.elsewhere) for end in range(floor + 1, mention.start + 1))


def _is_since(doc: Document, mention: DateMention, floor: int, words: _Words) -> bool:
    """ "effectue depuis hier une visite", "desde el 4 de mayo": what began on a day of these goes on."""
    is_near = mention.weekday is not None or (mention.offset or ("", 0))[0] == "day"
    is_day = mention.first.day is not None and mention.first.year is None and mention.last is None
    at = mention.start
    while at > floor and doc.has(at - 1, "article"):
        at -= 1
    return (is_near or is_day) and _is_behind(doc, at, floor, words.since)


def _encode(doc: Document, start: int, end: int, words: _Words) -> tuple[list[tuple[int, int]], str]:
    units: list[tuple[int, int]] = []
    codes: list[str] = []
    at = start
    while at < end:
        match = doc.matches[at]
        stop = (
            match.end
            if match is not None and match.start == at and ("month" in match or "weekday" in match or "offset" in match)
            else at + 1
        )
        code = _code(doc, at, words)
        if match is not None and "month" in match and doc.is_(stop, ".") and _is_number(doc, stop + 1):
            # "Feb. 23": the stop belongs to the month
            stop += 1
        elif code == "D" and doc.is_(stop, ".") and doc.tokens[at].text.count(".") == 1:
            stop += 1
        units.append((at, min(stop, end)))
        codes.append(code)
        at = units[-1][1]
    return units, "".join(codes)


def _is_number(doc: Document, at: int) -> bool:
    return at < len(doc.tokens) and doc.tokens[at].is_number


def _code(doc: Document, at: int, words: _Words) -> str:
    token, match = doc.tokens[at], doc.matches[at]
    if match is not None:
        if "month" in match and (token.is_capital or "function" not in match):
            return "m"
        if "weekday" in match:
            return "w"
        if "offset" in match:
            return "x" if _is_of_month(doc, match) else "r"
    if token.is_number:
        return "D" if _is_dotted(doc, at, words) else _number_code(token.text)
    word = token.lower
    if not token.space_before and word in words.ordinals and words.codes.get(word) not in {"h", "k"}:
        return "o"
    code = words.codes.get(word)
    if code is not None and code not in {",", ".", "/"}:
        return code
    if match is not None and "and" in match:
        return "a"
    return code or "x"


def _is_of_month(doc: Document, match: Match) -> bool:
    """ "à la fin du mois d'octobre": the month that is named, not this one."""
    if (match.values["offset"] or ("", 0))[0] != "month" or not doc.has(match.end, "joiner"):
        return False
    after = doc.phrase_end(match.end)
    after += after < len(doc.tokens) and not doc.tokens[after].is_word
    return doc.has(after, "month")


def _number_code(text: str) -> str:
    if text.isascii() and text.isdigit() and len(text) <= 4:
        value = int(text)
        if 1 <= value <= 31 and len(text) <= 2:
            return "d"
        if 1900 <= value <= 2100:
            return "y"
    return "x"


def _is_dotted(doc: Document, at: int, words: _Words) -> bool:
    """ "20.05.2018" everywhere; "20.05." where a stop makes a number an ordinal, "ngày 20.5" where a word before days
    and a word before months are written: elsewhere it may be a decimal.
    """
    found = _NUMERIC.fullmatch(doc.tokens[at].text)
    if found is None:
        return False
    is_closed = doc.is_(at + 1, ".") and not doc.tokens[at + 1].space_before
    follows_word = at > 0 and words.codes.get(doc.tokens[at - 1].lower) == "p"
    # "từ 3 - 4.6"
    is_announced = bool(words.month_word) and (follows_word or _closes_range(doc, at, words))
    is_short = ("." in words.ordinals and is_closed) or is_announced
    return bool(found[3]) or (is_short and int(found[1]) <= DAYS and int(found[2]) <= MONTHS)


def _closes_range(doc: Document, at: int, words: _Words) -> bool:
    """Whether a dash and a day stand before a number, behind a word that opens a range."""
    if at <= 2 or doc.tokens[at - 1].text not in DASHES or _number_code(doc.tokens[at - 2].text) != "d":
        return False
    return words.codes.get(doc.tokens[at - 3].lower) in {"f", "p"}


def _read(
    doc: Document, units: list[tuple[int, int]], codes: str, at: int, words: _Words
) -> tuple[DateMention | None, int]:
    """A date that begins at a unit and the number of units to go on by."""
    code = codes[at]
    if code == "r":
        return _relative(doc, units, codes, at), 1
    if code not in "mwdyhD":
        return None, 1
    for pattern, needs in PATTERNS:
        match = pattern.match(codes, at)
        if match is None or (needs and not getattr(words, needs)):
            continue
        mention = _build(doc, units, match)
        if mention is None or not _stands(doc, units, codes, match, mention, words):
            continue
        _read_direction(doc, mention, words)
        return mention, match.end() - at
    return None, 1


def _relative(doc: Document, units: list[tuple[int, int]], codes: str, at: int) -> DateMention:
    """ "yesterday", "next month"; "del 21 al 24 de este mes": days of a relative month."""
    mention = DateMention(*units[at], PartialDate(), offset=doc.value(units[at][0], "offset"))
    days = _DAYS_BEFORE.search(codes, 0, at) if mention.offset and mention.offset[0] == "month" else None
    if days is None:
        return mention
    numbers = [i for i in range(days.start(), at) if codes[i] == "d"]
    dates = [PartialDate(day=int(doc.tokens[units[i][0]].text)) for i in numbers]
    mention.start, mention.first = units[days.start()][0], dates[0]
    mention.last = dates[1] if len(dates) > 1 else None
    return mention


def _numeric(doc: Document, at: int) -> PartialDate:
    day, month, *year = (int(part) for part in doc.tokens[at].text.split("."))
    return PartialDate(year[0] if year else None, month, day)


def _build(doc: Document, units: list[tuple[int, int]], match: re.Match[str]) -> DateMention | None:
    groups = {name: match.start(name) for name, value in match.groupdict().items() if value}

    def number(name: str) -> int | None:
        return int(doc.tokens[units[groups[name]][0]].text) if name in groups else None

    def month(which: int) -> int | None:
        if f"m{which}" in groups:
            return int(doc.value(units[groups[f"m{which}"]][0], "month"))
        return number(f"n{which}")

    start, end = units[match.start()][0], units[match.end() - 1][1]
    if "w2" in groups:
        return _weekdays(doc, start, end, units[groups["w2"]][0])
    if "w1" in groups:
        return DateMention(start, end, PartialDate(day=number("d1")), weekday=doc.value(start, "weekday"))

    def date(which: int) -> PartialDate:
        if f"D{which}" in groups:
            return _numeric(doc, units[groups[f"D{which}"]][0])
        return PartialDate(number(f"y{which}"), month(which), number(f"d{which}"))

    first = date(1)
    if not groups.keys() & {"d2", "D2"} and not ("y2" in groups and "d1" not in groups):
        return DateMention(start, end, first) if first.is_valid() else None
    first, last = _complete(first, date(2))
    if not first.is_valid() or not last.is_valid():
        return None
    return DateMention(start, end, first, last)


def _weekdays(doc: Document, start: int, end: int, last: int) -> DateMention | None:
    """Weekdays that make a range; "on Monday and Thursday" are two days."""
    first = doc.value(start, "weekday")
    span = (doc.value(last, "weekday") - first) % 7
    is_list = any(doc.has(i, "and") for i in range(start, end))
    if not span or (is_list and span > 1):
        return None
    return DateMention(start, end, PartialDate(), PartialDate(), weekday=first, span=span)


def _complete(first: PartialDate, last: PartialDate) -> tuple[PartialDate, PartialDate]:
    """The parts that a range says once hold for both ends; over a year's end the first is a year earlier."""
    month = first.month or last.month
    last_month = last.month or first.month
    year, last_year = first.year, last.year
    wraps = month is not None and last_month is not None and month > last_month
    if last_year is not None and year is None:
        year = last_year - 1 if wraps else last_year
    elif year is not None and last_year is None:
        last_year = year + 1 if wraps else year
    return PartialDate(year, month, first.day), PartialDate(last_year, last_month, last.day)


def _stands(
    doc: Document, units: list[tuple[int, int]], codes: str, match: re.Match[str], mention: DateMention, words: _Words
) -> bool:
    """A month, weekday or year alone is a date only where its surroundings say so."""
    if mention.first.month is None and mention.first.day is not None:
        return True
    if len(match.group()) > 1 and not re.fullmatch(r"hd", match.group()):
        return True
    before = codes[match.start() - 1] if match.start() else ""
    token = doc.tokens[mention.start]
    if mention.weekday is not None:
        return True
    lead = doc.tokens[units[match.start() - 1][0]].lower if match.start() else ""
    # "in mid-June"
    is_hyphened = before == "-" and codes[max(match.start() - 2, 0)] == "p"
    introduced = (
        before in {"p", "f", "t", "("}
        or is_hyphened
        or lead in words.last
        or lead in words.next
        or lead in {"(", "desde", "since"}
    )
    opens = match.start() == 0 or (codes[match.start() - 1] == "x" and doc.tokens[mention.start - 1].text == ":")
    if match.group() == "y" and mention.end < len(doc.tokens) and (opens or doc.language.nouns_capitalised):
        # "1983 hatte X das Land besucht", "unterzeichneten 1992 den Vertrag"
        is_year = doc.tokens[mention.end].is_word and not doc.tokens[mention.end].is_capital
        if is_year or opens:
            return is_year
    if doc.has(mention.start, "month") and doc.has(mention.start, "amounts"):
        # "sept ministres"
        return False
    if doc.has(mention.start, "month"):
        return introduced or (not doc.has(mention.start, "function") and token.is_capital and doc.language.iso == "de")
    return introduced or match.group() == "hd"


def _read_direction(doc: Document, mention: DateMention, words: _Words) -> None:
    around = [doc.tokens[i].lower for i in (mention.start - 1, mention.end) if 0 <= i < len(doc.tokens)]
    if any(word in words.last for word in around):
        mention.direction = -1
    elif any(word in words.next for word in around):
        mention.direction = 1
