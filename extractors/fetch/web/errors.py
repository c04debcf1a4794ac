"""What can go wrong with a request, by what to do about it."""

from __future__ import annotations

from extractors.errors import RejectedArticle

# Faults that may pass by themselves; all others give the same result when tried again.
TRANSIENT = frozenset({"timeout", "connection", "truncated", "http_busy"})


class FetchError(RejectedArticle):
    """A request that brought no document: stage `fetch`, with one of these reasons.

    `bad_address`, `forbidden_address`, `robots`, `redirects`, `too_large`, `unsupported_type`, `bad_encoding`,
    `protocol`, `tls`, `http_error`, `host_closed`; and those that may pass:
    `timeout`, `connection`, `truncated`, `http_busy`.

    Attributes:
        status: the server's answer, where there was one.
        retry_after: seconds after which the server asks to be tried again.
    """

    def __init__(
        self, reason: str, detail: str, *, status: int | None = None, retry_after: float | None = None
    ) -> None:
        super().__init__("fetch", reason, detail)
        self.status = status
        self.retry_after = retry_after

    @property
    def is_transient(self) -> bool:
        """Whether trying again may help."""
        return self.reason in TRANSIENT
