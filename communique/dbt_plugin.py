"""The functions on names and posts that dbt's models call, registered on its connection (dbt/profiles.yml)."""

from __future__ import annotations

import ctypes
import hashlib
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import duckdb
from dbt.adapters.duckdb.plugins import BasePlugin

import extractors.matching
from extractors.matching import match_names
from extractors.matching.helpers import dismiss, spread
from extractors.matching.posts import post_code

_MATCHING = Path(extractors.matching.__file__).parent
# Settings of glibc's mallopt, and the values it takes at most.
_MMAP_THRESHOLD, _TRIM_THRESHOLD = (-3, 2**25), (-1, 2**31 - 1)
# Read by the functions in Python, not by dbt.
_WORDS = ("name_words.csv", "post_words.csv")


class Plugin(BasePlugin):
    """Adds `name_forms`, `name_relations`, `name_score` and `post_code` to SQL."""

    def configure_connection(self, conn: duckdb.DuckDBPyConnection) -> None:
        """Registers the functions. Null gives null; what is not known is an empty text, for they may give no null."""
        _keep_memory()
        functions: list[tuple[str, Any, list[str], str]] = [
            ("name_forms", lambda names: spread("forms", names), ["VARCHAR[]"], "VARCHAR[]"),
            ("name_relations", lambda lists: spread("relations", lists), ["VARCHAR[][]"], "VARCHAR[]"),
            ("name_score", lambda left, right: match_names(left, right).score, ["VARCHAR", "VARCHAR"], "DOUBLE"),
            ("dismiss_helpers", dismiss, [], "INTEGER"),
            ("project_print", project_print, ["VARCHAR"], "VARCHAR"),
            ("post_code", lambda title, body: post_code(title, body) or "", ["VARCHAR", "VARCHAR"], "VARCHAR"),
        ]
        for name, function, parameters, returned in functions:
            types: list[Any] = [duckdb.sqltype(parameter) for parameter in parameters]
            conn.create_function(name, function, types, duckdb.sqltype(returned))
        # DuckDB looks for pandas at the first call of a function in Python: seconds, for nothing that is used here.
        sys.modules.setdefault("pandas", None)  # type: ignore[arg-type]  # how Python marks a module as not there


def _keep_memory() -> None:
    """Has the C library keep what DuckDB gives back, for its next statement: pages need no clearing.

    Other C libraries than glibc do as they do.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if mallopt is not None:
        for setting in (_MMAP_THRESHOLD, _TRIM_THRESHOLD):
            mallopt(*setting)


def project_print(part: str) -> str:
    """A hash of what tables are made by, to see that it has changed.

    Args:
        part: `rules`, the models with the functions that they call; or `seeds`, the tables under `seeds/`. The current
            folder is the dbt project's, as dbt sees to.
    """
    project = Path.cwd()
    words = [project.parent / "seeds" / name for name in _WORDS]
    if part == "rules":
        files = [
            Path(__file__),
            project / "dbt_project.yml",
            *_files(project / "models", project / "macros", _MATCHING),
            *words,
        ]
        versions = [f"{name} {version(name)}" for name in ("duckdb", "dbt-duckdb", "rapidfuzz", "anyascii")]
    else:
        files = [path for path in _files(project.parent / "seeds", depth="*.csv") if path not in words]
        versions = []
    found = hashlib.sha256("\n".join(versions).encode())
    for path in files:
        found.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()


def _files(*folders: Path, depth: str = "**/*.*") -> list[Path]:
    return sorted(path for folder in folders for path in folder.glob(depth) if "__pycache__" not in path.parts)
