"""The rules engine: language data and patterns, no model and no network."""

from __future__ import annotations

from extractors.claims import SCHEMA_VERSION, Article, ClaimsDocument, ExtractorInfo


class RulesEngine:
    """Reads an article with the language file of its language."""

    name = "rules"
    version = "0.1.0"

    def extract(self, article: Article) -> ClaimsDocument:
        return ClaimsDocument(SCHEMA_VERSION, ExtractorInfo(self.name, self.version), article)
