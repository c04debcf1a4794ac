"""Bytes to text: the byte order mark, UTF-8, the declared character set, then detection; never a guess that garbles."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from extractors.errors import RejectedArticle

# Longest mark first: that of UTF-32 begins with that of UTF-16.
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Files of other kinds under a text's name.
MAGIC = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"\x7fELF",
    b"\xd0\xcf\x11\xe0",
    b"BZh",
    b"7z\xbc\xaf",
    b"RIFF",
    b"\xfd7zXZ",
)
# Only real character sets: Python also knows zip, punycode or unicode_escape as codecs.
CHARSETS = re.compile(
    r"(?:utf[-_]?(?:8|16|32)(?:[-_]?[lb]e)?|us-ascii|ascii|iso[-_]?8859[-_]?\d{1,2}|latin[-_]?\d{1,2}|(?:windows|cp)[-_]?\d{3,4}"
    r"|koi8[-_][rut]|gb2312|gbk|gb18030|big5(?:[-_]?hkscs)?|euc[-_](?:jp|kr)|shift[-_]?jis|iso[-_]?2022[-_](?:jp|kr)|mac(?:intosh|roman))",
    re.IGNORECASE,
)
# As browsers do it (https://encoding.spec.whatwg.org/#names-and-labels): the wider set under the narrower name.
WIDER = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "macintosh": "mac-roman",
    "iso-8859-9": "cp1254",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
}
DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9._-]{2,40})""", re.IGNORECASE
)
DECLARED_WITHIN = 8192
DETECT_WITHIN = 65_536
GARBAGE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd\ud800-\udfff\ue000-\uf8ff]")
GARBAGE_SHARE = 0.01
LOOKED_AT = 16_384
# UTF-8 that was read as Windows-1252 and written as UTF-8 again: "Viá»‡t", "prÃ©sident", "â€œ".
MOJIBAKE = re.compile(r"[ÃÂÄÆÐ][\u0080-\u00bf\u2018-\u203a€ƒ…†‡ˆ‰Š‹ŒŽ™š›œžŸ]|á[º»]|â€")
# One of these stands in all of it; to look for them takes a hundredth of the time.
MOJIBAKE_MARKS = ("Ã", "Â", "Ä", "Æ", "Ð", "áº", "á»", "â€")
# What Western European languages write beyond ASCII. Detection by statistics alone takes "Peña" for "Peńa" and
# "à" for "ŕ", so a text that is all of these in one of the usual sets is taken as such first.
WESTERN = frozenset(
    "àâäáãåæçéèêëíìîïñóòôöõøœúùûüÿßÀÄÁÅÆÇÉÈÊËÍÎÏÑÓÔÖØŒÚÙÛÜŸ¿¡«»“”„‘’‚‹›–—…€£§°·•ºª²³½¼¾©®™´`×\u00a0\u00ad"
)
VIETNAMESE = WESTERN | frozenset("ăâđêôơưĂÂĐÊÔƠƯ₫\u0300\u0301\u0303\u0309\u0323")
USUAL = (("cp1252", WESTERN), ("mac-roman", WESTERN), ("cp1258", VIETNAMESE))
USUAL_SHARE = 0.98
NOT_LATIN = re.compile(r"[^\W\d_\u0000-\u024f\u1e00-\u1eff]")
# A few damaged bytes in a long text are shown as such; more, and the text is not UTF-8.
DAMAGED_SHARE = 0.001


def decode(data: bytes, *, markup: bool = False, told: str | None = None) -> str:
    """The text of a file.

    Args:
        data: the file's bytes.
        markup: look for a character set declared in HTML or XML.
        told: the character set that the server declared; it goes before that of the page, and may lie as well.

    Raises:
        RejectedArticle: stage `text`; reason `binary` (not a text at all) or `undecodable` (no character set
            gives a readable text).
    """
    for mark, unicode in MARKS:
        if data.startswith(mark):
            return _checked(_strict(data[len(mark) :], unicode), unicode)
    charsets = [name for name in (_usable(told), declared_charset(data) if markup else None) if name]
    if unmarked := _unmarked_utf16(data):
        return _checked(_strict(data, unmarked), unmarked)
    _refuse_binary(data)
    if not charsets or "utf-8" in charsets or not data.isascii():
        text = _strict(data, "utf-8")  # valid UTF-8 with bytes above 127 is hardly ever anything else
        if text is not None:
            return _checked(_mended(text), "utf-8")
    for charset in charsets:
        declared = _strict(data, charset)
        if declared is not None and not _garbled(declared):
            return declared
    return _detected(data)


