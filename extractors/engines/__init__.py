"""Claims engines: each turns one article into one claims document."""

from __future__ import annotations

import importlib
from typing import Protocol

from extractors.claims import Article, ClaimsDocument
from extractors.errors import PermanentError

# Name of an engine -> where it is. One more engine is one more line.
ENGINES = {
    "rules": ("extractors.engines.rules", "RulesEngine"),
    "spacy": ("extractors.engines.spacy_names", "SpacyEngine"),
}


class Engine(Protocol):
    """What reads an article. An instance is made once a process and may be called for any number of articles."""

    name: str
    version: str

    def extract(self, article: Article) -> ClaimsDocument:
        """The claims of one article.

        Raises:
            RejectedArticle: the engine cannot read this article, such as `language_not_supported`.
        """


def get_engine(name: str = "rules") -> Engine:
    """An engine by its name.

    Raises:
        PermanentError: no engine has this name, or what it needs is not installed.
    """
    if name not in ENGINES:
        raise PermanentError(f"There is no engine named {name!r}. Engines: {', '.join(ENGINES)}.")
    module, engine = ENGINES[name]
    # Imported on first use: language files, or a library that need not be installed.
    made: Engine = getattr(importlib.import_module(module), engine)()
    return made
