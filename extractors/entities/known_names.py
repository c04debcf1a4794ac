"""Full names of office holders, from `seeds/office_holders.csv`, as a gate for names that word lists claim.

"François Hollande" is a name although the Netherlands are called so: the pair is in the table. It makes no person of
words that do not look like a name.
"""

from __future__ import annotations

import csv
from functools import cache

from extractors.entities.fold import fold
from extractors.errors import PermanentError
from extractors.settings import load_settings


@cache
def known_names() -> frozenset[tuple[str, ...]]:
    """Names of two words, folded."""
    path = load_settings().seeds_dir / "office_holders.csv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            names = [tuple(fold(row["name"]).split()) for row in csv.DictReader(file)]
    except (OSError, KeyError, UnicodeDecodeError) as error:
        raise PermanentError(f"{path} cannot be read ({error!r}); restore it from the repository.") from error
    return frozenset(name for name in names if len(name) == 2)
