"""Folding that keeps offsets: one code point in, one code point out."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_SINGLE = {"đ": "d", "Đ": "d", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "ı": "i", "İ": "i", "’": "'", "‘": "'", "ʼ": "'"}

# Vietnamese writes the tone mark of "oa", "oe", "uy" on either vowel ("hoà", "hòa"); the older place is mapped
# to the newer one so that a word list needs one spelling.
_TONE_PLACES = {
    old: new
    for vowels, tones in (("oa", "àáảãạ"), ("oe", "èéẻẽẹ"), ("uy", "ỳýỷỹỵ"))
    for old, new in zip(
        (vowels[0] + tone for tone in tones),
        ({"o": "òóỏõọ", "u": "ùúủũụ"}[vowels[0]][k] + vowels[1] for k in range(5)),
        strict=True,
    )
}


@lru_cache(maxsize=8192)
def fold_char(char: str) -> str:
    """A code point without case and diacritics, always exactly one code point."""
    if char in _SINGLE:
        return _SINGLE[char]
    base = unicodedata.normalize("NFD", char)[0].lower()
    return base if len(base) == 1 else char


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Text without case and diacritics, of the same length in code points."""
    return text.lower() if text.isascii() else "".join(map(fold_char, text))


@lru_cache(maxsize=65536)
def lower(text: str) -> str:
    """Lower case with diacritics kept and Vietnamese tone marks in one place, of the same length."""
    small = text.lower() if text.isascii() else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    small = small.replace("’", "'")
    # "quý" and "quỳ" keep their mark: there the u belongs to the consonant.
    if len(small) >= 2 and small[-2:] in _TONE_PLACES and not small[:-1].endswith("qu"):
        return small[:-2] + _TONE_PLACES[small[-2:]]
    return small
