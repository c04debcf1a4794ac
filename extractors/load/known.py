"""What the raw tables hold of an article already, and what a new document of it changes."""

from __future__ import annotations

import enum
from dataclasses import dataclass

import duckdb

from extractors.load.read import LoadableDocument
from extractors.load.rows import sha256_text


class Verdict(enum.Enum):
    """What loading a document has to do."""

    KEPT = "nothing: all of it is there"
    MOVED = "write anew where it came from"
    CHANGED = "write all of it anew"


@dataclass(frozen=True, slots=True)
class Known:
    """The columns of `raw.articles` that tell whether a document is new."""

    content_sha256: str
    landing: tuple[str | None, ...]
    text_sha256: str
    title: str | None
    published_on: str | None
    revision: int
    run_id: str
    source_name: str | None

    def has_landing(self, document: LoadableDocument) -> bool:
        """Whether the row is that of the very bytes that the document was read from."""
        landing = document.landing
        return self.landing == (landing.uri, landing.path, landing.sha256, landing.metadata_sha256)

    def next_revision(self, document: LoadableDocument) -> int:
        """One more when the publisher changed the wording, headline or date; a new reading of the same is none."""
        article = document.claims.article
        same = (sha256_text(article.text), article.title, article.published_on)
        return self.revision + (same != (self.text_sha256, self.title, self.published_on))


def known_articles(connection: duckdb.DuckDBPyConnection, ids: list[str]) -> dict[str, Known]:
    """What is there of some articles, by their ids."""
    rows = connection.execute(
        """
        select
            article_id, content_sha256, [landing_uri, landing_path, landing_sha256, metadata_sha256],
            text_sha256, title, published_on, coalesce(revision, 1), run_id, source_name
        from raw.articles
        where article_id in (select unnest(?::varchar[]))
        """,
        [ids],
    ).fetchall()
    return {row[0]: Known(row[1], tuple(row[2]), *row[3:]) for row in rows}


def verdict(document: LoadableDocument, known: Known | None, is_settled_in_run: bool) -> Verdict:
    """What a document changes.

    Args:
        document: the new document.
        known: what is there of its article; None for a new one.
        is_settled_in_run: this run has loaded this state of its item already. Another item of the run may have had
            the last word on the article since, and is not to be overwritten when the load is repeated.
    """
    if known is None:
        return Verdict.CHANGED
    if is_settled_in_run:
        return Verdict.KEPT
    if known.content_sha256 != document.content_sha256:
        return Verdict.CHANGED
    # Of two sources that offer the same article, the first one stays its source.
    of_other_source = known.source_name not in {None, document.landing.source_name}
    return Verdict.KEPT if known.has_landing(document) or of_other_source else Verdict.MOVED
