"""Claims engines: each turns one article into one claims document."""

from __future__ import annotations

from typing import Protocol

from extractors.claims import Article, ClaimsDocument
from extractors.errors import PermanentError


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
        PermanentError: no engine has this name.
    """
    if name == "rules":
        from extractors.engines.rules import RulesEngine  # noqa: PLC0415  (language files are read on first use)

        return RulesEngine()
    raise PermanentError(f"There is no engine named {name!r}. Engines: rules.")
