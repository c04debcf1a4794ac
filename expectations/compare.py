"""Two releases side by side: which rows of which tables came, went or changed, and in which columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from expectations.marts import attach, quoted, table_names
from expectations.publish import read_about
from extractors.errors import PermanentError
from extractors.settings import Settings

# Facts first: they are what a reader looks for.
_ORDER = ("fct_", "dim_", "bridge_")


@dataclass(frozen=True, slots=True)
class Change:
    """One row that differs.

    Attributes:
        table: its table.
        kind: `added`, `removed` or `changed`.
        key: its key columns with their values.
        values: for an added or removed row all other columns; for a changed one the columns that differ, each with the
            value before and after.
    """

    table: str
    kind: str
    key: dict[str, Any]
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class TableCount:
    """How many rows of a table came, went and changed; what only one of the releases has is named in `note`."""

    table: str
    added: int
    removed: int
    changed: int
    note: str = ""


def find_release(settings: Settings, name: str) -> Path:
    """The release of a run: the published file, or one of the archive.

    Args:
        settings: where the releases lie.
        name: a run id, its unambiguous beginning, `published`, `previous`, or the path or name of a release file.

    Raises:
        PermanentError: no release, or several, bear this name; the message lists those that there are.
    """
    if Path(name).is_file():
        return Path(name)
    if name == "published":
        return _existing(settings.published_file)
    releases = _releases(settings)
    if name == "previous":
        earlier = [path for path in releases if path != settings.published_file]
        if not earlier:
            raise PermanentError(f"There is no release before the published one in {settings.archive_dir}.")
        return earlier[-1]
    runs = {path: str((read_about(path) or {}).get("run_id", "unreadable")) for path in releases}
    found = [path for path, run in runs.items() if name in (run, path.name)]
    found = found or [path for path, run in runs.items() if run.startswith(name)]
    # A run that was published twice is meant as it was published last.
    if found and len({runs[path] for path in found}) == 1:
        return found[-1]
    known = ", ".join(dict.fromkeys(runs.values())) or "none"
    several = "Several releases begin" if found else "There is no release"
    raise PermanentError(f"{several} with {name!r}. Releases of these runs are kept, oldest first: {known}.")


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise PermanentError(f"Nothing has been published at {path} yet: run `communique run` first.")
    return path


def _releases(settings: Settings) -> list[Path]:
    kept = sorted(settings.archive_dir.glob("communique-*.duckdb"))
    withdrawn = sorted((settings.archive_dir / "withdrawn").glob("communique-*.duckdb"))
    published = [settings.published_file] if settings.published_file.is_file() else []
    return [*withdrawn, *kept, *published]


class Comparison:
    """Two release files, opened read-only; `before` and `after` are their catalogs."""

    def __init__(self, before: Path, after: Path) -> None:
        self.con = duckdb.connect(":memory:")
        for path, catalog in ((before, "before"), (after, "after")):
            try:
                attach(self.con, path, catalog, read_only=True)
            except duckdb.Error as error:
                raise PermanentError(f"{path} cannot be opened as a release ({error}).") from error
        self._tables = {catalog: set(self._names(catalog)) for catalog in ("before", "after")}

    def __enter__(self) -> Comparison:
        return self

    def __exit__(self, *_: object) -> None:
        self.con.close()

    def tables(self) -> list[str]:
        """Every table of either release, facts first."""
        names = self._tables["before"] | self._tables["after"]
        return sorted(names, key=lambda name: (_rank(name), name))

    def count(self, table: str) -> TableCount:
        """How many rows of a table came, went and changed."""
        missing = [catalog for catalog in ("before", "after") if table not in self._tables[catalog]]
        if missing:
            note = "new table" if missing == ["before"] else "table is gone"
            return TableCount(table, 0, 0, 0, note)
        query = f"select kind, count(*) from ({self._query(table)}) group by kind"  # noqa: S608  (names of the release)
        counts = dict(self.con.execute(query).fetchall())
        return TableCount(
            table, counts.get("added", 0), counts.get("removed", 0), counts.get("changed", 0), self._column_note(table)
        )

    def changes(self, table: str) -> Iterator[Change]:
        """Each row of a table that differs, by its key; nothing for a table that only one release has."""
        if any(table not in names for names in self._tables.values()):
            return
        keys, columns = self._keys(table), self._shared(table)
        rest = [column for column in columns if column not in keys]
        found = self.con.execute(f"select * from ({self._query(table)}) order by all")  # noqa: S608
        while rows := found.fetchmany(1000):
            for kind, *values in rows:
                key = dict(zip(keys, values, strict=False))
                old, new = values[len(keys) : len(keys) + len(rest)], values[len(keys) + len(rest) :]
                yield Change(table, kind, key, _values(kind, rest, old, new))

    def _query(self, table: str) -> str:
        """One row for each that differs: kind, key, the other columns before, the same after."""
        keys, columns = self._keys(table), self._shared(table)
        rest = [column for column in columns if column not in keys]
        name = quoted(table)
        on = " and ".join(f"b.{quoted(key)} is not distinct from a.{quoted(key)}" for key in keys)
        differs = " or ".join(f"b.{quoted(c)} is distinct from a.{quoted(c)}" for c in rest) or "false"
        select = [f"coalesce(b.{quoted(key)}, a.{quoted(key)})" for key in keys]
        select += [f"{side}.{quoted(column)}" for side in ("b", "a") for column in rest]
        source = "(select true as is_there, {columns} from {catalog}.main.{name})"
        listed = ", ".join(map(quoted, columns))
        before = source.format(columns=listed, catalog="before", name=name)
        after = source.format(columns=listed, catalog="after", name=name)
        return f"""
            select
                case when b.is_there is null then 'added' when a.is_there is null then 'removed' else 'changed' end
                    as kind,
                {", ".join(f"{expression} as c{number}" for number, expression in enumerate(select))}
            from {before} as b full join {after} as a on {on}
            where b.is_there is null or a.is_there is null or {differs}
        """  # noqa: S608  (names of the release)

    def _keys(self, table: str) -> list[str]:
        """The primary key; a table without one is told apart by all that its releases share."""
        rows = self.con.execute(
            "select constraint_column_names from duckdb_constraints()"
            " where database_name = 'after' and table_name = ? and constraint_type = 'PRIMARY KEY'",
            [table],
        ).fetchall()
        shared = self._shared(table)
        keys = [column for (names,) in rows for column in names if column in shared]
        return keys or [column for column in shared if not column.endswith("_count")] or shared

    def _shared(self, table: str) -> list[str]:
        before = self._columns("before", table)
        return [column for column in self._columns("after", table) if column in before]

    def _column_note(self, table: str) -> str:
        before, after = self._columns("before", table), self._columns("after", table)
        new, gone = [c for c in after if c not in before], [c for c in before if c not in after]
        parts = ([f"new columns {', '.join(new)}"] if new else []) + (
            [f"columns gone {', '.join(gone)}"] if gone else []
        )
        return "; ".join(parts)

    def _columns(self, catalog: str, table: str) -> list[str]:
        rows = self.con.execute(
            "select column_name from duckdb_columns() where database_name = ? and table_name = ? order by column_index",
            [catalog, table],
        ).fetchall()
        return [name for (name,) in rows]

    def _names(self, catalog: str) -> list[str]:
        return [name for name in table_names(self.con, catalog, "main") if name != "about"]


def _rank(name: str) -> int:
    return next((rank for rank, prefix in enumerate(_ORDER) if name.startswith(prefix)), len(_ORDER))


def _values(kind: str, columns: list[str], old: list[Any], new: list[Any]) -> dict[str, Any]:
    if kind == "changed":
        pairs = zip(columns, old, new, strict=True)
        return {column: (before, after) for column, before, after in pairs if before != after}
    return dict(zip(columns, new if kind == "added" else old, strict=True))
