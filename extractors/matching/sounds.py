"""Letters of any script as plain Latin ones, and spellings of one sound as one."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

_APOSTROPHES = re.compile(r"['’‘`ʼʻʾʿ´]")
_WORD = re.compile(r"[^\W_]+")
_DIGITS = str.maketrans("0135", "oise")
_ABJADS = ("ARABIC", "HEBREW", "SYRIAC")
_SYLLABIC = ("CJK", "HANGUL", "HIRAGANA", "KATAKANA")
# Korean as the state writes it (Gim Jeong-eun) and as newspapers do (Kim Jong Un).
_HANGUL = [("eo", "o"), ("eu", "u"), ("^g", "k"), ("^d", "t"), ("^b", "p"), ("^i(?=[A-Z]|$)", "yi")]

# The order counts: longer spellings first. Each side is one sound in the spelling of some language of the news.
_SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"schtsch|shch|chtch|szcz", "S"),
        (r"dzh|dsch|dj|zh", "J"),
        (r"tsch|tch|tsh|tj|cz", "C"),
        (r"sch|sh|sz", "S"),
        (r"kh", "H"),
        (r"ch", "C"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"dh", "d"),
        (r"gh", "g"),
        (r"ts|tz|z", "s"),
        (r"ck|q", "k"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"ou|oo|uu|oe", "u"),
        (r"(?<=[aeou])[jy]", "i"),
        (r"^j(?=[aeou])", "J"),
        (r"[iy]?j$|i[iy]|yy|yi|ee|ie|y", "i"),
        (r"(?<=[aeiou])h(?![aeiou])", ""),
        (r"ae|ai|ei", "e"),
        (r"o", "u"),
        (r"e", "i"),
        (r"S", "s"),
        (r"J", "C"),
        (r"H", "k"),
        (r"(.)\1+", r"\1"),
    )
]
_READINGS = (("tch", ("ch",)), ("sch", ("sh",)), ("ch", ("sh", "kh")), ("sh", ("ch",)), ("j", ("kh", "dj", "y", "zh")))
_COARSE = str.maketrans("ckqgzxpfd", "ssssssbbt")
_VOWELS = re.compile(r"[aeiouy]")


@lru_cache(maxsize=200_000)
def latin_words(text: str) -> tuple[str, ...]:
    """The words of a text in plain Latin lower case letters; Chinese and Korean ones stay joined."""
    composed = unicodedata.normalize("NFKC", text)
    return tuple(word for raw in _WORD.findall(_APOSTROPHES.sub("", composed)) if (word := _latin(raw)))


def _latin(word: str) -> str:
    plain = anyascii(word)
    if script(word) == "HANGUL":
        for pattern, letters in _HANGUL:
            plain = re.sub(pattern, letters, plain, flags=re.IGNORECASE if pattern[0] == "^" else 0)
    plain = re.sub(r"[^a-z0-9]", "", plain.lower())
    return plain.translate(_DIGITS) if re.search("[a-z]", plain) else plain


def script(word: str) -> str:
    """The script of the first letter, as the Unicode names have it: LATIN, ARABIC, CJK."""
    return unicodedata.name(word[0], "").split(" ")[0] if word else ""


@lru_cache(maxsize=200_000)
def has_no_vowels(text: str) -> bool:
    """Whether the text is in a script that leaves vowels out."""
    return any(unicodedata.name(letter, "").startswith(_ABJADS) for letter in text)


@lru_cache(maxsize=200_000)
def is_syllabic(text: str) -> bool:
    """Whether the text is in characters that each are a syllable, so that one other character is another name."""
    return any(unicodedata.name(letter, "").startswith(_SYLLABIC) for letter in text)


@lru_cache(maxsize=200_000)
def sound(word: str) -> str:
    """A folded word with spellings of one sound made equal: `wladimir` and `vladimir`, `husayn` and `hussein`."""
    for pattern, letters in _SOUNDS:
        word = pattern.sub(letters, word)
    return word


@lru_cache(maxsize=200_000)
def sounds(word: str) -> frozenset[str]:
    """The sound in every language that may have written it: ch is that of church, of chef or of Bach."""
    readings = {word}
    for letters, others in _READINGS:
        readings |= {reading.replace(letters, other) for reading in readings for other in others if letters in reading}
    return frozenset(sound(reading) for reading in readings)


@lru_cache(maxsize=200_000)
def block(word: str) -> str:
    """What spellings of one word have in common in any language: its consonants, coarsely; to look under."""
    skeleton = _VOWELS.sub("", re.sub(r"[hwvy]", "", sound(re.sub(r"(?<!^)j", "y", word)).lower()))
    return re.sub(r"(.)\1+", r"\1", skeleton.translate(_COARSE)) or word


@lru_cache(maxsize=200_000)
def consonants(word: str) -> str:
    """The sound without vowels and h, as scripts without vowels leave it."""
    skeleton = _VOWELS.sub("", sound(re.sub(r"[vwyu]", "", word))).replace("h", "")
    return re.sub(r"(.)\1+", r"\1", skeleton.replace("p", "b").replace("C", "s").replace("g", "k"))
