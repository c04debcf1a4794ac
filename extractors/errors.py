"""Errors that say whether trying again can help.

Every message names what happened, where, and what to do about it. Only `TransientError` is retried by the
scheduler; everything else stops the task at once.
"""

from __future__ import annotations


class CommuniqueError(Exception):
    """Base of all errors that the product raises on purpose."""


class PermanentError(CommuniqueError):
    """Trying again gives the same result: bad configuration, bad data, a failed audit."""


class TransientError(CommuniqueError):
    """Trying again may help: a lock held by another process, a network fault."""


class RejectedArticle(PermanentError):  # noqa: N818  (an outcome of an article, named as the table is)
    """One article cannot be used; the run goes on and a row of `raw.rejected_articles` records it.

    Attributes:
        stage: where it was turned down: `fetch`, `text`, `extract` or `load`.
        reason: a short code from a closed list, such as `empty`, `too_large`, `language_not_supported`.
        detail: one sentence for a reader.
    """

    def __init__(self, stage: str, reason: str, detail: str) -> None:
        super().__init__(f"{stage}: {reason}: {detail}")
        self.stage = stage
        self.reason = reason
        self.detail = detail

    def __reduce__(self) -> tuple[type[RejectedArticle], tuple[str, str, str]]:
        return RejectedArticle, (self.stage, self.reason, self.detail)
