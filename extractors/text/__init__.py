"""The text step: landed bytes to articles with one form of text, a language, and a date where one is known."""

from extractors.text.articles import read_document, read_record, record_uri
from extractors.text.records import BadRecord, Record, iter_records

__all__ = ["BadRecord", "Record", "iter_records", "read_document", "read_record", "record_uri"]