def declared_charset(data: bytes) -> str | None:
    """The character set that a page declares near its top, as a Python codec; None for unknown or odd ones."""
    found = DECLARED.search(data[:DECLARED_WITHIN])
    return _usable(found.group(1).decode("ascii")) if found else None


def _usable(declared: str | None) -> str | None:
    name = (declared or "").lower()
    if not CHARSETS.fullmatch(name):
        return None
    try:
        return codecs.lookup(WIDER.get(name, name)).name
    except LookupError:
        return None


def _strict(data: bytes, charset: str) -> str | None:
    try:
        return data.decode(charset)
    except UnicodeError:
        return None


def _checked(text: str | None, charset: str) -> str:
    if text is None or _garbled(text):
        raise RejectedArticle("text", "undecodable", f"the bytes are not readable as {charset}")
    return text


def _garbled(text: str) -> bool:
    """Whether too much of a text is garbage; of a long one three stretches are looked at."""
    middle, end = len(text) // 2, max(len(text) - LOOKED_AT, 0)
    looked_at = text
    if len(text) > 4 * LOOKED_AT:
        looked_at = text[:LOOKED_AT] + text[middle : middle + LOOKED_AT] + text[end:]
    return len(GARBAGE.findall(looked_at)) > GARBAGE_SHARE * len(looked_at)


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Western text is zero."""
    head = data[:2000]
    if len(head) < 4 or b"\0" not in head:
        return None
    odd, even = head[1::2].count(0) / len(head[1::2]), head[::2].count(0) / len(head[::2])
    # Vietnamese has about a fifth of its letters outside Latin-1, so the zero side is not all zeros.
    if odd > 0.6 and even < 0.05:
        return "utf-16-le"
    if even > 0.6 and odd < 0.05:
        return "utf-16-be"
    return None


def _refuse_binary(data: bytes) -> None:
    if b"\0" in data or data.startswith(MAGIC):
        raise RejectedArticle("text", "binary", "the file holds binary data, not text")


def _mended(text: str) -> str:
    """A text that was read in the wrong character set once before, set right where that is without loss."""
    if not any(mark in text for mark in MOJIBAKE_MARKS) or not MOJIBAKE.search(text):
        return text
    try:
        return _to_bytes(text).decode("utf-8")
    except UnicodeError:
        return text


def _to_bytes(text: str) -> bytes:
    """Windows-1252, with the five bytes that it leaves open taken as they are."""
    return b"".join(c.encode("latin-1") if "\x80" <= c <= "\x9f" else c.encode("cp1252") for c in text)


def _detected(data: bytes) -> str:
    """A text in no declared character set that is not UTF-8 either: the usual ones first, then by statistics."""
    text = _damaged_utf8(data) or _usual(data) or _other_script(data)
    if text is None:
        raise RejectedArticle(
            "text", "undecodable", "the bytes are not UTF-8, and no other character set gives a readable text"
        )
    return text


def _damaged_utf8(data: bytes) -> str | None:
    for cut in (1, 2, 3):  # a file that ends inside a character
        if text := _strict(data[:-cut], "utf-8"):
            return text
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    beyond_ascii = sum(1 for c in text if c > "\x7f")
    return text if damaged <= DAMAGED_SHARE * len(text) and damaged * 5 < beyond_ascii else None


def _usual(data: bytes) -> str | None:
    for charset, letters in USUAL:
        text = _strict(data, charset)
        if text is None or MOJIBAKE.search(text):
            continue
        beyond_ascii = [c for c in text if c > "\x7f"]
        if sum(c in letters for c in beyond_ascii) >= USUAL_SHARE * len(beyond_ascii):
            return text
    return None


def _other_script(data: bytes) -> str | None:
    """Cyrillic, Chinese and the like; a Latin text that got here is more likely damaged than rare."""
    best = from_bytes(data[:DETECT_WITHIN], threshold=0.15, enable_fallback=False).best()
    text = _strict(data, best.encoding) if best else None
    if text is None or _garbled(text):
        return None
    sample = text[:DETECT_WITHIN]
    return text if len(NOT_LATIN.findall(sample)) > len(sample) / 4 else None
