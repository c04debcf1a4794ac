"""The score of two names, and why.

Words are paired whatever their order, the cheapest pair first. A pair costs edits: none for one word, half of one
for forms of one given name, less for spellings of one sound, else the letters to change. A name may be wrong in as many
letters as the logarithm of its length; what both names hold in excess of the other counts as changed.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz.distance import OSA

from extractors.matching.forms import NameForm, Word, parse_name
from extractors.matching.sounds import consonants, sound, sounds
from extractors.matching.words import name_words

LIKELY = 0.75
"""Names that score this are more likely one than two, on names alone."""

_SPELLING = 0.3
_VARIANT = 0.5
_INITIAL = 0.6
_EXCHANGED = 3.0
_STRANGE = 9.0


@dataclass(frozen=True, slots=True)
class Pair:
    """Words of both names that stand for each other.

    Attributes:
        left: words of the left name as written.
        right: words of the right name as written.
        how: `same`, `spelling`, `form of name`, `initial`, `letters` or `other`.
        cost: in letters to change.
        length: letters of the longer side.
    """

    left: str
    right: str
    how: str
    cost: float
    length: int


@dataclass(frozen=True, slots=True)
class Match:
    """A comparison of two names.

    Attributes:
        score: 0 to 1; `LIKELY` is the threshold on names alone.
        pairs: which words stand for each other.
        left_only: words of the left name that nothing stands for.
        right_only: the same of the right name.
        edits: letters to change, in sum.
        budget: letters that may differ in names of this length.
        is_reordered: the words stand in another order, and not only the family name at the other end.
    """

    score: float
    pairs: tuple[Pair, ...] = ()
    left_only: tuple[str, ...] = ()
    right_only: tuple[str, ...] = ()
    edits: float = 0.0
    budget: float = 0.0
    is_reordered: bool = False

    @property
    def is_equivalent(self) -> bool:
        """Whether nothing differs but the spelling of the same words, and what one name leaves out."""
        told = self.score >= LIKELY and not self.is_reordered
        return told and all(pair.how not in ("letters", "other") for pair in self.pairs)

    def reasons(self) -> list[str]:
        """One line for each thing that counted."""
        lines = [f"{pair.left} ~ {pair.right}: {pair.how}, costs {pair.cost:g}" for pair in self.pairs]
        lines += [f"only left: {word}" for word in self.left_only]
        lines += [f"only right: {word}" for word in self.right_only]
        return [*lines, f"{self.edits:.2g} letters differ, {self.budget:.2g} may"]


def match_names(left: str, right: str) -> Match:
    """Compares two written names; the order of the two does not count."""
    a, b = parse_name(left), parse_name(right)
    if not a.words or not b.words:
        return Match(0.0)
    if (len(b.words), b.joined) < (len(a.words), a.joined):
        swapped = _compare(b, a)
        pairs = tuple(Pair(p.right, p.left, p.how, p.cost, p.length) for p in swapped.pairs)
        return replace(swapped, pairs=pairs, left_only=swapped.right_only, right_only=swapped.left_only)
    return _compare(a, b)


def _compare(short: NameForm, long: NameForm) -> Match:
    pairs, left, right, is_reordered = _paired(short, long)
    if left and right:
        pairs.append(_rest(left, right))
        left, right = [], []
    if are_fathers_exchanged(short, long):
        pairs.append(Pair("son", "father", "other", _EXCHANGED, 0))
    edits = sum(pair.cost for pair in pairs)
    budget = math.log(max(3, sum(pair.length for pair in pairs)))
    extra = left or right
    score = _score(edits, budget) * _known_share(pairs, extra, short.is_body or long.is_body)
    return Match(
        round(score, 4),
        tuple(pairs),
        tuple(word.written for word in left),
        tuple(word.written for word in right),
        round(edits, 2),
        round(budget, 2),
        is_reordered,
    )


def are_fathers_exchanged(left: NameForm, right: NameForm) -> bool:
    """Salman bin Muhammad is not Muhammad bin Salman: two who tell their fathers tell the same one."""
    fathers = [{sound(word.text) for word in form.words if word.role == "father"} for form in (left, right)]
    given = [{sound(word.text) for word in form.words if word.role == "name"} for form in (left, right)]
    return bool(fathers[0] & given[1] and fathers[1] & given[0] and not fathers[0] & fathers[1])


def _score(edits: float, budget: float) -> float:
    """1 without a difference, `LIKELY` where the budget is used up, falling to 0 at three times of it."""
    used = edits / budget
    return 1 - (1 - LIKELY) * used if used <= 1 else max(0.0, LIKELY * (3 - used) / 2)


def _known_share(pairs: list[Pair], extra: list[Word], is_body: bool) -> float:
    """A name may be told in part; but one word is no name, and a body's further word makes it another body."""
    if not extra:
        return 1.0
    if is_body:
        return 0.65 if any(len(word.text) > 3 for word in extra) else 0.9
    full = sum(1 for pair in pairs if pair.how != "initial" and pair.length > 1)
    if full < 2:
        return 0.8 if any(pair.how == "initial" for pair in pairs) and full else 0.68
    return max(0.85, 0.98 ** len(extra))


