"""Is the first line of a plain text its headline?"""

from __future__ import annotations

import re

LONGEST = 160
SHORTEST = 8
FINAL = (".", ",", ";", ":", "…", "!", "?", '."', ".”", ".»")
ELLIPSIS = ("...", "…")
MARKDOWN = re.compile(r"^#{1,6}\s+")
WORD = re.compile(r"[^\W\d_]{2,}")


def headline(text: str) -> str | None:
    """The first line where it reads as a headline with an article below it, else None.

    A headline is a short line without final punctuation (an ellipsis or a question mark may end it) that is
    followed by more text than itself. A line that holds only a date, a place or a label does not qualify.
    """
    first, _, rest = text.strip().partition("\n")
    line = MARKDOWN.sub("", first.strip())
    if not SHORTEST <= len(line) <= LONGEST or len(rest.strip()) <= len(line):
        return None
    if line.endswith(FINAL) and not line.endswith((*ELLIPSIS, "?", "!")):
        return None
    if len(WORD.findall(line)) < 3:
        return None
    return line
