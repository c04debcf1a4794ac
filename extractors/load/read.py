"""Batch files into documents and rejections; a bad line costs that line only."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from extractors.claims import ClaimsDocument, from_json
from extractors.errors import PermanentError, RejectedArticle
from extractors.load.rows import Landing, Row, content_hash, landing_columns, sha256_text
from extractors.load.scrub import scrub_line


@dataclass(frozen=True, slots=True)
class LoadableDocument:
    """A checked document with its landing data and the hash that tells whether it is new."""

    claims: ClaimsDocument
    landing: Landing
    content_sha256: str


def iter_claims(path: Path, size: int) -> Iterator[tuple[list[LoadableDocument], list[Row], int]]:
    """The good documents of a claims file in pieces, with a rejection row for each line that is not one.

    Of several lines of a piece for one article the last counts.

    Args:
        path: one claims document a line.
        size: documents a piece; only the last piece has fewer, and there always is one that has.

    Yields:
        Documents, rejections, and the number of lines that another one of the piece has replaced.
    """
    documents: dict[str, LoadableDocument] = {}
    rejections: list[Row] = []
    repeated = 0
    for number, line in _lines(path):
        try:
            document = _read_document(line)
        except RejectedArticle as error:
            rejections.append(_rejection_of_line(line, f"{path.name}:{number}", error))
        else:
            repeated += document.claims.article.id in documents
            documents[document.claims.article.id] = document
        if len(documents) == size:
            yield list(documents.values()), rejections, repeated
            documents, rejections, repeated = {}, [], 0
    yield list(documents.values()), rejections, repeated


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
    landing = replace(landing, extractor_version=landing.extractor_version or claims.extractor.version)
    return LoadableDocument(claims, landing, content_hash(fields, landing))


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
        **landing_columns(landing),
        "landing_path": fields.get("landing_path") or landing.path,
        "extractor_version": landing.extractor_version,
        "source_name": landing.source_name,
        "landing_item": landing.item,
    }


def _rejection_id(fields: dict[str, Any]) -> str:
    return sha256_text("|".join([fields["source_uri"], fields["stage"], fields["reason"], fields["detail"]]))[:16]
