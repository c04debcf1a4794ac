"""One form of text before anything is located in it: every span counts code points of the cleaned text."""

from __future__ import annotations

import re
import unicodedata

LINE_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Soft hyphens, zero-width characters, marks of writing direction, byte order marks and tags: invisible in print,
# but they would split a name into two. The zero-width joiners matter only in scripts that are not read here.
INVISIBLE = re.compile(
    r"[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\U000e0000-\U000e007f]"
)
SPACES = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f]")
NO_CHARACTERS = re.compile(r"[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def clean_text(text: str) -> str:
    """A text in NFC with line feeds, plain spaces and printable characters only; cleaning twice changes nothing."""
    text = LINE_BREAKS.sub("\n", text)
    text = INVISIBLE.sub("", text)
    text = SPACES.sub(" ", text)
    text = CONTROLS.sub(" ", text)
    text = NO_CHARACTERS.sub("\ufffd", text)
    return unicodedata.normalize("NFC", text)


def clean_line(text: str | None) -> str | None:
    """A title or name as one cleaned line, or None where nothing is left of it."""
    if text is None:
        return None
    return " ".join(clean_text(text).split()) or None
