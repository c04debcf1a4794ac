"""How two names of one country stand to each other: what the warehouse puts together on, stricter than a score."""

from __future__ import annotations

from extractors.matching.compare import Match, match_names

_LONG_WORD = 6
_SLIP = 1.3


def name_relation(left: str, right: str) -> str | None:
    """The relation of two written names.

    Returns:
        `same`: the same words, differently spelled at most; `left_part` and `right_part`: that name leaves out or
        shortens words of the other; `slip`: one letter differs in a long word; None: no reason to take them for one.
    """
    found = match_names(left, right)
    if found.is_equivalent or _is_short(found):
        return _direction(found)
    return "slip" if _is_slip(found) else None


def _is_short(found: Match) -> bool:
    """One word of a name, which a score rightly thinks little of: who it is depends on the post."""
    told = all(pair.how not in ("letters", "other") for pair in found.pairs)
    return told and len(found.pairs) == 1 and bool(found.left_only or found.right_only)


def _direction(found: Match) -> str | None:
    left = len(found.left_only) + sum(_is_initial(pair.right, pair.left) for pair in found.pairs)
    right = len(found.right_only) + sum(_is_initial(pair.left, pair.right) for pair in found.pairs)
    if left and right:
        return None
    if right:
        return "left_part"
    return "right_part" if left else "same"


def _is_initial(short: str, long: str) -> bool:
    return len(short.strip(".")) == 1 < len(long.strip("."))


def _is_slip(found: Match) -> bool:
    wrong = [pair for pair in found.pairs if pair.how in ("letters", "other")]
    return (
        not found.left_only
        and not found.right_only
        and len(found.pairs) > 1
        and sum(pair.cost for pair in wrong) <= _SLIP
        and all(pair.length >= _LONG_WORD for pair in wrong)
    )
