"""Claims documents into the raw tables: one transaction a batch, replaced by article, safe to run twice."""

from extractors.load.batch import LoadCounts, load_batch
from extractors.load.ledger import LedgerEntry, loaded_articles
from extractors.load.quarantine import Filter, Quarantined, list_rejected
from extractors.load.runs import RunCounts, finish_run, start_run
from extractors.load.schema import ensure_schema, prepare

__all__ = [
    "Filter",
    "LedgerEntry",
    "LoadCounts",
    "Quarantined",
    "RunCounts",
    "ensure_schema",
    "finish_run",
    "list_rejected",
    "load_batch",
    "loaded_articles",
    "prepare",
    "start_run",
]