def _paired(short: NameForm, long: NameForm) -> tuple[list[Pair], list[Word], list[Word], bool]:
    """Single words first, the cheapest pair before the others; then joined ones ("Jeanclaude") of what is left."""
    left, right = set(range(len(short.words))), set(range(len(long.words)))
    pairs: list[Pair] = []
    order: dict[int, int] = {}
    for sizes in ((1,), (1, 2, 3, 4)):
        if left and right:
            options = _options(short.words, long.words, left, right, sizes)
            for _, left_span, right_span, pair in sorted(options, key=lambda option: option[0]):
                if left_span <= left and right_span <= right:
                    left, right = left - left_span, right - right_span
                    pairs.append(pair)
                    order[min(left_span)] = min(right_span)
    rest = [short.words[i] for i in sorted(left)], [long.words[i] for i in sorted(right)]
    return pairs, *rest, not is_turned([order[at] for at in sorted(order)])


def is_turned(places: list[int]) -> bool:
    """Whether the places rise, all round: from the family name in front to the family name behind is one turn."""
    return sum(here > following for here, following in zip(places, places[1:] + places[:1], strict=True)) <= 1


Option = tuple[tuple[float, int], frozenset[int], frozenset[int], Pair]


def _options(
    short: tuple[Word, ...], long: tuple[Word, ...], left: set[int], right: set[int], sizes: tuple[int, ...]
) -> list[Option]:
    found = []
    for left_span in _spans(left, sizes):
        for right_span in _spans(right, sizes):
            if min(len(left_span), len(right_span)) > 1:
                continue
            pair = _pair(tuple(short[i] for i in left_span), tuple(long[i] for i in right_span))
            if pair.how != "other":
                order = (pair.cost / pair.length, -pair.length)
                found.append((order, frozenset(left_span), frozenset(right_span), pair))
    return found


def _spans(free: set[int], sizes: tuple[int, ...]) -> list[range]:
    """Words that stand together and are all free."""
    return [span for at in free for size in sizes if free.issuperset(span := range(at, at + size))]


@lru_cache(maxsize=500_000)
def _pair(left: tuple[Word, ...], right: tuple[Word, ...]) -> Pair:
    how, cost = _cost(left, right)
    texts = ["".join(word.text for word in side) for side in (left, right)]
    written = [" ".join(word.written for word in side) for side in (left, right)]
    return Pair(written[0], written[1], how, cost, max(len(texts[0]), len(texts[1])))


def _cost(left: tuple[Word, ...], right: tuple[Word, ...]) -> tuple[str, float]:
    a, b = ("".join(word.text for word in side) for side in (left, right))
    words = [*left, *right]
    if any(word.role == "initial" for word in words):
        return _initial_cost(left, right)
    if all(word.is_syllabic for word in words):
        same = [w.written for w in left] == [w.written for w in right]
        return ("same", 0.0) if same else ("other", _STRANGE)
    if a == b:
        return "same", 0.0
    if any(word.is_bare for word in words):
        return _bare_cost(a, b)
    if len(left) > 1 or len(right) > 1:
        return _joined_cost(a, b, any(word.is_syllabic for word in words))
    if any(word.is_syllabic for word in words):
        return ("spelling", _SPELLING) if sound(a) == sound(b) else ("other", _STRANGE)
    return word_cost(a, b)


def _initial_cost(left: tuple[Word, ...], right: tuple[Word, ...]) -> tuple[str, float]:
    if len(left) > 1 or len(right) > 1:
        return "other", _STRANGE
    a, b = left[0].text, right[0].text
    if a == b:
        return "same", 0.0
    return ("initial", _INITIAL) if a[0] == b[0] or sound(a)[:1] == sound(b)[:1] else ("other", _STRANGE)


def _bare_cost(a: str, b: str) -> tuple[str, float]:
    if name_words().variants.get(a, frozenset()) & name_words().variants.get(b, frozenset()):
        return "form of name", _VARIANT
    x, y = consonants(a), consonants(b)
    distance = OSA.distance(x, y)
    if distance > max(len(x), len(y)) / 2:
        return "other", _STRANGE
    return ("spelling", _SPELLING) if distance == 0 else ("letters", distance + _SPELLING)


def _joined_cost(a: str, b: str, is_syllabic: bool) -> tuple[str, float]:
    """A joined name must be nearly the same: whoever joins words seldom misspells them too."""
    if is_syllabic and sound(a) == sound(b):
        return "spelling", _SPELLING
    distance = OSA.distance(a, b)
    return ("letters", distance + _SPELLING) if distance <= len(a) / 6 else ("other", _STRANGE)


@lru_cache(maxsize=500_000)
def word_cost(a: str, b: str) -> tuple[str, float]:
    """What it costs to take one folded word of a name for the other, and why."""
    if a == b:
        return "same", 0.0
    if sound(a) == sound(b) or sounds(a) & sounds(b):
        return "spelling", _SPELLING
    variants = name_words().variants
    if variants.get(a, frozenset()) & variants.get(b, frozenset()):
        return "form of name", _VARIANT
    distance: float = min(OSA.distance(a, b), OSA.distance(sound(a), sound(b)) + _SPELLING)
    longest = max(len(a), len(b))
    if distance > max(1.0, longest * 0.34):
        return "other", _STRANGE
    return "letters", distance


def _rest(left: list[Word], right: list[Word]) -> Pair:
    """What both names have and nothing stands for: told apart by it, unless it is a syllable or two."""
    texts = ["".join(word.text for word in side) for side in (left, right)]
    written = [" ".join(word.written for word in side) for side in (left, right)]
    is_initial = any(word.role == "initial" for word in (*left, *right))
    is_other = is_initial or any(word.is_syllabic for word in (*left, *right))
    distance = OSA.distance(*texts)
    cost = _STRANGE if is_other else distance + (_SPELLING if distance < max(map(len, texts)) else 2)
    return Pair(written[0], written[1], "other", max(cost, 2.0), max(map(len, texts)))
