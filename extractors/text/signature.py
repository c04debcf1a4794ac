"""A short signature of a text by which near-duplicates are found: the same wire story with other edges.

MinHash by one permutation (Li, Owen, Zhang, "One Permutation Hashing", NIPS 2012): every run of four words is hashed
once, the hashes are dealt into bins, and the least of each bin stands for it. The share of equal bins of two signatures
estimates how much of their texts is the same. A bin that stays empty borrows from its neighbour.
"""

from __future__ import annotations

import re
from zlib import crc32

BINS = 64
RUN = 4
# A shorter text has too few runs to be told from another one of its kind.
LEAST_RUNS = 12
WORD = re.compile(r"\w+")
# What the two must not depend on: crc32 alone would put similar runs into similar bins.
SPREAD = 0x9E3779B97F4A7C15
MASK = (1 << 64) - 1


def signature(text: str) -> list[int]:
    """The signature of a text: 64 numbers below 2**53, or none for a text of a few words."""
    words = WORD.findall(text.casefold())
    runs = len(words) - RUN + 1
    if runs < LEAST_RUNS:
        return []
    bins: list[int | None] = [None] * BINS
    hashes = [crc32(word.encode("utf-8", "replace")) for word in words]
    for number in range(runs):
        mixed = 0
        for value in hashes[number : number + RUN]:
            mixed = ((mixed ^ value) * SPREAD) & MASK
        mixed ^= mixed >> 29
        place, value = mixed % BINS, mixed >> 11
        least = bins[place]
        if least is None or value < least:
            bins[place] = value
    return _filled(bins)


def likeness(one: list[int], other: list[int]) -> float:
    """The share of two texts that is the same, estimated from their signatures; 0 where one has none."""
    if not one or not other:
        return 0.0
    return sum(a == b for a, b in zip(one, other, strict=True)) / BINS


def _filled(bins: list[int | None]) -> list[int]:
    """Each empty bin takes the value of the next full one, marked by how far away that is."""
    full: list[int] = []
    for place in range(BINS):
        steps = next(steps for steps in range(BINS) if bins[(place + steps) % BINS] is not None)
        value = bins[(place + steps) % BINS] or 0
        full.append((value + steps * 0x5851F42D4C957F2D) % (1 << 53))
    return full
