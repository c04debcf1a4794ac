"""How a newspaper of a language writes a name: transliterated, without diacritics, turned round, shortened."""

from __future__ import annotations

import random
import unicodedata

from benchmarks.synthetic.people import LANGUAGES, Person

_CYRILLIC = "а б в г д е ё ж з и й к л м н о п р с т у ф х ц ч ш щ ъ ы ь э ю я".split()
_LATIN = {
    "en": "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya",
    "de": "a b w g d e jo sch s i j k l m n o p r s t u f ch z tsch sch schtsch - y - e ju ja",
    "es": "a b v g d e io zh z i i k l m n o p r s t u f j ts ch sh sch - y - e iu ia",
    "fr": "a b v g d e io j z i ï k l m n o p r s t ou f kh ts tch ch chtch - y - e iou ia",
    "vi": "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya",
}
_TABLES = {
    language: dict(zip(_CYRILLIC, letters.replace("-", "_").split(), strict=True))
    for language, letters in _LATIN.items()
}


def written_name(person: Person, language: str, chance: random.Random) -> str:
    """The full name as one article of the language has it; order, diacritics and middle name vary."""
    parts = (person.given, person.middle, person.family)
    given, middle, family = (_spelled(part, language, person, chance) for part in parts)
    if middle and chance.random() < 0.35 and person.culture not in {"vi"}:
        middle = "" if chance.random() < 0.6 or person.culture in {"ar", "id"} else f"{middle[0]}."
    if person.culture in {"en", "de", "fr", "es"} and chance.random() < 0.04:
        given, middle = f"{given[0]}.", ""
    parts = [given, middle, family]
    if person.culture in {"vi", "zh"}:
        parts = [family, middle, given]
        if person.culture == "zh" and language != "vi" and chance.random() < 0.15:
            parts = [given, family]
        if person.culture == "vi" and language in {"en", "de"} and chance.random() < 0.05:
            parts = [middle, given, family]
    name = " ".join(part for part in parts if part)
    return _worn(name, person, language, chance)


def _worn(name: str, person: Person, language: str, chance: random.Random) -> str:
    if not any("\u0400" <= letter <= "\u06ff" for letter in name):
        name = _plain(name) if chance.random() < (0.1 if language == person.culture else 0.5) else name
    if chance.random() < 0.03:
        name = name.upper()
    if chance.random() < 0.02 and person.culture in {"en", "de", "fr", "es", "ru"} and " " in name and "." not in name:
        *given, family = name.split(" ")
        name = f"{family}, {' '.join(given)}"
    return name


def _plain(name: str) -> str:
    table = str.maketrans("ĐđßøæłŁ", "DdsoelL")
    decomposed = unicodedata.normalize("NFD", name.translate(table))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _spelled(part: str, language: str, person: Person, chance: random.Random) -> str:
    if person.culture == "ar" and "/" in part:
        spellings = part.split("/")
        if chance.random() < 0.02:
            return spellings[4]
        return spellings[0] if chance.random() < 0.5 else spellings[chance.randrange(4)]
    if person.culture == "ar" and part.startswith("bin ") and language == "fr":
        return part.replace("bin ", "ben ")
    if person.culture == "ru":
        return part if chance.random() < 0.02 else _transliterated(part, language)
    if person.culture == "zh" and len(part) > 6 and chance.random() < 0.08:
        return part
    return part


def _transliterated(word: str, language: str) -> str:
    letters = "".join(_TABLES[language].get(letter, letter) for letter in word.lower()).replace("_", "")
    return letters[:1].upper() + letters[1:]


def language_index(language: str) -> int:
    """The place of a language in the tables of posts."""
    return LANGUAGES.index(language)
