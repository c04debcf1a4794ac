"""A written name taken apart: its words without titles, each with its part in the name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extractors.matching.sounds import has_no_vowels, is_syllabic, latin_words
from extractors.matching.words import name_words

_ARTICLES = ("al", "el", "ul", "ur")
_SERVANT = ("abd", "abdul", "abdel", "abdal", "abdol", "bd")
# No name is longer; a page taken for one must not take a second.
_LONGEST = 200
_VIETNAMESE = re.compile(r"[ăằắẳẵặấầẩẫậđĐếềểễệốồổỗộơờớởỡợưừứửữựỉịọỏụủỳỵỷỹ]", re.IGNORECASE)
_DOTTED = re.compile(r"\b((?:\w\.)(?:-?\w\.)*)")
# "JC Juncker": two capitals before a word that is not all capitals.
_BARE_INITIALS = re.compile(r"^([A-Z]{2})(?= [A-Z][a-z])")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name.

    Attributes:
        text: in plain Latin lower case letters.
        role: `name`, `father` (after bin or ibn), `initial` or `particle`.
        is_bare: in a script without vowels.
        is_syllabic: in characters that each are a syllable.
        written: as it stood, for explanations.
    """

    text: str
    role: str = "name"
    is_bare: bool = False
    is_syllabic: bool = False
    written: str = ""


@dataclass(frozen=True, slots=True)
class NameForm:
    """A name in comparable form.

    Attributes:
        words: those that count, in their order ("Putin, Vladimir" is put in speaking order).
        particles: small words that come and go.
        titles: what was left away in front or behind.
        is_body: a body's name rather than a person's.
    """

    words: tuple[Word, ...]
    particles: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    is_body: bool = False

    @property
    def joined(self) -> str:
        """All words without spaces."""
        return "".join(word.text for word in self.words)


@lru_cache(maxsize=500_000)
def parse_name(name: str) -> NameForm:
    """Takes a written name apart; an empty or unreadable one gives no words."""
    tokens = _tokens(_reordered(name[:_LONGEST]))
    if not tokens:
        return NameForm(())
    plain = [word for word, _ in tokens]
    words = name_words()
    if any(word in words.bodies or (word in words.legal and len(word) > 2) for word in plain):
        return NameForm(tuple(Word(words.legal.get(w, w), written=raw) for w, raw in tokens), is_body=True)
    kept, titles = _without_titles(tokens)
    named, particles = _roles(kept)
    return NameForm(tuple(named), tuple(particles), tuple(titles))


def _reordered(name: str) -> str:
    family, comma, given = name.partition(",")
    if comma and given.strip() and latin_words(given)[:1] and latin_words(given)[0] not in name_words().suffixes:
        return f"{given.strip()} {family.strip()}"
    return name


def _tokens(name: str) -> list[tuple[str, str]]:
    spaced = _DOTTED.sub(_spaced_initials, name)
    spaced = _BARE_INITIALS.sub(lambda m: " ".join(m.group(1)), spaced.strip())
    return [(word, raw) for raw in re.split(r"[\s\-‐–·・,]+", spaced) for word in latin_words(raw)]


def _spaced_initials(found: re.Match[str]) -> str:
    """ "J.-C." are two initials, "S.E." is His Excellency."""
    letters = found.group(1)
    if letters.replace(".", "").lower() in name_words().titles:
        return letters.replace(".", "")
    return letters.replace(".", ". ").replace("-", " ")


def _without_titles(tokens: list[tuple[str, str]]) -> tuple[list[tuple[str, str]], list[str]]:
    words = name_words()
    start, end = 0, len(tokens)
    while start < end - 1 and (tokens[start][0] in words.titles or tokens[start][0] == "and"):
        start += 1
    while end - 1 > start + 1 and tokens[end - 1][0] in words.suffixes:
        end -= 1
    titles = [word for word, _ in (*tokens[:start], *tokens[end:])]
    return tokens[start:end], titles


def _roles(tokens: list[tuple[str, str]]) -> tuple[list[Word], list[str]]:
    words = name_words()
    named: list[Word] = []
    particles: list[str] = []
    is_father = False
    if _is_vietnamese(tokens):
        return [_word(text, raw, False) for text, raw in tokens], []
    for position, (text, raw) in enumerate(tokens):
        if text in words.filials and 0 < position < len(tokens) - 1:
            is_father = True
            particles.append(text)
        elif named and named[-1].text in _SERVANT and (text in _ARTICLES or len(tokens) - position >= 1):
            _join_servant(named, text, raw)
        elif text in words.particles:
            particles.append(text)
        else:
            named.append(_word(text, raw, is_father))
            is_father = False
    return _without_repeats(named) or [_word(text, raw, False) for text, raw in tokens], particles


def _is_vietnamese(tokens: list[tuple[str, str]]) -> bool:
    """Where Văn, Lê and La are names: a Vietnamese family name leads or ends, or letters that no one else has."""
    families = name_words().families
    written = "".join(raw for _, raw in tokens)
    return tokens[0][0] in families or tokens[-1][0] in families or bool(_VIETNAMESE.search(written))


def _join_servant(named: list[Word], text: str, raw: str) -> None:
    """ "Abd al-Aziz", "Abdul Aziz" and "Abdulaziz" are one word: servant of God by one of his names."""
    servant = named.pop()
    if text in _ARTICLES:
        named.append(Word("abdul", servant.role, servant.is_bare, False, f"{servant.written} {raw}"))
    else:
        named.append(Word(f"abdul{text}".replace("abdulal", "abdul"), servant.role, servant.is_bare, False, raw))


def _word(text: str, raw: str, is_father: bool) -> Word:
    role = "initial" if len(text) == 1 and not is_syllabic(raw) else "father" if is_father else "name"
    return Word(text, role, has_no_vowels(raw), is_syllabic(raw), raw)


def _without_repeats(named: list[Word]) -> list[Word]:
    return [word for at, word in enumerate(named) if at == 0 or word.text != named[at - 1].text]
