"""One claims document as rows of the raw tables."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from dataclasses import dataclass
from typing import Any

from extractors.claims import ClaimsDocument, Visit

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Landing:
    """Where the article came from: the landed item and what was known of it.

    Attributes:
        uri: the item's own address; the article's unless the item holds several articles.
        path: landing file, relative to the data folder.
        sha256: hash of the landed bytes.
        metadata_sha256: hash of what the manifest said.
        extractor_version: the version that read the item.
        source_name: the configured source that offered it.
        item: the landing item as JSON, to read it again from the landing store.
    """

    uri: str
    path: str | None = None
    sha256: str | None = None
    metadata_sha256: str | None = None
    extractor_version: str | None = None
    source_name: str | None = None
    item: str | None = None

    @property
    def is_settled(self) -> bool:
        """Whether this state of the item is dealt with; what may have been the machine's fault carries no hash."""
        return self.sha256 is not None

    @property
    def key(self) -> tuple[str, str]:
        """The key of `raw.landed_items`."""
        return self.uri, self.source_name or ""

    @classmethod
    def of_row(cls, row: Row) -> Landing:
        """Of a row of `raw.rejected_articles`."""
        return cls(
            row["landing_uri"],
            row["landing_path"],
            row["landing_sha256"],
            row["metadata_sha256"],
            row["extractor_version"],
            row["source_name"],
        )

    @classmethod
    def from_fields(cls, fields: Any, source_uri: str) -> Landing:
        """From the `landing` object of a claims or rejection line; what is missing stays unknown."""
        known = fields if isinstance(fields, dict) else {}
        names = [f.name for f in dataclasses.fields(cls) if f.name != "uri"]
        return cls(known.get("uri") or source_uri, **{name: known.get(name) for name in names})


def article_row(document: ClaimsDocument, landing: Landing, content_sha256: str, revision: int, run_id: str) -> Row:
    """The row of `raw.articles`, without the time of loading."""
    article = document.article
    return {
        "article_id": article.id,
        "source_uri": article.source_uri,
        "source": article.source,
        "title": article.title,
        "language_code": article.language,
        "published_on": article.published_on,
        "place": article.place,
        "text": article.text,
        "text_sha256": sha256_text(article.text),
        **landing_columns(landing),
        "source_name": landing.source_name,
        "landing_item": landing.item,
        "revision": revision,
        "authors": article.authors,
        "canonical_uri": article.canonical_uri,
        "signature": article.signature,
        "engine": document.extractor.name,
        "extractor_version": document.extractor.version,
        "schema_version": document.schema_version,
        "content_sha256": content_sha256,
        "run_id": run_id,
    }


def landing_columns(landing: Landing) -> Row:
    """Where an article or a rejection came from, as columns of its row."""
    return {
        "landing_uri": landing.uri,
        "landing_path": landing.path,
        "landing_sha256": landing.sha256,
        "metadata_sha256": landing.metadata_sha256,
    }


def revision_row(row: Row) -> Row:
    """The row of `raw.article_revisions` for a new wording, without its time."""
    names = ("article_id", "revision", "source_uri", "text_sha256", "landing_path", "landing_sha256", "run_id")
    return {name: row[name] for name in names}


def claim_rows(document: ClaimsDocument) -> dict[str, list[Row]]:
    """The rows of the tables that hang on `raw.articles`, by table name."""
    article_id = document.article.id
    return {
        "actors": [{"article_id": article_id, **_actor(dataclasses.asdict(a))} for a in document.actors],
        "visits": _indexed(article_id, [_visit(v) for v in document.visits]),
        "meetings": _indexed(article_id, [dataclasses.asdict(m) for m in document.meetings]),
        "agreements": _indexed(article_id, [dataclasses.asdict(a) for a in document.agreements]),
        "honours": _indexed(article_id, [dataclasses.asdict(h) for h in document.honours]),
        "rejected_claims": _indexed(article_id, [dataclasses.asdict(r) for r in document.rejected]),
    }


def content_hash(fields: dict[str, Any], landing: Landing) -> str:
    """Equal for two claims lines only when they say the same, wherever their bytes lie and whoever offered them.

    A source's name that merely stands for an unknown outlet is left out: two sources may offer one address.
    """
    content = {name: value for name, value in fields.items() if name != "landing"}
    article = content.get("article")
    if isinstance(article, dict) and landing.source_name and article.get("source") == landing.source_name:
        content["article"] = {name: value for name, value in article.items() if name != "source"}
    return sha256_text(json.dumps(content, ensure_ascii=False, sort_keys=True))


def sha256_text(text: str) -> str:
    """The hash of a text's UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _indexed(article_id: str, claims: list[Row]) -> list[Row]:
    return [{"article_id": article_id, "claim_index": index, **claim} for index, claim in enumerate(claims)]


def _actor(fields: Row) -> Row:
    fields["country_code"] = fields.pop("country")
    return fields


def _visit(visit: Visit) -> Row:
    fields = dataclasses.asdict(visit)
    fields["origin_country_code"] = fields.pop("origin_country")
    fields["destination_country_code"] = fields.pop("destination_country")
    return fields
