"""Batch files into documents and rejections; a bad line costs that line only."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractors.claims import ClaimsDocument, from_json
from extractors.errors import PermanentError, RejectedArticle
from extractors.load.rows import Landing, Row, content_hash, sha256_text
from extractors.load.scrub import scrub_line


@dataclass(frozen=True, slots=True)
class LoadableDocument:
    """A checked document with its landing data and the hash that tells whether it is new."""

    claims: ClaimsDocument
    landing: Landing
    content_sha256: str


def read_claims(path: Path) -> tuple[list[LoadableDocument], list[Row]]:
    """The good documents of a claims file, and a rejection row for each line that is not one.

    Of several lines for one article the last counts.
    """
    documents: dict[str, LoadableDocument] = {}
    rejections: list[Row] = []
    for number, line in _lines(path):
        try:
            document = _read_document(line)
        except RejectedArticle as error:
            rejections.append(_rejection_of_line(line, f"{path.name}:{number}", error))
        else:
            documents[document.claims.article.id] = document
    return list(documents.values()), rejections


def read_rejections(path: Path) -> list[Row]:
    """The rows of a rejections file.

    Raises:
        PermanentError: a line is not a rejection; the pipeline wrote it, so the run must not go on.
    """
    rows = []
    for number, line in _lines(path):
        try:
            rows.append(_rejection_row(json.loads(line)))
        except (ValueError, KeyError, TypeError) as error:
            raise PermanentError(
                f"{path}:{number} is not a rejection ({error!r}); delete the run's files and run again."
            ) from error
    return rows


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                yield number, scrub_line(line)


def _read_document(line: str) -> LoadableDocument:
    claims = from_json(line)
    fields = json.loads(line)
    landing = Landing.from_fields(fields.get("landing"), claims.article.source_uri)
    return LoadableDocument(claims, landing, content_hash(fields))


def _rejection_of_line(line: str, place: str, error: RejectedArticle) -> Row:
    fields: dict[str, Any] = {}
    with suppress(ValueError):
        loaded = json.loads(line)
        fields = loaded if isinstance(loaded, dict) else {}
    article = fields.get("article")
    known = article if isinstance(article, dict) else {}
    source_uri = known.get("source_uri")
    reason = {"stage": error.stage, "reason": error.reason, "detail": error.detail}
    return _rejection_row(
        {
            "source_uri": source_uri if isinstance(source_uri, str) and source_uri else place,
            "source": known.get("source") if isinstance(known.get("source"), str) else None,
            "landing": fields.get("landing"),
            **reason,
        }
    )


def _rejection_row(fields: dict[str, Any]) -> Row:
    landing = Landing.from_fields(fields.get("landing"), fields["source_uri"])
    return {
        "rejection_id": fields.get("rejection_id") or _rejection_id(fields),
        "source_uri": fields["source_uri"],
        "source": fields.get("source"),
        "stage": fields["stage"],
        "reason": fields["reason"],
        "detail": fields.get("detail"),
        "landing_uri": landing.uri,
        "landing_path": fields.get("landing_path") or landing.path,
        "landing_sha256": landing.sha256,
        "metadata_sha256": landing.metadata_sha256,
        "extractor_version": landing.extractor_version,
    }


def _rejection_id(fields: dict[str, Any]) -> str:
    return sha256_text("|".join([fields["source_uri"], fields["stage"], fields["reason"], fields["detail"]]))[:16]
