"""The fetch step: sources to immutable landing files and batches of landing items."""

from extractors.fetch.batches import FetchReport, fetch_folder, fetch_source
from extractors.fetch.health import is_due
from extractors.fetch.kinds import Source
from extractors.fetch.sources import find_source, list_sources

__all__ = ["FetchReport", "Source", "fetch_folder", "fetch_source", "find_source", "is_due", "list_sources"]
